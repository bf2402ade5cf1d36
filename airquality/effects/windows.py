"""Windows of time: a measure's own, and those like it in which nothing was done.

A placebo is the effect that the same method finds where there is none to be found. Its windows are
as long as the measure's and lie in the same season, whatever the year. They keep away from every
listed measure (Abadie and others call these in-time placebos; the distances and the season's width
are our own choice). Rows are hours, or days of a daily statistic such as MDA8.
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
            raise ValueError(f"a window ends, at {self.end}, no later than it starts, {self.start}")

    @property
    def hours(self) -> int:
        """Its length."""
        return int((self.end - self.start) / HOUR)

    def meets(self, other: Window) -> bool:
        """Return whether the two share an hour."""
        return bool(self.start < other.end and other.start < self.end)

    def widened(self, margin_hours: int) -> Window:
        """Return it with a margin on either side."""
        margin = np.timedelta64(margin_hours, "h")
        return Window(self.start - margin, self.end + margin)


@dataclass(frozen=True)
class Grid:
    """Consecutive rows of equal length.

    Attributes:
        times: datetime64[h] (row,), the beginning of each.
        step_hours: 1 of hours, 24 of days.
    """

    times: np.ndarray
    step_hours: int = 1

    def __post_init__(self) -> None:
        steps = np.diff(self.times)
        if len(self.times) == 0 or (steps != np.timedelta64(self.step_hours, "h")).any():
            raise ValueError("a record has rows, one after another, without a gap")

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.times)

    @property
    def days(self) -> float:
        """How many days they span."""
        return self.rows * self.step_hours / 24

    def in_rows(self, days: float) -> int:
        """Return how many rows so many days are."""
        return round(days * 24 / self.step_hours)

    def inside(self, window: Window) -> np.ndarray:
        """Return bool (row,): rows whose middle lies in the window.

        A day counts where the window has its noon: an alert from 07:00 has its first day, one from
        20:00 begins with the next.
        """
        middle = self.times.astype("datetime64[m]") + np.timedelta64(30 * self.step_hours, "m")
        return np.asarray((middle >= window.start) & (middle < window.end))

    def span(self, window: Window) -> tuple[int, int] | None:
        """Return first row and number of rows of a window; None where it is not all in the record.

        None as well where no row has its middle in the window.
        """
        last = self.times[-1] + np.timedelta64(self.step_hours, "h")
        rows = np.flatnonzero(self.inside(window))
        if window.start < self.times[0] or window.end > last or len(rows) == 0:
            return None
        return int(rows[0]), len(rows)


def near(windows: Sequence[Window], grid: Grid, margin_hours: int) -> np.ndarray:
    """Return bool (row,): the rows in any window or within `margin_hours` of one."""
    found = np.zeros(grid.rows, dtype=bool)
    for window in windows:
        found |= grid.inside(window.widened(margin_hours))
    return found


def placebo_starts(
    span: tuple[int, int], grid: Grid, taken: np.ndarray, around_days: float
) -> np.ndarray:
    """Return the first rows of the windows like a measure's in which nothing was done, int (n,).

    Args:
        span: first row and number of rows of the measure's window.
        grid: the record.
        taken: bool (row,), rows in or near a measure, this one too.
        around_days: how far from the window's calendar day one may begin, in any year.

    One begins every day, at the window's own hour, and lies in the record whole.
    """
    first, length = span
    per_day = grid.in_rows(1)
    rows = np.arange(first % per_day, grid.rows - length + 1, per_day)
    away = _calendar_distance(grid.times[rows], grid.times[first])
    rows = rows[away <= around_days]
    busy = np.concatenate([[0], np.cumsum(taken)])
    return np.asarray(rows[busy[rows + length] == busy[rows]])


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
