"""The slopes over the years, the months behind them and their change points."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button, method_note
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.slope_months import HEIGHT
from view.state import MAX_METRICS, ViewState
from view.text import text

METHOD_LINES = 6


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it: a place for each metric there may be."""
    lang, name = state.lang, ids.TRENDS_SLOPES
    above = html.Div(
        [
            html.Div(chart(name, lang, name, 200, text(lang, "slopes.label")), className="span-6"),
            html.Div(html.Ul(id=ids.part(name, "words")), className="span-6"),
        ],
        className="grid",
    )
    section = framed(
        text(lang, "slopes.title"),
        [
            above,
            html.Div([_panel(n, lang) for n in range(MAX_METRICS)], className="slots"),
            method_note(lang, "slopes", METHOD_LINES),
        ],
        reading=text(lang, "slopes.scope"),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "slopes.csv")),
        css="span-12 card-slopes",
    )
    return lazy(name, section)


def _panel(place: int, lang: str) -> html.Div:
    own = ids.TRENDS_SLOPE_MONTHS[place]
    label = text(lang, "slopes.panel.label", n=place + 1)
    return html.Div(
        [
            html.H3(id=ids.part(own, "title"), className="panel-title"),
            chart(own, lang, own, HEIGHT, label, brush=True),
        ],
        id=ids.part(own, "slot"),
        className="slot",
        hidden=place > 0,
    )
