"""A made-up city of even air with one case of known numbers, and its tables."""

from dataclasses import replace

import numpy as np
import pandas as pd

from airquality.hours import Gap, HourGrid
from pipeline.city import CityData
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.published import add_published
from pipeline.steps.special_days import build_special_days
from pipeline.tables_of_cases import compute_case_tables
from summaries.tables import TABLES

#: Concentrations of every hour outside the case.
EVEN = {"pm25": 30.0, "pm10": 60.0, "so2": 5.0, "no2": 20.0, "co": 0.5, "o3": 60.0}
HIGH = 200.0
FIRST, LAST = np.datetime64("2019-01-10T00", "h"), np.datetime64("2019-01-13T00", "h")
#: Hours after FIRST at which each evaluation station rises; the control point never does.
RISES = {"9001A": 0, "9002A": 3, "9003A": 6, "9004A": 6}
CASE = "shili-pm25-20190110"


def with_case(city: CityData, changes: dict[str, np.ndarray] | None = None) -> CityData:
    """Return the city with even air but for 72 hours of high PM2.5 (later at some stations).

    changes: pollutant -> (hour,), laid over the hours of all evaluation stations where not NaN.
    """
    assert city.usable is not None
    grid = city.usable
    values = np.empty_like(grid.values)
    for name, value in EVEN.items():
        values[grid.variables.index(name)] = value
    pm25 = values[grid.variables.index("pm25")]
    for row, station in enumerate(grid.stations):
        if station in RISES:
            first = FIRST + RISES[station]
            pm25[row, (grid.times >= first) & (grid.times < LAST)] = HIGH
    for name, given in (changes or {}).items():
        rows = [row for row, station in enumerate(grid.stations) if station in RISES]
        own = values[grid.variables.index(name)]
        own[rows] = np.where(np.isnan(given), own[rows], given)
    made = HourGrid(
        grid.variables, grid.stations, grid.start, values, np.zeros_like(grid.gaps, np.uint8)
    )
    return replace(city, hours=made, usable=made, flags=None, published=None)


def without(city: CityData, hours: slice, pollutant: str = "pm25") -> CityData:
    """Return the city with hours of a pollutant missing at every station."""
    assert city.usable is not None
    grid = city.usable
    values, gaps = grid.values.copy(), grid.gaps.copy()
    row = grid.variables.index(pollutant)
    values[row, :, hours], gaps[row, :, hours] = np.nan, Gap.NOT_LOADED
    made = HourGrid(grid.variables, grid.stations, grid.start, values, gaps)
    return replace(city, hours=made, usable=made)


def hours_of(city: CityData, first: str, end: str, value: float) -> np.ndarray:
    """Return (hour,) on the hours of the city: value from first to end, NaN elsewhere."""
    assert city.usable is not None
    times = city.usable.times
    inside = (times >= np.datetime64(first, "h")) & (times < np.datetime64(end, "h"))
    return np.where(inside, value, np.nan)


def tables_of(city: CityData) -> dict[str, pd.DataFrame]:
    """Return the tables of the case library; each keeps its contract."""
    days = add_published(compute_days(city, Engine()), city)
    found: dict[str, pd.DataFrame] = {}
    means = mean_hours(city, areas_of(city))
    compute_case_tables(city, days, means, build_special_days(city), found.__setitem__)
    tables = {name: TABLES[name].conform(frame) for name, frame in found.items()}
    for name, frame in tables.items():
        TABLES[name].check(frame)
    return tables
