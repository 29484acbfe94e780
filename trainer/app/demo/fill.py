"""The demonstration as a whole: profiles in local mode; in team mode accounts, mentors and hiring."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from trainer.app.database import open_database
from trainer.app.demo.cohort import COHORT, DAYS, MovingClock
from trainer.app.demo.hiring import hire
from trainer.app.demo.mentors import look_after
from trainer.app.demo.playing import Stage, practise
from trainer.app.demo.team import PASSWORD_TOLD, STAFF, check_logins, people_of_team
from trainer.app.understanding import understander_of
from trainer.app.wiring import load_packs, main_pack, wire
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.settings import read_settings
from trainer.store.profiles import SqlProfiles, name_key


def fill_demo(tickets: int, say: Callable[[str], None], seed: int = 1) -> None:
    """Let every person of COHORT play `tickets` tickets over the last four weeks.

    In team mode they have accounts, mentors who have looked at their work, and there is a campaign
    with candidates; everybody's password is made up and said once. Raises InvalidInput where a person
    of the cohort is there already: the demonstration is filled in once.
    """
    today = datetime.now(UTC)
    clock = MovingClock(today - timedelta(days=DAYS, hours=10))
    settings = read_settings(os.environ)
    services = wire(settings, clock)
    pack = main_pack(load_packs(settings.packs_dir)[0])
    stage = Stage(services, pack, understander_of(pack, settings), clock, Random(seed), today, say)
    _check_empty(SqlProfiles(open_database(settings.database_url)))
    if settings.mode == "local":
        _fill_local(stage, tickets)
        return
    check_logins(services.team)
    staff, people, password = people_of_team(stage)
    for who in COHORT:
        practise(stage, people[who.login], who, tickets)
    look_after(stage, staff, people)
    hire(stage, staff["rita"])
    say(PASSWORD_TOLD.format(logins=", ".join([*staff, *people]), password=password))


def _check_empty(profiles: SqlProfiles) -> None:
    """Before anything is written: names are nobody else's, in either mode."""
    names = {name_key(profile.name) for profile in profiles.all()}
    for name in (*(who.name for who in COHORT), *(name for _, name, _, _ in STAFF)):
        if name_key(name) in names:
            raise InvalidInput(f"the demonstration is there already ({name})", field="name")


def _fill_local(stage: Stage, tickets: int) -> None:
    local = stage.services.local_people
    for who in COHORT:
        stage.clock.now = stage.today - timedelta(days=DAYS, minutes=stage.rng.randrange(600))
        profile = local.create(who.name, who.language)
        practise(stage, Actor(profile.id, frozenset({"newcomer"})), who, tickets)
