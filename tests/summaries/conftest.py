"""A small set of frames that keeps every contract and every sanity rule."""

from collections.abc import Callable
from typing import Any

import geopandas
import pandas as pd
import pytest
import shapely

from summaries.table import Table
from summaries.tables import TABLES

_DEFAULTS: dict[str, Any] = {
    "str": "x",
    "bool": True,
    "i2": 0,
    "i4": 0,
    "f4": 1.0,
    "f8": 1.0,
    "time": pd.Timestamp("2019-01-01"),
}
_POINT = shapely.Point(116.4, 39.9)
_SQUARE = shapely.box(116.0, 39.0, 117.0, 40.0)


def _fill(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows with every column: what a row does not name takes a plain default."""
    data: dict[str, Any] = {}
    for column in table.columns:
        low = column.low if column.low is not None else 0
        default = _DEFAULTS.get(column.type, _POINT)
        if column.type in ("f4", "f8") and not low <= default <= (column.high or 1e9):
            default = low
        values = [row.get(column.name, default) for row in rows]
        # Without a row nothing tells text from numbers.
        data[column.name] = pd.Series(values, dtype="str" if column.type == "str" else None)
    frame = pd.DataFrame(data)
    if table.geometry:
        return geopandas.GeoDataFrame(frame, geometry=table.geometry, crs="EPSG:4326")
    return frame


@pytest.fixture
def fill() -> Callable[[Table, list[dict[str, Any]]], pd.DataFrame]:
    """The function that completes rows of a table."""
    return _fill


@pytest.fixture(scope="session")
def agreeing() -> dict[str, pd.DataFrame]:
    """The frames of `frames` as made, for all tests: to be copied, never changed."""
    days = pd.date_range("2019-01-01", periods=2)
    city = {"city": "ganjing", "scope": "city", "place": "ganjing"}
    places = [
        city,
        {"city": "ganjing", "scope": "station", "place": "1001A"},
        {"city": "ganjing", "scope": "district", "place": "110101"},
    ]
    judged = {"valid_days": 2, "good_days": 1, "heavy_days": 1, "pm25_days": 2, "o3_days": 2}
    period = {**judged, "level2_days": 1, "level5_days": 1, "calendar_days": 31}
    hours = pd.date_range(days[0], periods=48, freq="h")
    rows: dict[str, list[dict[str, Any]]] = {
        "cities": [{"city": "ganjing"}],
        "districts": [{"city": "ganjing", "district": "110101", "geometry": _SQUARE}],
        "stations": [{"city": "ganjing", "station": "1001A", "lon": 116.4, "lat": 39.9}],
        "hourly_city": [{"city": "ganjing", "time": t, "pm25": 20.0 + t.hour} for t in hours],
        "daily": [
            {**place, "date": day, "pm25": 31.5, "aqi_at_least": float("nan"), "origin": "hours"}
            for place in places
            for day in days
        ],
        "monthly": [{**place, **period} for place in places],
        "annual": [{**place, **period} for place in places],
        "year_to_date": [
            {**place, **judged, "date": days[1], "elapsed_days": 2} for place in places
        ],
        "profiles": [city],
        "trends": [city],
        "completeness": [
            {
                "city": "ganjing",
                "share_valid": 0.9,
                "share_excluded": 0.02,
                "share_source_empty": 0.05,
                "share_rejected": 0.01,
                "share_not_loaded": 0.02,
            }
        ],
        "flags": [{"city": "ganjing", "station": "1001A"}],
        "problems": [{"city": "ganjing"}],
        "sources": [{"city": "ganjing"}],
        "targets": [{"city": "ganjing", "year": 2019}],
        "evaluations": [
            {**place, **period, "kind": kind, "basis": "all"}
            for place in places
            for kind in ("month", "year")
        ],
        "judgements": [
            {**place, **period, "kind": kind, "basis": "all", "standard": "in_force"}
            for place in places
            for kind in ("month", "year")
        ],
    }
    filled = {name: _fill(table, rows.get(name, [])) for name, table in TABLES.items()}
    return {name: TABLES[name].conform(frame) for name, frame in filled.items()}


@pytest.fixture
def frames(agreeing: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Two days of January 2019 of one city, its station and its district: all tables agree."""
    return {name: frame.copy() for name, frame in agreeing.items()}
