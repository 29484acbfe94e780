"""What the pages about many people cost: cohort, review queue and campaigns over a large database, their services
alone and drawn as a whole.

`python -m benchmarks.people_pages [--check] [--people N] [--tickets N]`: an SQLite database
and, where its programs are installed, a throw-away PostgreSQL, each with N trainees (1,000 unless told)
and so many graded tickets each (30), filled by bulk insert, with moves.
Readiness is real: fetched for the people of a page where it is kept, and measured computed anew as well, as on
the first look of a day.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import insert, select, text

from benchmarks.drawn_pages import DrawnPage, drawing
from benchmarks.report import Figure, finish, percentile
from benchmarks.screened import fill_campaign
from tests.servers.postgres import NoServer, running
from trainer.app.memory import settle
from trainer.app.mentoring import wire_mentoring
from trainer.app.screening import wire_screening
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.people import Actor
from trainer.domain.scenario import ScenarioKey
from trainer.domain.scores import COMPETENCIES
from trainer.progress.calibration import calibration
from trainer.scoring.words import scoring_texts
from trainer.services.casebook import Casebook, case_of
from trainer.services.forms import Forms
from trainer.services.mentoring.sampling import is_sampled
from trainer.services.ports import CaseRecord
from trainer.services.practice import Practice
from trainer.services.readiness import ReadinessReports, rule_of
from trainer.services.screening.campaigns import PAGE, Draft
from trainer.services.tickets import Tickets
from trainer.services.views import HistoryPage
from trainer.store.attempts import SqlAttempts
from trainer.store.cases import SqlCases
from trainer.store.criterion_scores import tally
from trainer.store.engine import Database, connect
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade
from trainer.store.slips import month_of
from trainer.store.tables import attempts, cases, moves, profiles
from trainer.store.tables_mentoring import (
    criterion_scores,
    holds,
    review_items,
    review_requests,
    slips,
    ticket_faults,
)
from trainer.store.tables_screening import campaigns
from trainer.ui.strings import words

SCENARIOS: Final = Path(__file__).parents[1] / "scenarios"
NOW: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
GROUP: Final = 25
"""People of a mentor's own group."""
CRITERIA: Final = 14
"""Criteria in one grade, about as many as a played ticket gives."""
MOVES: Final = 34
KINDS: Final = (
    ("category", "triage"), ("urgency", "triage"), ("looks", "diagnosis"),
    ("looks.none", "diagnosis"), ("cause.empty", "diagnosis"), ("changes", "resolution"),
    ("confirmed", "resolution"), ("decision.over", "escalation"), ("address", "escalation"),
    ("timing.late", "escalation"), ("critical.reset_without_check", "security"),
)  # fmt: skip
"""What goes wrong in a ticket, four of these each."""
ROUNDS: Final = 7
AIM: Final = 500.0
"""Milliseconds, at 1,000 trainees."""
_ROWS: Final = 5000


class Groups:
    """One group of GROUP people; everybody else belongs to another."""

    def __init__(self, people: Sequence[str]) -> None:
        self._own = list(people[:GROUP])
        self._all = list(people)

    def groups_of(self, profile_id: str) -> frozenset[str]:
        return frozenset({"own", "all"} if profile_id in self._own else {"all"})

    def members(self, group_ids: Collection[str]) -> Sequence[str]:
        return self._all if "all" in group_ids else self._own if "own" in group_ids else ()

    def names(self, group_ids: Collection[str] | None) -> Mapping[str, str]:
        return {"own": "Own", "all": "All"}


