"""One attempt before a mentor: the call with its times, the scores with their evidence, what to do."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from trainer.services.mentoring.views import ReviewView
from trainer.ui.context import Context
from trainer.ui.debrief_scores import critical_box, show_scores
from trainer.ui.links import link
from trainer.ui.mentor_pieces import as_heard_by, clock, when
from trainer.ui.mentor_said import comments_by_turn, said_notices
from trainer.ui.pieces import chip, page_head
from trainer.ui.review import notes_by_turn
from trainer.ui.review_deeds import (
    show_answers,
    show_blind_form,
    show_comment_form,
    show_correction_form,
    show_hold,
)
from trainer.ui.review_turn import at_turn, bring_into_view, turn_in_address
from trainer.ui.reviews_view import REASON_TONES
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.strings import Words
from trainer.ui.transcript import show_transcript

_HEIGHT = 620


def show_review(context: Context, attempt_id: str) -> None:
    """The call on one side, scores and deeds on the other."""
    words = context.words
    review = context.services.mentoring.reviews.open(context.actor, attempt_id, context.language)
    with st.container(horizontal=True):
        link(context, "reviews", plain(words("reviews.back")), icon=":material/arrow_back:")
        link(
            context,
            "cohort",
            plain(words("trainee.way")),
            icon=":material/person:",
            person=review.profile_id,
        )
    show(page_head(review.name, review.view.subject))
    show(_facts(words, review))
    if review.blind:
        st.info(words("reviews.blind"), icon=":material/visibility_off:")
    scores = review.debrief.scores if review.debrief else ()
    if not review.blind:
        notices = said_notices(words, review.said, scores)
        if notices:
            show(notices)
        show_answers(context, review)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        st.subheader(words("reviews.call"), anchor=False)
        with st.container(height=_HEIGHT, border=True, key="tl-reviewcall"):
            turn = turn_in_address([one.turn for one in review.times])
            below = _below(words, review, turn)
            show_transcript(as_heard_by(words, review.name), review.view, below)
        if turn is not None:
            bring_into_view(attempt_id, turn)
        show_comment_form(context, review, turn)
    with right:
        if review.blind:
            show_blind_form(context, review)
        else:
            _scores(context, review)


def _facts(words: Words, review: ReviewView) -> Html:
    view, waiting = review.view, review.waiting
    chips = [chip(words("line", n=view.line), "brand"), chip(words(f"status.{view.status}"))]
    for reason in waiting.reasons if waiting else ():
        chips.append(chip(words(f"reviews.reason_{reason}"), REASON_TONES[reason]))
    if review.debrief is not None:
        score = round(review.debrief.grade.overall)
        chips.append(chip(words("reviews.app_score", score=score)))
        if review.said.counted is not None:
            counted = round(review.said.counted)
            chips.append(chip(words("reviews.counted", score=counted), "good"))
    ended = review.times[-1] if review.times else None
    facts = words("reviews.took", time=clock(ended.seconds), when=when(ended.at)) if ended else ""
    return fill(
        '<div class="tl-meta">{chips} <span>{facts}</span></div>', chips=join(chips), facts=facts
    )


def _below(words: Words, review: ReviewView, marked: int | None) -> Mapping[int, Html]:
    """Below each turn: when it was made, what the app says of the move, what mentors said; a mark
    at the `marked` one."""
    notes = notes_by_turn(words, review.debrief.moves) if review.debrief else {}
    comments = comments_by_turn(words, review.said)
    times = {one.turn: one for one in review.times}
    below = {}
    for turn in {0, *notes, *comments, *times}:
        at = times.get(turn)
        label = (
            fill(
                '<div class="tl-turn tl-nums">{text}</div>',
                text=words(
                    "reviews.turn", n=turn, time=clock(at.seconds), when=f"{at.at:%H:%M:%S}"
                ),
            )
            if at
            else Html()
        )
        if turn == marked:
            label = at_turn(words, turn, label)
        parts = (label, notes.get(turn, Html()), comments.get(turn, Html()))
        if any(parts):
            below[turn] = join(parts)
    return below


def _scores(context: Context, review: ReviewView) -> None:
    words, debrief = context.words, review.debrief
    assert debrief is not None  # only blind reviews have none
    if debrief.critical:
        show(critical_box(words, debrief.critical))
    show_correction_form(context, review)
    show_hold(context, review)
    with st.container(height=_HEIGHT, border=False):
        show_scores(words, debrief, review.said.levels)
