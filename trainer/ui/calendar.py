"""A calendar of practice: twelve weeks of days, darker where more was done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

WEEKS: Final = 12
_MOST: Final = 4


def calendar(words: Words, days: tuple[tuple[date, int], ...], today: date) -> Html:
    """One column a week, Monday first, ending with the week of `today`; a list for screen readers
    is the label."""
    counts = dict(days)
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    columns = (
        fill(
            "<div>{cells}</div>",
            cells=join(
                _cell(words, counts, day)
                for day in (first + timedelta(weeks=week, days=at) for at in range(7))
                if day <= today
            ),
        )
        for week in range(WEEKS)
    )
    total = sum(counts.values())
    return fill(
        '<div class="tl-days" role="img" aria-label="{label}">{columns}</div>'
        '<p class="tl-soft">{label}</p>',
        label=words("progress.calendar_text", days=len(counts), n=total),
        columns=join(columns),
    )


def _cell(words: Words, counts: dict[date, int], day: date) -> Html:
    count = counts.get(day, 0)
    return fill(
        '<i class="tl-day-{tone}" title="{title}"></i>',
        tone=min(count, _MOST),
        title=f"{day:%d.%m.%Y}: {words.count('ladder.tickets', count)}",
    )
