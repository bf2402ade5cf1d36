"""The card of what an expert concluded of a case, as it was written."""

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.lazy import lazy
from view import ids
from view.text import text

TITLE, READING, BODY, FOOT = (
    ids.part(ids.CASE_CONCLUSION, name) for name in ("title", "reading", "body", "foot")
)


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = framed(
        text(lang, "case_conclusion.title"),
        html.Div(id=BODY),
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-12 card-case-conclusion",
    )
    return lazy(ids.CASE_CONCLUSION, made)
