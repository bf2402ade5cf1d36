"""Days, hours, months and years of a made-up city against plain pandas."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from summaries.store import Snapshot, SnapshotStore

EVALUATION = ["9001A", "9002A", "9003A", "9004A"]


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Snapshot:
    return SnapshotStore(tiny_snapshot).current()


@pytest.fixture(scope="module")
def hours(tiny_project: Path) -> pd.DataFrame:
    """PM2.5 as it was written: a column a station, a row an hour."""
    raw = pd.read_parquet(tiny_project.parent / "hours.parquet")
    pm25 = raw[raw["pollutant"] == "pm25"]
    return pm25.pivot(index="time", columns="station", values="value").asfreq("h")


def _daily(snapshot: Snapshot, place: str) -> pd.DataFrame:
    return snapshot.read("daily", filters=[("place", "==", place)]).set_index("date")


def test_a_station_day_is_the_mean_of_its_hours(snapshot: Snapshot, hours: pd.DataFrame) -> None:
    expected = hours["9001A"].resample("D").mean()
    found = _daily(snapshot, "9001A")["pm25"]
    pd.testing.assert_series_equal(
        found.dropna().astype(float),
        expected.dropna(),
        check_names=False,
        check_freq=False,
        check_index_type=False,
        rtol=1e-6,
    )


def test_a_city_day_is_the_mean_of_evaluation_stations_without_the_control_point(
    snapshot: Snapshot, hours: pd.DataFrame
) -> None:
    city = _daily(snapshot, "shili")
    day = pd.Timestamp("2019-06-03")
    expected = hours.loc[day : day + pd.Timedelta(hours=23), EVALUATION].mean().mean()
    # A mean over stations is stated at four decimals, so that an exact half is one.
    assert city.loc[day, "pm25"] == pytest.approx(expected, abs=1e-4)
    assert city.loc[day, "pm25_count"] == 4
    control = _daily(snapshot, "9005A")
    assert control.loc[day, "pm25"] < 0.7 * expected


def test_a_station_not_yet_open_does_not_count_against_the_city(snapshot: Snapshot) -> None:
    city = _daily(snapshot, "shili")
    assert city.loc["2018-02-15", "pm25_count"] == 3
    assert np.isfinite(city.loc["2018-02-15", "pm25"])
    assert _daily(snapshot, "9004A").index[0] == pd.Timestamp("2018-03-01")


def test_days_without_any_value_have_rows(snapshot: Snapshot) -> None:
    for place in ("shili", "9001A", "990101"):
        gap = _daily(snapshot, place).loc["2018-05-05":"2018-05-07"]
        assert len(gap) == 3
        assert gap[["pm25", "o3_mda8", "aqi"]].isna().all(axis=None)
        assert (gap["level"] == 0).all()


def test_published_days_stand_in_only_where_there_are_no_hours(snapshot: Snapshot) -> None:
    city = _daily(snapshot, "shili")
    published = city[city["origin"] == "published"]
    assert published.index[0] == pd.Timestamp("2017-12-01")
    assert published.index[-1] == pd.Timestamp("2017-12-31")
    assert (published["pm25"] == 50).all()
    assert (published["pm25_count"] == 0).all()
    # PM2.5 50 leads: IAQI 69 by 2012 and 80 by 2026; no 1-hour maximum of ozone is needed.
    assert set(published["aqi"]) == {69.0}
    assert set(published["aqi_2026"]) == {80.0}
    assert published["o3_1h_max"].isna().all()
    assert city.loc["2018-01-01", "origin"] == "hours"


def test_the_two_series_are_compared_on_their_common_days(snapshot: Snapshot) -> None:
    problems = snapshot.read("problems", filters=[("kind", "==", "daily_series_compared")])
    (row,) = problems.to_dict("records")
    assert row["severity"] == "note"
    assert row["count"] == 10
    city = _daily(snapshot, "shili").loc["2018-01-01":"2018-01-10"]
    difference = (city["pm25"] - 50).abs().mean()
    assert f"pm25 {difference:.2f}" in row["message"]


def test_a_district_without_evaluation_stations_has_no_rows(snapshot: Snapshot) -> None:
    assert set(snapshot.read("districts")["district"]) == {"990101", "990102", "990103"}
    daily = snapshot.read("daily", filters=[("scope", "==", "district")])
    assert set(daily["place"]) == {"990101", "990102"}


def test_hours_of_the_city(snapshot: Snapshot, hours: pd.DataFrame) -> None:
    table = snapshot.read("hourly_city").set_index("time")
    assert table.index[0] == pd.Timestamp("2018-01-01")
    assert len(table) == 730 * 24
    expected = hours[EVALUATION].mean(axis=1)
    pd.testing.assert_series_equal(
        table["pm25"].astype(float),
        expected,
        check_names=False,
        check_freq=False,
        check_index_type=False,
        rtol=1e-6,
    )
    assert table["temperature"].isna().all()
    assert table.loc["2019-06-01 12:00", "stations"] == 4
    assert table.loc["2018-05-06 12:00", "stations"] == 0


def test_months_and_years(snapshot: Snapshot) -> None:
    city = _daily(snapshot, "shili")
    monthly = snapshot.read("monthly", filters=[("place", "==", "shili")]).set_index("period_start")
    january = city.loc["2019-01"]
    assert monthly.loc["2019-01-01", "pm25"] == pytest.approx(january["pm25"].mean(), rel=1e-5)
    assert monthly.loc["2019-01-01", "good_days"] == (january["aqi"] <= 100).sum()
    assert monthly.loc["2019-01-01", "good_days_2026"] == (january["aqi_2026"] <= 100).sum()
    assert monthly.loc["2018-05-01", "pm25_days"] == 28
    assert list(monthly.index[monthly["crosses_reference_change"]]) == []
    annual = snapshot.read("annual", filters=[("place", "==", "shili")]).set_index("period_start")
    assert list(annual.index.year) == [2017, 2018, 2019]
    assert annual.loc["2017-01-01", "calendar_days"] == 365
    assert annual.loc["2017-01-01", "good_days"] == 31
    assert np.isnan(annual.loc["2017-01-01", "pm25"])
    assert not annual.loc["2017-01-01", "is_valid"]
    assert annual.loc["2019-01-01", "is_valid"]
    assert list(annual["crosses_reference_change"]) == [False, True, False]
    assert set(annual["standard"]) == {"gb3095-2012"}


def test_the_year_to_date_has_a_row_a_day_and_ends_with_the_year(snapshot: Snapshot) -> None:
    table = snapshot.read("year_to_date", filters=[("place", "==", "shili")]).set_index("date")
    assert list(table.index) == list(_daily(snapshot, "shili").index)
    annual = snapshot.read("annual", filters=[("place", "==", "shili")]).set_index("period_start")
    end, year = table.loc["2019-12-31"], annual.loc["2019-01-01"]
    for name in ("pm25", "o3_mda8_p90", "co_p95", "good_days", "composite_index"):
        assert end[name] == pytest.approx(year[name], rel=1e-5)
    assert table.loc["2019-03-01", "elapsed_days"] == 60
    assert table.loc["2017-12-31", "elapsed_days"] == 365


def test_the_episode_is_heavy(snapshot: Snapshot) -> None:
    city = _daily(snapshot, "shili")
    assert (city.loc["2019-01-10":"2019-01-14", "level"] >= 5).all()
    assert set(city.loc["2019-01-10":"2019-01-14", "primary"]) == {"pm25"}
