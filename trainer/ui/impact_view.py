"""Adverse impact: two measures beside each other, and why they can disagree."""

from __future__ import annotations

import streamlit as st

from trainer.services.screening.impact import LEAST, AttributeImpact, GroupImpact
from trainer.services.screening.records import Campaign
from trainer.ui.context import Context
from trainer.ui.pieces import chip, empty
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.screening_pieces import moment
from trainer.ui.strings import Words

_TONES = {"none": "good", "both": "bad", "rule_only": "fair", "test_only": "fair"}


def show_impact(context: Context, campaign: Campaign) -> None:
    """The newest report, or that there is not enough for one."""
    words = context.words
    report = context.services.screening.fairness.impact(context.actor, campaign.id)
    st.write(words("impact.lead"))
    st.caption(words("impact.apart", n=LEAST))
    if report.at is None:
        show(empty(words("impact.none"), words("impact.none_text", n=LEAST, now=report.pending)))
        return
    st.caption(words("impact.as_of", at=moment(report.at), n=report.pending, least=LEAST))
    if not report.attributes:
        show(empty(words("impact.silent"), words("impact.silent_text")))
    for attribute in report.attributes:
        _attribute(words, attribute)
    with st.expander(words("impact.why")):
        st.write(words("impact.why_rule"))
        st.write(words("impact.why_test"))
        st.write(words("impact.why_both"))


def _attribute(words: Words, attribute: AttributeImpact) -> None:
    st.subheader(words(f"screening.group_{attribute.attribute}"), anchor=False)
    if not attribute.concluded:
        show(empty(words("impact.few"), words("impact.few_text", n=LEAST)))
        return
    best = max(attribute.groups, key=lambda group: (group.ratio, group.decided))
    heads = ("group", "decided", "rate", "ratio", "fisher", "finding")
    show(
        fill(
            '<div class="tl-scroll"><table class="tl-table tl-stack"><thead><tr>{heads}</tr></thead>'
            "<tbody>{rows}</tbody></table></div>",
            heads=join(fill("<th>{name}</th>", name=words(f"impact.col_{one}")) for one in heads),
            rows=join(_row(words, attribute.attribute, group, best) for group in attribute.groups),
        )
    )
    if attribute.small:
        st.caption(words("impact.left_out", n=LEAST))


def _row(words: Words, attribute: str, group: GroupImpact, best: GroupImpact) -> Html:
    # The others are compared with the group of the best rate, and that one with nobody.
    p = (
        "–"
        if group is best
        else _number(words, group.p, 3)
        if group.p >= 0.001
        else f"< {_number(words, 0.001, 3)}"
    )
    cells = (
        ("decided", str(group.decided)),
        ("rate", f"{group.rate:.0%}"),
        ("ratio", _number(words, group.ratio, 2)),
        ("fisher", p),
    )
    return fill(
        '<tr><th class="tl-left" scope="row">{name}</th>{cells}'
        '<td class="tl-left" data-label="{label}">{finding}</td></tr>',
        name=words(f"group.{attribute}.{group.group}"),
        cells=join(
            fill(
                '<td class="tl-nums" data-label="{label}">{cell}</td>',
                label=words(f"impact.col_{column}"),
                cell=cell,
            )
            for column, cell in cells
        ),
        label=words("impact.col_finding"),
        finding=chip(words(f"impact.finding_{group.finding}"), _TONES[group.finding]),
    )


def _number(words: Words, value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if words.language == "ru" else text
