"""The measures that met a case as a table: what, when, and against the hours of the case."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.parts.table import Head, table
from view.case_parts import Response
from view.case_times import end_words, hour_words
from view.formats import day
from view.text import text

_HEADS = ("measure", "kind", "issued", "lead", "span", "overlap", "end")
_TOLD_BY_HOURS = ("warning", "control")
_STATUS = {"from memory": "memory", "unverified": "unverified"}


def measure_table(lang: str, responses: Sequence[Response]) -> Any:
    """Return a row a measure, with the doubt about its dates.

    Only warnings and controls are told by the hour; what lasts for years is told in words.
    """
    heads = [Head(text(lang, f"case_response.head.{name}")) for name in _HEADS]
    return table(heads, [_cells(lang, each) for each in responses], css="case-measures")


def _cells(lang: str, one: Response) -> list[Any]:
    hours = _hours if one.kind in _TOLD_BY_HOURS else _years
    lead, overlap, end = hours(lang, one)
    return [
        _name(lang, one),
        text(lang, f"case_response.kind.{one.kind}"),
        _moment(lang, one, one.issued),
        lead,
        _span(lang, one),
        overlap,
        end,
    ]


def _hours(lang: str, one: Response) -> tuple[str, str, str]:
    """Return lead, overlap and end against the case in hours."""
    lead = one.issued_lead_hours if one.issued is not None else one.start_lead_hours
    words = (_against(lang, lead, "before", "after"), _overlap(lang, one), _ended(lang, one))
    return _about(lang, one, words[0]), words[1], _about(lang, one, words[2])


def _years(lang: str, one: Response) -> tuple[str, str, str]:
    """Return the same of what lasts through many cases: whether it held before and holds after."""
    before = text(lang, f"case_response.long.{'before' if _is_before(one) else 'within'}")
    overlap = text(lang, "case_response.long.overlap") if one.overlap_hours else ""
    if one.end is None:
        return before, overlap, text(lang, "case_response.lasts")
    is_after = one.end_lag_hours is not None and one.end_lag_hours >= 0
    return before, overlap, text(lang, f"case_response.long.{'after' if is_after else 'ended'}")


def _is_before(one: Response) -> bool:
    """Return whether it began before the case."""
    return one.start_lead_hours is not None and one.start_lead_hours > 0


def _name(lang: str, one: Response) -> Any:
    sign = f" sign level-{one.level}" if one.level else ""
    parts: list[Any] = [html.Div(one.name(lang), className=f"measure-name{sign}")]
    if one.about(lang):
        parts.append(html.Div(one.about(lang), className="quiet"))
    if one.status in _STATUS:
        doubt = text(lang, f"case_response.{_STATUS[one.status]}")
        parts.append(html.Div(doubt, className="doubt", title=one.source))
    return parts


def _moment(lang: str, one: Response, when: Any, is_end: bool = False) -> str:
    if when is None:
        return text(lang, "case_response.not_known")
    if one.precision == "day":
        return day(lang, (when.date()))
    return end_words(lang, when) if is_end else hour_words(lang, when)


def _span(lang: str, one: Response) -> str:
    start = _moment(lang, one, one.start)
    if one.end is None:
        return text(lang, "case_response.from", start=start)
    return text(lang, "case_response.span", start=start, end=_moment(lang, one, one.end, True))


def _against(lang: str, hours: float | None, before: str, after: str) -> str:
    """Return how long before or after an hour of the case; positive hours are before."""
    if hours is None:
        return text(lang, "case_response.not_known")
    if round(hours) == 0:
        return text(lang, "case_response.same")
    key = before if hours > 0 else after
    return text(lang, f"case_response.{key}", hours=f"{abs(hours):,.0f}")


def _about(lang: str, one: Response, words: str) -> str:
    is_rough = one.precision == "day" and any(letter.isdigit() for letter in words)
    return text(lang, "case_response.about", words=words) if is_rough else words


def _overlap(lang: str, one: Response) -> str:
    if not one.overlap_hours:
        return text(lang, "case_response.none_met")
    return _about(lang, one, text(lang, "case_response.hours", hours=f"{one.overlap_hours:,.0f}"))


def _ended(lang: str, one: Response) -> str:
    if one.end is None:
        return text(lang, "case_response.lasts")
    lag = one.end_lag_hours
    return _against(lang, None if lag is None else -lag, "ended.before", "ended.after")
