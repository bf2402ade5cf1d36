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
        Output(_part("sides"), "children"),
        Input(ids.control("compared"), "value"),
        State(_part("folded-sides"), "data"),
        State(_part("sides"), "children"),
        prevent_initial_call=True,
    )


def _register_rail(app: Dash) -> None:
    """Let the pickers follow the kind, and the hidden controls the pickers."""
    app.clientside_callback(
        ClientsideFunction("qingce_map", "choose"),
        Output(ids.control("metric"), "data"),
        *_pickers_of("period"),
        *_pickers_of("against"),
        Output(_part("hour-select"), "value"),
        Output(_part("hour-select"), "style"),
        Output(_part("group-against"), "style"),
        # All controls, of which a few are set: other pages have callbacks on some of them.
        Output(ids.control(ALL), "value"),
        Input(_part("kind"), "value"),
        Input(_part("period-select"), "value"),
        Input(_part("period-day"), "value"),
        Input(_part("hour-select"), "value"),
        Input(ids.control("compared"), "value"),
        Input(_part("against-select"), "value"),
        Input(_part("against-day"), "value"),
        State(ids.MAP_CHOICES, "data"),
        State(ids.control(ALL), "value"),
        State(ids.control(ALL), "id"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("qingce_map", "follow"),
        Output(_part("rail"), "title"),
        Input(ids.STATE, "data"),
        State(_part("period-select"), "value"),
        State(_part("period-day"), "value"),
        State(_part("hour-select"), "value"),
        prevent_initial_call=True,
    )


def _part(name: str) -> str:
    return ids.part(ids.MAP, name)


def _pickers_of(field: str) -> tuple[Output, ...]:
    """Return what is set of the two pickers of a field: the one of periods, the one of days."""
    select, day = _part(f"{field}-select"), _part(f"{field}-day")
    return (
        Output(select, "data"),
        Output(select, "value"),
        Output(select, "style"),
        Output(day, "value"),
        Output(day, "style"),
    )
