"""What a mentor does with an attempt: rate it blind, correct, comment, answer, hold, close."""

from __future__ import annotations

import streamlit as st

from trainer.services.mentoring.comments import COMMENT_LIMIT
from trainer.services.mentoring.corrections import REASON_LIMIT
from trainer.services.mentoring.records import PASSINGS
from trainer.services.mentoring.requests import TEXT_LIMIT
from trainer.services.mentoring.views import ReviewView
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import competency_name, option
from trainer.ui.mentor_said import requests_markup
from trainer.ui.safe import show

_LEVELS = (0, 1, 2, 3)


def show_answers(context: Context, review: ReviewView) -> None:
    """The trainee's wishes; those without an answer have a field for one."""
    words, scores = context.words, review.debrief.scores if review.debrief else ()
    if not review.said.requests:
        return
    show(requests_markup(words, review.said, scores))
    waiting = [one for one in review.said.requests if one.answered_at is None]
    for one in waiting:
        key = f"answer_{one.id}"

        def send(request_id: str = one.id, key: str = key) -> None:
            text = str(st.session_state.get(key) or "")
            context.services.mentoring.requests.answer(context.actor, request_id, text)

        st.text_area(words("reviews.answer"), key=key, max_chars=TEXT_LIMIT, height=90)
        st.button(
            words("reviews.answer_send"),
            key=f"send_{one.id}",
            icon=":material/reply:",
            on_click=callback(words, send),
        )


def show_blind_form(context: Context, review: ReviewView) -> None:
    """Every criterion without anybody's level; what is not touched is not rated."""
    words = context.words
    st.subheader(words("reviews.rate_title"), anchor=False)
    st.caption(words("reviews.rate_text"))
    keys = {name: f"blind_{review.attempt_id}_{name}" for name, _, _ in review.criteria}
    verdict = f"blind_{review.attempt_id}_verdict"

    def send() -> None:
        chosen = {name: st.session_state.get(key) for name, key in keys.items()}
        levels = {name: int(level) for name, level in chosen.items() if level is not None}
        context.services.mentoring.rating.rate(
            context.actor, review.attempt_id, levels, str(st.session_state.get(verdict) or "")
        )

    last = ""
    for name, title, competency in review.criteria:
        if competency != last:
            st.markdown(f"**{competency_name(words, competency)}**")
            last = competency
        st.segmented_control(
            option(title),
            _LEVELS,
            format_func=lambda level: words(f"level.{level}"),
            key=keys[name],
        )
    st.segmented_control(
        words("reviews.verdict"),
        PASSINGS,
        format_func=lambda one: words(f"reviews.verdict_{one}"),
        key=verdict,
    )
    st.button(
        words("reviews.rate_send"),
        key="blind_send",
        type="primary",
        icon=":material/check:",
        on_click=callback(words, send),
    )


def show_comment_form(context: Context, review: ReviewView, about: int | None) -> None:
    """A comment on a turn (at first on `about`), from the bank or new, kept there if wished."""
    words, comments = context.words, context.services.mentoring.comments
    bank = {one.id: one.text for one in comments.bank(context.actor)}
    prefix = f"comment_{review.attempt_id}"
    text, turn, chosen, keep = (f"{prefix}_{name}" for name in ("text", "turn", "bank", "keep"))

    def take() -> None:
        picked = st.session_state.get(chosen)
        if picked in bank:
            st.session_state[text] = bank[picked]

    def add() -> None:
        written = str(st.session_state.get(text) or "")
        comments.add(context.actor, review.attempt_id, int(st.session_state[turn]), written)
        if st.session_state.get(keep):
            comments.keep(context.actor, written)
        st.session_state[text], st.session_state[keep] = "", False

    def drop() -> None:
        comments.drop(context.actor, str(st.session_state.get(chosen) or ""))

    with st.expander(words("reviews.comment"), icon=":material/add_comment:"):
        st.selectbox(
            words("reviews.comment_turn"),
            list(range(review.view.moves_made + 1)),
            index=min(1 if about is None else about, review.view.moves_made),
            key=turn,
            format_func=lambda n: (
                words("reviews.comment_turn_n", n=n) if n else words("reviews.opening")
            ),
        )
        if bank:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.selectbox(
                    words("reviews.bank"),
                    list(bank),
                    index=None,
                    key=chosen,
                    format_func=lambda one: option(bank.get(one, "")),
                    placeholder=words("reviews.bank_choose"),
                    on_change=take,
                )
                st.button(
                    words("reviews.bank_drop"),
                    key=f"{prefix}_drop",
                    icon=":material/delete:",
                    on_click=callback(words, drop),
                )
        st.text_area(words("reviews.comment_text"), key=text, max_chars=COMMENT_LIMIT, height=90)
        st.checkbox(words("reviews.bank_keep"), key=keep)
        st.button(
            words("reviews.comment_add"),
            key=f"{prefix}_add",
            icon=":material/add:",
            on_click=callback(words, add),
        )


