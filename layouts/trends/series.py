"""The series over the chosen period."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    name = ids.TRENDS_SERIES
    return framed(
        html.Span(id=ids.part(name, "title")),
        chart(name, lang, name, 240, text(lang, "trends.series.label"), brush=True),
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "trends.csv.series")),
        css="span-12",
    )
