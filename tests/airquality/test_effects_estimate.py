"""An effect, its interval and its p-value from windows in which nothing was done."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.effects.estimate import Effect, estimate
from airquality.effects.held_out import Blocks
from airquality.effects.placebo import (
    LEAST_PLACEBOS,
    Placebos,
    error_reach,
    placebos_of,
    scale_of,
)
from airquality.effects.record import Record, Scale, means_of_windows, nearby_errors
from airquality.effects.windows import Grid, Window, near

START = np.datetime64("2013-03-01T00", "h")


def record_of(observed: np.ndarray, predicted: np.ndarray, block: int = 28) -> Record:
    """Return a record of days without a measure, both sets predicting alike."""
    grid = Grid(START + np.arange(len(observed)) * np.timedelta64(24, "h"), 24)
    taken = np.zeros(len(observed), dtype=bool)
    return Record(grid, observed, np.array([predicted] * 2), Blocks(block, 6, 5), taken)


def placebos(errors: np.ndarray, independent: int, bias: float = 0.0) -> Placebos:
    """Return placebos with the log errors given, 100 expected of each, k of 0."""
    starts, expected = np.arange(len(errors)), np.full(len(errors), 100.0)
    scale = Scale(0.0, bias)
    return Placebos(starts, expected * np.exp(errors), expected, scale, independent, 45)


def effect_of(seen: float, expected: float, found: Placebos) -> Effect:
    """Return the effect of a window of ten days."""
    return estimate((0, 10), record_of(np.full(10, seen), np.full(10, expected)), found)


def test_a_worked_effect():
    # Errors of ±log 1.25 and none among 19 that do not overlap.
    errors = np.log(np.array([1.25, 1 / 1.25] * 9 + [1.0]))
    found = effect_of(40, 80, placebos(errors, 19))
    assert found.bias == found.drift == pytest.approx(0)
    assert (found.observed, found.predicted) == pytest.approx((40, 80))
    assert (found.effect, found.percent) == pytest.approx((-40, -50))
    # Without the measure the air was 80/1.25 = 64 to 80·1.25 = 100: 40 − 100 and 40 − 64.
    assert (found.low, found.high) == pytest.approx((-60, -24))
    assert (found.percent_low, found.percent_high) == pytest.approx((-60, -37.5))
    assert (found.rank, found.placebos) == (1, 19)
    assert found.p == pytest.approx(1 / 20)
    assert found.times_reach == pytest.approx(np.log(2) / np.log(1.25))


def test_the_seasons_bias_is_taken_out():
    errors = np.log(np.array([1.25, 1 / 1.25] * 10 + [1.0]))
    found = effect_of(110, 100, placebos(errors, 21, bias=np.log(1.1)))
    assert found.bias == pytest.approx(10)
    assert found.predicted == pytest.approx(110)
    assert found.effect == pytest.approx(0, abs=1e-9)
    assert found.p > 0.9
    assert found.low < 0 < found.high


def test_a_halving_is_as_far_as_a_doubling():
    found = placebos(np.linspace(-0.5, 0.5, 61), 40)
    down, up = (effect_of(seen, 100, found) for seen in (100 / 1.5, 150.0))
    assert down.p == pytest.approx(up.p)
    assert down.rank == up.rank


def test_below_k_changes_count_as_they_are():
    scale = Scale(offset=30)
    assert scale.distance(60, 30) == pytest.approx(np.log(1.5))  # 90 of 60, not 60 of 30
    assert scale.shifted(30, np.log(1.5)) == pytest.approx(60)
    assert scale.shifted(30, -5) == 0  # not below nothing
    # As little as nothing may have been: no upper end in per cent, one in µg/m³.
    found = placebos(np.linspace(-1, 1, 41), 41)
    seen = 130 * np.exp(np.linspace(-1, 1, 41)) - 30
    wide = Placebos(found.starts, seen, found.expected, scale, 41, 45)
    effect = effect_of(10, 5, wide)
    assert np.isnan(effect.percent_high)
    assert effect.high == pytest.approx(10)


@pytest.mark.parametrize(("spread", "expected"), [("ratio", 0.0), ("difference", 0.5)])
def test_k_makes_errors_as_wide_at_each_level(spread, expected):
    generator = np.random.default_rng(3)
    predicted = 50 * np.exp(0.8 * np.repeat(generator.normal(size=74), 20)[:1461])
    noise = generator.normal(size=1461)
    if spread == "ratio":
        observed = predicted * np.exp(0.3 * noise)
    else:
        observed = np.maximum(predicted + 4 * noise, 0.1)
    record = record_of(observed, predicted)
    assert scale_of(3, record).offset == pytest.approx(expected * record.median)


def test_overlapping_windows_do_not_make_p_smaller_than_they_can():
    found = effect_of(1, 100, placebos(np.zeros(300), 30))
    assert found.p == pytest.approx(1 / 31)
    assert found.rank == 1


@given(
    st.lists(st.floats(-1, 1), min_size=LEAST_PLACEBOS, max_size=80),
    st.floats(20, 500),
    st.floats(20, 500),
)
def test_the_interval_leaves_out_zero_where_p_says_so(errors, seen, expected):
    found = effect_of(seen, expected, placebos(np.array(errors), len(errors)))
    slack = 1e-9 * expected
    assert found.low - slack <= found.effect <= found.high + slack
    assert found.percent_low - 1e-9 <= found.percent <= found.percent_high + 1e-9
    assert found.percent_low >= -100
    assert 0 < found.p <= 1
    if found.p > 0.05 + 1e-9:
        assert found.low <= slack
        assert found.high >= -slack
    elif found.p < 0.05 - 1e-9:
        assert found.low >= -slack or found.high <= slack


def test_too_few_placebos_give_an_effect_without_interval():
    for count in (18, 0):
        found = effect_of(50, 100, placebos(np.zeros(count), count))
        assert found.reason == "too_few_placebos"
        assert found.effect == pytest.approx(-50)
        assert np.isnan([found.low, found.high, found.p]).all()


def test_too_few_hours_give_nothing():
    observed = np.full(10, 50.0)
    observed[:5] = np.nan
    record = record_of(observed, np.full(10, 100.0))
    found = estimate((0, 10), record, placebos(np.zeros(30), 30))
    assert found.reason == "too_few_hours"
    assert np.isnan(found.effect)
    observed[0] = 50.0
    assert not estimate((0, 10), record, placebos(np.zeros(30), 30)).reason


def test_means_rest_on_the_hours_that_have_both():
    observed = np.array([10.0, np.nan, 30.0, 40.0])
    predicted = np.array([20.0, 1000.0, 20.0, np.nan])
    first = np.array([0])
    assert np.isnan(means_of_windows(first, 4, record_of(observed, predicted))).all()  # two of four
    predicted[3] = 80.0
    seen, expected = means_of_windows(first, 4, record_of(observed, predicted))
    assert (seen[0], expected[0]) == pytest.approx((80 / 3, 40))


def test_the_season_is_widened_where_windows_are_few():
    window = Window(np.datetime64("2015-08-20", "h"), np.datetime64("2015-09-04", "h"))
    values = np.full(1461, 50.0)
    record = record_of(values, values.copy(), block=30)
    record.taken[:] = near([window], record.grid, 120)
    span = record.grid.span(window)
    assert placebos_of(span, record).around_days == 45
    # Half the record without values: of 4 seasons 2 are left, and 45 days do not hold enough.
    values[:730] = np.nan
    wider = placebos_of(span, record)
    assert wider.around_days > 45
    assert (wider.starts >= 730 - 6).all()


def test_a_season_without_values_has_no_placebo():
    values = np.full(400, np.nan)
    found = placebos_of((100, 5), record_of(values, np.ones(400)))
    assert len(found.starts) == found.independent == 0
    assert found.effects.shape == found.percent.shape == (0,)


def test_nearby_days_are_those_beyond_the_margin():
    observed = np.full(200, 10.0)
    record = record_of(observed, observed.copy())
    starts, scale = np.array([100]), Scale(5)
    assert nearby_errors(starts, 10, record, scale) == pytest.approx(0)
    observed[95:115] = 1000.0  # the window and five days either side
    assert nearby_errors(starts, 10, record, scale) == pytest.approx(0)
    record.taken[60:90] = True  # a measure nearby: its days say nothing
    observed[60:90] = 1000.0
    assert nearby_errors(starts, 10, record, scale) == pytest.approx(0)
    observed[115:155] = 20.0
    record.predicted[:, 115:155] = 10.0
    # 10 days before (55 to 60 and 90 to 95) of 10, 40 after of 20: mean 18, expected 10.
    assert nearby_errors(starts, 10, record, scale) == pytest.approx(np.log(23 / 15))
    record.taken[:] = True
    assert nearby_errors(starts, 10, record, scale) == pytest.approx(0)


def test_a_drift_that_the_model_missed_is_taken_out():
    generator = np.random.default_rng(1)
    rows = np.arange(1461)
    drift = np.linspace(0.5, -0.5, 1461)  # a fall of two thirds that no model followed
    observed = 50 * np.exp(drift + 0.05 * generator.normal(size=1461))
    record = record_of(observed, np.full(1461, 50.0))
    assert scale_of(10, record).slope == pytest.approx(1, abs=0.05)
    span = (1300, 10)
    record.taken[:] = (rows >= 1295) & (rows < 1315)
    found = estimate(span, record, placebos_of(span, record))
    assert found.drift < -10
    assert abs(found.percent) < 8
    assert found.p > 0.05


def test_without_a_drift_next_to_nothing_is_taken_out():
    generator = np.random.default_rng(2)
    observed = 50 * np.exp(0.3 * generator.normal(size=1461))
    record = record_of(observed, np.full(1461, 50.0))
    found = estimate((700, 10), record, placebos_of((700, 10), record))
    assert abs(found.drift) < 4


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
