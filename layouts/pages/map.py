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
from view import ground, ids, map_frames, map_periods
from view.source_notes import source_notes
from view.state import ViewState
from view.text import text, words

_METHOD_LINES = 3
_FOR_SCRIPTS = "map.js."
_LIVE: dict[str, Any] = {"aria-live": "polite"}


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, the map with its frames."""
    lang = state.lang
    found = map_frames.frames(snapshot, state)
    notes = [html.P(note) for note in source_notes(snapshot, state.city, lang)]
    return html.Div(
        [
            html.H1(text(lang, "map.heading"), className="unseen"),
            dcc.Store(id=ids.MAP_GROUND, data=ground.ground(snapshot, state.city, lang)),
            dcc.Store(id=ids.MAP_WORDS, data=script_words(lang)),
            # The frames that the page begins with, and the choice that they answer.
            dcc.Store(id=ids.MAP_WANTED, data=settled(snapshot, state).to_dict()),
            dcc.Store(id=ids.MAP_FRAMES, data=found),
            html.Div(
                [rail(snapshot, state), _centre(snapshot, state, found), drawer(snapshot, state)],
                className="map-page",
            ),
            html.Div(
                [
                    html.Div(
                        found["foot"],
                        id=ids.part(ids.MAP, "foot"),
                        className="map-foot card-foot",
                    ),
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


def settled(snapshot: Snapshot, state: ViewState) -> ViewState:
    """Return a resolved state as the page's controls have it: nothing of the map left open."""
    choice = map_periods.choose(snapshot, state)
    return state.but(
        kind=choice.kind,
        metric=choice.metric,
        period=choice.span.key if choice.span else "",
        hour=choice.hour,
        against=choice.against.key if choice.against else "",
    )


def _centre(snapshot: Snapshot, state: ViewState, found: dict[str, Any]) -> html.Div:
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
                    html.H2(
                        found["title"],
                        id=ids.part(ids.MAP, "title"),
                        className="map-title card-title",
                    ),
                    html.Div(picture, className="map-actions"),
                    html.P(
                        found["words"],
                        id=ids.part(ids.MAP, "reading"),
                        className="map-words",
                        **_LIVE,
                    ),
                ],
                className="map-head",
            ),
            stage(snapshot, state),
            time_bar(lang),
            legend(lang),
        ],
        className="map-centre",
    )
