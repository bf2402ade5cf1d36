"""Dragging over a chart chooses the period of the page, in the browser."""

from dash import ClientsideFunction, Dash, Input, State

from view import ids


def brush(app: Dash, graph: str) -> None:
    """Let dragging over a graph's time axis set the first and last day, a double click clear them.

    The graph's layout is `chart(…, brush=True)` and the page has controls for `start` and `end`;
    the function is in `assets/js/brush.js`, which says what a figure gives besides.
    """
    app.clientside_callback(
        ClientsideFunction("qingce_brush", "choose"),
        Input(graph, "relayoutData"),
        State(graph, "figure"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
