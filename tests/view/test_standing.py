"""What may be said about a year so far: comparisons, limits, what the rest may bring."""

import math

import pandas as pd
import pytest

from view.standing import (
    KEY_METRICS,
    Standing,
    Window,
    annual_limit,
    change,
    crosses_reference_change,
    difference,
    meets,
    room_left,
)

NAN = math.nan


def window(end: str, first: str | None = None, days: int = 300, **values: float) -> Window:
    last = pd.Timestamp(end)
    begun = pd.Timestamp(first) if first else pd.Timestamp(last.year, 1, 1)
    defaults = {
        "pm25": 64.0,
        "o3_mda8_p90": 199.0,
        "good_ratio": 0.573,
        "heavy_days": 21.0,
        "composite_index": 6.15,
    }
    known = {**defaults, **values}
    return Window(last, begun, known, dict.fromkeys(known, days), last.day_of_year)


def test_a_change_is_that_of_the_values_shown() -> None:
    # 64.4 shows 64 and 73.4 shows 73: the difference is 9, as the two on the screen give it.
    assert difference("pm25", 64.4, 73.4).amount == 9
    assert difference("pm25", 64.4, 63.6).kind == "equal"
    # Half to even on the decimal: 2.5 is 2 and 3.5 is 4.
    assert difference("pm25", 3.5, 2.5).amount == 2
    assert difference("good_ratio", 0.561, 0.527).amount == pytest.approx(3.4)


def test_less_is_better_but_for_good_days() -> None:
    assert difference("pm25", 60, 70).tone == "better"
    assert difference("heavy_days", 5, 2).tone == "worse"
    assert difference("good_ratio", 0.8, 0.7).tone == "better"
    assert difference("good_ratio", 0.7, 0.8).tone == "worse"
    assert difference("pm25", 60, 60).tone == ""
    assert difference("pm25", NAN, 60).kind == "none"


def test_no_change_without_the_year_before() -> None:
    now = window("2016-10-31")
    assert change(Standing(now, None), "pm25").reason == "no_data"
    assert change(Standing(now, window("2015-10-31", days=0)), "pm25").reason == "no_data"
    few = window("2015-10-31", days=40, pm25=NAN)
    assert change(Standing(now, few), "pm25").reason == "too_few"
    assert change(Standing(now, few), "good_ratio").kind == "equal"


def test_no_change_where_one_year_began_after_january() -> None:
    late = window("2013-10-31", first="2013-03-01")
    assert change(Standing(window("2014-10-31"), late), "pm25").reason == "late_start"
    begun = window("2013-10-31", first="2013-01-31")
    assert change(Standing(window("2014-10-31"), begun), "pm25").kind == "equal"


def test_no_change_of_indices_between_two_standards() -> None:
    standing = Standing(window("2026-10-31"), window("2025-10-31"))
    for metric in ("good_ratio", "heavy_days", "composite_index"):
        assert change(standing, metric).reason == "other_standard"
    assert change(standing, "pm25").kind == "equal"
    before = Standing(window("2026-02-28"), window("2025-02-28"))
    assert change(before, "good_ratio").kind == "equal"


def test_limits_are_those_in_force_on_the_day() -> None:
    assert annual_limit("pm25", pd.Timestamp("2026-02-28")) == (35.0, "annual", "gb3095-2012")
    value, averaging, standard = annual_limit("pm25", pd.Timestamp("2026-03-01")) or (0, "", "")
    assert (value, averaging, standard) == (30.0, "annual", "gb3095-2026-transition")
    assert annual_limit("o3_mda8_p90", pd.Timestamp("2016-12-31")) == (160.0, "mda8", "gb3095-2012")
    for metric in ("good_ratio", "heavy_days", "composite_index"):
        assert annual_limit(metric, pd.Timestamp("2016-12-31")) is None


def test_the_room_left_gives_the_goal_exactly() -> None:
    so_far = window("2016-10-31", days=300, pm25=40.0)
    rest, room = room_left(so_far, 42.0)
    assert rest == 61
    assert (40.0 * 300 + room * rest) / (300 + rest) == pytest.approx(42.0)
    assert room_left(window("2016-10-31", days=300, pm25=64.0), 35.0)[1] < 0
    rest, room = room_left(window("2016-12-31"), 35.0)
    assert rest == 0
    assert math.isnan(room)


def test_a_goal_is_met_as_shown() -> None:
    assert meets("pm25", 35.4, 35)
    assert not meets("pm25", 35.6, 35)
    assert meets("good_ratio", 0.721, 0.721)
    assert not meets("good_ratio", 0.7204, 0.721)


def test_windows_on_two_sides_of_the_reference_change_are_known() -> None:
    crossing = {"2018-08-31": False, "2018-09-01": True, "2019-10-31": True, "2020-10-31": False}
    for day, crosses in crossing.items():
        assert crosses_reference_change(pd.Timestamp(day)) == crosses


def test_nothing_is_compared_across_the_reference_change() -> None:
    for now, before in (("2018-12-31", "2017-12-31"), ("2019-08-31", "2018-08-31")):
        for metric in KEY_METRICS:
            changed = change(Standing(window(now), window(before)), metric)
            assert (changed.kind, changed.reason) == ("none", "reference_change")
            assert not changed.tone
