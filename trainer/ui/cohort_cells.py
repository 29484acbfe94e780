"""What the cohort and the page of one trainee say of a person in the same words."""

from __future__ import annotations

from trainer.domain.readiness import LineReadiness
from trainer.progress.improvement import FARTHEST, Forecast
from trainer.services.mentoring.views import CohortRow, LineChange
from trainer.ui.mentor_pieces import cell
from trainer.ui.pieces import chip
from trainer.ui.readiness_table import verdict_chip
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words


def stuck_chips(words: Words, row: CohortRow) -> Html:
    """The lines at which the person does not get better."""
    return join(chip(words("cohort.stuck", n=line), "poor") for line in row.stuck)


def line_cell(words: Words, line: LineReadiness | None) -> Html:
    """The verdict of a line with its interval."""
    if line is None:
        return cell(chip(words("verdict.not_enough")))
    told = line.estimate
    return cell(
        verdict_chip(words, line),
        words(
            "cohort.estimate",
            score=round(told.expected),
            low=round(told.low),
            high=round(told.high),
            n=line.cases,
        ),
    )


def change_text(words: Words, one: LineChange) -> Html:
    """Last week against the weeks before, with its interval."""
    gain = one.change
    tone = "good" if gain.low > 0 else "poor" if gain.high < 0 else ""
    return fill(
        "<div>{text}</div>",
        text=chip(
            words(
                "cohort.gain",
                line=one.line,
                mean=_signed(gain.mean),
                low=_signed(gain.low),
                high=_signed(gain.high),
            ),
            tone,
        ),
    )


def _signed(points: float) -> str:
    return f"{points:+.0f}".replace("-", "\N{MINUS SIGN}")


def forecast_text(words: Words, line: int, told: Forecast) -> Html:
    """Tickets to ready, with their spread where there is any."""
    if told.median is None:
        text = words("cohort.far", line=line, most=FARTHEST)
    elif told.low == told.high:
        text = words("cohort.cases_sure", line=line, n=told.median)
    else:
        high = f"{FARTHEST}+" if told.high is None else str(told.high)
        text = words("cohort.cases", line=line, n=told.median, low=told.low, high=high)
    return fill('<div class="tl-one-line">{text}</div>', text=text)
