"""The page Trends: what a place's air did over a chosen period, a card a question."""

from typing import Any

from dash import html

from layouts.trends import (
    controls,
    coupling,
    cumulative,
    exceedance,
    hours,
    levels,
    series,
    slopes,
    tiles,
    variation,
)
from summaries.store import Snapshot
from view.state import ViewState
from view.text import text

#: In the order of the page; all but the first are drawn when they come near the screen.
CARDS = (series, cumulative, levels, variation, coupling, tiles, hours, exceedance, slopes)


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state: controls set, charts empty."""
    return html.Div(
        [
            html.H1(text(state.lang, "trends.heading"), className="unseen"),
            controls.controls(snapshot, state),
            html.Div([card.card(snapshot, state) for card in CARDS], className="grid"),
        ]
    )
