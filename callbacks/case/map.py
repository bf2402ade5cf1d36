"""The map of a case: sent once, drawn by the browser at the hour that the curve points at."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc

from layouts.case import map as layout
from view import case_choice, case_map, ids, options
from view.links import to_playback
from view.queries.hours import hour_sources
from view.readings.applied import source_words
from view.text import text


def register(app: Dash) -> None:
    """Register the card's callbacks with an app."""
    app.callback(
        Output(layout.DATA, "data"),
        *(Output(part, "children") for part in (layout.TITLE, layout.PLAY, layout.FOOT)),
        Input(ids.wanted(layout.CARD), "data"),
        prevent_initial_call=True,
    )(show_map)
    # Dash asks for an output; a title is named where nothing is put out.
    app.clientside_callback(
        ClientsideFunction("qingce_case_map", "take"),
        Output(layout.STAGE, "title"),
        Input(layout.DATA, "data"),
        prevent_initial_call=True,
    )


def show_map(data: Any) -> tuple[Any, ...]:
    """Return what the browser draws, the title, the way to the playback, the foot."""
    snapshot, state = options.chosen(data)
    row, lang = case_choice.shown_case(snapshot, state), state.lang
    if row is None:
        return {"none": text(lang, "case_map.none")}, "", None, ""
    found = case_map.case_map(snapshot, state, row)
    play = dcc.Link(text(lang, "case_map.play"), href=to_playback(state, row))
    why = text(lang, "case_map.days" if not row.has_hours else "case_map.none")
    foot = source_words(lang, hour_sources(snapshot, row.city), row.start, row.end)
    return (
        found or {"none": why},
        case_map.map_title(lang, row),
        play,
        case_map.map_foot(lang, found, foot),
    )
