"""Daily series of a city, as many public pages give them: one CSV, a day a row.

Which statistic the ozone column is (the MDA8 or the daily 1-hour maximum) cannot be seen from
the file and changes the index: the project file must declare it, and the two never share a
column. Values stay as they are but for what cannot be: text and negative values are rejected,
0 is missing where the project file says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from pipeline.report import Report
from pipeline.sources.data import Format, SourceData
from pipeline.sources.inputs import files_of
from pipeline.sources.text import BLANKS, decode, number_in

if TYPE_CHECKING:
    from pipeline.project import Project, SourceSpec

IDS = ("date", "city", *POLLUTANT_IDS)

# Headers that are known by themselves, lower case -> our id.
HEADERS: dict[str, str] = {
    "date": "date",
    "time_point": "date",
    "日期": "date",
    "city": "city",
    "城市": "city",
    "pm25": "pm25",
    "pm2_5": "pm25",
    "pm2.5": "pm25",
    "pm10": "pm10",
    "so2": "so2",
    "no2": "no2",
    "co": "co",
    "o3": "o3",
    "o3_8h": "o3",
}


def check(source: SourceSpec) -> list[tuple[str, str]]:
    """Return what is wrong with the entry: ozone undeclared, columns that are none of ours."""
    faults = []
    if source.o3 is None:
        faults.append(("o3", 'say which statistic ozone is: "mda8" or "1h_max"'))
    named = source.columns or ()
    unknown = [name for name in named if name and name not in IDS]
    if unknown:
        faults.append(("columns", f"{', '.join(unknown)}: none of {', '.join(IDS)}"))
    if source.columns is not None and "date" not in named:
        faults.append(("columns", "name the column of the date"))
    return faults


def read(source: SourceSpec, project: Project, report: Report) -> SourceData:
    """Read the days of the project's period; ozone becomes `o3_mda8` or `o3_1h_max`.

    A date that is there twice: equal or single values stay, contradictory ones are missing and
    counted. Days outside the period are counted, not used. Rows of another city are left out.
    """
    ozone = f"o3_{source.o3}"
    table: dict[np.datetime64, dict[str, float]] = {}
    contradicted: set[tuple[np.datetime64, str]] = set()
    files = files_of(source.path)
    if not files:
        report.add("error", "nothing_to_read", source.path.name, "", "no file: is it there?")
    for file in files:
        report.totals.files += 1
        rows = _rows_of(file, source, report)
        if rows is None:
            report.totals.files_failed += 1
            continue
        for line, cells in rows:
            day = _day_of(cells, line, file.name, project, report)
            if day is not None:
                values = _values_of(cells, line, file.name, source, report)
                _join(table, day, values, contradicted, f"line {line}", file.name, report)
    if not table:
        return SourceData()
    columns = [ozone if name == "o3" else name for name in POLLUTANT_IDS]
    frame = pd.DataFrame.from_dict(table, orient="index").rename(columns={"o3": ozone})
    frame = frame.reindex(columns=[name for name in columns if name in frame]).sort_index()
    frame.insert(0, "date", pd.DatetimeIndex(frame.index).as_unit("us"))
    return SourceData(daily=frame.reset_index(drop=True))


def _rows_of(
    file: Path, source: SourceSpec, report: Report
) -> Iterator[tuple[int, dict[str, str]]] | None:
    """Yield line number and cells by id; None, and an error in the report, where there are none."""
    try:
        decoded = decode(file.read_bytes(), source.encoding)
    except OSError:
        report.add("error", "unreadable", file.name, "", "the file cannot be read")
        return None
    if decoded is None or decoded.is_damaged:
        report.add("error", "not_text", file.name, "", "the file is not text in UTF-8 or GBK")
        return None
    if not decoded.text.strip():
        report.add("error", "empty_file", file.name, "", "the file is empty")
        return None
    if decoded.encoding == "gbk":
        report.add("note", "encoding", file.name, "", "read as gbk")
    reader = csv.reader(io.StringIO(decoded.text, newline=""))
    if isinstance(source.columns, tuple):
        names = list(source.columns)
    else:
        header = [cell.strip() for cell in next(reader)]
        known = {**HEADERS, **{v.lower(): k for k, v in (source.columns or {}).items()}}
        names = [known.get(cell.lower(), "") for cell in header]
        if "date" not in names or not set(names) & set(POLLUTANT_IDS):
            message = (
                "no column for the date and a pollutant is known in the header "
                f"({', '.join(header)[:80]}); name them in `columns`, as a list if there is none"
            )
            report.add("error", "header_unknown", file.name, "line 1", message)
            return None
    return _cells_of(reader, names, file.name, report)


def _cells_of(
    reader: Iterator[list[str]], names: list[str], file: str, report: Report
) -> Iterator[tuple[int, dict[str, str]]]:
    wanted = [(index, name) for index, name in enumerate(names) if name]
    for row in reader:
        line = reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(names):
            message = f"the line has {len(row)} fields, {len(names)} are meant: it is rejected"
            report.add("error", "ragged_line", file, f"line {line}", message)
            continue
        yield line, {name: row[index].strip() for index, name in wanted}


def _day_of(
    cells: dict[str, str], line: int, file: str, project: Project, report: Report
) -> np.datetime64 | None:
    """Return the day of a row; None where it is no date, of another city or outside the period."""
    city = cells.get("city", "").removesuffix("市")
    if city and city not in (project.city.name_zh.removesuffix("市"), project.city.id):
        report.add("note", "other_city", file, f"line {line}", f"a row of {city} is left out")
        return None
    parts = cells["date"].split(" ")[0].split("T")[0].replace("/", "-").split("-")
    try:
        if len(parts) == 1 and len(parts[0]) == 8:
            parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
        year, month, day = (int(part) for part in parts)
        date = np.datetime64(f"{year:04d}-{month:02d}-{day:02d}", "D")
    except ValueError:
        message = f"{cells['date'][:30]!r} is no date: the row is rejected"
        report.add("error", "impossible_date", file, f"line {line}", message)
        return None
    if not project.period.first_day <= date <= project.period.last_day:
        report.add("note", "outside_period", file, f"line {line}", "days lie outside the period")
        report.totals.outside += len(cells) - 1
        return None
    return date


def _values_of(
    cells: dict[str, str], line: int, file: str, source: SourceSpec, report: Report
) -> dict[str, float]:
    values = {}
    for name in POLLUTANT_IDS:
        if name not in cells:
            continue
        report.totals.cells += 1
        text, value = cells[name], number_in(cells[name])
        place = f"line {line}, {name}"
        if text in BLANKS:
            report.totals.blank += 1
        elif value is None or value < 0:
            what = "is not a number" if value is None else "is negative"
            kind = "text_in_cell" if value is None else "negative"
            report.add("error", kind, file, place, f"{text[:30]!r} {what}")
            report.totals.rejected += 1
            value = None
        elif value == 0 and source.zero_is_missing:
            report.add("note", "zero_is_missing", file, place, "0 stands for a missing value")
            report.totals.blank += 1
            value = None
        values[name] = float("nan") if value is None else value
    return values


def _join(
    table: dict[np.datetime64, dict[str, float]],
    day: np.datetime64,
    values: dict[str, float],
    contradicted: set[tuple[np.datetime64, str]],
    place: str,
    file: str,
    report: Report,
) -> None:
    """Put a day into the table; where it is there already, compare value by value."""
    if day not in table:
        table[day] = values
        return
    held = table[day]
    report.add("warning", "date_twice", file, place, f"{day} is there twice")
    for name, value in values.items():
        before = held.get(name, float("nan"))
        if (day, name) in contradicted or np.isnan(value):
            continue
        if not np.isnan(before) and before != value:
            contradicted.add((day, name))
            message = f"{day}: {before:g} and {value:g} contradict each other: missing"
            report.add("error", "contradiction", file, f"{place}, {name}", message)
            report.totals.rejected += 1
            value = float("nan")
        held[name] = value


FORMAT = Format(read, check, keys=("o3", "zero_is_missing", "encoding", "columns"))
