"""Hours and mean concentrations by where the wind blew from and how fast: roses.

A wind rose shows the share of hours by sector and class of speed, a pollution rose the mean
concentration that came with them. Calm air has no sector and stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from airquality.wind import CALM, CALM_BELOW, NO_WIND, SECTORS, sectors_of, speed_classes

SPEED_EDGES: tuple[float, ...] = (2.0, 4.0, 6.0)
"""Edges (m/s) of the classes of speed above calm: 0.5-2, 2-4, 4-6 and more. Our own choice; the
steps of 2 m/s are those that openair's windRose has by default (Carslaw and Ropkins 2012)."""

#: The sectors in the order of a tally: no wind, calm, then the sixteen.
ROWS: tuple[int, ...] = (NO_WIND, CALM, *range(len(SECTORS)))


@dataclass(frozen=True)
class WindCells:
    """The cell of sector and class of speed that each hour falls into.

    Attributes:
        number: int32 (place, hour), number of the row in `ROWS` x classes + class.
        edges: rising edges (m/s) between the classes, (class - 1,); the last class is open.
        calm_below: m/s; the first class begins there.
    """

    number: np.ndarray
    edges: np.ndarray
    calm_below: float = CALM_BELOW

    @property
    def classes(self) -> int:
        """Number of classes of speed."""
        return len(self.edges) + 1

    @property
    def size(self) -> int:
        """Number of cells, those without hours too."""
        return len(ROWS) * self.classes

    @property
    def has_wind(self) -> np.ndarray:
        """Whether the hour is calm or has a sector, bool (place, hour)."""
        return np.asarray(self.number >= self.classes)


@dataclass(frozen=True)
class Tally:
    """Hours and concentrations in each cell, (place, group of hours, row of `ROWS`, class).

    Attributes:
        hours: int64, hours with a value.
        total: float64, sum of their values.
    """

    hours: np.ndarray
    total: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """Mean of each cell; NaN without an hour, and where there is no wind: that is no cell."""
        found = np.full(self.total.shape, np.nan)
        np.divide(self.total, self.hours, out=found, where=self.hours > 0)
        found[..., ROWS.index(NO_WIND), :] = np.nan
        return found


def wind_cells(
    speed: np.ndarray,
    direction: np.ndarray,
    edges: np.ndarray | tuple[float, ...] = SPEED_EDGES,
    calm_below: float = CALM_BELOW,
) -> WindCells:
    """Put each hour into a cell of sector and class of speed.

    speed (m/s), direction (degrees, from): (place, hour), missing = NaN. ValueError where the
    edges do not rise from above `calm_below`.
    """
    bounds = np.asarray(edges, dtype=np.float64)
    if (np.diff(bounds, prepend=calm_below) <= 0).any():
        raise ValueError(f"edges {bounds.tolist()} do not rise from {calm_below}")
    sector = sectors_of(speed, direction, calm_below)
    row = sector.astype(np.int32) - NO_WIND
    reached = speed_classes(speed, sector, bounds).astype(np.int32)
    return WindCells(row * np.int32(len(bounds) + 1) + reached, bounds, calm_below)


def tally(
    cells: WindCells, values: Iterable[np.ndarray | None], group: np.ndarray, groups: int
) -> list[Tally]:
    """Count the hours of each cell and group of hours, and add up their concentrations.

    values: of each metric (place, hour), missing = NaN and in no cell; None is no metric: every
    hour counts, the totals are NaN. group: int (hour,), 0 ... groups - 1. A tally a metric.
    """
    places, size = len(cells.number), cells.size * groups
    base = np.arange(places)[:, None] * size + group * cells.size
    at = (base + cells.number).ravel()
    shape = (places, groups, len(ROWS), cells.classes)
    found = []
    for own in values:
        if own is None:
            hours = np.bincount(at, minlength=places * size)
            found.append(Tally(hours.reshape(shape), np.full(shape, np.nan)))
            continue
        held = np.flatnonzero(np.isfinite(own))
        where = at[held]
        hours = np.bincount(where, minlength=places * size)
        total = np.bincount(where, weights=own.ravel()[held], minlength=places * size)
        found.append(Tally(hours.reshape(shape), total.reshape(shape)))
    return found


def pool(counts: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Add up the groups of each period: (place, group, ...) to (place, period, ...).

    members: bool (period, group).
    """
    return np.stack([counts[:, own].sum(axis=1) for own in members], axis=1)


def merge_classes(counts: np.ndarray, edges: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Add up classes of speed into wider ones, (..., class); every wanted edge is one of `edges`.

    Rows that are not of a sector have all their hours in the first class, which stays first.
    """
    begins = np.concatenate([[0], np.searchsorted(edges, wanted) + 1])
    return np.add.reduceat(counts, begins, axis=-1)


def speed_bounds(
    sector: np.ndarray, number: np.ndarray, edges: np.ndarray, calm_below: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return where the speeds of cells begin and end, m/s; NaN where open or without wind.

    sector, number of the class of speed: int arrays of one shape. Calm is 0 to `calm_below`.
    """
    begins, ends = np.array([calm_below, *edges]), np.array([*edges, np.nan])
    low = np.where(sector == CALM, 0.0, begins[number])
    high = np.where(sector == CALM, calm_below, ends[number])
    without = sector == NO_WIND
    return np.where(without, np.nan, low), np.where(without, np.nan, high)
