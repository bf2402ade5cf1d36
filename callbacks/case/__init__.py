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


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (head, curve, weather, path, ratios, neighbours, response, conclusion, brief):
        card.register(app)
