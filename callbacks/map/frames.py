"""The frames of the map: asked for by the browser when those that it has do not do."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

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
    )
    # Dash asks for an output; a title is named where nothing is put out.
    for function, store, named in (
        ("take_words", ids.MAP_WORDS, ids.MAP_LEGEND),
        ("take_ground", ids.MAP_GROUND, ids.MAP_RANKING),
        ("take_frames", ids.MAP_FRAMES, ids.MAP_TIME),
    ):
        app.clientside_callback(
            ClientsideFunction("qingce_atlas", function),
            Output(named, "title"),
            Input(store, "data"),
        )


def show_frames(data: Any) -> tuple[Any, ...]:
    """Return the frames for the browser, and title, sentence and foot of the map."""
    snapshot, state = options.chosen(data)
    found = map_frames.frames(snapshot, state)
    return found, found["title"], found["words"], found["foot"]
