"""Classes of concentration and their colours, shared by the plots of one card."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from view.figures.compass import decimals_of, nice_step
from view.formats import number
from view.maps import SCALE
from view.wind_hours import Polar, Rose

#: Most classes of concentration in one picture.
MOST_CLASSES = 7
#: Decimals that an edge and a value are compared by: 0.6 is stored as 0.60000002.
_SETTLED = 6
#: Concentrations are kept in steps of no less: classes of less could not be told apart in words.
_FINEST = 0.01


def shared_edges(rose: Rose, polar: Polar, least: int) -> list[float]:
    """Return edges of classes that hold every sector and cell of at least so many hours."""
    cells, sectors = polar.known(least), rose.known_sectors(least)
    shown = np.concatenate([polar.mean[cells], rose.of_sectors[sectors]])
    calm_hours, calm_mean, _ = polar.calm
    if calm_hours >= least and np.isfinite(calm_mean):
        shown = np.append(shown, calm_mean)
    return class_edges(float(shown.min()), float(shown.max())) if len(shown) else [0.0, 1.0]


def class_edges(low: float, high: float) -> list[float]:
    """Return edges in even round steps that hold both values, in at most `MOST_CLASSES` classes."""
    step = nice_step(max(high - low, _FINEST, abs(high) * 1e-3), MOST_CLASSES - 1)
    first, last = np.floor(low / step + 1e-9), np.ceil(high / step - 1e-9)
    whole = range(int(first), int(max(last, first + 1)) + 1)
    return [round(float(step * k), _SETTLED) for k in whole]


def classed_colours(count: int) -> list[str]:
    """Return so many colours from clean to polluted, told apart by lightness."""
    return [SCALE[round(k * (len(SCALE) - 1) / max(count - 1, 1))] for k in range(count)]


def class_names(edges: Sequence[float]) -> list[str]:
    """Return each class as its two edges, with as many decimals as the steps need."""
    places = decimals_of(edges[1] - edges[0])
    shown = [number(edge, places) for edge in edges]
    return [f"{a}–{b}" for a, b in pairwise(shown)]


def classes_of(values: np.ndarray, edges: Sequence[float]) -> np.ndarray:
    """Return the class of each value, -1 of NaN; a value on an edge belongs to the class below."""
    found = np.clip(
        np.searchsorted(edges, np.round(values, _SETTLED), side="left") - 1, 0, len(edges) - 2
    )
    return np.where(np.isfinite(values), found, -1)
