"""Step `surface_errors`: how far the surface is off at stations that are left out of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import round_half_even
from airquality.surface import leave_one_out
from pipeline.city import CityData
from pipeline.days import ITEMS, PlaceDays
from pipeline.steps.kept_decimals import kept_decimals
from pipeline.steps.surface_grids import CitySurface
from summaries.tables.shared_columns import PERIOD_METRICS

_COLUMNS = ("metric", "kind", "time", "stations", "mae", "rmse")


@dataclass(frozen=True)
class _Frames:
    """The values of one metric at one kind of period: (station, time), missing = NaN."""

    metric: str
    kind: str
    times: np.ndarray
    values: np.ndarray


def build_surface_errors(
    city: CityData,
    surface: CitySurface | None,
    days: PlaceDays,
    monthly: pd.DataFrame,
    annual: pd.DataFrame,
) -> pd.DataFrame:
    """Return the table `surface_errors`: hours in blocks, days, months and years.

    Only concentrations: an AQI is the largest of several indices and has no field of its own. A
    time with fewer valid stations than `least_stations` has no surface and no row. All frames are
    left out together, since those with the same stations share one inverse.
    """
    if surface is None:
        return _as_frame(city, [], np.empty((0, 0)))
    frames = [
        *_hours(city, surface),
        *_days(city, surface, days),
        *_periods(city, surface, monthly, "month"),
        *_periods(city, surface, annual, "year"),
    ]
    frames.sort(key=lambda own: (own.metric, own.kind))  # rows come in the order of the key
    values = np.concatenate([own.values for own in frames], axis=1)
    least = city.project.surface.least_stations
    return _as_frame(city, frames, leave_one_out(values, surface.inverse, least))


def _hours(city: CityData, surface: CitySurface) -> list[_Frames]:
    """Return the blocks of `station_hours`, by the same rule."""
    grid, step = city.usable, city.project.keep.station_hours
    if grid is None:
        return []
    times = grid.times[::step].astype("datetime64[ms]")
    return [
        _Frames(name, "hour", times, means[surface.members])
        for name, means in zip(POLLUTANT_IDS, city.block_means, strict=True)
    ]


def _days(city: CityData, surface: CitySurface, days: PlaceDays) -> list[_Frames]:
    rows = _rows_of(city, surface, days)
    times = days.dates.astype("datetime64[ms]")
    return [_Frames(name, "day", times, days.values[name][rows]) for name in ITEMS]


def _rows_of(city: CityData, surface: CitySurface, days: PlaceDays) -> np.ndarray:
    stations = np.flatnonzero(days.scope == "station")
    row = {days.place[number]: number for number in stations}
    codes = city.stations["station"].to_numpy(dtype=object)[surface.members]
    return np.array([row[code] for code in codes])


def _periods(city: CityData, surface: CitySurface, table: pd.DataFrame, kind: str) -> list[_Frames]:
    """Return months or years as (station, period), from the table of all places.

    A value of too few days is none: no map shows it, so no surface runs through it.
    """
    codes = pd.Index(city.stations["station"].to_numpy(dtype=object)[surface.members])
    row = codes.get_indexer(table["place"].astype(object))
    own = (table["scope"] == "station").to_numpy() & (row >= 0)
    starts = table["period_start"].to_numpy().astype("datetime64[ms]")
    times, column = np.unique(starts[own], return_inverse=True)
    frames = []
    for metric in (each.name for each in PERIOD_METRICS):
        values = np.full((len(codes), len(times)), np.nan)
        enough = table[f"{METRICS[metric].pollutant}_is_valid"].to_numpy(dtype=bool)
        known = np.where(enough, table[metric].to_numpy(dtype=float), np.nan)
        values[row[own], column] = known[own]
        frames.append(_Frames(metric, kind, times, values))
    return frames


def _as_frame(city: CityData, frames: list[_Frames], errors: np.ndarray) -> pd.DataFrame:
    """Return a row for each time with an error; errors: (station, time) of all frames in order."""
    counts = np.isfinite(errors).sum(axis=0)
    rows = np.flatnonzero(counts)
    own = errors[:, rows]
    mae = np.nansum(np.abs(own), axis=0) / counts[rows]
    rmse = np.sqrt(np.nansum(own**2, axis=0) / counts[rows])
    lengths = [len(each.times) for each in frames]
    number = np.repeat(np.arange(len(frames)), lengths)[rows]
    columns: dict[str, object] = {
        "city": pd.Categorical([city.project.city.id])[np.zeros(len(rows), dtype=np.int8)],
        "metric": _words([each.metric for each in frames], number),
        "kind": _words([each.kind for each in frames], number),
        "time": np.concatenate([np.empty(0, "datetime64[ms]"), *(f.times for f in frames)])[rows],
        "stations": counts[rows].astype(np.int32),
    }
    places = np.array([kept_decimals(each.metric) for each in frames])
    for name, exact in (("mae", mae), ("rmse", rmse)):
        rounded = np.empty(len(rows), np.float32)
        for decimals in np.unique(places):
            chosen = places[number] == decimals
            rounded[chosen] = round_half_even(exact[chosen], int(decimals))
        columns[name] = rounded
    return pd.DataFrame(columns, copy=False)


def _words(words: list[str], number: np.ndarray) -> pd.Categorical:
    named: pd.Categorical = pd.Categorical(np.array([*words, ""], dtype=object))
    return named[number]
