"""Attempts that mentors rate blind, as a condition of queries."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists

from trainer.store.tables_mentoring import review_items


def of_sample(attempt_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the attempt is of the sample of second ratings."""
    return exists().where(review_items.c.attempt_id == attempt_id, review_items.c.sampled)
