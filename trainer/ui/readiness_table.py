"""Readiness on a page: a verdict with its interval, never a bare number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trainer.domain.readiness import Estimate, LineReadiness, Readiness
from trainer.domain.scores import Competency
from trainer.ui.pieces import chip
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

_TONES: Final = {"ready": "good", "not_yet": "poor", "not_enough": ""}


def readiness_lines(words: Words, readiness: Readiness, lines: Iterable[int]) -> Html:
    """The verdict of each of these lines, with the interval and what it rests on."""
    return join(_line(words, readiness.line(line)) for line in lines)


def verdict_chip(words: Words, line: LineReadiness) -> Html:
    """The verdict as a label; for want of evidence it says so and is neither good nor bad."""
    return chip(words(f"verdict.{line.verdict}"), _TONES[line.verdict])


def competency_intervals(
    words: Words, readiness: Readiness, judged: Iterable[Competency] | None = None
) -> Html:
    """Every competency with evidence as an interval on a scale of 0 to 100; with `judged` exactly
    these, so that the rows of several people stand level."""
    known = {name: estimate for name, estimate in readiness.competencies if estimate.cases}
    return fill(
        '<div class="tl-comps">{rows}</div>',
        rows=join(
            _competency(words, name, known.get(name))
            for name in (known if judged is None else judged)
        ),
    )


def _competency(words: Words, name: Competency, estimate: Estimate | None) -> Html:
    return fill(
        '<div class="tl-comp tl-wide"><span>{name}</span>{bar}<b class="tl-nums">{range}</b></div>',
        name=words(f"competency.{name}"),
        bar=interval(words, estimate) if estimate else Html("<span></span>"),
        range=f"{round(estimate.low)}–{round(estimate.high)}" if estimate else "–",
    )


def interval(words: Words, estimate: Estimate, cut: float | None = None) -> Html:
    """What the evidence allows, as a stretch of the scale; `cut` is the score that is asked for."""
    low, high = (min(100.0, max(0.0, one)) for one in (estimate.low, estimate.high))
    return fill(
        '<div class="tl-interval" role="img" aria-label="{label}">'
        '<i style="left:{left}%;width:{width}%"></i><u style="left:{at}%"></u>{mark}</div>',
        mark=Html() if cut is None else fill('<s style="left:{cut}%"></s>', cut=round(cut)),
        label=words("report.interval", low=round(low), high=round(high)),
        left=round(low),
        width=max(1, round(high - low)),
        at=round(min(100.0, max(0.0, estimate.expected))),
    )


def _line(words: Words, line: LineReadiness) -> Html:
    estimate = line.estimate
    return fill(
        '<section class="tl-card tl-verdict-card"><div class="tl-meta"><b>{name}</b>{verdict}</div>'
        '{bar}<div class="tl-meta">{text}</div>{lacks}</section>',
        name=words("line", n=line.line),
        verdict=verdict_chip(words, line),
        bar=interval(words, estimate, line.cut) if estimate.cases else Html(),
        text=words(
            "report.rests_on",
            low=round(estimate.low),
            high=round(estimate.high),
            cut=round(line.cut),
            cases=words.count("report.cases", line.cases),
        )
        if estimate.cases
        else words("report.rests_on_nothing"),
        lacks=_lacks(words, line) if estimate.cases else Html(),
    )


def _lacks(words: Words, line: LineReadiness) -> Html:
    """Why there is no verdict though there is an interval."""
    if line.verdict != "not_enough":
        return Html()
    text = words.count("report.lacks", line.needed) if line.needed else words("report.too_wide")
    return fill('<div class="tl-meta">{text}</div>', text=text)
