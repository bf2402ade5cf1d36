"""The year so far against other years, a chart a chosen metric."""

from typing import Any

from layouts.trends.slots import card_of_slots
from summaries.store import Snapshot
from view import ids
from view.figures.cumulative import HEIGHT
from view.state import ViewState

METHOD_LINES = 3


def card(snapshot: Snapshot, state: ViewState) -> Any:
    """Return the card, empty until its callback fills it: a place for each metric there may be."""
    return card_of_slots(ids.TRENDS_CUMULATIVE, "cumulative", HEIGHT, METHOD_LINES, state.lang)
