"""Tables of cases where something is missing: weather, hours, stations, cases; and of areas."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.hours import HourGrid
from pipeline.build import build
from pipeline.city import CityData, gather_city
from pipeline.project import load_project
from pipeline.project_episodes import Episodes
from summaries.store import open_snapshot
from tests.pipeline.made_case import CASE, hours_of, tables_of, with_case, without

OF_CASES = ("episodes", "episode_hours", "episode_stages", "episode_places", "episode_drivers")


@pytest.fixture(scope="module")
def plain(tiny_project: Path) -> CityData:
    return gather_city(load_project(tiny_project))


@pytest.fixture(scope="module")
def city(plain: CityData) -> CityData:
    return with_case(plain)


def _only(city: CityData, rows: list[int]) -> CityData:
    """Return the city with these of its stations alone."""
    assert city.usable is not None
    grid = city.usable
    names = tuple(grid.stations[row] for row in rows)
    own = HourGrid(grid.variables, names, grid.start, grid.values[:, rows], grid.gaps[:, rows])
    stations = city.stations.iloc[rows].reset_index(drop=True)
    return replace(city, stations=stations, hours=own, usable=own)


def _with_rules(city: CityData, **given: dict[str, float]) -> CityData:
    project = city.project.model_copy(update={"episodes": Episodes(**given)})
    return replace(city, project=project)


def test_one_station_has_no_first(city: CityData) -> None:
    tables = tables_of(_only(city, [0]))
    case = tables["episodes"].iloc[0]
    assert case["case_id"] == CASE
    assert pd.isna(case["first_place"])
    assert pd.isna(case["first_scope"])
    assert tables["episode_places"].set_index("place").loc["9001A", "order"] == 1


def test_stations_that_rise_at_once_have_no_first(city: CityData) -> None:
    # 9003A and 9004A rise in the same hour.
    case = tables_of(_only(city, [2, 3]))["episodes"].iloc[0]
    assert pd.isna(case["first_place"])


def test_no_case_gives_empty_tables(plain: CityData) -> None:
    quiet = with_case(plain, {"pm25": hours_of(plain, "2018-01-01T00", "2020-01-01T00", 30.0)})
    tables = tables_of(quiet)
    assert {name for name, frame in tables.items() if len(frame)} == {"episode_rules"}


def test_a_snapshot_without_a_case_is_published(
    tmp_path: Path, synthetic_city: Callable[..., Path]
) -> None:
    # May and June 2018 of the made-up city: nothing over a limit.
    days = np.arange("2018-05-01", "2018-07-01", dtype="datetime64[D]")
    report = build([load_project(synthetic_city(tmp_path / "city", days))], tmp_path / "out")
    snapshot = open_snapshot(report.folder)
    assert [report.rows[name] for name in OF_CASES] == [0] * len(OF_CASES)
    assert snapshot.read("episodes").empty
    assert snapshot.read("episode_hours")["stage"].dtype == "str"


def test_a_year_of_gaps_changes_no_case_of_the_other(city: CityData) -> None:
    gap = tables_of(without(city, slice(0, 365 * 24)))
    whole = tables_of(city)
    columns = ["case_id", "start", "end", "days", "peak", "exceedance", "is_cut", "is_open"]
    pd.testing.assert_frame_equal(gap["episodes"][columns], whole["episodes"][columns])
    pd.testing.assert_frame_equal(gap["episode_stages"], whole["episode_stages"])


def test_nothing_measured_is_no_case(city: CityData) -> None:
    tables = tables_of(without(city, slice(None)))
    assert [len(tables[name]) for name in OF_CASES] == [0] * len(OF_CASES)


def test_one_high_hour_is_a_case_where_the_rules_say_so(plain: CityData) -> None:
    # (2000 + 23 x 30)/24 = 112 on 5 March: over the limit of 75 by one hour alone.
    quiet = with_case(plain, {"pm25": hours_of(plain, "2018-03-05T12", "2018-03-05T13", 2000.0)})
    rules = {"window_hours": 1, "least_hours": 1, "look_back_hours": 0}
    tables = tables_of(_with_rules(quiet, pm25=rules))
    case = tables["episodes"].set_index("case_id").loc["shili-pm25-20180305"]
    assert (case["end"], case["peak"]) == (pd.Timestamp(2018, 3, 5, 13), 2000)
    assert 1 <= case["hours"] <= 3
    hours = tables["episode_hours"].query("case_id == 'shili-pm25-20180305'")
    assert len(hours) == case["hours"] + 48


def test_published_days_alone_have_cases_without_hours(plain: CityData) -> None:
    dates = pd.date_range("2018-01-01", "2018-03-31", name="date")
    daily = pd.DataFrame({"pm25": 40.0, "pm10": 80.0, "no2": 30.0, "so2": 8.0, "co": 1.0}, dates)
    daily["o3_mda8"] = 50.0
    daily.loc["2018-01-10":"2018-01-12", "pm25"] = [90.0, 160.0, 80.0]
    daily.loc["2018-02-10":"2018-02-10", "pm25"] = 100.0
    city = replace(plain, hours=None, usable=None, flags=None, weather=None, published=daily)
    tables = tables_of(city)
    episodes = tables["episodes"].set_index("case_id")
    assert list(episodes.index) == ["shili-pm25-20180110", "shili-pm25-20180210"]
    case = episodes.iloc[0]
    assert (case["origin"], case["days"], case["rank"]) == ("days", 3, 1)
    assert (case["start"], case["end"]) == (pd.Timestamp(2018, 1, 10), pd.Timestamp(2018, 1, 13))
    # (90 - 75) + (160 - 75) + (80 - 75); the mean is that of the three days.
    assert (case["exceedance"], case["mean"], case["peak_day_value"]) == (105, 110, 160)
    assert pd.isna(case["peak"])
    assert pd.isna(case["peak_time"])
    assert pd.isna(case["doubled_in_hours"])
    for name in ("episode_hours", "episode_stages", "episode_places"):
        assert tables[name].empty
    ratios = tables["episode_drivers"].query("case_id == 'shili-pm25-20180110'")
    # Ozone has no hours, so there is no mean to add to NO2.
    assert set(ratios["factor"]) == {"pm25_pm10", "pm25_co", "so2_no2", "no2", "secondary_share"}
    assert tables["episode_neighbours"]["neighbour"].tolist() == ["shili-pm25-20180110"]


def test_areas_of_a_project_of_many_cities_have_cases(city: CityData) -> None:
    boundaries = city.project.boundaries
    assert boundaries is not None
    nation = city.project.model_copy(
        update={"boundaries": boundaries.model_copy(update={"level": "city"})}
    )
    tables = tables_of(replace(city, project=nation))
    episodes = tables["episodes"].set_index("case_id")
    assert set(episodes.index) == {
        CASE,
        "990101-pm25-20190110",
        "990102-pm25-20190110",
    }
    area = episodes.loc["990101-pm25-20190110"]
    assert (area["city"], area["scope"], area["place"]) == ("shili", "district", "990101")
    assert (area["rank"], area["ranked"]) == (1, 1)
    # (200 + 178.75)/2 on 10 January, printed 189; then 200 twice.
    assert area["exceedance"] == 114 + 125 + 125
    assert area["first_place"] == "9001A"
    hours = tables["episode_hours"].query("case_id == '990101-pm25-20190110'").set_index("time")
    # Its own hours, since `hourly_city` holds those of all stations: 9001A alone is high at first.
    assert hours.loc[pd.Timestamp(2019, 1, 10, 1), ["pm25", "o3"]].tolist() == [115, 60]
    places = tables["episode_places"].query("case_id == '990101-pm25-20190110'")
    assert set(places["place"]) == {"9001A", "9002A", "990101"}
    # A case of the whole goes from area to area.
    whole = tables["episode_places"].query(f"case_id == '{CASE}'")
    assert set(whole["place"]) == {"990101", "990102", "shili"}
    first = episodes.loc[CASE, ["first_place", "first_scope"]].tolist()
    assert first == ["990101", "district"]


def test_dust_days_and_hours_mark_a_case(city: CityData) -> None:
    dusty = with_case(city, {"pm10": hours_of(city, "2019-01-10T00", "2019-01-13T00", 900.0)})
    # 200/900 = 0.22 is below 0.3: coarse enough to be dust, whatever the days are called.
    assert bool(tables_of(dusty)["episodes"]["is_dust"].item())
    assert not bool(tables_of(city)["episodes"]["is_dust"].item())


def test_ids_and_spans_are_equal_when_the_data_go_on(plain: CityData, city: CityData) -> None:
    later = with_case(plain, {"pm25": hours_of(plain, "2019-02-05T00", "2019-02-07T00", 150.0)})
    columns = ["case_id", "start", "end", "days", "peak", "exceedance"]
    first = tables_of(later)["episodes"][columns].iloc[[0]]
    pd.testing.assert_frame_equal(first, tables_of(city)["episodes"][columns])
