"""Scores in the debrief: never a bare number, always with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from trainer.services.views import CriticalView, Debrief, ScoreView
from trainer.ui.pieces import bar, chip, score_tone
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words

_LEVEL_TONES = ("bad", "poor", "fair", "good")


def verdict(words: Words, debrief: Debrief) -> Html:
    """The headline with the overall score as a ring."""
    grade, view = debrief.grade, debrief.attempt
    tone = "bad" if debrief.critical else score_tone(grade.overall)
    return fill(
        '<section class="tl-card tl-verdict"><div class="tl-score" style="--tl-part:{part};'
        '--tl-tone:var(--tl-{tone})" role="img" aria-label="{label}"><div><b class="tl-nums">'
        '{score}</b><span>{of}</span></div></div><div><div class="tl-meta">{chips}</div>'
        '<h1>{headline}</h1><p class="tl-soft">{text}</p><div class="tl-meta">{meta}</div></div>'
        "</section>",
        part=round(grade.overall),
        tone=tone or "brand",
        label=words("debrief.score_label", score=round(grade.overall)),
        score=round(grade.overall),
        of=words("debrief.of_100"),
        chips=join(
            [
                chip(words("line", n=view.line), "brand"),
                chip(
                    words("results.passed" if grade.passed else "results.not_passed"),
                    "good" if grade.passed else "poor",
                ),
            ]
        ),
        headline=debrief.headline,
        text=debrief.outcome_text,
        meta=f"{view.subject} · {words.minutes(view.minute)}",
    )


def competency_bars(words: Words, competencies: Sequence[tuple[str, float | None]]) -> Html:
    """One bar a competency; one without evidence says so and has no bar."""
    return fill(
        '<div class="tl-comps">{rows}</div>',
        rows=join(_row(words, name, score) for name, score in competencies),
    )


def _row(words: Words, name: str, score: float | None) -> Html:
    title = words(f"competency.{name}")
    if score is None:
        return fill(
            '<div class="tl-comp"><span>{title}</span><span class="tl-soft">{none}</span><b>–</b>'
            "</div>",
            title=title,
            none=words("debrief.no_evidence"),
        )
    return fill(
        '<div class="tl-comp"><span>{title}</span>{bar}<b class="tl-nums">{score}</b></div>',
        title=title,
        bar=bar(score / 100, score_tone(score), f"{title}: {score:.0f}"),
        score=round(score),
    )


def critical_box(words: Words, errors: Sequence[CriticalView]) -> Html:
    """Critical errors: outside the average, said plainly and kindly."""
    return fill(
        '<section class="tl-card tl-card-bad tl-crit"><div><h3>{title}</h3><p>{lead}</p></div>'
        "{items}</section>",
        title=words("critical.title"),
        lead=words("critical.lead"),
        items=join(
            fill(
                '<div><b>{name}</b><p>{why}</p><p class="tl-soft">{where}</p></div>',
                name=error.name,
                why=error.why,
                where=_where(words, error.turn, error.words),
            )
            for error in errors
        ),
    )


def show_scores(words: Words, debrief: Debrief, corrected: Mapping[str, int] | None = None) -> None:
    """Every criterion by competency: level, explanation, evidence, what would be better; beside the
    app's level the one that a mentor put in its place, by criterion."""
    mentors = corrected or {}
    for name, _ in debrief.competencies:
        own = [score for score in debrief.scores if score.competency == name]
        if not own:
            continue
        st.subheader(words(f"competency.{name}"), anchor=False)
        show(
            fill(
                '<div class="tl-crit">{cards}</div>',
                cards=join(_score(words, score, mentors.get(score.criterion)) for score in own),
            )
        )


def _score(words: Words, score: ScoreView, mentor: int | None) -> Html:
    evidence = [_where(words, turn, text) for turn, text in score.evidence]
    better = (
        fill("<p><b>{label}</b> {text}</p>", label=words("debrief.better"), text=score.better)
        if score.better
        else Html()
    )
    return fill(
        '<div class="tl-card"><div class="tl-meta">{level}</div><h4>{title}</h4><p>{text}</p>'
        '{better}<p class="tl-soft">{evidence}</p></div>',
        level=_levels(words, score.level, mentor),
        title=score.title,
        text=score.explanation,
        better=better,
        evidence=" · ".join(part for part in evidence if part),
    )


def _levels(words: Words, app: int, mentor: int | None) -> Html:
    """The level; where a mentor corrected it, both, each with whose it is."""
    own = chip(words(f"level.{app}"), _LEVEL_TONES[app])
    if mentor is None:
        return own
    return fill(
        "{app} {own} → {mentor} {theirs}",
        app=words("said.app"),
        own=own,
        mentor=words("said.mentor"),
        theirs=chip(words(f"level.{mentor}"), _LEVEL_TONES[mentor]),
    )


def _where(words: Words, turn: int | None, text: str) -> str:
    if turn is None:
        return text
    if not text:
        return words("debrief.turn", n=turn)
    return words("debrief.turn_words", n=turn, text=text)
