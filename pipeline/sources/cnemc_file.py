"""One file of the national hourly layout, as the matrix that it is: rows x stations.

`date,hour,type,<station>,...`; a row is an hour and an item. A regular file is parsed in one go
with a given schema; only a file that is not regular (text among the numbers, ragged or truncated
lines, quotes) is read cell by cell, so that what is good in it is kept and the rest counted.
"""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipeline.report import Report
from pipeline.sources.text import decode, number_in

KEYS = ("date", "hour", "type")
POLLUTANT_COLUMNS = {"pm2.5", "pm25", "pm10", "so2", "no2", "co", "o3"}


@dataclass
class FileRows:
    """The wanted rows of one file.

    Attributes:
        dates: datetime64[D] (row), as written.
        hours: int (row), the label as written.
        types: item of each row, as written.
        stations: the columns, each once.
        values: float32 (row, station), NaN where blank or rejected.
        rejected: bool (row, station), or None where nothing was.
    """

    dates: np.ndarray
    hours: np.ndarray
    types: list[str]
    stations: tuple[str, ...]
    values: np.ndarray
    rejected: np.ndarray | None = None


def read_header(line: bytes) -> list[str]:
    """Return the column names of a header line, [] where it is not text."""
    decoded = decode(line)
    if decoded is None:
        return []
    return [name.strip().strip('"') for name in decoded.text.strip().split(",")]


def parse_file(
    content: bytes,
    name: str,
    types: Collection[str],
    stations: Collection[str] | None,
    report: Report,
) -> FileRows | None:
    """Parse the rows of the wanted types; None (and an error in the report) where there are none.

    Columns of other stations are left out where `stations` names the wanted ones.
    """
    if not content.strip():
        report.add("error", "empty_file", name, "", "the file is empty")
        return None
    header_end = content.find(b"\n") + 1 or len(content)
    columns = read_header(content[:header_end])
    if not _has_keys(columns, name, report):
        return None
    if not content[header_end:].strip():
        report.add("error", "empty_file", name, "", "the file has a header and no rows")
        return None
    kept = [
        index
        for index, column in enumerate(columns)
        if index >= len(KEYS) and column and (stations is None or column in stations)
    ]
    rows = _parse_regular(content, header_end, columns, kept, types)
    if rows is None:
        rows = _parse_cell_by_cell(content, columns, kept, types, name, report)
    if rows is not None and not rows.types:
        report.add("error", "no_wanted_rows", name, "", f"no row of {', '.join(types)}")
        return None
    return _join_columns(rows, name, report) if rows is not None else None


def _has_keys(columns: list[str], name: str, report: Report) -> bool:
    if tuple(column.lower() for column in columns[:3]) == KEYS:
        return True
    if POLLUTANT_COLUMNS & {column.lower() for column in columns}:
        message = (
            "stations stand in rows, pollutants in columns: this is not the national hourly "
            "layout (date,hour,type,<station>,...); use kind tidy"
        )
        report.add("error", "stations_in_rows", name, "line 1", message)
    else:
        message = "the header does not begin with date,hour,type: not the national hourly layout"
        report.add("error", "not_cnemc", name, "line 1", message)
    return False


def _parse_regular(
    content: bytes, header_end: int, columns: list[str], kept: list[int], types: Collection[str]
) -> FileRows | None:
    """Parse a file of equal lines of plain numbers in one go; None where it is anything else."""
    body = np.frombuffer(content, dtype=np.uint8)[header_end:]
    lines = np.count_nonzero(body == ord("\n")) + (not content.endswith(b"\n"))
    commas = np.count_nonzero(body == ord(","))
    if commas != lines * (len(columns) - 1) or b'"' in content:
        return None
    names = [str(index) for index in range(len(columns))]
    schema = dict.fromkeys(names, pl.Float32) | {"0": pl.Int32, "1": pl.Int16, "2": pl.String}
    try:
        frame = pl.read_csv(
            content,
            has_header=False,
            skip_rows=1,
            schema=schema,
            columns=[0, 1, 2, *kept] if len(kept) < len(columns) - 3 else None,
        )
    except (pl.exceptions.PolarsError, OverflowError):
        return None
    labels = frame[:, :3]
    if labels.height != lines or labels.null_count().row(0) != (0, 0, 0):
        return None
    wanted = np.array([item.strip() in types for item in frame["2"]], dtype=bool)
    cells = frame[:, 3:]
    matrix = cells.to_numpy()
    blanks = sum(column.null_count() for column in cells)
    if np.count_nonzero(~np.isfinite(matrix)) != blanks:
        return None  # the text "nan" or "inf" stands somewhere
    dates = _dates_of(frame["0"].to_numpy()[wanted])
    hours = frame["1"].to_numpy()[wanted].astype(int)
    if dates is None or not np.all((hours >= 0) & (hours <= 24)):
        return None
    items = [item.strip() for item, take in zip(frame["2"], wanted, strict=True) if take]
    return FileRows(dates, hours, items, tuple(columns[index] for index in kept), matrix[wanted])


