"""The project's own plain format: one value a line, with its units and hour label said.

    # hours: beginning
    # unit pm25: µg/m³
    # unit co: mg/m³
    station,time,pollutant,value
    1001A,2024-01-01 00:00,pm25,35

Lines that begin with `#` before the header say how an hour is labelled and each variable's unit;
parquet says the same in its file metadata (keys `hours`, `unit pm25`, `state`), and the project
file may say it for both (`hours`, `[sources.units]`). Nothing is guessed: a variable without a
unit is refused. Weather stands in the same column as the pollutants, by the ids of
`airquality.weather`. Times are local standard time without a zone, full hours.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from airquality.hours import HourGrid
from airquality.pollutants import POLLUTANT_IDS
from airquality.weather import BOUNDARY_LAYER, WEATHER_IDS
from pipeline.report import Report
from pipeline.sources.data import Format, SourceData
from pipeline.sources.inputs import files_of
from pipeline.sources.placing import count_cells, place_cells
from pipeline.sources.text import BLANKS, decode
from pipeline.sources.units import Conversion, conversion_of, parse_state
from pipeline.stations import station_codes

if TYPE_CHECKING:
    from pipeline.project import Project, SourceSpec

COLUMNS = ("station", "time", "pollutant", "value")
VARIABLES = (*POLLUTANT_IDS, *WEATHER_IDS, BOUNDARY_LAYER.id)
TIMES: tuple[str, ...] = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
)
TIMES += ("%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S")


@dataclass(frozen=True)
class _Tidy:
    """One file: what it says of itself and its rows, all four columns as text."""

    said: dict[str, str]
    frame: pl.DataFrame
    first_line: int


def read(source: SourceSpec, project: Project, report: Report) -> SourceData:
    """Read the project's stations and period from one file or a folder of files."""
    codes = station_codes(project)
    span = (project.period.first_day, project.period.last_day)
    pollution = HourGrid.empty(POLLUTANT_IDS, codes, *span)
    weather = HourGrid.empty((*WEATHER_IDS, BOUNDARY_LAYER.id), codes, *span)
    files = files_of(source.path)
    if not files:
        report.add("error", "nothing_to_read", source.path.name, "", "no file: is it there?")
    held: set[str] = set()
    for file in files:
        report.totals.files += 1
        tidy = _read_parquet(file, report) if file.suffix == ".parquet" else _read_csv(file, report)
        shift = None if tidy is None else _shift_of(tidy, source, file.name, report)
        if tidy is None or shift is None:
            report.totals.files_failed += 1
            continue
        units = _units_of(tidy, source, file.name, report)
        held |= _place(tidy, units, shift, pollution, weather, file.name, report)
    has_pollution, has_weather = bool(held & set(POLLUTANT_IDS)), bool(held - set(POLLUTANT_IDS))
    if BOUNDARY_LAYER.id not in held:
        weather = weather.of_variables(WEATHER_IDS)
    for grid, has_any in ((pollution, has_pollution), (weather, has_weather)):
        if has_any:
            count_cells(grid, report)
    return SourceData(pollution if has_pollution else None, weather if has_weather else None)


def _read_csv(file: Path, report: Report) -> _Tidy | None:
    decoded = decode(file.read_bytes())
    if decoded is None or not decoded.text.strip():
        kind, message = (
            ("not_text", "is not text") if decoded is None else ("empty_file", "is empty")
        )
        report.add("error", kind, file.name, "", f"the file {message}")
        return None
    if decoded.encoding == "gbk":
        report.add("note", "encoding", file.name, "", "read as gbk")
    said, header_line, position = {}, 1, 0
    text = decoded.text
    while text.startswith("#", position):
        end = text.find("\n", position) + 1 or len(text)
        key, colon, value = text[position + 1 : end].strip().strip(",").partition(":")
        if colon:
            said[key.strip().lower()] = value.strip()
        position, header_line = end, header_line + 1
    try:
        body = text[position:].encode()
        frame = pl.read_csv(io.BytesIO(body), infer_schema=False, truncate_ragged_lines=True)
    except pl.exceptions.PolarsError as error:
        report.add("error", "not_a_table", file.name, "", f"is no table: {str(error)[:80]}")
        return None
    return _with_columns(said, frame, header_line + 1, file.name, report)


