"""An ended ticket as evidence: turn by turn, with what each score rests on. Nothing to play on."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from trainer.services.views import Debrief
from trainer.ui.debrief_scores import competency_bars, critical_box, show_scores, verdict
from trainer.ui.review import move_counts, notes_by_turn
from trainer.ui.safe import show
from trainer.ui.strings import Words
from trainer.ui.transcript import show_transcript


def show_evidence(
    words: Words, debrief: Debrief, *, stopped: bool = False, own: bool = True
) -> None:
    """The outcome, critical errors, the conversation with its review, and the scores.

    `own` says that the reader worked the ticket: to a recruiter the candidate is not "you". `stopped` says that the clock ended the ticket: the record then ends as if it had been given up,
    which nobody did, and the page says so.
    """
    if not own:
        name = words("role.candidate")
        words = replace(words, texts={**words.texts, "talk.you": name, "talk.you_do": f"{name}:"})
    if stopped:
        st.info(words("report.stopped"), icon=":material/timer_off:")
    show(verdict(words, debrief))
    if debrief.critical:
        show(critical_box(words, debrief.critical))
    turns, scores = st.tabs([words("debrief.tab_moves"), words("debrief.tab_scores")])
    with turns:
        show(move_counts(words, debrief.moves))
        show_transcript(words, debrief.attempt, notes_by_turn(words, debrief.moves))
    with scores:
        show(competency_bars(words, debrief.competencies))
        show_scores(words, debrief)
