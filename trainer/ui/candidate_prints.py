"""A candidate's report as a file."""

from __future__ import annotations

from trainer.services.screening.reporting import CandidateReport
from trainer.ui.context import Context
from trainer.ui.downloads import Offer, show_offers


def show_candidate_prints(context: Context, report: CandidateReport) -> None:
    """A button that makes the PDF, in the page's language and as nameless as the page."""

    def pdf() -> bytes:
        from trainer.app.prints import screened_pdf

        return screened_pdf(context.services, context.actor, report.id, context.language)

    offer = Offer(context.words("report.pdf"), f"candidate-{report.code}.pdf", pdf)
    show_offers(context, "candidate_pdf", [offer])
