"""The file of sand-dust days and exceptional events that a project names.

A CSV table (`pipeline.hand_tables`): one day under `date`, or several under `start` and `end`, both
included; `kind`: `sand_dust` (沙尘), `exceptional` (例外事件, HJ 663-2026, whose text was not at
hand), or `not_dust` (非沙尘), which takes back a day that the rule finds; `note_zh`, `note_en` and
`source` say what happened and who says so; `city`, where one file serves several projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from pipeline.hand_tables import HandTable, Row, belongs, day_in
from pipeline.project_problems import none_of
from pipeline.report import Report

if TYPE_CHECKING:
    from pipeline.project import Project

#: Columns -> headers that they are known by beside their own name.
HEADERS: dict[str, tuple[str, ...]] = {
    "city": ("城市",),
    "date": ("日期",),
    "start": ("start_date", "开始日期", "起始日期"),
    "end": ("end_date", "结束日期", "截止日期"),
    "kind": ("类型", "类别"),
    "note_zh": ("说明", "备注"),
    "note_en": ("note",),
    "source": ("来源", "出处"),
}
SAND_DUST, EXCEPTIONAL, NOT_DUST = "sand_dust", "exceptional", "not_dust"
#: Words of the column `kind` -> what they mean; `dust` would be taken for a misspelt `not_dust`.
KINDS = {
    **dict.fromkeys((SAND_DUST, "dust", "沙尘", "沙尘天气", "沙尘暴", "扬沙", "浮尘"), SAND_DUST),
    **{EXCEPTIONAL: EXCEPTIONAL, "例外事件": EXCEPTIONAL},
    **{NOT_DUST: NOT_DUST, "非沙尘": NOT_DUST},
}
#: Days of one row from which it is asked whether so long an event is meant (our own choice).
LONG = 31
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """One listed day: kind (`sand_dust exceptional not_dust`), notes, source, line in the file."""

    day: date
    kind: str
    note_zh: str
    note_en: str
    source: str
    line: int


def read_events(project: Project, report: Report) -> tuple[Event, ...]:
    """Read the project's file of events, by day; nothing where it names none.

    Refused, with the line: no date, a date that does not exist, an end before its start, an unknown
    kind. Days outside the project's period are reported and left out. Of a day that is listed
    twice for one kind the first row counts, as it does where another row contradicts it.
    """
    if project.events is None:
        return ()
    own = Report("events")
    table = HandTable(project.events.path, project.events.encoding, own)
    events: dict[tuple[date, str], Event] = {}
    for row in table.read(HEADERS, ("kind",)):
        if not belongs(row, table, project):
            continue
        span = _span_of(row, table)
        kind = _kind_of(row, table)
        if span is not None and kind is not None:
            _list_days(span, kind, row, project, table, events)
    report.merge(own)
    return tuple(events[key] for key in sorted(events))


def report_empty_days(
    events: Sequence[Event], held: np.ndarray, project: Project, report: Report
) -> None:
    """Report the listed days on which the city has no value at all; held: datetime64[D] (day,).

    They change no statistic; a wrong year in the file shows itself this way.
    """
    if project.events is None:
        return
    days = np.array([event.day for event in events], dtype="datetime64[D]")
    empty = [
        event for event, is_held in zip(events, np.isin(days, held), strict=True) if not is_held
    ]
    own = Report("events")
    for event in empty:
        message = "listed days on which nothing was measured: they change no statistic"
        place = f"line {event.line}, {event.day}"
        own.add("note", "event_without_data", project.events.path.name, place, message)
    report.merge(own)


def _span_of(row: Row, table: HandTable) -> tuple[date, date] | None:
    """Return first and last day of a row; None, and a finding, where it does not say them."""
    given = {key: row.cells.get(key, "") for key in ("date", "start", "end")}
    if given["date"] and (given["start"] or given["end"]):
        message = "give either `date` or `start` and `end`, not both"
        table.refuse("two_dates", row, message)
        return None
    keys = ("date", "date") if given["date"] else ("start", "end")
    missing = [key for key in keys if not given[key]]
    if missing:
        both = len(missing) == 2
        message = "no date" if both else f"{missing[0]} is missing: one day stands under `date`"
        table.refuse("date_missing", row, message)
        return None
    days = {key: day_in(given[key]) for key in keys}
    for key in dict.fromkeys(keys):
        if days[key] is None:
            message = f"{key} {given[key][:30]!r} is no date: write it as 2015-04-15"
            table.refuse("impossible_date", row, message)
            return None
    first, last = (days[key] for key in keys)
    if first is None or last is None:
        return None
    if last < first:
        table.refuse("end_before_start", row, f"end {last} lies before start {first}")
        return None
    if (last - first).days >= LONG:
        message = f"an event of {(last - first).days + 1} days, {first} to {last}: is that meant?"
        table.tell("warning", "long_event", row.place, message)
    return first, last


def _kind_of(row: Row, table: HandTable) -> str | None:
    word = row.cells["kind"]
    kind = KINDS.get(word.casefold())
    if kind is None:
        message = "kind is missing" if not word else f"kind {none_of(word, KINDS)}"
        table.refuse("kind_unknown", row, message)
    return kind


def _list_days(
    span: tuple[date, date],
    kind: str,
    row: Row,
    project: Project,
    table: HandTable,
    events: dict[tuple[date, str], Event],
) -> None:
    """Add the days of one row that lie in the period and are not listed before."""
    first, last = span
    begin, end = max(first, project.period.start), min(last, project.period.end)
    outside = (last - first).days + 1 - max((end - begin).days + 1, 0)
    if outside:
        table.report.totals.outside += outside
        which = "the day lies" if first == last else f"of {first} to {last}, {outside} days lie"
        message = f"{which} outside the period {project.period.start} to {project.period.end}"
        table.tell("warning", "outside_period", row.place, f"{first}: {message}", outside)
    zh, en, source = (row.cells.get(key, "") for key in ("note_zh", "note_en", "source"))
    twice, denied = [], []
    for number in range((end - begin).days + 1):
        day = begin + number * DAY
        other = {SAND_DUST: NOT_DUST, NOT_DUST: SAND_DUST}.get(kind, "")
        if (day, other) in events:
            denied.append(events[day, other])
        elif (day, kind) in events:
            twice.append(events[day, kind])
        else:
            events[day, kind] = Event(day, kind, zh or en, en or zh, source, row.line)
    for kind_of, found, severity, words in (
        ("day_twice", twice, "warning", "is listed already"),
        ("day_contradicted", denied, "error", "is the opposite"),
    ):
        if found:
            message = (
                f"{found[0].day} {kind}: {words} in line {found[0].line} ({found[0].kind}):"
                " the first row counts"
            )
            table.tell(severity, kind_of, row.place, message, len(found))  # type: ignore[arg-type]