class Days:
    """A clock that can go on by a day."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def next(self) -> None:
        """The same time of the next day: no kept readiness is fresh any more."""
        self.now += timedelta(days=1, seconds=1)


class NoPlayback:
    """No attempt is played on or opened here; lists of ended ones are real where there is a `practice`."""

    def __init__(self, practice: Practice | None = None) -> None:
        self._practice = practice

    def view(self, profile_id: str, attempt_id: str) -> Any:
        raise NotImplementedError

    def debrief(self, profile_id: str, attempt_id: str) -> Any:
        raise NotImplementedError

    def results(self, profile_id: str, offset: int, limit: int) -> HistoryPage:
        if self._practice is None:
            raise NotImplementedError
        return self._practice.results(profile_id, offset, limit)


def played(pack: Pack, number: int) -> list[tuple[ScenarioKey, CaseRecord]]:
    """So many real tickets of each line, with the facts that readiness needs of them."""
    known, version = Tickets({pack.id: pack}), pack.header.version
    keys = [
        ScenarioKey(pack.id, version, line, seed) for seed in range(number) for line in (1, 2, 3)
    ]
    return [(key, case_of("", known.scenario(key))) for key in keys]


def fill(database: Database, pack: Pack, people: int, tickets: int) -> list[str]:
    """Fill the database by bulk insert; the people's ids."""
    rng = Random(1)
    ids = [f"trainee-{number:05}" for number in range(people)]
    with database.writing() as session:
        session.execute(
            insert(profiles),
            [
                {"id": one, "name": f"Стажёр {one[-5:]}", "name_key": f"стажёр {one[-5:]}",
                 "language": "ru", "created_at": NOW - timedelta(days=90)}
                for one in ids
            ],
        )  # fmt: skip
        criteria = list(scoring_texts("en")["criteria"])[:CRITERIA]
        real = played(pack, 60)
        made = [
            _ticket(rng, person, number, tickets, real)
            for person in ids
            for number in range(tickets)
        ]
        facts = [_facts(one.pop("case"), one["id"]) for one in made]
        _bulk(session, attempts, iter(made))
        _bulk(session, cases, iter(facts))
        _bulk(session, moves, (row for one in made for row in _moves(one)))
        _bulk(
            session, criterion_scores, (row for one in made for row in _scores(rng, one, criteria))
        )
        months = sorted({month_of(one["finished_at"]) for one in made})
        for person in ids:
            for month in months:
                tally(session, person, month)
        faults = list(pack.faults)
        on = [(one, rng.choice(faults)) for one in made]
        _bulk(session, ticket_faults, (_fault(one, fault) for one, fault in on))
        _bulk(session, slips, (row for one, fault in on for row in _slips(rng, one, fault)))
        _bulk(session, holds, (_hold(one) for one in made[::100]))
        waiting = [row for one in made if (row := _item(rng, one))]
        _bulk(session, review_items, iter(waiting))
        _bulk(session, review_requests, (_request(row) for row in waiting if row["asked"]))
    return ids


def _ticket(
    rng: Random,
    person: str,
    number: int,
    tickets: int,
    real: Sequence[tuple[ScenarioKey, CaseRecord]],
) -> dict[str, Any]:
    key, case = rng.choice(real)
    ended = NOW - timedelta(days=60 * (1 - number / tickets), minutes=rng.randrange(600))
    skill = 45 + 20 * number / tickets
    return {
        "id": hashlib.sha256(f"{person}/{number}".encode()).hexdigest()[:32],
        "profile_id": person, "pack": key.pack, "pack_version": key.version, "line": key.line,
        "seed": key.seed, "fault": "", "language": "ru", "case": case, "started_at": ended - timedelta(minutes=15),
        "status": "resolved", "finished_at": ended, "scoring_version": calibration().scoring_version,
        "overall": min(100.0, max(0.0, rng.gauss(skill, 14))), "passed": False,
        "critical": int(rng.random() < 0.06),
        "competencies": [
            [name, min(100.0, max(0.0, rng.gauss(skill, 20)))] for name in COMPETENCIES
        ],
    }  # fmt: skip


def _facts(case: CaseRecord, attempt_id: str) -> dict[str, Any]:
    return {**asdict(case), "attempt_id": attempt_id, "facets": list(case.facets)}


