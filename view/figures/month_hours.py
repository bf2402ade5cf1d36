"""The hours of the day for each month, as tiles."""

import math
from typing import Any

import numpy as np

from view.cycles import HOURS, Curve
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout
from view.figures.profiles import intervals, nothing
from view.figures.scales import Scale
from view.formats import number
from view.text import text
from view.theme import level_colours

HEIGHT = 304
_FOOT, _BAR = 26, 40
_HOURS_SHOWN = [0, 3, 6, 9, 12, 15, 18, 21]
_STEPS = (1, 2, 2.5, 5, 10)
_MARK = {"size": 6, "color": "#1c2733", "line": {"color": "#ffffff", "width": 1.2}}


def month_hours_figure(curve: Curve | None, lang: str) -> Figure:
    """Draw a row a month, a column an hour, coloured by the mean; a dot on each month's highest.

    A tile with too few values is blank.
    """
    curves = [curve] if curve else []
    words = nothing(curves, lang, is_hourly=True)
    if words or curve is None:
        return empty(words)
    mean = curve.cycled.mean.reshape(-1, HOURS)
    months = [text(lang, f"variation.month.{m}.short") for m in range(1, len(mean) + 1)]
    scale = _scale(curve, lang)
    tiles = {
        "type": "heatmap",
        "x": list(range(HOURS)),
        "y": list(range(1, len(months) + 1)),
        "z": typed(curve.shown(mean.ravel()).reshape(mean.shape)),
        "xgap": 1,
        "ygap": 1,
        "hoverongaps": False,
        "coloraxis": "coloraxis",
        "hovertext": _hovers(curve, months, lang),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return {
        "data": [tiles, _highest(mean)],
        "layout": layout(
            hovermode="closest",
            margin={"l": 44, "r": 12, "t": 8, "b": _FOOT + _BAR},
            xaxis=axis(
                tickvals=_HOURS_SHOWN,
                ticktext=[text(lang, "variation.hour.short", hour=h) for h in _HOURS_SHOWN],
                tickangle=0,
                tickfont={"size": 11},
                showgrid=False,
                fixedrange=True,
            ),
            yaxis=axis(
                range=[len(months) + 0.5, 0.5],
                tickvals=list(range(1, len(months) + 1)),
                ticktext=months,
                showgrid=False,
                fixedrange=True,
                tickfont={"size": 11},
            ),
            coloraxis=scale.axis(yref="container", y=0, yanchor="bottom"),
        ),
    }


def _highest(mean: np.ndarray) -> dict[str, Any]:
    """Return a dot on the highest hour of each month that has all its hours."""
    whole = np.flatnonzero(np.isfinite(mean).all(axis=1))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [int(hour) for hour in mean[whole].argmax(axis=1)],
        "y": [int(month) + 1 for month in whole],
        "marker": _MARK,
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _hovers(curve: Curve, months: list[str], lang: str) -> list[list[str]]:
    unit = curve.unit(lang)
    values = zip(curve.all_words(curve.cycled.mean), intervals(curve, lang), strict=True)
    found = [
        text(
            lang,
            "variation.month_hour.hover",
            month=months[place // HOURS],
            hour=place % HOURS,
            value=value,
            unit=unit,
            interval=interval,
        )
        for place, (value, interval) in enumerate(values)
    ]
    return [found[row : row + HOURS] for row in range(0, len(found), HOURS)]


def _scale(curve: Curve, lang: str) -> Scale:
    """Return a run of colours from a round number under the lowest mean to one over the highest."""
    held = curve.cycled.mean[np.isfinite(curve.cycled.mean)].astype(float)
    low, high = float(held.min()), float(held.max())
    rough = max(high - low, 10.0**-curve.decimals) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in _STEPS if power * nice >= rough - 1e-12)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    places = max(0, -math.floor(math.log10(step) + 1e-9)) + (step / power == 2.5 and power <= 1)
    ticks = tuple((step * i, number(step * i, places)) for i in range(first, last + 1))
    colours = level_colours("safe")
    run: list[list[Any]] = [[i / (len(colours) - 1), c] for i, c in enumerate(colours)]
    return Scale(run, step * first, step * last, (), curve.unit(lang), ticks)
