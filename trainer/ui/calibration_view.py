"""Calibration: tables of agreement, drift, disagreements and cut scores, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer.progress.agreement import LEAST_MOVED, LEAST_PAIRS, Agreement
from trainer.progress.borderline import LEAST_VERDICTS
from trainer.services.mentoring.views import Drift, LineCut, MonthDrift
from trainer.ui.charts import drift_chart, month_name
from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.mentor_pieces import cell, level_chip, table
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.policy_proposed import CUTS
from trainer.ui.row_link import show_row
from trainer.ui.safe import Html, fill, show
from trainer.ui.strings import Words


def show_calibration(context: Context) -> None:
    """Agreement first; the largest disagreements lead to their calls."""
    words, calibration = context.words, context.services.mentoring.calibration
    show(page_head(words("calibration.title"), words("calibration.lead")))
    rows = calibration.agreement(context.actor, context.language)
    if not rows:
        show(empty(words("calibration.nothing"), words("calibration.nothing_text")))
        return
    st.subheader(words("calibration.agreement"), anchor=False)
    heads = [words(f"calibration.{name}") for name in ("criterion", "with_app", "with_mentors")]
    show(
        table(
            heads,
            [
                [fill("{t}", t=row.title), _kappa(words, row.app), _kappa(words, row.mentors)]
                for row in rows
            ],
        )
    )
    st.caption(words("calibration.kappa_text", least=LEAST_PAIRS))
    st.subheader(words("calibration.drift"), anchor=False)
    _drift(words, calibration.drift(context.actor))
    _cuts(context, calibration.cuts(context.actor))
    _disagreements(context)


def _kappa(words: Words, found: Agreement) -> Html:
    if found.kappa is None or found.low is None or found.high is None:
        few = found.pairs < LEAST_PAIRS
        text = words("calibration.few" if few else "calibration.one_level")
        return cell(chip(text), words("calibration.pairs", n=found.pairs))
    tone = "good" if found.low >= 0.6 else "fair" if found.kappa >= 0.4 else "poor"
    interval = words(
        "calibration.interval",
        low=_signed(words, found.low),
        high=_signed(words, found.high),
        n=found.pairs,
    )
    return cell(chip(_signed(words, found.kappa), tone), interval)


def _drift(words: Words, drift: Drift) -> None:
    if not drift.months:
        return
    show(
        fill("<p>{now} {moved}</p>", now=_now(words, drift.months[-1]), moved=_moved(words, drift))
    )
    st.plotly_chart(
        drift_chart(words, drift.months),
        key="drift",
        config={"displayModeBar": False},
        alt="; ".join(
            f"{month_name(one.month)}: {_signed(words, one.difference.mean)}"
            for one in drift.months
        ),
    )
    st.caption(words("calibration.drift_text"))
    heads = [words(f"calibration.{name}") for name in ("month", "difference", "equal")]
    with st.expander(words("calibration.figures")):
        show(table(heads, [_month(words, one) for one in reversed(drift.months)]))


def _now(words: Words, one: MonthDrift) -> str:
    """What the newest month says, in a sentence."""
    told = one.difference
    if told.low is None or told.high is None or told.count < LEAST_MOVED:
        key = "few"
    else:
        key = "generous" if told.low > 0 else "strict" if told.high < 0 else "same"
    mean = _signed(words, abs(told.mean))
    return words(
        f"calibration.now_{key}", month=_in_words(words, one.month), mean=mean, n=told.count
    )


def _in_words(words: Words, month: str) -> str:
    """A month such as 2026-11 by its name."""
    year, _, number = month.partition("-")
    names = words("calibration.months").split("|")
    return words("calibration.month_of", month=names[int(number) - 1], year=year)


def _moved(words: Words, drift: Drift) -> str:
    """Whether that differs from before; nothing where there is no before."""
    change = drift.change
    if len(drift.months) < 2:
        return ""
    if change is None or change.low is None or change.high is None:
        return words("calibration.moved_few", least=LEAST_MOVED)
    key = "up" if change.low > 0 else "down" if change.high < 0 else "no"
    return words(
        f"calibration.moved_{key}",
        mean=_signed(words, abs(change.mean)),
        low=_signed(words, change.low),
        high=_signed(words, change.high),
    )


def _month(words: Words, one: MonthDrift) -> list[Html]:
    told = one.difference
    if told.low is None or told.high is None:
        note = words("calibration.pairs", n=told.count)
    else:
        note = words(
            "calibration.interval",
            low=_signed(words, told.low),
            high=_signed(words, told.high),
            n=told.count,
        )
    return [
        fill("{month}", month=month_name(one.month)),
        cell(_signed(words, told.mean), note),
        cell(f"{round(100 * one.equal)} %"),
    ]


def _cuts(context: Context, cuts: Sequence[LineCut]) -> None:
    """Whoever may change the policy can carry the cuts there."""
    words = context.words
    st.subheader(words("calibration.cut"), anchor=False)
    heads = [words(f"calibration.{name}") for name in ("line", "cut_score", "explained")]
    show(table(heads, [_cut(words, one) for one in cuts]))
    st.caption(words("calibration.cut_text"))
    if context.actor.has("administrator") and any(one.cut for one in cuts):
        link(context, "policy", words("proposed.take"), icon=":material/balance:", take=CUTS)
        st.caption(words("proposed.take_text"))


def _cut(words: Words, one: LineCut) -> list[Html]:
    name = fill("{text}", text=words("line", n=one.line))
    if one.cut is None:
        needed = words("calibration.verdicts", n=one.verdicts, least=LEAST_VERDICTS)
        return [name, cell(chip(words("calibration.few")), needed), cell("–")]
    interval = words(
        "calibration.interval",
        low=words.number(one.cut.low),
        high=words.number(one.cut.high),
        n=one.cut.count,
    )
    return [
        name,
        cell(words.number(one.cut.score), interval),
        cell(f"{round(100 * one.cut.explained)} %"),
    ]


def _disagreements(context: Context) -> None:
    words = context.words
    found = context.services.mentoring.calibration.disagreements(context.actor, context.language)
    if not found:
        return
    st.subheader(words("calibration.disagreements"), anchor=False)
    for one in found:
        row = fill(
            '<div class="tl-row tl-row-plain"><div><b>{title}</b><div class="tl-meta">{who}</div>'
            '</div><div class="tl-meta">{app} {before} {mentor} {after}</div></div>',
            title=one.title,
            who=f"{one.person} · {one.rater} · {one.rating.rated_at:%d.%m.%Y}",
            app=words("said.app"),
            before=level_chip(words, one.rating.app_level),
            mentor=words("said.mentor"),
            after=level_chip(words, one.rating.level),
        )
        show_row(context, row, "reviews", words("reviews.open"), one.rating.attempt_id)


def _signed(words: Words, value: float) -> str:
    """Two decimals with the language's decimal sign; a true minus."""
    text = f"{value:.2f}".replace("-", "\N{MINUS SIGN}")
    return text.replace(".", ",") if words.language == "ru" else text
