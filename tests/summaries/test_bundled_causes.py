"""Causes and like cases of the snapshot in the repository: what everybody remembers, and sums."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.episodes.similarity import PARTS
from airquality.episodes.wind_sectors import SECTOR_IDS
from summaries.store import Snapshot, SnapshotStore

ROOT = Path(__file__).resolve().parents[2] / "data" / "summaries"


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return SnapshotStore(ROOT).current()


@pytest.fixture(scope="module")
def drivers(bundled: Snapshot) -> pd.DataFrame:
    return bundled.read("episode_drivers")


def _percentiles(drivers: pd.DataFrame, case_id: str) -> dict[str, float]:
    own = drivers[drivers["case_id"] == case_id]
    return dict(zip(own["factor"], own["percentile"], strict=True))


def test_the_red_alert_of_december_2015_was_stagnant_and_humid(
    bundled: Snapshot, drivers: pd.DataFrame
) -> None:
    own = _percentiles(drivers, "beijing-pm25-20151219")
    assert own["dew_point_depression"] < 10
    assert own["wind_speed"] < 50
    cases = bundled.read("episodes", ["case_id", "weather_type"]).set_index("case_id")
    assert cases.loc["beijing-pm25-20151219", "weather_type"] == "stagnant_humid"


def test_fireworks_of_new_year_2017_show_in_the_sulphur(drivers: pd.DataFrame) -> None:
    own = _percentiles(drivers, "beijing-pm25-20170128")
    # Beside other polluted days, not only beside clean ones.
    assert own["so2_no2"] > 90
    assert own["pm25_co"] > 90


@pytest.mark.parametrize("factor", ["pm25_pm10", "pm25_co", "secondary_share", "no2", "ox"])
def test_half_of_the_cases_lie_above_the_middle(drivers: pd.DataFrame, factor: str) -> None:
    """Beside all days of the weeks 79 to 87 of 100 did: selection, not what the case was like."""
    own = drivers[drivers["case_id"].astype(str).str.startswith("beijing-pm25-")]
    own = own[own["factor"] == factor]
    assert set(own["against"]) == {"polluted"}
    assert 30 < 100 * (own["percentile"] > 50).mean() < 60
    assert (own["days"] >= 15).all()
    assert (own["years"] >= 2).all()


def test_what_is_compared_with_all_days(drivers: pd.DataFrame) -> None:
    of_all = drivers[drivers["part"] != "ratio"]
    assert set(of_all["against"]) == {"all"}
    # Of one year of data there are no polluted days of a second one.
    xiangyang = drivers[drivers["city"] == "xiangyang"]
    assert set(xiangyang["against"]) == {"all"}


def test_december_2016_is_like_the_winter_before(bundled: Snapshot) -> None:
    near = bundled.read(
        "episode_neighbours", filters=[("case_id", "==", "beijing-pm25-20161216")]
    ).set_index("rank")
    # The two worst cases of the winter of 2015, the red alert among them.
    assert {"beijing-pm25-20151127", "beijing-pm25-20151219"} <= set(near["neighbour"][:3])


def test_parts_sum_to_the_squared_distance(bundled: Snapshot) -> None:
    near = bundled.read("episode_neighbours")
    total = near[[f"part_{part}" for part in PARTS]].sum(axis=1)
    np.testing.assert_allclose(total, near["distance"] ** 2, atol=2e-3)
    without = near[near["city"] != "beijing"]
    assert without["part_weather"].isna().all()  # nothing is made up where nothing was measured


def test_percentiles_rise_and_shares_add_up(drivers: pd.DataFrame) -> None:
    known = drivers[drivers["percentile"].notna()]
    ladder = known[["p10", "p25", "p50", "p75", "p90"]].to_numpy()
    assert (np.diff(ladder, axis=1) >= 0).all()
    assert known["percentile"].between(0, 100).all()
    assert (known.loc[known["against"] == "all", "days"] >= 20).all()
    wind = drivers[drivers["part"] == "wind"].groupby("case_id")
    assert set(wind["factor"].nunique()) == {len(SECTOR_IDS)}
    np.testing.assert_allclose(wind["value"].sum(), 100, atol=0.6)
    assert set(drivers.loc[drivers["part"] != "ratio", "city"]) == {"beijing"}
