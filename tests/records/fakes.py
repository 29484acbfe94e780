"""People with graded attempts, in memory, behind the ports of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tests.fakes import START, InMemoryAttempts, InMemoryProfiles
from tests.tiny import tiny_pack
from trainer.domain.people import Actor, Role
from trainer.domain.readiness import Estimate, LineReadiness, Readiness
from trainer.domain.scenario import ScenarioKey
from trainer.domain.scores import CriticalError, Evidence, Grade, Score
from trainer.services.grades import grade_to_plain
from trainer.services.ports import AttemptRecord, MoveRecord, Profile
from trainer.services.records.ports import Activity, GradeRecord, People

NASTY = '=HYPERLINK("http://evil.example","x")'


def actor(id: str, *roles: Role, groups: tuple[str, ...] = ()) -> Actor:
    return Actor(id, frozenset(roles), frozenset(groups))


ADMIN = actor("boss", "administrator")


class FakeGroups:
    """Groups given as {group: members}."""

    def __init__(self, groups: Mapping[str, frozenset[str]] | None = None) -> None:
        self.groups = dict(groups or {})

    def of_person(self, profile_id: str) -> frozenset[str]:
        return frozenset(name for name, people in self.groups.items() if profile_id in people)

    def members(self, groups: frozenset[str]) -> frozenset[str]:
        return frozenset().union(*(self.groups.get(name, frozenset()) for name in groups))


class FakeReadiness:
    """The same readiness for everybody but the beginner `nobody`."""

    def of_many(self, profile_ids: Sequence[str]) -> Mapping[str, Readiness]:
        return {one: a_readiness() for one in profile_ids if one != "nobody"}


class FakePages:
    """Implements RecordPages over the in-memory stores; `asked` counts the pages."""

    def __init__(self, profiles: InMemoryProfiles, attempts: InMemoryAttempts) -> None:
        self.people = profiles
        self.records = attempts
        self.asked = 0

    def profiles(self, people: People, after: str, limit: int) -> Sequence[Profile]:
        found = sorted(self.people.all(), key=lambda one: one.id)
        return [p for p in found if p.id > after and (people is None or p.id in people)][:limit]

    def attempts(self, people: People, after: str, limit: int) -> Sequence[AttemptRecord]:
        self.asked += 1
        found = sorted(self.records._attempts.values(), key=lambda one: one.id)
        return [a for a in found if a.id > after and (people is None or a.profile_id in people)][
            :limit
        ]

    def grades(self, people: People, after: str, limit: int) -> Sequence[GradeRecord]:
        rows = []
        for record in self.attempts(people, after, 10**6):
            grade = self.records.grade(record.id)
            if grade is not None:
                assert record.finished_at is not None
                rows.append(GradeRecord(record, record.finished_at, grade))
        return rows[:limit]

    def moves(self, attempt_id: str) -> Sequence[MoveRecord]:
        return self.records.moves(attempt_id)

    def activity(self, after: str, limit: int) -> Sequence[Activity]:
        rows = []
        for profile in self.profiles(None, after, limit):
            times = [profile.created_at]
            times += [one.started_at for one in self.records.of_profile(profile.id)]
            rows.append(Activity(profile.id, max(times)))
        return rows


def a_readiness() -> Readiness:
    estimate = Estimate(72.5, 64.0, 81.0, 9)
    lines = tuple(
        LineReadiness(line, verdict, estimate, 70.0, chance, cases, needed, lacking, criticals)
        for line, verdict, chance, cases, needed, lacking, criticals in (
            (1, "ready", 0.93, 12, 0, (), 0),
            (2, "not_yet", 0.21, 8, 0, ("print",), 1),
            (3, "not_enough", 0.4, 1, 5, ("mail", "network"), 0),
        )
    )
    return Readiness(
        START,
        lines,
        (("triage", estimate), ("diagnosis", Estimate(55, 40, 70, 9))),
        estimate,  # type: ignore[arg-type]
    )


def a_profile(id: str, name: str, **changes: object) -> Profile:
    return replace(Profile(id, name, "ru", START), **changes)  # type: ignore[arg-type]


def an_attempt(id: str, person: str, days: int = 0) -> AttemptRecord:
    key = ScenarioKey("tiny", tiny_pack().header.version, 1, 7, "spooler_stopped")
    return AttemptRecord(id, person, key, "en", START + timedelta(days=days))


def a_move(attempt: AttemptRecord, number: int, **move: object) -> MoveRecord:
    made = attempt.started_at + timedelta(minutes=number)
    return MoveRecord(attempt.id, number, f"click-{number}", made, move)


def a_grade(evidence: str = "Ольга: спасибо 🔌", level: int = 2) -> Grade:
    scores = (
        Score("resolution", "restored", 3, 2.0, (Evidence(1, "w"),), "restored.3"),
        Score("communication", "greeting", level, 1.0, (Evidence(2, evidence),), "greeting.0"),  # type: ignore[arg-type]
    )
    critical = (CriticalError("asked_password", Evidence(3, "+7 скажите пароль")),)
    competencies = (("resolution", 100.0), ("communication", 66.7))
    return Grade("3", "resolved", scores, competencies, 81.5, critical, False)  # type: ignore[arg-type]


def ended(record: AttemptRecord, grade: Grade) -> AttemptRecord:
    return replace(
        record,
        status="resolved",
        finished_at=record.started_at + timedelta(minutes=12, seconds=5),
        scoring_version=grade.scoring_version,
        overall=grade.overall,
        passed=grade.passed,
        critical=len(grade.critical),
        competencies=tuple(grade.competencies),
    )


def play(attempts: object, record: AttemptRecord, evidence: str = NASTY, level: int = 2) -> None:
    """Three moves and a grade into an AttemptStore."""
    grade = a_grade(evidence, level)
    attempts.add(record)  # type: ignore[attr-defined]
    said = {"kind": "say", "text": evidence, "understood": {"acts": [], "offers": []}}
    attempts.append_move(a_move(record, 1, **said))  # type: ignore[attr-defined]
    attempts.append_move(a_move(record, 2, kind="use", tool="look_spooler"))  # type: ignore[attr-defined]
    attempts.append_move(a_move(record, 3, kind="fill", values=[["impact", "low"]]))  # type: ignore[attr-defined]
    attempts.finish(ended(record, grade), grade_to_plain(grade))  # type: ignore[attr-defined]


class Office:
    """Anna and Boris in group `red`, Clara in none; two attempts each, Clara's second one open."""

    def __init__(self) -> None:
        self.profiles = InMemoryProfiles()
        self.attempts = InMemoryAttempts(self.profiles)
        for id, name in (("anna", "Анна =1+1"), ("boris", "Boris"), ("clara", "Clara")):
            self.profiles.add(a_profile(id, name))
            play(self.attempts, an_attempt(f"{id}-1", id))
            if id == "clara":
                self.attempts.add(an_attempt("clara-2", id, 1))
            else:
                play(self.attempts, an_attempt(f"{id}-2", id, 1))
        self.pages = FakePages(self.profiles, self.attempts)
        self.groups = FakeGroups({"red": frozenset({"anna", "boris"})})
        self.packs = {"tiny": tiny_pack()}
