"""Which rows are held out: every week once, margins seen by nobody."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from airquality.normalisation.blocks import (
    held_out_random,
    held_out_weeks,
    held_out_window,
    held_out_years,
    week_of,
)


def _hours(days: int, start: str = "2014-03-05") -> np.ndarray:
    return np.datetime64(start, "h") + np.arange(days * 24)


@given(st.integers(30, 90), st.integers(2, 8), st.integers(0, 4))
def test_every_row_is_held_out_once_and_never_near_what_is_seen(
    days: int, folds: int, margin: int
) -> None:
    times = _hours(days)
    held = held_out_weeks(times, folds, margin)
    tested = np.sum([h.test for h in held], axis=0)
    # With so few weeks a fold may have nothing to train on; then it is not there.
    assert tested.max() <= 1
    for each in held:
        test = np.flatnonzero(each.test)
        for seen in np.flatnonzero(each.train)[::12]:
            assert np.abs(test - seen).min() > margin * 24


def test_a_week_is_held_out_as_a_whole() -> None:
    times = _hours(300)
    held = held_out_weeks(times)
    assert np.all(np.sum([h.test for h in held], axis=0) == 1)
    weeks = week_of(times)
    for each in held:
        assert not set(weeks[each.test]) & set(weeks[~each.test])


def test_weeks_begin_on_monday() -> None:
    # 2014-03-05 is a Wednesday: five days of a week, then the next.
    assert np.flatnonzero(np.diff(week_of(_hours(12)))).tolist() == [5 * 24 - 1]


def test_years_are_whole() -> None:
    held = held_out_years(_hours(1461, "2013-03-01"))
    assert len(held) == 4
    assert {int(h.test.sum()) // 24 for h in held} <= {365, 366}


def test_one_year_alone_is_no_split() -> None:
    assert held_out_years(_hours(400)) == ()
    assert held_out_weeks(_hours(0)) == ()


def test_a_window_has_margins_on_both_sides() -> None:
    times = _hours(30)
    start, end = times[10 * 24], times[12 * 24]
    held = held_out_window(times, start, end, margin_days=5)
    assert np.flatnonzero(held.test).tolist() == list(range(240, 288))
    assert np.flatnonzero(~held.train).tolist() == list(range(120, 408))


def test_random_rows_are_each_held_out_once() -> None:
    held = held_out_random(_hours(20))
    assert np.all(np.sum([h.test for h in held], axis=0) == 1)
    assert all(np.all(h.test ^ h.train) for h in held)
