"""Where an effect stands among what the same method finds where nothing was done."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import numpy as np

from airquality.metrics import METRICS
from view.effect_amounts import percent, unit_of
from view.effect_parts import MeasureEffect, Placebo
from view.figures.arrays import typed
from view.figures.frame import Figure, axis, empty, layout
from view.formats import THIN_SPACE
from view.text import text
from view.theme import ACCENT, NEUTRAL

HEIGHT = 200
WIDTH, LOW = 240, 28
#: Columns of dots across the strip.
_COLUMNS = 60
_PAD = 8


def placebo_strip(found: Sequence[Placebo], one: MeasureEffect, lang: str) -> Figure:
    """Draw each placebo as a dot, piled where they are alike, and the effect with its interval.

    The axis is the effect in per cent of what was to be expected.
    """
    known = [p for p in found if p.effect_pct is not None]
    if not known or one.effect_pct is None:
        return empty(text(lang, "effects.placebo.none"))
    values = np.array([p.effect_pct for p in known], dtype=float)
    values, heights = _piled(values)
    reach = _reach([*values, one.effect_pct], (one.effect_pct_low, one.effect_pct_high))
    return {
        "data": [
            _dots(known, values, heights, one, lang),
            _effect(one, heights, lang),
        ],
        "layout": layout(
            margin={"l": 16, "r": 16, "t": 28, "b": 44},
            hovermode="closest",
            xaxis=axis(
                range=reach,
                ticksuffix="%",
                title={"text": text(lang, "effects.placebo.axis"), "font": {"size": 13}},
                fixedrange=True,
            ),
            yaxis={
                "visible": False,
                "range": [-2.6, max(6.0, 1.1 * heights.max())],
                "fixedrange": True,
            },
            shapes=[_zero()],
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
        ),
    }


def _piled(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each dot lies: those of one column stand on one another, in its middle."""
    low, high = float(values.min()), float(values.max())
    columns = np.floor((values - low) / ((high - low) or 1.0) * _COLUMNS).astype(int)
    columns = np.minimum(columns, _COLUMNS - 1)
    heights = np.empty(len(values))
    for column in np.unique(columns):
        own = np.flatnonzero(columns == column)
        heights[own[np.argsort(values[own], kind="stable")]] = np.arange(len(own)) + 0.5
    middle = low + (columns + 0.5) / _COLUMNS * ((high - low) or 1.0)
    return middle, heights


def _reach(
    values: Sequence[float], ends: tuple[float | None, float | None] = (None, None)
) -> list[float]:
    """Return the axis' ends: zero and all values; an interval is followed half as far again."""
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    below, above = (value if value is not None else 0.0 for value in ends)
    low = min(low, max(below, low - span / 2))
    high = max(high, min(above, high + span / 2))
    room = 0.04 * (high - low or 1.0)
    return [low - room, high + room]


def _dots(
    known: Sequence[Placebo],
    values: np.ndarray,
    heights: np.ndarray,
    one: MeasureEffect,
    lang: str,
) -> dict[str, Any]:
    places = METRICS[one.pollutant].decimals + 1
    unit = f"{THIN_SPACE}{unit_of(one.pollutant)}"
    words = [
        f"{str(p.start)[:10]}<br>{p.effect or 0:.{places}f}{unit}<br>{p.effect_pct:.0f} %"
        for p in known
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(lang, "effects.placebo.dots"),
        "x": typed(values),
        "y": typed(heights),
        "marker": {"size": 6, "color": NEUTRAL, "opacity": 0.6},
        "text": words,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _effect(one: MeasureEffect, heights: np.ndarray, lang: str) -> dict[str, Any]:
    own = one.effect_pct or 0.0
    low = own if one.effect_pct_low is None else one.effect_pct_low
    high = own if one.effect_pct_high is None else one.effect_pct_high
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(lang, "effects.placebo.real"),
        "x": [own],
        "y": [-1.3],
        "marker": {"size": 13, "symbol": "diamond", "color": ACCENT},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, high - own)],
            "arrayminus": [max(0.0, own - low)],
            "color": ACCENT,
            "thickness": 2,
            "width": 6,
        },
        "hovertemplate": f"{percent(own)}<extra></extra>",
    }


def _zero() -> dict[str, Any]:
    return {
        **{"type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1},
        "line": {"color": NEUTRAL, "width": 1},
    }


def small_strip(values: np.ndarray, effect: float | None) -> str:
    """Return a strip as an image's address: a tick a placebo, a line at zero, a dot the effect.

    values: the placebos' effects in per cent, (placebo,). '' where there is nothing to draw.
    """
    known = values[np.isfinite(values)]
    if not len(known) or effect is None:
        return ""
    low, high = _reach([*known.tolist(), effect])

    def at(value: Any) -> Any:
        return _PAD + (value - low) / (high - low) * (WIDTH - 2 * _PAD)

    # As many ticks as there are half pixels: more would lie on one another.
    places = np.unique(np.round(2 * at(known))) / 2
    ticks = "".join(f"M{place:g} 7V21" for place in places)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {LOW}">'
        f'<path d="M{_PAD} 14H{WIDTH - _PAD}" stroke="{NEUTRAL}" stroke-opacity="0.5"/>'
        f'<path d="{ticks}" stroke="{NEUTRAL}" stroke-opacity="0.45" stroke-width="1.2"/>'
        f'<path d="M{at(0):.1f} 1V27" stroke="{NEUTRAL}" stroke-width="1.4"/>'
        f'<circle cx="{at(effect):.1f}" cy="14" r="6" fill="{ACCENT}" stroke="#ffffff"'
        ' stroke-width="1.5"/></svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =/:'")
