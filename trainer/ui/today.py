"""Today: what to do next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer.services.views import HistoryItem
from trainer.ui.context import Context
from trainer.ui.desk import choose_desk
from trainer.ui.due import show_due
from trainer.ui.links import link
from trainer.ui.pieces import page_head, result_row
from trainer.ui.practice_queue import follow_taken, show_cards, show_open_ticket
from trainer.ui.safe import Html, fill, join, plain, show

RECENT = 4


def show_today(context: Context) -> None:
    """Greeting, the ticket in hand, one next ticket per line, recent results."""
    words, practice = context.words, context.services.practice
    taken = follow_taken(context)
    done = practice.results(context.actor, 0, RECENT).items
    show(
        page_head(
            words("today.hello", name=context.profile.name),
            words("today.lead_again" if done else "today.lead_first"),
        )
    )
    in_hand = show_open_ticket(context)
    show_due(context, taken)
    if not done:
        show(_how_it_works(context))
    st.subheader(words("today.next"), anchor=False)
    queue = practice.queue(context.actor, context.language, pack=choose_desk(context))
    first = {item.line: item for item in reversed(queue)}
    show_cards(context, [first[line] for line in sorted(first)], taken, point_out=not in_hand)
    link(context, "practice", plain(words("today.whole_queue")), icon=":material/list:")
    if done:
        st.subheader(words("today.recent"), anchor=False)
        show(fill('<div class="tl-rows">{rows}</div>', rows=_rows(context, done)))
        link(context, "debrief", plain(words("today.all_debriefs")), icon=":material/rate_review:")


def _rows(context: Context, done: Sequence[HistoryItem]) -> Html:
    return join(result_row(item, context.words) for item in done)


def _how_it_works(context: Context) -> Html:
    words = context.words
    return fill(
        '<section class="tl-card"><span class="tl-label">{label}</span><ol class="tl-steps" '
        'style="margin-top:.7rem">{items}</ol></section>',
        label=words("today.how"),
        items=join(
            fill(
                '<li><span class="tl-step-no">{n}</span><div><b>{title}</b><p>{text}</p></div></li>',
                n=step,
                title=words(f"today.step{step}"),
                text=words(f"today.step{step}_text"),
            )
            for step in (1, 2, 3)
        ),
    )
