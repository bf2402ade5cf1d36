"""The weather of each day: what a case is compared by.

Ventilation is the height of the boundary layer times the wind speed; it is there only where the
height was given, never made up from something else.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from airquality.episodes.factor import Factor
from airquality.hours import HOURS_PER_DAY
from airquality.running import block_mean
from airquality.weather import BOUNDARY_LAYER

#: Hours that a day's mean of weather needs. Our own choice: three quarters of the day.
LEAST_HOURS = 18


_ALL = (
    Factor("wind_speed", "风速", "Wind speed", "m/s", 1),
    Factor("dew_point_depression", "温度露点差", "Dew point depression", "°C", 1),
    Factor("temperature", "气温", "Air temperature", "°C", 1),
    Factor("pressure", "气压", "Air pressure", "hPa", 0),
    Factor("rain", "日降水量", "Rain of a day", "mm", 1),
    Factor("ventilation", "通风量", "Ventilation", "m²/s", 0),
)

WEATHER_FACTORS: dict[str, Factor] = {factor.id: factor for factor in _ALL}


def weather_days(
    hours: Mapping[str, np.ndarray], least_hours: int = LEAST_HOURS
) -> dict[str, np.ndarray]:
    """Return the daily values of the factors that the hours allow, float64 (day,) each.

    hours: by id of `airquality.weather`, of `BOUNDARY_LAYER` too, float (hour,) in whole days from
    00:00, missing = NaN. Means of the day's hours; rain is their sum (mm a day), that of the hours
    present where up to a quarter is missing. Dew point depression is T - Td hour by hour, 0 where
    Td is printed above T: that is rounding. NaN where fewer than `least_hours` hours are there; a
    factor without a single day is left out.
    """
    parts: dict[str, np.ndarray] = {
        name: np.asarray(hours[name], dtype=np.float64)
        for name in ("wind_speed", "temperature", "pressure", "rain")
        if name in hours
    }
    if "temperature" in hours and "dew_point" in hours:
        below = np.asarray(hours["temperature"], dtype=np.float64) - hours["dew_point"]
        parts["dew_point_depression"] = np.maximum(below, 0.0)
    if BOUNDARY_LAYER.id in hours and "wind_speed" in hours:
        height = np.asarray(hours[BOUNDARY_LAYER.id], dtype=np.float64)
        parts["ventilation"] = height * hours["wind_speed"]
    found = {
        name: block_mean(parts[name], HOURS_PER_DAY, least_hours)
        for name in WEATHER_FACTORS
        if name in parts
    }
    if "rain" in found:
        enough = np.isfinite(found["rain"])
        found["rain"] = np.where(enough, _sum_of_days(parts["rain"]), np.nan)
    return {name: days for name, days in found.items() if np.isfinite(days).any()}


def _sum_of_days(hours: np.ndarray) -> np.ndarray:
    """Return the sum of each day's hours, what is missing counted as nothing."""
    return np.asarray(np.nan_to_num(hours).reshape(-1, HOURS_PER_DAY).sum(axis=1))


def daily_maximum(hours: np.ndarray, least_hours: int = LEAST_HOURS) -> np.ndarray:
    """Return each day's highest hour, float64 (day,); NaN where fewer hours are there."""
    days = np.asarray(hours, dtype=np.float64).reshape(-1, HOURS_PER_DAY)
    held = np.isfinite(days)
    highest = np.where(held, days, -np.inf).max(axis=1)
    return np.where(held.sum(axis=1) >= least_hours, highest, np.nan)