def show_correction_form(context: Context, review: ReviewView) -> None:
    """Another level for a criterion, with the reason."""
    words = context.words
    assert review.debrief is not None  # only blind reviews have none
    app = {one.criterion: one for one in review.debrief.scores}
    latest = review.said.latest
    prefix = f"correct_{review.attempt_id}"
    criterion, level, reason = (f"{prefix}_{name}" for name in ("what", "level", "why"))

    def name(one: str) -> str:
        counted = latest[one].level if one in latest else app[one].level
        return option(f"{app[one].title} · {words(f'level.{counted}')}")

    def send() -> None:
        chosen = st.session_state.get(level)
        context.services.mentoring.corrections.correct(
            context.actor,
            review.attempt_id,
            str(st.session_state.get(criterion) or ""),
            -1 if chosen is None else int(chosen),
            str(st.session_state.get(reason) or ""),
        )
        st.session_state[reason] = ""

    with st.expander(words("reviews.correct"), icon=":material/edit:"):
        st.selectbox(words("reviews.criterion"), list(app), key=criterion, format_func=name)
        st.segmented_control(
            words("reviews.new_level"),
            _LEVELS,
            format_func=lambda one: words(f"level.{one}"),
            key=level,
        )
        st.text_area(words("reviews.why"), key=reason, max_chars=REASON_LIMIT, height=90)
        st.caption(words("reviews.correct_text"))
        st.button(
            words("reviews.correct_send"),
            key=f"{prefix}_send",
            icon=":material/check:",
            on_click=callback(words, send),
        )


def show_hold(context: Context, review: ReviewView) -> None:
    """Hold the grade or release it; take the attempt off the queue."""
    words, mentoring = context.words, context.services.mentoring
    key = f"hold_{review.attempt_id}"

    def hold() -> None:
        why = str(st.session_state.get(key) or "")
        mentoring.corrections.hold(context.actor, review.attempt_id, why)

    def release() -> None:
        mentoring.corrections.release(context.actor, review.attempt_id)

    def close() -> None:
        mentoring.reviews.close(context.actor, review.attempt_id)

    with st.container(horizontal=True):
        if review.said.held:
            st.button(
                words("reviews.release"),
                key=f"{key}_release",
                icon=":material/lock_open:",
                on_click=callback(words, release),
            )
        else:
            with st.popover(words("reviews.hold"), icon=":material/lock:"):
                st.caption(words("reviews.hold_text"))
                st.text_input(words("reviews.hold_why"), key=key, max_chars=200)
                st.button(words("reviews.hold_do"), key=f"{key}_do", on_click=callback(words, hold))
        if review.waiting and set(review.waiting.reasons) & {"discrepancy", "critical"}:
            st.button(
                words("reviews.close"),
                key=f"{key}_close",
                icon=":material/done_all:",
                on_click=callback(words, close),
            )
