"""Addresses of other pages that carry on what the viewer has chosen."""

from collections.abc import Sequence

import pandas as pd

from view.case_row import CaseRow
from view.map_periods import SHORT_KINDS, Choice
from view.selection import fit_metrics
from view.state import MAX_CASES, ViewState

_TRENDS, _RANKING = "/trends", "/ranking"
_MAP = "/map"
_EFFECTS = "/effects"
_CASES, _CASE, _COMPARE = "/cases", "/case", "/compare"
#: What Trends draws for a figure of the year so far, and by which steps.
_SHOWN = {
    "pm25": ("pm25", "daily"),
    "o3_mda8_p90": ("o3_mda8", "daily"),
    "good_ratio": ("good_ratio", "monthly"),
    "heavy_days": ("heavy_days", "monthly"),
    "composite_index": ("composite_index", "monthly"),
}


def to_trends(state: ViewState, metric: str, end: pd.Timestamp) -> str:
    """Return the address of Trends with a figure's days from 1 January to `end`."""
    shown, grain = _SHOWN[metric]
    chosen = state.but(
        metrics=(shown,), grain=grain, start=f"{end.year}-01-01", end=f"{end:%Y-%m-%d}"
    )
    return _TRENDS + chosen.to_query()


def to_trends_of(state: ViewState, choice: Choice) -> str:
    """Return the address of Trends with the map's place, metric and days.

    The days of the period looked at; of an hour or a day those that the map can play around it.
    """
    grain = "hourly" if choice.kind == "hour" else "daily"
    metrics, span = fit_metrics((choice.metric,), grain), choice.span
    if span is None:
        return _TRENDS + state.but(metrics=metrics, grain=grain).to_query()
    is_short = choice.kind in SHORT_KINDS
    first, after = choice.window if is_short else (span.start, span.end)
    days = {"start": str(first), "end": str(after - 1), "day": str(span.start) if is_short else ""}
    return _TRENDS + state.but(metrics=metrics, grain=grain, **days).to_query()


def to_ranking(state: ViewState, scope: str, end: pd.Timestamp) -> str:
    """Return the address of Ranking with the places of a scope by PM2.5 from 1 January to `end`."""
    chosen = state.but(scope=scope, kind="to_date", period=f"{end:%Y-%m-%d}", metric="pm25")
    return _RANKING + chosen.to_query()


def to_cases(state: ViewState) -> str:
    """Return the address of the case library, narrowed as it was."""
    return _CASES + state.but(case="", part="").to_query()


def to_case(state: ViewState, row: CaseRow) -> str:
    """Return the address of a case, told as a whole, in its city; of an area's in its place."""
    place = {} if row.scope == "city" and row.city == state.city else {"place": row.place}
    return _CASE + state.but(case=row.case_id, part="", city=row.city, **place).to_query()


def to_case_of(state: ViewState, case_id: str) -> str:
    """Return the address of a case of the state's city by its id."""
    return _CASE + state.but(case=case_id, part="").to_query()


def to_compare(state: ViewState, cases: Sequence[str]) -> str:
    """Return the address of the page where cases are laid side by side."""
    return _COMPARE + state.but(case="", part="", cases=tuple(cases)[:MAX_CASES]).to_query()


def to_effects(state: ViewState, measure: str = "") -> str:
    """Return the address of Effects with one measure's evidence."""
    return _EFFECTS + state.but(case="", part="", measure=measure).to_query()


def to_playback(state: ViewState, row: CaseRow) -> str:
    """Return the address of Map with a case's days to be played, at its highest hour or day."""
    return _MAP + played(state, row).to_query()


def played(state: ViewState, row: CaseRow) -> ViewState:
    """Return the map's choice that plays a case: its days by the hour, from its highest hour on.

    A case of days is played by days, from its highest day on.
    """
    last = (row.end - pd.Timedelta(hours=1)).date()
    has_peak = row.has_hours and row.peak_time is not None
    peak = row.peak_time if has_peak else row.peak_day
    peak = row.start if peak is None else peak
    lead = row.pollutant if row.has_hours else {"o3": "o3_mda8"}.get(row.pollutant, row.pollutant)
    return state.but(
        city=row.city,
        kind="hour" if row.has_hours else "day",
        metric=lead,
        start=f"{row.start:%Y-%m-%d}",
        end=str(last),
        period=f"{peak:%Y-%m-%d}",
        hour=peak.hour,
        case="",
        part="",
        compared="",
        scale="",
    )
