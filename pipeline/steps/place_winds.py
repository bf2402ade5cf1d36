"""The wind of each place beside its pollutants: what roses and polar plots are both made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.coupling import SEASONS
from airquality.hours import HourGrid
from airquality.polar_plot import bin_edges
from airquality.pollutants import POLLUTANT_IDS
from airquality.seasons import MONTHS_A_YEAR, NAMED_SEASONS, Season
from airquality.wind_roses import (
    ROWS,
    Tally,
    WindCells,
    merge_classes,
    pool,
    speed_bounds,
    tally,
    wind_cells,
)
from pipeline.city import CityData
from pipeline.steps.hourly_city import Means
from pipeline.steps.kept_decimals import kept_decimals
from summaries.table import Table

#: The wind alone, whatever was measured beside it.
WIND_ALONE = ""
ALL_YEARS = "all"


@dataclass(frozen=True)
class PlaceWinds:
    """Hours of wind at the places of one city that have any, beside what was measured.

    Attributes:
        city: its id.
        scope, place: text (place,), in the order of the tables.
        values: pollutant -> float32 (place, hour); of the city the mean hours.
        cells: sector and speed of each hour, by the edges of the rose and the polar plot together:
            a station's own wind; of the city the mean speed and the direction of the mean vector
            (`hourly_city`).
        tallies: hours and concentrations of these cells, metric -> `Tally` with a group a month.
        rose_edges, polar_edges: m/s.
        month: int (hour,), 0 is the first month.
        periods: period -> bool (month,), in order of name.
    """

    city: str
    scope: np.ndarray
    place: np.ndarray
    values: dict[str, np.ndarray]
    cells: WindCells
    tallies: dict[str, Tally]
    rose_edges: np.ndarray
    polar_edges: np.ndarray
    month: np.ndarray
    periods: dict[str, np.ndarray]

    @property
    def members(self) -> np.ndarray:
        """Which months belong to each period, bool (period, month)."""
        return np.stack(list(self.periods.values()))


def gather_winds(city: CityData, means: Means) -> PlaceWinds | None:
    """Return the wind of the city and of each station that has any; None for a city without.

    means: the city's hourly means, pollutant -> (hour,).
    """
    grid, weather = city.usable, city.weather
    if grid is None or weather is None or "wind_speed" not in weather.variables:
        return None
    rows = np.flatnonzero(np.isfinite(weather.of("wind_speed")).any(axis=1))
    if not len(rows):
        return None
    codes = np.array(weather.stations, dtype=str)
    rows = rows[np.argsort(codes[rows], kind="stable")]
    speed, direction = _wind_of(city, weather, rows)
    settings, own = city.project.wind, city.project.city.id
    rose_edges = np.array(settings.speed_edges)
    polar_edges = bin_edges(speed, settings.calm_below)
    cells = wind_cells(speed, direction, np.union1d(rose_edges, polar_edges), settings.calm_below)
    values = {
        name: np.vstack([means[name].astype(np.float32), grid.of(name)[rows]])
        for name in sorted(POLLUTANT_IDS)
    }
    months = grid.times.astype("datetime64[M]").astype(np.int64)
    month = months - months[0]
    found = tally(cells, [None, *values.values()], month, int(month[-1]) + 1)
    return PlaceWinds(
        city=own,
        scope=np.array(["city", *("station" for _ in rows)]),
        place=np.array([own, *codes[rows]]),
        values=values,
        cells=cells,
        tallies=dict(zip([WIND_ALONE, *values], found, strict=True)),
        rose_edges=rose_edges,
        polar_edges=polar_edges,
        month=month,
        periods=_periods_of(np.unique(months), tuple(each.season for each in city.project.seasons)),
    )


def _wind_of(city: CityData, weather: HourGrid, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return speed and direction of the city and of the stations of these rows, (place, hour)."""
    mean = city.mean_weather
    found = []
    for name in ("wind_speed", "wind_direction"):
        there = name in weather.variables
        own = weather.of(name)[rows] if there else np.full((len(rows), weather.hours), np.nan)
        found.append(np.vstack([mean[name], own]))
    return found[0], found[1]


def _periods_of(months: np.ndarray, own: tuple[Season, ...]) -> dict[str, np.ndarray]:
    """Return the months of all years, of each, and of each season over all years, by name.

    months: int (month,) since January 1970. A season without a month is left out; one of the
    project's own takes the place of one of the same name, but never of a year or all.
    """
    year, month = months // MONTHS_A_YEAR + 1970, months % MONTHS_A_YEAR + 1
    # Winter is December to February, as in `airquality.coupling`, and the others follow.
    found = {name: month % MONTHS_A_YEAR // 3 == n for n, name in enumerate(SEASONS)}
    for season in (*NAMED_SEASONS, *own):
        found[season.id] = (month - season.first_month) % MONTHS_A_YEAR < season.months
    found |= {str(each): year == each for each in np.unique(year)}
    found[ALL_YEARS] = np.ones(len(months), dtype=bool)
    return {name: found[name] for name in sorted(found) if found[name].any()}


def rows_of_cells(
    winds: PlaceWinds, metrics: list[str], edges: np.ndarray, speed_name: str
) -> tuple[dict[str, object], tuple[np.ndarray, ...]]:
    """Return the columns that both tables share, and where their rows lie.

    edges: between the classes of speed that are wanted; speed_name: the column that numbers them.
    A row for each cell with an hour, in the order of the tables' keys; the second result is its
    (place, metric x period, row, class).
    """
    fine, members = winds.cells.edges, winds.members
    tallies = [
        Tally(
            merge_classes(pool(own.hours, members), fine, edges),
            merge_classes(pool(own.total, members), fine, edges),
        )
        for own in (winds.tallies[name] for name in metrics)
    ]
    hours = np.concatenate([own.hours for own in tallies], axis=1)
    means = [round_of(name, own.mean) for name, own in zip(metrics, tallies, strict=True)]
    where = np.nonzero(hours)
    place, label, row, number = where
    sector = np.array(ROWS, dtype=np.int16)[row]
    begins, ends = speed_bounds(sector, number, edges, winds.cells.calm_below)
    columns: dict[str, object] = {
        "city": pd.Categorical([winds.city])[np.zeros(len(place), dtype=np.int8)],
        "scope": pd.Categorical(winds.scope)[place],
        "place": pd.Categorical(winds.place)[place],
        "metric": pd.Categorical(metrics)[label // len(members)],
        "period": pd.Categorical(list(winds.periods))[label % len(members)],
        "sector": sector,
        speed_name: number.astype(np.int16),
        "speed_from": begins.astype(np.float32),
        "speed_to": ends.astype(np.float32),
        "hours": hours[where].astype(np.int32),
        "mean": np.concatenate(means, axis=1)[where].astype(np.float32),
    }
    return columns, where


def empty_of(table: Table) -> pd.DataFrame:
    """Return the table without a row, for a city without wind."""
    return table.schema().empty_table().to_pandas()


def round_of(metric: str, values: np.ndarray) -> np.ndarray:
    """Return values of a metric to the decimals that are kept; the wind alone has none."""
    return values if metric == WIND_ALONE else np.round(values, kept_decimals(metric))
