"""A case's value against the days of the same calendar weeks of all years: percentiles.

What is compared is the mean of the case's days with single days, so a long case lies nearer to the
middle than its days do: an extreme percentile of it is rather under- than overstated. Its own days
are left out of what it is compared with.

What a polluted day is by itself (more particles for its CO, more NO2) would be told of every case
if it were held against clean days too. So a series may be compared with the polluted days of the
weeks, where there are enough of them.
"""

from dataclasses import dataclass

import numpy as np

from airquality.rounding import settle, widen

DAYS_A_WEEK = 7
#: Which days of the weeks a case is compared with.
ALL, POLLUTED = "all", "polluted"
_PERCENTS = np.array([10.0, 25.0, 50.0, 75.0, 90.0])


@dataclass(frozen=True)
class WeeksRule:
    """Which days a case is compared with. All figures are our own choice.

    Attributes:
        weeks: so many weeks before the case's first and after its last day, in every year.
        least_days: days with a value that a comparison needs; with fewer nothing is said. Twenty,
            so that a city of one year can still say where a case stands within its own weeks.
        least_share: least share of the case's own days that have a value.
        least_polluted_days, least_polluted_years: polluted days with a value, and years that they
            lie in, that a comparison with polluted days alone needs; with fewer it is with all.
        year_share: least share of the days of a year's weeks with a value for it to count as one.
    """

    weeks: int = 2
    least_days: int = 20
    least_share: float = 0.5
    least_polluted_days: int = 15
    least_polluted_years: int = 2
    year_share: float = 0.5

    def __post_init__(self) -> None:
        if self.weeks < 0 or self.least_days < 2:
            raise ValueError("weeks is not negative, least_days at least 2")
        if self.least_polluted_days < 2 or self.least_polluted_years < 1:
            raise ValueError("least_polluted_days is at least 2, least_polluted_years at least 1")
        for share in ("least_share", "year_share"):
            if not 0 < getattr(self, share) <= 1:
                raise ValueError(f"{share} is more than 0 and at most 1")


SAME_WEEKS = WeeksRule()


@dataclass(frozen=True)
class Weeks:
    """The days that a case is made of, and those that it is compared with.

    Attributes:
        own: bool (day,), the case's days.
        around: bool (day,), the same weeks of all years without the case's days.
        year: int (day,), which year's weeks a day of `around` lies in (the year in which the case
            would begin); a day in two is in the later one.
        length: days that the weeks of one year have, the case's own among them.
    """

    own: np.ndarray
    around: np.ndarray
    year: np.ndarray
    length: int


@dataclass(frozen=True)
class Normal:
    """A case's value and how it stands among the days of the same weeks.

    Attributes:
        value: mean of the case's days, in the unit given.
        p10, p25, p50, p75, p90: percentiles of the days compared with (`percentiles.percentiles`).
        percentile: 0 ... 100, share of those days that are lower, equal ones counted half.
        days, years: how many days it is compared with, of how many years' weeks; a year of which
            less than `year_share` is known does not count, one always does where there are days.
        against: ALL or POLLUTED, the days of the weeks that it is compared with.
    """

    value: float
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    percentile: float
    days: int
    years: int
    against: str = ALL


def weeks_around(
    dates: np.ndarray,
    first_day: np.datetime64,
    last_day: np.datetime64,
    rule: WeeksRule = SAME_WEEKS,
) -> Weeks:
    """Find the days of the same calendar weeks of all years.

    dates: datetime64[D] (day,), each once, in any order. The case's first and last day are taken
    to every year by month and day (29 February to the 28th where there is none), then widened by
    `weeks` on both sides; a case over New Year keeps its length. ValueError where the last day
    lies before the first.
    """
    first, last = first_day.astype("datetime64[D]"), last_day.astype("datetime64[D]")
    if last < first:
        raise ValueError(f"the last day {last} lies before the first {first}")
    own = (dates >= first) & (dates <= last)
    length = int((last - first).astype(np.int64)) + 1 + 2 * rule.weeks * DAYS_A_WEEK
    year = np.full(dates.shape, np.iinfo(np.int64).min)
    if dates.size:
        margin = np.timedelta64(rule.weeks * DAYS_A_WEEK, "D")
        reach = int((last - first + margin).astype(np.int64)) // 365 + 1
        years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
        for number in range(int(years.min()) - reach, int(years.max()) + 2):
            begin = _same_day(first, number)
            inside = (dates >= begin - margin) & (dates <= begin + (last - first) + margin)
            year[inside] = number
    around = (year > np.iinfo(np.int64).min) & ~own
    return Weeks(own, around, year, length)


