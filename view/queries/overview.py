"""What the overview asks of a snapshot."""

from typing import Any

import numpy as np
import pandas as pd

from summaries.store import Snapshot
from view.cache import remembered
from view.standing import KEY_METRICS, Standing, Target, Window

_DAYS_OF = {"pm25": "pm25_days", "o3_mda8_p90": "o3_days"}
_SERIES = (
    "date",
    *KEY_METRICS,
    "pm25_days",
    "o3_days",
    "valid_days",
    "elapsed_days",
    "exceeding_days_without_aqi",
    "heavy_days_without_aqi",
)
DAY_COLUMNS = (
    "date",
    "aqi",
    "aqi_at_least",
    "level",
    "primary",
    "pm25",
    "pm10",
    "so2",
    "no2",
    "co",
    "o3_mda8",
    "standard",
    "origin",
)


@remembered
def year_so_far(snapshot: Snapshot, city: str, place: str, year: int) -> pd.DataFrame:
    """Return a place's year to date on every day of a year; empty where there is none.

    Columns: date, the key metrics and the counts of days. The number of heavily polluted days is
    missing, like the ratio, where fewer than half of the days have an AQI.
    """
    frame = snapshot.read(
        "year_to_date",
        list(_SERIES),
        [
            ("city", "==", city),
            ("place", "==", place),
            ("date", ">=", pd.Timestamp(year, 1, 1)),
            ("date", "<=", pd.Timestamp(year, 12, 31)),
        ],
    )
    frame["heavy_days"] = frame["heavy_days"].where(frame["good_ratio"].notna())
    return frame.reset_index(drop=True)


@remembered
def last_day(snapshot: Snapshot, city: str, year: int, until: int) -> pd.Timestamp:
    """Return the last day shown: the end of the month `until`, or the city's last day before it."""
    asked = pd.Timestamp(year, until, 1) + pd.offsets.MonthEnd(0)
    days = year_so_far(snapshot, city, city, year)["date"]
    there = days[days <= asked]
    return pd.Timestamp(there.max()) if len(there) else asked


def year_before(day: pd.Timestamp) -> pd.Timestamp:
    """Return the same month and day of the year before; 28 February for a 29 February."""
    return day - pd.DateOffset(years=1)


@remembered
def standing(snapshot: Snapshot, city: str, place: str, year: int, until: int) -> Standing:
    """Return how a place stands at the end of the month `until`, and a year before."""
    end = last_day(snapshot, city, year, until)
    return Standing(
        now=_window(year_so_far(snapshot, city, place, year), end),
        before=_window(year_so_far(snapshot, city, place, year - 1), year_before(end)),
        targets=_targets(snapshot, city, year) if place == city else {},
        invalid=_invalid(snapshot, city, place, year) if (end.month, end.day) == (12, 31) else (),
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
    )


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


@remembered
def days_so_far(snapshot: Snapshot, city: str, place: str, year: int, until: int) -> pd.DataFrame:
    """Return a place's daily rows from 1 January to the last day shown (DAY_COLUMNS)."""
    frame = snapshot.read(
        "daily",
        list(DAY_COLUMNS),
        [
            ("city", "==", city),
            ("place", "==", place),
            ("date", ">=", pd.Timestamp(year, 1, 1)),
            ("date", "<=", last_day(snapshot, city, year, until)),
        ],
    )
    return frame.reset_index(drop=True)


@remembered
def places_so_far(snapshot: Snapshot, city: str, year: int, until: int) -> pd.DataFrame:
    """Return every district and station of a city with its PM2.5 so far and a year before.

    Columns: scope, place, pm25, pm25_days, elapsed_days, pm25_before, starts_late (one of the two
    years has no value in January, so they are not compared). Highest first, missing last.
    """
    end = last_day(snapshot, city, year, until)
    now = _at_day(snapshot, city, end)
    before = _at_day(snapshot, city, year_before(end))
    joined = now.merge(
        before[["scope", "place", "pm25", "starts_late"]],
        on=["scope", "place"],
        how="left",
        suffixes=("", "_before"),
    )
    joined["starts_late"] |= joined.pop("starts_late_before").eq(True)
    joined = joined[joined["scope"] != "city"]
    return joined.sort_values("pm25", ascending=False, na_position="last", ignore_index=True)


def _at_day(snapshot: Snapshot, city: str, day: pd.Timestamp) -> pd.DataFrame:
    january = min(day, pd.Timestamp(day.year, 1, 31))
    frame = snapshot.read(
        "year_to_date",
        ["scope", "place", "date", "pm25", "pm25_days", "elapsed_days"],
        [("city", "==", city), ("date", "in", [day.to_pydatetime(), january.to_pydatetime()])],
    )
    early = frame[(frame["date"] == january) & (frame["pm25_days"] > 0)]
    rows = frame[frame["date"] == day].drop(columns="date")
    keys = pd.MultiIndex.from_frame(rows[["scope", "place"]])
    begun = pd.MultiIndex.from_frame(early[["scope", "place"]])
    return rows.assign(starts_late=np.asarray(~keys.isin(begun), dtype=bool))


@remembered
def pm25_of_years(snapshot: Snapshot, city: str, place: str) -> pd.DataFrame:
    """Return a place's cumulated PM2.5 mean on every day of every year.

    Columns: date, pm25 (NaN with too few days) and starts_late, whether the day's year has no
    value in January.
    """
    frame = snapshot.read(
        "year_to_date",
        ["date", "pm25", "pm25_days"],
        [("city", "==", city), ("place", "==", place)],
    )
    dates = frame["date"]
    early = dates[(dates.dt.month == 1) & (frame["pm25_days"] > 0)].dt.year.unique()
    frame["starts_late"] = ~dates.dt.year.isin(early)
    return frame.drop(columns="pm25_days").reset_index(drop=True)


@remembered
def source_titles(
    snapshot: Snapshot, city: str, start: pd.Timestamp, end: pd.Timestamp
) -> tuple[tuple[str, str], ...]:
    """Return (Chinese, English) titles of a city's sources that have data in start … end."""
    frame = snapshot.read(
        "sources", ["title_zh", "title_en", "period_start", "period_end"], [("city", "==", city)]
    )
    has_some = ~((frame["period_start"] > end) | (frame["period_end"] <= start))
    kept = frame[has_some]
    return tuple(zip(kept["title_zh"], kept["title_en"], strict=True))


@remembered
def places_on_the_map(snapshot: Snapshot, city: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return (place, scope, Chinese name, English name) of every district and station of a city."""
    here = [("city", "==", city)]
    found = []
    for table, key in (("districts", "district"), ("stations", "station")):
        frame = snapshot.read(table, [key, "name_zh", "name_en"], here)
        rows = zip(frame[key], frame["name_zh"], frame["name_en"], strict=True)
        found += [(place, key, zh, en) for place, zh, en in rows]
    return tuple(found)
