"""Windows of measures and of placebos."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.effects.windows import Grid, Window, independent, near, placebo_starts


def hour(text: str) -> np.datetime64:
    return np.datetime64(text, "h")


def hours(start: str, end: str, step: int = 1) -> Grid:
    return Grid(np.arange(hour(start), hour(end), np.timedelta64(step, "h")), step)


def test_a_window_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="starts"):
        Window(hour("2015-01-02"), hour("2015-01-01"))
    with pytest.raises(ValueError, match="starts"):
        Window(hour("2015-01-02"), hour("2015-01-02"))


def test_a_record_with_a_gap_is_refused():
    with pytest.raises(ValueError, match="gap"):
        Grid(np.array(["2015-01-01T00", "2015-01-01T02"], dtype="datetime64[h]"))
    with pytest.raises(ValueError, match="gap"):
        Grid(np.zeros(0, dtype="datetime64[h]"))


def test_the_end_is_not_included():
    grid = hours("2015-01-01", "2015-01-03")
    assert grid.span(Window(hour("2015-01-01T07"), hour("2015-01-02T00"))) == (7, 17)


@pytest.mark.parametrize(
    ("start", "end", "first", "count"),
    [
        ("2015-12-08T07", "2015-12-10T12", 7, 2),  # noon of the 10th is its end: not in it
        ("2015-12-08T07", "2015-12-10T13", 7, 3),
        ("2015-12-08T20", "2015-12-10T00", 8, 1),  # from the evening: the 8th's noon is before
    ],
)
def test_a_day_lies_in_a_window_that_has_its_noon(start, end, first, count):
    days = hours("2015-12-01", "2015-12-20", step=24)
    assert days.span(Window(hour(start), hour(end))) == (first, count)


def test_a_window_outside_the_record_or_over_its_edge_has_no_rows():
    grid = hours("2015-01-01", "2015-02-01")
    assert grid.span(Window(hour("2016-01-01"), hour("2016-01-02"))) is None
    assert grid.span(Window(hour("2015-01-31"), hour("2015-02-02"))) is None
    assert grid.span(Window(hour("2014-12-31"), hour("2015-01-02"))) is None
    assert grid.span(Window(hour("2015-01-31"), hour("2015-02-01"))) == (720, 24)


def test_a_window_without_any_noon_has_no_days():
    days = hours("2015-01-01", "2015-02-01", step=24)
    assert days.span(Window(hour("2015-01-10T14"), hour("2015-01-11T08"))) is None


def test_windows_meet_where_they_share_an_hour():
    first = Window(hour("2015-01-01"), hour("2015-01-03"))
    assert first.meets(Window(hour("2015-01-02T23"), hour("2015-01-09")))
    assert not first.meets(Window(hour("2015-01-03"), hour("2015-01-09")))


def test_a_margin_is_counted_either_side():
    grid = hours("2015-01-01", "2015-01-31")
    found = near([Window(hour("2015-01-10"), hour("2015-01-12"))], grid, 5 * 24)
    assert found.sum() == 12 * 24
    assert found[4 * 24]
    assert not found[4 * 24 - 1]


def test_placebos_lie_in_the_season_of_every_year_and_keep_away():
    grid = hours("2013-03-01", "2017-03-01")
    window = Window(hour("2014-11-03"), hour("2014-11-13"))
    taken = near([window], grid, 5 * 24)
    starts = placebo_starts(grid.span(window), grid, taken, 45)
    days = grid.times[starts].astype("datetime64[D]")
    assert {str(d)[:4] for d in days} == {"2013", "2014", "2015", "2016"}
    assert days.min() == np.datetime64("2013-09-19")  # 45 days before 3 November
    # The ten days from 30 October 2014 would reach into the margin, which begins on the 29th.
    own = days[(days > np.datetime64("2014-10-01")) & (days < np.datetime64("2014-12-18"))]
    assert own.min() == np.datetime64("2014-10-02")
    gap = own[(own < np.datetime64("2014-11-30"))]
    assert np.datetime64("2014-10-19") in gap
    assert np.datetime64("2014-10-20") not in gap
    assert np.datetime64("2014-11-18") in own
    assert np.datetime64("2014-11-17") not in own


def test_a_season_goes_over_the_new_year():
    grid = hours("2013-03-01", "2017-03-01", step=24)
    span = grid.span(Window(hour("2016-01-02"), hour("2016-01-04")))
    free = np.zeros(grid.rows, dtype=bool)
    days = grid.times[placebo_starts(span, grid, free, 10)].astype("datetime64[D]")
    assert np.datetime64("2013-12-24") in days
    assert np.datetime64("2014-01-11") in days
    assert np.datetime64("2014-01-20") not in days


def test_placebos_begin_at_the_windows_own_hour():
    grid = hours("2013-03-01T05", "2015-03-01")
    span = grid.span(Window(hour("2014-01-08T07"), hour("2014-01-10T12")))
    starts = placebo_starts(span, grid, np.zeros(grid.rows, dtype=bool), 45)
    assert set((grid.times[starts].astype("int64") % 24).tolist()) == {7}


@given(
    starts=st.lists(st.integers(0, 400), max_size=60, unique=True).map(sorted),
    length=st.integers(1, 40),
)
def test_windows_that_do_not_overlap_are_as_many_as_can_be(starts, length):
    found = independent(np.array(starts, dtype=int), length)
    chosen = []
    for start in starts:
        if not chosen or start >= chosen[-1] + length:
            chosen.append(start)
    assert found == len(chosen)
    assert found <= len(starts)


@given(
    start=st.integers(0, 700),
    length=st.integers(1, 120),
    margin=st.integers(0, 10),
    around=st.integers(1, 92),
)
def test_no_placebo_touches_a_measure(start, length, margin, around):
    grid = hours("2013-01-01", "2016-01-01", step=24)
    window = Window(grid.times[start], grid.times[start] + np.timedelta64(24 * length, "h"))
    taken = near([window], grid, margin * 24)
    span = grid.span(window)
    for first in placebo_starts(span, grid, taken, around).tolist():
        assert first + length <= grid.rows
        assert not taken[first : first + length].any()
