"""Step `reference_factors`: what brings old concentrations to the present reference state."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.averages import daily_mean
from airquality.standards.gb3095 import (
    GAS_FACTOR,
    REFERENCE_STATE_CHANGE,
    convert_particles_to_present_state,
)
from pipeline.city import CityData
from pipeline.days import PlaceDays


def build_reference_factors(city: CityData, days: PlaceDays) -> pd.DataFrame:
    """Return the table `reference_factors`: a row for each day before 2018-09-01 with any value.

    Particles: (273/T)(P/1013.25 hPa) of the city's mean temperature and pressure of the day, each
    of at least 20 hours (`Validity.hours_a_day`); NaN where the weather is missing. One factor
    serves all places of the city: those of its stations differ by less than the weather is known.
    """
    chosen = days.active.any(axis=0) & (days.dates < REFERENCE_STATE_CHANGE)
    dates = days.dates[chosen]
    temperature, pressure = (
        _daily_weather(city, days, name) for name in ("temperature", "pressure")
    )
    factor = convert_particles_to_present_state(
        np.ones(len(dates)), dates, temperature[chosen], pressure[chosen]
    )
    frame = {
        "date": dates.astype("datetime64[ms]"),
        "gas_factor": np.full(len(dates), GAS_FACTOR, np.float32),
        "particle_factor": factor.astype(np.float32),
        "city": pd.Categorical([days.city])[np.zeros(len(dates), dtype=np.int8)],
    }
    return pd.DataFrame(frame, copy=False)


def _daily_weather(city: CityData, days: PlaceDays, name: str) -> np.ndarray:
    """Return the daily mean of one weather variable on the days of the city, NaN without it."""
    found = np.full(len(days.dates), np.nan)
    if city.usable is None or city.weather is None or name not in city.weather.variables:
        return found
    mean, _ = daily_mean(city.mean_weather[name], city.project.validity_rules)
    first = int((city.usable.dates[0] - days.dates[0]).astype(int))
    found[first : first + len(mean)] = mean
    return found
