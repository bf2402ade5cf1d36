"""The card of a case's ratios of pollutants against polluted days of the same weeks."""

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, method_note
from layouts.parts.lazy import lazy
from view import ids
from view.text import text

GRAPH = ids.CASE_RATIOS
READING, FOOT = (ids.part(GRAPH, name) for name in ("reading", "foot"))
METHOD_LINES = 8


def section(lang: str) -> html.Div:
    """Return the card, empty until its callback fills it."""
    made = framed(
        text(lang, "case_ratios.title"),
        [
            chart(GRAPH, lang, GRAPH, 300, text(lang, "case_ratios.label")),
            method_note(lang, "case_ratios", METHOD_LINES),
        ],
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        css="span-6 card-case-ratios",
    )
    return lazy(GRAPH, made)
