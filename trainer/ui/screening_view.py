"""The candidate's page, step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from trainer.domain.people import Actor
from trainer.errors import ScreeningRefused
from trainer.services.screening.standing import SittingView, Step
from trainer.services.screening.timekeeping import BEAT, GRACE, HELD_CAP
from trainer.ui.account import NAMES, show_language_switch
from trainer.ui.boundary import callback, calm, error_text, show_notice
from trainer.ui.candidate_desk import show_candidate_workspace
from trainer.ui.pieces import empty, page_head
from trainer.ui.safe import fill, join, plain, show
from trainer.ui.screening_after import show_after
from trainer.ui.screening_data import AT, LEFT, show_own_data
from trainer.ui.screening_watch import show_watch
from trainer.ui.strings import Words, words
from trainer.ui.visit import Visit, keep_secret


def show_screening(visit: Visit) -> None:
    """An unused link first, then where the candidate stands."""
    show_notice()
    actor = visit.actor
    token = st.query_params.get("token", "")
    if token and _invitation(visit, token, known=actor is not None):
        return
    if actor is None:
        if left := st.session_state.get(LEFT):
            language, how = left
            own = words(language)
            show(empty(own(f"screening.{how}"), own(f"screening.{how}_text")))
        elif not token:
            show(empty(visit.words("screening.nobody"), visit.words("screening.nobody_text")))
        return
    view = visit.services.screening.sitting.view(actor)
    own = words(view.language)
    with calm(own):
        _STEPS[view.step](visit, own, actor, view)
        if view.step in AT:
            show_own_data(visit, own, actor)


def _invitation(visit: Visit, token: str, *, known: bool) -> bool:
    """The page before the link is used; False where it has been used and there is a session."""
    entrance = visit.services.screening.entrance
    try:
        title, language = entrance.peek(token)
    except ScreeningRefused as refused:
        if known:
            return False
        show_language_switch(visit.words)
        show(empty(visit.words("screening.no_way"), error_text(visit.words, refused)))
        return True
    own = words(language)

    def come_in() -> None:
        keep_secret(entrance.open(token).secret)
        if "token" in st.query_params:
            del st.query_params["token"]

    with st.container(key="tl-welcome"):
        show(page_head(own("screening.invited"), title))
        st.write(own("screening.invited_text"))
        st.button(
            own("screening.come_in"),
            key="come_in",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=callback(own, come_in),
        )
    return True


def _consent(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    sitting = visit.services.screening.sitting
    if len(view.languages) > 1:
        _language(visit, own, actor, view)
    show(page_head(view.title, own("screening.hello")))
    about = [
        own.count("screening.about_tickets", view.total),
        own("screening.about_time", time=own.minutes(view.minutes)),
        own("screening.about_practice"),
        own("screening.about_saved"),
        own(
            "screening.about_lost",
            grace=own.number(GRACE / 60),
            cap=own.number(HELD_CAP / 60),
        ),
        own("screening.about_notes"),
        own("screening.about_person"),
        own("screening.about_contact", contact=view.contact),
    ]
    show(
        fill(
            '<ul class="tl-list">{items}</ul>',
            items=join(fill("<li>{text}</li>", text=text) for text in about),
        )
    )
    st.subheader(own("screening.consent"), anchor=False)
    show(fill('<section class="tl-card">{text}</section>', text=view.consent))

    def answer(agreed: bool) -> None:
        sitting.consent(visit.here(actor), view.consent_version, agreed)

    with st.container(horizontal=True):
        st.button(
            own("screening.agree"),
            key="agree",
            type="primary",
            on_click=callback(own, answer),
            args=(True,),
        )
        st.button(
            own("screening.disagree"), key="disagree", on_click=callback(own, answer), args=(False,)
        )


def _language(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    """A choice before anything is agreed to; the page is drawn anew in it."""
    # A key of its own for each language: the widget must show what is stored, not what was clicked.
    key = f"sitting_language_{view.language}"

    def choose() -> None:
        sitting = visit.services.screening.sitting
        sitting.choose_language(visit.here(actor), str(st.session_state[key]))

    st.segmented_control(
        own("screening.language"),
        view.languages,
        default=view.language,
        format_func=lambda one: NAMES[one],
        key=key,
        on_change=callback(own, choose),
        required=True,
    )


def _refused(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    show(page_head(own("screening.refused"), own("screening.refused_text", contact=view.contact)))
    with st.expander(own("screening.think_again")):
        _consent(visit, own, actor, view)


def _prepare(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    sitting = visit.services.screening.sitting
    show_watch(sitting, lambda: visit.here(actor), own, counting=False)
    show(page_head(own("screening.prepare"), own("screening.prepare_text")))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(own("screening.device"), anchor=False)
        st.caption(own("screening.device_text"))
        _device(visit, own, actor, view)
    with right:
        st.subheader(own("screening.practice"), anchor=False)
        st.write(own("screening.practice_text"))
        st.button(
            own("screening.practice_again" if view.practised else "screening.practice_start"),
            key="practice",
            icon=":material/sports_esports:",
            disabled=view.practised,
            on_click=callback(own, visit.doing(actor, sitting.start_practice)),
        )
    st.divider()
    st.write(own("screening.begin_text", time=own.minutes(view.minutes)))
    st.button(
        own("screening.begin"),
        key="begin",
        type="primary",
        icon=":material/timer:",
        on_click=callback(own, visit.doing(actor, sitting.begin)),
    )


def _device(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    sitting = visit.services.screening.sitting
    locale = (st.context.locale or "")[:20]
    if locale and view.device.get("browser_language") != locale:
        sitting.tell_device(actor, {"browser_language": locale})

    def typed() -> None:
        text = str(st.session_state.get("typed", "")).strip()
        sitting.tell_device(visit.here(actor), {"typed": "yes" if text else "no"})

    st.text_input(
        own("screening.type_here"), key="typed", max_chars=60, on_change=callback(own, typed)
    )
    facts = (
        (own("screening.fact_language"), locale),
        (own("screening.fact_screen"), view.device.get("screen", "")),
        (
            own("screening.fact_typed"),
            own("screening.works") if view.device.get("typed") == "yes" else "",
        ),
    )
    show(
        fill(
            '<dl class="tl-facts">{rows}</dl>',
            rows=join(
                fill(
                    "<dt>{name}</dt><dd>{value}</dd>",
                    name=name,
                    value=value or own("screening.unknown"),
                )
                for name, value in facts
            ),
        )
    )


def _practice(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    sitting = visit.services.screening.sitting
    with st.container(horizontal=True):
        st.info(own("screening.practice_now"), icon=":material/sports_esports:")
        st.button(
            own("screening.practice_end"),
            key="practice_end",
            on_click=callback(own, visit.doing(actor, sitting.end_practice)),
        )
    _workspace(visit, own, actor, view)


def _ticket(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    sitting = visit.services.screening.sitting
    show_watch(sitting, lambda: visit.here(actor), own, counting=True)
    _clock(visit, own, actor, view)
    _workspace(visit, own, actor, view)


def _between(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    sitting = visit.services.screening.sitting
    _clock(visit, own, actor, view)
    show(page_head(own("screening.between"), own("screening.between_text")))
    st.button(
        own("screening.next"),
        key="next_ticket",
        type="primary",
        icon=":material/skip_next:",
        on_click=callback(own, visit.doing(actor, sitting.next_ticket)),
    )


def _workspace(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    show_candidate_workspace(visit, own, actor, view.attempt_id)


@st.fragment(run_every=BEAT)
def _clock(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    """The time left; drawing itself anew is the sign of life that keeps the clock fair."""
    with calm(own):
        here = visit.actor  # asked anew: a new link ends the session in all open tabs
        left = visit.services.screening.sitting.beat(here) if here == actor else 0.0
        if left <= 0:
            st.rerun()
        with st.container(key="tl-screening-clock"):
            show(
                fill(
                    '<div class="tl-meta" role="timer"><b>{ticket}</b><span>{left}</span></div>',
                    ticket=own(
                        "screening.ticket_of", n=min(view.done + 1, view.total), total=view.total
                    ),
                    left=own("screening.left", time=own.minutes(max(1, -(-left // 60)))),
                )
            )


def _done(visit: Visit, own: Words, actor: Actor, view: SittingView) -> None:
    key = "time_over" if view.status == "timed_out" else "done"
    show(page_head(own(f"screening.{key}"), own(f"screening.{key}_text")))
    st.caption(plain(own("screening.about_contact", contact=view.contact)))
    show_after(visit.services.screening, own, lambda: visit.here(actor), view)


_STEPS: Final[dict[Step, Callable[[Visit, Words, Actor, SittingView], None]]] = {
    "consent": _consent,
    "refused": _refused,
    "prepare": _prepare,
    "practice": _practice,
    "ticket": _ticket,
    "between": _between,
    "done": _done,
}
