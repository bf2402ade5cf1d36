"""The ground of roses and polar plots: sectors of wind direction as outlines, rings, letters.

The plotly file of this app has no polar axes, so angles are turned into x and y here: north is up,
a direction is the one that the wind blows from, and it is counted clockwise.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from airquality.wind import DEGREES_A_SECTOR
from view.figures.arrays import typed
from view.figures.frame import Figure, layout
from view.formats import number
from view.text import text

STEP = DEGREES_A_SECTOR
"""Degrees of a sector; the first one has north in its middle."""
HEIGHT = 352
#: Pixels for the legend under every plot, so that circles side by side are of one size.
_LEGEND = 92
#: Degrees from point to point of an arc: finer than a pixel sees at this size.
_FINE = 3.75
#: Where the letters stand, and the edge of the picture, in reaches.
_LETTERS, _EDGE = 1.1, 1.2
#: The rings are named along this direction, between two of the sixteen.
_NAMED_ALONG = 146.25
#: Ground of a ring's name: it may lie on any colour.
_PLATE = "rgba(255,255,255,0.7)"
RING = "rgba(120,128,138,0.55)"
OUTLINE = "rgba(70,78,88,0.55)"
_NICE = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0)


def nice_step(span: float, most: int) -> float:
    """Return the smallest round number that divides a span into at most so many parts."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(power * nice for nice in _NICE if power * nice * most >= span * (1 - 1e-9))


def decimals_of(step: float) -> int:
    """Return how many decimals multiples of a round step need."""
    return next((d for d in range(4) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 4)


def rings_of(step: float, reach: float, after: str) -> list[tuple[float, str]]:
    """Return (radius, words) of every step up to `reach`; `after` follows the number."""
    radii = [step * n for n in range(1, int(reach / step + 1e-9) + 1)]
    return [(r, f"{number(r, decimals_of(step))}{after}") for r in radii]


def spot(sector: float, radius: float) -> tuple[float, float]:
    """Return x and y at a radius in the middle of a sector."""
    angle = math.radians(sector * STEP)
    return radius * math.sin(angle), radius * math.cos(angle)


def outline(
    sector: int, inner: float, outer: float, width: float = STEP
) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of the closed outline of a ring's part, `width` degrees wide."""
    count = max(round(width / _FINE), 2) + 1
    angles = np.deg2rad(np.linspace(sector * STEP - width / 2, sector * STEP + width / 2, count))
    arc = np.array([np.sin(angles), np.cos(angles)])
    back = inner * arc[:, ::-1] if inner > 0 else np.zeros((2, 1))
    x, y = np.concatenate([outer * arc, back, outer * arc[:, :1]], axis=1)
    return x, y


def patches(
    outlines: Sequence[tuple[np.ndarray, np.ndarray]], colour: str, name: str, **more: Any
) -> dict[str, Any]:
    """Return one trace that fills outlines with a colour; it stands in the legend by name."""
    gap = np.array([np.nan])
    xs = [part for x, _ in outlines for part in (x, gap)] or [gap]
    ys = [part for _, y in outlines for part in (y, gap)] or [gap]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": typed(np.concatenate(xs)),
        "y": typed(np.concatenate(ys)),
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": OUTLINE, "width": 0.5},
        "name": name,
        "hoverinfo": "skip",
        **more,
    }


def hatched(
    outlines: Sequence[tuple[np.ndarray, np.ndarray]], name: str, **more: Any
) -> dict[str, Any]:
    """Return one trace of outlines that are hatched: something is there, too little to say."""
    pattern = {"shape": "/", "fgcolor": RING, "bgcolor": "rgba(0,0,0,0)", "size": 5}
    thin = {"color": RING, "width": 0.5}
    whole = {"fillpattern": {**pattern, "solidity": 0.3}, "line": thin, **more}
    return patches(outlines, "rgba(0,0,0,0)", name, **whole)


def told(spots: Iterable[tuple[float, float]], words: Sequence[str]) -> dict[str, Any]:
    """Return unseen points that say their words under the pointer."""
    x, y = np.array(list(spots)).reshape(-1, 2).T
    return {
        "type": "scatter",
        "mode": "markers",
        "x": typed(x),
        "y": typed(y),
        "marker": {"size": 14, "opacity": 0, "color": OUTLINE},
        "hovertext": list(words),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }


def compass(
    data: list[dict[str, Any]],
    reach: float,
    rings: Sequence[tuple[float, str]],
    lang: str,
    shapes: Sequence[dict[str, Any]] = (),
    notes: Sequence[dict[str, Any]] = (),
) -> Figure:
    """Return a figure with letters around and rings at (radius, words), all within `reach`."""
    letters = [
        _note(*spot(4 * n, _LETTERS * reach), text(lang, f"from_where.letter.{name}"), 13)
        for n, name in enumerate("nesw")
    ]
    named = [
        {**_note(*spot(_NAMED_ALONG / STEP, r), words, 11), "bgcolor": _PLATE, "borderpad": 0}
        for r, words in rings
    ]
    edge = _EDGE * reach
    hidden = {"visible": False, "fixedrange": True, "range": [-edge, edge]}
    return {
        "data": data,
        "layout": layout(
            hovermode="closest",
            hoverdistance=24,
            margin={"l": 4, "r": 4, "t": 4, "b": _LEGEND},
            xaxis={**hidden, "constrain": "domain"},
            yaxis={**hidden, "constrain": "domain", "scaleanchor": "x"},
            shapes=[*(ring(r) for r, _ in rings), *shapes],
            annotations=[*letters, *named, *notes],
            showlegend=any(trace.get("showlegend", True) for trace in data),
            legend={
                "orientation": "h",
                "x": 0.5,
                "xanchor": "center",
                "y": 0,
                "yanchor": "top",
                "font": {"size": 12},
                "itemclick": False,
                "itemdoubleclick": False,
                "traceorder": "normal",
            },
        ),
    }


def ring(radius: float, **line: Any) -> dict[str, Any]:
    """Return a circle around the middle, drawn over what is filled."""
    return {
        "type": "circle",
        "xref": "x",
        "yref": "y",
        "x0": -radius,
        "x1": radius,
        "y0": -radius,
        "y1": radius,
        "line": {"color": RING, "width": 0.8, **line},
    }


def _note(x: float, y: float, words: str, size: int) -> dict[str, Any]:
    font = {"size": size}
    return {"x": x, "y": y, "text": words, "showarrow": False, "font": font}
