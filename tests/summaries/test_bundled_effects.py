"""Effects of the snapshot in the repository: small, said with their doubt, in a range that can be.

Published effects of the same events differ by method and are no target: the ranges here only catch
a slip of sign, unit or window.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.effects import EFFECT_POLLUTANTS
from pipeline.tables_of_effects import TABLES_OF_EFFECTS
from summaries.store import Snapshot, SnapshotStore

ROOT = Path(__file__).resolve().parents[2] / "data" / "summaries"
BEIJING = [("city", "==", "beijing")]


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return SnapshotStore(ROOT).current()


@pytest.fixture(scope="module")
def effects(bundled: Snapshot) -> pd.DataFrame:
    frame = bundled.read("measure_effects", filters=BEIJING)
    return frame.set_index(["measure_id", "pollutant"])


def test_the_tables_are_small(bundled: Snapshot) -> None:
    sizes = [bundled.manifest["tables"][name]["bytes"] for name in TABLES_OF_EFFECTS]
    assert sum(sizes) < 0.6e6


def test_every_pollutant_of_beijing_has_a_model(bundled: Snapshot) -> None:
    skill = bundled.read("model_skill", filters=BEIJING)
    assert set(skill["pollutant"]) == set(EFFECT_POLLUTANTS)
    assert (skill["reason"] == "").all()
    r2 = skill.set_index(["pollutant", "split", "step"])["r2"]
    assert r2["pm25", "weeks", "hour"] > 0.65
    assert r2["pm25", "weeks", "day"] > 0.70
    assert r2["o3_mda8", "weeks", "day"] > 0.80
    # Neighbouring hours give an hour away: the split by chance never looks worse.
    assert r2["pm25", "random", "hour"] > r2["pm25", "weeks", "hour"]


@pytest.mark.parametrize("city", ["chengdu", "xiangyang"])
def test_cities_without_weather_say_why(bundled: Snapshot, city: str) -> None:
    own = [("city", "==", city)]
    assert set(bundled.read("model_skill", filters=own)["reason"]) == {"no_weather"}
    for name in set(TABLES_OF_EFFECTS) - {"model_skill"}:
        assert bundled.read(name, filters=own).empty


def test_the_meeting_and_the_parade_were_cleaner_than_expected(effects: pd.DataFrame) -> None:
    for measure in ("apec-2014", "parade-2015"):
        row = effects.loc[(measure, "pm25")]
        assert -80 < row["effect_pct"] < 0
        assert row["effect_pct_low"] <= row["effect_pct"] <= row["effect_pct_high"]
        assert row["placebos"] > 100
        assert row["independent"] >= 19


def test_measures_after_the_data_are_there_with_their_reason(effects: pd.DataFrame) -> None:
    later = effects.loc["orange-2018-03"]
    assert set(later["reason"]) == {"outside"}
    assert later["effect"].isna().all()


def test_the_years_are_parted_into_weather_and_the_rest(bundled: Snapshot) -> None:
    filters = [*BEIJING, ("pollutant", "==", "pm25"), ("kind", "==", "year")]
    years = bundled.read("attribution", filters=filters)
    assert set(years["to_start"].dt.year) == {2015, 2016}
    parts = years["weather"] + years["rest"]
    np.testing.assert_allclose(parts, years["change"], atol=0.16)


def test_members_lie_around_their_month(bundled: Snapshot) -> None:
    months = bundled.read("normalised", filters=[*BEIJING, ("pollutant", "==", "pm25")])
    known = months[months["normalised"].notna()]
    means = [np.frombuffer(packed, "<f4").mean() for packed in known["members"]]
    assert {len(packed) for packed in known["members"]} == {4 * 10}
    assert np.abs(means - known["normalised"]).max() < 10


def test_a_warning_is_not_aimed_at_ozone(bundled: Snapshot, effects: pd.DataFrame) -> None:
    measures = bundled.read("measures", filters=BEIJING).set_index("measure")["kind"]
    judged = effects.reset_index()
    is_warning = judged["measure_id"].map(measures) == "warning"
    is_ozone = judged["pollutant"].isin(["o3", "o3_mda8"])
    assert is_warning.any()
    assert (judged["is_aimed"] == ~(is_warning & is_ozone)).all()


def test_three_cities_are_no_donors_of_one_another(
    bundled: Snapshot, effects: pd.DataFrame
) -> None:
    controls = bundled.read("effect_controls", filters=BEIJING)
    assert set(controls["measure_id"]) == set(effects.index.get_level_values(0))
    assert set(controls["reason"]) <= {"no_donors", "too_few_donors", "outside"}
    assert controls[["effect", "placebo_p"]].isna().all(axis=None)
    assert bundled.read("effect_donors").empty