def _moves(ticket: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number in range(1, MOVES + 1):
        at = ticket["started_at"] + timedelta(seconds=40 * number)
        yield {"attempt_id": ticket["id"], "number": number, "request": f"r{number}", "made_at": at,
               "move": {"kind": "use", "tool": "look"}}  # fmt: skip


def _scores(rng: Random, ticket: dict[str, Any], criteria: list[str]) -> Iterator[dict[str, Any]]:
    for place, criterion in enumerate(criteria):
        level = rng.choice((0, 1, 2, 3, 3))
        yield {"attempt_id": ticket["id"], "criterion": criterion, "profile_id": ticket["profile_id"],
               "competency": COMPETENCIES[place % len(COMPETENCIES)], "level": level,
               "counted": level, "graded_at": ticket["finished_at"],
               "month": month_of(ticket["finished_at"])}  # fmt: skip


def _fault(ticket: dict[str, Any], fault: str) -> dict[str, Any]:
    return {"attempt_id": ticket["id"], "profile_id": ticket["profile_id"], "pack": "office",
            "fault": fault, "month": month_of(ticket["finished_at"])}  # fmt: skip


def _slips(rng: Random, ticket: dict[str, Any], fault: str) -> Iterator[dict[str, Any]]:
    for kind, competency in rng.sample(KINDS, 4):
        yield {**_fault(ticket, fault), "kind": kind, "competency": competency,
               "tool": rng.choice(("", f"tool_{rng.randrange(3)}")), "turn": rng.randrange(MOVES),
               "graded_at": ticket["finished_at"]}  # fmt: skip


def _hold(ticket: dict[str, Any]) -> dict[str, Any]:
    return {"attempt_id": ticket["id"], "held": True, "reason": "?", "made_by": "mia",
            "made_at": ticket["finished_at"]}  # fmt: skip


def _item(rng: Random, ticket: dict[str, Any]) -> dict[str, Any] | None:
    reasons = {"asked": rng.random() < 0.02, "discrepancy": False,
               "critical": ticket["critical"] > 0, "sampled": is_sampled(ticket["id"])}  # fmt: skip
    if not any(reasons.values()):
        return None
    return {"attempt_id": ticket["id"], "profile_id": ticket["profile_id"],
            "graded_at": ticket["finished_at"], **reasons}  # fmt: skip


def _request(item: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"request-{item['attempt_id']}", "attempt_id": item["attempt_id"], "kind": "look",
            "criterion": "", "text": "?", "asked_at": item["graded_at"], "answer": "",
            "answered_by": "", "answered_at": None}  # fmt: skip


def _bulk(session: Any, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    page: list[dict[str, Any]] = []
    for row in rows:
        page.append(row)
        if len(page) == _ROWS:
            session.execute(insert(table), page)
            page = []
    if page:
        session.execute(insert(table), page)


def timed(work: Callable[[], object]) -> float:
    """The 95th percentile of ROUNDS rounds, in milliseconds, after one to warm up."""
    work()
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - start))
    return percentile(took, 0.95)


def measure(people: int, tickets: int) -> list[Figure]:
    """Fill a database of each kind and time the services."""
    figures = [
        Figure("people", people, "people"),
        Figure("graded tickets", people * tickets, "tickets"),
        Figure("stored moves", people * tickets * MOVES, "moves"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'people.db').as_posix()}"
        figures += measured("SQLite", url, people, tickets)
    try:
        with running() as url:
            figures += measured("PostgreSQL", url, people, tickets)
    except NoServer as reason:
        print(f"PostgreSQL is not measured: {reason}", file=sys.stderr)
    return figures


