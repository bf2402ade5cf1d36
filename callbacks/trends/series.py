"""The series of Trends: its chart, its words, its file."""

from typing import Any

from dash import Dash, Input, Output, State, html

from layouts.trends.controls import metric_choices
from view import ids, options
from view.csv import csv_text
from view.figures.frame import empty
from view.figures.series import series_figure, series_height
from view.lines import lay_out
from view.queries import trends as query
from view.readings import trends as reading
from view.selection import fit_metrics
from view.text import text
from view.wording import period

_SERIES = ids.TRENDS_SERIES


def register(app: Dash) -> None:
    """Register the series' callbacks with an app."""
    state = Input(ids.STATE, "data")
    app.callback(
        Output(ids.control("metrics"), "data"),
        Output(ids.control("metrics"), "value"),
        Output(ids.control("compare"), "disabled"),
        Input(ids.control("grain"), "value"),
        State(ids.control("metrics"), "value"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(change_grain)
    app.callback(
        Output(_SERIES, "figure"),
        Output(_SERIES, "style"),
        *(Output(ids.part(_SERIES, what), "children") for what in ("title", "reading", "foot")),
        state,
    )(show_series)
    app.callback(
        Output(ids.file(_SERIES), "data"),
        Input(ids.download(_SERIES), "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(save_series)


def change_grain(grain: Any, metrics: Any, data: Any) -> tuple[list[dict], list[str], bool]:
    """Offer the metrics of a grain, the chosen ones carried over to it."""
    asked = {**data, "grain": grain, "metrics": metrics} if isinstance(data, dict) else {}
    _, state = options.chosen(asked)
    chosen = fit_metrics(state.metrics, state.grain, changed=True)
    return metric_choices(state.lang, state.grain), list(chosen), state.grain == "hourly"


def show_series(data: Any) -> tuple[Any, ...]:
    """Return figure, style, title, reading and foot of the series."""
    snapshot, state = options.chosen(data)
    found, lang = query.series(snapshot, state), state.lang
    places = text(lang, "trends.places.comma").join(line.name for line in found.lines)
    title = text(lang, f"trends.series.title.{found.grain}", places=places or found.city.name(lang))
    style = {"height": f"{series_height(found.lines, found.metrics)}px"}
    if not found.lines or found.window is None or found.last is None:
        words = _no_series(lang, found)
        return empty(words), style, title, "", ""
    figure = series_figure(found.lines, found.metrics, lang)
    first, window = found.lines[0], found.window
    sentences = [reading.window_words(lang, first, window.is_default, window.is_cut)]
    sentences += [text(lang, "trends.city_only")] if found.is_city_only else []
    sentences += [reading.series_sentence(first, m, lang) for m in found.metrics]
    sources = query.sources(snapshot, found.city.id)
    foot = reading.foot_words(lang, found.lines, found.metrics, sources, found.last)
    return figure, style, title, _sentences(sentences), " · ".join(foot)


def _no_series(lang: str, found: query.Series) -> str:
    if found.first is None or found.last is None:
        return text(lang, "trends.window.nothing", place=found.city.name(lang))
    words = period(lang, found.grain, found.first, found.last + 1)
    return text(lang, "trends.window.outside", period=words)


def _sentences(words: list[str]) -> list[html.Span]:
    return [html.Span(sentence, className="reading-line") for sentence in words]


def save_series(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the series shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.series(snapshot, state)
    name = text(state.lang, "trends.series.file", city=found.city.id, grain=found.grain)
    return {"content": csv_text(lay_out(found.lines, found.metrics)), "filename": f"{name}.csv"}
