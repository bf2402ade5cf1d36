"""The other tables of a made-up city: cycles, trends, completeness, flags, credits."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from summaries.store import Snapshot, SnapshotStore


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Snapshot:
    return SnapshotStore(tiny_snapshot).current()


@pytest.fixture(scope="module")
def ozone(tiny_project: Path) -> pd.Series:
    """Ozone of 9001A as it was written."""
    raw = pd.read_parquet(tiny_project.parent / "hours.parquet")
    chosen = raw[(raw["pollutant"] == "o3") & (raw["station"] == "9001A")]
    return chosen.set_index("time")["value"]


def _profile(snapshot: Snapshot, place: str, metric: str, cycle: str, period: str) -> pd.DataFrame:
    names = ("place", "metric", "cycle", "period")
    wanted = [(n, "==", v) for n, v in zip(names, (place, metric, cycle, period), strict=True)]
    return snapshot.read("profiles", filters=wanted).set_index("position")


@pytest.mark.parametrize("period", ["all", "2018", "2019"])
def test_the_cycle_of_the_day(snapshot: Snapshot, ozone: pd.Series, period: str) -> None:
    found = _profile(snapshot, "9001A", "o3", "hour", period)
    own = ozone if period == "all" else ozone[ozone.index.year == int(period)]
    expected = own.groupby(own.index.hour).agg(["mean", "size"])
    assert list(found.index) == list(range(24))
    np.testing.assert_allclose(found["mean"], expected["mean"], rtol=1e-6)
    assert list(found["count"]) == list(expected["size"])
    assert (found["low"] < found["mean"]).all()
    assert (found["mean"] < found["high"]).all()


def test_the_cycle_of_the_week_and_of_the_year(snapshot: Snapshot) -> None:
    daily = snapshot.read("daily", filters=[("place", "==", "shili")])
    week = _profile(snapshot, "shili", "pm25", "weekday", "all")
    year = _profile(snapshot, "shili", "o3_mda8", "month", "2019")
    by_weekday = daily.groupby(daily["date"].dt.day_of_week)["pm25"].mean()
    np.testing.assert_allclose(week["mean"], by_weekday, rtol=1e-5)
    of_2019 = daily[daily["date"].dt.year == 2019]
    by_month = of_2019.groupby(of_2019["date"].dt.month)["o3_mda8"].mean()
    assert list(year.index) == list(range(1, 13))
    np.testing.assert_allclose(year["mean"], by_month, rtol=1e-5)


@pytest.mark.parametrize(("cycle", "positions"), [("hour_weekday", 168), ("hour_month", 288)])
def test_hours_by_weekday_and_by_month(
    snapshot: Snapshot, ozone: pd.Series, cycle: str, positions: int
) -> None:
    found = _profile(snapshot, "9001A", "o3", cycle, "all")
    own = ozone.index.day_of_week if cycle == "hour_weekday" else ozone.index.month - 1
    expected = ozone.groupby(own * 24 + ozone.index.hour).agg(["mean", "size"])
    assert list(found.index) == list(range(positions)) == list(expected.index)
    np.testing.assert_allclose(found["mean"], expected["mean"], atol=0.051)  # to one decimal
    assert list(found["count"]) == list(expected["size"])
    assert _profile(snapshot, "9001A", "o3", cycle, "2019").empty
    assert len(_profile(snapshot, "shili", "pm25", cycle, "all")) == positions


def test_a_district_has_a_cycle_of_the_day(snapshot: Snapshot) -> None:
    assert len(_profile(snapshot, "990101", "pm25", "hour", "all")) == 24


def test_trends_say_why_there_is_none_and_what_they_cross(snapshot: Snapshot) -> None:
    trends = snapshot.read("trends", filters=[("basis", "==", "all")])
    trends = trends.set_index(["place", "metric"])
    assert set(trends.index.get_level_values("metric")) == {
        *("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
    }
    whole = trends.loc[("9001A", "pm25")]
    assert whole["months"] == 24
    assert np.isfinite(whole["slope"])
    assert whole["slope_low"] <= whole["slope"] <= whole["slope_high"]
    assert whole["crosses_reference_change"]
    assert whole["period_start"] == pd.Timestamp("2018-01-01")
    assert whole["period_end"] == pd.Timestamp("2020-01-01")
    late = trends.loc[("9004A", "pm25")]
    assert np.isnan(late["slope"])
    assert late["note"] == "too_few_months"


def test_completeness_tells_what_was_not_loaded(snapshot: Snapshot) -> None:
    keys = ["station", "pollutant", "period_start"]
    table = snapshot.read("completeness").set_index(keys)
    assert len(table) == 5 * 6 * 24
    assert table.loc[("9004A", "pm25", "2018-01-01"), "share_not_loaded"] == 1
    may = table.loc[("9001A", "o3", "2018-05-01")]
    assert may["hours"] == 744
    assert may["share_not_loaded"] == pytest.approx(72 / 744)
    assert may["share_valid"] == pytest.approx(672 / 744)
    june = table.loc[("9001A", "so2", "2018-06-01")]
    assert june["share_excluded"] == pytest.approx(1 / 720)
    assert june["share_flagged"] >= june["share_excluded"]


def test_flags_keep_what_was_excluded_with_its_extremes(snapshot: Snapshot) -> None:
    flags = snapshot.read("flags").set_index(["station", "pollutant", "period_start", "flag"])
    code = flags.loc[("9001A", "so2", "2018-06-01", "sentinel")]
    assert (code["count"], code["is_excluded"], code["value_min"]) == (1, True, -999)
    spike = flags.loc[("9002A", "pm10", "2018-06-01", "spike")]
    assert (spike["count"], spike["is_excluded"], spike["value_max"]) == (1, True, 995)
    marked = flags[flags.index.get_level_values("flag").isin(["stuck", "pm_inversion"])]
    assert not marked["is_excluded"].any()


def test_stations_know_their_district_and_their_time(snapshot: Snapshot) -> None:
    stations = snapshot.read("stations").set_index("station")
    assert dict(stations["district"]) == {
        **dict.fromkeys(("9001A", "9002A"), "990101"),
        **dict.fromkeys(("9003A", "9004A", "9005A"), "990102"),
    }
    assert list(stations.index[stations["is_control"]]) == ["9005A"]
    assert stations.loc["9004A", "first_time"] == pd.Timestamp("2018-03-01")
    assert stations.loc["9001A", "last_time"] == pd.Timestamp("2019-12-31 23:00")
    assert stations.geometry["9001A"].x == pytest.approx(110.1)


def test_the_city_says_what_it_has(snapshot: Snapshot) -> None:
    (city,) = snapshot.read("cities").to_dict("records")
    assert city["first_day"] == pd.Timestamp("2017-12-01")
    assert city["last_day"] == pd.Timestamp("2019-12-31")
    assert city["has_hours"]
    assert not city["has_weather"]
    assert city["note_en"].startswith("31 days are published")


def test_sources_and_targets(snapshot: Snapshot) -> None:
    sources = snapshot.read("sources").set_index("source")
    assert sources.loc["hours", "period_start"] == pd.Timestamp("2018-01-01")
    assert sources.loc["hours", "period_end"] == pd.Timestamp("2020-01-01")
    assert sources.loc["daily", "cells_with_value"] == 41 * 6
    assert sources.loc["hours", "credit"] == "made up for tests"
    (target,) = snapshot.read("targets").to_dict("records")
    assert (target["metric"], target["value"], target["status"]) == ("pm25", 38.0, "verified")
    assert np.isnan(target["stretch"])
