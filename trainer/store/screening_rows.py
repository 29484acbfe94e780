"""Records of screening as rows of its tables, and back."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import RowMapping

from trainer.domain.forms import Form
from trainer.domain.language import Language
from trainer.domain.scenario import ScenarioKey
from trainer.services.screening.records import (
    Campaign,
    Candidate,
    CandidateRow,
    Clock,
    FormTicket,
    Interruption,
)


def folded(text: str) -> str:
    """The text as compared with others: without regard to case and width."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", once).strip()


def campaign_to_row(campaign: Campaign) -> dict[str, Any]:
    """All columns of a campaign."""
    row = {name: getattr(campaign, name) for name in Campaign.__dataclass_fields__}
    return row | {
        "languages": list(campaign.languages),
        "lines": list(campaign.lines),
        "consents": [list(pair) for pair in campaign.consents],
    }


def campaign_from_row(row: RowMapping) -> Campaign:
    """The campaign of a row that has all its columns."""
    values = {name: row[name] for name in Campaign.__dataclass_fields__}
    values["languages"] = tuple(values["languages"])
    values["lines"] = tuple(values["lines"])
    values["consents"] = tuple((language, text) for language, text in values["consents"])
    return Campaign(**values)


_PLAIN = (
    "id",
    "campaign_id",
    "code",
    "name",
    "email",
    "language",
    "extra_percent",
    "seed",
    "invited_at",
    "token_hash",
    "token_expires_at",
    "token_used_at",
    "secret_hash",
    "secret_expires_at",
    "profile_id",
    "status",
    "practice_attempt",
    "started_at",
    "ended_at",
    "runs_out_at",
    "pastes",
    "blurs",
)
"""Columns that are fields as they are."""


def candidate_to_row(candidate: Candidate) -> dict[str, Any]:
    """All columns of a candidate but `decision`, which only decisions write."""
    return {name: getattr(candidate, name) for name in _PLAIN} | {
        "name_key": folded(candidate.name),
        "email_key": folded(candidate.email),
        "device": dict(candidate.device or {}),
        "form": asdict(candidate.form) if candidate.form else {},
        "tickets": [[one.attempt_id, one.ended_by] for one in candidate.tickets],
        "done": candidate.done,
        "total": len(candidate.tickets),
        "used_seconds": candidate.clock.used,
        "held_seconds": candidate.clock.held,
        "seen_at": candidate.clock.seen_at,
        "interruptions": [
            [one.begin.isoformat(), one.end.isoformat(), one.held]
            for one in candidate.interruptions
        ],
    }


def candidate_from_row(row: RowMapping) -> Candidate:
    """The candidate of a row that has all its columns."""
    return Candidate(
        **{name: row[name] for name in _PLAIN},
        decision=row["decision"],
        device=row["device"] or None,
        form=_form(row["form"]) if row["form"] else None,
        tickets=tuple(FormTicket(attempt_id, by) for attempt_id, by in row["tickets"]),
        clock=Clock(row["used_seconds"], row["held_seconds"], row["seen_at"]),
        interruptions=tuple(
            Interruption(datetime.fromisoformat(begin), datetime.fromisoformat(end), held)
            for begin, end, held in row["interruptions"]
        ),
    )


def listed_from_row(row: RowMapping) -> CandidateRow:
    """The row of a campaign's list."""
    return CandidateRow(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        email=row["email"],
        language=cast(Language, row["language"]),
        extra_percent=row["extra_percent"],
        status=row["status"],
        done=row["done"],
        total=row["total"],
        decision=row["decision"],
    )


def _form(plain: dict[str, Any]) -> Form:
    return Form(**{**plain, "keys": tuple(ScenarioKey(**key) for key in plain["keys"])})
