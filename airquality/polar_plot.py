"""Concentration by wind sector and speed, and how often it is high there: the polar plot.

The radius of such a plot is wind speed, not distance, and a direction is where the air came from in
that hour, not where a source lies. Binned as openair's polarPlot begins, but not smoothed: Carslaw
and Beevers 2013, doi:10.1016/j.envsoft.2012.09.005. How often: the conditional probability function
of Ashbaugh, Malm and Sadeh 1985, doi:10.1016/0004-6981(85)90256-2, m/n: of the n hours of a cell
those m that are above a high percentile of all; by speed too (Uria-Tellaetxe and Carslaw 2014,
doi:10.1016/j.envsoft.2014.05.006). The papers are cited from memory.
"""

from __future__ import annotations

import numpy as np

from airquality.wind_roses import ROWS, WindCells

HIGH_PERCENT = 75.0
"""The percentile above which an hour counts as high: the one that is usual with the CPF."""

TOP_PERCENT = 99.0
"""The percentile of speed whose bin is the last: stronger wind is too rare for bins of its own."""

LEAST_HOURS = 5
"""Hours below which a cell is not to be shown, own choice. The share of high hours has a standard
error of up to 0.5/√n: 0.22 of 5 hours; with fewer it could as well be anything. One storm or one
night may still be all of a cell: hours that follow each other are no independent evidence."""


def bin_edges(speed: np.ndarray, calm_below: float) -> np.ndarray:
    """Return the edges (m/s) between bins of 1 m/s, the same for all places of a city.

    speed: (place, hour), m/s, missing = NaN. The first bin ends at the first whole m/s above
    `calm_below`; the last is the one that holds the highest 99th percentile of any place's hours
    that are not calm, and is open. No edge, so one bin, where no hour has wind.
    """
    windy = (own[own >= calm_below] for own in speed)
    tops = [np.percentile(own, TOP_PERCENT) for own in windy if own.size]
    first = np.floor(calm_below) + 1
    return np.arange(first, np.floor(max(tops, default=0.0)) + 1)


def high_threshold(values: np.ndarray) -> float:
    """Return the 75th percentile of values without gaps, (hour,); NaN of none.

    k = 1 + 0.75 (n - 1), linear between its neighbours, as the percentiles of HJ 663 are defined
    (`standards.hj663.percentile`, some fifty times slower: this one is asked a thousand times).
    """
    if not values.size:
        return np.nan
    rank = (values.size - 1) * HIGH_PERCENT / 100
    below = int(rank)
    parted = np.partition(values, below)
    low = float(parted[below])
    if rank == below:
        return low
    return low + (float(parted[below + 1 :].min()) - low) * (rank - below)


def hours_over(
    cells: WindCells, values: np.ndarray, group: np.ndarray, members: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Count the hours of each cell that are above the place's own 75th percentile of the period.

    values: (place, hour), missing = NaN; group: int (hour,), rising; members: bool (period, group),
    the groups of each period. Returns int64 (place, period, row, class), none where there is no
    wind, and the thresholds (place, period): of the hours that are calm or have a sector. An hour
    that equals it is not above.
    """
    shape = (len(values), len(members), len(ROWS), cells.classes)
    over, threshold = np.zeros(shape, dtype=np.int64), np.full(shape[:2], np.nan)
    runs = [_runs_of(own) for own in members]
    for place, usable in enumerate(np.isfinite(values) & cells.has_wind):
        held = np.flatnonzero(usable)
        own, number = values[place, held], cells.number[place, held]
        starts = np.searchsorted(group[held], np.arange(members.shape[1] + 1))
        for period, parts in enumerate(runs):
            slices = [slice(starts[first], starts[end]) for first, end in parts]
            chosen = _join(own, slices)
            level = high_threshold(chosen)
            high = _join(number, slices)[np.flatnonzero(chosen > level)]
            over[place, period] = np.bincount(high, minlength=cells.size).reshape(shape[2:])
            threshold[place, period] = level
    return over, threshold


def _runs_of(chosen: np.ndarray) -> list[tuple[int, int]]:
    """Return the beginning and end of each run of True."""
    edges = np.flatnonzero(np.diff(chosen.astype(np.int8), prepend=0, append=0))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]


def _join(values: np.ndarray, slices: list[slice]) -> np.ndarray:
    if len(slices) == 1:
        return values[slices[0]]
    return np.concatenate([values[:0], *(values[part] for part in slices)])
