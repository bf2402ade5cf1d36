"""Step `station_hours`: means of short blocks of hours at every station."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import round_half_even
from airquality.wind import block_wind
from pipeline.city import CityData
from pipeline.steps.kept_decimals import kept_decimals

DEGREES = 360.0


def build_station_hours(city: CityData) -> pd.DataFrame:
    """Return the table `station_hours` in blocks of `[keep] station_hours`.

    Two thirds of a block's hours must be usable, rounded up, of wind as well. Blocks without any
    pollutant have no row; control points have theirs, as in all tables of stations. No rows for a
    city without hours.
    """
    step = city.project.keep.station_hours
    if city.usable is None:
        none = np.empty((0, 0))
        return _as_frame(city, (none, none), np.empty(0, "datetime64[h]"))
    return _as_frame(city, _wind_of(city, step, city.least_block_hours), city.usable.times[::step])


def _wind_of(city: CityData, step: int, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Return speed and direction of the blocks' mean wind, (station, time); NaN without wind."""
    grid, weather = city.usable, city.weather
    wanted = ("wind_speed", "wind_direction")
    if grid is None or weather is None or any(name not in weather.variables for name in wanted):
        shape = (0, 0) if grid is None else (len(grid.stations), grid.hours // step)
        return np.full(shape, np.nan), np.full(shape, np.nan)
    return block_wind(weather.of("wind_speed"), weather.of("wind_direction"), step, least)


def _as_frame(
    city: CityData, wind: tuple[np.ndarray, np.ndarray], times: np.ndarray
) -> pd.DataFrame:
    """Return a row for each station and time with any value.

    wind: speed and direction, (station, time).
    """
    means = city.block_means
    codes = [] if city.usable is None else list(city.usable.stations)
    order = np.argsort(np.array(codes, dtype=str), kind="stable")
    rows, columns = np.nonzero(np.isfinite(means[:, order]).any(axis=0))
    rows = order[rows] if len(order) else rows
    frame: dict[str, object] = {
        "city": pd.Categorical([city.project.city.id])[np.zeros(len(rows), dtype=np.int8)],
        "station": pd.Categorical(codes)[rows] if codes else pd.Categorical([""] * len(rows)),
        "time": times.astype("datetime64[ms]")[columns],
        "step_hours": np.full(len(rows), city.project.keep.station_hours, np.int32),
    }
    for number, name in enumerate(POLLUTANT_IDS):
        exact = means[number][rows, columns]
        frame[name] = round_half_even(exact, kept_decimals(name)).astype(np.float32)
    speed, direction = (own[rows, columns] for own in wind)
    frame["wind_speed"] = np.round(speed, 1).astype(np.float32)
    # Whole degrees: an arrow of a block's mean bears no more; 359.7° is north again.
    frame["wind_direction"] = (np.round(direction) % DEGREES).astype(np.float32)
    return pd.DataFrame(frame, copy=False)
