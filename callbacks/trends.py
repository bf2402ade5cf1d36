"""Callbacks of the page Trends."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, html

from airquality.metrics import METRICS
from airquality.profiles import CYCLES
from layouts.pages.trends import metric_choices
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.frame import empty
from view.figures.profiles import profile_figure
from view.figures.series import series_figure, series_height
from view.figures.slopes import Slope, slopes_figure, slopes_height
from view.formats import unit
from view.lines import Cycled, lay_out
from view.queries import trends as query
from view.readings import trends as reading
from view.selection import fit_metrics, pollutant_metric
from view.state import ViewState
from view.text import text
from view.wording import period, series_name

_SERIES, _PROFILES, _SLOPES = ids.TRENDS_SERIES, ids.TRENDS_PROFILES, ids.TRENDS_SLOPES


def register(app: Dash) -> None:
    """Register this page's callbacks with an app."""
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
        *(Output(ids.part(_PROFILES, cycle), "figure") for cycle in CYCLES),
        *(Output(ids.part(_PROFILES, f"{cycle}-title"), "children") for cycle in CYCLES),
        *(Output(ids.part(_PROFILES, what), "children") for what in ("title", "reading", "foot")),
        state,
    )(show_profiles)
    app.callback(
        Output(_SLOPES, "figure"),
        Output(_SLOPES, "style"),
        *(Output(ids.part(_SLOPES, what), "children") for what in ("words", "foot")),
        state,
    )(show_slopes)
    for what, save in ((_SERIES, save_series), (_PROFILES, save_profiles)):
        app.callback(
            Output(ids.file(what), "data"),
            Input(ids.download(what), "n_clicks"),
            State(ids.STATE, "data"),
            prevent_initial_call=True,
        )(save)


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


def _cycles(
    snapshot: Snapshot, state: ViewState
) -> tuple[dict[str, tuple[str, list[Cycled]]], str]:
    """Return by cycle its metric and the places on it, and the period: 'all' or a year."""
    year = query.period_of_cycles(snapshot, state)
    hourly = pollutant_metric(state.metrics, "hourly")
    daily = pollutant_metric(state.metrics, "daily")
    if hourly is None or daily is None:
        return {}, year
    daily = "o3_mda8" if daily == "o3_1h_max" else daily
    metrics = {"hour": hourly, "weekday": daily, "month": daily}
    found = [
        (p.name(state.lang), query.profiles(snapshot, state.city, p.scope, p.id, year))
        for p in query.chosen_places(snapshot, state)
    ]
    return {
        cycle: (
            metric,
            [
                cycles[cycle, metric].named(name)
                if (cycle, metric) in cycles
                else Cycled.nowhere(name, CYCLES[cycle].size)
                for name, cycles in found
            ],
        )
        for cycle, metric in metrics.items()
    }, year


def show_profiles(data: Any) -> tuple[Any, ...]:
    """Return the three figures, their titles, and title, reading and foot of the card."""
    snapshot, state = options.chosen(data)
    lang = state.lang
    cycles, year = _cycles(snapshot, state)
    if not cycles:
        words = text(lang, "trends.profiles.no_pollutant")
        nothing = text(lang, "trends.profiles.title.none")
        return *(empty(words) for _ in CYCLES), *("" for _ in CYCLES), nothing, "", ""
    figures = [profile_figure(places, c, m, lang) for c, (m, places) in cycles.items()]
    titles = [
        text(
            lang,
            f"trends.{cycle}.panel",
            name=series_name(lang, metric, "hourly" if cycle == "hour" else "daily"),
            unit=unit(lang, METRICS[metric]),
        )
        for cycle, (metric, _) in cycles.items()
    ]
    key = "all" if year == query.ALL_YEARS else "year"
    what = text(lang, f"trends.profiles.period.{key}", year=year)
    title = text(lang, "trends.profiles.title", what=what)
    return *figures, *titles, title, *_words_on_cycles(lang, cycles)


def _words_on_cycles(lang: str, cycles: dict[str, tuple[str, list[Cycled]]]) -> tuple[str, str]:
    """Return the reading, about the first place, and the foot of the profiles."""
    shown = [reading.profile_sentence(lang, c, m, places[0]) for c, (m, places) in cycles.items()]
    words = text(lang, "trends.profile.join").join(shown) + text(lang, "trends.profile.end")
    places = next(iter(cycles.values()))[1]
    notes = [text(lang, "trends.profiles.foot")]
    if len(places) > 1:
        notes.append(text(lang, "trends.profiles.places", place=places[0].name))
    few = [reading.few_words(lang, on_cycle) for _, on_cycle in cycles.values()]
    notes += [next(filter(None, few))] if any(few) else []
    return words[:1].upper() + words[1:], " · ".join(notes)


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


def save_series(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the series shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    found = query.series(snapshot, state)
    name = text(state.lang, "trends.series.file", city=found.city.id, grain=found.grain)
    return {"content": csv_text(lay_out(found.lines, found.metrics)), "filename": f"{name}.csv"}


def save_profiles(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the mean cycles shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    cycles, year = _cycles(snapshot, state)
    parts = [
        pd.DataFrame(
            {
                "name": place.name,
                "metric": metric,
                "cycle": cycle,
                "period": year,
                "position": CYCLES[cycle].labels,
                **{key: getattr(place, key) for key in ("mean", "low", "high", "count")},
            }
        )
        for cycle, (metric, places) in cycles.items()
        for place in places
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["name"])
    name = f"{state.city}-{text(state.lang, 'trends.csv.profiles')}.csv"
    return {"content": csv_text(frame), "filename": name}
