"""What may be said about a year so far: comparisons, limits, what the rest may bring."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from view.queries.cumulative import Allowance
from view.standing import (
    KEY_METRICS,
    Standing,
    Window,
    annual_limit,
    change,
    crosses_reference_change,
    difference,
    meets,
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


def allowed(goal: str, value: float, verdict: str = "open", metric: str = "pm25") -> Allowance:
    return Allowance(goal, value, 61, "mean" if metric == "pm25" else "days", 40.0, verdict)


def test_the_goal_is_the_promise_else_the_limit_of_the_scheme() -> None:
    now = window("2016-10-31")
    limits = tuple(
        allowed(f"limit:{scheme}", value)
        for scheme, value in (("gb3095-2012", 35.0), ("gb3095-2026-final", 25.0), ("who2021", 5.0))
    )
    promised = (allowed("stretch", 57.0), allowed("target", 59.0), *limits)
    city = Standing(now, None, allowances={"pm25": promised})
    assert [g.goal for g in city.goals("pm25")] == ["target", "stretch"]
    station = Standing(now, None, allowances={"pm25": limits})
    assert [g.goal_value for g in station.goals("pm25")] == [35.0]
    by_final = Standing(now, None, allowances={"pm25": limits}, scheme="gb3095-2026-final")
    assert [g.goal_value for g in by_final.goals("pm25")] == [25.0]
    assert station.goals("o3_mda8_p90") == []


def test_a_year_that_straddles_two_standards_is_held_against_the_limits_of_its_last_day() -> None:
    # On 31 January 2026 the limits of 2012 hold; the year ends under those of the transition.
    limits = (allowed("limit:gb3095-2012", 35.0), allowed("limit:gb3095-2026-transition", 30.0))
    january = Standing(window("2026-01-31"), None, allowances={"pm25": limits})
    assert [g.goal_value for g in january.goals("pm25")] == [30.0]


def test_there_is_no_goal_for_a_part_of_a_year_nor_of_good_days_by_another_scheme() -> None:
    goals = {"pm25": (allowed("target", 59.0),), "good_ratio": (allowed("target", 0.721),)}
    late = Standing(window("2013-10-31", first="2013-03-01"), None, allowances=goals)
    assert late.goals("pm25") == []
    other = Standing(window("2019-10-31"), None, allowances=goals, scheme="gb3095-2012")
    assert other.goals("pm25")
    assert other.goals("good_ratio") == []


def test_a_scheme_knows_only_what_it_defines() -> None:
    who = Standing(window("2016-10-31"), None, scheme="who2021")
    assert not who.has("heavy_days")
    assert not who.has("composite_index")
    assert who.has("good_ratio")
    assert Standing(window("2016-10-31"), None).has("heavy_days")


def test_one_scheme_throughout_may_be_compared_across_a_change_of_standard() -> None:
    now, before = window("2026-10-31"), window("2025-10-31", good_ratio=0.6)
    one = Standing(now, before, scheme="gb3095-2026-transition")
    assert change(one, "good_ratio").kind == "lower"
    # Of 2027, the year before has two months by the standard of 2012; their index has none.
    mixed = Standing(window("2027-12-31"), window("2026-12-31"))
    assert change(mixed, "good_ratio").reason == "other_standard"
    assert change(mixed, "composite_index").kind == "equal"


def test_only_converted_concentrations_are_compared_across_the_reference_change() -> None:
    now, before = window("2019-10-31", pm25=40.0), window("2018-10-31", pm25=42.0)
    converted = Standing(now, before, basis="present_state")
    assert change(converted, "pm25").kind == "lower"
    assert change(converted, "good_ratio").reason == "reference_change"
    without = Standing(now, before, basis="without_dust")
    assert change(without, "pm25").reason == "reference_change"


def test_what_could_not_be_converted_or_is_not_kept_says_so() -> None:
    now = window("2019-06-30")
    lost = replace(window("2018-06-30", pm25=NAN), unfair={"pm25": "unconverted"})
    standing = Standing(now, lost, basis="present_state")
    assert change(standing, "pm25").reason == "unconverted"
    assert change(standing, "o3_mda8_p90").kind == "equal"


def test_a_limit_is_that_of_the_scheme() -> None:
    day = pd.Timestamp("2016-12-31")
    assert annual_limit("pm25", day, "gb3095-2026-final") == (25.0, "annual", "gb3095-2026-final")
    assert annual_limit("pm25", day, "who2021") == (5.0, "annual", "who2021")
    # The guideline's 8-hour level is no limit of a 90th percentile.
    assert annual_limit("o3_mda8_p90", day, "who2021") is None


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
