"""A candidate's report and a campaign's table, to take elsewhere."""

from __future__ import annotations

import streamlit as st

from trainer.services.screening.records import Campaign
from trainer.services.screening.reporting import CandidateReport
from trainer.ui.context import Context
from trainer.ui.downloads import table_buttons


def show_candidate_prints(context: Context, report: CandidateReport) -> None:
    """A button that makes the PDF when it is clicked; nothing before the form has ended."""
    if report.readiness is None:
        return

    def make() -> bytes:
        from trainer.app.prints import candidate_report_pdf

        now = context.services.screening.reporting.candidate(context.actor, report.id)
        return candidate_report_pdf(now, context.language)

    st.download_button(
        context.words("report.print"),
        make,
        file_name=f"threeline-candidate-{report.code}.pdf",
        mime="application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key="candidate_pdf",
    )


def show_campaign_table(context: Context, campaign: Campaign) -> None:
    """Everybody of the campaign as a table, with what the reader may see."""
    words, reporting = context.words, context.services.screening.reporting
    with st.container(horizontal=True):
        table_buttons(
            lambda: reporting.table(context.actor, campaign.id),
            context.language,
            (("xlsx", words("campaigns.table")), ("csv", words("mydata.csv"))),
            "candidates",
        )
