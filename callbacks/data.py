"""Callbacks of the page Data: parse, ask, draw, return."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, no_update

from airquality.pollutants import POLLUTANTS
from layouts.data.flags import flag_tables
from layouts.data.gaps import reason_list
from layouts.data.problems import problem_table
from layouts.data.sources import source_blocks
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.completeness import add_up, by, covered, stations_of
from view.csv import csv_text
from view.dictionary import dictionary_rows
from view.figures.completeness import draw_completeness
from view.figures.frame import empty
from view.figures.gaps import draw_gaps
from view.queries import data as query
from view.readings.data import (
    day,
    read_completeness,
    read_flags,
    read_problems,
    read_sources,
)
from view.rules import rule_rows
from view.state import ViewState
from view.text import text


def register(app: Dash) -> None:
    """Register this page's callbacks with an app."""
    state = Input(ids.STATE, "data")
    # Sources and problems are the same for every pollutant and place: asked for once a page.
    app.callback(
        Output("data-sources", "children"),
        Output("data-sources-reading", "children"),
        Input("data-sources", "id"),
        State(ids.STATE, "data"),
    )(show_sources)
    app.callback(
        Output("data-problems-rows", "data"),
        Output("data-problems-reading", "children"),
        Input("data-problems", "id"),
        State(ids.STATE, "data"),
    )(show_problems)
    app.callback(
        Output("data-completeness", "figure"),
        Output("data-completeness-title", "children"),
        Output("data-completeness-reading", "children"),
        Output("data-completeness-foot", "children"),
        state,
    )(show_completeness)
    app.callback(
        Output("data-gaps", "figure"),
        Output("data-gaps-title", "children"),
        Output("data-reasons", "children"),
        state,
    )(show_gaps)
    app.callback(
        Output("data-flags", "children"),
        Output("data-flags-title", "children"),
        Output("data-flags-reading", "children"),
        state,
    )(show_flags)
    app.callback(Output("data-take-title", "children"), state)(show_place)
    _register_tables(app)
    for what in FILES:
        save_on_click(app, f"data-{what}", _download(what))


