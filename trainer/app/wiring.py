"""The only wiring: settings -> packs, store, clock -> services."""

from __future__ import annotations

import functools
import logging
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from trainer.app.database import open_database
from trainer.app.memory import settle
from trainer.app.mentoring import Mentoring, wire_mentoring
from trainer.app.noted import note_use
from trainer.app.records import FaultNames, Records, wire_records
from trainer.app.screening import wire_screening
from trainer.app.server_health import ThisServer
from trainer.app.team import Team, wire_team
from trainer.app.understanding import encoder, understanders
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.scores import Grade
from trainer.errors import InvalidInput, ThreelineError
from trainer.scoring.grade import SCORING_VERSION, grade_attempt
from trainer.services.apart import Apart
from trainer.services.casebook import Casebook
from trainer.services.forms import Forms
from trainer.services.handbook import Handbook
from trainer.services.local_people import LocalPeople
from trainer.services.mentoring.counting import Counting
from trainer.services.miss_notes import MissNotes
from trainer.services.misses import Misses
from trainer.services.next_ticket import NextTicket
from trainer.services.own_practice import OwnPractice
from trainer.services.people import People
from trainer.services.policy.health import Health
from trainer.services.policy.in_force import packs_in_force
from trainer.services.policy.policies import Policies
from trainer.services.ports import Clock
from trainer.services.practice import Practice
from trainer.services.readiness import ReadinessReports, rule_of
from trainer.services.regrading import Regrading
from trainer.services.reports import Reports
from trainer.services.screening.desk import ScreeningDesk
from trainer.services.tickets import Tickets
from trainer.session.state import AttemptState
from trainer.settings import Settings, read_settings
from trainer.store.attempts import SqlAttempts
from trainer.store.cases import SqlCases
from trainer.store.memberships import SqlMemberships, SqlRoles
from trainer.store.misses import SqlMisses
from trainer.store.people_filter import SqlScreened
from trainer.store.policies import SqlDatabaseHealth, SqlPolicies
from trainer.store.profiles import SqlProfiles
from trainer.store.reviews import SqlReviews

