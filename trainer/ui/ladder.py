"""The three lines as a ladder: duties, pay, and how ready a person is for each."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.services.views import LineProgress
from trainer.ui.pieces import chip
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

_TONES = {"ready": "good", "not_yet": "poor"}


def ladder(words: Words, lines: Sequence[LineProgress], *, verdicts: bool = True) -> Html:
    """Three rungs, rising; without `verdicts` only what the lines are."""
    return fill(
        '<div class="tl-ladder">{rungs}</div>',
        rungs=join(_rung(words, line, verdicts) for line in lines),
    )


def _rung(words: Words, line: LineProgress, verdicts: bool) -> Html:
    return fill(
        '<section class="tl-rung"><span class="tl-label">{label}</span><h3>{title}</h3>'
        '<div class="tl-pay">{pay}</div><p>{duties}</p>{verdict}</section>',
        label=words("line", n=line.line),
        title=line.title,
        pay=words("ladder.pay", pay=line.pay),
        duties=line.duties,
        verdict=_verdict(words, line) if verdicts else Html(),
    )


def _verdict(words: Words, line: LineProgress) -> Html:
    parts = [words.count("ladder.tickets", line.attempts)]
    if line.attempts:
        parts.append(words("ladder.passed", n=line.passed))
    if line.mean is not None:
        parts.append(words("ladder.mean", n=round(line.mean)))
    return fill(
        '<p class="tl-verdict-line">{chip}<br><span class="tl-soft">{text}</span></p>',
        chip=chip(words.get(f"verdict.{line.verdict}", line.verdict), _TONES.get(line.verdict, "")),
        text=" · ".join(parts),
    )