def _register_tables(app: Dash) -> None:
    """Register what builds and filters the long tables.

    Dash asks for an output; a title and an error are named where nothing is put out.
    """
    app.clientside_callback(
        ClientsideFunction("qingce_tables", "build"),
        Output("data-problems", "title"),
        Input("data-problems-rows", "data"),
        State("data-problems", "id"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_tables", "filter"),
        Output("data-problems-filter", "error"),
        Input("data-problems-filter", "value"),
        State("data-problems", "id"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_tables", "build_list"),
        Output("data-dictionary-tables", "title"),
        Input("data-dictionary-entries", "data"),
        State("data-dictionary-tables", "id"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_tables", "filter_list"),
        Output("data-dictionary-found", "children"),
        Input("data-dictionary-filter", "value"),
        State("data-dictionary-tables", "id"),
        State("data-dictionary-answers", "data"),
        prevent_initial_call=True,
    )


def _city_name(snapshot: Snapshot, state: ViewState) -> str:
    return options.city_of(snapshot, state).name(state.lang)


def _place_name(snapshot: Snapshot, state: ViewState) -> str:
    place = options.place_of(snapshot, state.city, state.place)
    return place.name(state.lang) if place else _city_name(snapshot, state)


def show_sources(_: str, data: Any) -> tuple[Any, str]:
    """Return the blocks of the city's sources and the sentence on them."""
    snapshot, state = options.chosen(data)
    found = query.sources(snapshot, state.city)
    reading = read_sources(found, _city_name(snapshot, state), state.lang)
    return source_blocks(found, state.lang), reading


def show_problems(_: str, data: Any) -> tuple[Any, str]:
    """Return the table of what was wrong with the city's files and the sentence on it."""
    snapshot, state = options.chosen(data)
    found = query.problems(snapshot, state.city)
    return problem_table(found, state.lang), read_problems(found, state.lang)


def show_completeness(data: Any) -> tuple[Any, str, str, str]:
    """Return the heat map of stations and months, its title, reading and foot."""
    snapshot, state = options.chosen(data)
    lang, symbol = state.lang, POLLUTANTS[state.pollutant].symbol
    frame = query.completeness(snapshot, state.city, state.pollutant)
    held = covered(frame)
    title = text(lang, "data.completeness.title", symbol=symbol)
    city = _city_name(snapshot, state)
    published = query.published_days(snapshot, state.city)
    reading = read_completeness(frame, published, state.pollutant, city, lang)
    if not len(held):
        return empty(text(lang, "common.empty.no_hours", city=city)), title, reading, ""
    chosen = stations_of(held, state.city, state.place)
    # The last month may be a part of one: the table holds months, the city its last day.
    last = held["period_start"].max() + pd.offsets.MonthEnd(0)
    last = min(last, options.city_of(snapshot, state).last_day)
    foot = text(lang, "data.completeness.foot", day=day(lang, last))
    return draw_completeness(held, lang, chosen), title, reading, foot


def show_gaps(data: Any) -> tuple[Any, str, Any]:
    """Return the bars of missing hours of the chosen place, their title, the reasons in words."""
    snapshot, state = options.chosen(data)
    lang, place = state.lang, _place_name(snapshot, state)
    held = covered(query.completeness(snapshot, state.city, state.pollutant))
    held = held[held["station"].isin(stations_of(held, state.city, state.place))]
    symbol = POLLUTANTS[state.pollutant].symbol
    title = text(lang, "data.gaps.title", symbol=symbol, place=place)
    if not len(held):
        return empty(text(lang, "data.gaps.none", place=place)), title, None
    return draw_gaps(by(held, "period_start"), lang), title, reason_list(add_up(held), lang)


def show_flags(data: Any) -> tuple[Any, str, str]:
    """Return the tables of flagged hours, their title and the sentence on them."""
    snapshot, state = options.chosen(data)
    lang = state.lang
    title = text(lang, "data.flags.title", symbol=POLLUTANTS[state.pollutant].symbol)
    city = options.city_of(snapshot, state)
    if not city.has_hours:
        return [], title, text(lang, "data.flags.no_hours", city=city.name(lang))
    found = query.flags(snapshot, state.city, state.pollutant)
    return (
        flag_tables(found, state.pollutant, lang),
        title,
        read_flags(found, state.pollutant, lang),
    )


def show_place(data: Any) -> str:
    """Return the title of the files of the chosen place."""
    snapshot, state = options.chosen(data)
    return text(state.lang, "data.take.title", place=_place_name(snapshot, state))


def _of_place(table: str) -> Callable[[Snapshot, ViewState], pd.DataFrame]:
    return lambda snapshot, state: query.place_rows(snapshot, table, state.city, state.place)


#: What each button holds: the rows, and the choices that belong in the file's name.
FILES: dict[str, tuple[Callable[[Snapshot, ViewState], pd.DataFrame], tuple[str, ...]]] = {
    "sources": (lambda snapshot, state: query.sources(snapshot, state.city), ("city",)),
    "completeness": (
        lambda snapshot, state: query.completeness(snapshot, state.city, state.pollutant),
        ("city", "pollutant"),
    ),
    "flags": (
        lambda snapshot, state: query.flags(snapshot, state.city, state.pollutant),
        ("city", "pollutant"),
    ),
    "problems": (lambda snapshot, state: query.problems(snapshot, state.city), ("city",)),
    "rules": (lambda snapshot, state: rule_rows(), ()),
    "dictionary": (lambda snapshot, state: dictionary_rows(state.lang), ("lang",)),
    **{name: (_of_place(name), ("city", "place")) for name in query.PLACE_TABLES},
}


def _download(what: str) -> Callable[[int | None, Any], Any]:
    rows, named_by = FILES[what]

    def send(clicks: int | None, data: Any) -> Any:
        if not clicks:
            return no_update
        snapshot, state = options.chosen(data)
        names = dict.fromkeys(["qingce", what, *(str(getattr(state, name)) for name in named_by)])
        content = csv_text(rows(snapshot, state))
        return dcc.send_string(content, f"{'-'.join(names)}.csv", type="text/csv;charset=utf-8")

    return send
