"""The snapshot in the repository: small, whole, anonymous, and near what was published.

The published figures are the cities' own yearly reports, from memory; the ranges are wide enough
for stations and rounding and far too narrow for a slip of unit, hour or station.
"""

from pathlib import Path

import pandas as pd
import pytest

from summaries.snapshot import snapshots
from summaries.store import Snapshot, SnapshotStore

ROOT = Path(__file__).resolve().parents[2] / "data" / "summaries"
CITIES = ["beijing", "chengdu", "xiangyang"]


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return SnapshotStore(ROOT).current()


def _city(bundled: Snapshot, table: str, city: str) -> pd.DataFrame:
    return bundled.read(table, filters=[("place", "==", city)])


def test_it_is_one_and_small(bundled: Snapshot) -> None:
    assert [manifest["id"] for manifest in snapshots(ROOT)] == [bundled.id]
    assert sum(file.stat().st_size for file in bundled.folder.iterdir()) < 15e6
    assert list(bundled.read("cities")["city"]) == CITIES


def test_it_says_nothing_of_a_machine(bundled: Snapshot) -> None:
    for file in bundled.folder.iterdir():
        content = file.read_bytes()
        for word in (b"/home/", b"/root/", b"/tmp/", b"/work/", b"/Users/", b"C:\\Users"):
            assert word not in content, (file.name, word)


def test_every_input_is_credited(bundled: Snapshot) -> None:
    for entry in bundled.manifest["inputs"]:
        assert entry["licence"]
        assert entry["credit"]
        assert entry["files"]
        assert all(len(file["sha256"]) == 64 and file["bytes"] > 0 for file in entry["files"])


@pytest.mark.parametrize(
    ("city", "year", "metric", "published", "slack"),
    [
        ("beijing", 2014, "pm25", 85.9, 2.0),
        ("beijing", 2015, "pm25", 80.6, 2.0),
        ("beijing", 2016, "pm25", 73.0, 2.0),
        ("beijing", 2016, "so2", 10.0, 1.0),
        ("beijing", 2016, "no2", 48.0, 1.5),
        ("beijing", 2015, "o3_mda8_p90", 202.6, 4.0),
        ("chengdu", 2019, "pm25", 43.0, 1.5),
        ("chengdu", 2019, "pm10", 68.0, 2.0),
        ("chengdu", 2019, "no2", 42.0, 1.5),
        ("xiangyang", 2019, "pm25", 60.0, 2.0),
    ],
)
def test_years_lie_near_what_the_cities_published(
    bundled: Snapshot, city: str, year: int, metric: str, published: float, slack: float
) -> None:
    annual = _city(bundled, "annual", city).set_index("period_start")
    assert annual.loc[f"{year}-01-01", metric] == pytest.approx(published, abs=slack)


def test_the_red_alerts_of_december_2015_are_there(bundled: Snapshot) -> None:
    daily = _city(bundled, "daily", "beijing").set_index("date")
    for day in ("2015-12-08", "2015-12-09", "2015-12-20", "2015-12-21", "2015-12-22"):
        assert daily.loc[day, "level"] >= 5
        assert daily.loc[day, "primary"] == "pm25"


def test_the_peak_of_january_2019_in_xiangyang_survives(bundled: Snapshot) -> None:
    daily = _city(bundled, "daily", "xiangyang").set_index("date")
    assert daily.loc["2019-01-06", "pm25"] > 300
    assert daily.loc["2019-01-06", "level"] == 6


def test_control_points_count_in_no_city(bundled: Snapshot) -> None:
    stations = bundled.read("stations").set_index("station")
    assert list(stations.index[stations["is_control"]]) == ["1002A", "1438A"]
    daily = _city(bundled, "daily", "beijing")
    assert daily["pm25_count"].max() == 11
