"""The mentor's side over a real SQLite database and the tests' own pack, with groups and readiness
of the tests' own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from tests.fakes import START, CountingIds, FixedClock
from tests.services.desk import WordForWord
from tests.tiny import tiny_pack
from trainer.app.mentoring import wire_mentoring
from trainer.domain.moves import Abandon, Move, Resolve, Say, UseTool
from trainer.domain.people import Actor, Role
from trainer.domain.readiness import Estimate, LineReadiness, Readiness
from trainer.domain.scenario import ScenarioKey
from trainer.domain.scores import COMPETENCIES
from trainer.domain.ticket import Ticket
from trainer.scoring.grade import grade_attempt
from trainer.services.local_people import LocalPeople
from trainer.services.mentoring.sampling import is_sampled
from trainer.services.practice import Practice
from trainer.session.state import AttemptState
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import Database, connect
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade

NASTY = "<img src=x onerror=alert(1)> **bold** :red[x]"
__all__ = ["NASTY", "Ticket"]


class FakeGroups:
    """Groups in a dictionary."""

    def __init__(self) -> None:
        self.of: dict[str, set[str]] = {}
        self.called: dict[str, str] = {"g1": "Desk one", "g2": "Desk two"}

    def put(self, group: str, *people: str) -> None:
        for person in people:
            self.of.setdefault(person, set()).add(group)

    def groups_of(self, profile_id: str) -> frozenset[str]:
        return frozenset(self.of.get(profile_id, ()))

    def members(self, group_ids: Collection[str]) -> Sequence[str]:
        return sorted(person for person, own in self.of.items() if own & set(group_ids))

    def names(self, group_ids: Collection[str] | None) -> Mapping[str, str]:
        wanted = self.called if group_ids is None else group_ids
        return {one: self.called[one] for one in wanted if one in self.called}


class FakeReadiness:
    """The same readiness for everybody, unless told otherwise."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.unknown: set[str] = set()

    def of_many(self, profile_ids: Collection[str]) -> Mapping[str, Readiness]:
        self.asked.append(tuple(profile_ids))
        return {one: readiness() for one in profile_ids if one not in self.unknown}


def readiness() -> Readiness:
    """Ready for line 1, not yet for line 2, too little known of line 3."""

    def line(number: int, verdict: str, expected: float, half: float) -> LineReadiness:
        estimate = Estimate(expected, expected - half, expected + half, 9)
        return LineReadiness(number, verdict, estimate, 75.0, 0.5, 9, 3, ("x",), 0)  # type: ignore[arg-type]

    return Readiness(
        START,
        (line(1, "ready", 88, 5), line(2, "not_yet", 66, 8), line(3, "not_enough", 60, 25)),
        tuple((name, Estimate(50 + 6 * n, 40 + 5 * n, 60 + 6 * n, 9)) for n, name in enumerate(COMPETENCIES[:6])),
        Estimate(70, 60, 80, 9),
    )  # fmt: skip


class MentorDesk:
    """Anna and Boris belong to group g1 that Mia and Max look after; Clara to g2 that Otto does."""

    def __init__(self, where: Path | Database) -> None:
        self.clock = FixedClock(START)
        if isinstance(where, Path):
            where = connect(f"sqlite:///{(where / 'mentor.db').as_posix()}")
            upgrade(where.write_engine)
        self.database = where
        self.profiles, self.attempts = SqlProfiles(self.database), SqlAttempts(self.database)
        self.groups, self.readiness = FakeGroups(), FakeReadiness()
        self.packs = {"tiny": tiny_pack()}
        self.people = LocalPeople(self.profiles, self.clock, CountingIds("person"))
        names = ("Anna <b>", "Boris", "Clara", "Mia", "Max", "Otto", "Ada")
        ids = {name.split()[0].lower(): self.people.create(name, "en").id for name in names}
        self.ids = ids
        self.anna = self._actor("anna", "newcomer", group="g1")
        self.boris = self._actor("boris", "newcomer", group="g1")
        self.clara = self._actor("clara", "newcomer", group="g2")
        self.mia = Actor(ids["mia"], frozenset({"mentor"}), frozenset({"g1"}))
        self.max = Actor(ids["max"], frozenset({"mentor"}), frozenset({"g1"}))
        self.otto = Actor(ids["otto"], frozenset({"mentor"}), frozenset({"g2"}))
        self.ada = Actor(ids["ada"], frozenset({"administrator"}))
        self.attempt_ids: CountingIds | _Chosen = CountingIds("attempt")
        self.understander = WordForWord()
        self.practice = Practice(
            self.packs,
            self.profiles,
            self.attempts,
            lambda _: self.understander,
            clock=self.clock,
            new_id=self._next_attempt,
            grade=lambda state: grade_attempt(state.pack, state.played()),
        )
        self.mentoring = wire_mentoring(
            self.packs,
            self.database,
            self.practice,
            self.clock,
            CountingIds("note"),
            groups=self.groups,
            group_names=self.groups,
            readiness=self.readiness,
            pass_mark=70.0,
        )

    def _actor(self, name: str, role: Role, group: str) -> Actor:
        self.groups.put(group, self.ids[name])
        return Actor(self.ids[name], frozenset({role}), frozenset({group}))

    def begin(
        self, who: Actor, fault: str = "spooler_stopped", line: int = 1, sampled: bool = False
    ) -> str:
        """An attempt begun, whose id is (or is not) in the sample."""
        self.attempt_ids = _Chosen(self.attempt_ids, sampled)
        key = ScenarioKey("tiny", tiny_pack().header.version, line, self._seed(), fault)
        return self.practice.start(who.id, key, "en")

    def _next_attempt(self) -> str:
        return self.attempt_ids()

    def _seed(self) -> int:
        self._seeds = getattr(self, "_seeds", 0) + 1
        return self._seeds

    def moves(self, who: Actor, attempt: str, *moves: Move) -> None:
        """Moves a minute apart."""
        for move in moves:
            self.clock.advance(minutes=1)
            number = self.practice.moves_made(who.id, attempt) + 1
            self.practice.move(who.id, attempt, move, number, f"click-{number}")

    def ended(self, who: Actor, *, sampled: bool = False, well: bool = False, line: int = 1) -> str:
        """An attempt worked to its end, badly unless `well`."""
        attempt = self.begin(who, sampled=sampled, line=line)
        say = Say(f"greet {NASTY}")
        if well:
            self.moves(
                who,
                attempt,
                say,
                UseTool("restart_spooler"),
                UseTool("ask_works_now"),
                Resolve("bye"),
            )
        else:
            self.moves(who, attempt, say, Abandon())
        self.clock.advance(minutes=5)
        return attempt

    def state(self, attempt: str) -> AttemptState:
        """The replayed attempt."""
        record = self.attempts.get(attempt)
        assert record is not None
        return self.practice._running.current(record, self.attempts.moves(attempt))

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.clock.now += timedelta(**by)

    def close(self) -> None:
        self.database.close()


class _Chosen:
    """Ids until one is (or is not) in the sample."""

    def __init__(self, ids: CountingIds | _Chosen, sampled: bool) -> None:
        self._ids = ids._ids if isinstance(ids, _Chosen) else ids
        self._sampled = sampled

    def __call__(self) -> str:
        while is_sampled(made := self._ids()) is not self._sampled:
            pass
        return made
