"""Trends: a known slope, a case by hand, a pure season, too few months."""

import numpy as np
import pytest
from scipy import stats

from airquality.trends import METHOD, TOO_FEW_MONTHS, UNBALANCED_SEASONS, theil_sen


def make_months(count: int, first: str = "2014-01") -> np.ndarray:
    return np.datetime64(first) + np.arange(count)


def make_season(months: np.ndarray) -> np.ndarray:
    return 25 * np.cos(2 * np.pi * (months.astype(int) % 12) / 12)


@pytest.mark.parametrize("count", [24, 31, 60, 120])
def test_a_straight_line_under_a_season_is_found_exactly(count: int) -> None:
    months = make_months(count, "2013-03")
    trend = theil_sen(months, 80 - 4.2 * np.arange(count) / 12 + make_season(months))
    np.testing.assert_allclose([trend.slope, trend.low, trend.high], -4.2)
    assert trend.p_value < 0.01
    assert trend.method == METHOD


def test_two_years_by_hand() -> None:
    # Each calendar month has one pair: six slopes of 1 and six of 3, so the median is 2. The score
    # is 12 and its variance 12 x 2 x 1 x 9 / 18 = 12, so z = 11 / sqrt(12); the interval reaches
    # (12 -+ 1.96 sqrt(12)) / 2 ranks: from rank 2 to rank 11.
    months = make_months(24)
    first_year = np.arange(12) * 10.0
    trend = theil_sen(months, np.concatenate([first_year, first_year + np.repeat([1, 3], 6)]))
    assert (trend.slope, trend.low, trend.high) == (2.0, 1.0, 3.0)
    assert trend.p_value == pytest.approx(2 * stats.norm.sf(11 / np.sqrt(12)))
    assert (trend.months, trend.note) == (24, "")


def test_a_pure_season_has_no_trend() -> None:
    months = make_months(48)
    trend = theil_sen(months, np.round(make_season(months), 6))
    assert (trend.slope, trend.low, trend.high, trend.p_value) == (0, 0, 0, 1)


def test_a_season_that_is_cut_short_does_not_make_a_trend() -> None:
    months = make_months(42)  # ends before summer is over: a plain fit finds a slope
    values = np.round(make_season(months), 6)
    assert theil_sen(months, values).slope == 0
    assert np.polyfit(np.arange(42) / 12, values, 1)[0] < -0.3


def test_one_extreme_year_does_not_carry_the_slope() -> None:
    months = make_months(60)
    values = 50 - 2 * np.arange(60) / 12
    values[24:30] += 300
    assert theil_sen(months, values).slope == pytest.approx(-2, abs=0.3)


def test_random_numbers_show_a_trend_in_one_of_twenty() -> None:
    generator = np.random.default_rng(5)
    months = make_months(60)
    trends = [theil_sen(months, generator.normal(0, 4, 60)) for _ in range(400)]
    assert 0.02 < np.mean([trend.p_value < 0.05 for trend in trends]) < 0.08
    assert 0.92 < np.mean([trend.low <= 0 <= trend.high for trend in trends]) < 0.99


@pytest.mark.parametrize("count", [0, 1, 12, 23])
def test_fewer_than_24_months_give_nothing(count: int) -> None:
    trend = theil_sen(make_months(count), np.arange(count, dtype=float))
    assert np.isnan([trend.slope, trend.low, trend.high, trend.p_value]).all()
    assert trend.note == TOO_FEW_MONTHS


def test_calendar_months_of_one_year_do_not_count() -> None:
    values = np.arange(26, dtype=float)
    assert theil_sen(make_months(26), values).months == 26
    values[:3] = np.nan  # January and February have 2 years left of 3, March 1 of 2
    trend = theil_sen(make_months(26), values)
    assert (trend.months, trend.note) == (22, TOO_FEW_MONTHS)


def test_missing_months_are_left_out_and_do_not_bias() -> None:
    months = make_months(72)
    values = 60 - 3 * np.arange(72) / 12 + make_season(months)
    values[[3, 15, 27, 40, 41, 55]] = np.nan
    trend = theil_sen(months, values)
    np.testing.assert_allclose(trend.slope, -3)
    assert trend.months == 66
    assert trend.note == UNBALANCED_SEASONS  # April has 3 years of 6


def test_a_year_and_a_half_more_is_still_balanced() -> None:
    assert theil_sen(make_months(54), np.arange(54.0)).note == ""


def test_winters_alone_are_unbalanced() -> None:
    months = make_months(120)
    values = np.arange(120) / 12.0
    values[(months.astype(int) % 12 > 2)] = np.nan
    trend = theil_sen(months, values)
    np.testing.assert_allclose(trend.slope, 1)
    assert (trend.months, trend.note) == (30, UNBALANCED_SEASONS)


def test_the_order_of_the_months_is_free_and_days_are_ignored() -> None:
    months = make_months(36)
    values = np.random.default_rng(6).normal(50, 5, 36)
    shuffled = np.random.default_rng(7).permutation(36)
    days = months.astype("datetime64[D]") + 14
    assert theil_sen(days[shuffled], values[shuffled]) == theil_sen(months, values)


def test_a_month_that_comes_twice_is_refused() -> None:
    months = make_months(24)
    with pytest.raises(ValueError, match="twice"):
        theil_sen(np.append(months, months[0]), np.zeros(25))
    with pytest.raises(ValueError, match="one value a month"):
        theil_sen(months, np.zeros(23))
