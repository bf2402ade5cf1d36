"""Ranks by level and by change, worked by hand."""

import numpy as np
import pandas as pd
import pytest

from view.ranks import CONTROL, NOTHING, RANKED, TOO_FEW, order_places, printed, rank

PLACES = ("a", "b", "c", "d")


def rows(values: list[float], **more: object) -> pd.DataFrame:
    """Return a period's rows of places a, b, c, d, whole unless told otherwise."""
    table: dict[str, object] = {
        "place": list(PLACES[: len(values)]),
        "value": np.array(values, "float32"),
        "is_valid": True,
        "days": 31,
        "calendar_days": 31,
        "excluded_days": 0,
        "is_control": False,
        **more,
    }
    return pd.DataFrame(table)


def test_equal_values_share_a_rank_and_the_next_is_left_out() -> None:
    assert rank(np.array([30.0, 20.0, 30.0, np.nan, 40.0])).tolist()[:3] == [2, 1, 2]
    assert rank(np.array([30.0, 20.0, 30.0, 40.0]))[3] == 4
    assert np.isnan(rank(np.array([np.nan, 1.0]))[0])
    assert rank(np.array([0.5, 0.9]), more_is_better=True).tolist() == [2, 1]


def test_values_are_ranked_as_they_are_printed() -> None:
    # 34.5 rounds to 34 and 35.5 to 36 by GB/T 8170: 34.5 and 34.4 are both printed as 34.
    found = order_places("pm25", rows([34.5, 34.4, 35.5]), rows([0] * 3), rows([0] * 3))
    assert found["shown"].tolist() == [34, 34, 36]
    assert found["rank"].tolist() == [1, 1, 3]
    assert printed("good_ratio", np.array([0.7213], "float32")).tolist() == [72.1]


def test_the_change_is_of_printed_values_and_ranked_by_the_per_cent() -> None:
    # a: 40 from 50, -10, -20.0 %; b: 80 from 92, -12, -13.0 %; c: 33 from 30, +3, +10.0 %.
    found = order_places("pm25", rows([40.4, 79.6, 33.0]), rows([50.0, 92.4, 30.0]), rows([40] * 3))
    by_place = found.set_index("place")
    assert by_place["change"].to_dict() == {"a": -10, "b": -12, "c": 3}
    assert by_place["percent"].to_dict() == {"a": -20.0, "b": -13.0, "c": 10.0}
    assert by_place["change_rank"].to_dict() == {"a": 1, "b": 2, "c": 3}
    assert by_place["rank"].to_dict() == {"c": 1, "a": 2, "b": 3}
    assert by_place["step"].to_dict() == {"a": 0, "b": 40, "c": -7}


def test_shares_of_days_are_ranked_by_the_points_they_gained() -> None:
    # a gains 10 points of 40 (25 %), b gains 12 points of 80 (15 %): b gained most.
    found = order_places(
        "good_ratio", rows([0.5, 0.92]), rows([0.4, 0.8]), rows([0.5, 0.9])
    ).set_index("place")
    assert found["change"].to_dict() == {"a": 10.0, "b": 12.0}
    assert found["rank"].to_dict() == {"b": 1, "a": 2}
    assert found["change_rank"].to_dict() == {"b": 1, "a": 2}


def test_too_few_days_control_points_and_nothing_stand_apart() -> None:
    now = rows(
        [40, 30, 20, np.nan],
        is_valid=[True, False, True, False],
        days=[31, 25, 31, 0],
        is_control=[False, False, True, False],
    )
    found = order_places("pm25", now, rows([50] * 4), rows([50] * 4))
    assert dict(zip(found["place"], found["group"], strict=True)) == {
        "a": RANKED,
        "c": CONTROL,
        "b": TOO_FEW,
        "d": NOTHING,
    }
    assert found["place"].tolist() == ["a", "c", "b", "d"]
    assert found["rank"].isna().all(), "one place alone has nothing to be ranked among"
    assert found.set_index("place")["change_reason"]["d"] == "no_data"


@pytest.mark.parametrize(
    ("days", "reason", "is_shown"), [(31, "", True), (28, "few", True), (27, "too_few", False)]
)
def test_a_change_needs_nine_tenths_of_the_days(days: int, reason: str, is_shown: bool) -> None:
    # 0.9 of 31 days is 27.9: 28 are enough to show a change, 27 are not; neither is ranked.
    before = rows([50, 60], is_valid=[days == 31, True], days=[days, 31])
    found = order_places("pm25", rows([40, 50]), before, rows([40, 50])).set_index("place")
    assert found["change_reason"]["a"] == reason
    assert np.isfinite(found["change"]["a"]) == is_shown
    assert np.isfinite(found["change_rank"]["a"]) == (days == 31)


def test_days_that_the_basis_leaves_out_are_not_held_against_a_place() -> None:
    # 31 days of which 10 were dust: of 21 days 19 are nine tenths.
    kept = {"days": [19, 31], "excluded_days": [10, 0], "is_valid": [False, True]}
    found = order_places("pm25", rows([40, 50], **kept), rows([50, 60]), rows([1, 1]))
    assert found.set_index("place")["change_reason"]["a"] == "few"


def test_a_reason_withholds_every_change() -> None:
    found = order_places("pm25", rows([40, 50]), rows([50, 60]), rows([50, 60]), "other_standard")
    assert found["change"].isna().all()
    assert found["change_rank"].isna().all()
    assert set(found["change_reason"]) == {"other_standard"}
    assert np.isfinite(found["step"]).all()


def test_who_keeps_all_limits_is_not_among_those_that_got_worse() -> None:
    # All three rose; a keeps all six limits and is left out of the ranks, b and c are not.
    now = rows([3.0, 5.0, 6.0], meets_all=[True, False, False], over=["", "pm25", "pm25"])
    found = order_places("composite_index", now, rows([2.5, 4.0, 5.9]), rows([3, 5, 6]))
    by_place = found.set_index("place")
    assert by_place["change_reason"].to_dict() == {"a": "meets_all", "b": "", "c": ""}
    assert np.isnan(by_place["change_rank"]["a"])
    # b: 5.00 from 4.00 is +25.0 %, c: 6.00 from 5.90 is +1.7 %.
    assert by_place["change_rank"]["c"] == 1
    assert by_place["change_rank"]["b"] == 2
    better = order_places("composite_index", now, rows([3.5, 5.5, 6.5]), rows([3, 5, 6]))
    assert better.set_index("place")["change_rank"]["a"] == 1, "improving, it is ranked"
