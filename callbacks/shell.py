"""Callbacks of the shell: all in the browser, none asks the server.

The functions are in `assets/js/state.js` and `assets/js/lazy.js`.
"""

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State

from view import ids


def register(app: Dash) -> None:
    """Register the shell's callbacks with an app."""
    app.clientside_callback(
        ClientsideFunction("qingce", "collect"),
        Output(ids.STATE, "data"),
        Output(ids.nav(ALL), "href"),
        Output(ids.LANGUAGE, "href"),
        Input(ids.control(ALL), "value"),
        State(ids.control(ALL), "id"),
        State(ids.STATE, "data"),
        State(ids.nav(ALL), "href"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce", "change_city"),
        Output(ids.URL, "search"),
        Input(ids.CITY, "value"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_lazy", "want"),
        Output(ids.LAZY, "data"),
        Input(ids.STATE, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("qingce_lazy", "mount"),
        Output(ids.slot(MATCH), "children"),
        Input(ids.unfold(MATCH), "data"),
        State(ids.folded(MATCH), "data"),
        prevent_initial_call=True,
    )
