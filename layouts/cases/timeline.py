"""The card of the timeline."""

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart
from view import ids
from view.text import text

CARD = "cases-timeline"


def card(lang: str) -> html.Section:
    """Return the card, empty until its callback fills it."""
    return framed(
        html.Span(id=ids.part(CARD, "title")),
        chart(CARD, lang, CARD, 320, text(lang, "case_library.timeline.label")),
        id=ids.part(CARD, "card"),
        reading=html.Span(id=ids.part(CARD, "reading")),
        foot=html.Span(id=ids.part(CARD, "foot")),
        css="span-12",
    )
