"""The card of what was done: warnings and measures beside the hours of the case."""

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.lazy import lazy
from view import ids
from view.text import text

TITLE, READING, TABLE, FOOT = (
    ids.part(ids.CASE_RESPONSE, name) for name in ("title", "reading", "table", "foot")
)


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = framed(
        text(lang, "case_response.title"),
        html.Div(id=TABLE),
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-12 card-case-response",
    )
    return lazy(ids.CASE_RESPONSE, made)
