"""Where a case stands within the same weeks: a row a factor, each on a scale of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from view.case_parts import Driver
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.formats import MISSING, THIN_SPACE, number
from view.text import text
from view.theme import ACCENT, NEUTRAL

ROW_HEIGHT, MARGINS = 58, 24
#: How far beyond p10 or p90 a dot is drawn, as a part of the bar; further away it is an arrow.
REACH = 0.22
_BAR, _BOX = "rgba(138,143,152,0.28)", "rgba(95,134,173,0.65)"
#: Room at the left for the names and values, at the right for the words.
_LEFT, _RIGHT = 118, 104


@dataclass(frozen=True)
class PercentileRow:
    """One factor as it is drawn: its name, numbers as printed, and where the case stands.

    `unit` is printed after the case's value, "" for a ratio; `standing` is said at the right.
    """

    name: str
    driver: Driver
    unit: str
    decimals: int
    standing: str

    def printed(self, value: float | None) -> str:
        """Return a value in the factor's decimals, without its unit."""
        return number(value, self.decimals)

    @property
    def amount(self) -> str:
        """The case's value with its unit."""
        shown = self.printed(self.driver.value)
        return shown if shown == MISSING or not self.unit else f"{shown}{THIN_SPACE}{self.unit}"

    @property
    def is_compared(self) -> bool:
        """Whether there were days enough to compare it with."""
        return self.driver.percentile is not None and self.driver.p90 is not None


def place_in(driver: Driver, value: float | None) -> float:
    """Return where a value lies on the bar: 0 at p10, 1 at p90; NaN where it is unknown.

    Where p10 equals p90 (weeks without rain) the bar has no length: equal values lie in its
    middle, others beyond its ends.
    """
    if value is None or driver.p10 is None or driver.p90 is None:
        return math.nan
    span = driver.p90 - driver.p10
    if span > 0:
        return (value - driver.p10) / span
    return 0.5 if value == driver.p10 else math.copysign(math.inf, value - driver.p10)


def _place_as_printed(row: PercentileRow) -> float:
    """Return where the case's value lies; a bar without length is met as printed.

    On weeks without rain 0.04 mm is printed as 0.0, as both ends are: it lies in their middle.
    """
    own = row.driver
    ends = [round(end, row.decimals) for end in (own.p10, own.p90) if end is not None]
    if own.value is None or len(ends) < 2 or ends[0] < ends[1]:
        return place_in(own, own.value)
    return place_in(replace(own, p10=ends[0], p90=ends[1]), round(own.value, row.decimals))


def percentiles_height(rows: Sequence[PercentileRow]) -> int:
    """Return the height in pixels that `percentiles_figure` is drawn for."""
    return MARGINS + ROW_HEIGHT * max(len(rows), 2)


def percentiles_figure(rows: Sequence[PercentileRow], lang: str) -> Figure:
    """Draw the bar from p10 to p90, the box from p25 to p75, the median and the case's dot."""
    if not rows:
        return empty(text(lang, "case_weather.none"))
    compared = [row for row in rows if row.is_compared]
    at = [place for place, row in enumerate(rows) if row.is_compared]
    data = [
        _bars(at, [0.0] * len(at), [1.0] * len(at), _BAR, 0.16),
        _bars(at, *_box(compared), _BOX, 0.3),
        _medians(at, compared),
        _dots(at, compared, lang),
    ]
    notes = [_words(place, row) for place, row in enumerate(rows)]
    for place, row in zip(at, compared, strict=True):
        notes += _ends(place, row)
    return {
        "data": data,
        "layout": layout(
            margin={"l": _LEFT, "r": _RIGHT, "t": 8, "b": 16},
            hovermode="closest",
            barmode="overlay",
            xaxis={
                "visible": False,
                "range": [-REACH - 0.04, 1 + REACH + 0.04],
                "fixedrange": True,
            },
            yaxis=axis(
                tickvals=list(range(len(rows))),
                ticktext=[f"{_lines(row.name)}<br><b>{plain(row.amount)}</b>" for row in rows],
                range=[len(rows) - 0.5, -0.5],
                showgrid=False,
                fixedrange=True,
                automargin=False,
            ),
            annotations=notes,
        ),
    }


def _lines(name: str) -> str:
    """Return a name as plotly shows it, a line break of the text kept."""
    return plain(name).replace("\n", "<br>")


def _box(rows: Sequence[PercentileRow]) -> tuple[list[float], list[float]]:
    low = [_drawn(place_in(row.driver, row.driver.p25)) for row in rows]
    high = [_drawn(place_in(row.driver, row.driver.p75)) for row in rows]
    return low, high


def _bars(
    rows: Sequence[int], low: list[float], high: list[float], colour: str, width: float
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(rows),
        "base": typed(low),
        "x": typed(np.subtract(high, low) if high else []),
        "width": width,
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _medians(at: Sequence[int], rows: Sequence[PercentileRow]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": typed([_drawn(place_in(row.driver, row.driver.p50)) for row in rows]),
        "y": list(at),
        "marker": {
            "symbol": "line-ns",
            "size": 18,
            "line": {"width": 2, "color": NEUTRAL},
        },
        "hoverinfo": "skip",
    }


def _dots(at: Sequence[int], rows: Sequence[PercentileRow], lang: str) -> dict[str, Any]:
    """Return the case's own values: a dot, an arrow where the value lies beyond the drawing."""
    places = [_place_as_printed(row) for row in rows]
    symbols = [
        "triangle-left" if place < -REACH else "triangle-right" if place > 1 + REACH else "circle"
        for place in places
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": typed([_drawn(place) for place in places]),
        "y": list(at),
        "marker": {
            "symbol": symbols,
            "size": 13,
            "color": ACCENT,
            "line": {"width": 1.5, "color": "#ffffff"},
        },
        "text": [_hover(row, lang) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _drawn(place: float) -> float:
    return min(max(place, -REACH), 1 + REACH)


def _hover(row: PercentileRow, lang: str) -> str:
    own = row.driver
    numbers = {f"p{n}": row.printed(getattr(own, f"p{n}")) for n in (10, 25, 50, 75, 90)}
    return text(
        lang,
        "case_weather.hover",
        name=plain(row.name.replace("\n", " ")),
        value=plain(row.amount),
        percentile=number(own.percentile, 0),
        weeks=text(lang, f"case_weather.days.{own.against}"),
        days=own.days,
        years=own.years,
        **numbers,
    )


def _ends(place: int, row: PercentileRow) -> list[dict[str, Any]]:
    """Return the numbers at the two ends of a bar, in the factor's own unit."""
    return [
        {
            **{"x": x, "y": place, "xanchor": "center", "yanchor": "top", "yshift": -9},
            "text": row.printed(value),
            "showarrow": False,
            "font": {"size": 11, "color": NEUTRAL},
        }
        for x, value in ((0, row.driver.p10), (1, row.driver.p90))
    ]


def _words(place: int, row: PercentileRow) -> dict[str, Any]:
    """Return the words at the right: how the case stands, or why that cannot be said."""
    return {
        **{"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6},
        **{"y": place, "yanchor": "middle", "align": "left"},
        "text": row.standing,
        "showarrow": False,
        "font": {"size": 12, "color": NEUTRAL},
    }
