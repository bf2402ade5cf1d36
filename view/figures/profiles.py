"""Mean cycles with their 95 % interval: by the hour, the weekday, the month."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.profiles import CYCLES
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.figures.series import metric_colour, printed
from view.formats import THIN_SPACE, amount, unit
from view.lines import Cycled
from view.text import text
from view.theme import PLACE_COLOURS

HEIGHT = 264
_HOURS_SHOWN = [0, 6, 12, 18, 23]


def profile_figure(places: Sequence[Cycled], cycle: str, metric: str, lang: str) -> Figure:
    """Draw a place's mean cycle as a line on the band of its interval.

    One place has its pollutant's colour, several have the places'. Positions with too few values
    are gaps. The band of an amount is drawn from zero up.
    """
    if not any(np.isfinite(p.mean).any() for p in places):
        has_some = any((p.count > 0).any() for p in places)
        return empty(text(lang, "common.insufficient" if has_some else "common.empty.no_data"))
    data: list[dict[str, Any]] = []
    several = len(places) > 1
    for number, place in enumerate(places):
        colour = PLACE_COLOURS[number % len(PLACE_COLOURS)] if several else metric_colour(metric)
        data += [_band(place, cycle, metric, colour), _line(place, cycle, metric, colour, lang)]
    tops = np.concatenate([printed(p.high, metric) for p in places] + [np.array([1e-9])])
    return {
        "data": data,
        "layout": layout(
            margin={"l": 40, "r": 12, "t": 28 if several else 8, "b": 28},
            xaxis=_cycle_axis(cycle, lang),
            yaxis=axis(range=[0, 1.08 * float(np.nanmax(tops))], nticks=5, fixedrange=True),
            showlegend=several,
            legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        ),
    }


def _cycle_axis(cycle: str, lang: str) -> dict[str, Any]:
    """Return an axis with words at its ticks; an hour is named by its beginning."""
    if cycle == "hour":
        words = [text(lang, "trends.hour.short", hour=hour) for hour in _HOURS_SHOWN]
        title = {"text": text(lang, "trends.hour.hover")}
        return axis(tickvals=_HOURS_SHOWN, ticktext=words, unifiedhovertitle=title, fixedrange=True)
    labels = [int(label) for label in CYCLES[cycle].labels]
    words = [text(lang, f"trends.{cycle}.{label}.short") for label in labels]
    return axis(
        tickvals=labels, ticktext=words, tickangle=0, tickfont={"size": 11}, fixedrange=True
    )


def _band(place: Cycled, cycle: str, metric: str, colour: str) -> dict[str, Any]:
    """Return the interval as one outline for each unbroken run of positions."""
    low, high = np.maximum(printed(place.low, metric), 0), printed(place.high, metric)
    held = np.flatnonzero(np.isfinite(low) & np.isfinite(high))
    runs = np.split(held, np.flatnonzero(np.diff(held) > 1) + 1) if len(held) else []
    gap = np.array([np.nan])
    x, y = [np.empty(0)], [np.empty(0)]
    for run in runs:
        labels = CYCLES[cycle].labels[run]
        x += [labels, labels[::-1], gap]
        y += [low[run], high[run][::-1], gap]
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return {
        "type": "scatter",
        "x": typed(np.concatenate(x)),
        "y": typed(np.concatenate(y)),
        "mode": "none",
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},0.22)",
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": plain(place.name),
    }


def _line(place: Cycled, cycle: str, metric: str, colour: str, lang: str) -> dict[str, Any]:
    row = METRICS[metric]
    words = [
        text(lang, "trends.interval", low=amount(metric, low), high=amount(metric, high), n=count)
        for low, high, count in zip(place.low, place.high, place.count, strict=True)
    ]
    return {
        "type": "scatter",
        "x": typed(CYCLES[cycle].labels),
        "y": typed(printed(place.mean, metric)),
        "mode": "lines+markers",
        "line": {"color": colour, "width": 2},
        "marker": {"size": 4, "color": colour},
        "name": plain(place.name),
        "legendgroup": plain(place.name),
        "text": words,
        "hovertemplate": f"{plain(place.name)} %{{y:.{row.decimals}f}}{THIN_SPACE}"
        f"{unit(lang, row)}<br>%{{text}}<extra></extra>",
    }
