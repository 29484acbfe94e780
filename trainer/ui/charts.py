"""Charts in plotly's graph objects; figures are plain values of what they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trainer.services.mentoring.views import MonthDrift
from trainer.services.progress_views import Progress
from trainer.services.review_views import MoveReview
from trainer.services.views import MetricView
from trainer.ui.strings import Words
from trainer.ui.style import colours

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOVE_TONES = {
    "best": "brand",
    "good": "good",
    "inaccuracy": "fair",
    "mistake": "poor",
    "blunder": "bad",
}


def _figure(height: int, **layout: Any) -> go.Figure:
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        **layout,
    )
    figure.update_xaxes(automargin=True, fixedrange=True)
    figure.update_yaxes(automargin=True, fixedrange=True)
    return figure


def _add(figure: go.Figure, kind: str, **values: Any) -> None:
    import plotly.graph_objects as go

    figure.add_trace(getattr(go, kind)(**values))


def metric_chart(words: Words, metric: MetricView) -> go.Figure:
    """24 hourly points, the last one now."""
    tones = colours()
    figure = _figure(
        170,
        title={"text": f"{_literal(metric.name)}, {_literal(metric.unit)}", "font": {"size": 13}},
    )
    figure.update_layout(margin={"l": 8, "r": 34, "t": 34, "b": 8})
    hours = list(range(1 - len(metric.points), 1))
    _add(
        figure,
        "Scatter",
        x=hours,
        y=list(metric.points),
        mode="lines",
        line={"color": tones["brand"], "width": 2.2},
        hovertemplate="%{y}<extra></extra>",
    )
    figure.update_xaxes(
        tickvals=[hours[0], hours[len(hours) // 2], 0],
        ticktext=[
            words("talk.hours_ago", n=-hours[0]),
            words("talk.hours_ago", n=-hours[len(hours) // 2]),
            words("talk.now"),
        ],
        showgrid=False,
    )
    figure.update_yaxes(rangemode="tozero", nticks=4)
    return figure


def minutes_left_chart(words: Words, moves: Sequence[MoveReview]) -> go.Figure:
    """Expected minutes left under best play after each judged move; one point a move."""
    tones = colours()
    figure = _figure(270)
    judged = [move for move in moves if move.name]
    numbers = list(range(1, len(judged) + 1))
    _add(
        figure,
        "Scatter",
        x=numbers,
        y=[move.minutes_left for move in judged],
        mode="lines+markers+text",
        line={"color": tones["soft"], "width": 1.6, "shape": "linear"},
        marker={
            "size": 13,
            "color": [tones[MOVE_TONES[move.name]] for move in judged],
            "line": {"width": 2, "color": tones["card"]},
        },
        hovertext=[f"{_literal(move.title)}<br>{words('move.' + move.name)}" for move in judged],
        hovertemplate="%{hovertext}<br>%{y:.1f} " + words("unit.min") + "<extra></extra>",
    )
    figure.update_xaxes(title_text=words("debrief.chart_moves"), dtick=1, showgrid=False)
    figure.update_yaxes(title_text=words("debrief.chart_minutes"), rangemode="tozero", nticks=5)
    return figure


def competency_chart(words: Words, progress: Progress) -> go.Figure:
    """Each competency's expected score with its 90 % interval, 0 to 100."""
    tones = colours()
    rows = list(reversed(progress.competencies))
    figure = _figure(70 + 44 * len(rows))
    _add(
        figure,
        "Scatter",
        mode="markers",
        y=[words(f"competency.{name}") for name, _ in rows],
        x=[one.expected for _, one in rows],
        marker={"color": tones["brand"], "size": 12, "symbol": "diamond"},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(one.high - one.expected, 0) for _, one in rows],
            "arrayminus": [max(one.expected - one.low, 0) for _, one in rows],
            "color": tones["brand"],
            "thickness": 3,
            "width": 6,
        },
        customdata=[[one.low, one.high, one.cases] for _, one in rows],
        hovertemplate="%{x:.0f} (%{customdata[0]:.0f}–%{customdata[1]:.0f}; n = %{customdata[2]})"
        "<extra></extra>",
    )
    figure.update_xaxes(range=[0, 102], dtick=25)
    return figure


