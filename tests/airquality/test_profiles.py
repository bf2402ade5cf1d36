"""Mean cycles: positions, means, and an interval that knows that neighbours are alike."""

import numpy as np
import pytest
from scipy import stats

from airquality.profiles import (
    CROSSED_CYCLES,
    CYCLES,
    MOST_AUTOCORRELATION,
    Anomalies,
    leave_season,
    profile,
    profiles_of_spans,
)


def test_positions_of_known_times() -> None:
    times = np.array(["2016-02-29T00", "2016-02-29T23", "2016-12-31T08"], dtype="datetime64[h]")
    assert CYCLES["hour"].find_positions(times).tolist() == [0, 23, 8]
    assert CYCLES["weekday"].find_positions(times).tolist() == [0, 0, 5]  # Monday, Saturday
    assert CYCLES["month"].find_positions(times).tolist() == [1, 1, 11]
    assert CYCLES["weekday"].find_positions(np.array(["1969-12-28"], "M8[D]")).tolist() == [6]


def test_positions_of_crossed_cycles() -> None:
    times = np.array(["2019-01-07T00", "2019-12-31T08", "2019-07-07T23"], dtype="datetime64[h]")
    weekdays, months = (CROSSED_CYCLES[name] for name in ("hour_weekday", "hour_month"))
    # Monday; Tuesday; Sunday, by hand: 24 x weekday + hour and 24 x (month - 1) + hour.
    assert weekdays.find_positions(times).tolist() == [0, 24 + 8, 6 * 24 + 23]
    assert months.find_positions(times).tolist() == [0, 11 * 24 + 8, 6 * 24 + 23]
    assert weekdays.labels.tolist() == list(range(168))
    assert months.labels.tolist() == list(range(288))


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


def make_weather(coefficient: float, count: int, series: int, seed: int) -> np.ndarray:
    """Return first-order autoregressive weather (series, count) of spread 15."""
    noise = np.random.default_rng(seed).normal(size=(series, count + 100))
    for step in range(1, noise.shape[1]):
        noise[:, step] += coefficient * noise[:, step - 1]
    return 15 * noise[:, 100:] * np.sqrt(1 - coefficient**2)


def test_the_season_leaves_with_a_mean_of_31_days() -> None:
    values = np.arange(100.0)[None]
    values[0, 50] = np.nan
    left = leave_season(values).values[0]
    assert np.isnan(left[50])
    np.testing.assert_allclose(left[16:34], 0, atol=1e-12)  # a slope is its own centred mean
    # At the beginning 0 ... 15 are near day 0, and 0 ... 25 near day 10.
    np.testing.assert_allclose(left[[0, 10]], [-7.5, -2.5])
    # Near day 60 are 45 ... 75 without 50: their sum is 1860 - 50.
    np.testing.assert_allclose(left[60], 60 - 1810 / 30)


def test_anomalies_know_what_they_lack() -> None:
    # A mean of 31 days takes (1 + r) / (1 - r) / 31 of the variance.
    for coefficient, taken in ((0.0, 1 / 31), (0.6, 4 / 31)):
        weather = make_weather(coefficient, 3000, 40, 1)
        left = leave_season(weather)
        assert np.mean(1 - left.share) == pytest.approx(taken, abs=0.015)
        ratio = np.nanvar(left.values, axis=1) / left.share / weather.var(axis=1)
        assert np.mean(ratio) == pytest.approx(1, abs=0.04)


def test_hours_are_near_for_31_days() -> None:
    days = np.repeat(np.arange(60.0), 24)[None]
    left = leave_season(days, steps_a_day=24)
    np.testing.assert_allclose(left.values[0, 24 * 30 : 24 * 31].mean(), 0, atol=1e-9)
    with pytest.raises(ValueError, match="at least one step"):
        leave_season(days, 0)


@pytest.mark.parametrize("coefficient", [0.0, 0.7])
def test_the_interval_of_weekdays_covers_and_is_narrow(coefficient: float) -> None:
    days = np.datetime64("2017-01-01") + np.arange(730)
    positions = CYCLES["weekday"].find_positions(days)
    effect = np.array([0, 1, 2, 3, 2, -3, -5.0])[positions]
    known = 60 + 30 * np.cos(2 * np.pi * np.arange(730) / 365.25) + effect
    values = known + make_weather(coefficient, 730, 150, 2)
    truth = np.array([known[positions == weekday].mean() for weekday in range(7)])
    found = profile(values, positions, 7, anomalies=leave_season(values))
    covered = np.mean((found.low <= truth) & (truth <= found.high))
    assert 0.91 < covered < 0.98
    plain = profile(values, positions, 7)
    np.testing.assert_allclose(found.mean, plain.mean)
    np.testing.assert_array_equal(found.count, plain.count)
    # The season taken for persistence: an interval that holds nearly anything.
    assert np.mean(plain.high - plain.mean) > 3 * np.mean(found.high - found.mean)


@pytest.mark.parametrize("cycle", ["hour", "hour_weekday", "hour_month"])
@pytest.mark.parametrize("has_anomalies", [True, False])
def test_hours_by_group_of_days_are_those_of_positions(cycle: str, has_anomalies: bool) -> None:
    days = np.datetime64("2018-11-20") + np.arange(500)
    times = np.datetime64("2018-11-20T00") + np.arange(500 * 24)
    generator = np.random.default_rng(9)
    values = 80 + make_weather(0.9, 500 * 24, 3, 10) + generator.normal(size=(3, 500 * 24))
    values[generator.random(values.shape) < 0.1] = np.nan
    values[1, 24 * 100 : 24 * 200] = np.nan
    own = (CYCLES | CROSSED_CYCLES)[cycle]
    spans = (slice(0, 500), slice(0, 42), slice(42, 407))
    left = leave_season(values, 24) if has_anomalies else None
    found = profiles_of_spans(values, own.group_days(days, spans), 24, anomalies=left)
    for span, part in zip(spans, found, strict=True):
        hours = slice(span.start * 24, span.stop * 24)
        alone = profile(
            values[:, hours],
            own.find_positions(times[hours]),
            own.size,
            anomalies=None if left is None else Anomalies(left.values[:, hours], left.share),
        )
        np.testing.assert_array_equal(part.count, alone.count)
        for name in ("mean", "low", "high"):
            np.testing.assert_allclose(getattr(part, name), getattr(alone, name), rtol=2e-5)


def test_anomalies_must_fit_the_values() -> None:
    with pytest.raises(ValueError, match="an anomaly a value"):
        profile(
            np.zeros((2, 10)),
            np.zeros(10, dtype=int),
            1,
            anomalies=Anomalies(np.zeros((2, 9)), np.ones(2)),
        )


def test_a_place_without_values_has_no_anomalies() -> None:
    left = leave_season(np.full((1, 50), np.nan))
    assert np.isnan(left.values).all()
    found = profile(np.full((1, 50), np.nan), np.zeros(50, dtype=int), 1, anomalies=left)
    assert np.isnan(found.high).all()
    assert leave_season(np.zeros((2, 0))).values.shape == (2, 0)
