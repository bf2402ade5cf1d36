"""Callbacks of the overview's words: sentence, cards, rank; first words and large letters.

Choosing a place and turning to large letters happen in the browser.
"""

import math
from typing import Any

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State

from airquality.metrics import METRICS
from layouts.overview import part
from layouts.overview.latest_case import latest_case
from layouts.parts.day_picture import day_picture
from layouts.parts.key_card import key_card, sentence
from layouts.parts.rank_card import rank_card
from summaries.store import Snapshot
from view import ids, options
from view.case_words import marks
from view.figures.sparkline import sparkline
from view.links import to_case, to_cases, to_ranking, to_trends
from view.overview_words import headline
from view.queries import overview as query
from view.queries.cases import latest
from view.queries.overview_days import judged_so_far
from view.queries.overview_places import ranking
from view.queries.rules_so_far import line_between, rows_of_place
from view.queries.standing import standing as standing_of
from view.readings.cases import latest_title, latest_words
from view.spans import JUDGED
from view.standing import KEY_METRICS, Standing
from view.state import ViewState
from view.theme import ACCENT, POLLUTANT_COLOUR


def register(app: Dash) -> None:
    """Register this page's callbacks with an app."""
    state = Input(ids.STATE, "data")
    app.callback(_out("sentence"), _out("cards"), state)(show_standing)
    app.callback(_out("rank"), state)(show_rank)
    app.callback(_out("case"), state)(show_latest_case)
    app.callback(_out("meeting-rank"), _out("meeting-days"), state)(show_meeting)
    app.clientside_callback(
        ClientsideFunction("qingce_overview", "offer_months"),
        Output(ids.control("until"), "data"),
        Output(ids.control("until"), "value"),
        Input(ids.control("year"), "value"),
        State(ids.control("until"), "value"),
        State(part("months"), "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_overview", "turn"),
        _out("mode", "href"),
        state,
        prevent_initial_call=True,
    )


def _out(name: str, prop: str = "children") -> Output:
    return Output(part(name), prop)


def _resolved(data: Any) -> tuple[Any, ViewState, str]:
    """Return the snapshot, the resolved state and the name of its place."""
    snapshot, state = options.chosen(data)
    place = options.place_of(snapshot, state.city, state.place)
    return snapshot, state, place.name(state.lang) if place else state.place


def show_standing(data: Any) -> tuple[Any, Any]:
    """Fill the sentence and the cards of the five figures."""
    snapshot, state, place = _resolved(data)
    lang, is_meeting = state.lang, state.mode == "meeting"
    standing = _standing(snapshot, state)
    end = query.last_day(snapshot, state.city, state.year, state.until)
    sparks = {} if is_meeting else _sparks(snapshot, state, end)
    cards = [
        key_card(
            standing, m, sparks.get(m, ""), to_trends(state, m, end), lang, is_short=is_meeting
        )
        for m in KEY_METRICS
    ]
    said = headline(standing, place, state.year, lang, is_short=is_meeting)
    return sentence(said), cards


def _standing(snapshot: Snapshot, state: ViewState) -> Standing:
    rules = state.standard, state.basis
    return standing_of(snapshot, state.city, state.place, state.year, state.until, *rules)


def _rank(snapshot: Snapshot, state: ViewState, end: pd.Timestamp) -> Any:
    found = ranking(snapshot, state.city, state.place, state.year, state.until, state.basis)
    places = {p.id: p for p in options.places(snapshot, state.city)}
    return rank_card(found, places, to_ranking(state, found.scope, end), state.lang)


def show_rank(data: Any) -> Any:
    """Fill the card that stands beside the five: to order all places takes as long as they do."""
    snapshot, state, _ = _resolved(data)
    return _rank(snapshot, state, query.last_day(snapshot, state.city, state.year, state.until))


def show_latest_case(data: Any) -> Any:
    """Fill the card of the newest case that had begun by the last day shown."""
    snapshot, state, _ = _resolved(data)
    lang = state.lang
    end = query.last_day(snapshot, state.city, state.year, state.until)
    row = latest(snapshot, state.city, state.place, end)
    address = to_case(state, row) if row is not None else ""
    city = options.city_of(snapshot, state)
    title, said = latest_title(lang, end), latest_words(lang, row, city.name(lang))
    noted = marks(lang, row) if row is not None else []
    return latest_case(row, title, said, noted, address, to_cases(state), lang, state.palette)


def show_meeting(data: Any) -> tuple[Any, Any]:
    """Fill what the large page has beside the cards: the rank, and the year's days as a picture."""
    snapshot, state, _ = _resolved(data)
    end = query.last_day(snapshot, state.city, state.year, state.until)
    days = judged_so_far(snapshot, state)
    return _rank(snapshot, state, end).children, day_picture(days, state)


def first_words(data: Any) -> dict[str, Any]:
    """Return what the page says before its charts: component id -> children."""
    said, cards = show_standing(data)
    first = {part("sentence"): said, part("cards"): cards}
    if options.chosen(data)[1].mode == "meeting":
        rank, days = show_meeting(data)
        return first | {part("meeting-rank"): rank, part("meeting-days"): days}
    case = show_latest_case(data)
    return first | {part("rank"): show_rank(data), part("case"): case}


def _sparks(snapshot: Snapshot, state: ViewState, end: pd.Timestamp) -> dict[str, str]:
    """Return the small lines by metric: this year up to the day shown, and the year before."""
    years = (state.year, state.year - 1)
    lines = {y: _daily_lines(snapshot, state, y) for y in years}
    # What a scheme judges, or a basis leaves out, is kept for the ends of months.
    others = [m for m in KEY_METRICS if state.basis or (state.standard and m in JUDGED)]
    if others:
        rules = state.standard, state.basis
        rows = rows_of_place(snapshot, state.city, state.place, *rules)
        for year in years:
            lines[year] |= {m: line_between(rows, m, year) for m in others}
    drawn = {}
    for metric in KEY_METRICS:
        pollutant = METRICS[metric].pollutant
        colour = POLLUTANT_COLOUR[pollutant] if pollutant else ACCENT
        now, before = (lines[y][metric] for y in years)
        shown = [*now[: end.day_of_year], *[math.nan] * (366 - end.day_of_year)]
        drawn[metric] = sparkline(shown, before, colour)
    return drawn


def _daily_lines(snapshot: Snapshot, state: ViewState, year: int) -> dict[str, list[float]]:
    frame = query.year_so_far(snapshot, state.city, state.place, year)
    by_day = frame.set_index(frame["date"].dt.day_of_year).reindex(range(1, 367))
    return {metric: by_day[metric].tolist() for metric in KEY_METRICS}
