"""Dust days by rule and file, and the factors to the present reference state, of a made-up city."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.hours import Gap, HourGrid
from airquality.sand_dust import MEMORY_2016
from pipeline.city import CityData, gather_city
from pipeline.days import PlaceDays, compute_days
from pipeline.engine import Engine
from pipeline.events import Event
from pipeline.project import Dust, EventFile, load_project
from pipeline.published import add_published
from pipeline.steps.reference_factors import build_reference_factors
from pipeline.steps.special_days import build_special_days, dust_days
from summaries.tables.reference_factors import REFERENCE_FACTORS
from summaries.tables.special_days import SPECIAL_DAYS

STORM = np.datetime64("2019-05-12T09", "h")
DAY = date(2019, 5, 12)


@pytest.fixture(scope="module")
def city(tiny_project: Path) -> CityData:
    return gather_city(load_project(tiny_project))


@pytest.fixture(scope="module")
def days(city: CityData) -> PlaceDays:
    return add_published(compute_days(city, Engine()), city)


def _with_dust(city: CityData, hours: int, stations: int = 5, **dust: object) -> CityData:
    """Return the city with PM10 of 600 for some hours at some stations, PM2.5 as it was.

    The others of its four evaluation stations have no PM10 then.
    """
    assert city.usable is not None
    values = city.usable.values.copy()
    first = int((STORM - city.usable.start).astype(int))
    pm10 = values[city.usable.variables.index("pm10")]
    pm10[:, first : first + hours] = np.nan
    pm10[:stations, first : first + hours] = 600
    settings = Dust.model_validate({"rule": "memory-2016", **dust})
    project = city.project.model_copy(update={"dust": settings})
    return replace(city, usable=city.usable.with_values(values), project=project)


def _table(city: CityData) -> pd.DataFrame:
    frame = SPECIAL_DAYS.conform(build_special_days(city))
    SPECIAL_DAYS.check(frame)
    return frame


def test_a_storm_of_hours_makes_a_dust_day(city: CityData) -> None:
    # PM10 is some 70, PM2.5 some 40: 600 is more than 2 x 70, and 40/600 less than half of 40/70.
    (row,) = _table(_with_dust(city, hours=9)).to_dict("records")
    assert (row["date"], row["kind"], row["origin"]) == (pd.Timestamp(DAY), "sand_dust", "rule")
    assert (row["note_zh"], row["note_en"]) == ("沙尘 9 小时", "9 hours of dust")
    assert "not verified" in row["source"]


def test_fewer_hours_than_the_project_asks_for_make_none(city: CityData) -> None:
    assert dust_days(_with_dust(city, hours=4)) == {}
    assert dust_days(_with_dust(city, hours=4, min_hours=4)) == {DAY: 4}


def test_the_projects_own_figures_count(city: CityData) -> None:
    assert dust_days(_with_dust(city, hours=9, thresholds={"least_pm10": 600})) == {}
    assert dust_days(_with_dust(city, hours=9, thresholds={"least_pm10": 599})) == {DAY: 9}
    assert MEMORY_2016.least_pm10 == 150


def test_half_of_the_stations_are_enough_in_a_storm(city: CityData) -> None:
    assert dust_days(_with_dust(city, hours=9, stations=2)) == {DAY: 9}
    assert dust_days(_with_dust(city, hours=9, stations=1)) == {}


def test_no_rule_no_hours_no_dust(city: CityData) -> None:
    assert _table(city).empty
    without = replace(_with_dust(city, hours=9), usable=None, hours=None)
    assert _table(without).empty


def _event(kind: str, day: date = DAY) -> Event:
    return Event(day, kind, "沙尘暴", "Dust storm", "CNEMC", 2)


def _with_file(city: CityData, *events: Event) -> CityData:
    project = city.project.model_copy(update={"events": EventFile(path=Path("events.csv"))})
    return replace(city, events=events, project=project)


def test_what_the_file_says_of_a_day_goes_before_the_rule(city: CityData) -> None:
    dusty = _with_dust(city, hours=9)
    (row,) = _table(_with_file(dusty, _event("sand_dust"))).to_dict("records")
    assert (row["origin"], row["note_en"], row["source"]) == ("file", "Dust storm", "CNEMC")
    (row,) = _table(_with_file(dusty, _event("exceptional"))).to_dict("records")
    assert (row["kind"], row["origin"]) == ("exceptional", "file")


def test_the_file_adds_days_and_they_stand_in_order(city: CityData) -> None:
    events = (_event("exceptional", date(2019, 2, 4)), _event("sand_dust", date(2019, 12, 1)))
    frame = _table(_with_file(_with_dust(city, hours=9), *events))
    assert list(frame["origin"]) == ["file", "rule", "file"]
    assert list(frame["kind"]) == ["exceptional", "sand_dust", "sand_dust"]
    assert frame["date"].is_monotonic_increasing


def test_a_day_that_the_file_takes_back_is_told(city: CityData) -> None:
    dusty = _with_file(_with_dust(city, hours=9), _event("not_dust"))
    before = dusty.report.count("dust_taken_back")
    assert _table(dusty).empty
    assert dusty.report.count("dust_taken_back") == before + 1


def test_factors_without_weather(city: CityData, days: PlaceDays) -> None:
    frame = REFERENCE_FACTORS.conform(build_reference_factors(city, days))
    REFERENCE_FACTORS.check(frame)
    # From the first published day, 1 December 2017, to 31 August 2018: 31 + 243 days.
    assert list(frame["date"].iloc[[0, -1]]) == [
        pd.Timestamp("2017-12-01"),
        pd.Timestamp("2018-08-31"),
    ]
    assert len(frame) == 31 + 243
    assert (frame["gas_factor"] == np.float32(273 / 298.15)).all()
    assert frame["particle_factor"].isna().all()


def test_factors_of_particles_need_twenty_hours_of_both(city: CityData, days: PlaceDays) -> None:
    assert city.usable is not None
    names = ("temperature", "pressure")
    dates = city.usable.dates
    weather = HourGrid.empty(names, city.usable.stations, dates[0], dates[-1])
    for name, value in (("temperature", 20.0), ("pressure", 1000.0)):
        weather.of(name)[:] = value
    weather.gaps[:] = Gap.NONE
    weather.of("pressure")[:, 24:29] = np.nan  # 19 hours are left of 2 January
    weather.of("temperature")[:, 48:52] = np.nan  # 20 of 3 January
    frame = build_reference_factors(replace(city, weather=weather), days).set_index("date")
    factor = frame["particle_factor"]
    # (273 / 293.15) x (1000 / 1013.25) = 0.931264 x 0.986923 = 0.919086
    assert factor.loc["2018-01-01"] == pytest.approx(0.919086, abs=1e-6)
    assert np.isnan(factor.loc["2018-01-02"])
    assert factor.loc["2018-01-03"] == pytest.approx(0.919086, abs=1e-6)
    assert factor.loc[:"2017-12-31"].isna().all()  # days before the hours begin
