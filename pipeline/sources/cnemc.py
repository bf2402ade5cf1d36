"""The national hourly publication (CNEMC) as archived: a file a day, a column a station.

An hour is labelled by its **end**: label 0 of a date is the last hour of the day before, the day
is labels 1 ... 24 (checked on real files against the published daily values). Units are those of
this project: µg/m³, CO mg/m³. Values stay as they are, negative ones and outliers included: what
is doubtful is flagged by the quality step, not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from airquality.hours import HOURS_PER_DAY, Gap, HourGrid
from pipeline.report import Report
from pipeline.sources.cnemc_file import FileRows, parse_file
from pipeline.sources.cnemc_folder import find_days, find_stations, keep_period, list_files
from pipeline.sources.data import Format, SourceData
from pipeline.sources.placing import count_cells, place_cells
from pipeline.stations import station_codes

if TYPE_CHECKING:
    from pipeline.project import Project, SourceSpec

POLLUTANT_ITEMS: dict[str, str] = {
    "pm25": "PM2.5",
    "pm10": "PM10",
    "so2": "SO2",
    "no2": "NO2",
    "co": "CO",
    "o3": "O3",
}
DAY = np.timedelta64(1, "D")


def read(source: SourceSpec, project: Project, report: Report) -> SourceData:
    """Read the project's stations and period from a folder of daily files."""
    grid = read_days(
        source.path,
        station_codes(project),
        report,
        first=project.period.first_day,
        last=project.period.last_day,
        hours=source.hours or "ending",
    )
    return SourceData(pollution=grid)


def stations_of(source: SourceSpec, project: Project) -> tuple[str, ...]:
    """Return every station column of the files that hold an hour of the project's period."""
    span = (project.period.first_day, project.period.last_day)
    return find_stations(keep_period(list_files(source.path), *span, Report()))


def read_days(
    folder_or_files: Path | str | Iterable[Path],
    stations: Iterable[str] | None = None,
    report: Report | None = None,
    first: np.datetime64 | None = None,
    last: np.datetime64 | None = None,
    items: Mapping[str, str] = POLLUTANT_ITEMS,
    hours: Literal["beginning", "ending"] = "ending",
) -> HourGrid | None:
    """Read daily files into one grid.

    Args:
        folder_or_files: a folder, one file, or files.
        stations: codes, in this order; None for every column of the files, sorted.
        report: where findings are counted.
        first, last: days of the grid, both included, by the beginning of the hour; None for all
            days that the files hold (label 0 of the first file is the day before).
        items: variable of the grid -> type in the files, e.g. `{"o3_8h_24h": "O3_8h_24h"}`.
        hours: how the files label an hour.

    Returns None, with an error in the report, where nothing could be read. An hour, a type or a
    station that no file has is NOT_LOADED; blank SOURCE_EMPTY; text, or two values that
    contradict each other, REJECTED.
    """
    report = Report() if report is None else report
    files = keep_period(list_files(folder_or_files), first, last, report)
    columns = tuple(stations) if stations is not None else find_stations(files)
    days = find_days(files)
    if not days or not columns:
        message = "no file of the period with a date and a station: is the folder there?"
        report.add("error", "nothing_to_read", "", "", message)
        return None
    start = first if first is not None else min(days) - (DAY if hours == "ending" else 0 * DAY)
    grid = HourGrid.empty(tuple(items), columns, start, last if last is not None else max(days))
    filler = _Filler(grid, items, hours, report)
    filler.fill_all(files, known=None if stations is None else frozenset(columns))
    filler.report_gaps(min(days), max(days))
    return _without_empty_edges(grid, first, last) if filler.is_filled else None


