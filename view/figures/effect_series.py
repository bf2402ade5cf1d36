"""The air around a measure's window: observed, and as predicted without the measure."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from view.effect_amounts import unit_of
from view.effect_parts import MeasureEffect, SeriesDay
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout
from view.formats import THIN_SPACE
from view.text import text
from view.theme import NEUTRAL, POLLUTANT_COLOUR

HEIGHT = 320
#: The model's line: dotted, as "no control" is on every page.
MODEL = "#5f86ad"


def effect_series(steps: Sequence[SeriesDay], one: MeasureEffect, lang: str) -> Figure:
    """Draw what was observed over the dotted prediction and its band; the window is shaded."""
    if not steps:
        return empty(text(lang, "effects.event.none"))
    modelled = one.pollutant
    times = np.array([s.time for s in steps], dtype="datetime64[s]")
    lines = {
        name: np.array([getattr(s, name) for s in steps], dtype=float)
        for name in ("observed", "predicted", "low", "high")
    }
    value = f"%{{y:.{METRICS[modelled].decimals}f}}{THIN_SPACE}{unit_of(modelled)}"
    colour = POLLUTANT_COLOUR[METRICS[modelled].pollutant or ""]
    top = 1.1 * max(float(np.nanmax(line)) for line in lines.values() if np.isfinite(line).any())
    x = milliseconds(times)
    return {
        "data": [
            *_band(times, lines["low"], lines["high"]),
            _line(x, lines["predicted"], text(lang, "effects.predicted"), value)
            | {"line": {"color": MODEL, "width": 2.2, "dash": "dot"}},
            _line(x, lines["observed"], text(lang, "effects.observed"), value)
            | {"line": {"color": colour, "width": 2.2}},
        ],
        "layout": layout(
            margin={"l": 44, "r": 16, "t": 28, "b": 32},
            xaxis=axis(type="date", nticks=8, fixedrange=False),
            yaxis=axis(range=[0, top], nticks=5, fixedrange=True),
            shapes=[_window(one)],
            annotations=[_named(one, lang)],
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
        ),
    }


def _line(x: dict[str, str], values: np.ndarray, name: str, value: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": typed(values),
        "connectgaps": False,
        "hovertemplate": value,
    }


def _band(times: np.ndarray, low: np.ndarray, high: np.ndarray) -> list[dict[str, Any]]:
    known = np.isfinite(low) & np.isfinite(high)
    if not known.any():
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": milliseconds(np.concatenate((times[known], times[known][::-1]))),
            "y": typed(np.concatenate((high[known], low[known][::-1]))),
            "fill": "toself",
            "fillcolor": "rgba(95,134,173,0.2)",
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _window(one: MeasureEffect) -> dict[str, Any]:
    return {
        **{"type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"},
        "x0": _moment(one.start),
        "x1": _moment(one.end),
        "fillcolor": "rgba(138,143,152,0.16)",
        "line": {"width": 0},
    }


def _named(one: MeasureEffect, lang: str) -> dict[str, Any]:
    return {
        **{"xref": "x", "yref": "paper", "y": 1, "yanchor": "top", "xanchor": "left"},
        "x": _moment(one.start),
        "text": text(lang, "effects.window"),
        "showarrow": False,
        "font": {"size": 12, "color": NEUTRAL},
    }


def _moment(when: pd.Timestamp) -> str:
    return f"{when:%Y-%m-%d %H:%M}"
