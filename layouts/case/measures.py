"""The measures that met a case as a table: what, when, and against the hours of the case."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from view.case_parts import Response
from view.case_times import end_words, hour_words
from view.formats import day
from view.text import text

_HEADS = ("measure", "kind", "issued", "lead", "span", "overlap", "end")
_STATUS = {"from memory": "memory", "unverified": "unverified"}


def measure_tables(
    lang: str, responses: Sequence[Response], effects: Mapping[str, str] | None = None
) -> list[Any]:
    """Return a row a measure, with the doubt about its dates; what lasts throughout folded away.

    Warnings and controls have a row each, and what began or ended within the case. Plans and
    closures that were in force before and after it say nothing of this case. effects: by the id
    of a measure the address where its effect is told.
    """
    lasting = [one for one in responses if one.is_lasting]
    rows = [one for one in responses if not one.is_lasting]
    made: list[Any] = []
    if rows:
        heads = [text(lang, f"case_response.head.{name}") for name in _HEADS]
        made.append(_table(heads, [_cells(lang, one, effects or {}) for one in rows]))
    if lasting:
        words = text(lang, "case_response.long", n=len(lasting))
        items = [html.Li(_said(lang, one)) for one in lasting]
        made.append(html.Details([html.Summary(words), html.Ul(items)], className="method"))
    return made


def _table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> html.Div:
    """Return a table whose cells know their header: on a phone each row is a list."""
    header = html.Thead(html.Tr([html.Th(words, scope="col") for words in heads]))
    body = []
    for row in rows:
        named: list[dict[str, Any]] = [{"data-label": words} for words in heads]
        pairs = zip(row, named, strict=True)
        body.append(html.Tr([html.Td(cell, **said) for cell, said in pairs]))
    made = html.Table([header, html.Tbody(body)], className="plain")
    return html.Div(made, className="table-wrap case-measures")


def _said(lang: str, one: Response) -> Any:
    """Return a lasting measure in a line: its name, since when and until when, what it is."""
    words = text(lang, "case_response.long.said", name=one.name(lang), span=_span(lang, one))
    return [words, *_more(lang, one)]


def _cells(lang: str, one: Response, effects: Mapping[str, str]) -> list[Any]:
    lead = one.issued_lead_hours if one.issued is not None else one.start_lead_hours
    return [
        _name(lang, one, effects.get(one.measure, "")),
        text(lang, f"case_response.kind.{one.kind}"),
        _moment(lang, one, one.issued),
        _about(lang, one, _against(lang, lead, "before", "after")),
        _span(lang, one),
        _overlap(lang, one),
        _about(lang, one, _ended(lang, one)),
    ]


def _name(lang: str, one: Response, effect: str) -> Any:
    sign = f" sign level-{one.level}" if one.level else ""
    told = [dcc.Link(text(lang, "effects.of_measure"), href=effect)] if effect else []
    return [html.Div(one.name(lang), className=f"measure-name{sign}"), *_more(lang, one), *told]


def _more(lang: str, one: Response) -> list[Any]:
    """Return what a measure is, and the doubt about its dates."""
    parts: list[Any] = []
    if one.about(lang):
        parts.append(html.Div(one.about(lang), className="quiet"))
    if one.status in _STATUS:
        doubt = text(lang, f"case_response.{_STATUS[one.status]}")
        parts.append(html.Div(doubt, className="doubt", title=one.source))
    return parts


def _moment(lang: str, one: Response, when: pd.Timestamp | None, is_end: bool = False) -> str:
    """Return a time in words; of a measure known by its days an end is the last day."""
    if when is None:
        return text(lang, "case_response.not_known")
    if one.precision == "day":
        return day(lang, (when - pd.Timedelta(hours=1) if is_end else when).date())
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
