"""Step `coupling`: PM2.5 and ozone together, day by day, by season, month and temperature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from airquality.averages import daily_mean
from airquality.coupling import (
    SEASONS,
    correlate,
    days_per_independent,
    find_quadrants,
    season_of,
    temperature_classes,
)
from airquality.pollutants import POLLUTANTS
from airquality.rounding import round_half_even
from airquality.schemes import IN_FORCE, SCHEMES, daily_limits
from pipeline.city import CityData
from pipeline.days import Arrays, PlaceDays
from pipeline.engine import Engine
from pipeline.steps.percentiles import periods_of
from pipeline.steps.place_rows import place_columns
from pipeline.steps.spans import blocks_of_places

QUADRANTS = ("neither", "pm25_only", "o3_only", "both")
_KEY = ("period", "group_kind", "group", "standard")
#: Attribute of `Correlation` by column.
_OF_CORRELATION = {"days": "days", "correlation": "value", "low": "low", "high": "high"}


@dataclass(frozen=True)
class _Calendar:
    """What all places share.

    Attributes:
        limits: by scheme, of PM2.5 and O3, (day,) each.
        groups: kind, name and days of each group, bool (day,).
        periods: where each lies in the days.
        slots: the rows of a place and period: number of the group, scheme.
    """

    limits: dict[str, tuple[np.ndarray, np.ndarray]]
    groups: tuple[tuple[str, str, np.ndarray], ...]
    periods: dict[str, slice]
    slots: tuple[tuple[int, str], ...]


def build_coupling(days: PlaceDays, temperature: np.ndarray | None, engine: Engine) -> pd.DataFrame:
    """Return the table `coupling`: days by quadrant and rank correlations of PM2.5 and MDA8.

    temperature: of each day of `days`, from `daily_temperature`; None where there is none.
    Quadrants are by the daily limits of each scheme (PM2.5 24-hour, O3 MDA8), from values rounded
    as they are printed; correlations from unrounded ones. A group without a day has no row.
    """
    calendar = _lay_out(days.dates, temperature)
    blocks = [
        (days.values["pm25"][part], days.values["o3_mda8"][part]) for part in blocks_of_places(days)
    ]
    found = engine.map(partial(_couple, calendar), blocks)
    columns = {name: np.concatenate([own[name] for own in found]) for name in found[0]}
    rows, period, slot = np.nonzero(columns["days"])
    frame = pd.DataFrame(place_columns(days, rows))
    groups = [calendar.groups[number] for number, _ in calendar.slots]
    labels = (
        np.array(list(calendar.periods), dtype=object)[period],
        np.array([kind for kind, _, _ in groups], dtype=object)[slot],
        np.array([name for _, name, _ in groups], dtype=object)[slot],
        np.array([scheme for _, scheme in calendar.slots], dtype=object)[slot],
    )
    for name, own in zip(_KEY, labels, strict=True):
        frame[name] = pd.Categorical(own)
    for name, values in columns.items():
        frame[name] = values[rows, period, slot].astype("int32" if name == "days" else "float32")
    return frame


def daily_temperature(city: CityData, days: PlaceDays) -> np.ndarray | None:
    """Return the city's mean temperature of each day, °C (day,); None without weather.

    The mean over its stations, a day with enough hours for a valid daily mean (`Validity`).
    """
    weather, grid = city.weather, city.usable
    if grid is None or weather is None or "temperature" not in weather.variables:
        return None
    found = np.full(len(days.dates), np.nan)
    mean, _ = daily_mean(city.mean_weather["temperature"], city.project.validity_rules)
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
    slots = [
        (number, scheme)
        for number, (kind, _, _) in enumerate(groups)
        # Classes of temperature have correlations only, which no limit changes.
        for scheme in (limits if kind != "temperature" else (IN_FORCE,))
    ]
    return _Calendar(limits, tuple(groups), periods_of(dates), tuple(slots))


def _couple(calendar: _Calendar, places: tuple[np.ndarray, np.ndarray]) -> Arrays:
    """Return the columns of some places, (place, period, slot) each."""
    of_group = np.array([number for number, _ in calendar.slots])
    found: dict[str, list[np.ndarray]] = {name: [] for name in _OF_CORRELATION}
    for own in calendar.periods.values():
        pm25, o3 = (values[:, own] for values in places)
        alike = days_per_independent(pm25, o3)
        groups = [
            correlate(pm25[:, chosen[own]], o3[:, chosen[own]], alike)
            for _, _, chosen in calendar.groups
        ]
        for name, attribute in _OF_CORRELATION.items():
            found[name].append(np.stack([getattr(each, attribute) for each in groups], axis=1))
    columns = {name: np.stack(parts, axis=1)[..., of_group] for name, parts in found.items()}
    return {"days": columns.pop("days")} | _count_days(calendar, places) | columns


def _count_days(calendar: _Calendar, places: tuple[np.ndarray, np.ndarray]) -> Arrays:
    """Return the days in each quadrant, (place, period, slot); NaN for classes of temperature."""
    pm25, o3 = (
        round_half_even(values, POLLUTANTS[name].decimals)
        for name, values in zip(("pm25", "o3"), places, strict=True)
    )
    # Counting is a product of days in a quadrant with days in a group; float32 holds any count.
    members = np.stack([chosen for _, _, chosen in calendar.groups], axis=1).astype(np.float32)
    shape = (len(pm25), len(calendar.periods), len(calendar.slots))
    found = {name: np.full(shape, np.nan, dtype=np.float32) for name in QUADRANTS}
    for scheme, limits in calendar.limits.items():
        slots = [
            slot
            for slot, (number, own) in enumerate(calendar.slots)
            if own == scheme and calendar.groups[number][0] != "temperature"
        ]
        numbers = [calendar.slots[slot][0] for slot in slots]
        days = find_quadrants(pm25, o3, *limits)
        inside = (days.neither, days.first_only, days.second_only, days.both)
        for name, held in zip(QUADRANTS, inside, strict=True):
            for number, own in enumerate(calendar.periods.values()):
                counts = held[:, own].astype(np.float32) @ members[own]
                found[name][:, number, slots] = counts[:, numbers]
    return found
