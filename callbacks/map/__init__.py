"""Callbacks of the page Map, a file a part; what needs no server is in `assets/js/atlas`."""

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from callbacks.map import frames, from_where, station
from view import ids


def register(app: Dash) -> None:
    """Register the callbacks of every part with an app."""
    for part in (frames, station, from_where):
        part.register(app)
    _register_rail(app)
    app.clientside_callback(
        ClientsideFunction("qingce_map", "set_beside"),
        Output(ids.MAP_STAGE, "className"),
        Output(ids.part(ids.MAP, "sides"), "children"),
        Input(ids.control("compared"), "value"),
        State(ids.part(ids.MAP, "folded-sides"), "data"),
        State(ids.part(ids.MAP, "sides"), "children"),
        prevent_initial_call=True,
    )


def _register_rail(app: Dash) -> None:
    """Let the pickers follow the kind, and the hidden controls the pickers."""

    def part(name: str) -> str:
        return ids.part(ids.MAP, name)

    app.clientside_callback(
        ClientsideFunction("qingce_map", "choose"),
        Output(ids.control("metric"), "data"),
        *(
            output
            for field in ("period", "against")
            for output in (
                Output(part(f"{field}-select"), "data"),
                Output(part(f"{field}-select"), "value"),
                Output(part(f"{field}-select"), "style"),
                Output(part(f"{field}-day"), "value"),
                Output(part(f"{field}-day"), "style"),
            )
        ),
        Output(part("hour-select"), "value"),
        Output(part("hour-select"), "style"),
        Output(part("group-against"), "style"),
        # All controls, of which a few are set: other pages have callbacks on some of them.
        Output(ids.control(ALL), "value"),
        Input(part("kind"), "value"),
        Input(part("period-select"), "value"),
        Input(part("period-day"), "value"),
        Input(part("hour-select"), "value"),
        Input(ids.control("compared"), "value"),
        Input(part("against-select"), "value"),
        Input(part("against-day"), "value"),
        State(ids.MAP_CHOICES, "data"),
        State(ids.control(ALL), "value"),
        State(ids.control(ALL), "id"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_map", "follow"),
        Output(part("rail"), "title"),
        Input(ids.STATE, "data"),
        State(part("period-select"), "value"),
        State(part("period-day"), "value"),
        State(part("hour-select"), "value"),
        prevent_initial_call=True,
    )
