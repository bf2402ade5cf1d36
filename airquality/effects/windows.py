"""Windows of time: a measure's own, and those like it in which nothing was done.

A placebo is the effect that the same method finds where there is none to be found. Its windows are
as long as the measure's and lie in the same season, whatever the year: within `around_days` of its
calendar day. They keep away from every listed measure (Abadie and others call these in-time
placebos; the distance and the season's width are our own choice).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

HOUR, DAY = np.timedelta64(1, "h"), np.timedelta64(1, "D")
#: Days of a year, leap days taken evenly: calendar distance wraps around it.
_YEAR = 365.25


@dataclass(frozen=True)
class Window:
    """Hours from `start` to `end`, the end not included (datetime64[h])."""

    start: np.datetime64
    end: np.datetime64

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(f"a window ends, at {self.end}, before it starts, at {self.start}")

    @property
    def hours(self) -> int:
        """Its length."""
        return int((self.end - self.start) / HOUR)

    def rows(self, times: np.ndarray) -> np.ndarray:
        """Return bool (hour,): which of the hours (datetime64[h]) lie in it."""
        return np.asarray((times >= self.start) & (times < self.end))


def near(windows: Sequence[Window], times: np.ndarray, margin_hours: int) -> np.ndarray:
    """Return bool (hour,): the hours in any window or within `margin_hours` of one."""
    found = np.zeros(times.shape, dtype=bool)
    margin = np.timedelta64(margin_hours, "h")
    for window in windows:
        found |= Window(window.start - margin, window.end + margin).rows(times)
    return found


def placebo_starts(
    window: Window, times: np.ndarray, taken: np.ndarray, around_days: int
) -> np.ndarray:
    """Return the first rows of the windows like `window` in which nothing was done, int (n,).

    Args:
        window: the measure's.
        times: datetime64[h] (hour,), consecutive.
        taken: bool (hour,), hours in or near a measure, this one too.
        around_days: how far from the window's calendar day one may begin, in any year.

    One begins every day at the window's own hour of the day, and lies in the record whole. None
    where the record is too short.
    """
    length = window.hours
    hour_of_day = int((window.start - window.start.astype("datetime64[D]")) / HOUR)
    is_hour = (times - times.astype("datetime64[D]")) / HOUR == hour_of_day
    rows = np.flatnonzero(is_hour)
    rows = rows[rows + length <= len(times)]
    away = _calendar_distance(times[rows], window.start)
    rows = rows[away <= around_days]
    busy = np.concatenate([[0], np.cumsum(taken)])
    free = busy[rows + length] == busy[rows]
    return np.asarray(rows[free])


def independent(starts: np.ndarray, length: int) -> int:
    """Return how many of the windows do not overlap each other: what a rank really rests on."""
    count, free = 0, -1
    for start in starts.tolist():
        if start >= free:
            count, free = count + 1, start + length
    return count


def _calendar_distance(times: np.ndarray, day: np.datetime64) -> np.ndarray:
    """Return days between calendar days, over the new year too, float (n,)."""

    def of_year(each: np.ndarray) -> np.ndarray:
        return np.asarray((each - each.astype("datetime64[Y]").astype("datetime64[h]")) / DAY)

    apart = np.abs(of_year(times) - of_year(np.array([day]))[0])
    return np.minimum(apart, _YEAR - apart)