def _read_parquet(file: Path, report: Report) -> _Tidy | None:
    try:
        table = pq.read_table(file)
    except (OSError, pa.ArrowException) as error:
        message = f"cannot be read as parquet: {type(error).__name__}"
        report.add("error", "unreadable", file.name, "", message)
        return None
    said = {
        key.decode().lower(): value.decode()
        for key, value in (table.schema.metadata or {}).items()
        if not key.startswith((b"pandas", b"ARROW"))
    }
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    if "time" in frame.columns and frame["time"].dtype.is_temporal():
        frame = frame.with_columns(pl.col("time").dt.strftime("%Y-%m-%d %H:%M:%S"))
    return _with_columns(said, frame.cast(pl.String), 1, file.name, report)


def _with_columns(
    said: dict[str, str], frame: pl.DataFrame, first_line: int, name: str, report: Report
) -> _Tidy | None:
    frame = frame.rename({column: column.strip().lower() for column in frame.columns})
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        message = f"no column {', '.join(missing)}: the header must be {','.join(COLUMNS)}"
        report.add("error", "header_unknown", name, f"line {first_line - 1}", message)
        return None
    if not frame.height:
        report.add("error", "empty_file", name, "", "the file has a header and no rows")
        return None
    frame = frame.select(pl.col(column).str.strip_chars() for column in COLUMNS)
    return _Tidy(said, frame, first_line)


def _shift_of(tidy: _Tidy, source: SourceSpec, name: str, report: Report) -> int | None:
    """Return the hours to take off a time stamp; None where the label is unsaid or disputed."""
    labels = {label for label in (tidy.said.get("hours"), source.hours) if label}
    if len(labels) == 1 and labels <= {"beginning", "ending"}:
        return 1 if labels == {"ending"} else 0
    if len(labels) > 1:
        message = f"the file says hours: {tidy.said['hours']}, the project file {source.hours}"
    else:
        message = "say whether an hour is labelled by its beginning or ending: `# hours: ending`"
    report.add("error", "hours_unsaid", name, "", f"{message}; the file is refused")
    return None


def _units_of(tidy: _Tidy, source: SourceSpec, name: str, report: Report) -> dict[str, Conversion]:
    """Return how each variable of the file becomes this project's unit; the others are refused."""
    try:
        state = parse_state(tidy.said["state"]) if "state" in tidy.said else None
    except ValueError as error:
        report.add("error", "unit_unknown", name, "# state", str(error))
        state = None
    conversions = {}
    counts = tidy.frame["pollutant"].value_counts().rows()
    for variable, count in sorted(counts, key=lambda row: str(row[0])):
        place = f"pollutant {variable}"
        unit = tidy.said.get(f"unit {variable}") or source.units.get(str(variable))
        if variable not in VARIABLES:
            message = f"{variable!r} is none of {', '.join(VARIABLES)}"
            report.add("error", "pollutant_unknown", name, place, message, count)
        elif unit is None:
            message = f"no unit is said: add a line `# unit {variable}: ...`"
            report.add("error", "unit_unknown", name, place, message, count)
        else:
            try:
                conversions[variable] = conversion_of(variable, unit, state)
            except ValueError as error:
                report.add("error", "unit_unknown", name, place, str(error), count)
    return conversions


