"""The card of months, observed and with the weather taken out."""

from dash import html

from layouts.parts.card import card, chart, download_button
from view import ids
from view.figures.normalised_lines import HEIGHT
from view.text import text

TITLE, READING, FOOT = (ids.part(ids.EFFECTS_LINES, name) for name in ("title", "reading", "foot"))


def section(lang: str) -> html.Section:
    """Return the card, empty until its callback fills it."""
    label = text(lang, "effects.lines.label")
    return card(
        html.Span(id=TITLE),
        chart(ids.EFFECTS_LINES, lang, ids.EFFECTS_LINES, HEIGHT, label),
        reading=html.Span(id=READING),
        foot=html.Span(id=FOOT),
        actions=download_button(ids.EFFECTS_LINES, lang, text(lang, "effects.lines.file")),
        css="span-12",
    )
