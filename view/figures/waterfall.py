"""A change between two periods as a waterfall: where it began, the weather, the rest, its end."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.effect_amounts import between, difference, level
from view.effect_parts import Change
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout, plain
from view.text import text
from view.theme import NEUTRAL, POLLUTANT_COLOUR

ROW, GAP, MARGINS = 60, 14, 40
#: Weather is grey-blue on every page.
WEATHER = "#5f86ad"
_LEFT = 146
#: Letters of a name in a line; Chinese names are shorter than that.
_LINE = 18


@dataclass(frozen=True)
class Told:
    """A change and what its two periods are called."""

    change: Change
    former: str
    latter: str


@dataclass(frozen=True)
class _Bar:
    """One row: from where to where it runs, its interval as ends on the same axis.

    A level runs nowhere: it is a mark, and no bar whose length would be read.
    """

    at: float
    words: str
    base: float
    end: float
    colour: str
    low: float | None = None
    high: float | None = None
    is_level: bool = False


def waterfall_height(told: Sequence[Told]) -> int:
    """Return the height in pixels that `waterfall` is drawn for."""
    shown = max(1, len([one for one in told if one.change.change is not None]))
    return MARGINS + shown * (4 * ROW + GAP)


def waterfall(told: Sequence[Told], modelled: str, lang: str) -> Figure:
    """Draw four rows a change: both levels as marks, the two steps between them as bars.

    An interval is a whisker at the end of its step. The newest change comes first. The axis does
    not begin at zero: a step of a twentieth of the level would not be seen.
    """
    known = [one for one in told if one.change.change is not None]
    if not known:
        return empty(text(lang, "effects.waterfall.none"))
    bars = [bar for n, one in enumerate(reversed(known)) for bar in _bars(n, one, modelled, lang)]
    ends = [v for b in bars for v in (b.base, b.end, b.low, b.high) if v is not None]
    low, top = min(ends), max(ends)
    room = 0.08 * ((top - low) or 1.0)
    return {
        "data": [_steps([b for b in bars if not b.is_level]), _levels(bars)],
        "layout": layout(
            margin={"l": _LEFT, "r": 16, "t": 4, "b": 28},
            hovermode=False,
            barmode="overlay",
            shapes=[line for start in range(0, len(bars), 4) for line in _joins(bars[start:][:4])],
            xaxis=axis(range=[low - room, top + room], nticks=6, fixedrange=True),
            yaxis=axis(
                tickvals=[bar.at for bar in bars],
                ticktext=[bar.words for bar in bars],
                range=[bars[-1].at + 0.6, -0.6],
                showgrid=False,
                fixedrange=True,
                automargin=False,
                tickfont={"size": 12},
            ),
        ),
    }


def _bars(number: int, one: Told, modelled: str, lang: str) -> list[_Bar]:
    c, at = one.change, number * (4 + GAP / ROW)
    before, after = c.observed_from or 0.0, c.observed_to or 0.0
    middle = before + (c.weather or 0.0)
    colour = POLLUTANT_COLOUR[METRICS[modelled].pollutant or ""]
    amounts = (c.weather, c.rest, c.weather_low, c.weather_high, c.rest_low, c.rest_high)

    def step(name: str, value: float | None, low: float | None, high: float | None) -> str:
        shown = difference(modelled, value, *amounts)
        interval = between(lang, modelled, low, high, *amounts)
        return _words(text(lang, name), shown) + f"<br>{plain(interval.strip())}"

    def moved(base: float, by: float | None) -> float | None:
        return None if by is None else base + by

    return [
        _Bar(
            at, _words(one.former, level(modelled, before)), before, before, NEUTRAL, is_level=True
        ),
        _Bar(
            at + 1,
            step("effects.weather", c.weather, c.weather_low, c.weather_high),
            before,
            middle,
            WEATHER,
            moved(before, c.weather_low),
            moved(before, c.weather_high),
        ),
        _Bar(
            at + 2,
            step("effects.rest", c.rest, c.rest_low, c.rest_high),
            middle,
            after,
            colour,
            moved(middle, c.rest_low),
            moved(middle, c.rest_high),
        ),
        _Bar(
            at + 3, _words(one.latter, level(modelled, after)), after, after, NEUTRAL, is_level=True
        ),
    ]


def _words(name: str, amount: str) -> str:
    lines = "<br>".join(plain(line) for line in textwrap.wrap(name, _LINE))
    return f"{lines}<br><b>{plain(amount)}</b>"


def _levels(bars: Sequence[_Bar]) -> dict[str, Any]:
    own = [bar for bar in bars if bar.is_level]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": typed([bar.end for bar in own]),
        "y": typed([bar.at for bar in own], "f8"),
        "marker": {"symbol": "line-ns", "size": 30, "line": {"width": 6, "color": NEUTRAL}},
        "hoverinfo": "skip",
    }


def _joins(four: Sequence[_Bar]) -> list[dict[str, Any]]:
    """Return thin lines that carry each row's end to the next row."""
    return [
        {
            **{"type": "line", "x0": one.end, "x1": one.end, "y0": one.at, "y1": after.at},
            **{"layer": "below", "line": {"color": NEUTRAL, "width": 1, "dash": "dot"}},
        }
        for one, after in pairwise(four)
    ]


def _steps(bars: Sequence[_Bar]) -> dict[str, Any]:
    ends = np.array([bar.end for bar in bars])
    # Without an interval there is no whisker: one without length would still have its cap drawn.
    high = np.array([np.nan if bar.high is None else bar.high for bar in bars])
    low = np.array([np.nan if bar.low is None else bar.low for bar in bars])
    bases = np.array([bar.base for bar in bars])
    return {
        "type": "bar",
        "orientation": "h",
        "y": typed([bar.at for bar in bars], "f8"),
        "base": typed(bases),
        "x": typed(ends - bases),
        "width": 0.5,
        "marker": {"color": [bar.colour for bar in bars], "line": {"width": 0}},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": typed(high - ends),
            "arrayminus": typed(ends - low),
            "color": "#66727f",
            "thickness": 1.6,
            "width": 5,
        },
        "hoverinfo": "skip",
    }
