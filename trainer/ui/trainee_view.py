"""One trainee before their mentor: where they stand, their tickets, what goes wrong often."""

from __future__ import annotations

import streamlit as st

from trainer.services.mentoring.trainees import PAGE
from trainer.services.mentoring.views import CohortRow, TraineeTicket
from trainer.services.progress_views import Progress
from trainer.ui.cohort_cells import change_text, forecast_text, stuck_chips
from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.mentor_pieces import offset_of, show_steps
from trainer.ui.mistakes_view import show_mistakes
from trainer.ui.pieces import chip, empty, page_head, result_row
from trainer.ui.progress_charts import show_progress_charts
from trainer.ui.readiness_table import readiness_lines
from trainer.ui.row_link import show_row
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.strings import Words
from trainer.ui.tabs import show_tabs


def show_trainee(context: Context, person: str) -> None:
    """Of the tabs only the open one is drawn."""
    words = context.words
    row = context.services.mentoring.trainees.open(context.actor, person)
    link(context, "cohort", plain(words("trainee.back")), icon=":material/arrow_back:")
    show(page_head(row.name, words("trainee.lead")))
    show(_facts(words, row))
    link(
        context,
        "assignments",
        plain(words("trainee.assign")),
        icon=":material/add_task:",
        to=person,
    )
    # Keyed by the person: the next one begins with the first tab and the first page again.
    show_tabs(
        f"trainee_tabs_{person}",
        {
            words("trainee.tab_state"): lambda: _state(context, row),
            words("trainee.tab_tickets"): lambda: _tickets(context, person),
            words("trainee.tab_mistakes"): lambda: show_mistakes(context, person),
        },
    )


def _facts(words: Words, row: CohortRow) -> Html:
    changes = join(change_text(words, one) for one in row.changes)
    return fill(
        '<div class="tl-meta">{stuck}{changes}</div>',
        stuck=stuck_chips(words, row),
        changes=changes,
    )


def _state(context: Context, row: CohortRow) -> None:
    words = context.words
    progress = context.services.reports.progress(context.actor, row.profile_id, context.language)
    if row.readiness is None or not progress.points:
        show(empty(words("trainee.nothing"), words("trainee.nothing_text")))
        return
    show(
        fill(
            '<div class="tl-thirds">{lines}</div>',
            lines=readiness_lines(words, row.readiness, (1, 2, 3)),
        )
    )
    _asides(words, row, progress)
    show_progress_charts(words, progress, "trainee.level")


def _asides(words: Words, row: CohortRow, progress: Progress) -> None:
    """Forecast, the week, critical errors, and what does not count."""
    if row.forecasts:
        forecasts = join(forecast_text(words, line, one) for line, one in row.forecasts)
        show(
            fill(
                '<div class="tl-meta"><b>{head}</b>{forecasts}</div>',
                head=words("cohort.forecast"),
                forecasts=forecasts,
            )
        )
    facts = [
        words.count("trainee.week", progress.this_week),
        words.count("progress.criticals", progress.criticals)
        if progress.criticals
        else words("progress.no_criticals"),
    ]
    if progress.on_hold:
        facts.append(words.count("trainee.on_hold", len(progress.on_hold)))
    if progress.set_aside:
        facts.append(words.count("progress.set_aside", progress.set_aside))
    st.caption(" ".join(facts))


def _tickets(context: Context, person: str) -> None:
    words = context.words
    key = f"trainee_tickets_{person}"
    page = context.services.mentoring.trainees.tickets(context.actor, person, offset_of(key))
    if not page.rows:
        show(empty(words("trainee.nothing"), words("trainee.nothing_text")))
    for one in page.rows:
        label = words("reviews.rate" if one.blind else "reviews.open")
        show_row(context, _ticket(words, one), "reviews", label, one.item.attempt_id)
    show_steps(words, key, len(page.rows), page.total, PAGE)


def _ticket(words: Words, one: TraineeTicket) -> Html:
    """As in the trainee's own list; what waits for a blind rating tells why it has no score."""
    more = chip(words("reviews.reason_sampled")) if one.blind else Html()
    return result_row(one.item, words, more)
