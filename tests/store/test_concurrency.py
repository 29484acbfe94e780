"""Several people, and impatient clicks, at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from sqlalchemy import func, select, text

from tests.fakes import START
from tests.records import fakes as records
from tests.store.conftest import sqlite_url
from tests.store.records import a_miss, a_move, a_profile, an_attempt
from trainer.services.ports import CaseRecord, ItemRecord, SnapshotRecord
from trainer.store.attempts import SqlAttempts
from trainer.store.cases import SqlCases
from trainer.store.engine import Database, connect
from trainer.store.misses import SqlMisses
from trainer.store.profiles import SqlProfiles
from trainer.store.tables_mentoring import criterion_tallies, slips, ticket_faults

Result = TypeVar("Result")


def _at_once(count: int, work: Callable[[int], Result]) -> list[Result]:
    """The results of `work(0..count-1)`, each on its own thread, all let go together."""
    barrier = Barrier(count)

    def start(index: int) -> Result:
        barrier.wait(timeout=30)
        return work(index)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))


def test_many_writers_and_readers_at_once_all_succeed(database: Database) -> None:
    SqlProfiles(database).add(a_profile())
    attempts = SqlAttempts(database)

    def play(index: int) -> int:
        name = f"a{index}"
        attempts.add(an_attempt(name))
        for number in range(1, 11):
            assert attempts.append_move(a_move(number, name))
            assert len(attempts.moves(name)) == number
        return len(attempts.of_profile("p1"))

    counts = _at_once(12, play)

    assert max(counts) == 12
    assert all(len(attempts.moves(f"a{index}")) == 10 for index in range(12))


def test_a_double_click_is_stored_once(database: Database) -> None:
    SqlProfiles(database).add(a_profile())
    attempts = SqlAttempts(database)
    attempts.add(an_attempt())

    stored = _at_once(8, lambda index: attempts.append_move(a_move(1)))

    assert sorted(stored) == [False] * 7 + [True]
    assert attempts.moves("a1") == (a_move(1),)


def test_tickets_of_one_person_that_end_at_once_all_count(database: Database) -> None:
    SqlProfiles(database).add(a_profile())
    attempts = SqlAttempts(database)
    score = {"competency": "triage", "criterion": "category", "level": 0, "explanation": "category.0",
             "evidence": [], "values": []}  # fmt: skip
    cause = {**score, "competency": "diagnosis", "criterion": "cause", "values": [["fault", "x"]]}

    def end(index: int) -> None:
        record = an_attempt(f"a{index}")
        attempts.add(record)
        ended = replace(
            record, status="resolved", finished_at=START, scoring_version="3", overall=9
        )
        attempts.finish(ended, {"scores": [score, cause], "critical": []})

    _at_once(12, end)

    with database.reading() as session:
        query = select(criterion_tallies.c.criterion, criterion_tallies.c.scored)
        counted = {row.criterion: row.scored for row in session.execute(query)}
        assert counted == {"category": 12, "cause": 12}
        assert session.scalar(select(func.count()).select_from(slips)) == 24
        assert session.scalar(select(func.count()).select_from(ticket_faults)) == 12


def test_the_same_miss_of_many_at_once_is_one_row(database: Database) -> None:
    misses = SqlMisses(database)

    _at_once(12, lambda index: misses.add(a_miss()))
    _at_once(12, lambda index: misses.repair(a_miss(chosen="look_queue")))

    assert misses.frequent(9) == (replace(a_miss(chosen="look_queue"), count=12),)


def test_what_two_pages_work_out_at_once_is_kept_once(database: Database) -> None:
    """Readiness is computed when somebody looks: a mentor and the trainee may look together."""
    SqlProfiles(database).add(records.a_profile("anna", "Anna"))
    SqlProfiles(database).add(records.a_profile("boris", "Boris"))
    SqlAttempts(database).add(records.an_attempt("a1", "anna"))
    cases = SqlCases(database)

    def look(index: int) -> frozenset[str]:
        people = ("anna", "boris") if index % 2 else ("boris", "anna")
        for number in range(10):
            cases.keep([SnapshotRecord(one, number, "basis", records.START, {}) for one in people])
            cases.put_item(ItemRecord("item", 0.1 * index, 1.0, number))
        return cases.add([CaseRecord("a1", "item", "f", "area", "chat", False, (1.0, 0.5))])

    assert sorted(map(len, _at_once(8, look))) == [0] * 7 + [1]
    assert {one: kept.graded for one, kept in cases.snapshots(("anna", "boris")).items()} == {
        "anna": 9,
        "boris": 9,
    }
    assert cases.items(["item"])["item"].attempts == 9


def test_two_writers_on_two_connections_wait_for_each_other(
    tmp_path: Path, sqlite: Database
) -> None:
    """As two server processes would: each with its own pool."""
    other = connect(sqlite_url(tmp_path / "threeline.db"))
    SqlProfiles(sqlite).add(a_profile())

    def play(index: int) -> None:
        attempts = SqlAttempts((sqlite, other)[index % 2])
        attempts.add(an_attempt(f"a{index}"))
        for number in range(1, 21):
            assert attempts.append_move(a_move(number, f"a{index}"))

    _at_once(4, play)

    assert len(SqlAttempts(other).of_profile("p1")) == 4
    other.close()


START_SERVER = """
import sys
from trainer.store.cases import SqlCases
from trainer.store.engine import connect
from trainer.store.schema import upgrade
upgrade(connect(sys.argv[1]).write_engine)
"""


def test_servers_that_start_together_make_one_schema(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new" / "threeline.db")
    command = [sys.executable, "-c", START_SERVER, url]

    servers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    outputs = [server.communicate(timeout=120)[1].decode() for server in servers]

    assert [server.returncode for server in servers] == [0, 0, 0], outputs
    with connect(url).reading() as session:
        assert session.scalar(text("SELECT count(*) FROM threeline_version")) == 1
