"""The conversation as a chat: who said what, what the console showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from trainer.domain.events import Event
from trainer.services.views import AttemptView, MetricView
from trainer.ui.charts import metric_chart
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words

_QUIET = ("ticket", "article", "picked", "abandoned", "breach")
_ENDINGS = ("escalated", "resolved")


def show_transcript(
    words: Words, view: AttemptView, after_turn: Mapping[int, Html] | None = None
) -> None:
    """All events in order; `after_turn` adds markup below what a turn led to.

    Metrics are charts and so break the markup into stretches.
    """
    pending: list[Html] = []
    notes = dict(after_turn or {})
    events = view.events
    for place, event in enumerate(events):
        pending.append(event_markup(words, view, event))
        metric = view.metrics.get(event.metric) if event.metric else None
        if metric is not None:
            _flush(words, pending)
            show_metric(words, metric, f"{view.attempt_id}_{place}")
        last = place + 1 == len(events) or events[place + 1].turn != event.turn
        if last and event.turn in notes:
            pending.append(notes.pop(event.turn))
    pending.extend(notes.values())
    _flush(words, pending)


def _flush(words: Words, pending: list[Html]) -> None:
    if pending:
        show(
            fill(
                '<div class="tl-talk" role="log" aria-label="{label}">{parts}</div>',
                label=words("talk.label"),
                parts=join(pending),
            )
        )
        pending.clear()


def show_metric(words: Words, metric: MetricView, key: str) -> None:
    """A metric over the last day as a small chart."""
    st.plotly_chart(
        metric_chart(words, metric),
        key=f"metric_{key}_{metric.id}",
        config={"displayModeBar": False, "staticPlot": True},
        alt=words(
            "talk.metric_alt",
            name=metric.name,
            low=words.number(min(metric.points)),
            high=words.number(max(metric.points)),
            now=words.number(metric.points[-1]),
            unit=metric.unit,
        ),
    )


def event_markup(words: Words, view: AttemptView, event: Event) -> Html:
    """One event; an event without anything to show is empty markup."""
    if event.kind == "note":
        return _note(words, view, event)
    if event.kind in _QUIET:
        return _quiet(words, event)
    if event.kind == "read" or event.actor in ("console", "desk"):
        return _console(words, event)
    if event.kind == "used":
        return fill(
            '<div class="tl-act"><span>{label}</span> <b>{text}</b></div>',
            label=words("talk.you_do"),
            text=event.text,
        )
    if not event.text:
        return Html()
    mine = event.actor == "trainee"
    kind = "you" if mine else "them tl-colleague" if event.actor == "colleague" else "them"
    return fill(
        '{ending}<div class="tl-msg tl-{kind}"><span class="tl-who">{who}</span>{text}{log}</div>',
        ending=_quiet(words, event) if event.kind in _ENDINGS else Html(),
        kind=kind,
        who=words("talk.you") if mine else view.first_name,
        text=event.text,
        log=_log(event.log),
    )


def _console(words: Words, event: Event) -> Html:
    return fill(
        '<div class="tl-console"><span class="tl-who">{who}</span>{text}{log}</div>',
        who=words("talk.desk" if event.actor == "desk" else "talk.console"),
        text=event.text,
        log=_log(event.log),
    )


def _log(lines: Sequence[str]) -> Html:
    if not lines:
        return Html()
    return fill('<div class="tl-log">{lines}</div>', lines="\n".join(lines))


def _quiet(words: Words, event: Event) -> Html:
    """Paperwork between the lines of the conversation."""
    label = words.get(f"talk.{event.kind}", "")
    text = "" if event.kind in _ENDINGS else event.text
    return fill(
        '<div class="tl-desk">{text}</div>', text=": ".join(part for part in (label, text) if part)
    )


def _note(words: Words, view: AttemptView, event: Event) -> Html:
    lines = join(fill("<li>{text}</li>", text=finding.text) for finding in view.note_lines)
    return fill(
        '<div class="tl-note"><span class="tl-label">{label}</span><p>{text}</p><ul>{lines}</ul>'
        "</div>",
        label=words("talk.note"),
        text=view.note_happening or event.text,
        lines=lines,
    )
