"""Step `profiles`: mean cycles of the day, the week and the year, and of hours by both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from airquality.hours import HOURS_PER_DAY
from airquality.pollutants import POLLUTANT_IDS
from airquality.profiles import CROSSED_CYCLES, CYCLES, Profile, leave_season, profiles_of_spans
from pipeline.city import CityData
from pipeline.days import PlaceDays
from pipeline.engine import Engine
from pipeline.steps.hourly_city import Means
from pipeline.steps.kept_decimals import kept_decimals
from pipeline.steps.place_rows import place_columns

DAILY_METRICS = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
ALL_YEARS = "all"
#: Cycles that are no part of the season: their intervals are taken from what the season leaves.
BESIDE_THE_SEASON = ("hour", "weekday", "hour_weekday")

_ALL_CYCLES = CYCLES | CROSSED_CYCLES


@dataclass(frozen=True)
class _Block:
    """One metric of all places, (place, time), and the cycles that are wanted of it."""

    metric: str
    times: np.ndarray
    values: np.ndarray
    steps_a_day: int
    cycles: tuple[str, ...]


def build_profiles(
    city: CityData, days: PlaceDays, area_means: list[Means], engine: Engine
) -> pd.DataFrame:
    """Return the table `profiles`: of all years together and of each.

    The hours of a district or city are the means over its evaluation stations. Hours by weekday
    and by month are there of all years together only. A position without any value has no row.
    """
    blocks = []
    if city.usable is not None:
        for name in POLLUTANT_IDS:
            means = [of_area[name] for of_area in area_means]
            values = np.concatenate([city.usable.of(name), np.stack(means)])
            wanted = ("hour", *CROSSED_CYCLES)
            blocks.append(_Block(name, city.usable.times, values, HOURS_PER_DAY, wanted))
    blocks += [
        _Block(name, days.dates, days.values[name], 1, ("weekday", "month"))
        for name in DAILY_METRICS
    ]
    found = engine.map(_cycles_of, blocks)
    parts = [
        (block.metric, cycle, period, means)
        for block, cycles in zip(blocks, found, strict=True)
        for (cycle, period), means in cycles.items()
    ]
    return _as_rows(days, parts)


def _cycles_of(block: _Block) -> dict[tuple[str, str], Profile]:
    """Return the profiles of one metric by cycle and period: all years, and each."""
    anomalies = leave_season(block.values, block.steps_a_day)
    days = block.times[:: block.steps_a_day].astype("datetime64[D]")
    spans = _years_of(days)
    found = {}
    for cycle in block.cycles:
        own = {ALL_YEARS: spans[ALL_YEARS]} if cycle in CROSSED_CYCLES else spans
        parts = profiles_of_spans(
            block.values,
            _ALL_CYCLES[cycle].group_days(days, tuple(own.values())),
            block.steps_a_day,
            anomalies=anomalies if cycle in BESIDE_THE_SEASON else None,
        )
        for period, means in zip(own, parts, strict=True):
            found[cycle, period] = _round(means, block.metric) if cycle in CROSSED_CYCLES else means
    return found


def _years_of(days: np.ndarray) -> dict[str, slice]:
    """Return where all days lie, and those of each year, by the name of the period."""
    years = days.astype("datetime64[Y]")
    first = np.flatnonzero(years[1:] != years[:-1]) + 1
    found = {ALL_YEARS: slice(0, len(years))}
    for begin, end in zip([0, *first], [*first, len(years)], strict=True):
        found[str(years[begin])] = slice(int(begin), int(end))
    return found


def _round(means: Profile, metric: str) -> Profile:
    places = kept_decimals(metric)
    mean, low, high = (np.round(bound, places) for bound in (means.mean, means.low, means.high))
    return Profile(mean, low, high, means.count)


def _as_rows(days: PlaceDays, parts: list[tuple[str, str, str, Profile]]) -> pd.DataFrame:
    """Return a row for each position that has a value, of all parts at once."""
    where = [np.nonzero(means.count) for _, _, _, means in parts]
    part = np.repeat(np.arange(len(parts)), [len(rows) for rows, _ in where])
    frame: dict[str, Any] = place_columns(days, np.concatenate([rows for rows, _ in where]))
    for number, name in enumerate(("metric", "cycle", "period")):
        frame[name] = pd.Categorical([each[number] for each in parts])[part]
    frame["position"] = np.concatenate(
        [_ALL_CYCLES[each[1]].labels[at] for each, (_, at) in zip(parts, where, strict=True)]
    )
    for name in ("mean", "low", "high", "count"):
        chosen = [getattr(each[3], name)[at] for each, at in zip(parts, where, strict=True)]
        frame[name] = np.concatenate(chosen)
    return pd.DataFrame(frame)
