"""Make an app ready before the first visitor comes."""

from dash import Dash

from view import cache, map_periods, options


def warm(app: Dash) -> None:
    """Let the app finish its set-up and begin to compress its scripts.

    Dash completes itself inside the first request; with threads, the first concurrent ones would
    be answered with an error. Call once in each serving process. The page also tells the content
    policy which inline scripts are the app's own.
    """
    client = app.server.test_client()
    index = client.get("/").get_data(as_text=True)
    app.server.config["QINGCE_WARM"] = index
    client.get("/_dash-layout")
    client.get("/_dash-dependencies")
    with app.server.app_context():
        snapshot = cache.snapshot()
        options.remember_all(snapshot)
        # What a map has to offer takes 80 ms a city, and every first picture of it asks.
        for city in options.cities(snapshot):
            map_periods.offers(snapshot, city.id)
    app.server.extensions["qingce-scripts"].prepare(app, index)
