"""The hours of the day for each weekday, side by side on one scale."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from view.cycles import HOURS, Curve
from view.figures.frame import Figure, axis, empty, layout
from view.figures.profiles import band, legend, line, nothing, ready, unity, value_axis
from view.text import text

HEIGHT = 240
WEEKDAYS = 7
SATURDAY = 5
_GAP = 0.007
_HEAD, _LEGEND = 28, 26
_WEEKEND = "rgba(138,143,152,0.13)"


def weekday_hours_figure(curves: Sequence[Curve], lang: str) -> Figure:
    """Draw seven panels from Monday, their values on one axis; the weekend stands on grey."""
    words = nothing(curves, lang, is_hourly=True)
    if words:
        return empty(words)
    several = len(curves) > 1
    whole, hours = [ready(curve, lang) for curve in curves], np.arange(HOURS)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    notes = []
    for day in range(WEEKDAYS):
        key = "" if day == 0 else str(day + 1)
        name = text(lang, f"variation.weekday.{day}.short")
        low, high = _domain(day)
        axes[f"xaxis{key}"] = _hour_axis(name, low, high, lang)
        notes.append(_head(name, (low + high) / 2))
        for curve in whole:
            own = curve.at(slice(day * HOURS, (day + 1) * HOURS))
            for trace in (band(own, hours), line(own, hours)):
                shown = trace.get("showlegend", True) and day == 0
                data.append({**trace, "xaxis": f"x{key}", "yaxis": "y", "showlegend": shown})
    return {
        "data": data,
        "layout": layout(
            margin={"l": 40, "r": 12, "t": _HEAD + (_LEGEND if several else 0), "b": 28},
            **axes,
            yaxis=value_axis(curves),
            showlegend=several,
            legend={**legend(), "y": 1 + _HEAD / (HEIGHT - _HEAD - _LEGEND - 28)},
            annotations=notes,
            shapes=[_weekend(), *unity(curves)],
        ),
    }


def _domain(day: int) -> tuple[float, float]:
    width = (1 + _GAP) / WEEKDAYS
    return day * width, day * width + width - _GAP


def _hour_axis(name: str, low: float, high: float, lang: str) -> dict[str, Any]:
    return axis(
        domain=[low, min(high, 1)],
        range=[-0.8, HOURS - 0.2],
        anchor="y",
        tickvals=[0, 6, 12, 18],
        ticktext=["0", "6", "12", "18"],
        tickangle=0,
        tickfont={"size": 11},
        unifiedhovertitle={
            "text": text(lang, "variation.weekday_hour.hover", weekday=name, x="%{x}")
        },
        fixedrange=True,
    )


def _head(name: str, middle: float) -> dict[str, Any]:
    where: dict[str, Any] = {"xref": "paper", "yref": "paper", "x": middle, "y": 1}
    where |= {"xanchor": "center", "yanchor": "bottom"}
    return {**where, "text": name, "showarrow": False, "font": {"size": 13}, "yshift": 2}


def _weekend() -> dict[str, Any]:
    """Return the grey ground of Saturday and Sunday, up to their names."""
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "yref": "paper",
        "x0": _domain(SATURDAY)[0],
        "x1": 1,
        "y0": 0,
        "y1": 1,
        "fillcolor": _WEEKEND,
        "line": {"width": 0},
    }
