"""The page Compare: two to four cases laid over each other, their numbers and weather beside."""

from typing import Any

from dash import html

from layouts.compare.controls import controls
from layouts.parts.card import card, chart, download_button
from summaries.store import Snapshot
from view import compared, ids
from view.state import ViewState
from view.text import text

PAGE = "compare"
CURVES = "compare-curves"
NUMBERS = "compare-numbers"
WEATHER = "compare-weather"


def settled(snapshot: Snapshot, state: ViewState) -> ViewState:
    """Return the state as the page's controls have it from the start."""
    return compared.settled(snapshot, state)


def is_there(snapshot: Snapshot, state: ViewState) -> bool:
    """Return whether any of the cases that an address names is there; naming none is no mistake."""
    return not state.cases or bool(compared.compared(snapshot, state).rows)


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, cards empty."""
    lang = state.lang
    shown = compared.compared(snapshot, state)
    return html.Div(
        [
            html.H1(text(lang, "compare.heading"), className="unseen"),
            controls(snapshot, state, shown),
            html.Div(id=ids.part(PAGE, "notice"), role="status"),
            html.Div([_curves(lang), _side(NUMBERS, lang), _side(WEATHER, lang)], className="grid"),
        ]
    )


def _curves(lang: str) -> html.Section:
    return card(
        html.Span(id=ids.part(CURVES, "title")),
        chart(CURVES, lang, CURVES, 560, text(lang, "compare.curves.label")),
        id=ids.part(CURVES, "card"),
        reading=html.Span(id=ids.part(CURVES, "reading")),
        foot=html.Span(id=ids.part(CURVES, "foot")),
        actions=download_button(CURVES, lang, text(lang, "compare.curves.file")),
        css="span-12",
    )


def _side(name: str, lang: str) -> html.Section:
    return card(
        text(lang, f"compare.{name.removeprefix('compare-')}.title"),
        html.Div(id=ids.part(name, "table")),
        id=ids.part(name, "card"),
        reading=html.Span(id=ids.part(name, "reading")),
        css="span-12",
    )