def compare(
    values: np.ndarray,
    weeks: Weeks,
    rule: WeeksRule = SAME_WEEKS,
    polluted: np.ndarray | None = None,
) -> Normal | None:
    """Return how the case's mean stands among the days of the same weeks.

    With `polluted` it is compared with those days alone, where at least `least_polluted_days` of
    them in `least_polluted_years` have a value, else with all days; `against` says which.

    values: (day,), missing = NaN, of the dates that `weeks` was made for; polluted: bool (day,).
    None where too few of the case's days have a value. Percentiles are NaN where too few days are
    left to compare it with: then only the value itself is said.
    """
    held = np.isfinite(values)
    own = widen(values[weeks.own & held])
    if not own.size or own.size < rule.least_share * np.count_nonzero(weeks.own):
        return None
    value = float(settle(own.mean()))
    chosen, years, against, least = _choose(held, weeks, rule, polluted)
    others = np.sort(settle(values[chosen]))
    years = max(years, min(others.size, 1))
    if others.size < least:
        no = np.nan
        return Normal(value, no, no, no, no, no, no, others.size, years, against)
    # Ranks as in `airquality.percentiles`, which asks for 30 values. They are sorted already:
    # `np.percentile` would take longer than all the rest.
    ranks = _PERCENTS / 100 * (others.size - 1)
    p10, p25, p50, p75, p90 = settle(np.interp(ranks, np.arange(others.size), others)).tolist()
    below, reached = (int(np.searchsorted(others, value, side)) for side in ("left", "right"))
    percentile = 50.0 * (below + reached) / others.size
    return Normal(value, p10, p25, p50, p75, p90, percentile, others.size, years, against)


def _choose(
    held: np.ndarray, weeks: Weeks, rule: WeeksRule, polluted: np.ndarray | None
) -> tuple[np.ndarray, int, str, int]:
    """Return the days to compare with, of how many years, what they are, how many are needed."""
    every = weeks.around & held
    if polluted is not None:
        some = every & polluted
        if np.count_nonzero(some) >= rule.least_polluted_days:
            years = _years_of(some, held, weeks, rule)
            if years >= rule.least_polluted_years:
                return some, years, POLLUTED, rule.least_polluted_days
    return every, _years_of(every, held, weeks, rule), ALL, rule.least_days


def _years_of(chosen: np.ndarray, held: np.ndarray, weeks: Weeks, rule: WeeksRule) -> int:
    """Count the years that chosen days lie in, those known well enough to count as one."""
    inside = held & (weeks.around | weeks.own)
    known, days = np.unique(weeks.year[inside], return_counts=True)
    enough = known[days >= rule.year_share * weeks.length]
    return int(np.isin(enough, weeks.year[chosen]).sum())


def same_weeks(
    values: np.ndarray,
    dates: np.ndarray,
    first_day: np.datetime64,
    last_day: np.datetime64,
    rule: WeeksRule = SAME_WEEKS,
) -> Normal | None:
    """Compare one series of days: `weeks_around`, then `compare`."""
    return compare(values, weeks_around(dates, first_day, last_day, rule), rule)


def _same_day(day: np.datetime64, year: int) -> np.datetime64:
    """Return the same month and day of a year, 28 February where it has no 29th."""
    month = day.astype("datetime64[M]")
    months = int(month.astype(np.int64)) % 12
    begin = np.datetime64(f"{year:04d}-{months + 1:02d}", "M")
    length = ((begin + 1).astype("datetime64[D]") - begin.astype("datetime64[D]")).astype(int)
    offset = min(int((day - month.astype("datetime64[D]")).astype(int)), int(length) - 1)
    return begin.astype("datetime64[D]") + offset
