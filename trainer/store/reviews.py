"""The review queue, wishes, corrections and holds in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    case,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    true,
    update,
)

from trainer.services.mentoring.ports import People, QueueFilter
from trainer.services.mentoring.records import (
    REASONS,
    Correction,
    Hold,
    Reason,
    ReviewRequest,
    Waiting,
)
from trainer.services.ports import AttemptRecord
from trainer.store.criterion_scores import latest_levels, put_item, tally
from trainer.store.engine import Database
from trainer.store.on_hold import forget_readiness
from trainer.store.people_filter import named, one_of
from trainer.store.rows import end_to_row
from trainer.store.slips import slips_again
from trainer.store.tables import attempts, profiles
from trainer.store.tables_mentoring import (
    corrections,
    criterion_scores,
    holds,
    overall_ratings,
    review_items,
    review_requests,
)


class SqlReviews:
    """Implements `trainer.services.mentoring.ports.ReviewStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, people: People, wanted: QueueFilter) -> tuple[int, Sequence[Waiting]]:
        """The most pressing first."""
        shown = _shown(wanted.rater, wanted.raters)
        found = and_(
            one_of(review_items.c.profile_id, people),
            named(wanted.search),
            shown[wanted.reason] if wanted.reason else or_(*shown.values()),
        )
        order = case(
            *((shown[reason], place) for place, reason in enumerate(REASONS)), else_=len(REASONS)
        )
        joined = review_items.join(profiles, profiles.c.id == review_items.c.profile_id)
        page = (
            _waiting(wanted.rater, wanted.raters)
            .where(found)
            .order_by(order, review_items.c.graded_at, review_items.c.attempt_id)
            .offset(wanted.offset)
            .limit(wanted.limit)
        )
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(joined).where(found)) or 0
            rows = session.execute(page).mappings()
            return total, tuple(_row(row) for row in rows)

    def waiting(self, attempt_id: str, rater: str, raters: int) -> Waiting | None:
        """The row of one attempt."""
        query = _waiting(rater, raters).where(review_items.c.attempt_id == attempt_id)
        with self._database.reading() as session:
            row = session.execute(query).mappings().one_or_none()
            return _row(row) if row else None

    def blind(self, attempt_ids: Collection[str], rater: str, raters: int) -> frozenset[str]:
        """By the same condition that the queue goes by."""
        query = select(review_items.c.attempt_id).where(
            review_items.c.attempt_id.in_(attempt_ids), _sampled_for(rater, raters)
        )
        with self._database.reading() as session:
            return frozenset(session.scalars(query))

    def mark(self, attempt: AttemptRecord, reason: Reason) -> None:
        """Wait for this reason too."""
        with self._database.writing() as session:
            put_item(session, attempt.id, **{reason: True})

    def unmark(self, attempt_id: str, reasons: Collection[Reason]) -> None:
        """Wait for these no more."""
        own = update(review_items).where(review_items.c.attempt_id == attempt_id)
        with self._database.writing() as session:
            if reasons:
                session.execute(own.values(dict.fromkeys(reasons, False)))

    def ask(self, request: ReviewRequest) -> None:
        """Store the wish; the attempt then waits for it."""
        with self._database.writing() as session:
            session.execute(insert(review_requests).values(asdict(request)))
            appeal = request.kind == "appeal" and bool(request.criterion)
            put_item(session, request.attempt_id, asked=True, discrepancy=appeal)

    def answer(self, request_id: str, text: str, by: str, at: datetime) -> bool:
        """Answer once; the attempt is no longer asked about when nothing is left to answer."""
        open_one = (review_requests.c.id == request_id) & review_requests.c.answered_at.is_(None)
        answering = update(review_requests).where(open_one)
        with self._database.writing() as session:
            attempt_id = session.scalar(
                answering.values(answer=text, answered_by=by, answered_at=at).returning(
                    review_requests.c.attempt_id
                )
            )
            if attempt_id is None:
                return False
            left = select(review_requests.c.id).where(
                review_requests.c.attempt_id == attempt_id, review_requests.c.answered_at.is_(None)
            )
            if session.scalar(left.limit(1)) is None:
                own = update(review_items).where(review_items.c.attempt_id == attempt_id)
                session.execute(own.values(asked=False))
            return True

    def request(self, request_id: str) -> ReviewRequest | None:
        """The wish of this id."""
        query = select(review_requests).where(review_requests.c.id == request_id)
        with self._database.reading() as session:
            row = session.execute(query).mappings().one_or_none()
            return ReviewRequest(**row) if row else None

    def requests(self, attempt_id: str) -> Sequence[ReviewRequest]:
        """Oldest first."""
        query = (
            select(review_requests)
            .where(review_requests.c.attempt_id == attempt_id)
            .order_by(review_requests.c.asked_at, review_requests.c.id)
        )
        with self._database.reading() as session:
            return tuple(ReviewRequest(**row) for row in session.execute(query).mappings())

    def hold(self, hold: Hold) -> None:
        """Append it; readiness is then computed anew."""
        with self._database.writing() as session:
            session.execute(insert(holds).values(asdict(hold)))
            forget_readiness(session, hold.attempt_id)

    def held(self, attempt_id: str) -> Hold | None:
        """The latest."""
        query = (
            select(holds).where(holds.c.attempt_id == attempt_id).order_by(holds.c.id.desc())
        ).limit(1)
        with self._database.reading() as session:
            row = session.execute(query).mappings().one_or_none()
            return Hold(**{k: v for k, v in row.items() if k != "id"}) if row else None

    def correct(self, correction: Correction, counted: AttemptRecord) -> None:
        """Append it; what counts follows in the same transaction."""
        score = (criterion_scores.c.attempt_id == correction.attempt_id) & (
            criterion_scores.c.criterion == correction.criterion
        )
        with self._database.writing() as session:
            session.execute(insert(corrections).values(asdict(correction)))
            changing = update(criterion_scores).where(score).values(counted=correction.level)
            changed = session.execute(
                changing.returning(criterion_scores.c.profile_id, criterion_scores.c.month)
            ).one_or_none()
            if changed is not None:
                tally(session, changed.profile_id, changed.month)
            counted_levels = latest_levels(session, correction.attempt_id)
            slips_again(session, correction.attempt_id, counted_levels)
            forget_readiness(session, correction.attempt_id)
            session.execute(
                update(attempts).where(attempts.c.id == counted.id).values(end_to_row(counted))
            )

    def corrections(self, attempt_id: str) -> Sequence[Correction]:
        """Oldest first."""
        query = (
            select(corrections)
            .where(corrections.c.attempt_id == attempt_id)
            .order_by(corrections.c.id)
        )
        with self._database.reading() as session:
            rows = session.execute(query).mappings()
            return tuple(
                Correction(**{name: value for name, value in row.items() if name != "id"})
                for row in rows
            )


def _rated_by(rater: str) -> ColumnElement[bool]:
    return exists().where(
        overall_ratings.c.attempt_id == review_items.c.attempt_id,
        overall_ratings.c.rated_by == rater,
    )


def _sampled_for(rater: str, raters: int) -> ColumnElement[bool]:
    """Whether the attempt waits for this rater's blind rating."""
    ratings_there = (
        select(func.count())
        .where(overall_ratings.c.attempt_id == review_items.c.attempt_id)
        .correlate(review_items)
        .scalar_subquery()
    )
    return and_(review_items.c.sampled, not_(_rated_by(rater)), ratings_there < raters)


def _shown(rater: str, raters: int) -> dict[Reason, ColumnElement[bool]]:
    """When a reason is one for this rater: what the app's grade tells stays hidden while blind."""
    blind = _sampled_for(rater, raters)
    return {
        "asked": and_(review_items.c.asked, true()),
        "discrepancy": and_(review_items.c.discrepancy, not_(blind)),
        "critical": and_(review_items.c.critical, not_(blind)),
        "sampled": blind,
    }


def _waiting(rater: str, raters: int) -> Select[tuple[object, ...]]:
    latest = (
        select(holds.c.held)
        .where(holds.c.attempt_id == review_items.c.attempt_id)
        .order_by(holds.c.id.desc())
        .limit(1)
        .correlate(review_items)
        .scalar_subquery()
    )
    shown = _shown(rater, raters)
    return (
        select(
            review_items.c.attempt_id,
            review_items.c.profile_id,
            review_items.c.graded_at,
            profiles.c.name,
            attempts.c.line,
            attempts.c.status,
            attempts.c.overall,
            latest.label("held"),
            _rated_by(rater).label("rated_by_me"),
            *(shown[reason].label(reason) for reason in REASONS),
        )
        .join(attempts, attempts.c.id == review_items.c.attempt_id)
        .join(profiles, profiles.c.id == review_items.c.profile_id)
    )


def _row(row: RowMapping) -> Waiting:
    blind = bool(row["sampled"])
    return Waiting(
        attempt_id=row["attempt_id"],
        profile_id=row["profile_id"],
        name=row["name"],
        line=row["line"],
        status=row["status"],
        graded_at=row["graded_at"],
        overall=None if blind else row["overall"],
        reasons=tuple(reason for reason in REASONS if row[reason]),
        held=bool(row["held"]),
        rated_by_me=bool(row["rated_by_me"]),
    )
