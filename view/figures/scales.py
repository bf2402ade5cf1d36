"""Colours of tiles: classes with a word each, or a run of colours over values with a unit."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from view.figures.frame import Figure, plain
from view.formats import number
from view.theme import ink_on, level_colours

#: Steps in which the ink on a run of colours is looked up.
_FINE = 64
_TICKS = 5
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """What colours mean.

    Attributes:
        colours: plotly's colour scale over low … high.
        low, high: bounds; a value beyond takes the colour at the end.
        classes: (colour, words) of each class in the legend; empty for a run of colours.
        title: unit, and what the bold number is; beside a run of colours.
        ticks: (value, words) under a run of colours.
    """

    colours: list[list[Any]]
    low: float
    high: float
    classes: tuple[tuple[str, str], ...] = ()
    title: str = ""
    ticks: tuple[tuple[float, str], ...] = ()

    def ink(self, values: np.ndarray) -> np.ndarray:
        """Return black or white for words on each value; '' where it is missing."""
        share = np.clip((values - self.low) / (self.high - self.low), 0, 1)
        at = np.where(np.isfinite(share), share * (_FINE - 1), 0).round().astype(int)
        colours = [self._colour(i / (_FINE - 1)) for i in range(_FINE)]
        inks = np.array([ink_on(colour) for colour in colours], dtype=object)
        return np.where(np.isfinite(values), inks[at], "")

    def _colour(self, share: float) -> str:
        """Return the colour at a share of the scale, between its two neighbours."""
        # Where two colours meet, the upper one begins.
        low = [c for c in self.colours if c[0] <= share][-1]
        high = next(c for c in self.colours if c[0] >= share)
        if high[0] == low[0]:
            return str(high[1])
        part = (share - low[0]) / (high[0] - low[0])
        mixed = (
            round(int(low[1][i : i + 2], 16) * (1 - part) + int(high[1][i : i + 2], 16) * part)
            for i in (1, 3, 5)
        )
        return "#" + "".join(f"{channel:02x}" for channel in mixed)

    def axis(self, **place: Any) -> dict[str, Any]:
        """Return plotly's `coloraxis`, with a bar only for a run of colours."""
        shown: dict[str, Any] = {
            "colorscale": self.colours,
            "cmin": self.low,
            "cmax": self.high,
            "showscale": not self.classes,
        }
        if not self.classes:
            shown["colorbar"] = {
                "orientation": "h",
                "thickness": 10,
                "len": 260,
                "lenmode": "pixels",
                "outlinewidth": 0,
                "x": 0,
                "xanchor": "left",
                "xpad": 0,
                "ypad": 0,
                "tickvals": [value for value, _ in self.ticks],
                "ticktext": [words for _, words in self.ticks],
                "tickangle": 0,
                "ticks": "outside",
                "ticklen": 3,
                "tickfont": {"size": 12},
                "title": {"text": self.title, "side": "right", "font": {"size": 12}},
                **place,
            }
        return shown

    def key(self) -> list[Figure]:
        """Return a trace a class, drawn nowhere but in the legend."""
        return [key_trace("square", colour, words) for colour, words in self.classes]


def key_trace(symbol: str, colour: str, words: str) -> Figure:
    """Return a trace that only stands in the legend."""
    line = {"color": "rgba(70,78,88,0.55)", "width": 1}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "marker": {"symbol": symbol, "size": 12, "color": colour, "line": line},
        "name": plain(words),
        "hoverinfo": "skip",
    }


def class_scale(classes: list[tuple[str, str]], first: int) -> Scale:
    """Return a scale of equal steps for whole numbers from `first`, a (colour, words) each."""
    n = len(classes)
    steps = [[edge / n, c] for i, (c, _) in enumerate(classes) for edge in (i, i + 1)]
    return Scale(steps, first - 0.5, first + n - 0.5, tuple(classes))


def value_scale(values: np.ndarray, title: str, decimals: int, limit: float = math.nan) -> Scale:
    """Return a run of colours from zero to a round number that hardly any value is above.

    Lightness falls all the way, so it is read with any colour vision and in grey. `limit` is
    marked by a bold number; NaN for none.
    """
    held = values[np.isfinite(values)]
    most = float(held.max()) if len(held) else 1.0
    usual = float(np.quantile(held, 0.995)) if len(held) else 1.0
    step = _round_step(max(usual, 10.0**-decimals))
    top = step * max(math.ceil(usual / step - 1e-9), 1)
    places = 0 if step.is_integer() else max(decimals, 1)
    marks = [step * i for i in range(round(top / step) + 1)]
    ticks = [(mark, number(mark, places)) for mark in marks]
    if most > top:
        ticks[-1] = (top, f"≥ {ticks[-1][1]}")
    if 0 < limit < top:
        shown = number(limit, 0 if float(limit).is_integer() else 1)
        kept = [t for t in ticks if abs(t[0] - limit) >= 0.6 * step]
        ticks = sorted([*kept, (limit, f"<b>{shown}</b>")])
    colours = level_colours("safe")
    run: list[list[Any]] = [[i / (len(colours) - 1), c] for i, c in enumerate(colours)]
    return Scale(run, 0.0, top, (), plain(title), tuple(ticks))


def _round_step(most: float) -> float:
    power = 10.0 ** math.floor(math.log10(most / _TICKS))
    return next(power * nice for nice in _NICE if power * nice * _TICKS >= most)
