"""Weather variables that may stand beside the pollutants, and the mean of wind.

Wind is averaged as a vector: the mean of 350° and 10° is 0°, not 180°.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class WeatherVariable:
    """One weather variable: its id (a column name), names and unit."""

    id: str
    name_zh: str
    name_en: str
    unit: str


_ALL = (
    WeatherVariable("temperature", "气温", "Air temperature", "°C"),
    WeatherVariable("dew_point", "露点温度", "Dew point", "°C"),
    WeatherVariable("pressure", "气压", "Air pressure", "hPa"),
    WeatherVariable("rain", "降水量", "Precipitation", "mm"),
    WeatherVariable("wind_speed", "风速", "Wind speed", "m/s"),
    WeatherVariable("wind_direction", "风向", "Wind direction", "°"),
)

WEATHER: dict[str, WeatherVariable] = {variable.id: variable for variable in _ALL}
WEATHER_IDS: tuple[str, ...] = tuple(WEATHER)

#: No weather station measures it, a model gives it; where it is given cases are told by it.
BOUNDARY_LAYER = WeatherVariable("boundary_layer_height", "边界层高度", "Boundary layer", "m")


def wind_components(speed: np.ndarray, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn speed (m/s) and direction (degrees, where it blows from) into u, v (m/s, towards E, N).

    Arrays of any one shape; NaN where either input is NaN, but 0 where the speed is 0:
    calm air has no direction and still counts in a mean.
    """
    angle = np.deg2rad(direction)
    u = np.where(speed == 0, 0.0, -speed * np.sin(angle))
    v = np.where(speed == 0, 0.0, -speed * np.cos(angle))
    return u, v


def direction_of(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return where the wind of components u, v blows from, degrees in [0, 360); NaN when calm."""
    degrees = np.rad2deg(np.arctan2(-u, -v)) % 360.0
    # The remainder of a tiny negative angle is 360 itself in floating point.
    degrees = np.where(degrees >= 360.0, 0.0, degrees)
    return np.where(np.hypot(u, v) < 1e-9, np.nan, degrees)


def mean_weather(values: Mapping[str, np.ndarray], hours: int) -> dict[str, np.ndarray]:
    """Return the mean over the stations of every variable of the registry, float32 (hour,).

    values: by id of those that there are, (station, hour), missing = NaN. NaN where no station has
    a value. Wind direction is that of the mean vector of the stations that have both. With
    `BOUNDARY_LAYER` among the values its mean, too.
    """
    found = {name: np.full(hours, np.nan, np.float32) for name in WEATHER_IDS}
    for name in (*WEATHER_IDS, BOUNDARY_LAYER.id):
        if name in values and name != "wind_direction":
            found[name] = _mean_present(values[name])
    if "wind_direction" in values and "wind_speed" in values:
        u, v = wind_components(values["wind_speed"], values["wind_direction"])
        direction = direction_of(_mean_present(u), _mean_present(v))
        found["wind_direction"] = direction.astype(np.float32)
    return found


def _mean_present(values: np.ndarray) -> np.ndarray:
    """Return the mean of the stations that have a value, float32 (hour,)."""
    present = ~np.isnan(values)
    count = present.sum(axis=0)
    total = np.where(present, values, 0).sum(axis=0, dtype=np.float64)
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count > 0)
    return mean.astype(np.float32)
