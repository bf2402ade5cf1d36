"""The hours of a day of Trends; a click on a tile, or a button, chooses the day."""

from typing import Any

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, dcc

from airquality.metrics import METRICS
from layouts.parts.card import save_on_click
from summaries.store import Snapshot
from view import ids, options
from view.case_words import title
from view.csv import csv_text
from view.figures.frame import empty
from view.figures.place_hours import place_hours, place_hours_height
from view.links import to_case
from view.queries import hours as query
from view.queries.cases import case_on
from view.readings import applied
from view.readings import hours as reading
from view.state import ViewState
from view.text import text

_HOURS = ids.TRENDS_HOURS


def register(app: Dash) -> None:
    """Register the callbacks of a day's hours with an app."""
    app.callback(
        Output(_HOURS, "figure"),
        Output(_HOURS, "style"),
        *(Output(ids.part(_HOURS, what), "children") for what in ("title", "reading", "foot")),
        Output(ids.part(_HOURS, "around"), "data"),
        Output(ids.part(_HOURS, "previous"), "disabled"),
        Output(ids.part(_HOURS, "next"), "disabled"),
        Input(ids.wanted(_HOURS), "data"),
        prevent_initial_call=True,
    )(show_hours)
    save_on_click(app, _HOURS, save_hours)
    app.clientside_callback(
        ClientsideFunction("qingce_days", "choose"),
        Output(ids.control("day"), "value"),
        Input(ids.TRENDS_TILES, "clickData"),
        Input(ids.part(ids.TRENDS_TILES, "calendar"), "clickData"),
        *(Input(ids.part(_HOURS, step), "n_clicks") for step in ("previous", "next", "worst")),
        State(ids.part(ids.TRENDS_TILES, "calendar"), "figure"),
        State(ids.part(_HOURS, "around"), "data"),
        prevent_initial_call=True,
    )


def show_hours(data: Any) -> tuple[Any, ...]:
    """Return figure, style, title, reading, foot, the days around and which buttons are off."""
    snapshot, state = options.chosen(data)
    found, lang = query.day_hours(snapshot, state), state.lang
    around = {
        "previous": "" if found.previous is None else str(found.previous),
        "next": "" if found.next is None else str(found.next),
    }
    off = (not around["previous"], not around["next"])
    symbol = METRICS[found.metric].symbol
    if found.day is None or found.mean is None or not found.rows:
        words = reading.nothing_words(found, lang)
        heading = text(lang, "hours.title.none", city=found.city.name(lang), symbol=symbol)
        return empty(words), {"height": "120px"}, heading, words, "", around, *off
    figure = place_hours(found.mean, found.rows, found.step, found.metric, lang)
    heading = text(
        lang,
        "hours.title",
        city=found.city.name(lang),
        symbol=symbol,
        day=applied.in_words(lang, found.day),
    )
    sources = query.hour_sources(snapshot, found.city.id)
    style = {"height": f"{place_hours_height(found.rows)}px"}
    words = _with_case(snapshot, state, found, reading.hours_sentence(found, lang))
    foot = " · ".join(_foot(found, state.basis, sources, lang))
    return figure, style, heading, words, foot, around, *off


def _with_case(snapshot: Snapshot, state: ViewState, found: query.DayHours, words: str) -> Any:
    """Return the reading, with a link to the case that the day lies in where there is one."""
    assert found.day is not None
    day, pollutant = pd.Timestamp(found.day), METRICS[found.metric].pollutant or ""
    row = case_on(snapshot, found.city.id, day, pollutant)
    if row is None:
        return words
    said = text(state.lang, "cases.of_day", title=title(state.lang, row))
    return [words, " ", dcc.Link(said, href=to_case(state, row))]


def _foot(found: query.DayHours, basis: str, sources: Any, lang: str) -> list[str]:
    assert found.day is not None
    words = [
        applied.source_words(lang, sources, found.day, found.day),
        text(lang, "hours.foot.no_limit"),
        reading.counted_words(found, lang),
        text(lang, "hours.foot.days", period=applied.between(lang, found.first, found.last)),
    ]
    if basis:
        words.append(text(lang, "hours.foot.basis"))
    if found.is_fallback:
        words.append(text(lang, "hours.foot.fallback"))
    return list(filter(None, words))


def save_hours(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the day shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.day_hours(snapshot, state)
    day = "" if found.day is None else str(found.day)
    name = text(state.lang, "hours.file", city=found.city.id, day=day)
    return {"content": csv_text(query.day_as_rows(found)), "filename": f"{name}.csv"}
