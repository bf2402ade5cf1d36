"""The page Case: one episode of pollution, its hours, its causes, its places, what was done."""

from typing import Any

from dash import html

from layouts.case import brief, conclusion, curve, neighbours, path, ratios, response, weather
from layouts.case import map as hour_map
from layouts.case.head import head
from layouts.case.missing import missing_case
from summaries.store import Snapshot
from view import case_choice
from view.state import ViewState

#: In the order of the page; all but the first are drawn when they come near the screen.
CARDS = (curve, hour_map, weather, path, ratios, neighbours, response, conclusion, brief)

is_there = case_choice.is_known
settled = case_choice.settled


def content(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the page's components for a resolved state; of no case, words that help on."""
    shown = settled(snapshot, state)
    if not (shown.case and is_there(snapshot, shown)):
        return missing_case(snapshot, state)
    return html.Div(
        [
            head(snapshot, shown),
            html.Div([card.section(state.lang) for card in CARDS], className="grid"),
        ]
    )
