"""Fine particles and ozone together: days on which either or both exceed, and how they go along."""

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

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
    """A rank correlation with its interval.

    Attributes:
        value: Spearman's, -1 ... 1; NaN for too few days or a constant.
        low, high: bounds of its interval; NaN where the value is, or where too few days are
            independent.
        days: days with both values.
    """

    value: float
    low: float
    high: float
    days: int


@dataclass(frozen=True)
class Quadrants:
    """Days with both values, by which of the two is above its limit: int, any shape."""

    neither: np.ndarray
    first_only: np.ndarray
    second_only: np.ndarray
    both: np.ndarray


def count_quadrants(
    first: np.ndarray, second: np.ndarray, first_limit: np.ndarray, second_limit: np.ndarray
) -> Quadrants:
    """Count days by which of two values is above its limit, over the last axis.

    A day that lacks one of them is in none. Values come rounded as printed (HJ 633: integers),
    since 75.4 printed as 75 does not exceed 75. Shapes that broadcast.
    """
    held = np.isfinite(first) & np.isfinite(second)
    over, also = first > first_limit, second > second_limit
    return Quadrants(
        *(
            np.asarray((held & one & other).sum(axis=-1))
            for one, other in ((~over, ~also), (over, ~also), (~over, also), (over, also))
        )
    )


def days_per_independent(first: np.ndarray, second: np.ndarray) -> float:
    """Return how many days of two series tell as much as one independent day, 1 or more.

    1 + 2 Σ r(k) r'(k) over lags k of days, the autocorrelations of the ranks of both, up to the
    first product that is not positive or two weeks (Bartlett, Journal of the Royal Statistical
    Society 98:536, 1935, as Pyper and Peterman, Canadian Journal of Fisheries and Aquatic Sciences
    55:2127, 1998, use it). The season is left first (`profiles.leave_season`): that January is
    followed by February is no persistence of the weather.

    first, second: (day,), every calendar day, missing = NaN.
    """
    ranks = [_rank(leave_season(values[None]).values[0]) for values in (first, second)]
    days = min(len(first) - 1, MOST_LAG)
    total = 1.0
    for lag in range(1, days + 1):
        product = _correlate_lag(ranks[0], lag) * _correlate_lag(ranks[1], lag)
        if not product > 0:
            break
        total += 2 * product
    return total


def _rank(values: np.ndarray) -> np.ndarray:
    """Return ranks of mean 0, NaN where there is no value."""
    ranks = np.full(values.shape, np.nan)
    held = np.isfinite(values)
    ranks[held] = stats.rankdata(values[held])
    return ranks - (np.nanmean(ranks) if held.any() else 0)


def _correlate_lag(ranks: np.ndarray, lag: int) -> float:
    """Return the autocorrelation at a lag, 0 without a pair."""
    products = ranks[lag:] * ranks[:-lag]
    held = np.isfinite(products)
    squares = np.nanmean(ranks**2) if np.isfinite(ranks).any() else 0
    return float(products[held].mean() / squares) if held.any() and squares > 0 else 0.0


def correlate(
    first: np.ndarray, second: np.ndarray, days_per_one: float = 1.0, level: float = 0.95
) -> Correlation:
    """Return Spearman's rank correlation over the days on which both values are there.

    The interval is that of Fisher's z with the variance 1.06 / (n' - 3) for ranks (Fieller,
    Hartley and Pearson 1957) and n' = n / days_per_one. Measured on first-order autoregressive
    days with coefficients 0, 0.5, 0.7 and correlations 0, 0.5, -0.7, with and without opposite
    seasons, four years, a season, a calendar month, one month: it covers the true value in 91 to
    99 % of cases; taken as independent days at 0.7 it would in 67 to 88 %.

    Args:
        first, second: (n,) paired, missing = NaN.
        days_per_one: days that tell as much as an independent one (`days_per_independent`).
        level: confidence level of the interval.

    Returns:
        NaN for fewer than 20 days (own choice; the days are counted nevertheless) or where one of
        both is constant; an interval only where at least 6 days are independent.
    """
    held = np.isfinite(first) & np.isfinite(second)
    days = int(held.sum())
    if days < LEAST_DAYS:
        return Correlation(np.nan, np.nan, np.nan, days)
    ranks = [stats.rankdata(values[held]) for values in (first, second)]
    if any(np.ptp(each) == 0 for each in ranks):
        return Correlation(np.nan, np.nan, np.nan, days)
    value = float(np.corrcoef(*ranks)[0, 1])
    effective = days / max(days_per_one, 1.0)
    if effective < LEAST_EFFECTIVE or abs(value) >= 1:
        return Correlation(value, np.nan, np.nan, days)
    reach = special.ndtri((1 + level) / 2) * np.sqrt(RANK_VARIANCE / (effective - 3))
    low, high = np.tanh(np.arctanh(value) + np.array([-reach, reach]))
    return Correlation(value, float(low), float(high), days)


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
