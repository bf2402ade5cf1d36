"""Where the map is drawn: one host, and three more once two periods are shown side by side.

A host is a leaflet map without layers of its own, which pans, zooms and projects; what lies on it
is drawn by `assets/js/atlas/stage.js` on a canvas.
"""

from typing import Any

import dash_leaflet as dl
from dash import dcc, html

from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ground, ids
from view.state import ViewState
from view.text import text

#: The hosts beside one another: the earlier period, the later one, the difference.
SIDES = ("before", "after", "difference")


def stage(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the stage. The three sides wait in a store: a hidden map is drawn at no size."""
    lang = state.lang
    found = ground.ground(snapshot, state.city, lang)
    sides = [host(name, found) for name in SIDES]
    is_beside = state.compared == "sides"
    return html.Div(
        [
            dcc.Store(id=ids.part(ids.MAP, "folded-sides"), data=sides),
            html.Div(host("main", found), id=ids.part(ids.MAP, "main"), className="map-main"),
            html.Div(
                sides if is_beside else [], id=ids.part(ids.MAP, "sides"), className="map-sides"
            ),
        ],
        id=ids.MAP_STAGE,
        className="map-stage sides" if is_beside else "map-stage",
        role="group",
        **spoken(
            text(lang, "map.stage.label", areas=text(lang, f"map.areas.{found['area_kind']}"))
        ),
    )


def host(name: str, found: dict[str, Any]) -> html.Div:
    """Return one host; a wheel over it scrolls the page until it has the focus."""
    tiles = found["tiles"]
    shown = [dl.TileLayer(url=tiles["url"], attribution=tiles["attribution"])] if tiles else []
    named: dict[str, Any] = {"data-atlas": name}
    return html.Div(
        dl.Map(
            shown,
            id=ids.part(ids.MAP, f"host-{name}"),
            bounds=found["bounds"],
            attributionControl=bool(tiles),
            trackViewport=False,
            scrollWheelZoom=False,
            zoomSnap=0.25,
            style={"height": "100%", "width": "100%"},
        ),
        className="atlas",
        **named,
    )
