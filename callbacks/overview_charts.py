"""Callbacks of the overview's calendar and of its lines of years."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, dcc

from airquality.schemes import IN_FORCE, SCHEMES, WHO
from airquality.standards.aqi_levels import GOOD_AQI
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from layouts.overview import part
from layouts.pages.overview import YEARS
from layouts.parts.card import save_on_click
from layouts.parts.legend import chips
from summaries.store import Snapshot
from view import ids, options
from view.csv import csv_text
from view.figures.calendar import AT_LEAST, NO_DATA, calendar
from view.figures.day_cells import LEFT_OUT, level_cells
from view.figures.year_days import month_tiles
from view.figures.year_lines import year_lines
from view.formats import day
from view.overview_words import rules_words
from view.queries import overview as query
from view.queries.overview_days import judged_so_far
from view.queries.overview_places import pm25_of_years
from view.queries.standing import standing as standing_of
from view.readings.allowed import limit_name
from view.readings.cumulative import apart_words
from view.readings.overview import (
    calendar_reading,
    compare_pm25,
    has_values,
    judged_reading,
    years_reading,
)
from view.rules import stated_settings
from view.standing import Standing, annual_limit
from view.state import ViewState
from view.text import text
from view.theme import level_colours

#: Bases that leave days out; the other one converts concentrations, and judges days as they were.
_LEAVES_OUT = ("without_dust", "without_events")


def register(app: Dash) -> None:
    """Register the charts' callbacks with an app."""
    state = Input(ids.STATE, "data")
    app.callback(_out("calendar", "figure"), *_texts("calendar", "legend"), state)(show_calendar)
    app.callback(
        _out("years", "figure"),
        *_texts("years"),
        Input(ids.wanted(YEARS), "data"),
        prevent_initial_call=True,
    )(show_years)
    name = part("days")
    save_on_click(app, name, download_days)


def _out(name: str, prop: str = "children") -> Output:
    return Output(part(name), prop)


def _texts(chart: str, *more: str) -> list[Output]:
    return [_out(f"{chart}-{what}") for what in ("title", "reading", "foot", *more)]


def _resolved(data: Any) -> tuple[Snapshot, ViewState, str]:
    """Return the snapshot, the resolved state and the name of its place."""
    snapshot, state = options.chosen(data)
    place = options.place_of(snapshot, state.city, state.place)
    return snapshot, state, place.name(state.lang) if place else state.place


def _standing(snapshot: Snapshot, state: ViewState) -> Standing:
    rules = state.standard, state.basis
    return standing_of(snapshot, state.city, state.place, state.year, state.until, *rules)


def show_calendar(data: Any) -> tuple[Any, ...]:
    """Draw the calendar; title, reading, foot and legend with it."""
    snapshot, state, place = _resolved(data)
    if state.standard or state.basis in _LEAVES_OUT:
        return _judged_calendar(snapshot, state, place)
    return _usual_calendar(snapshot, state, place)


def _judged_calendar(snapshot: Snapshot, state: ViewState, place: str) -> tuple[Any, ...]:
    """Draw the days as another scheme judges them, or without those that the basis leaves out."""
    lang = state.lang
    days = judged_so_far(snapshot, state)
    standing = _standing(snapshot, state)
    cells = level_cells(days, "aqi", lang, state.palette)
    by_limits = not SCHEMES[days.scheme].has_levels
    title = "overview.calendar.title.by_limits" if by_limits else "overview.calendar.title"
    items = list(cells.scale.classes)
    silent = int(((cells.grey != "") & ~days.left_out).sum())
    if silent:
        items.append((NO_DATA, text(lang, "overview.calendar.legend.no_aqi", days=silent)))
    left_out = int(days.left_out.sum())
    if left_out:
        gone = text(lang, "overview.calendar.legend.left_out", days=left_out)
        items.append((LEFT_OUT, gone))
    foot = [_sources(snapshot, state), *rules_words(standing, lang), _data_to(snapshot, state)]
    return (
        month_tiles(cells, state.year, lang),
        text(lang, title, place=place, year=state.year),
        judged_reading(days, standing, place, state.year, lang),
        " · ".join(filter(None, foot)),
        chips(items) if len(days) else [],
    )


