"""Did the warning come in time: its hours against those of the case, in words."""

from collections.abc import Sequence

import pandas as pd

from view.case_parts import Response
from view.case_row import CaseRow
from view.case_times import between_words, day_words, days_words, end_words, hour_words
from view.case_words import counted, listed
from view.text import text

_LEVELS = ("red", "orange", "yellow", "blue")
_SAID = ("warning", "control")


def response_words(lang: str, row: CaseRow, responses: Sequence[Response]) -> str:
    """Return when each warning came, against the rise, the peak and the end; what else held.

    Plans, campaigns and structural measures last through many cases: the table lists them, no
    sentence is made of them.
    """
    if row.warning is None:
        return text(lang, "case.response.no_list")
    warnings = [r for r in responses if r.kind == "warning"]
    said = [warning_sentence(lang, row, each) for each in _by_level(warnings)]
    if not warnings:
        said.append(text(lang, "case.response.none"))
    controls = [r.name(lang) for r in responses if r.kind == "control"]
    if controls:
        said.append(text(lang, "case.response.control", names=listed(lang, controls)))
    return text(lang, "case.join").join(each[:1].upper() + each[1:] for each in said)


def _by_level(warnings: Sequence[Response]) -> list[Response]:
    rank = {level: n for n, level in enumerate(_LEVELS)}
    return sorted(warnings, key=lambda r: (rank.get(r.level, len(rank)), r.start))


def warning_sentence(lang: str, row: CaseRow, warning: Response) -> str:
    """Return one warning: when issued against the rise and the peak, how long, how it ended."""
    level = text(lang, f"case.warning.long.{warning.level or 'other'}")
    if warning.issued is None:
        parts = [_force_words(lang, warning, level) + _lead_words(lang, row, warning)]
    else:
        parts = [_issued_words(lang, warning, level) + _lead_words(lang, row, warning)]
        parts.append(_force_words(lang, warning))
    said = text(lang, "case.comma").join(filter(None, [*parts, _end_words(lang, row, warning)]))
    if warning.status != "verified":
        key = "memory" if warning.status == "from memory" else "unverified"
        said += text(lang, f"case.response.status.{key}")
    return said + text(lang, "case.stop")


def _issued_words(lang: str, warning: Response, level: str) -> str:
    assert warning.issued is not None
    in_words = hour_words if warning.precision == "hour" else day_words
    return text(lang, "case.response.issued", level=level, when=in_words(lang, warning.issued))


def _lead_words(lang: str, row: CaseRow, warning: Response) -> str:
    """Return how long before or after the rise it was issued, or else began to hold."""
    if row.is_cut:
        return ""
    is_issued = warning.issued is not None
    when = warning.issued if warning.issued is not None else warning.start
    if warning.precision != "hour" or not row.has_hours:
        return _by_day(lang, row, when)
    lead = warning.issued_lead_hours if is_issued else warning.start_lead_hours
    if lead is None:
        return ""
    way = "before" if lead > 0 else "after" if lead < 0 else "with"
    said = text(lang, f"case.response.{way}", hours=counted(lang, "hours", abs(lead)))
    return said + _before_peak(lang, row, when, lead)


def _by_day(lang: str, row: CaseRow, when: pd.Timestamp) -> str:
    """Return how many days before or after that of the rise, where hours are not known."""
    days = (row.start.normalize() - when.normalize()).days
    way = "before.day" if days > 0 else "after.day" if days < 0 else "same_day"
    return text(lang, f"case.response.{way}", hours=counted(lang, "days", abs(days)))


def _before_peak(lang: str, row: CaseRow, when: pd.Timestamp, lead: float) -> str:
    """Return how long before the highest hour a warning came that was late for the rise."""
    if row.peak_time is None or lead >= 0:
        return ""
    hours = (row.peak_time - when).total_seconds() / 3600
    way = "peak_before" if hours > 0 else "peak_after"
    return text(lang, f"case.response.{way}", hours=counted(lang, "hours", abs(hours)))


def _force_words(lang: str, warning: Response, level: str = "") -> str:
    """Return from when to when it held and how long; by days where no more is known.

    level: named with it where nothing else names the warning, its issue not being known.
    """
    of = {"level": level}
    if warning.end is None:
        key = "case.response.began.lasting" if level else "case.response.lasting"
        return text(lang, key, start=day_words(lang, warning.start), **of)
    if warning.precision != "hour":
        last = warning.end - pd.Timedelta(hours=1)
        key = "case.response.began.days" if level else "case.response.days"
        return text(lang, key, days=days_words(lang, warning.start, last), **of)
    hours = (warning.end - warning.start).total_seconds() / 3600
    of |= {"between": between_words(lang, warning.start, warning.end)}
    of |= {"hours": counted(lang, "hours", hours)}
    return text(lang, "case.response.began" if level else "case.response.hours", **of)


def _end_words(lang: str, row: CaseRow, warning: Response) -> str:
    """Return whether it ended before or after the case; '' where that is not known."""
    lag = warning.end_lag_hours
    if lag is None or row.is_open or warning.precision != "hour" or not row.has_hours:
        return ""
    way = "ended_after" if lag > 0 else "ended_before" if lag < 0 else "ended_with"
    told = {"hours": counted(lang, "hours", abs(lag)), "end": end_words(lang, row.end)}
    return text(lang, f"case.response.{way}", **told)