def measured(kind: str, url: str, people: int, tickets: int) -> list[Figure]:
    """The figures of one database."""
    database = connect(url)
    try:
        upgrade(database.write_engine)
        packs = {"office": load_pack(SCENARIOS / "office")}
        ids = fill(database, packs["office"], people, tickets)
        if kind == "PostgreSQL":  # as its own housekeeping does within a minute of such a load
            with database.write_engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
        found = [
            *mentor_pages(database, packs, ids),
            *campaign_page(database, packs, people),
            *drawn(url, database, ids),
        ]
        return [replace(one, name=f"{kind}: {one.name}") for one in found]
    finally:
        database.close()


def _nobody(_: object) -> Any:
    raise NotImplementedError("nothing is said or graded here")


def mentor_pages(database: Database, packs: dict[str, Pack], ids: list[str]) -> list[Figure]:
    """The pages of mentors, for those who see everybody and for one who sees a group."""
    groups, clock, store = Groups(ids), Days(), SqlCases(database)
    casebook = Casebook(packs, store, Tickets(packs))
    readiness = ReadinessReports(casebook, store, rule_of(packs["office"].policy.readiness), clock)
    practice = Practice(
        packs, SqlProfiles(database), SqlAttempts(database), _nobody, clock=clock,
        new_id=lambda: "id", grade=_nobody,
    )  # fmt: skip
    own = wire_mentoring(
        packs, database, NoPlayback(practice), clock, lambda: "id", groups=groups,
        group_names=groups, readiness=readiness, pass_mark=70.0,
    )  # fmt: skip

    settle()  # as the server does when its packs are loaded

    def next_day(actor: Actor) -> None:
        clock.next()
        own.cohort.page(actor)

    figures: list[Figure] = []
    actors = {
        "administrator, everybody": Actor("ada", frozenset({"administrator"})),
        "mentor of everybody": Actor("mo", frozenset({"mentor"}), frozenset({"all"})),
        f"mentor of {GROUP}": Actor("mia", frozenset({"mentor"}), frozenset({"own"})),
    }
    for name, actor in actors.items():
        works: dict[str, Callable[[], object]] = {
            "cohort": lambda actor=actor: own.cohort.page(actor),
            "cohort, first look of a day": lambda actor=actor: next_day(actor),
            "cohort, got better": lambda actor=actor: own.cohort.page(actor, shown="better"),
            "common mistakes": lambda actor=actor: own.cohort.mistakes(actor, "ru"),
            "mistakes by fault": lambda actor=actor: own.cohort.common(actor, "ru"),
            "mistakes by fault, one kind": lambda actor=actor: own.cohort.common(
                actor, "ru", "escalation", offset=30
            ),
            "review queue": lambda actor=actor: own.reviews.queue(actor),
            "review queue, far page": lambda actor=actor: own.reviews.queue(
                actor, search="стажёр", offset=1000
            ),
            "a trainee": lambda actor=actor: own.trainees.open(actor, ids[0]),
            "a trainee's tickets": lambda actor=actor: own.trainees.tickets(actor, ids[0]),
            "a trainee's mistakes": lambda actor=actor: own.cohort.mistakes(
                actor, "ru", person=ids[0]
            ),
            "live": lambda actor=actor: own.live.open_attempts(actor),
        }
        figures += [
            Figure(f"{what}: {name}", timed(do), "ms p95", AIM) for what, do in works.items()
        ]
    return figures


