"""Months as observed and with the weather taken out, the latter on the band of its interval."""

from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.effect_amounts import unit_of
from view.effect_parts import Months
from view.figures.arrays import milliseconds, typed
from view.figures.frame import Figure, axis, empty, layout
from view.formats import THIN_SPACE
from view.text import text
from view.theme import NEUTRAL, POLLUTANT_COLOUR

HEIGHT = 340


def normalised_lines(own: Months, modelled: str, doubt: str, lang: str) -> Figure:
    """Draw the observed months thin and grey, the normalised ones dashed in the pollutant's colour.

    doubt: what stands on the chart where the model is not good enough, '' where it is.
    """
    if not len(own) or not np.isfinite(own.normalised).any():
        return empty(text(lang, "effects.lines.none"))
    colour = POLLUTANT_COLOUR[METRICS[modelled].pollutant or ""]
    value = f"%{{y:.{METRICS[modelled].decimals}f}}{THIN_SPACE}{unit_of(modelled)}"
    x = milliseconds(own.starts)
    top = 1.12 * float(np.nanmax(np.concatenate((own.observed, own.normalised, own.high))))
    data = [
        *_band(own, colour),
        _line(x, own.observed, text(lang, "effects.observed"), value)
        | {"line": {"color": NEUTRAL, "width": 1.6}, "marker": {"size": 4, "color": NEUTRAL}},
        _line(x, own.normalised, text(lang, "effects.normalised"), value)
        | {
            "line": {"color": colour, "width": 3, "dash": "dash"},
            "marker": {"size": 4, "color": colour},
            "customdata": np.round(np.stack((own.low, own.high), axis=1), 2).tolist(),
            "hovertemplate": f"{value} (%{{customdata[0]}}–%{{customdata[1]}})",
        },
    ]
    return {
        "data": data,
        "layout": layout(
            margin={"l": 44, "r": 16, "t": 40 if doubt else 28, "b": 32},
            xaxis=axis(
                type="date",
                tickformat=text(lang, "effects.tick"),
                nticks=6,
                tickangle=0,
                range=[f"{own.starts[0] - 1}-15", f"{own.starts[-1]}-15"],
            ),
            yaxis=axis(range=[0, top], nticks=5, fixedrange=True),
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
            annotations=[_doubt(doubt)] if doubt else [],
        ),
    }


def _line(x: dict[str, str], values: np.ndarray, name: str, value: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": x,
        "y": typed(values),
        "connectgaps": False,
        "hovertemplate": value,
    }


def _band(own: Months, colour: str) -> list[dict[str, Any]]:
    """Return the interval as one outline for each run of months that have it; gaps are gaps."""
    known = np.isfinite(own.low) & np.isfinite(own.high)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(int), [0]))))
    made = []
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        run = slice(first, end)
        made.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": milliseconds(np.concatenate((own.starts[run], own.starts[run][::-1]))),
                "y": typed(np.concatenate((own.high[run], own.low[run][::-1]))),
                "fill": "toself",
                "fillcolor": _pale(colour),
                "line": {"width": 0},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return made


def _pale(colour: str, strength: float = 0.22) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def _doubt(words: str) -> dict[str, Any]:
    return {
        **{"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left"},
        **{"yanchor": "top", "align": "left", "showarrow": False},
        "text": f"<b>{words}</b>",
        "font": {"size": 13, "color": "#b3402f"},
    }
