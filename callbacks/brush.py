"""Dragging over a chart chooses the period of the page, in the browser.

The function is in `assets/js/brush.js`, which says what a chart needs for it.
"""

from dash import ClientsideFunction, Dash, Input, State

from view import ids


def register(app: Dash) -> None:
    """Let dragging over the graphs of `ids.BRUSHED` set the page's days, a button clear them."""
    for graph in ids.BRUSHED:
        app.clientside_callback(
            ClientsideFunction("qingce_brush", "choose"),
            Input(graph, "relayoutData"),
            State(graph, "figure"),
            State(ids.STATE, "data"),
            prevent_initial_call=True,
        )
    app.clientside_callback(
        ClientsideFunction("qingce_brush", "clear"),
        Input(ids.ALL_DAYS, "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
