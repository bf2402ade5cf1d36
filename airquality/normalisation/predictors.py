"""What a model is told of an hour or a day: its weather, what the air remembers, the calendar.

Wind blows from somewhere for hours before the air is clean; stagnant, moist air fills up for days.
A model of the hour's own weather knows nothing of it (R² 0.43 to 0.50 on held-out weeks of
Beijing's PM2.5 against 0.76 with the memory). So means of the hours before stand beside the hour's
own weather. They end with the hour itself and never look ahead. What is measured of the air (the
hour before, another pollutant) is no predictor: a measure changes it, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from airquality.hours import HOURS_PER_DAY
from airquality.normalisation.refusal import NormalisationError
from airquality.normalisation.remembered import (
    changes,
    extreme_before,
    hours_since,
    means_before,
    spreads_before,
    sums_before,
)
from airquality.weather import wind_components

#: How far back the air remembers: hours of the longest mean of each set of predictors.
MEMORY_HOURS: dict[str, int] = {"hour": 0, "day": 24, "all": 168}
MEMORIES: tuple[str, ...] = tuple(MEMORY_HOURS)
WINDOWS: tuple[int, ...] = (3, 6, 12, 24, 48, 72, 120, 168)
EXTREME_WINDOWS: tuple[int, ...] = (24, 72)
EXTREMES: tuple[tuple[str, str], ...] = (
    ("temperature", "least"),
    ("temperature", "most"),
    ("wind_speed", "most"),
    ("humidity", "most"),
    ("dew_point", "least"),
)
#: Windows and names of standard deviations: air that stirs is not air that lies.
SPREAD_WINDOWS: tuple[int, ...] = (12, 24, 72)
SPREADS: tuple[str, ...] = ("wind_u", "wind_v", "temperature", "pressure")
TENDENCIES: tuple[int, ...] = (3, 6, 24, 48)
#: The calendar and the trend: what weather does not change. `trend` is days since the first row.
CALENDAR: tuple[str, ...] = ("hour", "weekday", "day_of_year", "trend")
#: Rain of an hour (mm) and wind (m/s) that clean the air (our own choice).
RAINS, BLOWS = 0.1, 3.0
#: Of a day, its short memory is that at the end of this hour, its long one that of its last.
AFTERNOON = 17

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Predictors:
    """What a model is told, row by row.

    Attributes:
        matrix: float32 (row, column), missing = NaN: trees take it as it is.
        names: of the columns, weather first, those of `CALENDAR` last.
        times: datetime64[h] (row,), the beginning of the hour or of the day.
        step_hours: 1, or 24 where a row is a day.
        memory: one of `MEMORIES`.
    """

    matrix: np.ndarray
    names: tuple[str, ...]
    times: np.ndarray
    step_hours: int
    memory: str = "all"

    @property
    def weather_columns(self) -> int:
        """How many columns, the first ones, are weather."""
        return sum(name not in CALENDAR for name in self.names)

    def select(self, rows: np.ndarray) -> Predictors:
        """Return some rows, by their positions or as bool (row,)."""
        return replace(self, matrix=self.matrix[rows], times=self.times[rows])


def hourly_predictors(
    weather: Mapping[str, np.ndarray], times: np.ndarray, memory: str = "all"
) -> Predictors:
    """Return the predictors of every hour.

    Args:
        weather: by id of `airquality.weather.WEATHER`, (hour,) each, missing = NaN. Any may lack;
            what is made of it then lacks, too. Rain is the sum of the hour (mm).
        times: datetime64[h] (hour,), consecutive, the beginning of the hour.
        memory: one of `MEMORIES`.

    A mean needs half of its hours, else it is NaN. A column that never varies is left out.

    Raises:
        KeyError: an unknown memory.
        ValueError: times are not consecutive hours, or lengths differ.
        NormalisationError: `no_weather` where no weather varies.
    """
    times = _check(weather, times)
    columns = _weather_columns(weather, MEMORY_HOURS[memory])
    calendar = {"hour": (times.astype(np.int64) % HOURS_PER_DAY).astype(np.float64)}
    return _assemble(columns, calendar | _calendar(times), times, 1, memory)


def daily_predictors(
    weather: Mapping[str, np.ndarray], times: np.ndarray, memory: str = "all"
) -> Predictors:
    """Return the predictors of every day, for a statistic of the day such as the MDA8 of ozone.

    Arguments and errors as `hourly_predictors`, the hours being whole days. Of a day there are the
    short means as they stand when the hour `AFTERNOON` ends, and the means of 24 hours and longer,
    as they stand at midnight; `memory` `hour` holds what lies within the day itself.
    """
    times = _check(weather, times)
    if len(times) % HOURS_PER_DAY or (len(times) and times[0].astype(np.int64) % HOURS_PER_DAY):
        raise ValueError("daily predictors need whole days of hours from 00:00")
    reach = max(MEMORY_HOURS[memory], HOURS_PER_DAY)
    if memory == "day":
        reach = 2 * HOURS_PER_DAY
    columns = {}
    for name, values in _weather_columns(weather, reach).items():
        hour = HOURS_PER_DAY - 1 if _hours_in(name) >= HOURS_PER_DAY else AFTERNOON
        columns[name] = values.reshape(-1, HOURS_PER_DAY)[:, hour]
    days = times[::HOURS_PER_DAY]
    return _assemble(columns, _calendar(days), days, HOURS_PER_DAY, memory)


def _check(weather: Mapping[str, np.ndarray], times: np.ndarray) -> np.ndarray:
    hours = np.asarray(times).astype("datetime64[h]")
    if len(hours) > 1 and not np.all(np.diff(hours).astype(np.int64) == 1):
        raise ValueError("the times are not consecutive hours")
    for name, values in weather.items():
        if np.shape(values) != hours.shape:
            raise ValueError(f"{name}: {np.shape(values)} values for {len(hours)} hours")
    return hours


def _hours_in(name: str) -> int:
    """Return the window in the name of a column; 0 of the hour's own weather."""
    tail = name.rsplit("_", 1)[-1]
    return int(tail) if tail.isdigit() else 0


