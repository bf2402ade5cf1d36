"""The dense hour grid that every statistic starts from.

Variables x stations x hours, float32, one complete hour after another, missing = NaN, so that a
day is a reshape and an 8-hour mean a cumulative sum. Hours are labelled by their **beginning**,
local standard time (UTC+8) without a zone; a grid begins at 00:00 and holds whole days.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

HOURS_PER_DAY = 24


class Gap(IntEnum):
    """Why a cell of the grid has no value. The reasons are exclusive."""

    NONE = 0
    SOURCE_EMPTY = 1  # the source has the hour and leaves the cell blank
    REJECTED = 2  # the source has something there that is not a number, or contradicts itself
    NOT_LOADED = 3  # no file or no row of the source covers the hour


@dataclass(frozen=True)
class HourGrid:
    """Hourly values of some variables at some stations.

    Attributes:
        variables: ids of the first axis: pollutants (`airquality.pollutants`) or weather.
        stations: ids of the second axis.
        start: first hour, numpy datetime64[h], 00:00.
        values: float32 (variable, station, hour); the unit is that of the variable's registry.
        gaps: uint8 of the same shape, a `Gap` a cell: NONE exactly where a value is present.
    """

    variables: tuple[str, ...]
    stations: tuple[str, ...]
    start: np.datetime64
    values: np.ndarray
    gaps: np.ndarray

    def __post_init__(self) -> None:
        shape = (len(self.variables), len(self.stations), self.values.shape[-1])
        if self.values.shape != shape or self.gaps.shape != shape:
            raise ValueError(
                f"grid of {shape} expected, values {self.values.shape}, gaps {self.gaps.shape}"
            )
        if shape[2] % HOURS_PER_DAY or self.start != self.start.astype("datetime64[D]"):
            raise ValueError("a grid begins at 00:00 and holds whole days")

    @classmethod
    def empty(
        cls,
        variables: tuple[str, ...],
        stations: tuple[str, ...],
        first_day: np.datetime64,
        last_day: np.datetime64,
    ) -> "HourGrid":
        """Return a grid from first_day to last_day, both included, with nothing loaded."""
        first = first_day.astype("datetime64[D]")
        days = int((last_day.astype("datetime64[D]") - first).astype(int)) + 1
        if days < 1:
            raise ValueError(f"the last day {last_day} lies before the first {first_day}")
        shape = (len(variables), len(stations), days * HOURS_PER_DAY)
        return cls(
            tuple(variables),
            tuple(stations),
            first.astype("datetime64[h]"),
            np.full(shape, np.nan, dtype=np.float32),
            np.full(shape, Gap.NOT_LOADED, dtype=np.uint8),
        )

    @property
    def hours(self) -> int:
        """Number of hours."""
        return self.values.shape[2]

    @property
    def days(self) -> int:
        """Number of days."""
        return self.hours // HOURS_PER_DAY

    @property
    def times(self) -> np.ndarray:
        """Beginning of each hour, datetime64[h]."""
        return self.start + np.arange(self.hours)

    @property
    def dates(self) -> np.ndarray:
        """Each day, datetime64[D]."""
        return self.start.astype("datetime64[D]") + np.arange(self.days)

    def of(self, variable: str) -> np.ndarray:
        """Return the values of one variable, (station, hour), a view; KeyError where unknown."""
        if variable not in self.variables:
            raise KeyError(f"{variable} is not in this grid: {', '.join(self.variables)}")
        return self.values[self.variables.index(variable)]

    def of_variables(self, variables: tuple[str, ...]) -> "HourGrid":
        """Return the grid of these variables in this order; nothing is loaded of a new one."""
        size = self.values.shape[1:]
        values = np.full((len(variables), *size), np.nan, dtype=np.float32)
        gaps = np.full(values.shape, Gap.NOT_LOADED, dtype=np.uint8)
        for row, name in enumerate(variables):
            if name in self.variables:
                own = self.variables.index(name)
                values[row], gaps[row] = self.values[own], self.gaps[own]
        return HourGrid(tuple(variables), self.stations, self.start, values, gaps)

    def with_values(self, values: np.ndarray) -> "HourGrid":
        """Return the same grid with other values (for instance with flagged ones left out)."""
        return HourGrid(self.variables, self.stations, self.start, values, self.gaps)


def merge(first: HourGrid, second: HourGrid) -> tuple[HourGrid, int]:
    """Join two grids of the same variables on the union of their stations and days.

    A cell takes the first grid's value where it has one, else the second's; where both have one
    and they differ, the first stays. Returns the joined grid and the number of such cells.
    A missing cell keeps the better-known reason: rejected, then source empty, then not loaded.
    """
    if first.variables != second.variables:
        raise ValueError(f"grids of different variables: {first.variables}, {second.variables}")
    known = set(first.stations)
    stations = first.stations + tuple(s for s in second.stations if s not in known)
    row_of = {station: row for row, station in enumerate(stations)}
    joined = HourGrid.empty(
        first.variables,
        stations,
        min(first.dates[0], second.dates[0]),
        max(first.dates[-1], second.dates[-1]),
    )
    conflicts = 0
    for grid in (first, second):
        rows = np.array([row_of[station] for station in grid.stations])
        offset = int((grid.start - joined.start).astype(int))
        hours = slice(offset, offset + grid.hours)
        values, gaps = joined.values[:, rows, hours], joined.gaps[:, rows, hours]
        here, there = ~np.isnan(values), ~np.isnan(grid.values)
        conflicts += int(np.sum(here & there & (values != grid.values)))
        take = there & ~here
        explained = ~here & ~there & (grid.gaps != Gap.NOT_LOADED) & (gaps != Gap.REJECTED)
        joined.values[:, rows, hours] = np.where(take, grid.values, values)
        joined.gaps[:, rows, hours] = np.where(take | explained, grid.gaps, gaps)
    return joined, conflicts
