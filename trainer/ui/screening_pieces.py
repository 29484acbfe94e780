"""Small pieces that the pages of screening share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import streamlit as st

from trainer.app.places import front_folder
from trainer.services.screening.records import CandidateStatus, Decision, DisputeWord
from trainer.ui.context import Context
from trainer.ui.pieces import chip
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

_STATUS_TONES: Final[dict[CandidateStatus, str]] = {
    "running": "brand",
    "finished": "good",
    "timed_out": "fair",
}
_DECISION_TONES: Final[dict[Decision, str]] = {"invite": "good", "hold": "fair", "decline": "poor"}


def moment(at: datetime) -> str:
    """A time as it is shown everywhere in screening: to the minute, in UTC."""
    return f"{at:%d.%m.%Y %H:%M} UTC"


def days(words: Words, opens_at: datetime, closes_at: datetime) -> str:
    """From the first day to the last: campaigns open and close at midnight UTC."""
    last = closes_at - timedelta(microseconds=1)
    return words("campaigns.days", first=f"{opens_at:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")


def status_chip(words: Words, status: CandidateStatus) -> Html:
    """Where a candidate stands."""
    return chip(words(f"candidate_status.{status}"), _STATUS_TONES.get(status, ""))


def decision_chip(words: Words, decision: Decision | None) -> Html:
    """What was decided; nothing has been where nobody has."""
    if decision is None:
        return chip(words("decision.none"))
    return chip(words(f"decided.{decision}"), _DECISION_TONES[decision])


def dispute_thread(
    said: Sequence[DisputeWord], candidate: str, staff: str, *, to_staff: bool = False
) -> Html:
    """A dispute, oldest word first; `candidate` and `staff` are what the two sides are called. The
    reader's own words stand on the right: the candidate's, or with `to_staff` those of the staff."""
    return fill(
        '<div class="tl-talk">{parts}</div>',
        parts=join(
            fill(
                '<div class="tl-msg tl-{side}"><span class="tl-who">{who} · {at}</span>{text}</div>',
                side="you" if bool(word.by) is to_staff else "them",
                who=staff if word.by else candidate,
                at=moment(word.at),
                text=word.text,
            )
            for word in said
        ),
    )


def go_to(context: Context, page: str, **query: str) -> None:
    """Leave for another page of the recruiter's now."""
    st.switch_page(
        str(front_folder() / "pages" / "recruiter" / f"{page}.py"),
        query_params={**context.address, **query},
    )
