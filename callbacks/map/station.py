"""The card of the chosen place on the map."""

from typing import Any

import numpy as np
import pandas as pd
from dash import Dash, Input, Output, dcc, html

from layouts.data.flags import flag_words
from layouts.map.station import fact_list, station_buttons
from summaries.store import Snapshot
from view import ids, options
from view.figures.station_history import history_figure
from view.links import to_trends_of
from view.map_periods import choose
from view.queries import station_card as query
from view.queries.station_card import StationCard
from view.queries.trends import sources
from view.readings import applied
from view.readings import station as reading
from view.state import ViewState
from view.text import text
from view.wording import series_name

_NAME = ids.MAP_STATION


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    graph = ids.part(_NAME, "history")
    parts = ("title", "reading", "facts", "stations", "link", "foot")
    app.callback(
        Output(graph, "figure"),
        Output(ids.part(graph, "title"), "children"),
        *(Output(ids.part(_NAME, part), "children") for part in parts),
        Input(ids.wanted(_NAME), "data"),
        prevent_initial_call=True,
    )(show_station)


def show_station(data: Any) -> tuple[Any, ...]:
    """Return the history and its title; title, sentences, facts, stations, link and foot."""
    snapshot, state = options.chosen(data)
    # A place without any value is none of the page's choices, but it is on the map.
    asked = ViewState.parse(data).place or state.place
    card, lang = query.station_card(snapshot, state.but(place=asked)), state.lang
    limit = reading.limit_words(card.history, state.standard, lang)
    name = series_name(lang, card.history.metric, "monthly")
    said = [reading.kind_words(card, lang), reading.year_words(card.history, state.standard, lang)]
    return (
        history_figure(card.history, limit, lang),
        text(lang, "station.history.title", name=name),
        card.place.name(lang),
        [html.Span(line, className="reading-line") for line in said],
        fact_list([*reading.facts(card, lang), *_flags(card, lang)]),
        _stations(card, lang),
        _link(snapshot, state),
        _foot(snapshot, card, state),
    )


def _flags(card: StationCard, lang: str) -> list[tuple[str, str]]:
    if card.shares is None:
        return []
    return [(reading.flags_title(card.pollutant, lang), _flag_words(card, lang))]


def _flag_words(card: StationCard, lang: str) -> str:
    """Return how many hours each rule flagged, and how many of them are left out."""
    said = []
    for flag, count, out in card.flags:
        told = {"name": flag_words(flag, lang)[0], "count": f"{count:,}", "out": f"{out:,}"}
        said.append(text(lang, f"station.fact.flag{'.left_out' if out else ''}", **told))
    return text(lang, "station.stop").join(said) or text(lang, "station.fact.flags.none")


def _stations(card: StationCard, lang: str) -> Any:
    """Return the stations of a district as buttons; a whole city has its list on the page."""
    if card.place.scope != "district" or not card.stations:
        return None
    named = []
    for station in card.stations:
        name = station.name(lang)
        if station.kind == "control":
            name = text(lang, "common.control_point", name=name)
        silent = text(lang, "station.station.silent", name=name)
        named.append((station.id, silent if station.is_silent else name))
    return station_buttons(named, lang)


def _link(snapshot: Snapshot, state: ViewState) -> dcc.Link:
    href = to_trends_of(state, choose(snapshot, state))
    return dcc.Link(text(state.lang, "station.trends"), href=href, className="station-link")


def _foot(snapshot: Snapshot, card: StationCard, state: ViewState) -> str:
    lang, months = state.lang, card.history.months
    if not len(months):
        return ""
    first, last = months[0].astype("datetime64[D]"), (months[-1] + 1).astype("datetime64[D]") - 1
    last = min(last, np.datetime64(pd.Timestamp(card.city.last_day), "D"))
    own = sources(snapshot, card.city.id, card.place.scope != "city")
    parts = [
        applied.source_words(lang, own, first, last),
        *applied.scheme_words(lang, state.standard),
        *applied.basis_words(lang, state.basis, True),
        *applied.reference_words(lang, first, last),
        applied.data_to(lang, last),
        text(lang, "station.foot.basis"),
    ]
    return " · ".join(filter(None, parts))
