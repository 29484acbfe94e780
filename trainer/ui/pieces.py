"""Small pieces of markup that several pages share."""

from __future__ import annotations

from typing import Final

from trainer.domain.scenario import ScenarioKey
from trainer.services.views import HistoryItem
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

MOVE_GLYPHS: Final = {"best": "★", "good": "✓", "inaccuracy": "?!", "mistake": "?", "blunder": "??"}
"""As chess writes them."""


def page_head(title: str, lead: str = "") -> Html:
    """A page's title with one quiet sentence under it."""
    return fill(
        '<header class="tl-head"><h1>{title}</h1>{lead}</header>',
        title=title,
        lead=fill('<p class="tl-lead">{lead}</p>', lead=lead) if lead else Html(),
    )


def chip(text: str, tone: str = "") -> Html:
    """A small label; `tone` is brand, good, fair, poor, bad or empty."""
    return fill(
        '<span class="tl-chip tl-chip-{tone}">{text}</span>', tone=tone or "plain", text=text
    )


def empty(title: str, text: str) -> Html:
    """What a page shows while there is nothing to show."""
    return fill('<div class="tl-empty"><h3>{title}</h3><p>{text}</p></div>', title=title, text=text)


def score_tone(score: float | None) -> str:
    """The tone of a 0..100 score."""
    if score is None:
        return ""
    return "good" if score >= 75 else "fair" if score >= 55 else "poor" if score >= 35 else "bad"


def bar(part: float, tone: str = "", label: str = "") -> Html:
    """A level bar; `part` runs from 0 to 1 and is cut there; `label` is read out."""
    return fill(
        '<div class="tl-bar tl-bar-{tone}" role="img" aria-label="{label}">'
        '<i style="width:{width}%"></i></div>',
        tone=tone or "plain",
        label=label,
        width=round(100 * min(1.0, max(0.0, part))),
    )


def result_row(item: HistoryItem, words: Words, more: Html | None = None) -> Html:
    """One finished or open ticket in a list, with `more` labels."""
    tone = score_tone(item.overall) if item.passed is not False else "poor"
    score = "–" if item.overall is None else f"{item.overall:.0f}"
    chips = [chip(words(f"status.{item.status}"))]
    if item.held:
        chips.append(chip(words("reviews.held"), "fair"))
    elif item.critical:
        chips.append(chip(words.count("results.critical", item.critical), "bad"))
    elif item.passed is not None:
        chips.append(chip(words("results.passed" if item.passed else "results.not_passed"), tone))
    return fill(
        '<div class="tl-row"><span class="tl-row-score tl-nums">{score}</span><div><b>{subject}</b>'
        '<div class="tl-meta">{line} · {when}</div></div><div class="tl-meta">{chips}</div></div>',
        score=score,
        subject=item.subject,
        line=words("line", n=item.line),
        when=f"{item.started_at:%d.%m.%Y}",
        chips=join([*chips, more or Html()]),
    )


def key_query(key: ScenarioKey) -> str:
    """A widget key for a ticket of the queue."""
    return f"{key.pack}_{key.line}_{key.seed}_{key.fault}"
