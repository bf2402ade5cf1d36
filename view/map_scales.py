"""What the colours of the map mean: levels, classes around a limit, a city's own, a difference.

A class holds low < value <= high, so a value on a limit keeps it; values are taken as printed.
The last class is open. Shapes say the same as colours, for whoever cannot tell these apart.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from airquality.metrics import METRICS
from airquality.schemes import IN_FORCE, SCHEMES, daily_limits
from airquality.standards import hj633
from airquality.standards.hj633 import AqiStandard
from view.formats import number
from view.limit_words import daily_limit_words, scheme_of
from view.maps import SCALE
from view.standing import MORE_IS_BETTER
from view.text import text
from view.theme import ink_on, level_colours

#: A shape a level, from the first to the sixth.
SHAPES = ("circle", "square", "triangle", "diamond", "star", "hexagon")
#: Blue is better, orange worse; both get darker with the size of the change.
_BETTER = ("#0b3c6f", "#2f6fae", "#74a9d8", "#c3dcf1")
_WORSE = ("#fbd9b5", "#f2a763", "#d97a24", "#9c4a06")
_NEUTRAL = "#e3e5e8"
_STEPS = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 25.0, 40.0, 50.0, 100.0, 200.0)
_CLASSES = 8
_HALF = 4
#: Even steps of what has no limit for the year (own choice): of one class, from zero.
_OWN_STEPS = {"co": 0.5, "o3_mda8": 20.0, "good_ratio": 12.5, "heavy_days": 5.0}
_INDEX_STEP = 1.0
#: Averaging of the breakpoints that a metric of a day or an hour is held against.
_AVERAGING = {"o3_mda8": "8h", "o3_1h_max": "1h"}


@dataclass(frozen=True)
class MapScale:
    """Classes in the unit that the metric is printed in.

    Attributes:
        edges: one more than there are classes, ascending; a value below the first edge is in the
            first class, the last edge is None where the class is open.
        colours, shapes, names: one a class; a name may be empty, its range then says it.
        title: what the classes are, and by which rule.
        is_continuous: colours may run into one another: they are no levels.
    """

    edges: tuple[float | None, ...]
    colours: tuple[str, ...]
    shapes: tuple[str, ...]
    names: tuple[str, ...]
    title: str
    is_continuous: bool = False

    def wire(self) -> dict[str, Any]:
        """Return it as the browser reads it."""
        return {
            "edges": list(self.edges),
            "colours": list(self.colours),
            "inks": [ink_on(colour) for colour in self.colours],
            "shapes": list(self.shapes),
            "names": list(self.names),
            "title": self.title,
            "continuous": self.is_continuous,
        }


def level_scale(
    metric: str, kind: str, standard: str, day: np.datetime64, palette: str, lang: str
) -> MapScale | None:
    """Return the levels of an hour or a day by the breakpoints of HJ 633; None without any.

    standard: as in the ViewState; "" is what was in force on `day`. Hours of PM2.5 and PM10 are
    held against the breakpoints of days: HJ 633-2026 does so, that of 2012 has none for them, and
    the title says it. WHO has no levels.
    """
    scheme = SCHEMES[scheme_of(standard)]
    if not scheme.has_levels:
        return None
    name = str(hj633.standard_in_force(day)) if scheme.aqi == IN_FORCE else scheme.aqi
    rules = hj633.STANDARDS[name]
    edges, above = _breakpoints(metric, kind, rules)
    n = len(edges)
    words = [text(lang, f"common.level.{level + 1}") for level in range(n)]
    if above is not None:
        words[-1] = text(lang, "map.scale.no_level_above", name=words[-1], value=number(above, 0))
    key = "borrowed" if _is_borrowed(metric, kind, rules) else "levels"
    return MapScale(
        (*edges, None),
        level_colours(palette)[:n],
        SHAPES[:n],
        tuple(words),
        text(lang, f"map.scale.{key}", standard=text(lang, f"common.standard.{name}")),
    )


def _breakpoints(
    metric: str, kind: str, rules: AqiStandard
) -> tuple[tuple[float, ...], float | None]:
    """Return the low edges of the levels, and above which value the standard has no level."""
    lows = (0, 50, 100, 150, 200, 300)
    if metric == "aqi":
        return tuple(map(float, lows)), None
    pollutant = METRICS[metric].pollutant or ""
    averaging = _AVERAGING.get(metric, "1h" if kind == "hour" else "24h")
    if (pollutant, averaging) not in rules.breakpoints:
        averaging = "24h"
    column = rules.breakpoints[(pollutant, averaging)]
    held = [hj633.IAQI_STEPS.index(low) for low in lows]
    edges = tuple(float(column[i]) for i in held if i < len(column) - 1)
    beyond = rules.beyond.get((pollutant, averaging))
    is_unknown = beyond is not None and math.isnan(beyond)
    return edges, float(column[-1]) if is_unknown else None


def _is_borrowed(metric: str, kind: str, rules: AqiStandard) -> bool:
    """Return whether hours are held against breakpoints that the standard has for days."""
    if kind != "hour":
        return False
    return metric not in {item.key for item in rules.realtime_items}


def limit_scale(metric: str, limit: float | None, words: str, lang: str) -> MapScale:
    """Return classes around a limit, the same for every city and period.

    Below it they are even, above it each reaches twice as far from the limit as the one before
    (own choice): what is polluted spans several limits, and even steps would end too soon.

    limit: in the metric's unit; words: its name. Without one, even steps from zero.
    """
    if limit is None:
        return _own_scale(metric, lang)
    step = _step_of(limit)
    below = [limit - step * k for k in range(1, 5) if limit - step * k > 0]
    edges = [0.0, *reversed(below), limit]
    n_below = len(edges) - 1
    edges += [limit + step * 2**k for k in range(_CLASSES - n_below)]
    n = len(edges)
    names = [text(lang, f"map.scale.{'above' if k >= n_below else 'within'}") for k in range(n)]
    shapes = ["triangle" if k >= n_below else "circle" for k in range(n)]
    shapes[-1] = "hexagon"
    return MapScale(
        (*edges, None),
        _spread(n),
        tuple(shapes),
        tuple(names),
        text(lang, "map.scale.limit", limit=words),
    )


def _own_scale(metric: str, lang: str) -> MapScale:
    step = _OWN_STEPS.get(metric, _INDEX_STEP)
    edges = tuple(step * k for k in range(_CLASSES))
    colours = _spread(len(edges))
    if metric in MORE_IS_BETTER:
        colours = colours[::-1]
    return MapScale(
        (*edges, None),
        colours,
        ("circle",) * len(edges),
        ("",) * len(edges),
        text(lang, "map.scale.own"),
    )


def _step_of(limit: float) -> float:
    """Return a round step that leaves three or four classes below a limit."""
    near = [s for s in _STEPS if limit / 4.5 <= s <= limit / 2.4]
    whole = [s for s in near if math.isclose(limit / s, round(limit / s))]
    if whole:
        return whole[-1]
    return min(_STEPS, key=lambda s: abs(math.log(s * 3.5 / limit)))


def local_scale(metric: str, values: np.ndarray, lang: str) -> MapScale:
    """Return even classes from the 2nd to the 98th percentile of what is shown, any shape.

    Their colours are no levels, and the title says so.
    """
    held = values[np.isfinite(values)]
    decimals = METRICS[metric].decimals
    low, high = map(float, np.percentile(held, [2, 98])) if held.size else (0.0, 1.0)
    least = 10.0**-decimals
    step = max((high - low) / (_CLASSES - 1), least)
    step = next((s for s in _STEPS if s >= step and s >= least), _STEPS[-1])
    first = math.floor(low / step) * step
    n = max(1, min(_CLASSES, math.ceil((high - first) / step)))
    edges = tuple(round(first + step * k, 3) for k in range(n))
    colours = _spread(n)
    if metric in MORE_IS_BETTER:
        colours = colours[::-1]
    title = text(lang, "map.scale.local")
    return MapScale((*edges, None), colours, ("circle",) * n, ("",) * n, title, True)


def change_scale(metric: str, values: np.ndarray, lang: str) -> MapScale:
    """Return classes of a difference, symmetric about zero: blue better, orange worse.

    What is less than half of the last printed place is no change.
    """
    held = np.abs(values[np.isfinite(values)])
    decimals = METRICS[metric].decimals
    half = 0.5 * 10.0**-decimals
    most = float(np.percentile(held, 98)) if held.size else 1.0
    step = next((s for s in _STEPS if s * (_HALF - 1) >= most and s > half), _STEPS[-1])
    side = [half, *(step * k for k in range(1, _HALF))]
    low = -max(step * _HALF, float(held.max()) if held.size else 0.0)
    edges = (low, *(-edge for edge in reversed(side)), *side)
    colours = (*_BETTER, _NEUTRAL, *_WORSE)
    words = [*("better",) * _HALF, "same", *("worse",) * _HALF]
    shapes = [*("circle",) * _HALF, "square", *("triangle",) * _HALF]
    if metric in MORE_IS_BETTER:
        colours, words, shapes = colours[::-1], words[::-1], shapes[::-1]
    names = tuple(text(lang, f"map.scale.{word}") for word in words)
    title = text(lang, "map.scale.change")
    return MapScale((*edges, None), tuple(colours), tuple(shapes), names, title, True)


def who_scale(metric: str, day: np.datetime64, lang: str) -> MapScale:
    """Return the classes of a day around WHO's daily level; even steps where it has none."""
    pollutant = METRICS[metric].pollutant
    scheme = "who2021"
    daily = pollutant and metric not in ("o3_1h_max", "o3")
    limit = float(daily_limits(scheme, [day])[pollutant][0]) if daily and pollutant else None
    words = daily_limit_words(lang, metric, limit, scheme, day) if limit is not None else ""
    return limit_scale(metric, limit, words, lang)


def _spread(n: int) -> tuple[str, ...]:
    """Return n colours of the run from clean to polluted."""
    last = len(SCALE) - 1
    return tuple(SCALE[round(i * last / max(n - 1, 1))] for i in range(n))
