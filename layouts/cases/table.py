"""The table of cases: a row a case, sorted by its headers, ticked to be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from airquality.rounding import round_half_even
from layouts.cases.rail import option_name, warning_name
from layouts.ranking.sorted_table import SortedColumn, sorted_table
from layouts.ranking.table import numbers
from view.case_facets import NO_WEATHER
from view.case_row import CaseRow
from view.formats import MISSING
from view.text import text
from view.theme import ink_on, level_colours

#: Rows of one page of the table: a screen's worth of scrolling, built in a blink.
ROWS_A_PAGE = 100


def case_table(
    rows: Sequence[CaseRow],
    names: Mapping[str, tuple[str, str]],
    ticked: Mapping[str, str],
    *,
    lang: str,
    palette: str,
    has_places: bool,
) -> dict[str, Any]:
    """Return cases for `qingce_cases.table`, in their order; every word is shown as text.

    names: case id -> (title, title with its place). ticked: titles of the cases that are ticked, by
    their ids. has_places: whether the cases are of several places.
    """
    columns = [_titles(rows, names, lang)]
    if has_places:
        places = [row.name(lang) for row in rows]
        head = text(lang, "case_library.table.head.place")
        columns.append(SortedColumn("place", head, places, is_number=False))
    columns += [*_times(rows, lang), *_sizes(rows, lang), *_causes(rows, lang)]
    spec = sorted_table(
        columns if rows else [],
        [row.case_id for row in rows],
        [("", len(rows))],
        by="name",
        label=text(lang, "case_library.table.label"),
        sort_words=text(lang, "case_library.table.sort"),
        sideways=text(lang, "case_library.table.sideways"),
        pick="case",
        pick_words=text(lang, "case_library.table.pick"),
        selected="",
    )
    colours = level_colours(palette)
    return spec | {
        "titles": {row.case_id: names[row.case_id][has_places] for row in rows} | dict(ticked),
        "levels": [row.level for row in rows],
        "colours": ["", *colours],
        "inks": ["", *map(ink_on, colours)],
        "page": ROWS_A_PAGE,
        "words": {
            word: text(lang, f"case_library.table.{word}")
            for word in ("page", "previous", "next", "tick")
        }
        | {"compare": text(lang, "case_library.table.head.compare")},
    }


def _head(key: str, lang: str) -> str:
    return text(lang, f"case_library.table.head.{key}")


def _note(key: str, lang: str) -> str:
    return text(lang, f"case_library.table.note.{key}")


def _titles(
    rows: Sequence[CaseRow], names: Mapping[str, tuple[str, str]], lang: str
) -> SortedColumn:
    """Return the titles, which begin with the days: sorted, they are in the order of time."""
    notes = [
        " · ".join(option_name("mark", mark, lang) for mark in row.marks if mark != "days")
        for row in rows
    ]
    return SortedColumn(
        "name",
        _head("name", lang),
        [names[row.case_id][0] for row in rows],
        np.array([row.first_day.timestamp() for row in rows], np.float64),
        notes=notes,
        note=_note("name", lang),
        is_number=False,
        falls=True,
    )


def _times(rows: Sequence[CaseRow], lang: str) -> list[SortedColumn]:
    peaks = [row.peak_day for row in rows]
    return [
        SortedColumn(
            "days",
            _head("days", lang),
            [str(row.days) for row in rows],
            np.array([row.days for row in rows], np.float64),
            note=_note("days", lang),
            falls=True,
        ),
        SortedColumn(
            "peak_day",
            _head("peak_day", lang),
            [MISSING if day is None else f"{day:%Y-%m-%d}" for day in peaks],
            np.array([np.nan if day is None else day.timestamp() for day in peaks], np.float64),
            falls=True,
        ),
    ]


def _sizes(rows: Sequence[CaseRow], lang: str) -> list[SortedColumn]:
    peaks = [row.peak_day_value for row in rows]
    values = np.array([np.nan if p is None else p for p in peaks], np.float64)
    levels = [row.level for row in rows]
    return [
        SortedColumn(
            "value",
            _head("value", lang),
            numbers(round_half_even(values, 0), 0),
            values,
            falls=True,
        ),
        SortedColumn(
            "level",
            _head("level", lang),
            [text(lang, f"common.level.{level}") for level in levels],
            np.array(levels, np.float64),
            note=_note("level", lang),
            is_number=False,
            falls=True,
        ),
        SortedColumn(
            "rank",
            _head("rank", lang),
            [
                text(lang, "case_library.table.rank", rank=row.rank, ranked=row.ranked)
                for row in rows
            ],
            np.array([row.rank for row in rows], np.float64),
            note=_note("rank", lang),
        ),
    ]


def _causes(rows: Sequence[CaseRow], lang: str) -> list[SortedColumn]:
    """Return weather and warning, each where a case has one: a column of dashes says nothing."""
    columns = []
    if any(row.weather_type for row in rows):
        weather = [option_name("weather", row.weather_type or NO_WEATHER, lang) for row in rows]
        columns.append(_words("weather", weather, lang))
    if any(row.warning is not None for row in rows):
        warnings = [warning_name(r.warning, lang) if r.warning else MISSING for r in rows]
        order = {"red": 4.0, "orange": 3.0, "yellow": 2.0, "blue": 1.0}
        sort = np.array([order.get(row.warning or "", np.nan) for row in rows], np.float64)
        columns.append(_words("warning", warnings, lang, sort))
    return columns


def _words(key: str, texts: list[str], lang: str, sort: np.ndarray | None = None) -> SortedColumn:
    head, note = _head(key, lang), _note(key, lang)
    return SortedColumn(key, head, texts, sort, note=note, is_number=False, falls=sort is not None)
