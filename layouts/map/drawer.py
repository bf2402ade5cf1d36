"""The drawer of the map: places in order of what is shown, and the card of the one chosen."""

from dash import html

from layouts.map import station
from layouts.parts.aria import spoken
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text


def drawer(snapshot: Snapshot, state: ViewState) -> html.Div:
    """Return the drawer; scripts fill the order, a callback the card."""
    name = spoken(text(state.lang, "map.ranking.label"))
    return html.Div(
        [
            html.Div(id=ids.MAP_RANKING, className="map-ranking", role="group", **name),
            station.card(snapshot, state),
        ],
        className="map-drawer",
    )
