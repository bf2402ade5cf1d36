"""Callbacks of the page Trends, a file a card."""

from dash import Dash

from callbacks.trends import (
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


def register(app: Dash) -> None:
    """Register the callbacks of every card with an app."""
    for card in (series, cumulative, levels, variation, coupling, tiles, hours, exceedance, slopes):
        card.register(app)
