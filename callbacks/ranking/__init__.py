"""Callbacks of the page Ranking, a file a card; what needs no server is in `ranking.js`."""

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks.ranking import history, rebounds, table
from layouts.pages.ranking import TABLE
from layouts.ranking.controls import CHOICES
from layouts.ranking.rebounds import CARD as REBOUNDS
from view import ids


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (table, history, rebounds):
        card.register(app)
    # Dash asks for an output; a title is named where nothing is put out.
    for name in (TABLE, REBOUNDS):
        app.clientside_callback(
            ClientsideFunction("qingce_ranking", "build"),
            Output(ids.part(name, "table"), "title"),
            Input(ids.part(name, "rows"), "data"),
            State(ids.part(name, "table"), "id"),
        )
    app.clientside_callback(
        ClientsideFunction("qingce_ranking", "offer"),
        Output(ids.control("kind"), "data"),
        Output(ids.control("kind"), "value"),
        Output(ids.control("period"), "data"),
        Output(ids.control("period"), "value"),
        Input(ids.control("kind"), "value"),
        # Other pages have a kind of period too, and neither scopes nor these choices.
        Input(ids.control("scope"), "value", allow_optional=True),
        State(ids.control("period"), "value"),
        State(CHOICES, "data", allow_optional=True),
        prevent_initial_call=True,
    )
