"""The page Map: places on the ground, played over time; who they are, where it comes from."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from layouts.map import from_where
from layouts.map.drawer import drawer
from layouts.map.rail import rail
from layouts.map.stage import stage
from layouts.map.time_bar import legend, time_bar
from layouts.parts.aria import spoken
from layouts.parts.card import method_note
from summaries.store import Snapshot
from view import ground, ids
from view.source_notes import source_notes
from view.state import ViewState
from view.text import text, words

_METHOD_LINES = 3
_FOR_SCRIPTS = "map.js."
_LIVE: dict[str, Any] = {"aria-live": "polite"}


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, the map empty."""
    lang = state.lang
    notes = [html.P(note) for note in source_notes(snapshot, state.city, lang)]
    return html.Div(
        [
            html.H1(text(lang, "map.heading"), className="unseen"),
            dcc.Store(id=ids.MAP_GROUND, data=ground.ground(snapshot, state.city, lang)),
            dcc.Store(id=ids.MAP_WORDS, data=script_words(lang)),
            dcc.Store(id=ids.MAP_WANTED),
            dcc.Store(id=ids.MAP_FRAMES),
            html.Div(
                [rail(snapshot, state), _centre(snapshot, state), drawer(snapshot, state)],
                className="map-page",
            ),
            html.Div(
                [
                    html.Div(id=ids.part(ids.MAP, "foot"), className="map-foot card-foot"),
                    method_note(lang, "map", _METHOD_LINES, *notes),
                ],
                className="map-below",
            ),
            html.Div(from_where.card(snapshot, state), className="grid"),
        ]
    )


def script_words(lang: str) -> dict[str, str]:
    """Return the texts that scripts of the map write."""
    return {k: v for k, v in words(lang).items() if k.startswith(_FOR_SCRIPTS)}


def _centre(snapshot: Snapshot, state: ViewState) -> html.Div:
    lang = state.lang
    picture = dmc.Button(
        text(lang, "map.picture"),
        id=ids.MAP_PICTURE,
        variant="subtle",
        size="compact-sm",
        **spoken(text(lang, "map.picture.label")),
    )
    return html.Div(
        [
            html.Div(
                [
                    html.H2(id=ids.part(ids.MAP, "title"), className="map-title card-title"),
                    html.Div(picture, className="map-actions"),
                    html.P(id=ids.part(ids.MAP, "reading"), className="map-words", **_LIVE),
                ],
                className="map-head",
            ),
            stage(snapshot, state),
            time_bar(lang),
            legend(lang),
        ],
        className="map-centre",
    )
