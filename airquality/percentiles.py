"""Percentiles of days: how often a level is reached or passed."""

import numpy as np

from airquality.rounding import settle, widen

LEAST_DAYS = 30

PERCENTS: tuple[float, ...] = (0, 1, 2, *range(5, 100, 5), 98, 99, 100)
"""The percentiles of a curve of exceedance: every fifth, finer towards the ends, and 98 (HJ 663
judges the daily SO2 and NO2 of a year by it)."""


def percentiles(values: np.ndarray, percents: tuple[float, ...] = PERCENTS) -> np.ndarray:
    """Return the percentiles of the last axis, (..., percentile), missing values left out.

    As `standards.hj663.percentile` defines them (k = 1 + (n - 1) p / 100, linear between the
    neighbours of rank k), sorted once for all. NaN for fewer than 30 values: a 98th percentile of
    them is their highest, more or less, and names nothing (own choice).

    Raises:
        ValueError: a percentile outside 0 ... 100.
    """
    shares = np.asarray(percents, dtype=np.float64)
    if shares.size and not 0 <= shares.min() <= shares.max() <= 100:
        raise ValueError(f"percentiles are between 0 and 100: {percents}")
    ordered = np.sort(widen(values), axis=-1)
    count = np.count_nonzero(np.isfinite(ordered), axis=-1)
    rank = np.maximum(count - 1, 0)[..., None] * shares / 100
    below = np.floor(rank).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(count - 1, 0)[..., None])
    if not ordered.shape[-1]:
        return np.full(rank.shape, np.nan)
    low, high = (np.take_along_axis(ordered, at, axis=-1) for at in (below, above))
    found = settle(low + (high - low) * (rank - below))
    return np.where((count >= LEAST_DAYS)[..., None], found, np.nan)
