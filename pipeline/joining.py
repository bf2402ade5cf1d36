"""Join what several sources of one city hold, and cut it to the city's stations and period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.hours import HOURS_PER_DAY, Gap, HourGrid, merge
from pipeline.project import Project, SourceSpec
from pipeline.report import Report

#: Loaded hours of a day from which its year counts as one that the sources cover.
HALF_A_DAY = HOURS_PER_DAY // 2


def join_hours(
    parts: list[tuple[SourceSpec, HourGrid | None]],
    stations: tuple[str, ...],
    project: Project,
    report: Report,
) -> HourGrid | None:
    """Join the grids of several sources; where two disagree the first one of the file stays.

    None where there is no grid, or none of which half a day is covered.
    """
    joined: HourGrid | None = None
    for source, grid in parts:
        if grid is None:
            continue
        if joined is None:
            joined = grid
            continue
        if grid.variables != joined.variables:  # one of them has a boundary layer, too
            every = tuple(dict.fromkeys((*joined.variables, *grid.variables)))
            joined, grid = joined.of_variables(every), grid.of_variables(every)
        joined, conflicts = merge(joined, grid)
        if conflicts:
            own = Report(source.id)
            message = "hours differ from those of a source before it, which stay"
            own.add("warning", "sources_disagree", source.path.name, "", message, conflicts)
            report.merge(own)
    if joined is None:
        return None
    years = _years_with_days(joined, project, report)
    if not len(years):
        return None
    first = max(project.period.first_day, years[0].astype("datetime64[D]"))
    last = min(project.period.last_day, (years[-1] + 1).astype("datetime64[D]") - 1)
    return fit_hours(joined, stations, first, last)


def _years_with_days(grid: HourGrid, project: Project, report: Report) -> np.ndarray:
    """Return the calendar years, datetime64[Y], of which the sources cover the half of any day.

    A source that labels hours by their end begins with the last hour of the year before; that
    lone hour must not make a year of gaps. What it holds is counted in the report.
    """
    loaded = (grid.gaps != Gap.NOT_LOADED).any(axis=(0, 1)).reshape(-1, HOURS_PER_DAY)
    years = grid.dates.astype("datetime64[Y]")
    kept = np.unique(years[loaded.sum(axis=1) >= HALF_A_DAY])
    left_out = np.repeat(~np.isin(years, kept), HOURS_PER_DAY) & loaded.reshape(-1)
    cells = int((grid.gaps[:, :, left_out] == Gap.NONE).sum())
    if cells:
        message = "values of lone hours in a year of which no day is half covered are not used"
        place = ", ".join(str(time) for time in grid.times[left_out][:3])
        report.add("note", "lone_hours", project.file.name, place, message, cells)
    return kept


def fit_hours(
    grid: HourGrid, stations: tuple[str, ...], first: np.datetime64, last: np.datetime64
) -> HourGrid:
    """Return the grid at just these stations and days; what it does not hold is not loaded."""
    if grid.stations == stations and (grid.dates[0], grid.dates[-1]) == (first, last):
        return grid
    fitted = HourGrid.empty(grid.variables, stations, first, last)
    begin, end = max(first, grid.dates[0]), min(last, grid.dates[-1])
    if end < begin:
        return fitted
    length = (int((end - begin).astype(int)) + 1) * HOURS_PER_DAY
    source = int((begin - grid.dates[0]).astype(int)) * HOURS_PER_DAY
    target = int((begin - first).astype(int)) * HOURS_PER_DAY
    rows = {station: row for row, station in enumerate(grid.stations)}
    for row, station in enumerate(stations):
        if station in rows:
            own = rows[station]
            for name in ("values", "gaps"):
                taken = getattr(grid, name)[:, own, source : source + length]
                getattr(fitted, name)[:, row, target : target + length] = taken
    return fitted


def join_published(
    parts: list[tuple[SourceSpec, pd.DataFrame | None]], project: Project, report: Report
) -> pd.DataFrame | None:
    """Join published daily series on their dates: a source earlier in the file comes first."""
    joined: pd.DataFrame | None = None
    for source, daily in parts:
        if daily is None or daily.empty:
            continue
        own = daily.set_index("date").sort_index()
        days = own.index.to_numpy().astype("datetime64[D]")
        inside = (days >= project.period.first_day) & (days <= project.period.last_day)
        own = own[inside]
        if joined is None:
            joined = own
            continue
        both = joined.index.intersection(own.index)
        if len(both):
            other = Report(source.id)
            message = "days that a source before it has too: that one's stay"
            other.add("note", "days_twice", source.path.name, "", message, len(both))
            report.merge(other)
        joined = pd.concat([joined, own.drop(index=both)]).sort_index()
    return None if joined is None or joined.empty else joined
