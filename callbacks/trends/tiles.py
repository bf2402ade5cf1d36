"""The tiles of days of Trends: years above one another, one year as a calendar."""

from typing import Any

import numpy as np
from dash import Dash, Input, Output

from airquality.schemes import SCHEMES
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.cache import remembered
from view.csv import csv_text
from view.figures.day_cells import DayCells, day_hovers, level_cells, value_cells
from view.figures.frame import empty
from view.figures.year_days import month_tiles, year_tiles, year_tiles_height
from view.formats import metric_name
from view.queries import tiles as query
from view.queries import trends as trends_query
from view.readings import applied
from view.readings import tiles as reading
from view.state import ViewState
from view.text import text

_TILES = ids.TRENDS_TILES


def register(app: Dash) -> None:
    """Register the tiles' callbacks with an app."""
    texts = ("calendar-title", "title", "reading", "foot")
    app.callback(
        Output(_TILES, "figure"),
        Output(_TILES, "style"),
        Output(ids.part(_TILES, "calendar"), "figure"),
        *(Output(ids.part(_TILES, what), "children") for what in texts),
        Input(ids.wanted(_TILES), "data"),
        prevent_initial_call=True,
    )(show_tiles)
    save_on_click(app, _TILES, save_tiles)


def show_tiles(data: Any) -> tuple[Any, ...]:
    """Return the tiles, their style, the calendar, its title, and title, reading and foot."""
    snapshot, state = options.chosen(data)
    found, lang = query.tiles(snapshot, state), state.lang
    is_value = state.tiles == "value"
    title = _title(found, is_value, lang)
    if not len(found.days) or found.first is None:
        words = _nothing(found, lang)
        return empty(words), {"height": "120px"}, empty(""), "", title, words, ""
    cells = _cells(snapshot, found, state, is_value)
    of_places = found.place.scope != "city"
    sources = trends_query.sources(snapshot, found.city.id, of_places)
    foot = _foot(found, state, is_value, sources)
    return (
        year_tiles(cells, lang, state.day),
        {"height": f"{year_tiles_height(cells, lang)}px"},
        month_tiles(cells, found.year, lang),
        text(lang, "tiles.calendar.title", year=found.year),
        title,
        reading.value_sentence(found, lang) if is_value else reading.level_sentence(found, lang),
        " · ".join(foot),
    )


def _title(found: query.Tiles, is_value: bool, lang: str) -> str:
    place = found.place.name(lang)
    if is_value:
        name = metric_name(lang, found.metric)
        return text(lang, "tiles.title.value", place=place, name=name)
    key = "level" if SCHEMES[found.days.scheme].has_levels else "kept"
    return text(lang, f"tiles.title.{key}", place=place)


def _nothing(found: query.Tiles, lang: str) -> str:
    if found.first is None:
        return text(lang, "tiles.nothing", place=found.place.name(lang))
    period = applied.between(lang, found.first, found.last)
    return text(lang, "tiles.outside", place=found.place.name(lang), period=period)


def _cells(snapshot: Snapshot, found: query.Tiles, state: ViewState, is_value: bool) -> DayCells:
    dates, told = _told_of_all_days(
        *(snapshot, state.lang, state.city, state.place, state.standard, state.basis),
        *(found.metric, is_value),
    )
    hovers = told[np.searchsorted(dates, found.days.dates)]
    if is_value:
        shown = found.values, found.limits
        return value_cells(found.days, found.metric, *shown, state.lang, hovers)
    return level_cells(found.days, found.metric, state.lang, state.palette, hovers)


@remembered
def _told_of_all_days(
    snapshot: Snapshot,
    lang: str,
    city: str,
    place: str,
    standard: str,
    basis: str,
    metric: str,
    is_value: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """Return every day of a place and what is said of it: thousands of sentences, made once."""
    state = ViewState(lang, city, place, metrics=(metric,), standard=standard, basis=basis)
    whole = query.tiles(snapshot, state)
    values = whole.values if is_value else None
    return whole.days.dates, day_hovers(whole.days, metric, values, whole.notes, lang)


def _foot(found: query.Tiles, state: ViewState, is_value: bool, sources: Any) -> list[str]:
    lang, dates = state.lang, found.days.dates
    # Levels refer to the state of their time, whichever values are shown.
    basis = found.basis if is_value or found.basis != "present_state" else "all"
    words = [
        applied.source_words(lang, sources, dates[0], dates[-1]),
        *applied.scheme_words(lang, state.standard),
        *applied.basis_words(lang, basis, found.is_different),
        applied.data_to(lang, dates[-1]),
        *reading.counted_words(found, is_value, lang),
    ]
    if not (is_value and found.is_converted):
        words += applied.reference_words(lang, dates[0], dates[-1])
    if found.basis == "present_state" and not is_value:
        words.append(text(lang, "tiles.foot.own_state"))
    return list(filter(None, words))


def save_tiles(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the days shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.tiles(snapshot, state)
    name = text(state.lang, "tiles.file", place=found.place.id)
    rows = found.days.as_rows()
    if state.tiles == "value":
        rows[f"{found.metric}_shown"] = found.values
    return {"content": csv_text(rows), "filename": f"{name}.csv"}
