"""The card of the chosen place: what it is, since when, how whole, its months and years."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.parts.aria import spoken
from layouts.parts.card import card as framed
from layouts.parts.card import chart
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.station_history import HEIGHT
from view.state import ViewState
from view.text import text

_NAME = ids.MAP_STATION


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    graph = ids.part(_NAME, "history")
    section = framed(
        html.Span(id=ids.part(_NAME, "title")),
        [
            html.Div(id=ids.part(_NAME, "facts")),
            # By its span a saved picture finds the panel's own title.
            html.Div(
                [
                    html.H3(id=ids.part(graph, "title"), className="panel-title"),
                    chart(graph, lang, graph, HEIGHT, text(lang, "station.history.label")),
                ],
                className="span-12",
            ),
            html.P(text(lang, "station.history.note"), className="station-note"),
            html.Div(id=ids.part(_NAME, "stations")),
        ],
        id=_NAME,
        reading=html.Span(id=ids.part(_NAME, "reading")),
        foot=html.Span(id=ids.part(_NAME, "foot")),
        actions=html.Span(id=ids.part(_NAME, "link")),
        css="map-station",
    )
    return lazy(_NAME, section)


def fact_list(rows: Sequence[tuple[str, Any]]) -> html.Dl:
    """Return (what, value) rows as a list of terms."""
    parts = [each for what, value in rows for each in (html.Dt(what), html.Dd(value))]
    return html.Dl(parts, className="station-facts")


def station_buttons(stations: Sequence[tuple[str, str]], lang: str) -> Any:
    """Return a button for each (id, name); `assets/js/atlas/pick.js` makes one the place."""
    buttons = []
    for station, name in stations:
        picked: dict[str, Any] = {"data-pick-place": station}
        label = text(lang, "station.pick", name=name)
        buttons.append(
            html.Button(name, type="button", className="station-pick", **picked, **spoken(label))
        )
    heading = html.H3(text(lang, "station.fact.stations"), className="panel-title")
    return [heading, html.Div(buttons, className="station-picks")]
