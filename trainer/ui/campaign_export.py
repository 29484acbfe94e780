"""A campaign's results to take along: one row a candidate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from trainer.services.records.columns import Row, Value
from trainer.services.records.exports import Export
from trainer.services.screening.records import Campaign
from trainer.ui.context import Context
from trainer.ui.downloads import show_offers, table_offers
from trainer.ui.strings import Words


def show_campaign_export(context: Context, campaign: Campaign) -> None:
    """The table as XLSX in the reader's words, and as CSV with stable values."""
    words = context.words

    def table(format: str) -> Export:
        found = context.services.screening.reporting.table(context.actor, campaign.id)
        return in_words(words, found) if format == "xlsx" else found

    st.subheader(words("campaigns.export"), anchor=False)
    blind = " " + words("campaigns.export_blind") if campaign.blind else ""
    st.caption(words("campaigns.export_text") + blind)
    show_offers(context, "campaign_export", table_offers(context, "candidates", table))


def in_words(words: Words, table: Export) -> Export:
    """The table with the page's words for statuses, verdicts and decisions."""
    prefixes = tuple(_prefix(column.name) for column in table.columns)

    def rows() -> Iterator[Row]:
        for row in table.rows:
            yield tuple(_told(words, *pair) for pair in zip(prefixes, row, strict=True))

    return replace(table, rows=rows())


def _prefix(column: str) -> str:
    known = {"status": "candidate_status", "decision": "decision"}
    return "verdict" if column.endswith("_verdict") else known.get(column, "")


def _told(words: Words, prefix: str, value: Value) -> Value:
    return words(f"{prefix}.{value}") if prefix and value else value
