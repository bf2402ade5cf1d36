"""What the page Data reads from a snapshot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.store import Snapshot
from summaries.tables import TABLES
from view import cache
from view.completeness import covered
from view.queries import data as query
from view.rules import stated_settings


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Iterator[Snapshot]:
    app = create_app(Settings(summaries=tiny_snapshot))
    with app.server.app_context():
        yield cache.snapshot()


def test_completeness_has_names_and_every_month(snapshot: Snapshot) -> None:
    frame = query.completeness(snapshot, "shili", "pm25")
    assert set(frame["station"]) == {"9001A", "9002A", "9003A", "9004A", "9005A"}
    assert frame.loc[frame["station"] == "9005A", "is_control"].all()
    assert not frame.loc[frame["station"] == "9001A", "is_control"].any()
    assert frame.loc[frame["station"] == "9001A", "name_zh"].unique().tolist() == ["站1"]
    parts = ["valid", "source_empty", "not_loaded", "rejected", "excluded"]
    total = frame[[f"share_{part}" for part in parts]].sum(axis=1)
    assert total.between(0.9999, 1.0001).all()


def test_days_before_the_hours_have_no_completeness(snapshot: Snapshot) -> None:
    frame = covered(query.completeness(snapshot, "shili", "pm25"))
    assert frame["period_start"].min().isoformat() == "2018-01-01T00:00:00"
    assert frame["period_start"].max().isoformat() == "2019-12-01T00:00:00"


def test_flags_keep_the_extremes_of_what_they_flag(snapshot: Snapshot) -> None:
    flags = query.flags(snapshot, "shili", "pm10")
    spike = flags[flags["flag"] == "spike"].iloc[0]
    assert (spike["station"], spike["count"], spike["value_max"]) == ("9002A", 1, 995)
    assert spike["is_excluded"]
    assert len(query.flags(snapshot, "nowhere", "pm10")) == 0


def test_published_days_are_counted_apart(snapshot: Snapshot) -> None:
    days = query.published_days(snapshot, "shili").set_index("year")
    assert days.loc[2017, ["published", "computed"]].tolist() == [31, 0]
    assert days.loc[2019, ["published", "computed"]].tolist() == [0, 365]
    assert days.loc[2018, "computed"] == 365 - 3, "three days of 2018 have no value"


def test_problems_begin_with_the_worst(snapshot: Snapshot) -> None:
    found = query.problems(snapshot, "shili")
    ranks = found["severity"].map({"error": 0, "warning": 1, "note": 2})
    assert ranks.is_monotonic_increasing
    assert len(query.problems(snapshot, "nowhere")) == 0


@pytest.mark.parametrize("table", query.PLACE_TABLES)
def test_rows_to_take_away_are_those_of_the_place(snapshot: Snapshot, table: str) -> None:
    rows = query.place_rows(snapshot, table, "shili", "9001A")
    assert tuple(rows.columns) == TABLES[table].column_names
    assert set(rows["place"]) == {"9001A"}
    assert len(query.place_rows(snapshot, table, "shili", "nowhere")) == 0


def test_settings_are_those_of_the_manifest(snapshot: Snapshot) -> None:
    assert stated_settings(snapshot, "shili")["validity"]["hours_a_day"] == 20
    assert stated_settings(snapshot, "nowhere") == {}
