"""The ratios of a case's pollutants beside the same weeks."""

from typing import Any

from dash import Dash, Input, Output

from layouts.case import ratios as layout
from view import case_choice, ids, options
from view.figures.case_percentiles import percentiles_figure, percentiles_height
from view.queries import case as query
from view.queries.trends import sources
from view.readings.case_hints import ratio_words
from view.readings.case_percentiles import cause_foot, rows_of
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callback with an app."""
    app.callback(
        Output(layout.GRAPH, "figure"),
        Output(layout.GRAPH, "style"),
        Output(layout.READING, "children"),
        Output(layout.FOOT, "children"),
        Input(ids.wanted(layout.GRAPH), "data"),
        prevent_initial_call=True,
    )(show_ratios)


def show_ratios(data: Any) -> tuple[Any, ...]:
    """Return figure, height, reading and foot."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    factors = () if row is None else query.drivers(snapshot, row, "ratio")
    rows = rows_of(lang, factors)
    style = {"height": f"{percentiles_height(rows)}px"}
    figure = percentiles_figure(rows, lang)
    if row is None or not rows:
        return figure, style, text(lang, "case_ratios.none"), ""
    rules = query.rules(snapshot, row.city)
    foot = cause_foot(lang, row, factors, rules, sources(snapshot, row.city))
    return figure, style, ratio_words(lang, row, factors), foot
