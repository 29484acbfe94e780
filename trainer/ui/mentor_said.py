"""What mentors said about an attempt, beside the app's scores: for the mentor and the trainee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from trainer.services.mentoring.requests import TEXT_LIMIT
from trainer.services.mentoring.views import Said
from trainer.services.views import ScoreView
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import level_chip, option, when
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.strings import Words


def comments_by_turn(words: Words, said: Said) -> Mapping[int, Html]:
    """Mentors' comments to put below each turn."""
    turns: dict[int, list[Html]] = {}
    for one in said.comments:
        turns.setdefault(one.turn, []).append(
            fill(
                '<div class="tl-mentor"><span class="tl-label">{who}</span><div>{text}</div></div>',
                who=words("said.comment_by", name=said.names.get(one.made_by, "?")),
                text=one.text,
            )
        )
    return {turn: join(notes) for turn, notes in turns.items()}


def said_notices(words: Words, said: Said, scores: Sequence[ScoreView]) -> Html:
    """Whether the grade is final, and each corrected score with both levels and the reason."""
    parts = []
    if said.held and said.hold is not None:
        parts.append(
            fill(
                '<section class="tl-card tl-card-brand"><h3>{title}</h3><p>{text}</p>'
                '<p class="tl-soft">{why}</p></section>',
                title=words("said.held"),
                text=words("said.held_text", name=said.names.get(said.hold.made_by, "?")),
                why=said.hold.reason,
            )
        )
    if said.corrections:
        parts.append(_corrections(words, said, scores))
    return fill('<div class="tl-notices">{parts}</div>', parts=join(parts)) if parts else Html()


def _corrections(words: Words, said: Said, scores: Sequence[ScoreView]) -> Html:
    titles = {one.criterion: one.title for one in scores}
    rows = [
        fill(
            '<div><b>{title}</b> <span class="tl-meta">{app} {before} → {mentor} {after}</span>'
            '<p>{reason}</p><p class="tl-soft">{who}</p></div>',
            title=titles.get(one.criterion, one.criterion),
            app=words("said.app"),
            before=level_chip(words, one.app_level),
            mentor=words("said.mentor"),
            after=level_chip(words, one.level),
            reason=one.reason,
            who=f"{said.names.get(one.made_by, '?')} · {when(one.made_at)}",
        )
        for one in said.latest.values()
    ]
    counted = "" if said.counted is None else words("said.counted", score=round(said.counted))
    return fill(
        '<section class="tl-card tl-crit"><div><h3>{title}</h3><p>{counted}</p></div>{rows}'
        "</section>",
        title=words("said.corrections"),
        counted=counted,
        rows=join(rows),
    )


def requests_markup(words: Words, said: Said, scores: Sequence[ScoreView]) -> Html:
    """Wishes with their answers, oldest first."""
    titles = {one.criterion: one.title for one in scores}
    cards = []
    for one in said.requests:
        label = words(f"said.{one.kind}")
        if one.criterion:
            label = f"{label}: {titles.get(one.criterion, one.criterion)}"
        answer = (
            fill(
                '<div class="tl-mentor"><span class="tl-label">{who}</span><div>{text}</div></div>',
                who=words("said.answer_by", name=said.names.get(one.answered_by, "?")),
                text=one.answer,
            )
            if one.answered_at
            else fill('<p class="tl-soft">{text}</p>', text=words("said.unanswered"))
        )
        cards.append(
            fill(
                '<div class="tl-card"><span class="tl-label">{label}</span><p>{text}</p>{answer}'
                "</div>",
                label=label,
                text=one.text,
                answer=answer,
            )
        )
    return fill('<div class="tl-crit">{cards}</div>', cards=join(cards)) if cards else Html()


def show_own_said(context: Context, attempt_id: str, scores: Sequence[ScoreView]) -> Said:
    """In the trainee's debrief: corrections and answers, and the way to ask a mentor."""
    words, requests = context.words, context.services.mentoring.requests
    said = requests.of_attempt(context.actor, attempt_id)
    notices = said_notices(words, said, scores)
    if notices:
        show(notices)
    if not said.requests and not requests.possible(context.actor):
        return said
    with st.expander(words("said.ask"), icon=":material/record_voice_over:"):
        if said.requests:
            show(requests_markup(words, said, scores))
        if requests.possible(context.actor):
            _ask(context, attempt_id, scores)
    return said


def _ask(context: Context, attempt_id: str, scores: Sequence[ScoreView]) -> None:
    words, requests = context.words, context.services.mentoring.requests
    about, text = f"ask_about_{attempt_id}", f"ask_text_{attempt_id}"
    titles = {"": words("said.about_whole"), "*": words("said.about_grade")}
    titles |= {one.criterion: words("said.about_score", title=one.title) for one in scores}

    def send() -> None:
        written = str(st.session_state.get(text) or "")
        chosen = str(st.session_state.get(about) or "")
        if chosen:
            criterion = "" if chosen == "*" else chosen
            requests.appeal(context.actor, attempt_id, criterion, written)
        else:
            requests.ask(context.actor, attempt_id, written)
        st.session_state[text] = ""

    st.selectbox(
        words("said.about"), list(titles), format_func=lambda one: option(titles[one]), key=about
    )
    st.text_area(words("said.text"), key=text, max_chars=TEXT_LIMIT)
    st.button(
        plain(words("said.send")),
        key=f"ask_send_{attempt_id}",
        icon=":material/send:",
        on_click=callback(words, send),
    )
