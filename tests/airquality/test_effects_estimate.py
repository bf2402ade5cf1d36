"""An effect, its interval and its p-value from windows in which nothing was done."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.effects.estimate import (
    LEAST_PLACEBOS,
    Placebos,
    error_reach,
    estimate,
    placebos_of,
    window_means,
)
from airquality.effects.held_out import Blocks
from airquality.effects.windows import Grid, near
from airquality.effects.windows import Window as TimeWindow

BLOCKS = Blocks(28)


def placebos(errors: np.ndarray, independent: int) -> Placebos:
    """Return placebos with the log errors given, predicted 100 each."""
    starts = np.arange(len(errors))
    expected = np.full(len(errors), 100.0)
    return Placebos(starts, expected * np.exp(errors), expected, independent, 45)


def flat(rows: int, seen: float, expected: float) -> tuple[np.ndarray, np.ndarray]:
    return np.full(rows, seen), np.full((2, rows), expected)


def test_a_worked_effect():
    # Errors of ±log 1.25 and one of log 1.6 among 19 that do not overlap; their middle is 0.
    errors = np.log(np.array([1.25, 1 / 1.25] * 9 + [1.0]))
    observed, predicted = flat(10, 40.0, 80.0)
    found = estimate((0, 10), observed, predicted, placebos(errors, 19), BLOCKS)
    assert found.bias == pytest.approx(0)
    assert (found.observed, found.predicted) == pytest.approx((40, 80))
    assert (found.effect, found.percent) == pytest.approx((-40, -50))
    # Without the measure the air was 80/1.25 = 64 to 80·1.25 = 100: 40 − 100 and 40 − 64.
    assert (found.low, found.high) == pytest.approx((-60, -24))
    assert (found.percent_low, found.percent_high) == pytest.approx((-60, -37.5))
    assert (found.rank, found.placebos) == (1, 19)
    assert found.p == pytest.approx(1 / 20)


def test_the_seasons_bias_is_taken_out():
    errors = np.log(1.1) + np.log(np.array([1.25, 1 / 1.25] * 10 + [1.0]))
    observed, predicted = flat(10, 110.0, 100.0)
    found = estimate((0, 10), observed, predicted, placebos(errors, 21), BLOCKS)
    assert found.bias == pytest.approx(10)
    assert found.effect == pytest.approx(0, abs=1e-9)
    assert found.p > 0.9
    assert found.low < 0 < found.high


def test_a_halving_is_as_far_as_a_doubling():
    errors = np.linspace(-0.5, 0.5, 61)
    down, up = (
        estimate((0, 10), *flat(10, seen, 100.0), placebos(errors, 40), BLOCKS)
        for seen in (100 / 1.5, 150.0)
    )
    assert down.p == pytest.approx(up.p)
    assert down.rank == up.rank


def test_overlapping_windows_do_not_make_p_smaller_than_they_can():
    observed, predicted = flat(10, 1.0, 100.0)
    found = estimate((0, 10), observed, predicted, placebos(np.zeros(300), 30), BLOCKS)
    assert found.p == pytest.approx(1 / 31)
    assert found.rank == 1


@given(
    st.lists(st.floats(-1, 1), min_size=LEAST_PLACEBOS, max_size=80),
    st.floats(20, 500),
    st.floats(20, 500),
)
def test_the_interval_leaves_out_zero_where_p_says_so(errors, seen, expected):
    found = estimate(
        (0, 10), *flat(10, seen, expected), placebos(np.array(errors), len(errors)), BLOCKS
    )
    assert found.low <= found.effect <= found.high
    assert found.percent_low <= found.percent <= found.percent_high
    assert found.percent_low >= -100
    assert 0 < found.p <= 1
    slack = 1e-9 * expected
    if found.p > 0.05 + 1e-9:
        assert found.low <= slack
        assert found.high >= -slack
    elif found.p < 0.05 - 1e-9:
        assert found.low >= -slack or found.high <= slack


def test_too_few_placebos_give_an_effect_without_interval():
    observed, predicted = flat(10, 50.0, 100.0)
    found = estimate((0, 10), observed, predicted, placebos(np.zeros(18), 18), BLOCKS)
    assert found.reason == "too_few_placebos"
    assert found.effect == pytest.approx(-50)
    assert np.isnan([found.low, found.high, found.p]).all()
    assert estimate(
        (0, 10), observed, predicted, placebos(np.zeros(0), 0), BLOCKS
    ).effect == pytest.approx(-50)


def test_too_few_hours_give_nothing():
    observed, predicted = flat(10, 50.0, 100.0)
    observed[:5] = np.nan
    found = estimate((0, 10), observed, predicted, placebos(np.zeros(30), 30), BLOCKS)
    assert found.reason == "too_few_hours"
    assert np.isnan(found.effect)
    observed[0] = 50.0
    assert not estimate((0, 10), observed, predicted, placebos(np.zeros(30), 30), BLOCKS).reason


def test_means_rest_on_the_hours_that_have_both():
    observed = np.array([10.0, np.nan, 30.0, 40.0])
    predicted = np.array([[20.0, 1000.0, 20.0, np.nan]] * 2)
    assert all(np.isnan(window_means((0, 4), observed, predicted, Blocks(28))))  # two of four
    predicted[:, 3] = 80.0
    assert window_means((0, 4), observed, predicted, Blocks(28)) == pytest.approx((80 / 3, 40))


def test_air_without_pollutant_is_no_ratio():
    assert all(np.isnan(window_means((0, 4), *flat(4, 0.0, 20.0), BLOCKS)))


def test_the_season_is_widened_where_windows_are_few():
    start = np.datetime64("2013-03-01T00", "h")
    grid = Grid(start + np.arange(1461) * np.timedelta64(24, "h"), 24)
    window = TimeWindow(np.datetime64("2015-08-20", "h"), np.datetime64("2015-09-04", "h"))
    taken = near([window], grid, 120)
    observed, predicted = flat(1461, 50.0, 50.0)
    span = grid.span(window)
    found = placebos_of(span, grid, taken, observed, predicted, Blocks(30))
    assert found.around_days == 45
    # Half the record without values: of 4 seasons 2 are left, and 45 days do not hold enough.
    observed[:730] = np.nan
    wider = placebos_of(span, grid, taken, observed, predicted, Blocks(30))
    assert wider.around_days > 45
    assert (wider.starts >= 730 - 6).all()


@given(st.lists(st.floats(0, 5), min_size=1, max_size=200), st.integers(1, 200))
def test_the_reach_of_errors_is_one_of_them_and_widens_with_fewer(distances, count):
    values = np.array(distances)
    assert error_reach(values, count) in values
    assert error_reach(values, count) >= error_reach(values, count + 1)
    assert error_reach(values, 19) == values.max()


def test_of_exchangeable_errors_the_reach_covers_the_next():
    generator = np.random.default_rng(1)
    draws = np.abs(generator.normal(size=(4000, 31)))
    inside = [draw[30] <= error_reach(draw[:30], 30) for draw in draws]
    assert 0.94 < np.mean(inside) < 0.985  # 95 % asked; of 30 the largest gives 30/31 = 0.968
