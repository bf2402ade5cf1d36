"""Callbacks of the overview: thin, one a chart; choosing a place happens in the browser."""

from typing import Any

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, dcc

from airquality.metrics import METRICS
from airquality.standards.aqi_levels import GOOD_AQI
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from layouts.pages.overview import PAGE
from layouts.parts.key_card import key_card, sentence
from layouts.parts.legend import chips
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.calendar import AT_LEAST, NO_DATA, calendar
from view.figures.sparkline import sparkline
from view.figures.year_lines import year_lines
from view.formats import amount, day
from view.overview_words import (
    calendar_reading,
    has_values,
    headline,
    late_years,
    years_reading,
)
from view.queries import overview as query
from view.rules import stated_settings
from view.standing import KEY_METRICS, annual_limit
from view.state import ViewState
from view.text import text
from view.theme import ACCENT, POLLUTANT_COLOUR, level_colours


def register(app: Dash) -> None:
    """Register this page's callbacks with an app."""
    state = Input(ids.STATE, "data")
    app.callback(_out("sentence"), _out("cards"), state)(show_standing)
    app.callback(_out("calendar", "figure"), *_texts("calendar", "legend"), state)(show_calendar)
    app.callback(_out("years", "figure"), *_texts("years"), state)(show_years)
    name = ids.part(PAGE, "days")
    app.callback(
        Output(ids.file(name), "data"),
        Input(ids.download(name), "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )(download_days)
    app.clientside_callback(
        ClientsideFunction("qingce_overview", "offer_months"),
        Output(ids.control("until"), "data"),
        Output(ids.control("until"), "value"),
        Input(ids.control("year"), "value"),
        State(ids.control("until"), "value"),
        State(ids.part(PAGE, "months"), "data"),
        prevent_initial_call=True,
    )


def _out(name: str, prop: str = "children") -> Output:
    return Output(ids.part(PAGE, name), prop)


def _texts(chart: str, *more: str) -> list[Output]:
    return [_out(f"{chart}-{what}") for what in ("title", "reading", "foot", *more)]


def _resolved(data: Any) -> tuple[Any, ViewState, str]:
    """Return the snapshot, the resolved state and the name of its place."""
    snapshot, state = options.chosen(data)
    place = options.place_of(snapshot, state.city, state.place)
    return snapshot, state, place.name(state.lang) if place else state.place


def show_standing(data: Any) -> tuple[Any, Any]:
    """Fill the sentence and the five cards."""
    snapshot, state, place = _resolved(data)
    standing = query.standing(snapshot, state.city, state.place, state.year, state.until)
    series = query.year_so_far(snapshot, state.city, state.place, state.year)
    before = query.year_so_far(snapshot, state.city, state.place, state.year - 1)
    end = query.last_day(snapshot, state.city, state.year, state.until)
    shown = series[series["date"] <= end]
    cards = [key_card(standing, m, _spark(shown, before, m), state.lang) for m in KEY_METRICS]
    return sentence(headline(standing, place, state.year, state.lang)), cards


def first_words(data: Any) -> dict[str, Any]:
    """Return what the page says before its charts: component id -> children."""
    said, cards = show_standing(data)
    return {ids.part(PAGE, "sentence"): said, ids.part(PAGE, "cards"): cards}


def _spark(series: Any, before: Any, metric: str) -> str:
    pollutant = METRICS[metric].pollutant
    colour = POLLUTANT_COLOUR[pollutant] if pollutant else ACCENT
    lines = []
    for frame in (series, before):
        line = frame.set_index(frame["date"].dt.day_of_year)[metric]
        lines.append(line.reindex(range(1, 367)).tolist())
    return sparkline(lines[0], lines[1], colour)


def show_calendar(data: Any) -> tuple[Any, ...]:
    """Draw the calendar; title, reading, foot and legend with it."""
    snapshot, state, place = _resolved(data)
    lang = state.lang
    days = query.days_so_far(snapshot, state.city, state.place, state.year, state.until)
    names = sorted({text(lang, f"common.standard.{s}") for s in days["standard"].unique()})
    known = int(days["aqi"].notna().sum())
    foot = [
        _sources(snapshot, state),
        text(lang, "common.foot.standard", standard=" / ".join(names)) if names else "",
        _data_to(snapshot, state),
        text(lang, "common.foot.completeness", valid=known, total=len(days)) if len(days) else "",
        _missing_items(snapshot, state),
    ]
    legend = _level_legend(days, state) if known or has_values(days) else []
    return (
        calendar(days, lang, state.palette),
        text(lang, "overview.calendar.title", place=place, year=state.year),
        calendar_reading(days, place, state.year, lang),
        " · ".join(filter(None, foot)),
        legend,
    )


def _missing_items(snapshot: Snapshot, state: ViewState) -> str:
    """Return how the city's project judges days with an item missing, where it says so."""
    stated = stated_settings(snapshot, state.city).get("evaluation")
    if not isinstance(stated, dict) or stated.get("missing_items") != "exceeding":
        return ""
    return text(state.lang, "overview.calendar.foot.exceeding")


def _level_legend(days: pd.DataFrame, state: ViewState) -> Any:
    """Return the levels by name with their days; no data and unjudged days where there are any."""
    lang = state.lang
    counts = days.loc[days["aqi"].notna(), "level"].value_counts()
    items = [
        (colour, _days_of(lang, level, int(counts.get(level, 0))))
        for level, colour in enumerate(level_colours(state.palette), 1)
    ]
    unjudged = int((days["aqi_at_least"] > GOOD_AQI).sum())
    silent = int(days["aqi"].isna().sum()) - unjudged
    if unjudged:
        words = text(lang, "overview.calendar.legend.at_least", days=unjudged)
        items.append(("transparent", f"{AT_LEAST} {words}"))
    if silent:
        items.append((NO_DATA, text(lang, "overview.calendar.legend.no_aqi", days=silent)))
    return chips(items)


def _days_of(lang: str, level: int, days: int) -> str:
    name = text(lang, f"common.level.{level}")
    return text(lang, "overview.calendar.legend.days", name=name, days=days)


def show_years(data: Any) -> tuple[Any, ...]:
    """Draw the year so far against other years."""
    snapshot, state, place = _resolved(data)
    lang = state.lang
    series = query.pm25_of_years(snapshot, state.city, state.place)
    end = query.last_day(snapshot, state.city, state.year, state.until)
    found = annual_limit("pm25", end)
    value = found[0] if found else None
    standard = text(lang, f"common.standard.{found[2]}") if found else ""
    label = text(lang, "common.limit.annual", value=amount("pm25", value)) + f" · {standard}"
    late = [str(y) for y in late_years(series)]
    foot = [
        _sources(snapshot, state),
        text(lang, "overview.years.foot", year=state.year, standard=standard),
        text(lang, "overview.years.foot.late", years=text(lang, "overview.list").join(late))
        if late
        else "",
        text(lang, "common.reference_change") if _spans_change(series) else "",
    ]
    return (
        year_lines(series, state.year, end, value, label, lang),
        text(lang, "overview.years.title", place=place),
        years_reading(series, state.year, end, lang),
        " · ".join(filter(None, foot)),
    )


def _spans_change(series: pd.DataFrame) -> bool:
    known = series.loc[series["pm25"].notna(), "date"]
    changed = pd.Timestamp(REFERENCE_STATE_CHANGE)
    return bool((known < changed).any() and (known >= changed).any())


def _sources(snapshot: Any, state: ViewState) -> str:
    end = query.last_day(snapshot, state.city, state.year, state.until)
    start = end.replace(month=1, day=1)
    titles = query.source_titles(snapshot, state.city, start, end)
    names = [zh if state.lang == "zh" else en for zh, en in titles]
    joined = text(state.lang, "overview.list").join(names)
    return text(state.lang, "common.foot.source", source=joined) if names else ""


def _data_to(snapshot: Any, state: ViewState) -> str:
    end = query.last_day(snapshot, state.city, state.year, state.until)
    return text(state.lang, "common.foot.data_to", day=day(state.lang, end))


def download_days(clicks: int | None, data: Any) -> Any:
    """Send the days that the calendar shows, as CSV."""
    snapshot, state, _ = _resolved(data)
    days = query.days_so_far(snapshot, state.city, state.place, state.year, state.until)
    name = f"qingce-{state.place}-{state.year}-days.csv"
    return dcc.send_string(csv_text(days), name)
