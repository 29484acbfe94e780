"""The head of the workspace: who asks, how long it has taken, how they feel."""

from __future__ import annotations

from trainer.services.views import AttemptView
from trainer.ui.drawing import channel_icon
from trainer.ui.pieces import bar, chip
from trainer.ui.safe import Html, fill
from trainer.ui.strings import Words


def case_head(words: Words, view: AttemptView) -> Html:
    """One card: the person, the subject, two gauges."""
    parts = [part for part in (view.person, view.department, view.site, view.phone) if part]
    return fill(
        '<section class="tl-card tl-case"><div class="tl-avatar" aria-hidden="true">{initials}</div>'
        '<div><div class="tl-meta">{line}<span>{icon} {channel}</span>{priority}</div>'
        '<h1>{subject}</h1><div class="tl-meta">{who}</div></div>'
        '<div class="tl-gauges">{clock}{patience}</div></section>',
        initials=_initials(view.person),
        line=chip(words("line", n=view.line), "brand"),
        icon=channel_icon(view.channel),
        channel=words(f"channel.{view.channel}"),
        priority=_priority(words, view),
        subject=view.subject,
        who=" · ".join(parts),
        clock=_clock(words, view),
        # From line 2 on nobody waits on the wire.
        patience=_patience(words, view) if view.line == 1 else Html(),
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def _priority(words: Words, view: AttemptView) -> Html:
    if view.priority is None:
        return chip(words("case.no_priority"))
    tone = {1: "bad", 2: "poor", 3: "fair"}.get(view.priority, "good")
    return chip(words("case.priority", n=view.priority), tone)


def _clock(words: Words, view: AttemptView) -> Html:
    if view.sla_resolve is None:
        limit, level = "", fill("<small>{text}</small>", text=words("case.no_sla"))
    else:
        part = view.minute / view.sla_resolve if view.sla_resolve else 1.0
        tone = "" if part < 0.6 else "fair" if part < 0.85 else "bad"
        limit = words("case.sla", time=words.minutes(view.sla_resolve))
        level = bar(part, tone, words("case.sla_part", part=round(part * 100)))
    return fill(
        '<div class="tl-gauge"><span class="tl-label">{label}</span><br><b class="tl-nums">{time}</b>'
        ' <span class="tl-soft">{limit}</span><div class="tl-soft">{level}</div></div>',
        label=words("case.clock"),
        time=words.minutes(view.minute),
        limit=limit,
        level=level,
    )


def _patience(words: Words, view: AttemptView) -> Html:
    step = "high" if view.patience >= 66 else "medium" if view.patience >= 33 else "low"
    tone = {"high": "good", "medium": "fair", "low": "bad"}[step]
    text = words(f"case.patience_{step}")
    return fill(
        '<div class="tl-gauge"><span class="tl-label">{label}</span><br><b>{text}</b>{level}</div>',
        label=words("case.patience"),
        text=text,
        level=bar(view.patience / 100, tone, text),
    )
