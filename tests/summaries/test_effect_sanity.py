"""Each rule between the tables of effects, broken on purpose, must be caught."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from summaries.sanity import check_tables
from summaries.table import ContractError, Table
from summaries.tables import TABLES

Frames = dict[str, pd.DataFrame]
Fill = Callable[[Table, list[dict[str, Any]]], pd.DataFrame]
KEY = {"city": "ganjing", "measure_id": "meeting", "pollutant": "pm25"}


@pytest.fixture
def effects(frames: Frames, fill: Fill) -> Frames:
    """One measure with one placebo, a month and a change, laid over the frames that agree."""
    start, end = pd.Timestamp("2019-01-10"), pd.Timestamp("2019-01-15")
    effect = {
        **KEY,
        "start": start,
        "end": end,
        "observed": 40.0,
        "predicted": 60.0,
        "effect": -20.0,
        "effect_low": -30.0,
        "effect_high": -10.0,
        "placebos": 1,
        "placebo_rank": 1,
        "verdict": "clear",
        "reason": "",
    }
    change = {"change": -8.0, "weather": -5.0, "rest": -3.0}
    earlier = pd.Timestamp("2018-01-01"), pd.Timestamp("2019-01-01")
    rows: dict[str, list[dict[str, Any]]] = {
        "measures": [{"city": "ganjing", "measure": "meeting"}],
        "measure_effects": [effect],
        "effect_series": [{**KEY, "time": start}],
        "placebos": [{**KEY, "start": earlier[0]}],
        "effect_sensitivity": [KEY],
        "normalised": [{"city": "ganjing", "low": 50.0, "high": 60.0, "members": b""}],
        "effect_controls": [
            {
                **KEY,
                "start": start,
                "end": end,
                "observed": 40.0,
                "synthetic": 55.0,
                "effect": -15.0,
                "donors": 2,
                "reason": "",
            }
        ],
        "effect_donors": [
            {**KEY, "donor": "a", "weight": 0.6},
            {**KEY, "donor": "b", "weight": 0.4},
        ],
        "attribution": [{**change, "from_start": earlier[0], "to_start": earlier[1]}],
    }
    laid = {name: TABLES[name].conform(fill(TABLES[name], own)) for name, own in rows.items()}
    return {**frames, **laid}


def test_effects_that_agree_pass(effects: Frames) -> None:
    check_tables(effects)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"end": pd.Timestamp("2019-01-09")}, "its window ends before it starts"),
        ({"predicted": 61.0}, "its effect is not observed less predicted"),
        ({"effect_low": -19.0}, "its effect lies outside its interval"),
        ({"placebo_rank": 3}, "its rank is none of its placebos"),
        ({"placebos": 2}, "its placebos are not those of placebos"),
        ({"verdict": "certain"}, "its verdict is none of the four"),
        ({"effect_high": 1.0}, "an effect is named whose interval has zero"),
        ({"reason": "skill"}, "an effect is named with a reason against it"),
        ({"verdict": "not_distinguishable"}, "no effect is named without a reason"),
    ],
)
def test_an_effect_that_cannot_be_is_caught(
    effects: Frames, changed: dict[str, Any], words: str
) -> None:
    for column, value in changed.items():
        effects["measure_effects"].loc[0, column] = value
    with pytest.raises(ContractError, match=f"measure_effects: {words}: meeting"):
        check_tables(effects)


@pytest.mark.parametrize("table", ["effect_series", "placebos", "effect_sensitivity"])
def test_what_hangs_on_no_effect_is_caught(effects: Frames, table: str) -> None:
    effects[table]["pollutant"] = "so2"
    words = f"{table}: no effect of meeting on so2 in measure_effects"
    with pytest.raises(ContractError, match=words):
        check_tables(effects)


def test_a_measure_that_is_not_listed_is_caught(effects: Frames) -> None:
    effects["measures"]["measure"] = "other"
    with pytest.raises(ContractError, match="measure_effects: no measure meeting in measures") as e:
        check_tables(effects)
    assert "effect_controls: no measure meeting in measures" in str(e.value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"end": pd.Timestamp("2019-01-09")}, "its window ends before it starts"),
        ({"synthetic": 56.0}, "its effect is not observed less synthetic"),
        ({"donors": 3}, "its donors are not those of effect_donors"),
        ({"effect": float("nan")}, "there is no number and no reason"),
    ],
)
def test_a_synthetic_control_that_cannot_be_is_caught(
    effects: Frames, changed: dict[str, Any], words: str
) -> None:
    for column, value in changed.items():
        effects["effect_controls"].loc[0, column] = value
    with pytest.raises(ContractError, match=f"effect_controls: {words}: meeting"):
        check_tables(effects)


def test_weights_that_are_not_one_are_caught(effects: Frames) -> None:
    effects["effect_donors"].loc[0, "weight"] = 0.5
    with pytest.raises(ContractError, match="the weights of its donors are not one: meeting"):
        check_tables(effects)


def test_a_change_that_is_not_its_parts_is_caught(effects: Frames) -> None:
    effects["attribution"].loc[0, "rest"] = 3.0
    with pytest.raises(ContractError, match="attribution: a change is not its two parts"):
        check_tables(effects)


def test_a_period_before_the_one_it_is_compared_with_is_caught(effects: Frames) -> None:
    effects["attribution"].loc[0, "to_start"] = pd.Timestamp("2017-01-01")
    with pytest.raises(ContractError, match="attribution: a period is compared with a later one"):
        check_tables(effects)


def test_an_interval_upside_down_is_caught(effects: Frames) -> None:
    effects["normalised"].loc[0, "low"] = 61.0
    with pytest.raises(ContractError, match="normalised: an interval is upside down"):
        check_tables(effects)
