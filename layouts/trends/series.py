"""The series over the chosen period."""

from typing import Any

from dash import dcc, html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text

METHOD_LINES = 6


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    name = ids.TRENDS_SERIES
    method = method_note(
        lang, "trends.series", METHOD_LINES, html.P(text(lang, "trends.windows.note"))
    )
    body = [
        chart(name, lang, name, 240, text(lang, "trends.series.label"), brush=True),
        dcc.Store(id=ids.part(name, "rows")),
        html.Div(id=ids.part(name, "table")),
        method,
    ]
    return framed(
        html.Span(id=ids.part(name, "title")),
        body,
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "trends.csv.series")),
        css="span-12",
    )
