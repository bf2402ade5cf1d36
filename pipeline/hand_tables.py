"""Small CSV tables that a person writes: each row is used, or refused with its line and a reason.

UTF-8 or GBK, a header in the first line, lines that begin with # are remarks. Columns are known by
their names in English or Chinese, in any order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.project_problems import nearest
from pipeline.report import Report, Severity
from pipeline.sources.text import BLANKS, Decoded, decode

if TYPE_CHECKING:
    from pipeline.project import Project
    from pipeline.project_parts import City, Encoding

_DATE = re.compile(
    r"(?P<y>\d{4})(?:-|/|\.|年)(?P<m>\d{1,2})(?:-|/|\.|月)(?P<d>\d{1,2})日?(?:[ T]0?0:00(?::00)?)?"
    r"|(?P<y8>\d{4})(?P<m8>\d{2})(?P<d8>\d{2})"
)


@dataclass(frozen=True)
class Row:
    """One row: the number of its (last) line, its cells by column, "" where one is blank."""

    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """Where it stands, for a report."""
        return f"line {self.line}"


class HandTable:
    """A table on disk and the report that hears what is wrong with it."""

    def __init__(self, path: Path, encoding: Encoding, report: Report) -> None:
        self.path = path
        self.encoding = encoding
        self.report = report

    def tell(self, severity: Severity, kind: str, place: str, message: str, count: int = 1) -> None:
        """Report a finding, each by itself."""
        self.report.add(severity, kind, self.path.name, place, message, count, is_apart=True)

    def refuse(self, kind: str, row: Row, message: str) -> None:
        """Report a row as lost."""
        self.report.totals.rejected += 1
        self.tell("error", kind, row.place, f"{message}: the row is refused")

    def read(self, headers: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> list[Row]:
        """Return the rows; none, and an error in the report, where there is no such table.

        headers: column -> the headers, lower case, that it is known by beside its own name;
        needed: columns without which the table cannot be read.
        """
        self.report.totals.files += 1
        text = self._text()
        rows = None if text is None else self._rows(text, headers, needed)
        if rows is None:
            self.report.totals.files_failed += 1
            return []
        return rows

    def _text(self) -> str | None:
        decoded: Decoded | None = None
        try:
            decoded = decode(self.path.read_bytes(), self.encoding)
        except OSError:
            self.tell("error", "unreadable", "", "the file cannot be read: is it there?")
            return None
        if decoded is None or decoded.is_damaged:
            message = "the file is not text in UTF-8 or GBK: save it as CSV"
            self.tell("error", "not_text", "", message)
            return None
        if not decoded.text.strip():
            self.tell("error", "empty_file", "", "the file is empty: it needs a header at least")
            return None
        if decoded.encoding == "gbk":
            self.tell("note", "encoding", "", "read as gbk")
        return decoded.text

    def _rows(
        self, text: str, headers: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]
    ) -> list[Row] | None:
        reader = csv.reader(io.StringIO(text, newline=""))
        rows: list[Row] = []
        names: list[str] | None = None
        try:
            for line, cells in _lines(reader):
                if names is None:
                    names = self._columns(line, cells, headers, needed)
                    if names is None:
                        return None
                    continue
                row = self._row(line, cells, names)
                if row is not None:
                    rows.append(row)
        except csv.Error as error:
            self.tell(
                "error", "not_a_table", f"line {reader.line_num}", f"{error}: read up to here"
            )
        return rows

    def _columns(
        self,
        line: int,
        header: list[str],
        headers: Mapping[str, tuple[str, ...]],
        needed: tuple[str, ...],
    ) -> list[str] | None:
        """Return our column for each cell of the header; None where a needed one is missing."""
        known = {name: name for name in headers}
        known |= {other: name for name, others in headers.items() for other in others}
        names = [known.get(cell.lower(), "") for cell in header]
        place = f"line {line}"
        for cell, name in zip(header, names, strict=True):
            if name or not cell:
                continue
            near = nearest(cell, known)
            hint = f"; did you mean {near!r}?" if near else f"; known: {', '.join(headers)}"
            self.tell("warning", "column_unknown", place, f"column {cell!r} is not used{hint}")
        missing = [name for name in needed if name not in names]
        twice = sorted({name for name in names if name and names.count(name) > 1})
        if missing:
            message = f"no column {', '.join(missing)} in the header ({', '.join(header)[:80]})"
            self.tell("error", "header_unknown", place, message)
        if twice:
            self.tell("error", "column_twice", place, f"column {', '.join(twice)} is there twice")
        return None if missing or twice else names

    def _row(self, line: int, cells: list[str], names: list[str]) -> Row | None:
        self.report.totals.cells += 1
        found = dict.fromkeys((name for name in names if name), "")
        found |= {n: "" if c in BLANKS else c for n, c in zip(names, cells, strict=False) if n}
        row = Row(line, found)
        if any("\n" in cell for cell in cells):
            self.refuse(
                "quote_open", row, "a cell runs over lines: is a quotation mark not closed?"
            )
            return None
        if any(cells[len(names) :]):
            message = (
                f"{len(cells)} fields, the header has {len(names)}: put a text that holds a comma"
                " in quotation marks"
            )
            self.refuse("ragged_line", row, message)
            return None
        return row


def _lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each line that is no remark and not blank, with its stripped cells."""
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        if any(stripped) and not stripped[0].startswith("#"):
            yield reader.line_num, stripped  # type: ignore[attr-defined]


def day_in(text: str) -> date | None:
    """Return the day that a cell names, `2015-04-15` or as a spreadsheet writes it; else None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (match[short] or match[f"{short}8"] for short in "ymd")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def belongs(row: Row, table: HandTable, project: Project) -> bool:
    """Return whether a row is for the project's city, or names none.

    A row of another city is counted as lying outside; one whose city is nearly ours is reported as
    a likely misspelling.
    """
    named = row.cells.get("city", "")
    own = _names_of(project.city)
    if not named or named.removesuffix("市").casefold() in own:
        return True
    table.report.totals.outside += 1
    if nearest(named, own):
        message = f"city {named!r} is not this one; did you mean {project.city.id!r}?"
        table.tell("warning", "other_city", row.place, message)
    else:
        table.report.add(
            "note", "other_city", table.path.name, row.place, "rows of other cities are left out"
        )
    return False


def _names_of(city: City) -> set[str]:
    return {city.id, city.name_zh.removesuffix("市"), city.name_en.casefold(), city.adcode}
