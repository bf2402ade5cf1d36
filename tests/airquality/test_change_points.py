"""Change points: a step put in, a trend that is none, persistence, too few months."""

import numpy as np
import pytest

from airquality.change_points import METHOD, SIGNIFICANT, find_change_points
from airquality.log_months import leave_fit, share_taken, take_logarithms


def make_months(count: int, first: str = "2013-01") -> np.ndarray:
    return np.datetime64(first) + np.arange(count)


def make_values(noise: np.ndarray, trend: float = -0.05) -> np.ndarray:
    """Return values around 55 with a season and a trend a year, noise on their logarithm."""
    count = noise.shape[-1]
    season = 0.4 * np.cos(2 * np.pi * np.arange(count) / 12)
    return np.exp(4 + season + trend * np.arange(count) / 12 + noise)


def make_noise(coefficient: float, count: int, series: int, seed: int) -> np.ndarray:
    """Return first-order autoregressive noise (series, count) of spread 0.2."""
    noise = np.random.default_rng(seed).normal(size=(series, count + 60))
    for step in range(1, noise.shape[1]):
        noise[:, step] += coefficient * noise[:, step - 1]
    return 0.2 * noise[:, 60:] * np.sqrt(1 - coefficient**2)


def test_a_step_put_in_is_found_where_it_is() -> None:
    months = make_months(84)
    noise = make_noise(0.3, 84, 1, 1)[0] / 2
    noise[40:] -= 0.5
    (point,) = find_change_points(months, make_values(noise))
    assert abs((point.month - months[40]).astype(int)) <= 1
    assert point.low <= months[40] <= point.high
    assert point.change_pct == pytest.approx(100 * np.expm1(-0.5), abs=8)
    assert point.p_value < 0.01
    assert point.method == METHOD


def test_the_means_on_both_sides_by_hand() -> None:
    # No trend: 60 before, 30 from March 2016 on, times a season that the means are free of.
    months = make_months(72)
    season = 1 + 0.3 * np.cos(2 * np.pi * np.arange(72) / 12)
    noise = 1 + 0.02 * np.random.default_rng(2).normal(size=72)
    (point,) = find_change_points(months, np.where(np.arange(72) < 38, 60, 30) * season * noise)
    assert point.month == np.datetime64("2016-03")
    assert point.low == point.high == point.month
    ratio = np.exp(np.mean(np.log(season[:12])))  # the season's levels, around their mean
    assert point.mean_before == pytest.approx(60 * ratio, rel=0.02)
    assert point.mean_after == pytest.approx(30 * ratio, rel=0.02)
    assert point.change_pct == pytest.approx(-50, abs=3)


def test_two_steps_there_and_back_are_both_found() -> None:
    noise = make_noise(0.2, 108, 1, 3)[0] / 2
    noise[36:72] -= 0.5
    found = find_change_points(make_months(108), make_values(noise))
    assert [str(point.month) for point in found] == ["2016-01", "2019-01"]
    assert found[0].change_pct < -25
    assert found[1].change_pct > 35


def test_no_more_steps_than_there_is_room_for() -> None:
    for count in (36, 37, 47, 48, 60):
        noise = make_noise(0.0, count, 1, 10)[0] / 20
        noise += 0.9 * (np.arange(count) // 12 % 2)
        found = find_change_points(make_months(count), make_values(noise), replicates=100)
        months = [point.month for point in found]
        assert all(np.diff(months).astype(int) >= 12)


def test_a_steady_trend_is_no_step() -> None:
    noise = make_noise(0.2, 96, 40, 4) / 2
    found = [find_change_points(make_months(96), make_values(row, trend=-0.15)) for row in noise]
    assert sum(map(len, found)) <= 4  # 60 % down over the years, and never one month of it


@pytest.mark.parametrize("coefficient", [0.0, 0.5])
def test_persistence_does_not_make_steps(coefficient: float) -> None:
    noise = make_noise(coefficient, 72, 150, 5)
    found = [find_change_points(make_months(72), make_values(row), replicates=200) for row in noise]
    assert np.mean([len(points) > 0 for points in found]) < 0.07


def test_a_gap_moves_nothing() -> None:
    months = make_months(84)
    noise = make_noise(0.0, 84, 1, 6)[0] / 2
    noise[40:] -= 0.6
    values = make_values(noise)
    values[[3, 20, 21, 22, 45, 60, 61]] = np.nan
    values[70] = 0.0  # no logarithm
    (point,) = find_change_points(months, values)
    assert abs((point.month - months[40]).astype(int)) <= 1


def test_the_order_of_the_months_is_free_and_the_answer_the_same_each_time() -> None:
    months = make_months(60)
    noise = make_noise(0.0, 60, 1, 7)[0] / 2
    noise[30:] += 0.7
    values = make_values(noise)
    shuffled = np.random.default_rng(8).permutation(60)
    found = find_change_points(months, values)
    assert len(found) == 1
    assert find_change_points(months[shuffled], values[shuffled]) == found


@pytest.mark.parametrize("count", [0, 1, 12, 35])
def test_fewer_than_36_months_give_none(count: int) -> None:
    values = np.where(np.arange(count) < count // 2, 80.0, 20.0)
    assert find_change_points(make_months(count), values) == []


def test_constant_and_missing_values_give_none() -> None:
    assert find_change_points(make_months(60), np.full(60, 8.0)) == []
    assert find_change_points(make_months(60), np.full(60, np.nan)) == []


def test_what_does_not_fit_is_refused() -> None:
    months = make_months(40)
    with pytest.raises(ValueError, match="twice"):
        find_change_points(np.append(months, months[0]), np.ones(41))
    with pytest.raises(ValueError, match="one value a month"):
        find_change_points(months, np.ones(39))


def test_what_a_step_takes_off_is_what_a_regression_finds() -> None:
    values = make_values(make_noise(0.3, 48, 1, 9)[0])
    series = take_logarithms(make_months(48), values)
    assert series is not None
    design, at = series.design([]), 20
    share, total = share_taken(design, series.steps(np.array([at])), series.log[None])
    without = leave_fit(design, series.log)
    with_step = leave_fit(series.design([at]), series.log)
    # leave_fit scales to the errors' spread: back to squares (13 and 14 columns).
    squares = [np.sum(left**2) * (48 - n) / 48 for left, n in ((without, 13), (with_step, 14))]
    assert total[0] == pytest.approx(squares[0])
    assert share[0, 0] == pytest.approx(1 - squares[1] / squares[0])
    assert SIGNIFICANT == 0.05
