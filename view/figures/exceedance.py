"""Exceedance curves: on which share of the days a concentration is reached or passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.figures.series import metric_colour, printed
from view.formats import THIN_SPACE, unit
from view.text import text
from view.theme import LIMIT, PLACE_COLOURS

HEIGHT = 320


@dataclass(frozen=True)
class Spread:
    """The percentiles of the daily values of one place over one period.

    Attributes:
        name: of the place or the year, as shown.
        percentiles: 0 to 100, rising; values: float32, in the stored unit, NaN with too few days.
        count: days with a value.
    """

    name: str
    percentiles: np.ndarray
    values: np.ndarray
    count: int

    @property
    def is_known(self) -> bool:
        """Whether there are values."""
        return bool(np.isfinite(self.values).any())

    def value_at(self, percentile: float) -> float:
        """Return the value of one of the percentiles; NaN where there is none."""
        here = np.flatnonzero(np.isclose(self.percentiles, percentile))
        return float(self.values[here[0]]) if len(here) else float("nan")


def exceedance_figure(
    spreads: Sequence[Spread], metric: str, limits: Sequence[tuple[float, str]], lang: str
) -> Figure:
    """Draw for each concentration the share of days that reach it, falling from 100 % to nothing.

    limits: (value, name) of the daily limits that held in the period. A curve with too few days
    is left out; where none is left, words say so.
    """
    shown = [s for s in spreads if s.is_known]
    if not shown:
        has_some = any(s.count for s in spreads)
        return empty(text(lang, "common.insufficient" if has_some else "common.empty.no_data"))
    several = len(spreads) > 1
    colours = [
        PLACE_COLOURS[i % len(PLACE_COLOURS)] if several else metric_colour(metric)
        for i in range(len(spreads))
    ]
    right = max(float(np.nanmax(printed(s.values, metric))) for s in shown)
    right = max(1.04 * right, *(1.15 * value for value, _ in limits), 1e-9)
    marks = [_limit(value, words, right, n) for n, (value, words) in enumerate(limits)]
    row = METRICS[metric]
    return {
        "data": [
            _curve(spread, metric, colour, several, lang)
            for spread, colour in zip(spreads, colours, strict=True)
            if spread.is_known
        ],
        "layout": layout(
            margin={
                "l": 48,
                "r": 16,
                "t": 28 + 18 * several + 16 * max(len(limits) - 1, 0),
                "b": 44,
            },
            hovermode="closest",
            showlegend=several,
            legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "yref": "paper"}
            | ({"y": 1.09} if limits else {}),
            xaxis=axis(
                range=[0, right],
                title={
                    "text": _axis_words(row.symbol, unit(lang, row)),
                    "standoff": 6,
                    "font": {"size": 13},
                },
                fixedrange=True,
            ),
            yaxis=axis(
                range=[0, 101],
                tickvals=[0, 25, 50, 75, 100],
                fixedrange=True,
            ),
            shapes=[shape for shape, _ in marks],
            annotations=[note for _, note in marks],
        ),
    }


def _axis_words(symbol: str, unit_words: str) -> str:
    return f"{symbol or 'AQI'} {unit_words}".strip()


def _curve(spread: Spread, metric: str, colour: str, several: bool, lang: str) -> dict[str, Any]:
    row = METRICS[metric]
    key = "exceedance.hover.named" if several else "exceedance.hover"
    words = text(
        lang,
        key,
        name=plain(spread.name),
        value=f"%{{x:.{row.decimals}f}}{THIN_SPACE}{unit(lang, row)}".rstrip(THIN_SPACE),
        share="%{y:.0f}",
    )
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(spread.name),
        "x": typed(printed(spread.values.astype(np.float32), metric)),
        "y": typed(100.0 - spread.percentiles),
        "line": {"color": colour, "width": 2},
        "marker": {"size": 5, "color": colour},
        "hovertemplate": f"{words}<extra></extra>",
    }


def name_anchor(share: float) -> str:
    """Return what the name of an upright line hangs by, so that it stays within a narrow chart.

    share: where along the width the line stands, 0 to 1.
    """
    return "left" if share < 0.35 else "right" if share > 0.65 else "center"


def _limit(
    value: float, words: str, right: float, number: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    shape = {
        "type": "line",
        "x0": value,
        "x1": value,
        "yref": "y domain",
        "y0": 0,
        "y1": 1,
        "line": {"color": LIMIT, "width": 1.2},
    }
    note = {
        "x": value,
        "xanchor": name_anchor(value / right),
        "yref": "y domain",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 16 * number,
        "text": words,
        "showarrow": False,
        "font": {"size": 12, "color": LIMIT},
    }
    return shape, note
