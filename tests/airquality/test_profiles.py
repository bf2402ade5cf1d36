"""Mean cycles: positions, means, and an interval that knows that neighbours are alike."""

import numpy as np
import pytest
from scipy import stats

from airquality.profiles import CYCLES, MOST_AUTOCORRELATION, profile


def test_positions_of_known_times() -> None:
    times = np.array(["2016-02-29T00", "2016-02-29T23", "2016-12-31T08"], dtype="datetime64[h]")
    assert CYCLES["hour"].find_positions(times).tolist() == [0, 23, 8]
    assert CYCLES["weekday"].find_positions(times).tolist() == [0, 0, 5]  # Monday, Saturday
    assert CYCLES["month"].find_positions(times).tolist() == [1, 1, 11]
    assert CYCLES["weekday"].find_positions(np.array(["1969-12-28"], "M8[D]")).tolist() == [6]


def test_labels_are_those_of_the_table() -> None:
    assert CYCLES["hour"].labels.tolist() == list(range(24))
    assert CYCLES["weekday"].labels.tolist() == list(range(7))
    assert CYCLES["month"].labels.tolist() == list(range(1, 13))


def test_a_known_cycle_comes_back() -> None:
    times = np.datetime64("2019-01-01T00") + np.arange(24 * 30)
    hours = CYCLES["hour"].find_positions(times)
    found = profile(np.stack([hours * 2.0, 100 - hours]), hours, 24)
    np.testing.assert_allclose(found.mean, [np.arange(24) * 2.0, 100 - np.arange(24)])
    assert (found.count == 30).all()
    # The same value every day: nothing varies.
    np.testing.assert_allclose(found.low, found.mean)
    np.testing.assert_allclose(found.high, found.mean)


def test_the_interval_of_unlike_neighbours_is_students() -> None:
    values = np.tile([10.0, 20.0], 8)[None]  # r is negative and counts as 0
    found = profile(values, np.zeros(16, dtype=int), 1)
    spread = values.std(ddof=1)
    half = stats.t.ppf(0.975, 15) * spread / 4
    np.testing.assert_allclose([found.low[0, 0], found.high[0, 0]], [15 - half, 15 + half])


def test_the_interval_of_alike_neighbours_by_hand() -> None:
    values = np.repeat([1.0, -1.0, 1.0, -1.0], 5)[None]  # 19 pairs: 16 alike, 3 opposite
    correlation = 13 / 19
    effective = 20 * (1 - correlation) / (1 + correlation)
    found = profile(values, np.zeros(20, dtype=int), 1)
    half = stats.t.ppf(0.975, effective - 1) * np.sqrt(20 / 19) / np.sqrt(effective)
    np.testing.assert_allclose(found.high[0, 0], half)
    np.testing.assert_allclose(found.low[0, 0], -half)


def test_a_drift_leaves_few_independent_values() -> None:
    values = np.linspace(0, 1, 400)[None]
    found = profile(values, np.zeros(400, dtype=int), 1)
    least = 400 * (1 - MOST_AUTOCORRELATION) / (1 + MOST_AUTOCORRELATION)
    half = stats.t.ppf(0.975, least - 1) * values.std(ddof=1) / np.sqrt(least)
    np.testing.assert_allclose(found.high[0, 0] - found.mean[0, 0], half)


def test_the_interval_covers_the_mean_of_autocorrelated_air() -> None:
    generator = np.random.default_rng(3)
    noise = generator.normal(size=(1000, 300))
    values = noise.copy()
    for step in range(1, 300):
        values[:, step] = 0.6 * values[:, step - 1] + noise[:, step]
    found = profile(values, np.zeros(300, dtype=int), 1)
    covered = np.mean((found.low < 0) & (found.high > 0))
    assert 0.91 < covered < 0.98  # counted as independent it would be near 0.7


def test_pairs_across_a_gap_are_left_out() -> None:
    values = np.tile([1.0, 1.0, np.nan, -1.0, -1.0, np.nan], 10)[None]
    found = profile(values, np.zeros(60, dtype=int), 1)
    # Only equal neighbours are left: r reaches its bound.
    effective = 40 * (1 - MOST_AUTOCORRELATION) / (1 + MOST_AUTOCORRELATION)
    expected = stats.t.ppf(0.975, max(effective, 2) - 1) * np.sqrt(40 / 39 / max(effective, 2))
    np.testing.assert_allclose(found.high[0, 0], expected)
    assert found.count[0, 0] == 40


def test_positions_need_not_be_sorted_but_time_order_counts() -> None:
    generator = np.random.default_rng(4)
    positions = generator.integers(0, 5, 500)
    values = generator.gamma(2, 20, (3, 500))
    found = profile(values, positions, 5)
    for position in range(5):
        chosen = values[:, positions == position]
        alone = profile(chosen, np.zeros(chosen.shape[1], dtype=int), 1)
        for whole, one in ((found.mean, alone.mean), (found.low, alone.low)):
            np.testing.assert_allclose(whole[:, position], one[:, 0])
        np.testing.assert_allclose(found.mean[:, position], chosen.mean(axis=1))


@pytest.mark.parametrize(("values", "is_shown"), [(10, True), (9, False), (0, False)])
def test_fewer_than_10_values_give_no_mean(values: int, is_shown: bool) -> None:
    data = np.full((1, 20), np.nan)
    data[0, :values] = np.arange(values)
    found = profile(data, np.zeros(20, dtype=int), 2)
    for bound in (found.mean, found.low, found.high):
        assert np.isfinite(bound[0]).tolist() == [is_shown, False]
    assert found.count.tolist() == [[values, 0]]


def test_float32_values_are_averaged_in_double_precision() -> None:
    values = np.full((1, 400_000), 60.1, dtype=np.float32)
    found = profile(values, np.zeros(400_000, dtype=int), 1)
    np.testing.assert_allclose(found.mean, 60.1, atol=1e-5)


def test_what_does_not_fit_is_refused() -> None:
    values = np.zeros((2, 10))
    with pytest.raises(ValueError, match="place, n"):
        profile(values, np.zeros(9, dtype=int), 2)
    with pytest.raises(ValueError, match="outside"):
        profile(values, np.full(10, 2), 2)
    with pytest.raises(ValueError, match="at least 2"):
        profile(values, np.zeros(10, dtype=int), 2, least_values=1)


def test_no_values_give_an_empty_profile() -> None:
    found = profile(np.zeros((2, 0)), np.zeros(0, dtype=int), 24)
    assert found.mean.shape == (2, 24)
    assert np.isnan(found.mean).all()
    assert not found.count.any()
