"""A made-up city with weather and measures, small enough for models that take a second."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import pandas as pd

from airquality.hours import HourGrid
from airquality.normalisation.model import Recipe
from airquality.weather import WEATHER_IDS
from pipeline.city import CityData
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.measure import Measure
from pipeline.tables_of_effects import TABLES_OF_DONORS, TABLES_OF_EFFECTS, compute_effect_tables
from summaries.effect_sanity import find_effect_faults
from summaries.tables import TABLES

#: Trees so few that a model takes a moment; what it knows does not matter here.
QUICK = Recipe(trees=4, leaves=4, ridge=None)


def with_weather(city: CityData) -> CityData:
    """Return the city with weather at every station."""
    assert city.usable is not None
    grid = HourGrid.empty(
        WEATHER_IDS, city.usable.stations, city.usable.dates[0], city.usable.dates[-1]
    )
    generator = np.random.default_rng(7)
    size = len(grid.stations), grid.hours
    season = np.cos(2 * np.pi * np.arange(grid.hours) / (24 * 365.25))
    grid.of("temperature")[:] = 15 - 12 * season + generator.normal(0, 2, size)
    grid.of("dew_point")[:] = 5 - 10 * season + generator.normal(0, 2, size)
    grid.of("pressure")[:] = 1013 + 8 * season + generator.normal(0, 2, size)
    grid.of("rain")[:] = generator.gamma(0.1, 1.0, size).round(1)
    grid.of("wind_speed")[:] = generator.gamma(2.0, 1.2, size).round(1)
    grid.of("wind_direction")[:] = generator.integers(0, 16, size) * 22.5
    return replace(city, weather=grid)


def tables_of(city: CityData, engine: Engine) -> dict[str, pd.DataFrame]:
    """Return every table of a city's effects, each as its contract asks."""
    found: dict[str, pd.DataFrame] = {}
    days = compute_days(city, Engine())
    hours = mean_hours(city, areas_of(city))[-1]

    def keep(name: str, frame: pd.DataFrame) -> None:
        found[name] = TABLES[name].conform(frame)
        TABLES[name].check(found[name])

    compute_effect_tables(city, days, hours, engine, keep)
    assert set(found) == set(TABLES_OF_EFFECTS)
    return found


def faults_of(tables: dict[str, pd.DataFrame], measures: Sequence[str]) -> list[str]:
    """Return what contradicts itself in the tables of effects of a city without donors."""
    listed = pd.DataFrame({"city": "shili", "measure": list(measures)})
    without = {name: TABLES[name].schema().empty_table().to_pandas() for name in TABLES_OF_DONORS}
    return find_effect_faults({**without, **tables, "measures": listed})


def make_measure(
    name: str,
    start: str,
    end: str | None,
    kind: str = "control",
    level: str = "",
    pollutants: tuple[str, ...] = (),
) -> Measure:
    """Return a measure; times as in ISO 8601."""
    return Measure(
        id=name,
        kind=kind,
        level=level,
        name_zh=name,
        name_en=name,
        issued=None,
        start=datetime.fromisoformat(start),
        end=None if end is None else datetime.fromisoformat(end),
        issued_by_hour=False,
        start_by_hour=True,
        by_hour=True,
        about_zh="",
        about_en="",
        status="verified",
        source="",
        line=1,
        pollutants=pollutants,
    )