def campaign_page(database: Database, packs: dict[str, Pack], people: int) -> list[Figure]:
    """The pages of a campaign with so many candidates, most of whom have ended."""
    rita = Actor("rita", frozenset({"recruiter"}))
    ids = iter(range(10**9))
    store = SqlCases(database)
    casebook = Casebook(packs, store, Tickets(packs))
    report = ReadinessReports(
        casebook, store, rule_of(packs["office"].policy.readiness), lambda: NOW
    )
    desk = wire_screening(
        database, SqlProfiles(database), SqlAttempts(database), NoPlayback(),  # type: ignore[arg-type]
        lambda: NOW, lambda: f"c{next(ids)}", Forms(packs), report,
    )  # fmt: skip
    draft = Draft(
        title="Summer intake", blueprint="office/first_line", languages=("en", "ru"), lines=(1,),
        minutes=120, opens_at=NOW, closes_at=NOW + timedelta(days=30),
        consents={"en": "I agree.", "ru": "Согласна."}, contact="hr@example.org", feedback=True,
        dispute_days=7, blind=True,
    )  # fmt: skip
    campaign = desk.campaigns.create(rita, draft)
    ended = fill_campaign(database, packs, campaign, people, NOW)
    far = desk.campaigns.overview(rita, campaign.id).matching // PAGE - 1
    if not desk.campaigns.overview(rita, campaign.id, page=far).rows:
        raise RuntimeError("nothing is measured: the far page is empty")
    works: dict[str, Callable[[], object]] = {
        "campaign page": lambda: (
            desk.reporting.settle(rita, campaign.id),
            desk.campaigns.overview(rita, campaign.id),
        ),
        "campaign page, far": lambda: desk.campaigns.overview(rita, campaign.id, page=far),
        "campaigns of a recruiter": lambda: desk.campaigns.mine(rita),
        "adverse impact": lambda: desk.fairness.impact(rita, campaign.id),
        "a candidate's report": lambda: desk.reporting.candidate(rita, "candidate-00000"),
        "four candidates beside each other": lambda: desk.reporting.compare(
            rita, [f"candidate-{number:05}" for number in range(4)]
        ),
    }
    start = time.perf_counter()
    rows = sum(1 for _ in desk.reporting.table(rita, campaign.id).rows)
    table = time.perf_counter() - start
    return [
        Figure("candidates of a campaign", people, "people"),
        Figure("of these have ended", ended, "people"),
        *(Figure(what, timed(do), "ms p95", AIM) for what, do in works.items()),
        Figure("the campaign's table, a row", 1000 * table / rows, "ms"),
    ]


def drawn(url: str, database: Database, ids: list[str]) -> list[Figure]:
    """Whole pages, drawing included."""
    with database.reading() as session:
        campaign = session.execute(select(campaigns.c.id)).scalar_one()
    ada, rita = Actor("ada", frozenset({"administrator"})), Actor("rita", frozenset({"recruiter"}))
    own = words("ru")
    cohort, campaign_file = "mentor/cohort.py", "recruiter/campaigns.py"
    tab = f"trainee_tabs_{ids[0]}"
    pages = {
        "cohort": DrawnPage(cohort, {}, {}, own("cohort.forecast")),
        "heat map": DrawnPage(
            cohort, {}, {"cohort_tabs": own("cohort.tab_heat")}, own("cohort.heat_text")
        ),
        "common mistakes": DrawnPage(
            cohort, {}, {"cohort_tabs": own("cohort.tab_mistakes")}, own("mistakes.text")
        ),
        "a trainee": DrawnPage(cohort, {"person": ids[0]}, {}, own("cohort.forecast")),
        "a trainee's tickets": DrawnPage(
            cohort, {"person": ids[0]}, {tab: own("trainee.tab_tickets")}, "tl-row"
        ),
        "review queue": DrawnPage("mentor/reviews.py", {}, {}, "tl-row"),
        "live": DrawnPage("mentor/live.py", {}, {}, own("live.lead")),
    }
    hiring = {
        "campaigns": DrawnPage(campaign_file, {}, {}, own("campaigns.lead")),
        "campaign page": DrawnPage(campaign_file, {"campaign": campaign}, {}, "Summer intake"),
    }
    found = []
    for actor, own_pages in ((ada, pages), (rita, hiring)):
        for what, do in drawing(url, actor, own_pages, NOW):
            found.append(Figure(f"drawn, {what}", timed(do), "ms p95", AIM))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where an aim is missed")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--tickets", type=int, default=30)
    wanted = parser.parse_args()
    return finish("people_pages", measure(wanted.people, wanted.tickets), wanted.check)


if __name__ == "__main__":
    raise SystemExit(main())