def _weather_columns(weather: Mapping[str, np.ndarray], reach: int) -> Columns:
    """Return the weather of the hours and of up to `reach` hours before."""
    own = _own_hour(weather)
    columns = dict(own)
    windows = [w for w in WINDOWS if w <= reach]
    # A mean of the depression adds nothing to those of temperature and dew point but doubles them.
    for name, values in own.items():
        if name == "dew_point_depression":
            continue
        made = sums_before(values, windows) if name == "rain" else means_before(values, windows)
        columns |= {f"{name}_{w}": each for w, each in zip(windows, made, strict=True)}
    for window in (w for w in EXTREME_WINDOWS if w <= reach):
        for name, side in EXTREMES:
            if name in own:
                columns[f"{name}_{side}_{window}"] = extreme_before(own[name], window, side)
    spread_windows = [w for w in SPREAD_WINDOWS if w <= reach]
    for name in (name for name in SPREADS if name in own):
        made = spreads_before(own[name], spread_windows)
        found = zip(spread_windows, made, strict=True)
        columns |= {f"{name}_spread_{w}": each for w, each in found}
    for name in own.keys() & {"temperature", "dew_point", "pressure"}:
        for step in (s for s in TENDENCIES if s <= reach):
            columns[f"{name}_change_{step}"] = changes(own[name], step)
    if reach:
        columns |= _hours_since(own, reach)
    return dict(sorted(columns.items()))


def _own_hour(weather: Mapping[str, np.ndarray]) -> Columns:
    """Return the weather of the hour itself, with what follows from it.

    The saturation pressure of humidity is that of Magnus with the coefficients of WMO-No. 8
    (Guide to Meteorological Instruments, annex 4.B): 6.112 exp(17.62 t / (243.12 + t)) hPa.
    """
    own = {
        name: np.asarray(weather[name], dtype=np.float64)
        for name in ("temperature", "dew_point", "pressure", "rain", "wind_speed")
        if name in weather and not np.isnan(weather[name]).all()
    }
    if "temperature" in own and "dew_point" in own:
        own["dew_point_depression"] = own["temperature"] - own["dew_point"]
        wet, dry = (17.62 * t / (243.12 + t) for t in (own["dew_point"], own["temperature"]))
        own["humidity"] = 100 * np.exp(wet - dry)
    if "wind_speed" in own and "wind_direction" in weather:
        direction = np.asarray(weather["wind_direction"], dtype=np.float64)
        own["wind_u"], own["wind_v"] = wind_components(own["wind_speed"], direction)
    return own


def _hours_since(own: Columns, reach: int) -> Columns:
    """Return hours since rain, since strong wind and since strong wind from the north half."""
    found: Columns = {}
    if "rain" in own:
        found["since_rain"] = hours_since(own["rain"] >= RAINS, reach)
    if "wind_speed" in own:
        found["since_wind"] = hours_since(own["wind_speed"] >= BLOWS, reach)
    if "wind_v" in own:
        blows = np.hypot(own["wind_u"], own["wind_v"]) >= BLOWS
        found["since_north_wind"] = hours_since(blows & (own["wind_v"] < 0), reach)
    return found


def _calendar(times: np.ndarray) -> Columns:
    days = times.astype("datetime64[D]")
    first_of_year = days.astype("datetime64[Y]").astype("datetime64[D]")
    return {
        # 1970-01-01 was a Thursday; Monday is 0.
        "weekday": ((days.astype(np.int64) + 3) % 7).astype(np.float64),
        "day_of_year": (days - first_of_year).astype(np.float64),
        "trend": (times - times[:1]).astype(np.float64) / HOURS_PER_DAY,
    }


def _assemble(
    weather: Columns, calendar: Columns, times: np.ndarray, step_hours: int, memory: str
) -> Predictors:
    """Put the columns side by side, weather that never varies left out."""
    held = {name: values for name, values in weather.items() if _varies(values)}
    if not held:
        raise NormalisationError(
            "no_weather", "no weather varies beside the pollutant: nothing can be taken out"
        )
    columns = held | calendar
    matrix = np.column_stack(list(columns.values())).astype(np.float32)
    return Predictors(matrix, tuple(columns), times, step_hours, memory)


def _varies(values: np.ndarray) -> bool:
    present = values[~np.isnan(values)]
    return bool(present.size) and bool(present.min() < present.max())