_log = logging.getLogger(__name__)
_MAIN_PACK: Final = "office"
"""The pack whose policy draws the ladder, where it is installed."""
_wiring: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of a server process. `broken_packs` are packs that could not be loaded, by
    folder, so that an operator is told and everybody else can go on. `compares_words_only` says
    that free text is understood without a sentence encoder: less well, which the pages say. `warm_up`
    makes what the first tickets would have to wait for. `local_people` is closed in team mode; `team`
    holds what has to do with people who sign in; local mode has nobody of that kind."""

    practice: OwnPractice
    local_people: LocalPeople
    people: People
    reports: Reports
    handbook: Handbook
    misses: Misses
    regrading: Regrading
    records: Records
    team: Team
    mentoring: Mentoring
    screening: ScreeningDesk
    policies: Policies
    health: Health
    settings: Settings
    broken_packs: Mapping[str, ThreelineError]
    compares_words_only: bool
    warm_up: Callable[[], None]


def services() -> Services:
    """The services of this process, wired on the first call and then shared by all sessions.

    Raises InvalidInput for bad settings, StoreUnavailable where the database cannot be opened and
    PackInvalid where no pack at all can be loaded; the next call then tries again.
    """
    with _wiring:  # two first sessions at once must not wire twice
        return _wired()


@functools.cache
def _wired() -> Services:
    wired = wire(read_settings(os.environ))
    threading.Thread(target=_warm_up, args=(wired,), name="warm-up", daemon=True).start()
    return wired


def _warm_up(wired: Services) -> None:
    try:
        wired.warm_up()
    except ThreelineError:  # whoever takes such a ticket is told; the log says why
        _log.exception("warming up failed")
    settle()


def wire(settings: Settings, clock: Clock | None = None) -> Services:
    """Services for these settings; `clock` stands in for the real one."""
    clock = clock or now
    own_packs, broken = load_packs(settings.packs_dir)
    database = open_database(settings.database_url)
    saved = SqlPolicies(database)
    in_force = packs_in_force(own_packs, {name: saved.of_pack(name) for name in own_packs})
    packs, earlier = in_force.packs, in_force.earlier
    profiles, attempts = SqlProfiles(database), SqlAttempts(database)
    misses = SqlMisses(database)
    tickets, store = Tickets(packs, earlier), SqlCases(database)
    casebook = Casebook(packs, store, tickets)
    rule = rule_of(main_pack(packs).policy.readiness)
    readiness = ReadinessReports(casebook, store, rule, clock)
    understands = understanders(packs, settings)
    plain = functools.partial(
        Practice, packs, profiles, attempts, understands,
        clock=clock, new_id=new_id, grade=_grade, tickets=tickets,
    )  # fmt: skip
    practice = plain(
        noted=MissNotes(misses, profiles, clock).note,
        next_ticket=NextTicket(packs, casebook, rule, clock),
    )
    # What candidates say may hold their names: it is no material for authors.
    sitting = plain()
    team = wire_team(database, clock, new_id)
    memberships, forms = SqlMemberships(database), Forms(packs)
    words_only = not settings.encoder or encoder() is None
    server = ThisServer(
        settings,
        tuple((pack.id, pack.header.version) for pack in packs.values()),
        tuple(broken),
        in_force.left_out,
        encoder=not words_only,
    )
    records = wire_records(
        packs, database, clock, new_id, readiness, memberships, SqlRoles(database),
        team.trail.note, earlier,
    )  # fmt: skip
    made = Services(
        practice=OwnPractice(practice),
        local_people=LocalPeople(profiles, clock, new_id, open=settings.mode == "local"),
        people=People(profiles),
        reports=Reports(
            packs,
            attempts,
            casebook,
            readiness,
            tickets,
            main_pack(packs).id,
            clock,
            profiles=profiles,
            groups=memberships,
            history=practice.history,
            apart=Apart(SqlScreened(database)),
        ),
        handbook=Handbook(packs),
        misses=Misses(packs, misses),
        regrading=Regrading(
            attempts,
            profiles,
            tickets,
            clock,
            _grade,
            SCORING_VERSION,
            Counting(packs, SqlReviews(database)).record,
        ),
        records=records,
        team=team,
        mentoring=wire_mentoring(
            packs,
            database,
            practice,
            clock,
            new_id,
            groups=memberships,
            group_names=memberships,
            readiness=readiness,
            pass_mark=main_pack(packs).policy.pass_mark,
            tickets=tickets,
        ),
        screening=wire_screening(
            database,
            profiles,
            attempts,
            sitting,
            clock,
            new_id,
            forms,
            readiness,
            FaultNames(packs, earlier),
        ),
        policies=Policies(
            own_packs, packs, main_pack(packs).id, saved, saved, casebook, team.trail, clock
        ),
        health=Health(server, SqlDatabaseHealth(database), records.retention),
        settings=settings,
        broken_packs=broken,
        compares_words_only=words_only,
        warm_up=practice.warm_up,
    )
    if settings.mode == "team":  # local mode knows nobody whom an audit could name
        note_use(team.trail, clock, made)
    return made


def main_pack(packs: Mapping[str, Pack]) -> Pack:
    """The pack that draws the ladder and fills the demonstration."""
    return packs[_MAIN_PACK] if _MAIN_PACK in packs else next(iter(packs.values()))


def load_packs(folder: Path) -> tuple[dict[str, Pack], dict[str, ThreelineError]]:
    """All packs in `folder` by id, the main one first, and the errors of those that cannot be loaded.

    Folders whose names begin with `_` or `.` are no packs to play. Raises the first error where
    nothing can be loaded at all.
    """
    packs: dict[str, Pack] = {}
    broken: dict[str, ThreelineError] = {}
    for root in sorted(folder.iterdir()):
        if root.name[:1] in "_." or not (root / "pack.yaml").is_file():
            continue
        try:
            pack = load_pack(root)
            if pack.id in packs:
                raise InvalidInput(f"two packs have the id {pack.id}", field="pack", pack=pack.id)
        except ThreelineError as error:
            _log.error("pack %s is left out: %s", root.name, error)
            broken[root.name] = error
        else:
            packs[pack.id] = pack
    if not packs:
        for first in broken.values():
            raise first
        raise InvalidInput(f"there is no pack in {folder}", field="THREELINE_PACKS")
    main = main_pack(packs)
    return {main.id: main, **packs}, broken


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh unguessable id of 32 URL-safe characters."""
    return secrets.token_urlsafe(24)


def _grade(state: AttemptState) -> Grade:
    return grade_attempt(state.pack, state.played())