def _place(
    tidy: _Tidy,
    units: dict[str, Conversion],
    shift: int,
    pollution: HourGrid,
    weather: HourGrid,
    name: str,
    report: Report,
) -> set[str]:
    """Put the rows of one file into both grids; return the variables that it holds."""
    frame = _with_hours(tidy, name, report)
    frame = _of_stations(frame, pollution.stations, name, tidy.first_line, report)
    hours = frame["stamp"].to_numpy().astype("datetime64[h]")
    offsets = (hours - pollution.start).astype(int) - shift
    inside = (offsets >= 0) & (offsets < pollution.hours)
    outside = int(np.count_nonzero(~inside))
    if outside:
        report.add("note", "outside_period", name, "", "cells lie outside the period", outside)
        report.totals.outside += outside
    rows = frame["row"].to_numpy()
    numbers, rejected = _numbers_in(frame, tidy.first_line, name, report)
    order = {station: index for index, station in enumerate(pollution.stations)}
    stations = frame["station"].replace_strict(order, return_dtype=pl.Int64).to_numpy()
    held = set()
    for variable, conversion in units.items():
        grid = pollution if variable in POLLUTANT_IDS else weather
        chosen = np.flatnonzero(inside & (frame["pollutant"] == variable).to_numpy())
        base = grid.variables.index(variable) * len(grid.stations)
        place_cells(
            grid,
            (base + stations[chosen]) * grid.hours + offsets[chosen],
            numbers[chosen] * conversion.factor + conversion.offset,
            rejected[chosen],
            name,
            report,
            partial(_line_of, rows[chosen] + tidy.first_line),
        )
        if len(chosen):
            held.add(variable)
    return held


def _with_hours(tidy: _Tidy, name: str, report: Report) -> pl.DataFrame:
    """Return the rows that have a full hour, with `row` and `stamp`; the others are reported."""
    frame = tidy.frame.with_row_index("row")
    stamps = pl.coalesce(pl.col("time").str.to_datetime(form, strict=False) for form in TIMES)
    frame = frame.with_columns(stamps.alias("stamp"))
    is_hour = pl.col("stamp").is_not_null() & (pl.col("stamp").dt.minute() == 0)
    is_hour &= pl.col("stamp").dt.second() == 0
    for row, text in frame.filter(~is_hour).select("row", "time").iter_rows():
        place, message = (
            f"line {row + tidy.first_line}",
            f"{text!r} is no full hour, YYYY-MM-DD HH:MM",
        )
        report.add("error", "row_without_time", name, place, message)
    return frame.filter(is_hour)


def _line_of(lines: np.ndarray, cell: int) -> str:
    return f"line {lines[cell]}"


def _of_stations(
    frame: pl.DataFrame, stations: tuple[str, ...], name: str, first_line: int, report: Report
) -> pl.DataFrame:
    """Leave out the rows of stations that the project does not name, counted by station."""
    known = pl.col("station").is_in(list(stations)).fill_null(False)
    strange = frame.filter(~known).group_by("station", maintain_order=True)
    for station, count, row in strange.agg(pl.len(), pl.col("row").first()).iter_rows():
        message = f"station {station!r} is none of the project's: its rows are left out"
        place = f"line {row + first_line}"
        report.add("error", "station_unknown", name, place, message, count)
    return frame.filter(known)


def _numbers_in(
    frame: pl.DataFrame, first_line: int, name: str, report: Report
) -> tuple[np.ndarray, np.ndarray]:
    values = frame["value"].cast(pl.Float64, strict=False).to_numpy().astype(float)
    is_blank = frame["value"].is_in(list(BLANKS)).fill_null(True).to_numpy()
    rejected = ~np.isfinite(values) & ~is_blank
    for index in np.flatnonzero(rejected).tolist():
        message = f"{str(frame['value'][index])[:30]!r} is not a number"
        place = f"line {frame['row'][index] + first_line}"
        report.add("error", "text_in_cell", name, place, message)
    return np.where(np.isfinite(values) & ~is_blank, values, np.nan), rejected


FORMAT = Format(read, check=lambda source: [], keys=("hours", "units"))
