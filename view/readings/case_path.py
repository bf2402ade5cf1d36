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
from view.readings.case_rise import where_words
from view.text import text

#: Rows of a group that are shown, the first ones; a country has hundreds (own choice).
MOST_ROWS = 30


def path_groups(
    lang: str, row: CaseRow, paths: Sequence[PlacePath], areas: str = "district"
) -> list[tuple[str, list[PathRow]]]:
    """Return (heading, rows): the place of the case itself, its areas, its stations.

    areas: what the areas are, 'district' or 'city'. An area with one station would only repeat it,
    so areas are shown where any has more.
    """
    own = [p for p in paths if p.place == row.place]
    inner = [p for p in paths if p.scope == "district" and p.place != row.place]
    stations = [p for p in paths if p.scope == "station"]
    if stations and len(inner) >= len(stations):
        inner = []
    return [
        ("", [_path_row(lang, row, path) for path in own]),
        _group(lang, row, inner, areas),
        _group(lang, row, stations, "station"),
    ]


def _group(
    lang: str, row: CaseRow, paths: Sequence[PlacePath], kind: str
) -> tuple[str, list[PathRow]]:
    heading = text(lang, f"case_path.group.{kind}")
    if len(paths) > MOST_ROWS:
        heading += text(lang, "case_path.group.more", shown=MOST_ROWS, n=len(paths))
    return heading, [_path_row(lang, row, path) for path in paths[:MOST_ROWS]]


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
        text(lang, "case_path.hover.onset", name=name, when=onset, lag=lag_words(lang, row, path)),
        text(lang, "case_path.hover.peak", name=name, when=peak_time, value=peak),
        text(lang, "case_path.hover.clearing", name=name, when=clearing),
    )
    return PathRow(path, name, words, _silent_words(lang, path), path.place == row.place)


def lag_words(lang: str, row: CaseRow, path: PlacePath) -> str:
    """Return how much before or after the city's a place's onset was; '' of the city itself."""
    if path.place == row.place or path.lag_hours is None:
        return ""
    key = "same" if not path.lag_hours else "before" if path.lag_hours < 0 else "after"
    return text(lang, f"case_path.lag.{key}", hours=number(abs(path.lag_hours), 0))


def _silent_words(lang: str, path: PlacePath) -> str:
    """Return why a place has no onset: too few hours, or never above the limit for long."""
    if path.onset is not None:
        return ""
    return text(lang, f"case_path.silent.{'few' if path.peak is None else 'below'}")


def table_rows(row: CaseRow, groups: Sequence[tuple[str, Sequence[PathRow]]]) -> list[list[str]]:
    """Return the cells of the table: the rows of the chart, each group under its heading."""
    found = []
    for heading, rows in groups:
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


def path_words(lang: str, row: CaseRow, paths: Sequence[PlacePath]) -> str:
    """Return who rose first and last; of ozone, that its days rise and fall by themselves."""
    if row.pollutant == "o3":
        return text(lang, "case_path.o3")
    return where_words(lang, row, paths)


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
