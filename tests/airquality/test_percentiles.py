"""Percentiles of days: the rule of HJ 663, by hand and against its own function."""

import numpy as np
import pytest

from airquality.percentiles import LEAST_DAYS, PERCENTS, percentiles
from airquality.standards import hj663


def test_the_percentiles_of_the_table() -> None:
    assert PERCENTS[:4] == (0, 1, 2, 5)
    assert PERCENTS[-5:] == (90, 95, 98, 99, 100)
    assert len(PERCENTS) == len(set(PERCENTS)) == 25


def test_by_hand() -> None:
    # 31 values 10, 11 ... 40: rank k = 1 + 30 p / 100, so 95 % is 1 + 28.5: 38.5; 98 %: 39.4.
    values = np.random.default_rng(1).permutation(np.arange(10.0, 41.0))
    found = percentiles(values[None], (0, 50, 95, 98, 100))
    np.testing.assert_allclose(found, [[10, 25, 38.5, 39.4, 40]])


def test_each_is_that_of_hj663() -> None:
    values = np.random.default_rng(2).gamma(3, 15, (4, 400)).round(1)
    values[1, ::3] = np.nan
    values[2, 40:] = np.nan
    found = percentiles(values)
    for number, percent in enumerate(PERCENTS):
        np.testing.assert_allclose(found[:3, number], hj663.percentile(values[:3], percent))


@pytest.mark.parametrize(("days", "is_there"), [(LEAST_DAYS, True), (LEAST_DAYS - 1, False)])
def test_too_few_days_give_none(days: int, is_there: bool) -> None:
    values = np.full((1, 60), np.nan)
    values[0, :days] = 5.0
    assert np.isfinite(percentiles(values)).all() == is_there


def test_no_days_and_nonsense() -> None:
    assert np.isnan(percentiles(np.empty((2, 0)))).all()
    assert percentiles(np.empty((2, 0))).shape == (2, 25)
    with pytest.raises(ValueError, match="between 0 and 100"):
        percentiles(np.zeros((1, 40)), (50, 101))
