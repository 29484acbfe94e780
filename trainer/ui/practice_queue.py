"""The queue: tickets that wait, as a dispatcher sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from trainer.domain.scenario import ScenarioKey
from trainer.services.views import QueueItem
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.desk import choose_desk
from trainer.ui.drawing import channel_icon
from trainer.ui.links import go, link
from trainer.ui.pieces import chip, key_query, page_head
from trainer.ui.safe import Html, fill, plain, show
from trainer.ui.strings import Words


def show_queue(context: Context) -> None:
    """All waiting tickets, by line."""
    words = context.words
    show(page_head(words("queue.title"), words("queue.lead")))
    taken = follow_taken(context)
    show_open_ticket(context)
    pack = choose_desk(context)
    items = context.services.practice.queue(context.actor, context.language, pack=pack)
    for line in (1, 2, 3):
        own = [item for item in items if item.line == line]
        if not own:
            continue
        st.subheader(words(f"queue.line{line}"), anchor=False)
        st.caption(words(f"queue.line{line}_text"))
        show_cards(context, own, taken)


def show_cards(
    context: Context,
    items: Sequence[QueueItem],
    taken: Callable[[ScenarioKey], None],
    *,
    point_out: bool = False,
) -> None:
    """Tickets side by side, three in a row on a wide screen; `point_out` marks the first one."""
    words = context.words
    for start in range(0, len(items), 3):
        for column, item in zip(st.columns(3), items[start : start + 3], strict=False):
            name = key_query(item.key)
            with column, st.container(key=f"ticketcard_{name}"):
                show(_card(context, item))
                st.button(
                    words("queue.take"),
                    key=f"take_{name}",
                    on_click=callback(words, taken),
                    args=(item.key,),
                    width="stretch",
                    type="primary" if point_out and item is items[0] else "secondary",
                    icon=":material/play_arrow:",
                )


def _card(context: Context, item: QueueItem) -> Html:
    words = context.words
    extra = chip(words("queue.voice_bot"), "poor") if item.voice_bot else Html()
    return fill(
        '<div class="tl-ticket tl-l{line}"><div class="tl-meta">{line_chip}'
        "<span>{icon} {channel}</span>{extra}</div><h3>{subject}</h3>"
        '<div class="tl-meta"><span>{person}<br>{place}</span></div>{why}</div>',
        line=item.line,
        line_chip=chip(words("line", n=item.line), "brand"),
        icon=channel_icon(item.channel),
        channel=words(f"channel.{item.channel}"),
        extra=extra,
        subject=item.subject,
        person=item.person,
        place=" · ".join(part for part in (item.department, item.site) if part),
        why=fill('<p class="tl-why">{text}</p>', text=_why(words, item)) if item.why else Html(),
    )


def _why(words: Words, item: QueueItem) -> str:
    """Why this ticket was chosen for the person, in a sentence."""
    if item.why == "competency":
        return words("why.competency", competency=words(f"competency.{item.about}"))
    return words(f"why.{item.why}")


def follow_taken(context: Context) -> Callable[[ScenarioKey], None]:
    """Opens the ticket taken by the click that led to this run; returns the next click's action."""
    attempt_id = st.session_state.pop("taken", "")
    if attempt_id:
        go(context, "practice", attempt_id)

    def take(key: ScenarioKey) -> None:
        practice = context.services.practice
        st.session_state["taken"] = practice.start(context.actor, key, context.language)

    return take


def show_open_ticket(context: Context) -> bool:
    """The card that leads back to a ticket in hand; whether there is one."""
    words, practice = context.words, context.services.practice
    attempt_id = practice.open_attempt(context.actor)
    if not attempt_id:
        return False
    view = practice.view(context.actor, attempt_id)
    show(
        fill(
            '<div class="tl-card tl-card-brand"><span class="tl-label">{label}</span>'
            '<h3>{subject}</h3><div class="tl-meta">{line} · {person} · {minutes}</div></div>',
            label=words("today.open"),
            subject=view.subject,
            line=words("line", n=view.line),
            person=view.person,
            minutes=words("today.minutes_in", time=words.minutes(view.minute)),
        )
    )
    link(
        context,
        "practice",
        plain(words("today.continue")),
        attempt_id,
        icon=":material/arrow_forward:",
    )
    return True
