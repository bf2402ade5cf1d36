"""Cases of the snapshot in the repository: those that everybody remembers, and sums."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.tables_of_cases import TABLES_OF_CASES
from summaries.store import Snapshot, SnapshotStore

ROOT = Path(__file__).resolve().parents[2] / "data" / "summaries"


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return SnapshotStore(ROOT).current()


@pytest.fixture(scope="module")
def episodes(bundled: Snapshot) -> pd.DataFrame:
    return bundled.read("episodes").set_index("case_id")


def test_the_tables_are_small(bundled: Snapshot) -> None:
    sizes = [bundled.manifest["tables"][name]["bytes"] for name in TABLES_OF_CASES]
    assert sum(sizes) < 1.2e6


@pytest.mark.parametrize(
    ("city", "kind", "least", "most"),
    [
        # 1,419 days of Beijing with 600 over the limit; 364 of Xiangyang; 9 years of Chengdu.
        ("beijing", "pm25", 150, 250),
        ("beijing", "o3", 30, 80),
        ("chengdu", "pm25", 120, 220),
        ("xiangyang", "pm25", 15, 40),
    ],
)
def test_how_many_there_are(
    episodes: pd.DataFrame, city: str, kind: str, least: int, most: int
) -> None:
    own = episodes[(episodes["city"] == city) & (episodes["kind"] == kind)]
    assert least <= len(own) <= most
    assert set(own["ranked"]) == {len(own)}


@pytest.mark.parametrize(
    ("day", "level", "warning"),
    [
        ("2015-12-08", 5, "red"),
        ("2015-12-22", 5, "red"),
        ("2016-12-20", 5, "red"),
        ("2014-02-24", 5, "orange"),
    ],
)
def test_the_days_of_alerts_lie_in_a_case_that_says_so(
    episodes: pd.DataFrame, day: str, level: int, warning: str
) -> None:
    own = episodes[(episodes["city"] == "beijing") & (episodes["kind"] == "pm25")]
    found = own[(own["first_day"] <= day) & (own["last_day"] >= day)]
    assert len(found) == 1
    assert found["level"].item() >= level
    assert found["warning"].item() == warning


def test_a_case_has_the_days_of_the_table_daily(bundled: Snapshot, episodes: pd.DataFrame) -> None:
    daily = bundled.read("daily", filters=[("scope", "==", "city")]).set_index(["place", "date"])
    heavy = 0
    for case in episodes[episodes["kind"] != "both"].itertuples():
        name = {"pm25": "pm25", "o3": "o3_mda8"}[str(case.kind)]
        days = daily.loc[case.place].loc[case.first_day : case.last_day]
        over = days[days[name].round() > case.limit]
        assert len(over) == case.days, case.Index
        assert over[name].max() == pytest.approx(case.peak_day_value, abs=0.06)
        # Sub-index of 200: 150 of PM2.5, 265 of ozone (HJ 633-2012).
        highest = {"pm25": 150, "o3": 265}[str(case.kind)]
        assert (over[name].round() > highest).sum() == case.heavy_days
        assert over["aqi"].max() == case.aqi_max
        heavy += int(case.heavy_days)
    assert heavy > 150


def test_no_day_over_the_limit_is_lost_nor_in_two_cases(
    bundled: Snapshot, episodes: pd.DataFrame
) -> None:
    daily = bundled.read("daily", ["city", "date", "pm25"], [("scope", "==", "city")])
    over = daily[daily["pm25"].round() > 75].groupby("city").size()
    own = episodes[episodes["kind"] == "pm25"].groupby("city")["days"].sum()
    pd.testing.assert_series_equal(own, over, check_names=False, check_dtype=False)


def test_hours_lie_around_their_case(bundled: Snapshot, episodes: pd.DataFrame) -> None:
    hours = bundled.read("episode_hours", ["case_id", "time", "stage"])
    span = hours.groupby("case_id")["time"].agg(["min", "max", "size"])
    own = episodes[episodes["origin"] == "hours"]
    assert set(span.index) == set(own.index)
    before = (own["start"] - span["min"]) / pd.Timedelta(hours=1)
    # A day more, but where the data begin or end.
    assert before.between(0, 24).all()
    assert (before == 24).mean() > 0.95
    steps = (span["max"] - span["min"]) / pd.Timedelta(hours=1) + 1
    np.testing.assert_array_equal(span["size"], steps)


def test_the_first_station_is_one_of_order_one(bundled: Snapshot, episodes: pd.DataFrame) -> None:
    places = bundled.read("episode_places", ["case_id", "scope", "place", "order", "lag_hours"])
    first = places[(places["scope"] == "station") & (places["order"] == 1)]
    named = episodes["first_place"].dropna()
    alone = first.groupby("case_id")["place"].agg(["size", "first"]).loc[named.index]
    assert (alone["size"] == 1).all()
    assert (alone["first"] == named).all()
    assert (named.index.isin(episodes.index[episodes["origin"] == "hours"])).all()


def test_cities_without_weather_or_list_say_nothing_of_them(episodes: pd.DataFrame) -> None:
    others = episodes[episodes["city"] != "beijing"]
    assert others["weather_type"].isna().all()
    assert others["warning"].isna().all()
    beijing = episodes[episodes["city"] == "beijing"]
    assert beijing["weather_type"].notna().all()
    assert beijing["warning"].notna().all()
