"""What happens on a page. `register` wires every page to an app."""

from dash import Dash

from callbacks import (
    brush,
    case,
    cases,
    compare,
    data,
    effects,
    map,
    overview,
    overview_charts,
    overview_places,
    ranking,
    shell,
    trends,
)

_PARTS = (
    shell,
    brush,
    overview,
    overview_charts,
    overview_places,
    trends,
    map,
    cases,
    case,
    compare,
    effects,
    ranking,
    data,
)


def register(app: Dash) -> None:
    """Register the callbacks of the shell and of every page with an app."""
    for part in _PARTS:
        part.register(app)
