"""Synthetic control through the build: a region of cities, one of which did something."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.effects.windows import Window
from pipeline.build import build
from pipeline.city import gather_city
from pipeline.donor_records import CityRecord, unknown_names
from pipeline.effect_donors import control_measures
from pipeline.engine import Engine
from pipeline.project import load_project
from summaries.store import Snapshot, SnapshotStore
from tests.pipeline.made_region import make_air, mix, write_city

DAYS = np.arange("2019-01-01", "2019-08-01", dtype="datetime64[D]")
MEETING = slice(24 * 150, 24 * 160)  # 2019-05-31 to 2019-06-09
MEASURES = """meeting,control,,会议,2019-05-31,2019-06-09,pm25 no2
nothing,warning,orange,预警,2019-07-01T13:00,2019-07-08T11:00,
later,campaign,,以后,2021-01-01,2021-02-01,
"""
ITEMS = {"pm25", "pm10", "so2", "no2", "co", "o3_mda8"}
KEY = ["measure_id", "pollutant"]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A city that takes 30 % off its PM2.5, and a region of twelve others that do nothing.

    The city is a mixture of two of them; the region's third is listed as controlled too.
    """
    root = tmp_path_factory.mktemp("region")
    air = make_air(DAYS, 12)
    own = mix(air, {1: 0.3, 4: 0.7})
    own["pm25"][MEETING] = (own["pm25"][MEETING] * 0.7).round(2)
    more = '[effects]\ncontrolled_too = ["城2", "Nowhere"]'
    city = write_city(
        root / "own", ("ganjing", "990000", "Clean"), DAYS, [own], MEASURES, more, lon=120.0
    )
    region = write_city(root / "all", ("quanqu", "880000", "Region"), DAYS, air)
    projects = [load_project(city), load_project(region)]
    build(projects, root / "out")
    return SnapshotStore(root / "out").current()


