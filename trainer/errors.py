"""Errors that a person can act on.

Every error carries a `key` and `values`: the interface looks the key up in the reader's language
and fills in the values, so that no page shows a traceback and no message is English only. `str()`
gives the English developer's line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


class ThreelineError(Exception):
    """Base of all errors this product raises on purpose."""

    key: ClassVar[str] = "error"

    def __init__(self, detail: str = "", **values: object) -> None:
        super().__init__(detail or self.key)
        self.detail = detail
        self.values: Mapping[str, object] = values


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a pack: where it is and what its author should do.

    `file` is relative to the pack's folder, `place` is a dotted path of keys (with `:line` where
    the line is known), `rule` is the rule's stable name and `message` says what to do.
    """

    file: str
    place: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} [{self.place}] {self.rule}: {self.message}"


class PackInvalid(ThreelineError):
    """A pack breaks rules of the schema; carries all problems found, not the first one."""

    key = "pack_invalid"

    def __init__(self, pack: str, problems: tuple[Problem, ...]) -> None:
        self.pack = pack
        self.problems = tuple(sorted(set(problems)))
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(
            f"pack {pack!r} has {len(self.problems)} problem(s):\n{lines}",
            pack=pack,
            count=len(self.problems),
            problems=lines,
        )


class SchemaTooOld(ThreelineError):
    """The pack's schema version is older than any this release can upgrade."""

    key = "schema_too_old"


class SchemaTooNew(ThreelineError):
    """The pack was written for a later release."""

    key = "schema_too_new"


class ScenarioUnprovable(ThreelineError):
    """A composed scenario fails a clause of its proof and must not be shown.

    `clause` is the name of the failing clause (see `trainer.generator.prove`).
    """

    key = "scenario_unprovable"

    def __init__(self, clause: str, detail: str) -> None:
        self.clause = clause
        super().__init__(f"{clause}: {detail}", clause=clause)


class MoveNotAllowed(ThreelineError):
    """The move cannot be made now; `reason` names why (a key of the interface's texts)."""

    key = "move_not_allowed"

    def __init__(self, reason: str, detail: str = "", **values: object) -> None:
        self.reason = reason
        super().__init__(detail or reason, reason=reason, **values)


class AttemptNotFound(ThreelineError):
    """No attempt has this id, or it is not this person's (both look the same from outside)."""

    key = "attempt_not_found"


class NotPermitted(ThreelineError):
    """The person's role or ownership does not allow the operation."""

    key = "not_permitted"


class SignInRefused(ThreelineError):
    """Nobody is signed in: `reason` is wrong (the same for unknown logins, wrong passwords and
    disabled accounts), locked (`minutes` to wait), unlinked (a company account that no account
    here belongs to), company (the provider did not finish), or ended (a session that is over)."""

    key = "sign_in_refused"

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        super().__init__(f"sign-in refused: {reason}", reason=reason, **values)


class InvitationRefused(ThreelineError):
    """The invitation is unknown, used, withdrawn or over; all look the same from outside."""

    key = "invitation_refused"


class PersonNotFound(ThreelineError):
    """No account or group has this id, or it is not this person's to see."""

    key = "person_not_found"


@dataclass(frozen=True, slots=True, order=True)
class LineProblem:
    """One thing wrong in a list of people: its line (from 1), its column ("file" for the whole
    line or file) and why, a key of the interface's texts."""

    line: int
    column: str
    why: str


class ImportRefused(ThreelineError):
    """A list of people has problems; carries all of them, and nobody was made."""

    key = "import_refused"

    def __init__(self, problems: tuple[LineProblem, ...]) -> None:
        self.problems = problems
        lines = ", ".join(f"line {one.line}: {one.column} {one.why}" for one in problems[:20])
        super().__init__(f"{len(problems)} problem(s): {lines}", count=len(problems))


class TextTooLong(ThreelineError):
    """A text exceeds its stated limit; carries `limit` and `length` in characters."""

    key = "text_too_long"


class InvalidInput(ThreelineError):
    """A value from outside is not of the form asked for; `field` names it."""

    key = "invalid_input"


class StoreUnavailable(ThreelineError):
    """The database cannot be read or written; `reason` is locked, read_only, full, broken or newer
    (made by a later release)."""

    key = "store_unavailable"

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(detail or reason, reason=reason)


class UnsafeStart(ThreelineError):
    """Local mode was asked for where other machines could reach it."""

    key = "unsafe_start"


class ScreeningNotFound(ThreelineError):
    """No such campaign or candidate, or not this person's (both look the same from outside)."""

    key = "screening_not_found"


class ScreeningRefused(ThreelineError):
    """Something that the state of a screening does not allow; `reason` names why (a key of the
    interface's texts)."""

    key = "screening_refused"

    def __init__(self, reason: str, detail: str = "", **values: object) -> None:
        self.reason = reason
        super().__init__(detail or reason, reason=reason, **values)


@dataclass(frozen=True, slots=True, order=True)
class RowProblem:
    """One thing wrong in a list of candidates: its line in the file, the column, and why (keys of
    the interface's texts)."""

    line: int
    column: str
    why: str


class CandidatesRefused(ThreelineError):
    """A list of candidates has problems; carries all of them, and nobody was invited."""

    key = "candidates_refused"

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s)", count=len(problems))
