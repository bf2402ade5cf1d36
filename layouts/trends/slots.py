"""A card with a chart for each chosen metric: as many places as there may be, filled in order."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from view import ids
from view.state import MAX_METRICS
from view.text import text


def card_of_slots(
    name: str, room: str, height: int, method_lines: int, lang: str, below: tuple[str, ...] = ()
) -> Any:
    """Return the card `name` with the words of `room`, empty until its callback fills it.

    below: parts of each slot (`ids.part(slot, …)`) that stand under its chart.
    """
    panels = [_panel(name, room, height, slot, lang, below) for slot in range(MAX_METRICS)]
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [html.Div(panels, className="slots"), method_note(lang, room, method_lines)],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, f"{room}.card.label")),
        css=f"span-12 {room}",
    )
    return lazy(name, section)


def _panel(
    name: str, room: str, height: int, slot: int, lang: str, below: tuple[str, ...]
) -> html.Div:
    own = ids.part(name, str(slot))
    return html.Div(
        [
            html.H3(id=ids.part(own, "title"), className="panel-title"),
            chart(own, lang, own, height, text(lang, f"{room}.panel.label", n=slot + 1)),
            *(html.Div(id=ids.part(own, part)) for part in below),
        ],
        id=ids.part(own, "slot"),
        className="slot",
        hidden=slot > 0,
    )
