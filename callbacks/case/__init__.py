"""Callbacks of the page Case, a file a card."""

from dash import Dash

from callbacks.case import (
    brief,
    conclusion,
    curve,
    head,
    neighbours,
    path,
    ratios,
    response,
    weather,
)
from callbacks.case import map as hour_map

_CARDS = (
    head,
    curve,
    hour_map,
    weather,
    path,
    ratios,
    neighbours,
    response,
    conclusion,
    brief,
)


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in _CARDS:
        card.register(app)