def _usual_calendar(snapshot: Snapshot, state: ViewState, place: str) -> tuple[Any, ...]:
    lang = state.lang
    days = query.days_so_far(snapshot, state.city, state.place, state.year, state.until)
    names = sorted({text(lang, f"common.standard.{s}") for s in days["standard"].unique()})
    known = int(days["aqi"].notna().sum())
    foot = [
        _sources(snapshot, state),
        text(lang, "common.foot.standard", standard=" / ".join(names)) if names else "",
        _data_to(snapshot, state),
        text(lang, "common.foot.completeness", valid=known, total=len(days)) if len(days) else "",
        _missing_items(snapshot, state) if known else "",
        *(rules_words(_standing(snapshot, state), lang)[1:] if state.basis else ()),
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
    lang, scheme = state.lang, state.standard or IN_FORCE
    series = pm25_of_years(snapshot, state.city, state.place, state.basis)
    end = query.last_day(snapshot, state.city, state.year, state.until)
    found = annual_limit("pm25", end, scheme)
    value = found[0] if found else None
    standard = text(lang, f"common.standard.{found[2]}") if found else ""
    label = limit_name(lang, "pm25", value or 0.0, scheme)
    label += "" if scheme == WHO else f" · {standard}"
    now = _standing(snapshot, state).now
    has_days = now is not None and now.days["pm25"] > 0
    compared = compare_pm25(series, state.year, end, state.basis == "present_state")
    foot = [
        _sources(snapshot, state),
        text(lang, "overview.years.foot", year=state.year, standard=standard),
        *apart_words(compared, lang),
        *_basis_words(state, series),
    ]
    return (
        year_lines(series, state.year, end, value, label, lang),
        text(lang, "overview.years.title", place=place),
        years_reading(compared, state.year, lang, has_days),
        " · ".join(filter(None, foot)),
    )


def _basis_words(state: ViewState, series: pd.DataFrame) -> list[str]:
    """Return on which basis the lines stand; where not converted, that they span two states."""
    lang = state.lang
    if not state.basis:
        return [text(lang, "common.reference_change")] if _spans_change(series) else []
    words = [text(lang, "common.foot.basis", basis=text(lang, f"common.basis.{state.basis}"))]
    if series["date"].dt.is_month_end.all():
        words.append(text(lang, "overview.years.foot.month_ends"))
    if state.basis != "present_state" and _spans_change(series):
        words.append(text(lang, "common.reference_change"))
    return words


def _spans_change(series: pd.DataFrame) -> bool:
    known = series.loc[series["pm25"].notna(), "date"]
    changed = pd.Timestamp(REFERENCE_STATE_CHANGE)
    return bool((known < changed).any() and (known >= changed).any())


def _sources(snapshot: Any, state: ViewState) -> str:
    end = query.last_day(snapshot, state.city, state.year, state.until)
    start = end.replace(month=1, day=1)
    of_places = state.place != state.city
    titles = query.source_titles(snapshot, state.city, start, end, of_places)
    names = [zh if state.lang == "zh" else en for zh, en in titles]
    joined = text(state.lang, "overview.list").join(names)
    return text(state.lang, "common.foot.source", source=joined) if names else ""


def _data_to(snapshot: Any, state: ViewState) -> str:
    now = _standing(snapshot, state).now
    if now is None or not any(now.days.values()):
        return ""
    end = query.last_day(snapshot, state.city, state.year, state.until)
    return text(state.lang, "common.foot.data_to", day=day(state.lang, end))


def download_days(clicks: int | None, data: Any) -> Any:
    """Send the days that the calendar shows, as CSV."""
    snapshot, state, _ = _resolved(data)
    if state.standard or state.basis in _LEAVES_OUT:
        days = judged_so_far(snapshot, state).as_rows()
    else:
        days = query.days_so_far(snapshot, state.city, state.place, state.year, state.until)
    name = f"qingce-{state.place}-{state.year}-days.csv"
    return dcc.send_string(csv_text(days), name)
