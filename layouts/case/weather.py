"""The card of a case's weather and wind against the same weeks of all years."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, method_note
from layouts.parts.lazy import lazy
from view import ids
from view.figures.case_sectors import HEIGHT
from view.text import text

GRAPH = ids.CASE_WEATHER
READING, FOOT, WIND, WIND_SLOT, WIND_TITLE, WIND_READING = (
    ids.part(GRAPH, name)
    for name in ("reading", "foot", "wind", "wind-slot", "wind-title", "wind-reading")
)
METHOD_LINES = 4


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = framed(
        text(lang, "case_weather.title"),
        [
            chart(GRAPH, lang, GRAPH, 300, text(lang, "case_weather.label")),
            _wind(lang),
            method_note(
                lang, "case_weather", METHOD_LINES, html.P(text(lang, "case.weeks.classes"))
            ),
        ],
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-6 card-case-weather",
    )
    return lazy(GRAPH, made)


def _wind(lang: str) -> Any:
    """Return the part of the wind, hidden where none was measured."""
    return html.Div(
        [
            html.H3(id=WIND_TITLE, className="panel-title"),
            html.P(id=WIND_READING, className="card-reading"),
            chart(WIND, lang, WIND, HEIGHT, text(lang, "case_weather.wind.label")),
        ],
        id=WIND_SLOT,
        hidden=True,
    )
