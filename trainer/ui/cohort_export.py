"""The cohort's records as tables: of one group, or of everybody in reach."""

from __future__ import annotations

import streamlit as st

from trainer.services.records.columns import WHATS
from trainer.services.records.exports import Export
from trainer.ui.context import Context
from trainer.ui.downloads import show_offers, table_offers
from trainer.ui.safe import option


def show_cohort_export(context: Context) -> None:
    """Which table, of whom, and the buttons."""
    words = context.words
    groups = context.services.mentoring.assignments.recipients(context.actor).groups
    st.write(words("cohort.take_text"))
    what = st.segmented_control(
        words("mydata.table"),
        WHATS,
        default="attempts",
        format_func=lambda one: words(f"mydata.{one}"),
        key="cohort_table",
        required=True,
    )
    names = {"": words("cohort.take_all")} | {one.value: one.label for one in groups}
    group = ""
    if groups:
        group = st.selectbox(
            words("cohort.take_whose"),
            list(names),
            format_func=lambda one: option(names.get(one, "")),
            key="cohort_group",
        )

    def table(format: str) -> Export:
        exports = context.services.records.exports
        return exports.table(context.actor, what, context.language, members_of=group)

    show_offers(context, "cohort_export", table_offers(context, what, table))
    st.caption(words("cohort.take_rule"))
