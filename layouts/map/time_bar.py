"""The foot of the map: the time axis with playback, and the legend; scripts fill both."""

from dash import html

from layouts.parts.aria import spoken
from view import ids
from view.text import text


def time_bar(lang: str) -> html.Div:
    """Return the empty time bar."""
    name = spoken(text(lang, "map.time.label"))
    return html.Div(id=ids.MAP_TIME, className="map-time", role="group", **name)


def legend(lang: str) -> html.Div:
    """Return the empty legend."""
    name = spoken(text(lang, "map.legend.label"))
    return html.Div(id=ids.MAP_LEGEND, className="map-legend", role="group", **name)
