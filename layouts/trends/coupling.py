"""PM2.5 with O3: days by their limits, the year's shape, correlations, days above both."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures import quadrants, year_clock
from view.state import ViewState
from view.text import text

#: The charts of the card with their heights before they are drawn, in the order of reading.
PANELS = {
    "quadrants": quadrants.HEIGHT,
    "clock": year_clock.HEIGHT,
    "correlation": 420,
    "both": 420,
}
METHOD_LINES = 4


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it."""
    lang, name = state.lang, ids.TRENDS_COUPLING
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [
            html.Div([_panel(what, h, lang) for what, h in PANELS.items()], className="grid"),
            _method(lang),
        ],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        css="span-12 coupling",
    )
    return lazy(name, section)


def _panel(what: str, height: int, lang: str) -> html.Div:
    own = ids.part(ids.TRENDS_COUPLING, what)
    words = text(lang, f"coupling.panel.label.{what}")
    head = [
        html.H3(id=ids.part(own, "title"), className="panel-title"),
        download_button(own, lang, words),
    ]
    return html.Div(
        [html.Div(head, className="panel-head"), chart(own, lang, own, height, words)],
        className="span-6",
    )


def _method(lang: str) -> html.Details:
    return method_note(lang, "coupling", METHOD_LINES)
