"""Step `profiles`: mean cycles of the day, the week and the year."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from airquality.profiles import CYCLES, Profile, profile
from pipeline.city import CityData
from pipeline.days import PlaceDays
from pipeline.engine import Engine
from pipeline.steps.hourly_city import Means
from pipeline.steps.place_rows import place_columns

DAILY_METRICS = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
ALL_YEARS = "all"


def build_profiles(
    city: CityData, days: PlaceDays, area_means: list[Means], engine: Engine
) -> pd.DataFrame:
    """Return the table `profiles`: of all years together and of each year.

    The hours of a district or city are the means over its evaluation stations. A position without
    any value has no row.
    """
    blocks = []
    if city.usable is not None:
        for name in POLLUTANT_IDS:
            means = [of_area[name] for of_area in area_means]
            values = np.concatenate([city.usable.of(name), np.stack(means)])
            blocks.append((name, "hour", city.usable.times, values))
    for name in DAILY_METRICS:
        blocks += [(name, cycle, days.dates, days.values[name]) for cycle in ("weekday", "month")]
    found = engine.map(_cycles_of, blocks)
    parts = [
        (name, cycle, period, means)
        for (name, cycle, _, _), periods in zip(blocks, found, strict=True)
        for period, means in periods.items()
    ]
    return _as_rows(days, parts)


def _cycles_of(block: tuple[str, str, np.ndarray, np.ndarray]) -> dict[str, Profile]:
    """Return the profiles of one metric: of all years and of each."""
    _, cycle, times, values = block
    of_cycle = partial(profile, size=CYCLES[cycle].size)
    where = CYCLES[cycle].find_positions(times)
    years = times.astype("datetime64[Y]")
    found = {ALL_YEARS: of_cycle(values, where)}
    first = np.flatnonzero(years[1:] != years[:-1]) + 1
    for begin, end in zip([0, *first], [*first, len(years)], strict=True):
        own = slice(begin, end)
        found[str(years[begin])] = of_cycle(values[:, own], where[own])
    return found


def _as_rows(days: PlaceDays, parts: list[tuple[str, str, str, Profile]]) -> pd.DataFrame:
    """Return a row for each position that has a value, of all parts at once."""
    where = [np.nonzero(means.count) for _, _, _, means in parts]
    part = np.repeat(np.arange(len(parts)), [len(rows) for rows, _ in where])
    frame: dict[str, Any] = place_columns(days, np.concatenate([rows for rows, _ in where]))
    for number, name in enumerate(("metric", "cycle", "period")):
        frame[name] = pd.Categorical([each[number] for each in parts])[part]
    frame["position"] = np.concatenate(
        [CYCLES[each[1]].labels[at] for each, (_, at) in zip(parts, where, strict=True)]
    )
    for name in ("mean", "low", "high", "count"):
        chosen = [getattr(each[3], name)[at] for each, at in zip(parts, where, strict=True)]
        frame[name] = np.concatenate(chosen)
    return pd.DataFrame(frame)
