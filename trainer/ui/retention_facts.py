"""Where retention stands, as facts of the page of health."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.services.records.retention import RetentionState
from trainer.ui.strings import Words


def retention_facts(words: Words, state: RetentionState) -> Sequence[tuple[str, str]]:
    """Limits by role and of the audit, what is due now, and the last run."""
    last = state.last_run
    return (
        *((words(f"role.{role}"), _days(words, days)) for role, days in state.keep.items()),
        (words("retention.audit"), _days(words, state.keep_audit)),
        (words("retention.people"), str(state.people)),
        (words("retention.other"), str(state.leftover.total)),
        (
            words("retention.last"),
            f"{last:%d.%m.%Y %H:%M} UTC" if last else words("retention.last_unknown"),
        ),
    )


def _days(words: Words, days: int | None) -> str:
    return words("retention.for_good") if days is None else words.count("retention.days", days)
