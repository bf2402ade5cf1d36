"""How a place stands: what the overview's sentence and cards ask of a snapshot."""

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from airquality.schemes import IN_FORCE
from airquality.standards.gb3095 import standard_in_force
from summaries.store import Snapshot
from view import options
from view.cache import remembered
from view.queries.cumulative import Allowance, allowances
from view.queries.overview import last_day, year_before, year_so_far
from view.queries.rules_so_far import incomplete_days, rows_of_place
from view.standing import (
    KEY_METRICS,
    Standing,
    Target,
    ThreeYears,
    Window,
    change,
)

_DAYS_OF = {"pm25": "pm25_days", "o3_mda8_p90": "o3_days"}


@remembered
def standing(
    snapshot: Snapshot,
    city: str,
    place: str,
    year: int,
    until: int,
    standard: str = "",
    basis: str = "",
) -> Standing:
    """Return how a place stands at the end of the month `until`, and a year before.

    standard, basis: as in the ViewState.
    """
    end = last_day(snapshot, city, year, until)
    now = _window(year_so_far(snapshot, city, place, year), end)
    before = _window(year_so_far(snapshot, city, place, year - 1), year_before(end))
    usual = Standing(
        now,
        before,
        targets=_targets(snapshot, city, year) if place == city else {},
        invalid=_invalid(snapshot, city, place, year) if (end.month, end.day) == (12, 31) else (),
        allowances=_allowances(snapshot, city, place, end),
        three_years=three_years(snapshot, city, place, end, basis),
    )
    if standard or basis:
        found = _by_rules(snapshot, city, place, usual, standard, basis)
    else:
        found = _with_incomplete(snapshot, city, place, usual)
    if change(found, "good_ratio").reason == "other_standard":
        one = standard_in_force(end.date()).id
        return replace(found, steady=_by_rules(snapshot, city, place, usual, one, basis))
    return found


def _with_incomplete(snapshot: Snapshot, city: str, place: str, found: Standing) -> Standing:
    """Return the standing with the days that lack an item; known for the ends of months only."""
    if found.now is None:
        return found
    days = incomplete_days(snapshot, city, place, found.now.end)
    return replace(found, now=replace(found.now, incomplete=days))


def _by_rules(
    snapshot: Snapshot, city: str, place: str, usual: Standing, standard: str, basis: str
) -> Standing:
    """Return the same standing by a scheme and on a basis."""
    (now, is_new), (before, was_new) = (
        _ruled(snapshot, city, place, window, standard, basis)
        for window in (usual.now, usual.before)
    )
    return replace(
        usual,
        now=now,
        before=before,
        scheme=standard or IN_FORCE,
        basis=basis,
        is_different=is_new or was_new,
    )


def _ruled(
    snapshot: Snapshot, city: str, place: str, window: Window | None, standard: str, basis: str
) -> tuple[Window | None, bool]:
    """Return a window by other rules, and whether the basis changes it."""
    if window is None:
        return None, False
    rows = rows_of_place(snapshot, city, place, standard, basis)
    if window.end not in rows.index:
        lacking = dict.fromkeys(KEY_METRICS, "no_window")
        values = dict.fromkeys(KEY_METRICS, math.nan)
        return replace(window, values=values, unfair=lacking), False
    row: dict[Any, Any] = rows.loc[window.end].to_dict()
    values = {metric: float(row[metric]) for metric in KEY_METRICS}
    # A value that all days have and these do not: what was measured could not be converted.
    unfair = {
        metric: "unconverted"
        for metric in _DAYS_OF
        if basis == "present_state"
        and math.isnan(values[metric])
        and math.isfinite(window.values[metric])
    }
    heavy = row["heavy_days_without_aqi"]
    unjudged = {
        "good_ratio": int(row["exceeding_days_without_aqi"]),
        "heavy_days": int(heavy) if heavy == heavy else 0,
    }
    ruled = replace(
        window,
        values=values,
        days={metric: int(row[_DAYS_OF.get(metric, "valid_days")]) for metric in KEY_METRICS},
        unjudged=unjudged,
        unfair=unfair,
        good=int(row["good_days"]),
        incomplete=int(row["incomplete_days"]),
    )
    return ruled, bool(row["is_other"])


def _window(series: pd.DataFrame, end: pd.Timestamp) -> Window | None:
    row = series[series["date"] == end]
    if row.empty:
        return None
    last = row.iloc[0]
    begun = series.loc[series["pm25_days"] > 0, "date"]
    return Window(
        end=pd.Timestamp(end),
        first=pd.Timestamp(begun.iloc[0]) if len(begun) else None,
        values={metric: float(last[metric]) for metric in KEY_METRICS},
        days={metric: int(last[_DAYS_OF.get(metric, "valid_days")]) for metric in KEY_METRICS},
        elapsed=int(last["elapsed_days"]),
        unjudged={
            "good_ratio": int(last["exceeding_days_without_aqi"]),
            "heavy_days": int(last["heavy_days_without_aqi"]),
        },
        good=int(last["good_days"]),
    )


def _invalid(snapshot: Snapshot, city: str, place: str, year: int) -> tuple[str, ...]:
    """Return which of PM2.5 and O3 have too few days for a year by GB 3095 table 4."""
    row = snapshot.read(
        "annual",
        ["pm25_is_valid", "o3_is_valid"],
        [
            ("city", "==", city),
            ("place", "==", place),
            ("period_start", "==", pd.Timestamp(year, 1, 1)),
        ],
    )
    return tuple(p for p in ("pm25", "o3") if not row[f"{p}_is_valid"].all())


def _targets(snapshot: Snapshot, city: str, year: int) -> dict[str, Target]:
    frame = snapshot.read("targets", None, [("city", "==", city), ("year", "==", year)])
    rows: list[dict[Any, Any]] = frame[frame["value"].notna()].to_dict("records")
    return {
        row["metric"]: Target(
            float(row["value"]),
            float(row["stretch"]),
            row["status"] in ("", "verified"),
        )
        for row in rows
    }


def _allowances(
    snapshot: Snapshot, city: str, place: str, end: pd.Timestamp
) -> dict[str, tuple[Allowance, ...]]:
    known = options.place_of(snapshot, city, place)
    if known is None:
        return {}
    return allowances(snapshot, city, known.scope, place, f"{end:%Y-%m-%d}")


@remembered
def _three_years(snapshot: Snapshot, city: str, place: str) -> dict[tuple[str, int], float]:
    """Return the mean PM2.5 of every three valid years by (basis, last year)."""
    frame = snapshot.read(
        "evaluations",
        ["period_end", "basis", "pm25", "pm25_is_valid", "crosses_reference_change"],
        [("city", "==", city), ("place", "==", place), ("kind", "==", "three_years")],
    )
    kept = frame[frame["pm25_is_valid"] & frame["pm25"].notna()]
    kept = kept[~kept["crosses_reference_change"]]
    years = (kept["period_end"].dt.year - 1).tolist()
    return {
        (str(basis), int(year)): float(value)
        for basis, year, value in zip(kept["basis"], years, kept["pm25"], strict=True)
    }


def three_years(
    snapshot: Snapshot, city: str, place: str, end: pd.Timestamp, basis: str
) -> ThreeYears | None:
    """Return the mean of the last three calendar years that are over on a day, if it is valid.

    Three years in two reference states have no mean, unless they are converted.
    """
    last = end.year if (end.month, end.day) == (12, 31) else end.year - 1
    found = _three_years(snapshot, city, place)
    value = found.get((basis, last), found.get(("all", last)))
    return None if value is None else ThreeYears(last, value)
