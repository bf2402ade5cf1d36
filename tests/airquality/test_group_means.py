"""The means of many places at once, against the mean of each by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.evaluation import mean_of_stations
from airquality.group_means import means_of_groups


@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.integers(1, 5))
def test_each_group_equals_its_own_mean(seed: int, stations: int, groups: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.gamma(2, 30, (stations, 7)).round(1)
    values[rng.random(values.shape) < 0.3] = np.nan
    operating = rng.random(values.shape) < 0.8
    group = rng.integers(-1, groups, stations)
    mean, count = means_of_groups(values, operating, group, groups)
    assert mean.shape == count.shape == (groups, 7)
    for number in range(groups):
        expected = mean_of_stations(values, operating, group == number)
        np.testing.assert_array_equal(mean[number], expected[0])
        np.testing.assert_array_equal(count[number], expected[1])


def test_a_worked_day() -> None:
    # Group 0: (10 + 20 + 60) / 3 = 30, of four in operation three are valid: 75 % will do.
    # Group 1: one of two is valid: too few. The control point (-1) counts nowhere.
    values = np.array([[10.0], [20.0], [60.0], [np.nan], [5.0], [np.nan], [999.0]])
    group = np.array([0, 0, 0, 0, 1, 1, -1])
    mean, count = means_of_groups(values, np.ones(values.shape, bool), group, 3)
    np.testing.assert_array_equal(mean, [[30.0], [np.nan], [np.nan]])
    assert count.tolist() == [[3], [1], [0]]


def test_shapes_and_groups_are_checked() -> None:
    values = np.zeros((2, 3))
    with pytest.raises(ValueError, match="differ"):
        means_of_groups(values, np.ones((2, 2), bool), np.zeros(2, int), 1)
    with pytest.raises(ValueError, match="2 stations"):
        means_of_groups(values, np.ones((2, 3), bool), np.zeros(3, int), 1)
    with pytest.raises(ValueError, match="found 0 to 1"):
        means_of_groups(values, np.ones((2, 3), bool), np.array([0, 1]), 1)
