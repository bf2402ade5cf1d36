"""What the overview reads from a snapshot, held against the tables themselves."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.store import Snapshot
from view import cache, maps
from view.queries import overview as query
from view.queries.overview_places import places_so_far
from view.queries.standing import standing

CITY = "shili"


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Iterator[Snapshot]:
    app = create_app(Settings(summaries=tiny_snapshot, cache="off"))
    with app.server.app_context():
        yield cache.snapshot()


def row(snapshot: Snapshot, place: str, day: str) -> pd.Series:
    here = [("city", "==", CITY), ("place", "==", place), ("date", "==", pd.Timestamp(day))]
    return snapshot.read("year_to_date", None, here).iloc[0]


def test_the_standing_is_the_row_of_the_last_day(snapshot: Snapshot) -> None:
    found = standing(snapshot, CITY, CITY, 2019, 9)
    now, before = row(snapshot, CITY, "2019-09-30"), row(snapshot, CITY, "2018-09-30")
    assert found.now is not None
    assert found.before is not None
    assert found.now.end == pd.Timestamp("2019-09-30")
    assert found.before.end == pd.Timestamp("2018-09-30")
    for metric in ("pm25", "o3_mda8_p90", "good_ratio", "composite_index"):
        assert found.now.values[metric] == now[metric]
        assert found.before.values[metric] == before[metric]
    assert found.now.days["pm25"] == now["pm25_days"]
    assert found.now.days["o3_mda8_p90"] == now["o3_days"]
    assert found.now.days["good_ratio"] == now["valid_days"]
    assert found.now.first == pd.Timestamp("2019-01-01")


def test_targets_belong_to_the_city_alone(snapshot: Snapshot) -> None:
    assert standing(snapshot, CITY, CITY, 2019, 9).targets["pm25"].value == 38
    assert standing(snapshot, CITY, CITY, 2018, 9).targets == {}
    assert standing(snapshot, CITY, "9001A", 2019, 9).targets == {}


def test_a_place_without_the_year_has_no_window(snapshot: Snapshot) -> None:
    assert standing(snapshot, CITY, "nowhere", 2019, 9).now is None
    assert standing(snapshot, CITY, CITY, 2017, 12).before is None


def test_a_station_that_began_in_march_starts_late(snapshot: Snapshot) -> None:
    now = standing(snapshot, CITY, "9004A", 2018, 12).now
    assert now is not None
    assert now.first == pd.Timestamp("2018-03-01")
    assert now.starts_late
    rows = places_so_far(snapshot, CITY, 2019, 12).set_index("place")
    assert rows.loc["9004A", "starts_late"]
    assert not rows.loc["9001A", "starts_late"]


def test_only_a_whole_year_is_held_against_the_days_of_a_year(snapshot: Snapshot) -> None:
    assert standing(snapshot, CITY, "9004A", 2018, 11).invalid == ()
    assert "pm25" in standing(snapshot, CITY, "9004A", 2018, 12).invalid
    assert standing(snapshot, CITY, "9001A", 2019, 12).invalid == ()


def test_heavy_days_are_missing_where_the_ratio_is(snapshot: Snapshot) -> None:
    frame = query.year_so_far(snapshot, CITY, "9004A", 2018)
    few = frame["good_ratio"].isna()
    assert few.any()
    assert not few.all()
    assert (frame["heavy_days"].isna() == few).all()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2016-02-29", "2015-02-28"),
        # Two whole months against two whole months.
        ("2017-02-28", "2016-02-29"),
        ("2016-02-28", "2015-02-28"),
        ("2016-12-31", "2015-12-31"),
    ],
)
def test_the_year_before_has_the_same_day_or_the_same_whole_months(day: str, expected: str) -> None:
    assert query.year_before(pd.Timestamp(day)) == pd.Timestamp(expected)


def test_the_calendar_ends_with_the_chosen_month(snapshot: Snapshot) -> None:
    days = query.days_so_far(snapshot, CITY, CITY, 2019, 2)
    assert len(days) == 59
    assert days["date"].max() == pd.Timestamp("2019-02-28")
    assert list(days.columns) == list(query.DAY_COLUMNS)
    assert query.days_so_far(snapshot, CITY, "nowhere", 2019, 2).empty


def test_places_are_listed_from_the_highest(snapshot: Snapshot) -> None:
    rows = places_so_far(snapshot, CITY, 2019, 6)
    assert set(rows["scope"]) == {"station", "district"}
    known = rows["pm25"].dropna()
    assert (np.diff(known) <= 0).all()
    first = rows.iloc[0]
    assert first["pm25"] == row(snapshot, first["place"], "2019-06-30")["pm25"]
    assert first["pm25_before"] == row(snapshot, first["place"], "2018-06-30")["pm25"]


def test_sources_are_those_of_the_window(snapshot: Snapshot) -> None:
    start, end = pd.Timestamp("2019-01-01"), pd.Timestamp("2019-12-31")
    assert query.source_titles(snapshot, CITY, start, end) == (("虚构的小时值", "Made-up hours"),)
    assert len(query.source_titles(snapshot, CITY, pd.Timestamp("2017-12-01"), end)) == 2


def test_the_map_has_every_outline_and_station(snapshot: Snapshot) -> None:
    ground = maps.base(snapshot, CITY)
    outlines = [f["properties"]["place"] for f in ground["districts"]["features"]]
    assert len(outlines) == 3
    controls = [
        f["properties"]["place"]
        for f in ground["stations"]["features"]
        if f["properties"]["is_control"]
    ]
    assert controls == ["9005A"]
    (south, west), (north, east) = ground["bounds"]
    # 9005A at 110.9 is the control point and does not widen the map.
    assert west < 110.1 < 110.7 < east < 110.9
    assert north - south == pytest.approx(0.3)
    assert {p[0] for p in query.places_on_the_map(snapshot, CITY)} >= set(outlines)
