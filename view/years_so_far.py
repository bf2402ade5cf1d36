"""Years as they stood on every day, and which of them may be compared on one day of the year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE, standard_in_force
from view.standing import shown_value

#: What the table of years so far carries, in the order of the registry.
CUMULATED = (
    "pm25",
    "pm10",
    "so2",
    "no2",
    "o3_mda8_p90",
    "co_p95",
    "good_ratio",
    "heavy_days",
    "composite_index",
)
#: Judged by an AQI or by limits: another scheme, another number.
JUDGED = frozenset({"good_ratio", "heavy_days", "composite_index"})
#: The same statistic cumulated, where the chosen one is of a day or a mean of months.
_STANDS_FOR = {
    "co": "co_p95",
    "o3": "o3_mda8_p90",
    "o3_mda8": "o3_mda8_p90",
    "o3_1h_max": "o3_mda8_p90",
    "aqi": "good_ratio",
}


@dataclass(frozen=True)
class YearSoFar:
    """One year of one metric, cumulated from 1 January.

    Attributes:
        year: the year.
        dates: last day included, datetime64[D], in order of time; every day, or ends of months.
        values: the statistic so far on each of them, in the stored unit; NaN with too few days.
        starts_late: whether the year has no value in January, so that it is another period.
    """

    year: int
    dates: np.ndarray
    values: np.ndarray
    starts_late: bool

    @property
    def is_known(self) -> bool:
        """Whether there is any value."""
        return bool(np.isfinite(self.values).any())

    def at(self, day: np.datetime64) -> float:
        """Return the value on the same day of this year as `day`; NaN where there is none."""
        here = np.flatnonzero(self.dates == same_day(day, self.year))
        return float(self.values[here[0]]) if len(here) else float("nan")


def same_day(day: np.datetime64, year: int) -> np.datetime64:
    """Return the same day of another year: month and day, a month's last day its last day there.

    So 28 February of a year without a 29th is held against 29 February of a year with one, as it
    is in whole months, and 29 February against 28 February.
    """
    day = day.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    there = (
        month - month.astype("datetime64[Y]").astype("datetime64[M]") + np.datetime64(f"{year}-01")
    )
    if (day + 1).astype("datetime64[M]") != month:
        return (there + 1).astype("datetime64[D]") - 1
    return there.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))


def cumulated_metrics(metrics: Sequence[str]) -> tuple[str, ...]:
    """Return what is cumulated for chosen metrics, each once, in their order; maybe nothing."""
    found = (_STANDS_FOR.get(m, m) for m in metrics)
    return tuple(dict.fromkeys(m for m in found if m in CUMULATED))


@dataclass(frozen=True)
class Comparison:
    """The years on the day of the year on which the chosen one ends.

    Attributes:
        day: that day.
        values: of every year that may be compared, the chosen one among them, rounded as shown.
        apart: years with a value that day that may not be compared, with the reason:
            late_start, reference_change or other_standard.
        reason: why the chosen year itself cannot be compared: no_data, late_start,
            reference_change; "" where it can.
    """

    day: np.datetime64
    values: dict[int, float]
    apart: dict[int, str]
    reason: str

    def rank(self, year: int) -> int:
        """Return the place of a year from the lowest value up; equal values share one."""
        return 1 + sum(value < self.values[year] for value in self.values.values())


def compare_years(
    years: Sequence[YearSoFar],
    chosen: int,
    day: np.datetime64,
    metric: str,
    is_in_force: bool = True,
    is_converted: bool = False,
) -> Comparison:
    """Return which years may be compared with the chosen one on a day, as `view.standing` has it.

    A year that began late covers another period. Years on two sides of 2018-09-01 lie in two
    reference states (not if converted), a year across it in both. What a standard decides is
    compared under one standard only: by the one in force that day, unless one scheme judges all.
    """
    own = next((y for y in years if y.year == chosen), None)
    if own is None or not np.isfinite(own.at(day)):
        return Comparison(day, {}, {}, "no_data")
    if own.starts_late:
        return Comparison(day, {}, {}, "late_start")
    judged = metric in JUDGED and is_in_force
    values, apart = {}, {}
    for other in years:
        value = other.at(day)
        if not np.isfinite(value):
            continue
        reason = ""
        if other.starts_late:
            reason = "late_start"
        elif (
            other.year != chosen and not is_converted and not _share_state(other.year, chosen, day)
        ):
            reason = "reference_change"
        elif judged and _standard(other.year, day) != _standard(chosen, day):
            reason = "other_standard"
        if reason:
            apart[other.year] = reason
        else:
            values[other.year] = shown_value(metric, value)
    return Comparison(day, values, apart, "")


def _share_state(year: int, other: int, day: np.datetime64) -> bool:
    sides = {_side(year, day), _side(other, day)}
    return len(sides) == 1 and "across" not in sides


def _side(year: int, day: np.datetime64) -> str:
    """Return on which side of the change of reference state a year up to a day lies."""
    if same_day(day, year) < REFERENCE_STATE_CHANGE:
        return "before"
    return "after" if np.datetime64(f"{year}-01-01") >= REFERENCE_STATE_CHANGE else "across"


def _standard(year: int, day: np.datetime64) -> str:
    return standard_in_force(same_day(day, year)).id


def year_window(start: str, end: str, year: int) -> int:
    """Return the year that chosen days lie in, else the year that is looked at."""
    return int(start[:4]) if start and end and start[:4] == end[:4] else year
