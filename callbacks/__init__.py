"""What happens on a page. `register` wires every page to an app."""

from dash import Dash

from callbacks import brush, data, overview, overview_places, ranking, shell, trends


def register(app: Dash) -> None:
    """Register the callbacks of the shell and of every page with an app."""
    for part in (shell, brush, overview, overview_places, trends, ranking, data):
        part.register(app)
