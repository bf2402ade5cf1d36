"""The means of many places at once, each over its own stations."""

import numpy as np

from airquality.periods import reaches_share
from airquality.rounding import settle, widen
from airquality.validity import GB3095

#: As in `evaluation.mean_of_stations`, whose results these equal.
_MEAN_DECIMALS = 4


def means_of_groups(
    values: np.ndarray,
    operating: np.ndarray,
    group: np.ndarray,
    groups: int,
    share: float = GB3095.share_of_stations,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean of each group of stations, and how many of them are valid.

    The rule of `evaluation.mean_of_stations` (HJ 663: the evaluation stations of a city, at least
    75 % of those in operation) for all cities of a country in one pass instead of one call each.

    values, operating: (station, time) as there; group: int (station,), 0 ... groups - 1, or -1 for
    a station that is in none: a control point, or one of an unknown city.
    Returns mean float64 (group, time), NaN where too few stations are valid, and count int64 of
    the same shape. ValueError where the shapes differ or a group is out of range.
    """
    if values.ndim != 2 or values.shape != operating.shape:
        raise ValueError(f"values {values.shape} and operating {operating.shape} differ")
    if group.shape != values.shape[:1]:
        raise ValueError(f"{values.shape[0]} stations, group {group.shape}")
    if group.size and not (group.min() >= -1 and group.max() < groups):
        raise ValueError(f"groups are -1 to {groups - 1}, found {group.min()} to {group.max()}")
    order = np.argsort(group, kind="stable")
    order = order[group[order] >= 0]
    held, first = np.unique(group[order], return_index=True)
    shape = (groups, values.shape[1])
    total, count, runs = np.zeros(shape), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    if held.size:
        mine = operating[order].astype(bool)
        numbers = widen(values[order])
        is_valid = mine & ~np.isnan(numbers)
        total[held] = np.add.reduceat(np.where(is_valid, numbers, 0.0), first, axis=0)
        count[held] = np.add.reduceat(is_valid, first, axis=0, dtype=np.int64)
        runs[held] = np.add.reduceat(mine, first, axis=0, dtype=np.int64)
    mean = np.full(shape, np.nan)
    enough = (count > 0) & reaches_share(count, runs, share)
    np.divide(total, count, out=mean, where=enough)
    return settle(mean, _MEAN_DECIMALS), count
