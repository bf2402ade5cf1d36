"""Callbacks of the page data."""

from dash import Dash


def register(app: Dash) -> None:
    """Register this page's callbacks with an app."""
