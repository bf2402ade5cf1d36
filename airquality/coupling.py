"""Fine particles and ozone together: days on which either or both exceed, and how they go along."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from airquality.profiles import leave_season

LEAST_DAYS = 20
MOST_LAG = 14
LEAST_EFFECTIVE = 6.0
TEMPERATURE_STEP = 5.0
# Fieller, Hartley and Pearson, Biometrika 44:470 (1957): variance of z of a rank correlation.
RANK_VARIANCE = 1.06
SEASONS = ("winter", "spring", "summer", "autumn")


@dataclass(frozen=True)
class Correlation:
    """Rank correlations with their intervals, arrays of any shape.

    Attributes:
        value: Spearman's, -1 ... 1; NaN for too few days or a constant.
        low, high: bounds of its interval; NaN where the value is, or where too few days are
            independent.
        days: days with both values.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    days: np.ndarray


@dataclass(frozen=True)
class Quadrants:
    """Whether a day has both values and which of the two is above its limit: bool, any shape."""

    neither: np.ndarray
    first_only: np.ndarray
    second_only: np.ndarray
    both: np.ndarray


def find_quadrants(
    first: np.ndarray, second: np.ndarray, first_limit: np.ndarray, second_limit: np.ndarray
) -> Quadrants:
    """Tell the days by which of two values is above its limit.

    A day that lacks one of them is in none. Values come rounded as printed (HJ 633: integers),
    since 75.4 printed as 75 does not exceed 75. Shapes that broadcast.
    """
    held = np.isfinite(first) & np.isfinite(second)
    over, also = held & (first > first_limit), held & (second > second_limit)
    return Quadrants(held & ~(over | also), over & ~also, also & ~over, over & also)


def days_per_independent(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return how many days of two series tell as much as one independent day, 1 or more.

    1 + 2 Σ r(k) r'(k) over lags k of days, the autocorrelations of the ranks of both, up to the
    first product that is not positive or two weeks (Bartlett, Journal of the Royal Statistical
    Society 98:536, 1935, as Pyper and Peterman, Canadian Journal of Fisheries and Aquatic Sciences
    55:2127, 1998, use it). The season is left first (`profiles.leave_season`): that January is
    followed by February is no persistence of the weather.

    first, second: (..., day), every calendar day, missing = NaN. Returns (...).
    """
    both = np.stack([first, second])
    length = both.shape[-1]
    left = leave_season(both.reshape(int(np.prod(both.shape[:-1])), length)).values
    held = np.isfinite(left)
    ranks = rank_present(left, held)
    count = np.maximum(held.sum(axis=-1), 1)
    squares = np.einsum("sn,sn->s", ranks, ranks) / count
    shape, total = both.shape[1:-1], np.ones(both.shape[1:-1])
    goes_on = np.ones(shape, dtype=bool)
    for lag in range(1, min(length - 1, MOST_LAG) + 1):
        products = np.einsum("sn,sn->s", ranks[:, lag:], ranks[:, :-lag])
        pairs = np.maximum(np.count_nonzero(held[:, lag:] & held[:, :-lag], axis=-1), 1)
        alike = products / pairs / np.where(squares > 0, squares, 1)
        product = alike.reshape(both.shape[:-1]).prod(axis=0)
        goes_on &= product > 0
        total += np.where(goes_on, 2 * product, 0)
    return total


def rank_present(values: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Return ranks along the last axis, equal values sharing theirs, of mean 0; 0 where not held.

    values: (..., n); held: bool of that shape, the values that are ranked.
    """
    if not values.shape[-1]:
        return np.zeros(values.shape)
    # Infinity comes after every value, and so changes the rank of none.
    ranks = _rank(np.where(held, values, np.inf))
    middle = (held.sum(axis=-1, keepdims=True) + 1) / 2
    return np.where(held, ranks - middle, 0.0)


def _rank(values: np.ndarray) -> np.ndarray:
    """Return ranks from 1 along the last axis, the mean of theirs for equal values; no NaN.

    As `scipy.stats.rankdata`, of which this is asked for hundreds of short series at once.
    """
    length = values.shape[-1]
    order = np.argsort(values, axis=-1)
    ordered = np.take_along_axis(values, order, axis=-1)
    begins = np.ones(values.shape, dtype=bool)
    begins[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    first = np.flatnonzero(begins)
    alike = np.diff(first, append=values.size)
    shared = np.repeat(first % length + (alike + 1) / 2, alike)
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, shared.reshape(values.shape), axis=-1)
    return ranks


def correlate(
    first: np.ndarray,
    second: np.ndarray,
    days_per_one: np.ndarray | float = 1.0,
    level: float = 0.95,
) -> Correlation:
    """Return Spearman's rank correlation over the days on which both values are there.

    The interval is that of Fisher's z with the variance 1.06 / (n' - 3) for ranks (Fieller,
    Hartley and Pearson 1957) and n' = n / days_per_one. Measured on first-order autoregressive
    days with coefficients 0, 0.5, 0.7 and correlations 0, 0.5, -0.7, with and without opposite
    seasons, four years, a season, a calendar month, one month: it covers the true value in 91 to
    99 % of cases; taken as independent days at 0.7 it would in 67 to 88 %.

    Args:
        first, second: (..., n) paired, missing = NaN.
        days_per_one: (...), days that tell as much as an independent one
            (`days_per_independent`).
        level: confidence level of the interval.

    Returns:
        of shape (...), NaN for fewer than 20 days (own choice; the days are counted nevertheless)
        or where one of both is constant; an interval only where at least 6 days are independent.
    """
    held = np.isfinite(first) & np.isfinite(second)
    days = held.sum(axis=-1)
    one, other = rank_present(np.stack([first, second]), np.stack([held, held]))
    squares = np.einsum("...n,...n->...", one, one) * np.einsum("...n,...n->...", other, other)
    usable = (days >= LEAST_DAYS) & (squares > 0)
    products = np.einsum("...n,...n->...", one, other)
    value = np.where(usable, products / np.sqrt(np.where(usable, squares, 1)), np.nan)
    effective = days / np.maximum(days_per_one, 1.0)
    bounded = usable & (effective >= LEAST_EFFECTIVE) & (np.abs(value) < 1)
    spread = np.sqrt(RANK_VARIANCE / np.where(bounded, effective - 3, 1))
    reach = special.ndtri((1 + level) / 2) * spread
    middle = np.arctanh(np.where(bounded, value, 0))
    low, high = (np.where(bounded, np.tanh(middle + way * reach), np.nan) for way in (-1, 1))
    return Correlation(value, low, high, days)


def season_of(dates: np.ndarray) -> np.ndarray:
    """Return the season of each datetime64: winter is December to February, spring from March."""
    month = dates.astype("datetime64[M]").astype(np.int64) % 12
    return np.array(SEASONS)[(month + 1) % 12 // 3]


def temperature_classes(temperature: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Return the class of each day (-1 without a temperature) and the names of the classes.

    Classes are 5 °C wide and begin at multiples of 5; a name such as "[5,10)" says that 5 belongs
    to it and 10 does not. Coldest first; classes without a day are left out.
    """
    held = np.isfinite(temperature)
    step = np.full(temperature.shape, 0, dtype=np.int64)
    step[held] = np.floor(temperature[held] / TEMPERATURE_STEP).astype(np.int64)
    there, number = np.unique(step[held], return_inverse=True)
    classes = np.full(temperature.shape, -1, dtype=np.int64)
    classes[held] = number
    names = [f"[{low * TEMPERATURE_STEP:g},{(low + 1) * TEMPERATURE_STEP:g})" for low in there]
    return classes, names
