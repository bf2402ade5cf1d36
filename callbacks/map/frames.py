"""The frames of the map: laid out with the page, asked for when those do not do any more."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from view import ids, map_frames, options


def register(app: Dash) -> None:
    """Register the callbacks between the server's frames and the browser's hub with an app."""
    app.callback(
        Output(ids.MAP_FRAMES, "data"),
        *(Output(ids.part(ids.MAP, name), "children") for name in ("title", "reading", "foot")),
        Input(ids.MAP_WANTED, "data"),
        prevent_initial_call=True,
    )(show_frames)
    app.clientside_callback(
        ClientsideFunction("qingce_atlas", "take_state"),
        Output(ids.MAP_WANTED, "data"),
        Input(ids.STATE, "data"),
        State(ids.MAP_WANTED, "data"),
        State(ids.MAP_GROUND, "data"),
        State(ids.MAP_FRAMES, "data"),
    )
    # Dash asks for an output; a title is named where nothing is put out.
    for function, store, named in (
        ("take_words", ids.MAP_WORDS, ids.MAP_LEGEND),
        ("take_ground", ids.MAP_GROUND, ids.MAP_RANKING),
    ):
        app.clientside_callback(
            ClientsideFunction("qingce_atlas", function),
            Output(named, "title"),
            Input(store, "data"),
        )
    app.clientside_callback(
        ClientsideFunction("qingce_atlas", "take_frames"),
        Output(ids.MAP_TIME, "title"),
        Input(ids.MAP_FRAMES, "data"),
        State(ids.MAP_GROUND, "data"),
    )


def show_frames(data: Any) -> tuple[Any, ...]:
    """Return the frames for the browser, and title, sentence and foot of the map."""
    snapshot, state = options.chosen(data)
    found = map_frames.frames(snapshot, state)
    return found, found["title"], found["words"], found["foot"]
