"""The weather of a case: its factors and its wind beside the same weeks."""

from typing import Any

from dash import Dash, Input, Output

from airquality.pollutants import POLLUTANTS
from layouts.case import weather as layout
from view import case_choice, ids, options
from view.figures.case_percentiles import percentiles_figure, percentiles_height
from view.figures.case_sectors import sectors_figure
from view.figures.frame import empty
from view.queries import case as query
from view.queries.hours import hour_sources
from view.readings.case_causes import weather_words, wind_words
from view.readings.case_percentiles import cause_foot, rows_of
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        Output(layout.GRAPH, "figure"),
        Output(layout.GRAPH, "style"),
        Output(layout.WIND, "figure"),
        Output(layout.WIND_SLOT, "hidden"),
        *(
            Output(part, "children")
            for part in (layout.READING, layout.WIND_TITLE, layout.WIND_READING, layout.FOOT)
        ),
        Input(ids.wanted(layout.GRAPH), "data"),
        prevent_initial_call=True,
    )(show_weather)


def show_weather(data: Any) -> tuple[Any, ...]:
    """Return figure and height, the wind's, whether it is hidden; readings, title and foot."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        return empty(text(lang, "case_weather.none")), {}, empty(""), True, "", "", "", ""
    factors = query.drivers(snapshot, row, "weather")
    wind = query.drivers(snapshot, row, "wind")
    rows = rows_of(lang, factors)
    foot = cause_foot(
        lang, row, factors, query.rules(snapshot, row.city), hour_sources(snapshot, row.city)
    )
    return (
        percentiles_figure(rows, lang),
        {"height": f"{percentiles_height(rows)}px"},
        sectors_figure(wind, row.pollutant, lang),
        not wind,
        weather_words(lang, row, factors),
        text(lang, "case_weather.wind.title", symbol=POLLUTANTS[row.pollutant].symbol),
        wind_words(lang, row, wind),
        foot,
    )
