"""Callbacks of the page Trends, a file a card."""

from dash import Dash

from callbacks.trends import series, slopes, variation


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (series, variation, slopes):
        card.register(app)
