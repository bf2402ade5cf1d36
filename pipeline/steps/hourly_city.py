"""Step `hourly_city`: the mean over a city's stations, hour by hour."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.hours import HOURS_PER_DAY
from airquality.pollutants import POLLUTANT_IDS
from airquality.weather import WEATHER_IDS
from pipeline.city import CityData
from pipeline.days import PlaceDays

Means = dict[str, np.ndarray]


def build_hourly_city(city: CityData, days: PlaceDays, means: Means) -> pd.DataFrame:
    """Return the table `hourly_city` from the city's hourly means of the pollutants.

    `means`: pollutant -> (hour,) on the times of the city's hours. Every hour from the first to
    the last day with a value has a row. Weather is the mean of all stations that have it, wind
    direction that of the wind vectors; no rows for a city without hours.
    """
    grid = city.usable
    if grid is None:
        names = ("city", "time", *POLLUTANT_IDS, "stations", *WEATHER_IDS)
        return pd.DataFrame({name: [] for name in names}, dtype=float).astype(
            {"city": "str", "time": "datetime64[ms]"}
        )
    evaluates = np.flatnonzero((city.stations["kind"] == "evaluation").to_numpy())
    held = ~np.isnan(grid.values[:, evaluates]).all(axis=0)
    has_any = np.flatnonzero(held.any(axis=0))
    begin = has_any[0] // HOURS_PER_DAY * HOURS_PER_DAY if len(has_any) else 0
    end = (has_any[-1] // HOURS_PER_DAY + 1) * HOURS_PER_DAY if len(has_any) else 0
    own = slice(int(begin), int(end))
    columns: dict[str, object] = {"time": grid.times[own].astype("datetime64[ms]")}
    columns |= {name: means[name][own].astype(np.float32) for name in POLLUTANT_IDS}
    columns["stations"] = held.sum(axis=0, dtype=np.int32)[own]
    columns |= {name: city.mean_weather[name][own] for name in WEATHER_IDS}
    columns["city"] = pd.Categorical([days.city])[np.zeros(own.stop - own.start, dtype=np.int8)]
    return pd.DataFrame(columns, copy=False)
