"""The three lines as a ladder: duties, pay, and how ready a person is for each."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.domain.readiness import LineReadiness
from trainer.services.progress_views import LineProgress
from trainer.ui.readiness_table import verdict_chip
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words


def ladder(words: Words, lines: Sequence[LineProgress]) -> Html:
    """Three rungs, rising; a line without readiness shows only what it is."""
    return fill(
        '<div class="tl-ladder">{rungs}</div>', rungs=join(_rung(words, line) for line in lines)
    )


def _rung(words: Words, line: LineProgress) -> Html:
    return fill(
        '<section class="tl-rung"><span class="tl-label">{label}</span><h3>{title}</h3>'
        '<div class="tl-pay">{pay}</div><p>{duties}</p>{verdict}</section>',
        label=words("line", n=line.line),
        title=line.title,
        pay=words("ladder.pay", pay=line.pay),
        duties=line.duties,
        verdict=_verdict(words, line, line.readiness) if line.readiness else Html(),
    )


def _verdict(words: Words, line: LineProgress, own: LineReadiness) -> Html:
    parts = [words.count("ladder.tickets", line.attempts)]
    if line.attempts:
        parts.append(words("ladder.passed", n=line.passed))
    if own.criticals:
        parts.append(words.count("ladder.criticals", own.criticals))
    return fill(
        '<div class="tl-verdict-line">{chip} {gauge}<span class="tl-soft">{text}</span></div>',
        chip=verdict_chip(words, own),
        gauge=gauge(words, own) if own.cases else Html(),
        text=" · ".join(parts),
    )


def gauge(words: Words, own: LineReadiness) -> Html:
    """The interval of the score to expect on a scale of 0 to 100, and the score asked for."""
    found = own.estimate
    text = words(
        "ladder.gauge",
        n=round(found.expected),
        low=round(found.low),
        high=round(found.high),
        cut=round(own.cut),
    )
    return fill(
        '<div class="tl-range" role="img" aria-label="{text}"><i style="left:{low}%;width:{wide}%">'
        '</i><b style="left:{at}%"></b><u style="left:{cut}%"></u></div><p class="tl-soft">{text}</p>',
        text=text,
        low=round(found.low),
        wide=max(1, round(found.high - found.low)),
        at=round(found.expected),
        cut=round(own.cut),
    )
