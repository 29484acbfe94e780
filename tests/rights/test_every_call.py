"""Every operation really called, by every role, on everybody's objects: what the table forbids is
refused before anything is told or changed, and what it allows is not refused."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from tests.rights.table import expected
from tests.rights.world import Whose, World, operations
from trainer.domain.people import ROLES, Role
from trainer.errors import (
    AttemptNotFound,
    NotPermitted,
    ScreeningNotFound,
    ScreeningRefused,
    ThreelineError,
)

TABLE = expected()
OBJECTS = {"attempt_id", "person", "campaign_id", "candidate_id", "candidate_ids", "group_id"}
"""Parameters that name somebody's object."""
REFUSALS = (NotPermitted, AttemptNotFound, ScreeningNotFound)
"""What is somebody else's looks like what is not there, where guessing ids would tell something."""
NEEDS = {
    "Assignments.next_ticket": "an assignment",
    "Assignments.withdraw": "an assignment",
    "BlindRatings.rate": "a ticket drawn for a blind rating",
    "Feedback.debrief": "feedback that was released",
    "Live.open_hint": "a hint",
    "Live.whisper": "a running ticket",
    "Reporting.evidence": "an ended ticket of a form",
    "ReviewRequests.answer": "a question",
    "ReviewRequests.ask mentor": "a mentor of the mentor's own",
    "Sitting.attempt": "a ticket on the table",
    "Sitting.move": "a ticket on the table",
    "Sitting.moves_made": "a ticket on the table",
    "Sitting.say": "a ticket on the table",
}
"""What is not there in this world, so that the answer is the same as to a stranger; tests of these
services call them with it."""
LAST = (
    "Inviting.withdraw",
    "Leaving.close",
    "Leaving.leave",
    "Leaving.delete",
    "Sessions.revoke_all",
    "Accounts.disable",
    "Retention.run",
    "Privacy.delete",
)
"""Called after all others, in this order: afterwards something is gone."""


def late(operation: tuple[str, object]) -> int:
    """Where an operation stands in LAST; before it for all others."""
    return LAST.index(operation[0]) if operation[0] in LAST else -1


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def test_the_world_has_every_operation(world: World) -> None:
    found = {name for name, _ in operations(world.services)}
    assert set(TABLE) <= found, set(TABLE) - found


def forbidden(role: Role, operation: str) -> tuple[Whose, ...]:
    """Whose objects the role may not use it on. A recruiter's own campaign is theirs whatever group."""
    scope = TABLE[operation][role]
    return {
        "-": ("own", "group", "other"),
        "own": ("other",) if role == "recruiter" else ("group", "other"),
        "group": ("other",),
        "any": (),
    }[scope]  # type: ignore[return-value]


@pytest.mark.parametrize("role", ROLES)
def test_what_the_table_forbids_is_refused_logged_and_changes_nothing(
    world: World, role: Role, caplog: pytest.LogCaptureFixture
) -> None:
    before, told = world.content(), []
    actor = world.of(role)
    for operation, call in operations(world.services):
        if operation not in TABLE:
            continue
        named = OBJECTS & set(inspect.signature(call).parameters)
        for whose in forbidden(role, operation):
            if TABLE[operation][role] != "-" and (
                not named or world.owner(role, whose) == world.owner(role, "own")
            ):
                continue  # an operation on no object, or on one of the actor's own
            try:
                result = call(actor, **world.arguments(call, role, whose))
                told.append(f"{operation} of {whose}: returned {result!r:.80}")
            except ScreeningRefused:
                pass  # their own screening does not stand there: nothing of anybody's was reached
            except REFUSALS as refusal:
                if not caplog.records:
                    told.append(f"{operation} of {whose}: refused silently, {refusal}")
            except ThreelineError as error:
                told.append(f"{operation} of {whose}: {type(error).__name__} {error}")
            caplog.clear()
    assert not told, "\n".join(told)
    assert world.content() == before


@pytest.mark.parametrize("role", ROLES)
def test_what_the_table_allows_is_not_refused(tmp_path: Path, role: Role) -> None:
    world, told = World(tmp_path), []
    actor = world.of(role)
    for operation, call in sorted(operations(world.services), key=late):
        scope = TABLE.get(operation, {}).get(role, "-")
        whose = {"-": None, "own": "own", "group": "group", "any": "other"}[scope]
        if whose is None or {operation, f"{operation} {role}"} & NEEDS.keys():
            continue
        try:
            call(actor, **world.arguments(call, role, whose))  # type: ignore[arg-type]
        except REFUSALS as error:
            told.append(f"{operation} of {whose}: {type(error).__name__} {error}")
        except ThreelineError:
            pass  # a harmless argument that means nothing here
    assert not told, "\n".join(told)


NASTY = (
    "x'; DROP TABLE profiles; --",
    '" OR ""="',
    "%' ESCAPE '_",
    "../../../etc/passwd",
    "..\\..\\secret\x00.txt",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "\ud800",
    "\x00",
    "x" * 100_000,
)


@pytest.fixture(scope="module")
def rough(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("rough"))


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: ascii(text[:20]))
def test_no_text_of_any_operation_breaks_anything(rough: World, nasty: str) -> None:
    """SQL, paths, markup, formulas, half characters and heaps of text, in every field at once and in
    each alone: an error that says what is wrong, or plain text kept as it is."""
    world, people = rough, rough.names()
    for role in ROLES:
        actor = world.of(role)
        for operation, call in operations(world.services):
            if TABLE.get(operation, {}).get(role, "-") == "-" or operation in LAST:
                continue
            for arguments in world.nasty(call, role, nasty):
                try:
                    call(actor, **arguments)
                except ThreelineError:
                    pass
                except Exception as error:
                    raise AssertionError(f"{operation} {sorted(arguments)}") from error
    assert people <= world.names()
    assert world.services.people.me(world.of("newcomer")) is not None
