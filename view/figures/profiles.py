"""Mean cycles with their 95 % interval: by the hour, the weekday, the month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from airquality.profiles import CYCLES
from view.cycles import Curve
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import THIN_SPACE
from view.text import text
from view.theme import NEUTRAL

HEIGHT = 264
#: Room over the panel for the legend of several lines.
_LEGEND = 28
_HOURS_SHOWN = [0, 6, 12, 18, 23]


def profile_figure(curves: Sequence[Curve], cycle: str, lang: str) -> Figure:
    """Draw each curve as a line on the band of its interval.

    Positions with too few values are gaps. The band of an amount is drawn from zero up.
    """
    words = nothing(curves, lang, is_hourly=cycle == "hour")
    if words:
        return empty(words)
    data: list[dict[str, Any]] = []
    labels = CYCLES[cycle].labels
    for curve in curves:
        shown = ready(curve, lang)
        data += [band(shown, labels), line(shown, labels)]
    several = len(curves) > 1
    return {
        "data": data,
        "layout": layout(
            margin={"l": 40, "r": 12, "t": _LEGEND if several else 8, "b": 28},
            xaxis=_cycle_axis(cycle, lang),
            yaxis=value_axis(curves),
            showlegend=several,
            legend=legend(),
            shapes=unity(curves),
        ),
    }


def nothing(curves: Sequence[Curve], lang: str, *, is_hourly: bool) -> str:
    """Return why there is nothing to draw; '' where there is something."""
    if not all(curve.is_empty for curve in curves):
        return ""
    if any(curve.has_few for curve in curves):
        return text(lang, "common.insufficient")
    return text(lang, "variation.empty.hours" if is_hourly else "variation.empty")


def value_axis(curves: Sequence[Curve]) -> dict[str, Any]:
    """Return the axis of the values, from zero to a little above the highest bound."""
    tops = np.concatenate([c.shown(c.cycled.high) for c in curves] + [np.array([1e-9])])
    return axis(range=[0, 1.08 * float(np.nanmax(tops))], nticks=5, fixedrange=True)


def legend() -> dict[str, Any]:
    """Return the place of the legend: over the panel, at the left."""
    return {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}


def unity(curves: Sequence[Curve]) -> list[dict[str, Any]]:
    """Return the line at the mean, where values are divided by it."""
    if not any(curve.is_relative for curve in curves):
        return []
    line_ = {"color": NEUTRAL, "width": 1, "dash": "dot"}
    where = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": 1, "y1": 1}
    return [{"type": "line", "layer": "below", "line": line_, **where}]


def _cycle_axis(cycle: str, lang: str) -> dict[str, Any]:
    """Return an axis with words at its ticks; an hour is named by its beginning."""
    if cycle == "hour":
        words = [text(lang, "variation.hour.short", hour=hour) for hour in _HOURS_SHOWN]
        title = {"text": text(lang, "variation.hour.hover", x="%{x}")}
        return axis(tickvals=_HOURS_SHOWN, ticktext=words, unifiedhovertitle=title, fixedrange=True)
    labels = [int(label) for label in CYCLES[cycle].labels]
    words = [text(lang, f"variation.{cycle}.{label}.short") for label in labels]
    return axis(
        tickvals=labels, ticktext=words, tickangle=0, tickfont={"size": 11}, fixedrange=True
    )


@dataclass(frozen=True)
class Ready:
    """A curve as a browser takes it: rounded alike there, its intervals in words.

    Attributes:
        name, colour: of the line; hover: what the pointer shows beside them.
        mean, low, high: of each position; low not under zero.
        words: the interval of each position.
    """

    name: str
    colour: str
    hover: str
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    words: list[str]

    def at(self, positions: slice) -> "Ready":
        """Return the curve over some of its positions."""
        parts = {key: getattr(self, key)[positions] for key in ("mean", "low", "high", "words")}
        return replace(self, **parts)


def ready(curve: Curve, lang: str) -> Ready:
    """Return a curve as a browser takes it."""
    name = plain(curve.cycled.name)
    value = f"%{{y:.{curve.decimals}f}}{THIN_SPACE}{curve.unit(lang)}"
    return Ready(
        name,
        curve.colour,
        f"{name} {value}<br>%{{text}}<extra></extra>",
        curve.shown(curve.cycled.mean),
        np.maximum(curve.shown(curve.cycled.low), 0),
        curve.shown(curve.cycled.high),
        intervals(curve, lang),
    )


def band(curve: Ready, labels: np.ndarray) -> dict[str, Any]:
    """Return the interval as one outline for each unbroken run of positions."""
    held = np.flatnonzero(np.isfinite(curve.low) & np.isfinite(curve.high))
    runs = np.split(held, np.flatnonzero(np.diff(held) > 1) + 1) if len(held) else []
    gap = np.array([np.nan])
    x, y = [np.empty(0)], [np.empty(0)]
    for run in runs:
        x += [labels[run], labels[run][::-1], gap]
        y += [curve.low[run], curve.high[run][::-1], gap]
    red, green, blue = (int(curve.colour[i : i + 2], 16) for i in (1, 3, 5))
    return {
        "type": "scatter",
        "x": typed(np.concatenate(x)),
        "y": typed(np.concatenate(y)),
        "mode": "none",
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},0.22)",
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": curve.name,
    }


def line(curve: Ready, labels: np.ndarray) -> dict[str, Any]:
    """Return the means with, for the pointer, interval and number of values."""
    return {
        "type": "scatter",
        "x": typed(labels),
        "y": typed(curve.mean),
        "mode": "lines+markers",
        "line": {"color": curve.colour, "width": 2},
        "marker": {"size": 4, "color": curve.colour},
        "name": curve.name,
        "legendgroup": curve.name,
        "text": curve.words,
        "hovertemplate": curve.hover,
    }


def intervals(curve: Curve, lang: str) -> list[str]:
    """Return the interval of each position in words, with the number of values in it."""
    low, high = curve.all_words(curve.cycled.low), curve.all_words(curve.cycled.high)
    counts = curve.cycled.count.tolist()
    return [
        text(lang, "variation.interval", low=a, high=b, n=n)
        for a, b, n in zip(low, high, counts, strict=True)
    ]
