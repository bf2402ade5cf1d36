"""Days by level and by primary pollutant, a bar a year or a month."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.day_levels import HEIGHT
from view.state import ViewState
from view.text import text

METHOD_LINES = 4


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang, name = state.lang, ids.TRENDS_LEVELS
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [
            chart(name, lang, name, HEIGHT, text(lang, "levels.label"), brush=True),
            method_note(lang, "levels", METHOD_LINES),
        ],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "levels.csv")),
        css="span-12 card-levels",
    )
    return lazy(name, section)
