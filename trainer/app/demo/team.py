"""Accounts and groups of the demonstration."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Final

from trainer.app.demo.cohort import COHORT
from trainer.app.demo.playing import Stage
from trainer.app.team import Team
from trainer.domain.language import Language
from trainer.domain.people import Actor, Role
from trainer.errors import InvalidInput
from trainer.services.accounts.trail import OPERATOR

PASSWORD_TOLD: Final = (
    "Logins: {logins}. Everybody's password, shown this once: {password}\n"
    "vera is the administrator, pavel and helen are mentors, rita is the recruiter."
)
STAFF: Final[tuple[tuple[str, str, Language, Role], ...]] = (
    ("vera", "Вера Орлова", "ru", "administrator"),
    ("pavel", "Павел Зорин", "ru", "mentor"),
    ("helen", "Helen Marsh", "en", "mentor"),
    ("rita", "Рита Лебедева", "ru", "recruiter"),
)
_GROUPS: Final[tuple[tuple[str, Language], ...]] = (
    ("Осенний набор", "ru"),
    ("Autumn intake", "en"),
)
_PASSWORD_BYTES: Final = 15


def check_logins(team: Team) -> None:
    """Raises InvalidInput where one of the demonstration's logins is taken."""
    for login in (*(row[0] for row in STAFF), *(who.login for who in COHORT)):
        if any(line.account.login == login for line in team.accounts.page(OPERATOR, login).lines):
            raise InvalidInput(f"the login {login} is taken already", field="login")


def people_of_team(stage: Stage) -> tuple[dict[str, Actor], dict[str, Actor], str]:
    """Make the staff, the cohort and their groups: staff by login, newcomers by login, and the one
    password of them all."""
    team, password = stage.services.team, secrets.token_urlsafe(_PASSWORD_BYTES)

    def made(login: str, name: str, language: Language, role: Role) -> Actor:
        account = team.accounts.create(OPERATOR, name, login, language, [role], password=password)
        return Actor(account.person, frozenset({role}))

    staff = {login: made(login, *more) for login, *more in STAFF}  # type: ignore[arg-type]
    people = {one.login: made(one.login, one.name, one.language, "newcomer") for one in COHORT}
    mentors = [login for login, actor in staff.items() if actor.has("mentor")]
    for name, language in _GROUPS:
        group = team.groups.create(OPERATOR, name).id
        for one in COHORT:
            if one.language == language:
                team.groups.put(OPERATOR, group, people[one.login].id, "member")
                own = people[one.login]
                people[one.login] = replace(own, groups=own.groups | {group})
        for login in mentors:
            team.groups.put(OPERATOR, group, staff[login].id, "mentor")
            staff[login] = replace(staff[login], groups=staff[login].groups | {group})
    return staff, people, password
