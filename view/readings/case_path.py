"""The path of a case in words: a row a place for the chart and the table, figures, foot."""

from collections.abc import Sequence

import pandas as pd

from airquality.pollutants import POLLUTANTS
from view.case_parts import PlacePath, Rule
from view.case_row import CaseRow
from view.case_times import end_words, hour_words
from view.figures.case_path import PathRow
from view.formats import MISSING, amount, number
from view.lines import Source
from view.readings.applied import source_words
from view.text import text

_SCOPES = ("city", "district", "station")
#: Groups with a heading; the city stands by itself.
_HEADED = ("district", "station")


def path_groups(
    lang: str, row: CaseRow, paths: Sequence[PlacePath]
) -> list[tuple[str, list[PathRow]]]:
    """Return (heading, rows) of the city, the districts and the stations that are told of.

    A district with one station would repeat it, so districts are shown where any has more.
    """
    shown = {scope: [p for p in paths if p.scope == scope] for scope in _SCOPES}
    if len(shown["district"]) >= len(shown["station"]):
        shown["district"] = []
    return [
        (
            text(lang, f"case_path.group.{scope}") if scope in _HEADED else "",
            [_path_row(lang, row, path) for path in shown[scope]],
        )
        for scope in _SCOPES
    ]


def _path_row(lang: str, row: CaseRow, path: PlacePath) -> PathRow:
    name = path.name(lang)
    times = (
        (path.onset, hour_words),
        (path.peak_time, hour_words),
        (path.clearing, end_words),
    )
    onset, peak_time, clearing = (MISSING if t is None else say(lang, t) for t, say in times)
    peak = f"{amount(row.pollutant, path.peak)}\u2009{POLLUTANTS[row.pollutant].unit}"
    words = (
        text(lang, "case_path.hover.onset", name=name, when=onset, lag=lag_words(lang, path)),
        text(lang, "case_path.hover.peak", name=name, when=peak_time, value=peak),
        text(lang, "case_path.hover.clearing", name=name, when=clearing),
    )
    return PathRow(path, name, words, _silent_words(lang, path))


def lag_words(lang: str, path: PlacePath) -> str:
    """Return how much before or after the city's a place's onset was; '' of the city itself."""
    if path.scope == "city" or path.lag_hours is None:
        return ""
    key = "same" if not path.lag_hours else "before" if path.lag_hours < 0 else "after"
    return text(lang, f"case_path.lag.{key}", hours=number(abs(path.lag_hours), 0))


def _silent_words(lang: str, path: PlacePath) -> str:
    """Return why a place has no onset: too few hours, or never above the limit for long."""
    if path.onset is not None:
        return ""
    return text(lang, f"case_path.silent.{'few' if path.peak is None else 'below'}")


def table_rows(lang: str, row: CaseRow, paths: Sequence[PlacePath]) -> list[list[str]]:
    """Return the cells of the table: the rows of the chart, each group under its heading."""
    found = []
    for heading, rows in path_groups(lang, row, paths):
        if heading and rows:
            found.append([heading, *("",) * 5])
        found += [_cells(row, own) for own in rows]
    return found


def _cells(row: CaseRow, own: PathRow) -> list[str]:
    path = own.path
    return [
        own.name,
        own.silent or _short(path.onset),
        MISSING if path.lag_hours is None else number(path.lag_hours, 0, signed=True),
        _short(path.peak_time),
        amount(row.pollutant, path.peak),
        _short(path.clearing),
    ]


def _short(when: pd.Timestamp | None) -> str:
    """Return an hour as short as a table on a phone needs it."""
    return MISSING if when is None else f"{when:%m-%d %H:%M}"


def path_figures(lang: str, rules: Sequence[Rule]) -> list[str]:
    """Return the figures of the path's rule as the city's project sets them."""
    return [
        text(
            lang,
            "case_path.figure",
            about=rule.about(lang),
            value=number(rule.value, 2 if (rule.value or 0) % 1 else 0),
            unit=f"\u2009{rule.unit}" if rule.unit else "",
        )
        for rule in rules
        if rule.kind == "path"
    ]


def path_foot(lang: str, row: CaseRow, sources: Sequence[Source]) -> str:
    """Return by which limit the onset is told, and the sources of the hours."""
    limit = text(
        lang,
        "case_path.foot",
        limit=amount(row.pollutant, row.limit),
        unit=POLLUTANTS[row.pollutant].unit,
    )
    return " · ".join(filter(None, (limit, source_words(lang, sources, row.start, row.end))))
