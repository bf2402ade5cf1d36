"""The app that `benchmarks.daily_chart` serves: one chart, two ways to answer.

Twelve stations, daily PM2.5 over four years, a line each, with the daily limit: once as the
project draws it (a plain dictionary of typed arrays), once as `plotly.graph_objects` builds it from
the same lines. Same data, same callback, same compression.
"""

import numpy as np
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from dashboard.settings import Settings
from summaries.store import SnapshotError, SnapshotStore
from view import cache, options
from view.figures.limits import limit_spans, limit_words
from view.figures.series import series_figure
from view.lines import Line
from view.queries import lines as query
from view.wording import series_name

STATIONS, DAYS = 12, 1_461
WINDOW_START = np.datetime64("2013-03-01")
METRIC, LANG = "pm25", "zh"
OURS, THEIRS, BUTTON = "ours", "theirs", "ask"


def find_lines() -> list[Line]:
    """Return the stations' lines: of the bundled city that has most, through the page's query."""
    snapshot = cache.snapshot()
    places = {
        city.id: [p for p in options.places(snapshot, city.id) if p.scope == "station"]
        for city in options.cities(snapshot)
    }
    city = max(places, key=lambda city: len(places[city]))
    return [
        query.line_of(snapshot, city, p.scope, p.id, "daily", (METRIC,)).named(p.name(LANG))
        for p in places[city][:STATIONS]
    ]


def make_lines() -> list[Line]:
    """Return made-up lines of the same size, where there is no snapshot."""
    generator = np.random.default_rng(0)
    lines = []
    for number in range(STATIONS):
        values = generator.gamma(2.0, 40.0, DAYS).astype(np.float32)
        values[generator.random(DAYS) < 0.03] = np.nan
        name = f"站点 {number + 1}"
        start = WINDOW_START
        lines.append(Line(name, name, "daily", start, {METRIC: values}, {}, np.zeros(DAYS, bool)))
    return lines


def build_figure(lines: list[Line]) -> go.Figure:
    """Return the chart as one writes it with graph objects: a Scatter a station."""
    figure = go.Figure()
    for line in lines:
        figure.add_trace(
            go.Scatter(
                x=line.times.astype("datetime64[ms]"),
                y=line.values[METRIC],
                mode="lines",
                name=line.name,
                line={"width": 1.3},
                hovertemplate=f"{line.name} %{{y:.0f}} µg/m³<extra></extra>",
            )
        )
    for span in limit_spans(lines[0], METRIC):
        figure.add_hline(y=span.value, annotation_text=limit_words(LANG, METRIC, span))
    figure.update_layout(
        title=series_name(LANG, METRIC, "daily"),
        hovermode="x unified",
        yaxis_rangemode="tozero",
        legend_orientation="h",
    )
    return figure


def create_app() -> Dash:
    """Return the app with both callbacks; made-up lines where there is no snapshot."""
    settings = Settings.read()
    app = Dash(__name__, compress=True, enable_mcp=False)
    app.server.config["COMPRESS_ALGORITHM"] = ["zstd", "br", "gzip"]
    try:
        cache.attach(app.server, SnapshotStore(settings.summaries), settings.cache_config())
        lines = find_lines
    except SnapshotError:
        made = make_lines()

        def lines() -> list[Line]:
            return made

    app.layout = html.Div(
        [html.Button(id=BUTTON), dcc.Graph(id=OURS, figure={}), dcc.Graph(id=THEIRS, figure={})]
    )
    app.callback(Output(OURS, "figure"), Input(BUTTON, "n_clicks"))(
        lambda clicks: series_figure(lines(), (METRIC,), LANG)
    )
    app.callback(Output(THEIRS, "figure"), Input(BUTTON, "n_clicks"))(
        lambda clicks: build_figure(lines())
    )
    # Dash finishes its set-up inside the first request: not one of the visitors'.
    app.server.test_client().get("/_dash-dependencies")
    return app


def server() -> object:
    """Return the WSGI application; gunicorn calls it in each worker."""
    return create_app().server
