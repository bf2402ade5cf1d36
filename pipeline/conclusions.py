"""Experts' conclusions: a folder of Markdown files, `<case id>.md` each, that a project names.

Each file begins with front matter in YAML between two lines `---`: `author`, `date`, `version` (a
whole number from 1), `status` (`draft` or `signed`), and, if wanted, `title` and `case` (the case
id again). The rest is the text, kept as Markdown source; `view.markdown` says what of it shows.
A `README.md` and files whose names begin with a point or underscore are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.front_matter import Entry, FrontMatterError, split_front_matter
from pipeline.hand_tables import day_in
from pipeline.project_problems import nearest, none_of
from pipeline.report import Report

if TYPE_CHECKING:
    from pipeline.project import Project

DRAFT, SIGNED = STATUSES = ("draft", "signed")
NEEDED = ("author", "date", "version", "status")
#: Keys of the front matter by the words that they are known by.
KEYS = {
    **{key: key for key in (*NEEDED, "title", "case")},
    "作者": "author",
    "日期": "date",
    "版本": "version",
    "状态": "status",
    "标题": "title",
    "案例": "case",
}
_STATUS_WORDS = {**dict(zip(STATUSES, STATUSES, strict=True)), "草稿": DRAFT, "已签发": SIGNED}
_VERSION = re.compile(r"[1-9]\d{0,3}")
#: Characters that no text of a page or of a Word file may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
#: A conclusion is a page or two; a larger file is something else (our own choice).
MOST_BYTES = 50_000


@dataclass(frozen=True)
class Conclusion:
    """What an expert concluded of a case; `case_id` is as the file's name says it."""

    case_id: str
    author: str
    date: date
    version: int
    status: str
    title: str
    text: str
    file: str


def read_conclusions(project: Project, report: Report) -> tuple[Conclusion, ...]:
    """Read the project's folder of conclusions, by case id; nothing where it names none.

    A file is refused, each reason with its line, where it is not UTF-8, has no front matter, lacks
    a key, has an impossible date, an unknown status, a version that is not a whole number, a `case`
    that is not its own name, or no text. Whether there is such a case is known only once the cases
    are (`pipeline.steps.conclusions`).
    """
    if project.conclusions is None:
        return ()
    own = Report("conclusions")
    found = []
    for path in _files(project.conclusions.path, own):
        own.totals.files += 1
        conclusion = _File(path, own).read()
        if conclusion is None:
            own.totals.files_failed += 1
        else:
            found.append(conclusion)
    report.merge(own)
    return tuple(found)


def _files(folder: Path, report: Report) -> list[Path]:
    """Return the Markdown files of the folder by name; others are reported."""
    try:
        listed = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        message = "the folder cannot be read: is it there?"
        report.add("error", "unreadable", folder.name, "", message)
        return []
    named = [path for path in listed if path.name[0] not in "._" and path.stem != "README"]
    for path in named:
        if path.suffix != ".md":
            message = "is not read: a conclusion is named by its case, <case id>.md"
            report.add("note", "not_a_conclusion", path.name, "", message)
    return [path for path in named if path.suffix == ".md"]


class _File:
    """One file, and the report that hears what is wrong with it."""

    def __init__(self, path: Path, report: Report) -> None:
        self.path = path
        self.report = report
        self.is_refused = False

    def refuse(self, kind: str, line: int | None, message: str) -> None:
        """Report why the file is not used; every reason is heard."""
        self.is_refused = True
        place = "" if line is None else f"line {line}"
        message = f"{message}: the conclusion is refused"
        self.report.add("error", kind, self.path.name, place, message, is_apart=True)

    def read(self) -> Conclusion | None:
        """Return the conclusion; None, and the findings, where it cannot be used."""
        content = self._content()
        if content is None:
            return None
        try:
            entries, text, line = split_front_matter(content)
        except FrontMatterError as error:
            self.refuse("front_matter", error.line, str(error))
            return None
        values = self._values(entries)
        if not text:
            self.refuse("empty_text", line, "there is no text after the front matter")
        day, version = self._date(values), self._version(values)
        status = self._status(values)
        self._check_name(values)
        if self.is_refused or day is None or version is None or status is None:
            return None
        author, title = (values[k].value if k in values else "" for k in ("author", "title"))
        name = self.path.name
        return Conclusion(self.path.stem, author, day, version, status, title, text, name)

    def _content(self) -> str | None:
        try:
            size = self.path.stat().st_size
            raw = self.path.read_bytes() if size <= MOST_BYTES else b""
        except OSError:
            self.refuse("unreadable", None, "the file cannot be read")
            return None
        if size > MOST_BYTES:
            message = f"{size // 1000} kB, at most {MOST_BYTES // 1000} are read"
            self.refuse("too_large", None, message)
            return None
        try:
            content = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.refuse("not_utf8", line, "the file is not UTF-8: save it as UTF-8")
            return None
        control = _CONTROL.search(content)
        if control is not None:
            line = content[: control.start()].count("\n") + 1
            self.refuse("control_character", line, f"character {control[0]!r} is no text")
            return None
        return content

    def _values(self, entries: list[Entry]) -> dict[str, Entry]:
        """Return the entries by our key; missing and doubled keys are findings."""
        values: dict[str, Entry] = {}
        for entry in entries:
            key = KEYS.get(entry.key.casefold())
            if key is None:
                near = nearest(entry.key, KEYS)
                hint = f"; did you mean {near!r}?" if near else f"; known: {', '.join(KEYS)}"
                message = f"key {entry.key[:30]!r} is not used{hint}"
                place = f"line {entry.line}"
                name = self.path.name
                self.report.add("warning", "key_unknown", name, place, message, is_apart=True)
            elif key in values:
                first = values[key].line
                self.refuse("key_twice", entry.line, f"{key} is in line {first} already")
            else:
                values[key] = entry
        missing = [key for key in NEEDED if key not in values or not values[key].value]
        if missing:
            message = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
            self.refuse("key_missing", 1, message)
        return values

    def _date(self, values: dict[str, Entry]) -> date | None:
        entry = values.get("date")
        day = day_in(entry.value) if entry else None
        if entry and entry.value and day is None:
            message = f"date {entry.value[:30]!r} is no date: write it as 2015-12-28"
            self.refuse("impossible_date", entry.line, message)
        return day

    def _version(self, values: dict[str, Entry]) -> int | None:
        entry = values.get("version")
        if entry is None or not entry.value:
            return None
        if not _VERSION.fullmatch(entry.value):
            message = f"version {entry.value[:30]!r} is not a whole number from 1 to 9999"
            self.refuse("version_impossible", entry.line, message)
            return None
        return int(entry.value)

    def _status(self, values: dict[str, Entry]) -> str | None:
        entry = values.get("status")
        if entry is None or not entry.value:
            return None
        status = _STATUS_WORDS.get(entry.value.casefold())
        if status is None:
            self.refuse("status_unknown", entry.line, f"status {none_of(entry.value, STATUSES)}")
        return status

    def _check_name(self, values: dict[str, Entry]) -> None:
        entry = values.get("case")
        if entry is not None and entry.value != self.path.stem:
            message = f"case {entry.value[:60]!r} is not the name of the file, {self.path.stem!r}"
            self.refuse("name_contradicted", entry.line, message)
