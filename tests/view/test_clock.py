"""Steps of every grain, and one year's laid over another's."""

import numpy as np
import pandas as pd
import pytest

from view.clock import same_moments
from view.steps import STEPS, spread_over
from view.wording import moment, period


@pytest.mark.parametrize(
    ("grain", "time", "begins"),
    [
        ("weekly", "2016-01-03", "2015-12-28"),  # a Sunday: its week began on Monday the 28th
        ("weekly", "2016-01-04", "2016-01-04"),
        ("weekly", "1969-12-31", "1969-12-29"),
        ("quarterly", "2016-03-31", "2016-01"),
        ("seasonal", "2016-02-29", "2015-12"),
        ("seasonal", "2016-03-01", "2016-03"),
        ("annual", "2016-12-31", "2016"),
    ],
)
def test_a_step_begins_where_the_calendar_says(grain, time, begins) -> None:
    assert str(STEPS[grain].begin(time)) == begins


def test_steps_follow_one_another() -> None:
    weeks = STEPS["weekly"]
    run = weeks.run(np.datetime64("2015-12-28"), 3)
    assert [str(t) for t in run] == ["2015-12-28", "2016-01-04", "2016-01-11"]
    assert weeks.size(run[0], run[2]) == 2
    assert STEPS["seasonal"].size(np.datetime64("2015-12"), np.datetime64("2016-12")) == 4


def test_what_the_brush_is_told_is_in_days_or_months() -> None:
    assert STEPS["weekly"].meta() == {"count": 7, "unit": "D", "origin": "1969-12-29"}
    assert STEPS["seasonal"].meta() == {"count": 3, "unit": "M", "origin": "1969-12-01"}
    assert STEPS["annual"].meta()["count"] == 12
    assert STEPS["hourly"].meta()["unit"] == "D"


def test_rows_in_any_order_come_to_lie_on_their_steps() -> None:
    times = pd.Series(pd.to_datetime(["2016-07-01", "2016-01-01"]))
    spread, start = spread_over(times, "quarterly")
    assert str(start) == "2016-01"
    np.testing.assert_array_equal(spread([7.0, 1.0], np.nan, float), [1, np.nan, 7])
    nothing, _ = spread_over(times[:0], "quarterly")
    assert len(nothing([], np.nan, float)) == 0


def test_the_29th_of_february_is_none_in_a_common_year() -> None:
    days = np.arange("2016-02-28", "2016-03-02", dtype="datetime64[D]")
    found = same_moments(days, "daily", -1)
    assert [str(t) for t in found] == ["2015-02-28", "NaT", "2015-03-01"]
    assert [str(t) for t in same_moments(days, "daily", -4)][1] == "2012-02-29"


def test_hours_keep_their_hour_and_months_their_month() -> None:
    hours = np.array(["2016-03-01T05"], "datetime64[h]")
    assert str(same_moments(hours, "hourly", -2)[0]) == "2014-03-01T05"
    months = np.array(["2016-12"], "datetime64[M]")
    assert str(same_moments(months, "seasonal", 1)[0]) == "2017-12"


def test_weeks_go_to_the_nearest_monday() -> None:
    monday = np.array(["2016-01-04"], "datetime64[D]")
    moved = same_moments(monday, "weekly", -1)[0]
    assert str(moved) == "2015-01-05"
    assert STEPS["weekly"].begin(moved) == moved


@pytest.mark.parametrize(
    ("grain", "time", "zh", "en"),
    [
        ("weekly", "2016-01-04", "2016年1月4日起的一周", "week of 4 January 2016"),
        ("quarterly", "2016-10", "2016年第4季度", "Q4 2016"),
        ("seasonal", "2016-09", "2016年秋季", "autumn 2016"),
        ("seasonal", "2015-12", "2015/16年冬季", "winter 2015/16"),
        ("seasonal", "1999-12", "1999/00年冬季", "winter 1999/00"),
    ],
)
def test_steps_in_words(grain, time, zh, en) -> None:
    assert moment("zh", grain, np.datetime64(time)) == zh
    assert moment("en", grain, np.datetime64(time)) == en


def test_a_period_ends_with_its_last_step() -> None:
    weeks = (np.datetime64("2016-01-04"), np.datetime64("2016-01-18"))
    assert period("zh", "weekly", *weeks) == "2016年1月4日至2016年1月17日"
    one = (np.datetime64("2016-01"), np.datetime64("2016-04"))
    assert period("zh", "quarterly", *one) == "2016年第1季度"
