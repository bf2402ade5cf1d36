"""The height of the boundary layer: given beside the weather, it makes the ventilation of cases."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from airquality.hours import Gap, HourGrid
from airquality.weather import BOUNDARY_LAYER, WEATHER_IDS
from pipeline.city import gather_city
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.project import Project, load_project
from pipeline.steps.hourly_city import build_hourly_city
from tests.pipeline.made_case import hours_of, tables_of, with_case

HEADER = "station,time,pollutant,value\n"
SECOND = """
[[sources]]
id = "model"
kind = "tidy"
path = "model.csv"
title_zh = "模式"
title_en = "Model"
credit = "nobody"
licence = "none"
"""


def _rows(variable: str, value: float) -> str:
    return "".join(
        f"1001A,2019-01-0{day} {hour:02d}:00,{variable},{value}\n"
        for day in (1, 2)
        for hour in range(24)
    )


def test_a_model_joins_what_stations_measured(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    units = "# hours: beginning\n# unit pm25: ug/m3\n# unit wind_speed: m/s\n"
    rows = _rows("pm25", 50) + _rows("wind_speed", 2)
    (tmp_path / "hours.csv").write_text(units + HEADER + rows)
    units = "# hours: beginning\n# unit boundary_layer_height: km\n"
    (tmp_path / "model.csv").write_text(units + HEADER + _rows(BOUNDARY_LAYER.id, 0.4))
    city = gather_city(make_project("tidy", "hours.csv", more=SECOND))
    assert city.weather is not None
    assert city.weather.variables == (*WEATHER_IDS, BOUNDARY_LAYER.id)
    assert set(city.mean_weather[BOUNDARY_LAYER.id].tolist()) == {400.0}
    assert set(city.mean_weather["wind_speed"].tolist()) == {2.0}
    # Nothing else of it is kept: the hours of the city hold what stations measure.
    days = compute_days(city, Engine())
    hours = build_hourly_city(city, days, mean_hours(city, areas_of(city))[-1])
    assert BOUNDARY_LAYER.id not in hours
    assert {"wind_speed", "temperature"} <= set(hours)


def test_without_one_the_grid_has_none(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    units = "# hours: beginning\n# unit pm25: ug/m3\n# unit wind_speed: m/s\n"
    rows = _rows("pm25", 50) + _rows("wind_speed", 2)
    (tmp_path / "hours.csv").write_text(units + HEADER + rows)
    city = gather_city(make_project("tidy", "hours.csv"))
    assert city.weather is not None
    assert city.weather.variables == WEATHER_IDS
    assert BOUNDARY_LAYER.id not in city.mean_weather


def test_a_case_has_its_ventilation(tiny_project: Path) -> None:
    city = with_case(gather_city(load_project(tiny_project)))
    assert city.usable is not None
    grid = HourGrid.empty(
        (*WEATHER_IDS, BOUNDARY_LAYER.id),
        city.usable.stations,
        city.usable.dates[0],
        city.usable.dates[-1],
    )
    own = np.isfinite(hours_of(city, "2019-01-09T00", "2019-01-13T00", 1.0))
    grid.of("wind_speed")[:] = np.where(own, 1.0, 4.0)
    grid.of(BOUNDARY_LAYER.id)[:] = np.where(own, 300.0, 1000.0)
    drivers = tables_of(replace(city, weather=grid))["episode_drivers"].set_index("factor")
    # 300 m at 1 m/s within, 1000 m at 4 m/s outside.
    told = drivers.loc["ventilation"]
    assert (told["value"], told["p50"], told["unit"]) == (300, 4000, "m²/s")
    assert told["percentile"] < 5


def test_variables_are_chosen_and_added() -> None:
    day = np.datetime64("2019-01-01")
    grid = HourGrid.empty(("a", "b"), ("s",), day, day)
    grid.values[1], grid.gaps[1] = 5.0, Gap.NONE
    found = grid.of_variables(("b", "c"))
    assert found.variables == ("b", "c")
    assert (found.of("b") == 5).all()
    assert np.isnan(found.of("c")).all()
    assert (found.gaps[1] == Gap.NOT_LOADED).all()
    assert (found.gaps[0] == Gap.NONE).all()
    with pytest.raises(KeyError):
        found.of("a")
