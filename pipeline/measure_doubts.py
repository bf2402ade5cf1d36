"""What is kept of a list of measures although it may not be meant: said in the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.hand_tables import HandTable
from pipeline.measure import WARNING, Measure
from pipeline.project_parts import Period

#: From so long a warning, or so early an issue, it is asked whether it is meant (our own choice).
LONG_WARNING = timedelta(days=14)
EARLY_ISSUE = timedelta(days=7)


def tell_doubts(measures: Sequence[Measure], period: Period, table: HandTable) -> None:
    """Report warnings in force at one time and times that may not be meant; measures by start."""
    for measure in measures:
        _tell_issue(measure, table)
        if measure.kind == WARNING:
            _tell_length(measure, table)
    _tell_overlaps([measure for measure in measures if measure.kind == WARNING], table)
    _tell_outside(measures, period, table)


def _tell_issue(measure: Measure, table: HandTable) -> None:
    issued, start, place = measure.issued, measure.start, f"line {measure.line}"
    if issued is None:
        return
    # A start that is known by its day only may well lie after an issue on that day.
    is_exact = measure.issued_by_hour and measure.start_by_hour
    is_late = issued > start if is_exact else issued.date() > start.date()
    if is_late:
        message = f"{measure.id}: issued {issued:%Y-%m-%d %H:%M}, after its start {start:%Y-%m-%d}"
        table.tell("warning", "issued_after_start", place, message)
    if measure.kind == WARNING and start - issued > EARLY_ISSUE:
        days = (start - issued).days
        message = f"{measure.id}: issued {days} days before its start: is that meant?"
        table.tell("warning", "issued_early", place, message)


def _tell_length(measure: Measure, table: HandTable) -> None:
    place = f"line {measure.line}"
    if measure.end is None:
        message = f"{measure.id}: a warning without an end lasts for ever: is that meant?"
        table.tell("warning", "warning_lasts", place, message)
    elif measure.end - measure.start > LONG_WARNING:
        message = f"{measure.id}: a warning of {(measure.end - measure.start).days} days: meant?"
        table.tell("warning", "warning_long", place, message)


def _tell_overlaps(warnings: Sequence[Measure], table: HandTable) -> None:
    """Report each pair of warnings in force at one time; both are kept, as a raised level is."""
    in_force: list[Measure] = []
    for second in warnings:
        in_force = [first for first in in_force if first.end is None or first.end > second.start]
        for first in in_force:
            message = (
                f"{second.id} ({second.level}) is in force at the same time as {first.id}"
                f" ({first.level}, line {first.line}): both are kept"
            )
            table.tell("warning", "warnings_overlap", f"line {second.line}", message)
        in_force.append(second)


def _tell_outside(measures: Sequence[Measure], period: Period, table: HandTable) -> None:
    """Report the measures of which no day lies in the period; they are kept, and touch no case."""
    begin, last = (datetime(d.year, d.month, d.day) for d in (period.start, period.end))
    outside = [m for m in measures if not m.overlaps(begin, last + timedelta(days=1))]
    if outside:
        place = f"line {outside[0].line}, {outside[0].id}"
        message = f"measures of which no day lies in {period.start} to {period.end}: kept"
        kind = "measure_outside_period"
        table.report.add("note", kind, table.path.name, place, message, len(outside))
