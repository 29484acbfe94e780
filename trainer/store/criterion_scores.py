"""Each criterion of a grade as a row, and whether the attempt waits for a mentor because of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from trainer.services.mentoring.sampling import is_sampled
from trainer.services.mentoring.slips import WEAK
from trainer.store.slips import keep_slips, month_of
from trainer.store.tables import attempts, profiles
from trainer.store.tables_mentoring import (
    corrections,
    criterion_scores,
    criterion_tallies,
    review_items,
)


def keep_scores(session: Session, attempt_id: str, grade: Mapping[str, Any]) -> None:
    """Write the rows that follow from a grade just stored, in its own transaction.

    A grade of another scoring version replaces the rows; a mentor's corrections go on counting.
    """
    own = select(attempts.c.profile_id, attempts.c.finished_at, attempts.c.critical)
    row = session.execute(own.where(attempts.c.id == attempt_id)).one()
    first = not session.scalar(
        select(criterion_scores.c.attempt_id)
        .where(criterion_scores.c.attempt_id == attempt_id)
        .limit(1)
    )
    counted = latest_levels(session, attempt_id)
    session.execute(delete(criterion_scores).where(criterion_scores.c.attempt_id == attempt_id))
    # A criterion stands in a grade once; should it ever stand there twice, the lowest level tells.
    scores = sorted(grade.get("scores", ()), key=lambda one: -int(one["level"]))
    rows = {
        score["criterion"]: {
            "attempt_id": attempt_id,
            "criterion": score["criterion"],
            "profile_id": row.profile_id,
            "competency": score["competency"],
            "level": score["level"],
            "counted": counted.get(score["criterion"], score["level"]),
            "graded_at": row.finished_at,
            "month": month_of(row.finished_at),
        }
        for score in scores
    }
    if rows:
        session.execute(insert(criterion_scores), list(rows.values()))
    tally(session, row.profile_id, month_of(row.finished_at))
    keep_slips(session, attempt_id, grade, counted)
    if first and (row.critical or is_sampled(attempt_id)):
        put_item(session, attempt_id, critical=row.critical > 0, sampled=is_sampled(attempt_id))


def tally(session: Session, profile_id: str, month: str) -> None:
    """Count a person's criteria of a month anew, from their rows."""
    # Two tickets of one person that end at once take turns: on PostgreSQL both would count the same
    # rows and write the same keys (SQLite's writers take turns anyway).
    person = select(profiles.c.id).where(profiles.c.id == profile_id)
    session.execute(person.with_for_update(key_share=True))
    row = criterion_scores.c
    own = (row.profile_id == profile_id) & (row.month == month)
    scores = session.execute(
        select(criterion_scores).where(own).order_by(row.graded_at, row.attempt_id)
    ).all()
    counted: dict[str, dict[str, Any]] = {}
    for score in scores:
        one = counted.setdefault(
            score.criterion,
            {"profile_id": profile_id, "month": month, "criterion": score.criterion,
             "competency": score.competency, "scored": 0, "weak": 0, "last_attempt": "",
             "last_at": None},
        )  # fmt: skip
        one["scored"] += 1
        if score.counted <= WEAK:
            one["weak"] += 1
            one |= {"last_attempt": score.attempt_id, "last_at": score.graded_at}
    there = criterion_tallies.c
    session.execute(
        delete(criterion_tallies).where(there.profile_id == profile_id, there.month == month)
    )
    if counted:
        session.execute(insert(criterion_tallies), list(counted.values()))


def latest_levels(session: Session, attempt_id: str) -> dict[str, int]:
    """The level of each corrected criterion that counts."""
    query = (
        select(corrections.c.criterion, corrections.c.level)
        .where(corrections.c.attempt_id == attempt_id)
        .order_by(corrections.c.id)
    )
    return {row.criterion: row.level for row in session.execute(query)}


def put_item(session: Session, attempt_id: str, **reasons: bool) -> None:
    """Let the attempt wait for these reasons; one that waits already keeps its others."""
    there = select(review_items.c.attempt_id).where(review_items.c.attempt_id == attempt_id)
    if session.scalar(there):
        if true := {name: True for name, value in reasons.items() if value}:
            own = review_items.update().where(review_items.c.attempt_id == attempt_id)
            session.execute(own.values(true))
        return
    person = select(attempts.c.profile_id, attempts.c.finished_at, attempts.c.started_at)
    row = session.execute(person.where(attempts.c.id == attempt_id)).one()
    none = dict.fromkeys(("asked", "discrepancy", "critical", "sampled"), False)
    session.execute(
        insert(review_items).values(
            attempt_id=attempt_id,
            profile_id=row.profile_id,
            graded_at=row.finished_at or row.started_at,
            **{**none, **reasons},
        )
    )
