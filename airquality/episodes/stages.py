"""Divide an episode's hours into stages: what rises, what stays, what clears.

PM2.5: accumulation, explosive growth (the 3-hour mean doubles within ten hours: Zhong and others
2017, from memory; and gains 100 µg/m³: own choice), plateau, easing between two rises, clearing.
O3: one photochemical day after the other. No official division was found: every figure is a field
of `episodes.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.episodes.cases import HOURS, Case
from airquality.episodes.division import (
    divide,
    doublings,
)
from airquality.episodes.rules import DEFAULT_RULES, StageRule
from airquality.episodes.smoothing import centred_mean
from airquality.hours import HOURS_PER_DAY
from airquality.rounding import round_half_even

PHOTOCHEMICAL_DAY = "photochemical_day"


@dataclass(frozen=True)
class Stage:
    """One stage of an episode.

    Attributes:
        kind: a stage of `division.divide`, or PHOTOCHEMICAL_DAY.
        start, end: datetime64[h], the end exclusive.
        first_value, last_value: µg/m³, the 3-hour means of its first and last hour; of a
            photochemical day the morning's low and the evening. NaN where missing.
        peak, peak_time: the highest hour; NaN and NaT without any.
        rate: µg/m³ an hour from the first to the last value; of a photochemical day from the
            morning's low to the peak. NaN for a stage of one hour.
    """

    kind: str
    start: np.datetime64
    end: np.datetime64
    first_value: float
    last_value: float
    peak: float
    peak_time: np.datetime64
    rate: float


def stages_of(
    case: Case, hours: np.ndarray, start: np.datetime64, rule: StageRule = DEFAULT_RULES.stages
) -> tuple[Stage, ...]:
    """Divide a PM2.5 episode into stages that follow each other from its start to its end.

    Explosive growth is every such stretch, from the last hour that is half as high to the end of
    the rise. A fall goes below `easing_share` of what was, or below the limit, within
    `clearing_hours`: easing, and clearing the last one that goes on to the end. Between falls the
    concentration accumulates up to `plateau_share` of the highest there; from then on it is a
    plateau, also where it sinks without such a fall. Hours without a value belong to the stage
    before them, and so do stages of fewer than `least_hours`; a clearing shorter than that, and
    that of an episode which fades by a little every day, is not told.

    Args:
        case: an episode of hours; one of days has no stages.
        hours: (hour,) PM2.5 of the place, missing = NaN; start: its first hour.

    Returns:
        At least one stage; none for an episode of days or without any value.
    """
    first, last = _offset(case.start, start), _offset(case.end, start)
    own = hours[max(first, 0) : max(last, 0)].astype(np.float64)
    if case.origin != HOURS or len(own) != last - first or not np.isfinite(own).any():
        return ()
    smooth = centred_mean(own, rule.smooth_hours)
    after = hours[last : last + rule.least_hours].astype(np.float64)
    return tuple(
        _stage(kind, case.start, own, smooth, begin, end)
        for kind, begin, end in divide(smooth, after, case.limit, rule)
    )


def fastest_doubling(
    case: Case, hours: np.ndarray, start: np.datetime64, rule: StageRule = DEFAULT_RULES.stages
) -> int | None:
    """Return the fewest hours in which explosive growth doubled the concentration; None without."""
    first, last = _offset(case.start, start), _offset(case.end, start)
    if first < 0 or last > len(hours) or case.origin != HOURS:
        return None
    spans = doublings(centred_mean(hours[first:last].astype(np.float64), rule.smooth_hours), rule)
    return min((end - begin for begin, end in spans), default=None)


def photochemical_days(
    case: Case,
    hours: np.ndarray,
    start: np.datetime64,
    mda8: np.ndarray,
    dates: np.ndarray,
    limit: float = DEFAULT_RULES.o3.limit,
    rule: StageRule = DEFAULT_RULES.stages,
) -> tuple[Stage, ...]:
    """Return a stage for each day of an O3 episode over the limit, from midnight to midnight.

    The morning's low is the least hour between `first_morning_hour` and `last_morning_hour`, the
    peak the highest one after it, the evening the hour `evening_hour`.

    Args:
        case: an episode of O3, or of both.
        hours: (hour,) O3 of the place, µg/m³, missing = NaN; start: its first hour.
        mda8: (day,) of the same place; dates: datetime64[D] (day,).

    Returns:
        Days with any hour; none for an episode without hours.
    """
    begin = int((case.first_day - dates[0]).astype(int))
    end = int((case.last_day - dates[0]).astype(int)) + 1
    found = []
    for day in dates[begin:end][round_half_even(mda8[begin:end], 0) > limit]:
        first = _offset(day.astype("datetime64[h]"), start)
        own = hours[max(first, 0) : max(first + HOURS_PER_DAY, 0)].astype(np.float64)
        if len(own) == HOURS_PER_DAY and np.isfinite(own).any():
            found.append(_photochemical_day(day.astype("datetime64[h]"), own, rule))
    return tuple(found)


def _offset(time: np.datetime64, start: np.datetime64) -> int:
    return int((time - start).astype(int))


def _stage(
    kind: str, base: np.datetime64, own: np.ndarray, smooth: np.ndarray, begin: int, end: int
) -> Stage:
    known = begin + np.flatnonzero(np.isfinite(smooth[begin:end]))
    times = base + begin, base + end
    if not len(known):
        return Stage(kind, *times, np.nan, np.nan, np.nan, np.datetime64("NaT", "h"), np.nan)
    first, last = int(known[0]), int(known[-1])
    rate = (smooth[last] - smooth[first]) / (last - first) if last > first else np.nan
    top = begin + int(np.nanargmax(own[begin:end]))
    values = float(smooth[first]), float(smooth[last])
    return Stage(kind, *times, *values, float(own[top]), base + top, float(rate))


def _photochemical_day(midnight: np.datetime64, own: np.ndarray, rule: StageRule) -> Stage:
    morning = own[rule.first_morning_hour : rule.last_morning_hour + 1]
    low = value = rate = np.nan
    if np.isfinite(morning).any():
        low = rule.first_morning_hour + int(np.nanargmin(morning))
        value = float(own[int(low)])
    after = np.where(np.arange(len(own)) >= (0 if np.isnan(low) else low), own, np.nan)
    top = int(np.nanargmax(after)) if np.isfinite(after).any() else int(np.nanargmax(own))
    if top > low:
        rate = (float(own[top]) - value) / (top - low)
    evening = float(own[rule.evening_hour])
    times = midnight, midnight + HOURS_PER_DAY
    return Stage(
        PHOTOCHEMICAL_DAY, *times, value, evening, float(own[top]), midnight + top, float(rate)
    )
