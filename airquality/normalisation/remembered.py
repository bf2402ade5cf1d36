"""What the hours before leave behind: means, sums, extremes, changes, hours since.

All take float (hour,) of consecutive hours, missing = NaN, and give float64 (hour,). A window of w
hours ends with the hour itself. At least half of its hours must be there, else NaN; so it is at the
beginning of a record.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def means_before(values: np.ndarray, windows: Sequence[int]) -> list[np.ndarray]:
    """Return the means over each of some windows."""
    totals, counts = _running(values)
    found = []
    for window in windows:
        count = _within(counts, window)
        enough = count >= _least(window)
        mean = np.full(len(values), np.nan)
        np.divide(_within(totals, window), count, out=mean, where=enough)
        found.append(mean)
    return found


def sums_before(values: np.ndarray, windows: Sequence[int]) -> list[np.ndarray]:
    """Return the sums of what is there over each of some windows."""
    totals, counts = _running(values)
    return [
        np.where(_within(counts, window) >= _least(window), _within(totals, window), np.nan)
        for window in windows
    ]


def spreads_before(values: np.ndarray, windows: Sequence[int]) -> list[np.ndarray]:
    """Return the standard deviations over each of some windows."""
    about = values - np.nanmean(values) if (~np.isnan(values)).any() else values
    pairs = zip(means_before(about**2, windows), means_before(about, windows), strict=True)
    return [np.sqrt(np.maximum(squares - means**2, 0.0)) for squares, means in pairs]


def extreme_before(values: np.ndarray, window: int, side: str) -> np.ndarray:
    """Return the extreme of a window; side is `least` or `most`."""
    rolling = pd.Series(values).rolling(window, min_periods=_least(window))
    return (rolling.min() if side == "least" else rolling.max()).to_numpy()


def changes(values: np.ndarray, step: int) -> np.ndarray:
    """Return the value less that of `step` hours before; NaN where either is missing."""
    found = np.full(len(values), np.nan)
    found[step:] = values[step:] - values[: len(values) - step]
    return found


def hours_since(happens: np.ndarray, most: int) -> np.ndarray:
    """Return the hours since a condition last held, 0 where it holds, at most `most`.

    happens: bool (hour,); a missing hour counts as one without. `most`, too, before the first.
    """
    at = np.arange(len(happens))
    last = np.maximum.accumulate(np.where(happens, at, -1 - most))
    return np.minimum(at - last, most).astype(np.float64)


def _least(window: int) -> int:
    return (window + 1) // 2


def _running(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return running totals and counts of what is there, from 0 on, (hour + 1,)."""
    present = ~np.isnan(values)
    totals = np.concatenate([[0.0], np.cumsum(np.where(present, values, 0.0))])
    return totals, np.concatenate([[0], np.cumsum(present)])


def _within(running: np.ndarray, window: int) -> np.ndarray:
    """Return what a running total gained over the window that ends with each hour."""
    ends = np.arange(1, len(running))
    gained: np.ndarray = running[ends] - running[np.maximum(ends - window, 0)]
    return gained
