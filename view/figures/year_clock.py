"""The year's shape of PM2.5 and O3 on one clock: months around it, January on top."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from view.figures.arrays import typed
from view.figures.frame import Figure, empty, layout
from view.figures.series import metric_colour
from view.formats import THIN_SPACE, amount, number, unit
from view.lines import Cycled
from view.text import text
from view.theme import LIMIT, NEUTRAL

HEIGHT = 420
MONTHS = 12
#: Where the names of the rings stand: between December and January, where few points lie.
_NAMES_AT = np.pi * 2 * (11.5 / MONTHS)
_GROUND = "rgba(255,255,255,0.6)"


def year_clock(shapes: Sequence[tuple[str, Cycled, float]], lang: str) -> Figure:
    """Draw (metric, monthly means, limit) as closed shapes around one centre.

    Each is in per cent of its own limit, so that both have one scale: the ring of 100 % is the
    daily limit of either. The plane is u to the right and v upwards, as a clock is read. A month
    with too few days leaves its shape open there.
    """
    known = [s for s in shapes if np.isfinite(s[1].mean).any()]
    if not known:
        has_some = any((s[1].count > 0).any() for s in shapes)
        return empty(text(lang, "common.insufficient" if has_some else "common.empty.no_data"))
    reach = max(float(np.nanmax(cycled.mean)) / limit for _, cycled, limit in known)
    rings = _rings(reach)
    outer = max(reach, rings[-1]) * 1.04
    span = outer * 1.18
    flat = {"visible": False, "fixedrange": True, "range": [-span, span]}
    return {
        "data": [_shape(metric, cycled, limit, lang) for metric, cycled, limit in shapes],
        "layout": layout(
            margin={"l": 8, "r": 8, "t": 36, "b": 8},
            hovermode="closest",
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
            xaxis={**flat, "constrain": "domain"},
            yaxis={**flat, "scaleanchor": "x", "constrain": "domain"},
            shapes=[*_spokes(outer), *(_ring(r) for r in rings)],
            annotations=[*_months(outer, lang), *(_ring_name(r, lang) for r in rings)],
        ),
    }


def _rings(reach: float) -> list[float]:
    """Return the shares of the limit that are drawn as rings: few, the limit always among them."""
    if reach < 2.5:
        return [r for r in (0.5, 1.0, 1.5, 2.0) if r <= max(1.0, reach)]
    step = 2.0 if reach < 7 else 4.0 if reach < 13 else 10.0
    return [1.0, *np.arange(step, reach, step).tolist()]


def _angles(months: np.ndarray) -> np.ndarray:
    """Return the angle of each month, clockwise from the top, in radians."""
    return (months - 1) * 2 * np.pi / MONTHS


def _shape(metric: str, cycled: Cycled, limit: float, lang: str) -> dict[str, Any]:
    months = np.arange(1, MONTHS + 1)
    radius = cycled.mean.astype(np.float64) / limit
    is_whole = bool(np.isfinite(radius).all())
    u, v = radius * np.sin(_angles(months)), radius * np.cos(_angles(months))
    words = [
        text(
            lang,
            "coupling.hover.clock",
            month=text(lang, f"coupling.month.{m}"),
            symbol=METRICS[metric].symbol,
            value=amount(metric, mean) + THIN_SPACE + unit(lang, METRICS[metric]),
            share=number(100 * share, 0),
            n=count,
        )
        for m, mean, share, count in zip(
            months, cycled.mean.tolist(), radius.tolist(), cycled.count.tolist(), strict=True
        )
    ]
    colour = metric_colour(metric)
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    closed = [*range(MONTHS), 0]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": text(lang, f"coupling.clock.{metric}", limit=number(limit, 0)),
        "x": typed(u[closed]),
        "y": typed(v[closed]),
        # An open shape must not be filled across its gap.
        "fill": "toself" if is_whole else "none",
        "fillcolor": f"rgba({red},{green},{blue},0.20)",
        "line": {"color": colour, "width": 2},
        "marker": {
            "size": 7,
            "color": colour,
            "symbol": "circle" if metric == "pm25" else "diamond",
        },
        "hoveron": "points",
        "text": [words[i] for i in closed],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _ring(radius: float) -> dict[str, Any]:
    is_limit = radius == 1.0
    return {
        "type": "circle",
        "layer": "below",
        "x0": -radius,
        "x1": radius,
        "y0": -radius,
        "y1": radius,
        "line": {
            "color": LIMIT if is_limit else "rgba(138,143,152,0.35)",
            "width": 1.4 if is_limit else 1,
        },
    }


def _spokes(outer: float) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "layer": "below",
            "x0": 0,
            "y0": 0,
            "x1": float(outer * np.sin(angle)),
            "y1": float(outer * np.cos(angle)),
            "line": {"color": "rgba(138,143,152,0.22)", "width": 1},
        }
        for angle in _angles(np.arange(1, MONTHS + 1))
    ]


def _months(outer: float, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "x": float(1.09 * outer * np.sin(angle)),
            "y": float(1.09 * outer * np.cos(angle)),
            "showarrow": False,
            "font": {"size": 12},
            "text": text(lang, f"coupling.month.{month}"),
        }
        for month, angle in enumerate(_angles(np.arange(1, MONTHS + 1)), 1)
    ]


def _ring_name(radius: float, lang: str) -> dict[str, Any]:
    is_limit = radius == 1.0
    key = "coupling.ring.limit" if is_limit else "coupling.ring"
    return {
        "x": float(radius * np.sin(_NAMES_AT)),
        "y": float(radius * np.cos(_NAMES_AT)),
        "showarrow": False,
        "bgcolor": _GROUND,
        "font": {"size": 11, "color": LIMIT if is_limit else NEUTRAL},
        "text": text(lang, key, share=number(100 * radius, 0)),
    }