@pytest.fixture(scope="module")
def controls(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.read("effect_controls").set_index(KEY)


def test_every_measure_has_a_row_a_pollutant(controls: pd.DataFrame) -> None:
    assert set(controls.index) == {
        (measure, item) for measure in ("meeting", "nothing", "later") for item in ITEMS
    }
    assert set(controls["city"]) == {"ganjing"}
    assert set(controls.loc["later", "reason"]) == {"outside"}
    assert controls.loc["later", "effect"].isna().all()


def test_what_was_built_in_is_recovered(controls: pd.DataFrame, snapshot: Snapshot) -> None:
    row = controls.loc[("meeting", "pm25")]
    assert row["reason"] == ""
    assert row["effect_pct"] == pytest.approx(-30, abs=3)
    assert (row["placebo_rank"], row["donors"], row["left_out"]) == (1, 11, 1)
    assert row["placebo_p"] == pytest.approx(1 / 12, abs=1e-4)
    assert row["error_before_pct"] < 5
    assert row["effect"] == pytest.approx(row["observed"] - row["synthetic"], abs=0.16)
    assert (row["days_before"], row["days_within"]) == (145, 10)
    assert (row["start"], row["end"]) == (pd.Timestamp("2019-05-31"), pd.Timestamp("2019-06-10"))
    donors = snapshot.read("effect_donors").set_index([*KEY, "name_zh"])
    own = donors.loc[("meeting", "pm25")]
    assert own["weight"].sum() == pytest.approx(1, abs=0.002)
    assert own.loc[["城1市", "城4市"], "weight"].to_list() == pytest.approx([0.3, 0.7], abs=0.1)
    assert "城2市" not in own.index
    assert sorted(own["number"]) == list(range(1, 12))
    assert own.sort_values("number")["weight"].is_monotonic_decreasing
    # A degree of longitude at 30.5° N is 95.8 km.
    assert own.loc["城4市", "distance_km"] == pytest.approx(16 * 95.8, rel=0.01)


def test_nothing_is_found_where_nothing_was_done(controls: pd.DataFrame) -> None:
    for measure, item in [("meeting", "no2"), ("nothing", "pm25"), ("nothing", "no2")]:
        row = controls.loc[(measure, item)]
        assert abs(row["effect_pct"]) < 4
        assert row["placebo_p"] > 1 / 12
    # It begins after noon and ends before: the first and the last day are not its own.
    row = controls.loc[("nothing", "pm25")]
    assert (row["start"], row["end"]) == (pd.Timestamp("2019-07-02"), pd.Timestamp("2019-07-08"))
    # The days of the meeting, five days either side, are none of its days before.
    assert row["days_before"] == 177 - 20


def test_a_name_that_no_city_has_is_told(snapshot: Snapshot) -> None:
    problems = snapshot.read("problems").set_index("kind")
    assert problems.loc["controlled_too_unknown", "place"] == "Nowhere"
    assert problems.loc["controlled_too_unknown", "count"] == 1


def test_a_build_of_one_city_says_that_there_are_no_donors(tmp_path: Path) -> None:
    days = DAYS[:60]
    city = write_city(
        tmp_path / "own", ("ganjing", "990000", "Clean"), days, make_air(days, 1), MEASURES
    )
    build([load_project(city)], tmp_path / "out")
    alone = SnapshotStore(tmp_path / "out").current()
    controls = alone.read("effect_controls")
    assert len(controls) == 3 * len(ITEMS)
    assert set(controls["reason"]) == {"no_donors"}
    assert controls[["effect", "observed", "ratio"]].isna().all(axis=None)
    assert alone.read("effect_donors").empty
    told = alone.read("problems").set_index("kind").loc["effects_no_donors"]
    assert "build it together with others" in told["message"]


def record(name: str, adcode: str, lon: float = 110.0) -> CityRecord:
    dates = np.arange("2019-01-03", "2019-01-06", dtype="datetime64[D]")
    values = {"pm25": np.array([1.0, np.nan, 3.0])}
    return CityRecord(name, adcode, "宜昌市", "Yichang", lon, 30.0, dates, values, ())


def test_a_city_is_called_by_any_of_its_names() -> None:
    own = record("yichang", "420500")
    for name in ("yichang", "420500", "宜昌市", "宜昌", "YICHANG"):
        assert own.is_called(name)
    assert unknown_names(("宜昌", "宜春"), [own]) == ["宜春"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("110000", "110100", True),  # a municipality and its one prefecture
        ("420500", "420500", True),
        ("420000", "420500", True),  # a province and a city of it
        ("420500", "420600", False),
    ],
)
def test_a_city_is_no_donor_of_itself(one: str, other: str, expected: bool) -> None:
    assert record("a", one).holds(record("b", other)) is expected
    assert record("b", other).holds(record("a", one)) is expected


def test_days_that_a_donor_has_not_are_missing() -> None:
    dates = np.arange("2019-01-01", "2019-01-05", dtype="datetime64[D]")
    np.testing.assert_array_equal(
        record("a", "420500").on(dates, "pm25"), [np.nan] * 2 + [1.0, np.nan]
    )


def test_who_was_controlled_too_is_no_donor(tmp_path: Path) -> None:
    days = DAYS[:150]
    air = make_air(days, 1)
    measures = "meeting,control,,会议,2019-05-10,2019-05-15,\n"
    more = "[effects.donors]\nleast_km = 200"
    file = write_city(
        tmp_path / "own", ("own", "990000", "Own"), days, air, measures, more, lon=110.0
    )
    city = gather_city(load_project(file))
    values = {item: np.full(len(days), 50.0) for item in ITEMS}
    own = CityRecord("own", "990000", "本市", "Own", 110.0, 30.5, days, values, ())
    far = [replace(own, id=f"far{n}", adcode=f"8{n}0100", lon=115.0 + n) for n in range(3)]
    window = Window(np.datetime64("2019-05-15T20", "h"), np.datetime64("2019-05-20", "h"))
    busy = replace(far[0], id="busy", adcode="770100", windows=(window,))
    near = replace(own, id="near", adcode="760100", lon=111.0)
    region = replace(far[0], id="region", adcode="750000", is_donor=False)
    found = control_measures(city, own, [own, *far, busy, near, region], Engine())
    assert {each.left_out for each in found} == {2}
    assert set(found[0].donors) == {"far0", "far1", "far2"}
    assert {each.control.reason for each in found} == {"too_few_donors"}
