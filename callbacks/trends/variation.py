"""The mean cycles of Trends: by hour, weekday and month, and hours of weekdays and months."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, html, no_update

from airquality.metrics import METRICS
from layouts.parts.card import save_on_click
from layouts.trends.variation import switch_choices, switch_value
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.cycles import SHOWN
from view.figures.frame import Figure, empty
from view.figures.month_hours import month_hours_figure
from view.figures.profiles import profile_figure
from view.figures.weekday_hours import weekday_hours_figure
from view.queries import variation as query
from view.queries.trends import sources
from view.queries.variation import Variation
from view.readings import applied
from view.readings import variation as reading
from view.state import ViewState
from view.text import text

_CARD = ids.TRENDS_PROFILES
_PANELS = tuple(ids.part(_CARD, cycle) for cycle in SHOWN)
#: Without hours one panel says so; the other two are not shown.
_ONLY_WITH_HOURS = ("hour_weekday", "hour_month")


def register(app: Dash) -> None:
    """Register the cycles' callbacks with an app."""
    app.callback(
        *(Output(panel, "figure") for panel in _PANELS),
        *(Output(ids.part(panel, "title"), "children") for panel in _PANELS),
        *(Output(ids.part(panel, "panel"), "hidden") for panel in _PANELS),
        *(Output(ids.part(_CARD, what), "children") for what in ("title", "reading", "foot")),
        Output(ids.control("variation"), "data"),
        Output(ids.control("variation"), "value"),
        Input(ids.wanted(_CARD), "data"),
        prevent_initial_call=True,
    )(show_cycles)
    save_on_click(app, _CARD, save_cycles)


def show_cycles(data: Any) -> tuple[Any, ...]:
    """Return the figures, their titles, which are hidden; title, reading, foot; the switch."""
    snapshot, state = options.chosen(data)
    lang, found = state.lang, query.variation(snapshot, state)
    # A choice that is no longer offered is taken back; any other stays as the viewer set it.
    value = switch_value(state)
    switch = switch_choices(state), no_update if state.variation in (value, found.choice) else value
    if not found.offered:
        words = text(lang, "variation.no_pollutant")
        hidden = [cycle != "hour" for cycle in SHOWN]
        nothing = text(lang, "variation.title.none")
        return *(empty(words) for _ in SHOWN), *[""] * len(SHOWN), *hidden, nothing, "", "", *switch
    figures = [_figure(cycle, found, lang) for cycle in SHOWN]
    titles = [reading.panel_title(lang, cycle, found) for cycle in SHOWN]
    hidden = [
        cycle in _ONLY_WITH_HOURS and all(curve.is_empty for curve in found.curves[cycle])
        for cycle in SHOWN
    ]
    lines = [html.Span(w, className="reading-line") for w in reading.sentences(lang, found)]
    return (
        *figures,
        *titles,
        *hidden,
        _title(found, lang),
        lines,
        _foot(snapshot, state, found),
        *switch,
    )


def _figure(cycle: str, found: Variation, lang: str) -> Figure:
    curves = found.curves[cycle]
    if cycle == "hour_weekday":
        return weekday_hours_figure(curves, lang)
    if cycle == "hour_month":
        return month_hours_figure(curves[0] if curves else None, lang)
    return profile_figure(curves, cycle, lang)


def _title(found: Variation, lang: str) -> str:
    symbols = [METRICS[pollutant].symbol for pollutant in found.offered]
    is_all = found.period == query.ALL_YEARS
    parts = {
        "symbols": text(lang, "variation.list").join(symbols),
        "symbol": METRICS[found.choice].symbol if found.choice in METRICS else "",
        "places": text(lang, "variation.list").join(p.name(lang) for p in found.places),
        "period": text(lang, f"variation.period.{'all' if is_all else 'year'}", year=found.period),
    }
    key = "relative" if found.is_relative else "metric"
    return text(lang, "variation.title", what=text(lang, f"variation.title.{key}", **parts))


def _foot(snapshot: Snapshot, state: ViewState, found: Variation) -> str:
    lang, city = state.lang, options.city_of(snapshot, state)
    first, last = city.first_day.to_datetime64(), city.last_day.to_datetime64()
    if found.period != query.ALL_YEARS:
        year = pd.Timestamp(int(found.period), 1, 1), pd.Timestamp(int(found.period), 12, 31)
        first = max(first, year[0].to_datetime64())
        last = min(last, year[1].to_datetime64())
    basis = text(lang, f"common.basis.{state.basis}") if state.basis else ""
    place = found.places[0].name(lang)
    counted = reading.counted_words(lang, found)
    of_places = all(p.scope != "city" for p in found.places)
    words = [
        applied.source_words(lang, sources(snapshot, city.id, of_places), first, last),
        text(lang, "variation.foot.unjudged"),
        text(lang, "variation.foot.basis", basis=basis) if basis else "",
        applied.data_to(lang, last),
        text(lang, "variation.foot.count", place=place, words=counted) if counted else "",
        text(lang, "variation.foot.band"),
        text(lang, "variation.foot.place", place=place) if len(found.places) > 1 else "",
        reading.few_words(lang, found),
    ]
    return " · ".join(filter(None, words))


def save_cycles(clicks: int | None, data: Any) -> dict[str, Any] | None:
    """Return the file of the mean cycles shown."""
    if not clicks:
        return None
    snapshot, state = options.chosen(data)
    blocks = [pd.DataFrame(block) for block in query.rows_of(query.variation(snapshot, state))]
    frame = pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame(columns=["name"])
    name = text(state.lang, "variation.file", city=state.city)
    return {"content": csv_text(frame), "filename": f"{name}.csv"}
