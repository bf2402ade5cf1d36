"""Callbacks of the page Case, a file a card."""

from dash import Dash

from callbacks.case import conclusion, curve, head, response


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (head, curve, response, conclusion):
        card.register(app)
