"""Running means: windows that end with the hour or day they are written against."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from airquality.running import block_mean, least_of, trailing_mean

NAN = np.nan


def test_a_window_ends_with_its_own_value() -> None:
    # Windows of 3: (1) and (1, 2) are too short for 3 values, then 1+2+6 = 9, 2+6+4 = 12.
    found = trailing_mean(np.array([1.0, 2, 6, 4]), 3, 3)
    np.testing.assert_array_equal(found, [NAN, NAN, 3, 4])


def test_what_is_missing_is_left_out_until_too_little_is_left() -> None:
    # The third window holds 1 and 2: 1.5; the fourth 2 and 5: 3.5; the fifth 5 alone: too few.
    found = trailing_mean(np.array([1.0, 2, NAN, 5, NAN]), 3, 2)
    np.testing.assert_array_equal(found, [NAN, 1.5, 1.5, 3.5, NAN])


def test_eight_hours_need_six() -> None:
    hours = np.full(24, 80.0)
    hours[[3, 4]] = NAN
    found = trailing_mean(hours, 8, 6)
    assert np.isnan(found[:7]).all()  # hours 0 to 6 hold five values: 0, 1, 2, 5, 6
    assert (found[7:] == 80).all()
    hours[5] = NAN
    found = trailing_mean(hours, 8, 6)
    assert np.isnan(found[:11]).all()  # the window of hour 10 holds 3 to 10: five values
    assert found[11] == 80


def test_places_do_not_mix_and_a_storm_leaves_no_trace() -> None:
    values = np.array([[9000.3, 0.1, 0.1, 0.1], [1.0, 1, 1, 1]])
    found = trailing_mean(values, 2, 2)
    assert found[0, 3] == 0.1
    np.testing.assert_array_equal(found[1], [NAN, 1, 1, 1])


@pytest.mark.parametrize("window", [1, 7, 30])
def test_a_series_shorter_than_its_window(window: int) -> None:
    assert trailing_mean(np.zeros((2, 0)), window, 1).shape == (2, 0)
    np.testing.assert_array_equal(trailing_mean(np.array([4.0, 6]), window, 1)[0], 4)


@given(
    arrays(float, st.integers(0, 60), elements=st.one_of(st.floats(0, 1e4), st.just(NAN))),
    st.integers(1, 40),
    st.data(),
)
def test_it_is_the_plain_mean_of_the_window(
    values: np.ndarray, window: int, data: st.DataObject
) -> None:
    least = data.draw(st.integers(1, window))
    found = trailing_mean(values, window, least)
    for at in range(len(values)):
        held = values[max(at - window + 1, 0) : at + 1]
        held = held[np.isfinite(held)]
        if len(held) < least:
            assert np.isnan(found[at])
        else:
            assert found[at] == pytest.approx(held.mean(), abs=1e-8, rel=1e-12)


@pytest.mark.parametrize(
    ("window", "share", "least"),
    [(7, 0.75, 6), (30, 0.75, 23), (365, 0.75, 274), (4, 0.75, 3), (10, 0.7, 7), (8, 0.01, 1)],
)
def test_a_share_is_rounded_up(window: int, share: float, least: int) -> None:
    # 7 × 0.75 = 5.25, 30 × 0.75 = 22.5, 365 × 0.75 = 273.75; 10 × 0.7 is 7 exactly.
    assert least_of(window, share) == least


def test_blocks_need_their_share_of_hours() -> None:
    hours = np.array([[3.0, 6, 9, 1, NAN, 2, NAN, NAN, 7]])
    np.testing.assert_array_equal(block_mean(hours, 3, 2), [[6, 1.5, NAN]])
    np.testing.assert_array_equal(block_mean(hours, 1, 1), hours)


def test_what_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="no whole blocks"):
        block_mean(np.zeros(25), 3, 2)
    for window, least in ((0, 1), (3, 4), (3, 0)):
        with pytest.raises(ValueError, match="cannot be asked for"):
            trailing_mean(np.zeros(3), window, least)
        with pytest.raises(ValueError, match="cannot be asked for"):
            block_mean(np.zeros(3), window, least)
