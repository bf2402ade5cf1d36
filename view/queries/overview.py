"""What the overview asks of a snapshot."""

import pandas as pd

from summaries.store import Snapshot
from view.cache import remembered
from view.lines import CITY_ONLY
from view.standing import KEY_METRICS

_SERIES = (
    "date",
    *KEY_METRICS,
    "pm25_days",
    "o3_days",
    "valid_days",
    "elapsed_days",
    "good_days",
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
    frame = _years_to_date(snapshot, city, place)
    return frame[frame["date"].dt.year == year].reset_index(drop=True)


@remembered
def _years_to_date(snapshot: Snapshot, city: str, place: str) -> pd.DataFrame:
    """Return the same for all years of a place: to read one of them takes as long as all."""
    where = [("city", "==", city), ("place", "==", place)]
    frame = snapshot.read("year_to_date", list(_SERIES), where)
    frame["heavy_days"] = frame["heavy_days"].where(frame["good_ratio"].notna())
    return frame


@remembered
def last_day(snapshot: Snapshot, city: str, year: int, until: int) -> pd.Timestamp:
    """Return the last day shown: the end of the month `until`, or the city's last day before it."""
    asked = pd.Timestamp(year, until, 1) + pd.offsets.MonthEnd(0)
    days = year_so_far(snapshot, city, city, year)["date"]
    there = days[days <= asked]
    return pd.Timestamp(there.max()) if len(there) else asked


def year_before(day: pd.Timestamp) -> pd.Timestamp:
    """Return the same month and day of the year before; of a month's last day, the last of it."""
    before = day - pd.DateOffset(years=1)
    return before + pd.offsets.MonthEnd(0) if day.is_month_end else before


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
def source_titles(
    snapshot: Snapshot, city: str, start: pd.Timestamp, end: pd.Timestamp, of_places: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return (Chinese, English) titles of a city's sources that have data in start … end.

    of_places: those of its districts and stations, which published values of the city are not.
    """
    columns = ["kind", "title_zh", "title_en", "period_start", "period_end"]
    frame = snapshot.read("sources", columns, [("city", "==", city)])
    has_some = ~((frame["period_start"] > end) | (frame["period_end"] <= start))
    if of_places:
        has_some &= frame["kind"] != CITY_ONLY
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
