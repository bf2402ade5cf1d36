"""Days that lack an item, from the raw hours to the published tables, by both rules."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.build import build
from pipeline.project import load_project
from summaries.store import Snapshot, SnapshotStore

DAYS = np.arange("2019-01-01", "2019-02-01", dtype="datetime64[D]")
LACKING = pd.DatetimeIndex(["2019-01-12", "2019-01-13", "2019-01-20"])  # two of the episode
SETTING = '[evaluation]\nmissing_items = "exceeding"\n'
Write = Callable[..., Path]


def _build(folder: Path, synthetic_city: Write, setting: str) -> Snapshot:
    """Build the made-up city with PM10 gone on three days."""
    file = synthetic_city(folder / "city", DAYS)
    path = folder / "city" / "hours.parquet"
    table = pq.read_table(path)
    hours = table.to_pandas()
    gone = (hours["pollutant"] == "pm10") & hours["time"].dt.normalize().isin(LACKING)
    kept = pa.Table.from_pandas(hours[~gone], preserve_index=False)
    pq.write_table(kept.replace_schema_metadata(table.schema.metadata), path)
    file.write_text(file.read_text("utf-8") + setting, "utf-8")
    build([load_project(file)], folder / "out")
    return SnapshotStore(folder / "out").current()


@pytest.fixture(scope="module")
def by_default(tmp_path_factory: pytest.TempPathFactory, synthetic_city: Write) -> Snapshot:
    return _build(tmp_path_factory.mktemp("na"), synthetic_city, "")


@pytest.fixture(scope="module")
def by_choice(tmp_path_factory: pytest.TempPathFactory, synthetic_city: Write) -> Snapshot:
    return _build(tmp_path_factory.mktemp("exceeding"), synthetic_city, SETTING)


def _city(snapshot: Snapshot, table: str) -> pd.DataFrame:
    return snapshot.read(table, filters=[("place", "==", "shili")])


def test_a_day_that_lacks_an_item_has_no_aqi_but_a_bound_of_it(by_default: Snapshot) -> None:
    days = _city(by_default, "daily").set_index("date")
    lacking = days.loc[LACKING]
    assert lacking["aqi"].isna().all()
    assert (lacking["level"] == 0).all()
    assert (lacking["aqi_at_least"] > [200, 200, 0]).all()
    assert lacking["aqi_at_least"].iloc[2] <= 100
    # PM2.5 leads in the episode, so the bound is what the rule of 2026 publishes.
    assert list(lacking["aqi_at_least"].iloc[:2]) == list(lacking["aqi_2026"].iloc[:2])
    assert days.loc["2019-01-01":, "aqi_at_least"].drop(LACKING).isna().all()


def test_such_days_are_counted_beside_the_valid_ones(by_default: Snapshot) -> None:
    month = _city(by_default, "monthly").set_index("period_start").loc["2019-01-01"]
    assert (month["valid_days"], month["heavy_days"]) == (28, 3)
    assert (month["exceeding_days_without_aqi"], month["heavy_days_without_aqi"]) == (2, 2)
    year = _city(by_default, "annual").set_index("period_start").loc["2019-01-01"]
    assert year["heavy_days_without_aqi"] == 2
    so_far = _city(by_default, "year_to_date").set_index("date")["heavy_days_without_aqi"]
    assert list(so_far["2019-01-11":"2019-01-14"]) == [0, 1, 2, 2]


def test_a_project_may_take_the_aqi_of_the_rest(by_choice: Snapshot, by_default: Snapshot) -> None:
    days, strict = (_city(s, "daily").set_index("date") for s in (by_choice, by_default))
    lacking = days.loc[LACKING]
    assert list(lacking["aqi"].iloc[:2]) == list(strict.loc[LACKING, "aqi_at_least"].iloc[:2])
    assert (lacking["level"].iloc[:2] >= 5).all()
    assert set(lacking["primary"].iloc[:2]) == {"pm25"}
    assert np.isnan(lacking["aqi"].iloc[2])
    assert lacking["aqi_at_least"].isna().tolist() == [True, True, False]
    month = _city(by_choice, "monthly").set_index("period_start").loc["2019-01-01"]
    assert (month["valid_days"], month["heavy_days"]) == (30, 5)
    assert month["heavy_days_without_aqi"] == 0


def test_the_manifest_says_which_rule_it_was(by_choice: Snapshot, by_default: Snapshot) -> None:
    found = [s.manifest["settings"]["shili"]["evaluation"] for s in (by_default, by_choice)]
    assert [each["missing_items"] for each in found] == ["na", "exceeding"]
