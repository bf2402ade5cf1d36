"""Exceedance curves and percentiles, a chart and a small table a chosen metric."""

from typing import Any

from dash import html

from layouts.parts.card import card as framed
from layouts.parts.card import chart, download_button
from layouts.parts.lazy import lazy
from summaries.store import Snapshot
from view import ids
from view.figures.exceedance import HEIGHT
from view.state import MAX_METRICS, ViewState
from view.text import text

METHOD_LINES = 3


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it: a place for each metric there may be."""
    lang, name = state.lang, ids.TRENDS_EXCEEDANCE
    panels = [_panel(slot, lang) for slot in range(MAX_METRICS)]
    lines = (html.P(text(lang, f"exceedance.method.{n + 1}")) for n in range(METHOD_LINES))
    section = framed(
        html.Span(id=ids.part(name, "title")),
        [
            html.Div(panels, className="slots"),
            html.Details([html.Summary(text(lang, "common.method")), *lines], className="method"),
        ],
        reading=html.Span(id=ids.part(name, "reading")),
        foot=html.Span(id=ids.part(name, "foot")),
        actions=download_button(name, lang, text(lang, "exceedance.card.label")),
        css="span-12 exceedance",
    )
    return lazy(name, section)


def _panel(slot: int, lang: str) -> html.Div:
    own = ids.part(ids.TRENDS_EXCEEDANCE, str(slot))
    return html.Div(
        [
            html.H3(id=ids.part(own, "title"), className="panel-title"),
            chart(own, lang, own, HEIGHT, text(lang, "exceedance.panel.label", n=slot + 1)),
            html.Div(id=ids.part(own, "table")),
        ],
        id=ids.part(own, "slot"),
        className="slot",
        hidden=slot > 0,
    )