class _Filler:
    """Puts the rows of files into a grid; what is there twice is compared cell by cell."""

    def __init__(
        self, grid: HourGrid, items: Mapping[str, str], hours: str, report: Report
    ) -> None:
        self.grid = grid
        self.report = report
        self.items = {item: number for number, item in enumerate(items.values())}
        self.shift = np.timedelta64(1 if hours == "ending" else 0, "h")
        self.columns = {station: number for number, station in enumerate(grid.stations)}
        self.seen = np.zeros((len(items), grid.hours), dtype=bool)
        self.is_filled = False
        self.dates_read: set[date] = set()

    def fill_all(self, files: list[Path], known: frozenset[str] | None) -> None:
        """Read the files one after another; one that cannot be used does not stop the others."""
        for file in files:
            self.report.totals.files += 1
            try:
                content = file.read_bytes()
            except OSError:
                self.report.add("error", "unreadable", file.name, "", "the file cannot be read")
                rows = None
            else:
                rows = parse_file(content, file.name, set(self.items), known, self.report)
            if rows is None:
                self.report.totals.files_failed += 1
            else:
                self.fill(rows, file.name)

    def fill(self, rows: FileRows, name: str) -> None:
        """Put one file's rows into the grid."""
        times = rows.dates.astype("datetime64[h]") + rows.hours.astype("m8[h]") - self.shift
        offsets = (times - self.grid.start).astype(int)
        variables = np.array([self.items[item] for item in rows.types])
        inside = (offsets >= 0) & (offsets < self.grid.hours)
        outside = int(np.count_nonzero(~inside)) * len(rows.stations)
        if outside:
            message = "cells lie outside the period and are not used"
            self.report.add("note", "outside_period", name, "", message, outside)
            self.report.totals.outside += outside
        columns = np.array([self.columns[station] for station in rows.stations], dtype=int)
        for variable in range(len(self.items)):
            of_item = np.flatnonzero(inside & (variables == variable))
            hours = offsets[of_item]
            is_new = ~self.seen[variable, hours]
            is_new &= np.isin(np.arange(len(hours)), np.unique(hours, return_index=True)[1])
            self._place(variable, hours[is_new], columns, rows, of_item[is_new])
            self._compare(variable, hours[~is_new], columns, rows, of_item[~is_new], name)
            self.seen[variable, hours] = True
            self.is_filled |= len(hours) > 0
        self._report_short_day(rows, name)

    def _place(
        self,
        variable: int,
        hours: np.ndarray,
        columns: np.ndarray,
        rows: FileRows,
        of_item: np.ndarray,
    ) -> None:
        cells = rows.values[of_item].T
        gaps = np.where(np.isnan(cells), np.uint8(Gap.SOURCE_EMPTY), np.uint8(Gap.NONE))
        if rows.rejected is not None:
            gaps[rows.rejected[of_item].T] = Gap.REJECTED
        where = np.ix_(columns, hours)
        self.grid.values[variable][where] = cells
        self.grid.gaps[variable][where] = gaps

    def _compare(
        self,
        variable: int,
        hours: np.ndarray,
        columns: np.ndarray,
        rows: FileRows,
        of_item: np.ndarray,
        name: str,
    ) -> None:
        """Join rows that are there already."""
        if not len(hours):
            return
        shape = self.grid.values.shape
        cells = np.ravel_multi_index(
            (np.full((1, 1), variable), columns[None, :], hours[:, None]), shape
        )
        rejected = np.zeros(rows.values.shape, bool) if rows.rejected is None else rows.rejected

        def describe(cell: int) -> str:
            row, column = divmod(cell, len(rows.stations))
            row = of_item[row]
            label = f"{rows.dates[row]} hour {rows.hours[row]} {rows.types[row]}"
            return f"{label}, column {rows.stations[column]}"

        place_cells(
            self.grid,
            cells.reshape(-1),
            rows.values[of_item].reshape(-1),
            rejected[of_item].reshape(-1),
            name,
            self.report,
            describe,
        )

    def _report_short_day(self, rows: FileRows, name: str) -> None:
        """Name the labels that a file of one day does not have."""
        if rows.dates.max(initial=self.grid.dates[0]) > self.grid.dates[-1]:
            return  # read for its first hour only
        self.dates_read.update(rows.dates.tolist())
        labels: set[int] = set(range(HOURS_PER_DAY))
        per_item: dict[str, set[int]] = {item: set() for item in self.items}
        for item, hour in zip(rows.types, rows.hours.tolist(), strict=True):
            per_item[item].add(hour % HOURS_PER_DAY)
        missing = sorted(labels - labels.intersection(*per_item.values()))
        if missing:
            place = "hours " + ", ".join(map(str, missing))
            message = f"{len(missing)} of 24 hours are not there, or not with every item"
            self.report.add("warning", "short_day", name, place, message, len(missing))

    def report_gaps(self, first: np.datetime64, last: np.datetime64) -> None:
        """Name the days of which nothing was read and the stations that no file has."""
        for day in self.grid.dates[(self.grid.dates >= first) & (self.grid.dates <= last)]:
            if day.item() not in self.dates_read:
                message = "no hour of the day was read"
                self.report.add("warning", "missing_day", "", str(day), message)
        count_cells(self.grid, self.report)
        gaps = self.grid.gaps
        absent = (gaps == Gap.NOT_LOADED).all(axis=(0, 2))
        for station in np.array(self.grid.stations)[absent & self.is_filled]:
            message = f"no file has a column {station}"
            self.report.add("warning", "station_not_in_source", "", f"station {station}", message)


def _without_empty_edges(
    grid: HourGrid, first: np.datetime64 | None, last: np.datetime64 | None
) -> HourGrid:
    """Cut days at the edges that hold nothing, where the caller left the edge open."""
    loaded = (grid.gaps != Gap.NOT_LOADED).any(axis=(0, 1)).reshape(-1, HOURS_PER_DAY).any(axis=1)
    held = np.flatnonzero(loaded)
    begin = 0 if first is not None or not len(held) else int(held[0])
    end = grid.days if last is not None or not len(held) else int(held[-1]) + 1
    if (begin, end) == (0, grid.days):
        return grid
    hours = slice(begin * HOURS_PER_DAY, end * HOURS_PER_DAY)
    return HourGrid(
        grid.variables,
        grid.stations,
        grid.start + begin * HOURS_PER_DAY,
        grid.values[..., hours],
        grid.gaps[..., hours],
    )


FORMAT = Format(
    read, check=lambda source: [], keys=("hours",), hours="ending", stations=stations_of
)
