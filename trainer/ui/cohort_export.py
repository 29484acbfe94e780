"""The cohort's records to take along: tables of a group or of everybody in reach, reports of one."""

from __future__ import annotations

import streamlit as st

from trainer.services.records.columns import WHATS
from trainer.services.records.exports import Export
from trainer.ui.context import Context
from trainer.ui.downloads import Offer, show_offers, table_offers
from trainer.ui.mentor_pieces import search_field
from trainer.ui.safe import option


def show_cohort_export(context: Context) -> None:
    """Tables first, then the pages about one person."""
    _tables(context)
    _reports(context)
    st.caption(context.words("cohort.take_rule"))


def _tables(context: Context) -> None:
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


def _reports(context: Context) -> None:
    """Whose, and the buttons."""
    words = context.words
    st.subheader(words("cohort.print"), anchor=False)
    search = search_field(words, "cohort_print")
    found = context.services.mentoring.assignments.recipients(context.actor, search).people
    names = {one.value: one.label for one in found}
    person = st.selectbox(
        words("cohort.print_whose"),
        list(names),
        index=None,
        format_func=lambda one: option(names.get(one, "")),
        key="cohort_person",
        placeholder=words("cohort.print_choose"),
    )
    if person is None:
        return

    def pdf(long: bool) -> bytes:
        from trainer.app.prints import person_pdf

        return person_pdf(context.services, context.actor, person, context.language, long=long)

    offers = [
        Offer(words("cohort.print_summary"), "summary.pdf", lambda: pdf(long=False)),
        Offer(words("cohort.print_report"), "report.pdf", lambda: pdf(long=True)),
    ]
    show_offers(context, "cohort_pdf", offers)
