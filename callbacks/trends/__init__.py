"""Callbacks of the page Trends, a file a card."""

from dash import Dash

from callbacks.trends import hours, levels, series, slopes, tiles, variation


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (series, levels, variation, tiles, hours, slopes):
        card.register(app)
