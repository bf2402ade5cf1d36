"""The card of ranks over time."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.state import ViewState
from view.text import text

CARD = "ranking-history"


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang = state.lang
    section = framed(
        html.Span(id=ids.part(CARD, "title")),
        chart(CARD, lang, CARD, 240, text(lang, "ranking.history.label")),
        reading=html.Span(id=ids.part(CARD, "reading")),
        foot=html.Span(id=ids.part(CARD, "foot")),
        actions=download_button(CARD, lang, text(lang, "ranking.history.file")),
        css="span-12",
    )
    return lazy(CARD, section)
