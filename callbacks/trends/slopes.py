"""The slopes of Trends: how much a year, and whether it can be told from nothing."""

from typing import Any

from dash import Dash, Input, Output, html

from airquality.metrics import METRICS
from view import ids, options
from view.figures.slopes import Slope, slopes_figure, slopes_height
from view.queries import trends as query
from view.readings import trends as reading
from view.selection import fit_metrics
from view.text import text
from view.wording import series_name

_SLOPES = ids.TRENDS_SLOPES


def register(app: Dash) -> None:
    """Register the slopes' callbacks with an app."""
    app.callback(
        Output(_SLOPES, "figure"),
        Output(_SLOPES, "style"),
        *(Output(ids.part(_SLOPES, what), "children") for what in ("words", "foot")),
        Input(ids.wanted(_SLOPES), "data"),
        prevent_initial_call=True,
    )(show_slopes)


def show_slopes(data: Any) -> tuple[Any, ...]:
    """Return figure, style, words and foot of the trends."""
    snapshot, state = options.chosen(data)
    lang, slopes, words = state.lang, [], []
    metrics = fit_metrics(state.metrics, state.grain)
    places = query.chosen_places(snapshot, state)
    rows = [query.slopes(snapshot, state.city, p.scope, p.id) for p in places]
    for metric in query.slope_metrics(metrics):
        for number, place in enumerate(places):
            if metric not in rows[number]:
                continue
            row, name = rows[number][metric], place.name(lang)
            words.append(reading.slope_sentence(lang, name, row))
            label = text(lang, "trends.slopes.row", symbol=METRICS[metric].symbol, place=name)
            numbers = (float(row[c]) for c in ("slope_pct", "low_pct", "high_pct"))
            slopes.append(Slope(number, name, metric, label, *numbers))
    others = [series_name(lang, m, state.grain) for m in metrics if METRICS[m].pollutant is None]
    if others:
        what = text(lang, "trends.places.comma").join(others)
        words.append(text(lang, "trends.slopes.no_index", what=what))
    figure = slopes_figure(slopes, len(places) > 1, lang)
    style = {"height": f"{slopes_height(slopes)}px"}
    sources = query.sources(snapshot, state.city)
    titles = " / ".join(dict.fromkeys(source.title(lang) for source in sources))
    foot = text(lang, "common.foot.source", source=titles)
    return figure, style, [html.Li(sentence) for sentence in words], foot
