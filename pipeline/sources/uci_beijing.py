"""Beijing, twelve stations, 2013-2017: UCI Machine Learning Repository, data set 501.

One CSV a station, an hour a row: `No,year,month,day,hour,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,
RAIN,wd,WSPM,station`; NA = missing; an hour is labelled by its beginning (0 ... 23: this fits a
second, daily source best). CO is µg/m³ there, mg/m³ here. Wind direction is one of 16 sectors
and becomes the degrees of its middle.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from airquality.hours import HOURS_PER_DAY, Gap, HourGrid
from airquality.pollutants import POLLUTANT_IDS
from airquality.weather import WEATHER_IDS
from pipeline.report import Report
from pipeline.sources.data import Format, SourceData
from pipeline.sources.inputs import files_of
from pipeline.sources.placing import count_cells, place_cells
from pipeline.sources.text import BLANKS
from pipeline.stations import station_codes

if TYPE_CHECKING:
    from pipeline.project import Project, SourceSpec

# Name in the data set -> code of the station in the national network.
STATIONS: dict[str, str] = {
    "Wanshouxigong": "1001A",
    "Dingling": "1002A",
    "Dongsi": "1003A",
    "Tiantan": "1004A",
    "Nongzhanguan": "1005A",
    "Guanyuan": "1006A",
    "Wanliu": "1007A",
    "Shunyi": "1008A",
    "Huairou": "1009A",
    "Changping": "1010A",
    "Aotizhongxin": "1011A",
    "Gucheng": "1012A",
}
POLLUTION = dict(zip(POLLUTANT_IDS, ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3"), strict=True))
WEATHER = {
    "temperature": "TEMP",
    "dew_point": "DEWP",
    "pressure": "PRES",
    "rain": "RAIN",
    "wind_speed": "WSPM",
    "wind_direction": "wd",
}
CO_PER_MG = 1000.0
SECTORS: tuple[str, ...] = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE")
SECTORS += ("S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
DEGREES_A_SECTOR = 22.5
DEGREES = {sector: DEGREES_A_SECTOR * number for number, sector in enumerate(SECTORS)}
KEYS = ("year", "month", "day", "hour")
Fault = tuple[str, str, str, str]
COLUMNS = (
    "No",
    *KEYS,
    *POLLUTION.values(),
    "TEMP",
    "PRES",
    "DEWP",
    "RAIN",
    "wd",
    "WSPM",
    "station",
)


def read(source: SourceSpec, project: Project, report: Report) -> SourceData:
    """Read the project's stations and period: pollution and weather.

    A file that is not of this format is an error in the report and is left out; a cell that is
    no number (nor NA), and an hour that is there twice with different values, are REJECTED.
    """
    files = files_of(source.path)
    codes = station_codes(project)
    span = (project.period.first_day, project.period.last_day)
    pollution = HourGrid.empty(POLLUTANT_IDS, codes, *span)
    weather = HourGrid.empty(WEATHER_IDS, codes, *span)
    if not files:
        report.add("error", "nothing_to_read", "", "", "no file: is the folder there?")
    shift = 1 if source.hours == "ending" else 0
    found = False
    with ThreadPoolExecutor(1, thread_name_prefix="uci") as ahead:  # parses while rows are placed
        for file, frame in zip(files, ahead.map(_read_file, files), strict=True):
            report.totals.files += 1
            if isinstance(frame, pl.DataFrame):
                found |= _place(frame, file.name, pollution, weather, shift, report)
            else:
                report.totals.files_failed += 1
                report.add("error", *frame)
    count_cells(pollution, report)
    count_cells(weather, report)
    for row, code in enumerate(codes):
        if found and (pollution.gaps[:, row] == Gap.NOT_LOADED).all():
            message = f"no file has the station {code}"
            report.add("warning", "station_not_in_source", "", f"station {code}", message)
    return SourceData(pollution, weather) if found else SourceData()


def _read_file(file: Path) -> pl.DataFrame | Fault:
    """Read one file: keys as integers, the rest as numbers where that goes, else as text.

    Returns the table, or why there is none: kind, file, place and message of a finding.
    """
    numbers = {name: pl.Float64 for name in COLUMNS if name not in (*KEYS, "No", "wd", "station")}
    schema = {
        name: numbers.get(name, pl.String if name in ("wd", "station") else pl.Int32)
        for name in COLUMNS
    }
    try:
        content = file.read_bytes()
        header = content[: content.find(b"\n")].decode("utf-8-sig").replace('"', "").strip()
    except (OSError, UnicodeDecodeError):
        return ("unreadable", file.name, "", "the file cannot be read as text")
    if not content.strip():
        return ("empty_file", file.name, "", "the file is empty")
    if tuple(header.split(",")) != COLUMNS:
        message = f"the header is not {','.join(COLUMNS)}"
        return ("not_uci", file.name, "line 1", message)
    try:
        return pl.read_csv(content, schema=schema, null_values="NA")
    except pl.exceptions.PolarsError:
        pass
    text = dict.fromkeys(COLUMNS, pl.String)
    try:
        return pl.read_csv(content, schema=text, truncate_ragged_lines=True)
    except pl.exceptions.PolarsError as error:
        return ("not_uci", file.name, "", f"is no table: {str(error)[:100]}")


def _place(
    frame: pl.DataFrame,
    name: str,
    pollution: HourGrid,
    weather: HourGrid,
    shift: int,
    report: Report,
) -> bool:
    """Put the rows of one file into both grids; return whether any was of use."""
    hours, is_hour = _hours_of(frame, pollution, shift, name, report)
    inside = is_hour & (hours >= 0) & (hours < pollution.hours)
    outside = int(np.count_nonzero(is_hour & ~inside))
    if outside:
        cells = outside * (len(POLLUTION) + len(WEATHER))
        report.add("note", "outside_period", name, "", "cells lie outside the period", cells)
        report.totals.outside += cells
    used = False
    for station in frame["station"].unique().to_list():
        code = STATIONS.get(station or "")
        if code is None:
            message = f"{station!r} is none of the twelve stations"
            report.add("error", "station_unknown", name, f"station {station}", message)
            continue
        if code not in pollution.stations:
            message = "a station that the project does not name is not read"
            report.add("note", "station_not_wanted", name, f"station {code}", message)
            continue
        rows = np.flatnonzero(inside & (frame["station"] == station).fill_null(False).to_numpy())
        own = frame if len(rows) == len(frame) else frame[rows]
        for grid, columns in ((pollution, POLLUTION), (weather, WEATHER)):
            _place_station(own, grid, columns, code, hours[rows], rows + 2, name, report)
        used |= len(rows) > 0
    return used


def _place_station(
    frame: pl.DataFrame,
    grid: HourGrid,
    columns: dict[str, str],
    code: str,
    hours: np.ndarray,
    lines: np.ndarray,
    name: str,
    report: Report,
) -> None:
    """Put the rows of one station into one grid."""
    row = grid.stations.index(code)
    for variable, column in enumerate(columns.values()):
        values, rejected = _numbers_in(frame[column], column, lines, name, report)
        cells = (variable * len(grid.stations) + row) * grid.hours + hours
        place = partial(_line_of, lines, column)
        place_cells(grid, cells, values, rejected, name, report, place)


def _line_of(lines: np.ndarray, column: str, cell: int) -> str:
    return f"line {lines[cell]}, {column}"


def _hours_of(
    frame: pl.DataFrame, grid: HourGrid, shift: int, name: str, report: Report
) -> tuple[np.ndarray, np.ndarray]:
    """Return the hour of each row from the start of the grid, and whether it is a real one."""
    year, month, day, hour = (
        frame[key].cast(pl.Int32, strict=False).fill_null(-1).to_numpy() for key in KEYS
    )
    is_hour = (year > 1900) & (year < 2200) & (month >= 1) & (month <= 12)
    # Dates are looked up by the month from 1900 on: turning every row into one is far slower.
    months = (np.clip(year, 1900, 2200) - 1900) * 12 + np.clip(month, 1, 12) - 1
    begins = np.arange("1900-01", "2201-02", dtype="datetime64[M]").astype("datetime64[D]")
    days_before, length = begins[months], np.diff(begins).astype(int)[months]
    is_hour &= (day >= 1) & (day <= length)
    is_hour &= (hour >= 0) & (hour <= 23)
    for row in np.flatnonzero(~is_hour):
        message = "year, month, day and hour are no time: the row is left out"
        cells = len(POLLUTION) + len(WEATHER)
        report.add("error", "row_without_time", name, f"line {row + 2}", message, cells)
    days = (days_before + (day - 1) - grid.start.astype("datetime64[D]")).astype(int)
    return days * HOURS_PER_DAY + hour - shift, is_hour


def _numbers_in(
    column: pl.Series, header: str, lines: np.ndarray, name: str, report: Report
) -> tuple[np.ndarray, np.ndarray]:
    """Return the values of a column in this project's units, and which cells are no value."""
    if header == "wd":
        sector = column.cast(pl.Enum(SECTORS), strict=False)
        values = sector.to_physical().cast(pl.Float64) * DEGREES_A_SECTOR
    else:
        values = column if column.dtype == pl.Float64 else column.cast(pl.Float64, strict=False)
    numbers = values.to_numpy() / (CO_PER_MG if header == "CO" else 1.0)
    rejected = ~np.isfinite(numbers)
    if np.count_nonzero(rejected) == column.null_count():
        return numbers, np.zeros_like(rejected)
    if column.dtype == pl.String:
        rejected &= ~column.str.strip_chars().is_in(list(BLANKS)).fill_null(True).to_numpy()
    else:
        rejected &= column.is_not_null().to_numpy()
    for row in np.flatnonzero(rejected):
        message = f"{str(column[int(row)])[:30]!r} is not a value"
        report.add("error", "text_in_cell", name, f"line {lines[row]}, {header}", message)
    return np.where(rejected, np.nan, numbers), rejected


FORMAT = Format(read, check=lambda source: [], keys=("hours",), hours="beginning")
