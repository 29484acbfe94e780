"""What a change of policy would do, in words and small tables."""

from __future__ import annotations

from trainer.services.policy.preview import LineVerdicts, Passes, Preview, PriorityChange
from trainer.ui.policy_fields import label_of
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

_MOST: int = 40
"""Faults listed at most; the rest is counted."""


def effect(words: Words, preview: Preview) -> Html:
    """The whole preview as one card."""
    parts = [_changes(words, preview)]
    if preview.passes is not None:
        parts.append(_passes(words, preview.passes))
    if preview.readiness:
        parts.append(_readiness(words, preview))
    if preview.priorities:
        parts.append(_priorities(words, preview.priorities))
    elif any(change.place.startswith("matrix.") for change in preview.changes):
        parts.append(fill("<p>{text}</p>", text=words("policy.no_faults")))
    return fill(
        '<section class="tl-card"><h3>{title}</h3>{parts}<p class="tl-soft">{note}</p></section>',
        title=words("policy.effect"),
        parts=join(parts),
        note=words("policy.estimate"),
    )


def _changes(words: Words, preview: Preview) -> Html:
    if not preview.changes:
        return fill("<p>{text}</p>", text=words("policy.no_change"))
    return fill(
        '<ul class="tl-list">{items}</ul>',
        items=join(
            fill(
                "<li>{label}: {before} → {after}</li>",
                label=_full_label(words, change.place),
                before=f"{change.before:g}",
                after=f"{change.after:g}",
            )
            for change in preview.changes
        ),
    )


def _full_label(words: Words, place: str) -> str:
    label = label_of(words, place)
    if place.startswith("weights."):
        return words("policy.weight_of", name=label)
    return label


def _passes(words: Words, found: Passes) -> Html:
    if not found.attempts:
        return fill("<p>{text}</p>", text=words("policy.no_attempts"))
    text = words("policy.passes", n=found.attempts, before=found.before, after=found.after)
    return fill("<p>{text}</p>", text=text)


def _readiness(words: Words, preview: Preview) -> Html:
    verdicts = ("ready", "not_yet", "not_enough")

    def row(one: LineVerdicts) -> Html:
        cells = [
            fill(
                "<td>{before} → {after}</td>",
                before=getattr(one.before, verdict),
                after=getattr(one.after, verdict),
            )
            for verdict in verdicts
        ]
        return fill(
            '<tr><th scope="row">{line}</th>{cells}</tr>',
            line=words("line", n=one.line),
            cells=join(cells),
        )

    return fill(
        '<p>{text}</p><table class="tl-table"><tr><td></td>{head}</tr>{rows}</table>',
        text=words.count("policy.people", preview.people),
        head=join(
            fill('<th scope="col">{name}</th>', name=words(f"policy.{verdict}"))
            for verdict in verdicts
        ),
        rows=join(row(one) for one in preview.readiness),
    )


def _priorities(words: Words, found: tuple[PriorityChange, ...]) -> Html:
    items = [
        fill(
            "<li>{fault} ({complaint}): {before} → {after}</li>",
            fault=one.fault,
            complaint=one.complaint,
            before=one.before,
            after=one.after,
        )
        for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        more = words.count("policy.more", len(found) - _MOST)
        items.append(fill("<li>{text}</li>", text=more))
    return fill(
        '<p>{text}</p><ul class="tl-list">{items}</ul>',
        text=words("policy.faults"),
        items=join(items),
    )
