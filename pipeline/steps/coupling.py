"""Step `coupling`: PM2.5 and ozone together, day by day, by season, month and temperature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from airquality.averages import daily_mean
from airquality.coupling import (
    SEASONS,
    correlate,
    count_quadrants,
    days_per_independent,
    season_of,
    temperature_classes,
)
from airquality.pollutants import POLLUTANTS
from airquality.rounding import round_half_even
from airquality.schemes import IN_FORCE, SCHEMES, daily_limits
from pipeline.city import CityData
from pipeline.days import PlaceDays
from pipeline.engine import Engine
from pipeline.steps.hourly_city import mean_weather
from pipeline.steps.percentiles import periods_of
from pipeline.steps.place_rows import place_columns

QUADRANTS = ("neither", "pm25_only", "o3_only", "both")
_KEY = ("period", "group_kind", "group", "standard")
_VALUES = ("days", *QUADRANTS, "correlation", "low", "high")


@dataclass(frozen=True)
class _Calendar:
    """What all places share: days, limits by scheme, groups of days, periods."""

    limits: dict[str, tuple[np.ndarray, np.ndarray]]
    groups: tuple[tuple[str, str, np.ndarray], ...]
    periods: dict[str, slice]


def build_coupling(days: PlaceDays, temperature: np.ndarray | None, engine: Engine) -> pd.DataFrame:
    """Return the table `coupling`: days by quadrant and rank correlations of PM2.5 and MDA8.

    temperature: of each day of `days`, from `daily_temperature`; None where there is none.
    Quadrants are by the daily limits of each scheme (PM2.5 24-hour, O3 MDA8), from values rounded
    as they are printed; correlations from unrounded ones. A group without a day has no row.
    """
    calendar = _lay_out(days.dates, temperature)
    blocks = [
        (days.values["pm25"][place], days.values["o3_mda8"][place]) for place in range(days.places)
    ]
    found = engine.map(partial(_couple, calendar), blocks)
    rows = np.repeat(np.arange(days.places), [len(own) for own in found])
    flat = [row for own in found for row in own]
    frame = pd.DataFrame(place_columns(days, rows))
    parts = pd.DataFrame(flat, columns=[*_KEY, *_VALUES])
    for name in _KEY:
        frame[name] = pd.Categorical(parts[name].astype("str"))
    for name in _VALUES:
        frame[name] = parts[name].astype("int32" if name == "days" else "float32")
    return frame


def daily_temperature(city: CityData, days: PlaceDays) -> np.ndarray | None:
    """Return the city's mean temperature of each day, °C (day,); None without weather.

    The mean over its stations, a day with enough hours for a valid daily mean (`Validity`).
    """
    weather, grid = city.weather, city.usable
    if grid is None or weather is None or "temperature" not in weather.variables:
        return None
    found = np.full(len(days.dates), np.nan)
    mean, _ = daily_mean(mean_weather(city)["temperature"], city.project.validity_rules)
    first = int((grid.dates[0] - days.dates[0]).astype(int))
    found[first : first + len(mean)] = mean
    return found


def _lay_out(dates: np.ndarray, temperature: np.ndarray | None) -> _Calendar:
    limits = {}
    for scheme in SCHEMES:
        own = daily_limits(scheme, dates)
        limits[scheme] = (own["pm25"], own["o3"])
    month = dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    season = season_of(dates)
    groups = [("all", "all", np.ones(len(dates), dtype=bool))]
    groups += [("season", name, season == name) for name in SEASONS]
    groups += [("month", str(number), month == number) for number in range(1, 13)]
    if temperature is not None:
        classes, names = temperature_classes(temperature)
        groups += [("temperature", name, classes == n) for n, name in enumerate(names)]
    return _Calendar(limits, tuple(groups), periods_of(dates))


def _couple(calendar: _Calendar, place: tuple[np.ndarray, np.ndarray]) -> list[tuple[object, ...]]:
    """Return the rows of one place, without its name."""
    pm25, o3 = place
    printed = tuple(
        round_half_even(values, POLLUTANTS[name].decimals)
        for name, values in (("pm25", pm25), ("o3", o3))
    )
    rows: list[tuple[object, ...]] = []
    for period, own in calendar.periods.items():
        alike = days_per_independent(pm25[own], o3[own])
        for kind, name, members in calendar.groups:
            chosen = members[own]
            found = correlate(pm25[own][chosen], o3[own][chosen], alike)
            if not found.days:
                continue
            shared = (found.value, found.low, found.high)
            for scheme, counts in _quadrants_of(calendar, kind, printed, own, chosen):
                rows.append((period, kind, name, scheme, found.days, *counts, *shared))
    return rows


def _quadrants_of(
    calendar: _Calendar,
    kind: str,
    printed: tuple[np.ndarray, ...],
    own: slice,
    chosen: np.ndarray,
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each scheme with its counts; classes of temperature have correlations only."""
    if kind == "temperature":
        yield IN_FORCE, (np.nan,) * len(QUADRANTS)
        return
    pm25, o3 = (values[own][chosen] for values in printed)
    for scheme, limits in calendar.limits.items():
        found = count_quadrants(pm25, o3, *(limit[own][chosen] for limit in limits))
        counts = (found.neither, found.first_only, found.second_only, found.both)
        yield scheme, tuple(float(count) for count in counts)
