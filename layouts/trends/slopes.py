"""The slopes over the years, with how they are made."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text

METHOD_LINES = 5


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    name = ids.TRENDS_SLOPES
    method = html.Details(
        [
            html.Summary(text(lang, "trends.method.title")),
            *(html.P(text(lang, f"trends.method.{n + 1}")) for n in range(METHOD_LINES)),
        ],
        className="method",
    )
    body = html.Div(
        [
            html.Div(
                chart(name, lang, name, 200, text(lang, "trends.slopes.label")),
                className="span-6",
            ),
            html.Div([html.Ul(id=ids.part(name, "words")), method], className="span-6"),
        ],
        className="grid",
    )
    section = framed(
        text(lang, "trends.slopes.title"),
        body,
        reading=text(lang, "trends.slopes.scope"),
        foot=html.Span(id=ids.part(name, "foot")),
        css="span-12",
    )
    return lazy(name, section)
