"""Trends: a known slope, cases by hand, a pure season, persistence, too few months."""

import numpy as np
import pymannkendall
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
    # (12 -+ 1.96 sqrt(12)) / 2 ranks: from rank 2 to rank 11. What is left alternates: nothing
    # persists, so the spread is that of independent months.
    months = make_months(24)
    first_year = np.arange(12) * 10.0
    trend = theil_sen(months, np.concatenate([first_year, first_year + np.tile([1, 3], 6)]))
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
    trends = [theil_sen(months, generator.normal(0, 4, 60), replicates=200) for _ in range(300)]
    assert 0.01 < np.mean([trend.p_value < 0.05 for trend in trends]) < 0.07
    assert 0.93 < np.mean([trend.low <= 0 <= trend.high for trend in trends]) < 0.99


@pytest.mark.parametrize("years", [4, 7])
def test_persistent_months_do_not_make_trends(years: int) -> None:
    # First-order autoregressive months at 0.5, a season and a slope: taken as independent months
    # the interval would cover the slope in 80 % of cases.
    months = make_months(12 * years)
    noise = np.random.default_rng(6).normal(0, 4, (250, 12 * years + 60))
    for step in range(1, noise.shape[1]):
        noise[:, step] += 0.5 * noise[:, step - 1]
    rows = 60 - 2.5 * np.arange(12 * years) / 12 + make_season(months) + noise[:, 60:]
    trends = [theil_sen(months, row, replicates=200) for row in rows]
    assert 0.9 < np.mean([trend.low <= -2.5 <= trend.high for trend in trends]) < 0.99
    assert np.mean([trend.persistence for trend in trends]) == pytest.approx(0.5, abs=0.05)
    # Test and interval agree but for the correction for continuity and the rounding of ranks.
    alike = [(t.p_value < 0.05) == (not t.low <= 0 <= t.high) for t in trends]
    assert np.mean(alike) > 0.96


def test_persistence_widens_the_interval() -> None:
    months = make_months(72)
    generator = np.random.default_rng(8)
    noise = generator.normal(0, 4, 72)
    rough = theil_sen(months, noise)
    slow = noise.copy()
    for step in range(1, 72):
        slow[step] += 0.7 * slow[step - 1]
    smooth = theil_sen(months, slow * noise.std() / slow.std())
    assert smooth.persistence > rough.persistence + 0.3
    assert smooth.high - smooth.low > 1.5 * (rough.high - rough.low)


def test_sens_slope_is_that_of_scipy_where_there_is_no_season() -> None:
    # One calendar month alone is the plain estimate: scipy has it, on the years.
    years = np.arange(24)
    values = np.random.default_rng(9).normal(40, 6, 24) - 0.7 * years
    months = np.datetime64("2000-07") + 12 * years
    trend = theil_sen(months, values)
    assert trend.slope == pytest.approx(stats.theilslopes(values, years)[0])
    assert trend.persistence == 0  # no two months beside each other


def test_kendalls_score_is_tested_as_pymannkendall_does() -> None:
    # Without neighbouring months nothing is persistent: the plain test of an independent library.
    years = np.arange(24)
    values = np.random.default_rng(10).normal(40, 6, 24) - 0.4 * years
    trend = theil_sen(np.datetime64("2000-07") + 12 * years, values, replicates=4000)
    plain = pymannkendall.original_test(values)
    assert trend.slope == pytest.approx(plain.slope)
    assert stats.norm.isf(trend.p_value / 2) == pytest.approx(abs(plain.z), rel=0.1)
    assert trend.p_value >= plain.p


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
