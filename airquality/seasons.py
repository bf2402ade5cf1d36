"""Kinds of period: weeks, months, quarters, seasons, years, and seasons of a project's own.

Every kind but the week and the year to date is a row of data: so many months from a first month,
and again every so many months. A period is [start, end) in natural days of local standard time.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from airquality.periods import check_consecutive

MONTHS_A_YEAR = 12
DAYS_A_WEEK = 7
#: Days from a Monday to 1970-01-01, a Thursday.
_THURSDAY = 3


@dataclass(frozen=True)
class Season:
    """A named run of whole months.

    Attributes:
        id: kind of period in the tables, lower-case letters, digits and underscores.
        name_zh, name_en: as shown.
        first_month: 1 to 12.
        months: length, 1 to 12; a season may cross the year's end.
    """

    id: str
    name_zh: str
    name_en: str
    first_month: int
    months: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.id):
            raise ValueError(f"season id {self.id!r}: lower-case letters, digits, underscores")
        if not 1 <= self.first_month <= MONTHS_A_YEAR:
            raise ValueError(f"season {self.id}: first_month is 1 to 12, not {self.first_month}")
        if not 1 <= self.months <= MONTHS_A_YEAR:
            raise ValueError(f"season {self.id}: months is 1 to 12, not {self.months}")

    @property
    def crosses_year_end(self) -> bool:
        """Whether it begins in one year and ends in the next."""
        return self.first_month + self.months - 1 > MONTHS_A_YEAR


O3_SEASON = Season("o3_season", "臭氧季", "ozone season", 5, 6)
"""May to October. No national standard defines it; this is the usual span (own choice)."""

WINTER_HALF = Season("winter_half", "秋冬季", "autumn and winter", 11, 6)
"""November to April, over the year's end (own choice; the national campaigns 秋冬季大气污染综合治理
攻坚 mostly ran October to March, from memory: a project may state that season as its own)."""

NAMED_SEASONS: tuple[Season, ...] = (O3_SEASON, WINTER_HALF)

#: (first month, months, every so many months) of the kinds that need no name of a season.
_CYCLES: dict[str, tuple[int, int, int]] = {
    "month": (1, 1, 1),
    "quarter": (1, 3, 3),
    "season": (3, 3, 3),
    **{each.id: (each.first_month, each.months, MONTHS_A_YEAR) for each in NAMED_SEASONS},
    "year": (1, 12, 12),
    "three_years": (1, 36, 12),
}

KINDS: tuple[str, ...] = ("week", *_CYCLES, "to_date")
"""The kinds that every project has; a project's own seasons may not take one of these ids."""


def bounds(
    kind: str | Season, dates: ArrayLike, last: np.datetime64 | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the starts and ends of all periods of a kind that touch the days of a series.

    kind: one of `KINDS`, or a `Season`; dates: datetime64 (day,), consecutive; last: the last day
    with data where the series goes on behind it (by default the last date): later periods are
    left out, and the last year to date ends with it.
    Returns datetime64[D] (period,) twice, in order of time, ends exclusive. The period is always
    the whole one, wherever the series begins or ends, but:
    * `week` from Monday to Sunday (GB/T 7408, ISO 8601);
    * `season` March-May, June-August, September-November, December-February, by its first day;
    * `three_years` only where the series touches all three calendar years, by the first;
    * `to_date` from 1 January to the end of each month, the last one to `last`.
    Without dates there are no periods. KeyError for an unknown kind, ValueError where the dates
    are not consecutive.
    """
    days = check_consecutive(dates)
    if last is not None:
        days = days[days <= last.astype("datetime64[D]")]
    if isinstance(kind, Season):
        cycle = (kind.first_month, kind.months, MONTHS_A_YEAR)
    elif kind in ("week", "to_date"):
        cycle = None
    else:
        cycle = _CYCLES[kind]
    if not days.size:
        return days[:0], days[:0]
    if cycle is not None:
        starts, ends = _month_bounds(days[0], days[-1], *cycle)
        if kind == "three_years":
            final = (days[-1].astype("datetime64[Y]") + 1).astype("datetime64[D]")
            whole = (starts >= days[0].astype("datetime64[Y]")) & (ends <= final)
            return starts[whole], ends[whole]
        return starts, ends
    return _week_bounds(days) if kind == "week" else _to_date_bounds(days)


def _month_bounds(
    first: np.datetime64, last: np.datetime64, first_month: int, months: int, every: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the runs of months from first_month, `every` months apart, that hold any day."""
    begin, end = first.astype("datetime64[M]"), last.astype("datetime64[M]")
    every_month = np.arange(begin - months + 1, end + 1)
    starts = every_month[(every_month.astype(np.int64) - (first_month - 1)) % every == 0]
    return starts.astype("datetime64[D]"), (starts + months).astype("datetime64[D]")


def _week_bounds(days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    since_monday = (days[:1].astype(np.int64) + _THURSDAY) % DAYS_A_WEEK
    starts = np.arange((days[:1] - since_monday)[0], days[-1] + 1, DAYS_A_WEEK)
    return starts, starts + DAYS_A_WEEK


def _to_date_bounds(days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    months = np.unique(days.astype("datetime64[M]"))
    starts = months.astype("datetime64[Y]").astype("datetime64[D]")
    return starts, np.minimum((months + 1).astype("datetime64[D]"), days[-1] + 1)