def ability_chart(words: Words, progress: Progress) -> go.Figure:
    """Every ticket's score in time order, and the estimate after each of them with its band."""
    tones = colours()
    figure = _figure(320)
    places = list(range(1, len(progress.points) + 1))
    _add(
        figure,
        "Scatter",
        x=[*places, *reversed(places)],
        y=[*(one.high for one in progress.band), *(one.low for one in reversed(progress.band))],
        fill="toself",
        mode="lines",
        line={"width": 0, "color": tones["brand"]},
        opacity=0.35,
        name=words("progress.band"),
        hoverinfo="skip",
    )
    _add(
        figure,
        "Scatter",
        x=places,
        y=[one.expected for one in progress.band],
        mode="lines",
        line={"color": tones["brand"], "width": 2.6},
        name=words("progress.estimate"),
        hovertemplate="%{y:.0f}<extra>%{fullData.name}</extra>",
    )
    looks = {1: ("brand", "circle"), 2: ("note", "square"), 3: ("poor", "diamond")}
    for line, (tone, symbol) in looks.items():
        own = [(place, point) for place, point in enumerate(progress.points, 1) if point[1] == line]
        if not own:
            continue
        _add(
            figure,
            "Scatter",
            name=words("line", n=line),
            x=[place for place, _ in own],
            y=[point[2] for _, point in own],
            mode="markers",
            marker={"size": 8, "symbol": symbol, "color": tones[tone]},
            customdata=[f"{point[0]:%d.%m.%Y}" for _, point in own],
            hovertemplate="%{customdata}: %{y:.0f}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    )
    figure.update_xaxes(
        title_text=words("progress.ticket_no"), dtick=1 if len(progress.points) < 15 else None
    )
    figure.update_yaxes(range=[0, 104], dtick=25)
    return figure


def drift_chart(words: Words, months: Sequence[MonthDrift]) -> go.Figure:
    """Mentors' levels less the app's, month by month, with intervals around zero."""
    tones = colours()
    figure = _figure(280)
    lows = [
        one.difference.mean if one.difference.low is None else one.difference.low for one in months
    ]
    highs = [
        one.difference.mean if one.difference.high is None else one.difference.high
        for one in months
    ]
    means = [one.difference.mean for one in months]
    _add(
        figure,
        "Scatter",
        mode="lines+markers",
        x=[month_name(one.month) for one in months],
        y=means,
        line={"color": tones["soft"], "width": 1.6},
        marker={"color": tones["brand"], "size": 11, "symbol": "diamond"},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - mean for high, mean in zip(highs, means, strict=True)],
            "arrayminus": [mean - low for low, mean in zip(lows, means, strict=True)],
            "color": tones["brand"],
            "thickness": 3,
            "width": 6,
        },
        customdata=[
            [low, high, one.difference.count]
            for low, high, one in zip(lows, highs, months, strict=True)
        ],
        hovertemplate="%{y:+.2f} (%{customdata[0]:+.2f} … %{customdata[1]:+.2f}; n = %{customdata[2]})"
        "<extra></extra>",
    )
    reach = min(3.0, max(0.5, *(1.2 * abs(end) for end in (*lows, *highs))))
    figure.add_hline(y=0, line={"color": tones["ink"], "width": 1.4, "dash": "dot"})
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(
        title_text=words("calibration.levels"), range=[-reach, reach], nticks=7, zeroline=False
    )
    return figure


def month_name(month: str) -> str:
    """A month such as 2026-11 as the day and month elsewhere are written: 11.2026."""
    year, _, number = month.partition("-")
    return f"{number}.{year}"


def _literal(text: str) -> str:
    """Text for plotly, which reads a little HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
