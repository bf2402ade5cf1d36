"""Steps `running_daily` and `running_hourly`: running means of days and of hours."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import round_half_even
from airquality.running import least_of, trailing_mean
from pipeline.city import CityData
from pipeline.days import PlaceDays
from pipeline.project import Project
from pipeline.steps.hourly_city import Means
from pipeline.steps.kept_decimals import kept_decimals
from pipeline.steps.place_rows import place_columns, rows_by_key
from summaries.tables.running import DAILY_METRICS, DAILY_WINDOWS, HOURLY_WINDOWS


def build_running_daily(days: PlaceDays, project: Project) -> pd.DataFrame:
    """Return the table `running_daily`: a row for each day of a place, as in `daily`.

    The share of a window's days that must be valid is the project's (`Running.share_of_days`).
    """
    rows, columns = rows_by_key(days, days.active)
    frame = place_columns(days, rows)
    frame["date"] = days.dates.astype("datetime64[ms]")[columns]
    for metric in DAILY_METRICS:
        for window in DAILY_WINDOWS:
            least = least_of(window, project.running.share_of_days)
            means = trailing_mean(days.values[metric], window, least)
            frame[f"{metric}_{window}d"] = _rounded(means[rows, columns], metric)
    return pd.DataFrame(frame, copy=False)


def build_running_hourly(city: CityData, means: Means) -> pd.DataFrame:
    """Return the table `running_hourly` from the city's hourly means: pollutant -> (hour,).

    Every hour from the first to the last with any running mean has a row; none for a city without
    hours. The counts are GB 3095's for 8-hour and daily means (`Validity`).
    """
    rules = city.project.validity_rules
    least = {8: rules.hours_a_window, 24: rules.hours_a_day}
    found = {
        f"{pollutant}_{window}h": _rounded(
            trailing_mean(means[pollutant], window, least[window])
            if city.usable is not None
            else np.empty(0),
            pollutant,
        )
        for pollutant in POLLUTANT_IDS
        for window in HOURLY_WINDOWS
    }
    held = np.flatnonzero(np.any([np.isfinite(values) for values in found.values()], axis=0))
    own = slice(int(held[0]), int(held[-1]) + 1) if len(held) else slice(0, 0)
    times = np.empty(0, "datetime64[h]") if city.usable is None else city.usable.times
    columns: dict[str, object] = {name: values[own] for name, values in found.items()}
    columns["time"] = times[own].astype("datetime64[ms]")
    name = city.project.city.id
    columns["city"] = pd.Categorical([name])[np.zeros(own.stop - own.start, dtype=np.int8)]
    return pd.DataFrame(columns, copy=False)


def _rounded(values: np.ndarray, metric: str) -> np.ndarray:
    return round_half_even(values, kept_decimals(metric)).astype(np.float32)
