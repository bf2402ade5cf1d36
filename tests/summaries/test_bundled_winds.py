"""Winds of the snapshot in the repository: Beijing's are well known, the others have none."""

from pathlib import Path

import pandas as pd
import pytest

from airquality.wind import SECTORS
from summaries.store import Snapshot, SnapshotStore

ROOT = Path(__file__).resolve().parents[2] / "data" / "summaries"


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return SnapshotStore(ROOT).current()


def _means(bundled: Snapshot, metric: str, period: str) -> pd.Series:
    """Return the city's mean by sector, calm included as -1, and of all hours as "all"."""
    chosen = {"place": "beijing", "metric": metric, "period": period}
    rows = bundled.read("wind_roses", filters=[(name, "==", is_) for name, is_ in chosen.items()])
    rows = rows[rows["sector"] >= -1].assign(load=rows["hours"] * rows["mean"])
    sums = rows.groupby("sector")[["load", "hours"]].sum()
    means = sums["load"] / sums["hours"]
    means["all"] = sums["load"].sum() / sums["hours"].sum()
    return means


def test_the_cold_northwest_cleans_a_winter(bundled: Snapshot) -> None:
    means = _means(bundled, "pm25", "winter")
    assert means[SECTORS.index("NNW")] < 0.5 * means["all"]
    assert means[SECTORS.index("E")] > 1.3 * means["all"]
    assert means[-1] > 1.5 * means["all"]  # calm air keeps what it has


def test_the_south_brings_a_summer_its_ozone(bundled: Snapshot) -> None:
    means = _means(bundled, "o3", "summer")
    south, north = means[SECTORS.index("SSW")], means[SECTORS.index("NNE")]
    assert south > 1.3 * north


def test_all_means_of_a_city_are_near_its_annual_mean(bundled: Snapshot) -> None:
    # The same hours by another way: the year's daily means.
    annual = bundled.read("annual", ["period_start", "pm25"], [("place", "==", "beijing")])
    year = annual[annual["period_start"] == pd.Timestamp("2015-01-01")]["pm25"].item()
    assert _means(bundled, "pm25", "2015")["all"] == pytest.approx(year, rel=0.02)


def test_no_more_than_a_quarter_is_high(bundled: Snapshot) -> None:
    rows = bundled.read("wind_polar", filters=[("metric", "==", "pm25")])
    assert (rows["hours_over"] <= rows["hours"]).all()
    sums = rows[rows["sector"] >= -1].groupby(["place", "period"])[["hours_over", "hours"]].sum()
    # Values are whole numbers: many of a station's hours equal the percentile.
    assert sums["hours_over"].div(sums["hours"]).between(0.23, 0.2505).all()


def test_only_beijing_has_wind(bundled: Snapshot) -> None:
    for table in ("wind_roses", "wind_polar"):
        assert set(bundled.read(table, ["city"])["city"]) == {"beijing"}
    hours = bundled.read("station_hours", ["city", "wind_speed", "wind_direction"])
    with_wind = hours.groupby("city", observed=True)["wind_speed"].count()
    assert with_wind["beijing"] > 0.99 * (hours["city"] == "beijing").sum()
    assert with_wind["chengdu"] == with_wind["xiangyang"] == 0
    assert hours["wind_direction"].max() < 360
