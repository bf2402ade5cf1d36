"""Days by which a synthetic city is made."""

import numpy as np
import pytest

from airquality.effects.donor_days import compared_days, great_circle_km
from airquality.effects.donors import DonorRule
from airquality.effects.windows import Window

DATES = np.arange("2018-01-01", "2019-12-31", dtype="datetime64[D]")
RULE = DonorRule(days_before=120)


def window(start: str, end: str) -> Window:
    return Window(np.datetime64(start, "h"), np.datetime64(end, "h"))


def test_the_days_before_end_with_the_margin():
    before, within, reason = compared_days(DATES, window("2019-06-10", "2019-06-20"), (), RULE)
    assert reason == ""
    assert list(DATES[within][[0, -1]]) == [
        np.datetime64("2019-06-10"),
        np.datetime64("2019-06-19"),
    ]
    assert list(DATES[before][[0, -1]]) == [
        np.datetime64("2019-02-05"),
        np.datetime64("2019-06-04"),
    ]
    assert before.sum() == 120


def test_days_of_other_measures_are_none_of_them():
    other = window("2019-04-01", "2019-04-04")
    before, _, _ = compared_days(DATES, window("2019-06-10", "2019-06-20"), (other,), RULE)
    gone = ~before[(np.datetime64("2019-03-01") <= DATES) & (np.datetime64("2019-05-01") > DATES)]
    assert gone.sum() == 3 + 2 * 5


def test_a_day_counts_where_its_noon_does():
    _, within, _ = compared_days(DATES, window("2019-06-10T13", "2019-06-12T12"), (), RULE)
    assert list(DATES[within]) == [np.datetime64("2019-06-11")]


def test_two_reference_states_are_not_compared():
    before, within, reason = compared_days(DATES, window("2018-08-28", "2018-09-03"), (), RULE)
    assert (before.any(), within.any(), reason) == (False, False, "reference_state")
    before, _, reason = compared_days(DATES, window("2018-10-01", "2018-10-05"), (), RULE)
    assert (DATES[before][0], reason) == (np.datetime64("2018-09-01"), "")
    before, _, _ = compared_days(DATES, window("2018-08-20", "2018-09-01"), (), RULE)
    assert before.sum() == 120


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2017-12-30", "2018-01-03"),
        ("2019-12-28", "2020-01-02"),
        ("2019-06-01T13", "2019-06-01T20"),
    ],
)
def test_a_window_that_is_not_there_whole_is_outside(start: str, end: str):
    assert compared_days(DATES, window(start, end), (), RULE)[2] == "outside"


def test_a_distance_on_the_sphere():
    # Beijing to Shanghai is 1,067 km by any map.
    assert great_circle_km(116.40, 39.90, 121.47, 31.23) == pytest.approx(1067, abs=3)
    assert great_circle_km(110, 30, 110, 31) == pytest.approx(111.195, abs=0.001)
    assert np.isnan(great_circle_km(np.nan, 30, 110, 31))
