"""Spans of whole days: which days of a series they hold, and whether enough of those are valid.

A period is [start, end) in days. Its days count whether or not the series reaches that far: a
month of which the series holds ten days has ten valid days at most.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from airquality.validity import Validity

DAYS_OF_A_COMMON_YEAR = 365


@dataclass(frozen=True)
class Periods:
    """Periods and where they lie in a series of consecutive days.

    Attributes:
        origin: first day of the series.
        starts, ends: datetime64[D] (period,), ends exclusive.
        first, last: int (period,), the days first ... last - 1 of the series lie in the period.
        days: int (period,), calendar days.
    """

    origin: np.datetime64
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    last: np.ndarray
    days: np.ndarray


def locate_periods(dates: ArrayLike, starts: ArrayLike, ends: ArrayLike) -> Periods:
    """Find periods in the days of a series.

    dates: datetime64 (day,), consecutive; starts and ends: datetime64 (period,), ends exclusive.
    ValueError where the days are not consecutive, or a period does not end after its start.
    """
    days = check_consecutive(dates)
    begin = np.atleast_1d(np.asarray(starts, dtype="datetime64[D]"))
    end = np.atleast_1d(np.asarray(ends, dtype="datetime64[D]"))
    if begin.shape != end.shape or not (begin < end).all():
        raise ValueError("every period needs a start and a later end")
    origin = days[0] if days.size else np.datetime64("1970-01-01", "D")
    first = np.clip((begin - origin).astype(np.int64), 0, days.size)
    last = np.clip((end - origin).astype(np.int64), 0, days.size)
    return Periods(origin, begin, end, first, last, (end - begin).astype(np.int64))


def check_consecutive(dates: ArrayLike) -> np.ndarray:
    """Return dates as datetime64[D]; ValueError where one does not follow the one before."""
    days = np.asarray(dates, dtype="datetime64[D]")
    if np.isnat(days).any() or not (np.diff(days).astype(np.int64) == 1).all():
        raise ValueError("the dates are not consecutive days")
    return days


def sum_over_periods(daily: np.ndarray, periods: Periods) -> np.ndarray:
    """Add up daily numbers or flags (..., day) over each period: (..., period)."""
    kind = np.float64 if daily.dtype.kind == "f" else np.int64
    running = np.zeros((*daily.shape[:-1], daily.shape[-1] + 1), dtype=kind)
    np.cumsum(daily, axis=-1, out=running[..., 1:])
    return running[..., periods.last] - running[..., periods.first]


def reaches_share(count: ArrayLike, total: ArrayLike, share: float) -> np.ndarray:
    """Return whether count / total is at least share, compared in integers.

    The share stands for its decimal: 27 of 36 reach 0.75, whatever binary floats make of it.
    """
    exact = Fraction(str(share))
    return np.asarray(
        np.asarray(count, dtype=np.int64) * exact.denominator
        >= np.asarray(total, dtype=np.int64) * exact.numerator
    )


def has_enough_days(present: np.ndarray, periods: Periods, validity: Validity) -> np.ndarray:
    """Return whether each period has the valid days that its statistics need.

    A calendar month: 27 days, February 25; a calendar year: 324 days and every month valid (GB
    3095-2026, table 4). The standard names no other spans. For these (a quarter, a season, a year
    to date) we ask that every whole calendar month within is valid and that the valid days reach
    324/365 of all, rounded up.
    present: bool (..., day), True where the day has a valid value. Returns bool (..., period).
    """
    if not periods.starts.size:
        return np.zeros((*present.shape[:-1], 0), dtype=bool)
    month_first = periods.starts.astype("datetime64[M]")
    month_first = month_first + (month_first.astype("datetime64[D]") < periods.starts)
    month_end = np.maximum(periods.ends.astype("datetime64[M]"), month_first)
    months = np.arange(month_first.min(), month_end.max() + 1)
    starts, ends = months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]")
    size = present.shape[-1]
    calendar = locate_periods(periods.origin + np.arange(size), starts, ends)
    needed = np.where(
        months.astype(np.int64) % 12 == 1, validity.days_a_february, validity.days_a_month
    )
    is_short = sum_over_periods(present, calendar) < needed
    whole = Periods(
        months[0],
        month_first,
        month_end,
        (month_first - months[0]).astype(np.int64),
        (month_end - months[0]).astype(np.int64),
        periods.days,
    )
    months_hold = sum_over_periods(is_short, whole) == 0
    enough = sum_over_periods(present, periods) >= _needed_days(periods, whole, needed, validity)
    return np.asarray(months_hold & enough)


def _needed_days(
    periods: Periods, whole: Periods, needed: np.ndarray, validity: Validity
) -> np.ndarray:
    months = whole.last - whole.first
    begins = whole.starts.astype("datetime64[D]") == periods.starts
    exact = begins & (whole.ends.astype("datetime64[D]") == periods.ends)
    in_january = whole.starts.astype(np.int64) % 12 == 0
    days = -(-periods.days * validity.days_a_year // DAYS_OF_A_COMMON_YEAR)
    days = np.where(exact & (months == 12) & in_january, validity.days_a_year, days)
    return np.where(exact & (months == 1), needed[whole.first], days)
