"""Running means and station hours of a made-up city, against plain means of what they hold."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.city import CityData, gather_city
from pipeline.days import PlaceDays, areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.project import Keep, Running, load_project
from pipeline.published import add_published
from pipeline.steps.daily import build_daily
from pipeline.steps.running import build_running_daily, build_running_hourly
from pipeline.steps.station_hours import build_station_hours
from summaries.tables.running import DAILY_METRICS, RUNNING_DAILY, RUNNING_HOURLY
from summaries.tables.station_hours import STATION_HOURS

Place = tuple[str, str]


@pytest.fixture(scope="module")
def city(tiny_project: Path) -> CityData:
    return gather_city(load_project(tiny_project))


@pytest.fixture(scope="module")
def days(city: CityData) -> PlaceDays:
    return add_published(compute_days(city, Engine()), city)


@pytest.fixture(scope="module")
def running(city: CityData, days: PlaceDays) -> pd.DataFrame:
    frame = RUNNING_DAILY.conform(build_running_daily(days, city.project))
    RUNNING_DAILY.check(frame)
    return frame


def _of(frame: pd.DataFrame, place: str) -> pd.DataFrame:
    return frame[frame["place"] == place].set_index("date")


def test_a_row_for_each_row_of_daily(days: PlaceDays, running: pd.DataFrame) -> None:
    key = ["city", "scope", "place", "date"]
    pd.testing.assert_frame_equal(
        running[key].astype({"city": str, "scope": str, "place": str}),
        build_daily(days)[key].astype({"city": str, "scope": str, "place": str}),
    )


@pytest.mark.parametrize("metric", list(DAILY_METRICS))
def test_a_window_is_the_mean_of_its_days(
    days: PlaceDays, running: pd.DataFrame, metric: str
) -> None:
    daily, found = _of(build_daily(days), "9001A"), _of(running, "9001A")
    last = pd.Timestamp("2019-01-20")
    for window in (7, 30, 365):
        # The raw days of 5-7 May 2018 are missing: 362 of the 365.
        values = daily[metric].loc[last - pd.Timedelta(days=window - 1) : last]
        assert values.notna().sum() == (362 if window == 365 else window)
        digits = 0.0051 if metric == "co" else 0.051
        assert found.loc[last, f"{metric}_{window}d"] == pytest.approx(values.mean(), abs=digits)


def test_a_window_needs_three_quarters_of_its_days(running: pd.DataFrame) -> None:
    # Nothing on 5-7 May: 6 of 7 days are there up to 5 May (29 April to 4 May), and again from
    # 13 May on, whose window begins with 7 May and holds 8-13 May.
    week = _of(running, "9001A")["pm25_7d"].loc["2018-05-05":"2018-05-13"]
    assert list(week.notna()) == [True, *[False] * 7, True]


def test_a_series_that_begins_has_its_first_window_after_so_many_days(
    running: pd.DataFrame,
) -> None:
    # 9004A begins on 1 March 2018: 6 of 7 days on 6 March, 23 of 30 on 23 March. The city begins
    # on 1 December 2017 with published days: the 274th valid day, three of May being lost, is the
    # 277th: 31 + 246, 3 September 2018.
    station, own = _of(running, "9004A"), _of(running, "shili")
    assert station["pm25_7d"].first_valid_index() == pd.Timestamp("2018-03-06")
    assert station["pm25_30d"].first_valid_index() == pd.Timestamp("2018-03-23")
    assert own["pm25_365d"].first_valid_index() == pd.Timestamp("2018-09-03")


def test_the_share_of_days_is_the_projects(city: CityData, days: PlaceDays) -> None:
    project = city.project.model_copy(update={"running": Running(share_of_days=0.5)})
    week = _of(build_running_daily(days, project), "9001A")["pm25_7d"]
    assert week.loc["2018-05-05":"2018-05-13"].notna().all()  # 4 of 7 are always there


def test_running_hours_of_the_city(city: CityData) -> None:
    means = mean_hours(city, areas_of(city))[-1]
    frame = RUNNING_HOURLY.conform(build_running_hourly(city, means))
    RUNNING_HOURLY.check(frame)
    assert city.usable is not None
    at = frame.set_index("time")
    hours = pd.Series(means["o3"], index=city.usable.times.astype("datetime64[ms]"))
    last = pd.Timestamp("2019-06-01 15:00")
    for window in (8, 24):
        begin = last - pd.Timedelta(hours=window - 1)
        expected = hours.loc[begin:last].mean()
        assert at.loc[last, f"o3_{window}h"] == pytest.approx(expected, abs=0.051)
    # The first 8-hour mean has its 6 hours at 05:00, the first 24-hour mean its 20 at 19:00.
    assert frame["time"].iloc[0] == pd.Timestamp("2018-01-01 05:00")
    assert at["pm25_24h"].first_valid_index() == pd.Timestamp("2018-01-01 19:00")
    # Nothing from 5 May 00:00 on: 6 of the 8 hours up to 01:00, 20 of the 24 up to 03:00.
    may = at.loc["2018-05-05 00:00":"2018-05-05 05:00"]
    assert list(may["pm25_8h"].notna()) == [True, True, False, False, False, False]
    assert list(may["pm25_24h"].notna()) == [True, True, True, True, False, False]
    assert (frame["time"].diff().dropna() == pd.Timedelta(hours=1)).all()


def test_station_hours_are_means_of_three(city: CityData) -> None:
    frame = STATION_HOURS.conform(build_station_hours(city))
    STATION_HOURS.check(frame)
    assert city.usable is not None
    assert (frame["step_hours"] == 3).all()
    assert set(frame["station"]) == set(city.usable.stations)
    at = frame.set_index(["station", "time"])
    own = city.usable.of("pm10")[1]  # 9002A: the spike at 10:00 on 2 June 2018 is left out
    first = int((np.datetime64("2018-06-02T09") - city.usable.start).astype(int))
    nine, ten, eleven = own[first : first + 3]
    assert np.isnan(ten)
    found = at.loc[("9002A", "2018-06-02 09:00"), "pm10"]
    assert found == pytest.approx((nine + eleven) / 2, abs=0.051)
    may = frame[frame["time"].between("2018-05-05", "2018-05-07 23:00")]
    assert may.empty  # nothing was measured
    assert frame.loc[frame["station"] == "9004A", "time"].min() == pd.Timestamp("2018-03-01")


def test_a_block_needs_two_thirds_of_its_hours(city: CityData) -> None:
    assert city.usable is not None
    values = city.usable.values.copy()
    values[:, 0, :2] = np.nan  # one hour is left of the first block of 9001A
    values[:, 0, 3] = np.nan  # two of the second
    frame = build_station_hours(replace(city, usable=city.usable.with_values(values)))
    first = frame[frame["station"] == "9001A"]["time"].iloc[0]
    assert first == pd.Timestamp("2018-01-01 03:00")


def test_every_hour_where_the_project_says_so(city: CityData) -> None:
    project = city.project.model_copy(update={"keep": Keep(station_hours=1)})
    frame = STATION_HOURS.conform(build_station_hours(replace(city, project=project)))
    STATION_HOURS.check(frame)
    assert city.usable is not None
    assert len(frame) == np.isfinite(city.usable.values).any(axis=0).sum()
    held = frame[frame["station"] == "9003A"]["o3"].to_numpy()
    own = city.usable.of("o3")[2]
    np.testing.assert_array_equal(held, own[np.isfinite(city.usable.values[:, 2]).any(axis=0)])


def test_a_city_without_hours_has_no_rows(city: CityData) -> None:
    without = replace(city, usable=None, hours=None)
    for table, frame in (
        (RUNNING_HOURLY, build_running_hourly(without, {})),
        (STATION_HOURS, build_station_hours(without)),
    ):
        found = table.conform(frame)
        table.check(found)
        assert found.empty