def _dates_of(numbers: np.ndarray) -> np.ndarray | None:
    """Turn numbers such as 20190101 into datetime64[D]; None where one is no date."""
    known = {}
    for number in np.unique(numbers).tolist():
        date = _date_in(str(number))
        if date is None:
            return None
        known[number] = date
    return np.array([known[number] for number in numbers.tolist()], dtype="datetime64[D]")


def _date_in(text: str) -> np.datetime64 | None:
    digits = text.strip().replace("-", "").replace("/", "")
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        return np.datetime64(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", "D")
    except ValueError:
        return None


def _parse_cell_by_cell(
    content: bytes,
    columns: list[str],
    kept: list[int],
    types: Collection[str],
    name: str,
    report: Report,
) -> FileRows | None:
    decoded = decode(content)
    if decoded is None:
        report.add("error", "not_text", name, "", "the file is not text")
        return None
    dates, hours, items, values, rejections = [], [], [], [], []
    reader = csv.reader(io.StringIO(decoded.text, newline=""))
    next(reader)
    lines = [(reader.line_num, row) for row in reader if row]
    for position, (number, row) in enumerate(lines):
        if len(row) > 2 and row[2].strip() not in types:
            continue
        date = _date_in(row[0])
        hour = number_in(row[1]) if len(row) > 1 else None
        if date is None or hour is None or not 0 <= hour <= 24 or hour % 1 or len(row) < 3:
            message = "date, hour and type cannot be read: the whole row is left out"
            report.add("error", "row_without_time", name, f"line {number}", message, len(kept))
            continue
        is_last = position == len(lines) - 1
        cells, rejected = _read_row(row, columns, kept, is_last, number, name, report)
        dates.append(date)
        hours.append(int(hour))
        items.append(row[2].strip())
        values.append(cells)
        rejections.append(rejected)
    shape = (len(items), len(kept))
    return FileRows(
        np.array(dates, dtype="datetime64[D]"),
        np.array(hours, dtype=int),
        items,
        tuple(columns[index] for index in kept),
        np.array(values, dtype=np.float32).reshape(shape),
        np.array(rejections, dtype=bool).reshape(shape),
    )


def _read_row(
    row: list[str],
    columns: list[str],
    kept: list[int],
    is_last: bool,
    number: int,
    name: str,
    report: Report,
) -> tuple[list[float], list[bool]]:
    """Read the cells of one row: values, and which of them are rejected.

    In a truncated last line the cells before the cut are kept, but not the one at the cut: its
    number may go on. Any other line of a wrong length is rejected whole, for nobody knows which
    station its cells belong to.
    """
    line = f"line {number}"
    end = len(columns)
    if len(row) < end and is_last:
        end = len(row) - 1
        lost = sum(index >= end for index in kept)
        message = "the last line is cut off: its cells from the cut on are rejected"
        report.add("error", "truncated_line", name, line, message, lost)
    elif len(row) < end or any(cell.strip() for cell in row[end:]):
        message = f"the line has {len(row)} fields, the header {end}: it is rejected"
        report.add("error", "ragged_line", name, line, message, len(kept))
        end = 0
    values = [float("nan")] * len(kept)
    rejected = [index >= end for index in kept]
    for position, index in enumerate(kept):
        if rejected[position] or not row[index].strip():
            continue
        value = number_in(row[index])
        if value is None:
            rejected[position] = True
            place = f"{line}, column {columns[index]}"
            message = f"{row[index].strip()[:30]!r} is not a number"
            report.add("error", "text_in_cell", name, place, message)
        else:
            values[position] = value
    return values, rejected


def _join_columns(rows: FileRows, name: str, report: Report) -> FileRows:
    """Make one column of each station that the file has twice: equal or single values stay."""
    if len(set(rows.stations)) == len(rows.stations):
        return rows
    rejected = np.zeros(rows.values.shape, bool) if rows.rejected is None else rows.rejected
    settled = np.zeros(rows.values.shape, bool)  # contradictions, which no third column mends
    first: dict[str, int] = {}
    for column, station in enumerate(rows.stations):
        into = first.setdefault(station, column)
        if into == column:
            continue
        one, two = rows.values[:, into], rows.values[:, column]
        differ = ~np.isnan(one) & ~np.isnan(two) & (one != two)
        settled[:, into] |= differ
        joined = np.where(np.isnan(one), two, one)
        rows.values[:, into] = np.where(settled[:, into], np.nan, joined)
        either = rejected[:, into] | rejected[:, column]
        rejected[:, into] = settled[:, into] | (np.isnan(joined) & either)
        message = (
            f"the column {station} is there twice; {int(differ.sum())} cells differ and are "
            "rejected, the others are joined"
        )
        report.add("warning", "station_twice", name, f"column {station}", message)
        if differ.any():
            message = f"the two columns {station} contradict each other"
            report.add(
                "error", "contradiction", name, f"column {station}", message, int(differ.sum())
            )
    kept = list(first.values())
    return FileRows(
        rows.dates, rows.hours, rows.types, tuple(first), rows.values[:, kept], rejected[:, kept]
    )
