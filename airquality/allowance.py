"""What the rest of the year may still bring for a goal to be met.

Our own arithmetic on the definitions of HJ 663. While the year runs, a mean counts on no
gain from rounding: `allowed` keeps the goal itself, not the number that rounds to it. Days are
counted as they are printed, and so is the ratio of good ones. A verdict that ends
the matter is given only where neither the days to come nor rounding can undo it, so `allowed` may
be a little below zero while the verdict is still open. Once the year is over, the printed (rounded)
value decides. Every day to come is taken as a day with a valid value.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from airquality.metrics import METRICS
from airquality.rounding import round_half_even, settle, widen
from airquality.standards.hj663 import COMPOSITE_METRICS, percentile

VERDICTS: tuple[str, ...] = ("open", "out_of_reach", "safe", "met", "missed", "unknown")
MEAN_METRICS: tuple[str, ...] = ("pm25", "pm10", "so2", "no2")
PERCENTILE_METRICS: tuple[str, ...] = ("co_p95", "o3_mda8_p90")
MORE_IS_BETTER: frozenset[str] = frozenset({"good_ratio"})


@dataclass(frozen=True)
class Allowance:
    """What is still allowed; both of one shape.

    Attributes:
        allowed: float64: the highest mean of the days to come (µg/m³), or how many of them may be
            not good, or above the goal. It may be more than there are days left, and below zero
            where the goal can no longer be kept for certain. NaN once the year is over, and where
            the verdict is unknown.
        verdict: object array of `VERDICTS`: `open`; `out_of_reach`: missed whatever comes; `safe`:
            met whatever comes; `met` and `missed`: the year is over; `unknown`: too few days.
    """

    allowed: np.ndarray
    verdict: np.ndarray


def printed_value(metric: str, values: ArrayLike) -> np.ndarray:
    """Return stored values in the printed unit, rounded by GB/T 8170 as they are shown.

    A ratio becomes per cent; places as `metrics.METRICS` says. NaN stays.
    """
    numbers = widen(values)
    scale = 100.0 if METRICS[metric].unit == "%" else 1.0
    return round_half_even(settle(numbers * scale), METRICS[metric].decimals)


def meets_goal(metric: str, values: ArrayLike, goal: float) -> np.ndarray:
    """Return whether values, as printed, keep the goal, as printed; False where NaN.

    At most the goal, for `good_ratio` at least.
    """
    seen, asked = printed_value(metric, values), printed_value(metric, goal)
    return np.asarray(seen >= asked if metric in MORE_IS_BETTER else seen <= asked)


def allow_mean(
    metric: str,
    goal: float,
    mean: ArrayLike,
    days: ArrayLike,
    days_left: ArrayLike,
    is_valid: ArrayLike = True,
) -> Allowance:
    """Return the highest mean that the days to come may have for the year's mean to be `goal`.

    (goal · (n + rest) - mean · n) / rest, with n valid days so far and `rest` calendar days left.
    metric: one of `MEAN_METRICS`; mean: of the year so far, NaN with too few days; is_valid:
    whether a year that is over has the days that it needs (GB 3095 table 4). Shapes broadcast.
    No mean is ever safe while days are left: one day has no upper bound.
    ValueError for another metric.
    """
    if metric not in MEAN_METRICS:
        raise ValueError(f"{metric} is no annual mean: {', '.join(MEAN_METRICS)}")
    goal = float(widen(goal))
    mean, n, rest, valid = _broadcast(mean, days, days_left, is_valid)
    allowed = np.full(mean.shape, np.nan)
    np.divide(goal * (n + rest) - mean * n, rest, out=allowed, where=rest > 0)
    lowest = np.full(mean.shape, np.nan)
    np.divide(mean * n, n + rest, out=lowest, where=n > 0)
    can_be_met = meets_goal(metric, settle(lowest), goal)
    never = np.zeros(mean.shape, dtype=bool)
    is_met = meets_goal(metric, mean, goal)
    return _conclude(settle(allowed), mean, rest, is_met, valid, can_be_met, never)


def allow_bad_days(
    goal: float,
    ratio: ArrayLike,
    good: ArrayLike,
    days: ArrayLike,
    days_left: ArrayLike,
    is_valid: ArrayLike = True,
) -> Allowance:
    """Return how many of the days to come may be not good for `good_ratio` to reach `goal`.

    Of N = n + rest days so many may be not good that the ratio of the others, printed with one
    decimal, still is the goal, less those that were already. goal and ratio as shares (0.721);
    good: good days among the n valid ones so far. The rest as in `allow_mean`. A day that turns
    out not to be valid takes from n and from the days that are not good alike, so neither `safe`
    nor `out_of_reach` is undone by it.
    """
    ratio, n, rest, valid = _broadcast(ratio, days, days_left, is_valid)
    good_so_far = np.broadcast_to(np.asarray(good, dtype=np.int64), ratio.shape)
    share = Fraction(str(float(widen(goal))))
    total = n + rest
    needed = -(-total * share.numerator // share.denominator)
    # A plan's 72.1 % is itself a rounded 263 of 365: the printed ratio decides, as at year's end.
    fewer = np.full(ratio.shape, np.nan)
    np.divide(needed - 1, total, out=fewer, where=total > 0)
    needed = needed - meets_goal("good_ratio", fewer, goal)
    allowed = (total - needed - (n - good_so_far)).astype(np.float64)
    best = np.full(ratio.shape, np.nan)
    np.divide(good_so_far + rest, total, out=best, where=total > 0)
    return _conclude(
        allowed,
        ratio,
        rest,
        meets_goal("good_ratio", ratio, goal),
        valid,
        meets_goal("good_ratio", best, goal),
        allowed >= rest,
    )


def allow_days_above(
    metric: str,
    goal: float,
    values: np.ndarray,
    days_left: ArrayLike,
    so_far: ArrayLike,
    is_valid: ArrayLike = True,
) -> Allowance:
    """Return how many of the days to come may be above `goal` with the percentile surely kept.

    HJ 663 (from memory): the p-th percentile of n days has the rank k = 1 + (n - 1) p / 100 and
    lies between its neighbours. It is surely at most the goal where rank ceil(k) is, so n - ceil(k)
    days of the whole year may be above it, less those that were already. A day is above where its
    value as printed is (O3 of 160.4 is 160), which the printed percentile allows. With one more,
    interpolation may still save it: it is out of reach only where the percentile, printed, is
    above the goal although every day to come is lower than all others.

    metric: one of `PERCENTILE_METRICS`; values: (..., day), the daily series of the year so far
    (`co`, `o3_mda8`), NaN = missing; so_far: (...), its percentile, NaN with too few days; n is
    the number of valid days so far and of all days left. The rest as in `allow_mean`.
    ValueError for another metric.
    """
    if metric not in PERCENTILE_METRICS:
        raise ValueError(f"{metric} is no percentile: {', '.join(PERCENTILE_METRICS)}")
    p = next(m.percentile for m in COMPOSITE_METRICS.values() if m.id == metric) or 0
    goal, daily = float(widen(goal)), widen(values)
    days = np.count_nonzero(~np.isnan(daily), axis=-1)
    current, n, rest, valid = _broadcast(so_far, days, days_left, is_valid)
    places = METRICS[metric].decimals
    above = np.count_nonzero(round_half_even(daily, places) > goal, axis=-1)
    total = n + rest
    rank = 1 - (-(np.maximum(total, 1) - 1) * p // 100)
    allowed = (total - rank - above).astype(np.float64)
    return _conclude(
        allowed,
        current,
        rest,
        meets_goal(metric, current, goal),
        valid,
        meets_goal(metric, _lowest_percentile(daily, rest, p), goal),
        allowed >= rest,
    )


def _lowest_percentile(daily: np.ndarray, rest: np.ndarray, p: float) -> np.ndarray:
    """Return the percentile of the year if the days to come were all 0."""
    to_come = np.arange(int(rest.max(initial=0))) < rest[..., None]
    return percentile(np.concatenate([daily, np.where(to_come, 0.0, np.nan)], axis=-1), p)


def _broadcast(
    value: ArrayLike, days: ArrayLike, days_left: ArrayLike, is_valid: ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    value, n, rest, valid = np.broadcast_arrays(
        widen(value),
        np.asarray(days, dtype=np.int64),
        np.asarray(days_left, dtype=np.int64),
        np.asarray(is_valid, dtype=bool),
    )
    return value, n, rest, valid


def _conclude(
    allowed: np.ndarray,
    so_far: np.ndarray,
    rest: np.ndarray,
    is_met: np.ndarray,
    is_valid: np.ndarray,
    can_be_met: np.ndarray,
    is_safe: np.ndarray,
) -> Allowance:
    over = rest <= 0
    is_known = ~np.isnan(so_far) & (is_valid | ~over)
    verdict = np.select(
        [~is_known, over & is_met, over, is_safe, ~can_be_met],
        ["unknown", "met", "missed", "safe", "out_of_reach"],
        default="open",
    )
    shown = np.where(is_known & ~over, allowed, np.nan)
    return Allowance(shown, verdict.astype(object))
