"""Callbacks of the case library, a file a card; what needs no server is in `assets/js/case`."""

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks.cases import narrowing, rules, table, timeline
from layouts.cases.rail import PLACE, RAIL
from layouts.cases.timeline import CARD as TIMELINE
from layouts.cases.tray import TRAY
from layouts.pages.cases import ASKED, PAGE, TABLE
from view import ids


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (narrowing, timeline, table, rules):
        card.register(app)
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "ask"),
        Output(ASKED, "data"),
        Input(ids.STATE, "data"),
        State(ASKED, "data"),
    )
    # Dash asks for an output; a title is named where nothing is put out.
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "facets"),
        Output(ids.part(RAIL, "groups"), "title"),
        Input(ids.part(RAIL, "facets"), "data"),
        State(ids.part(RAIL, "groups"), "id"),
        State(ids.part(PAGE, "empty"), "id"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "table"),
        Output(ids.part(TABLE, "table"), "title"),
        Input(ids.part(TABLE, "rows"), "data"),
        State(ids.part(TABLE, "table"), "id"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "tray"),
        Output(TRAY, "title"),
        Input(ids.STATE, "data"),
        Input(ids.part(TABLE, "rows"), "data"),
        State(ids.part(TRAY, "words"), "data"),
        State(TRAY, "id"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "open"),
        Output(TIMELINE, "title"),
        Input(TIMELINE, "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_cases", "place"),
        Output(PLACE, "aria-live"),
        Input(PLACE, "value"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
