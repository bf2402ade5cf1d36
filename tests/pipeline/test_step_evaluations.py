"""The table of evaluations, against hand-worked months and against the table of months."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.engine import Engine
from pipeline.project import Project
from pipeline.steps.evaluations import build_evaluations
from pipeline.steps.periods import build_periods
from summaries.tables.evaluations import EVALUATIONS
from tests.pipeline.place_days import (
    CITY,
    NO_FACTORS,
    NO_SPECIAL,
    calendar,
    make_days,
    random_days,
    row_of,
    special_days,
)

ENGINE = Engine()
YEARS = calendar(2018, 2019)
JANUARY = {"kind": "month", "period_start": "2018-01-01"}
FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


def test_a_worked_month_on_every_basis(project: Project) -> None:
    # PM2.5 and SO2 are the day's number, 1 ... 31. All days: mean 16; P95 has the rank
    # 1 + 30 * 0.95 = 29.5, so 29.5.
    number = (YEARS - YEARS.astype("datetime64[M]")).astype(float) + 1
    days = make_days(YEARS, {CITY: {"pm25": number, "so2": number}})
    dust = special_days("2018-01-30", "2018-01-31")
    # Weather from 2 January on: particles × 0.9; gases × 0.9 on all days.
    old = pd.DatetimeIndex(YEARS[np.datetime64("2018-09-01") > YEARS]).as_unit("ms")
    factors = pd.DataFrame({"city": CITY, "date": old, "gas_factor": 0.9, "particle_factor": 0.9})
    factors.loc[0, "particle_factor"] = np.nan
    table = build_evaluations(days, project, dust, factors, ENGINE)
    every = row_of(table, **JANUARY, basis="all")
    assert (every["pm25"], every["pm25_p95"], every["pm25_days"]) == (16, 29.5, 31)
    assert (every["calendar_days"], every["excluded_days"]) == (31, 0)
    # Without the 30th and 31st: 1 ... 29, mean 15, rank 1 + 28 * 0.95 = 27.6. Dust is no gas:
    # SO2 keeps its 31 days.
    clean = row_of(table, **JANUARY, basis="without_dust")
    assert (clean["pm25"], clean["pm25_p95"], clean["pm25_days"]) == (15, 27.6, 29)
    assert (clean["so2"], clean["so2_days"], clean["excluded_days"]) == (16, 31, 2)
    assert clean["pm25_is_valid"]
    # Converted: SO2 16 × 0.9; PM2.5 the mean of 2 ... 31 is 16.5, × 0.9.
    converted = row_of(table, **JANUARY, basis="present_state")
    assert (converted["so2"], converted["pm25"]) == (pytest.approx(14.4), pytest.approx(14.85))
    assert (converted["pm25_days"], converted["so2_days"]) == (30, 31)
    # No exceptional day: that basis would repeat the one without dust.
    assert set(table["basis"]) == {"all", "without_dust", "present_state"}
    assert len(table[table["basis"] == "all"]) == len(table[table["basis"] == "without_dust"])


def test_present_state_ends_with_the_old_state(project: Project) -> None:
    table = build_evaluations(make_days(YEARS, {CITY: {}}), project, NO_SPECIAL, NO_FACTORS, ENGINE)
    own = table[table["basis"] == "present_state"]
    assert own["period_start"].max() < pd.Timestamp("2018-09-01")
    year = {"kind": "year", "period_start": "2018-01-01"}
    both = [row_of(table, **year, basis=basis) for basis in ("all", "present_state")]
    assert [bool(row["crosses_reference_change"]) for row in both] == [True, False]
    # Gases need no weather: 243 of 365 days × 273/298.15, the others as they are. 5 µg/m³ of SO2
    # become 5 (243 × 0.915646 + 122) / 365 = 4.719207. Particles have 122 of 365 days: too few.
    assert both[1]["so2"] == pytest.approx(4.719207, abs=1e-6)
    assert np.isnan(both[1]["pm25"])
    assert both[1]["pm25_days"] == 122


def test_three_years_are_the_mean_of_three_years(project: Project) -> None:
    dates = calendar(2016, 2018)
    year = dates.astype("datetime64[Y]").astype(int) + 1970
    late = np.where(year > 2016, 10.0, np.nan)
    items = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8", "o3_1h_max")
    places = {CITY: {"pm25": (year - 2013) * 10.0}, "9001A": dict.fromkeys(items, late)}
    table = build_evaluations(make_days(dates, places), project, NO_SPECIAL, NO_FACTORS, ENGINE)
    three = row_of(table, kind="three_years", basis="all")  # the station lacks 2016: no row
    assert three["place"] == CITY
    # (30 + 40 + 50) / 3; the mean of all days would be 39.99, 2016 being longer.
    assert three["pm25"] == 40
    assert three["period_end"] == pd.Timestamp("2019-01-01")
    assert three["calendar_days"] == three["pm25_days"] == 1096
    assert three["is_valid"]
    # Two years and eight months of it are converted.
    assert row_of(table, kind="three_years", basis="present_state")["so2"] < 5


def test_kinds_and_a_season_of_the_projects_own(make_project: Callable[..., Project]) -> None:
    heating = '[[seasons]]\nid = "heating"\nname_zh = "采暖季"\nname_en = "heating"\n'
    project = make_project(more=heating + "first_month = 11\nmonths = 4\n")
    held = np.where(np.datetime64("2019-06-11") > YEARS, 10.0, np.nan)
    items = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8", "o3_1h_max")
    days = make_days(YEARS, {CITY: dict.fromkeys(items, held)})
    table = build_evaluations(days, project, NO_SPECIAL, NO_FACTORS, ENGINE)
    own = table[table["basis"] == "all"].groupby("kind", observed=True)
    bounds = own["period_start"].min().astype(str) + " " + own["period_end"].max().astype(str)
    assert bounds.to_dict() == {
        "week": "2018-01-01 2019-06-17",
        "month": "2018-01-01 2019-07-01",
        "quarter": "2018-01-01 2019-07-01",
        "season": "2017-12-01 2019-09-01",
        "o3_season": "2018-05-01 2019-11-01",
        "winter_half": "2017-11-01 2019-05-01",
        "year": "2018-01-01 2020-01-01",
        "to_date": "2018-01-01 2019-06-11",  # to the last day with a value
        "heating": "2017-11-01 2019-03-01",
    }
    assert own.size().to_dict()["to_date"] == 18


def test_no_value_at_all_is_no_row(project: Project) -> None:
    items = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8", "o3_1h_max")
    days = make_days(YEARS, {CITY: dict.fromkeys(items, np.full(YEARS.shape, np.nan))})
    table = build_evaluations(days, project, NO_SPECIAL, NO_FACTORS, ENGINE)
    assert len(table) == 0
    EVALUATIONS.check(EVALUATIONS.conform(table))


@FEW
@given(st.integers(0, 2**32 - 1))
def test_months_and_years_equal_their_tables(project: Project, seed: int) -> None:
    days = random_days(YEARS, seed)
    dust = special_days("2018-04-01", "2019-04-05")
    table = build_evaluations(days, project, dust, NO_FACTORS, ENGINE)
    EVALUATIONS.check(EVALUATIONS.conform(table))
    assert EVALUATIONS.conform(table).index.equals(table.index)
    every = table[table["basis"] == "all"]
    for kind, unit in (("month", "M"), ("year", "Y")):
        own = every[every["kind"] == kind]
        expected = build_periods(days, project, unit, ENGINE)  # type: ignore[arg-type]
        for name in set(own.columns) & set(expected.columns) - {"city", "scope", "place"}:
            np.testing.assert_array_equal(own[name], expected[name], err_msg=name)
    key = ["scope", "place", "basis"]
    december = table[(table["kind"] == "to_date") & (table["period_end"] == "2019-01-01")]
    year = table[(table["kind"] == "year") & (table["period_start"] == "2018-01-01")]
    left, right = (t.drop(columns="kind").set_index(key) for t in (december, year))
    pd.testing.assert_frame_equal(left, right)


def test_events_leave_every_item(project: Project) -> None:
    number = (YEARS - YEARS.astype("datetime64[M]")).astype(float) + 1
    days = make_days(YEARS, {CITY: {"pm25": number, "so2": number}})
    events = special_days("2018-01-31", kind="exceptional")
    table = build_evaluations(days, project, events, NO_FACTORS, ENGINE)
    # No dust, so no basis without dust. Without the 31st: 1 ... 30, mean 15.5, of both items.
    assert set(table["basis"]) == {"all", "without_events", "present_state"}
    clean = row_of(table, **JANUARY, basis="without_events")
    assert (clean["pm25"], clean["so2"], clean["excluded_days"]) == (15.5, 15.5, 1)
    # With dust on the 30th too: gases of that day stay, particles go.
    both = pd.concat([events, special_days("2018-01-30")])
    table = build_evaluations(days, project, both, NO_FACTORS, ENGINE)
    clean = row_of(table, **JANUARY, basis="without_events")
    assert (clean["pm25"], clean["so2"], clean["excluded_days"]) == (15, 15.5, 2)
    # Special days of another city, or outside the data, change nothing.
    other = pd.concat([special_days("2018-01-30", city="b"), special_days("2031-01-01")])
    assert "without_dust" not in set(
        build_evaluations(days, project, other, NO_FACTORS, ENGINE)["basis"]
    )
