"""Nights of fireworks: New Year's Eve and the Lantern Festival, when PM2.5 jumps within hours."""

from __future__ import annotations

import numpy as np

from airquality.episodes.cases import Case
from airquality.episodes.rules import DEFAULT_RULES, MarkRule

#: First day of the lunar year in the official calendar of China (公历日期). ICU's calendar, which
#: was compared, has 2027-02-07 and 2030-02-02: its new moons of those nights fall on the other
#: side of midnight.
NEW_YEAR = np.array(
    [
        *("2013-02-10", "2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16"),
        *("2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10"),
        *("2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"),
        *("2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08"),
    ],
    dtype="datetime64[D]",
)
#: From New Year's Day to the Lantern Festival, the fifteenth of the first month.
LANTERN_DAYS = 14

NIGHTS = np.sort(np.concatenate([NEW_YEAR - 1, NEW_YEAR + LANTERN_DAYS]))
"""Days in whose evening fireworks begin, datetime64[D]; none is known past 2035."""


def fireworks_nights(
    hours: np.ndarray, start: np.datetime64, rule: MarkRule = DEFAULT_RULES.marks
) -> np.ndarray:
    """Return the nights of fireworks that PM2.5 shows, datetime64[D], the day that they begin on.

    In the night (20:00 to 04:00) the highest hour is at least `fireworks_factor` times the mean of
    the hours before it and `fireworks_rise` above. All figures are our own choice; a jump in such a
    night may have other causes, so the mark says "likely". A night without an hour, or without any
    in the hours before, shows nothing.

    hours: (hour,) PM2.5 of the place, µg/m³, missing = NaN; start: datetime64[h], the first hour.
    """
    found = [night for night in NIGHTS if _jumps(hours, start, night, rule)]
    return np.array(found, dtype="datetime64[D]")


def is_fireworks(case: Case, nights: np.ndarray, rule: MarkRule = DEFAULT_RULES.marks) -> bool:
    """Tell whether an episode has an hour of any of the nights (`fireworks_nights`)."""
    begin = nights.astype("datetime64[h]") + rule.fireworks_first_hour
    end = begin + rule.fireworks_hours
    return bool(((begin < case.end) & (end > case.start)).any())


def _jumps(hours: np.ndarray, start: np.datetime64, night: np.datetime64, rule: MarkRule) -> bool:
    first = int((night.astype("datetime64[h]") - start).astype(int)) + rule.fireworks_first_hour
    if first < 1 or first >= len(hours):
        return False
    before = hours[max(first - rule.fireworks_before_hours, 0) : first]
    during = hours[first : first + rule.fireworks_hours]
    if not np.isfinite(before).any() or not np.isfinite(during).any():
        return False
    usual, highest = np.nanmean(before), np.nanmax(during)
    is_rise = highest - usual >= rule.fireworks_rise
    return bool(is_rise and highest >= rule.fireworks_factor * usual)
