"""Made-up series: as persistent as asked, at the same times, and the same every time."""

import numpy as np
import pytest

from airquality.block_bootstrap import (
    MOST_PERSISTENCE,
    estimate_persistence,
    resample,
    whiten,
)


def make_persistent(
    generator: np.random.Generator, coefficient: float, count: int, series: int = 1
) -> np.ndarray:
    """Return first-order autoregressive series (series, count) of spread 1."""
    values = generator.normal(size=(series, count + 60))
    for step in range(1, values.shape[1]):
        values[:, step] += coefficient * values[:, step - 1]
    return values[:, 60:] * np.sqrt(1 - coefficient**2)


@pytest.mark.parametrize("coefficient", [0.0, 0.3, 0.6])
def test_the_coefficient_is_found_without_bias(coefficient: float) -> None:
    rows = make_persistent(np.random.default_rng(1), coefficient, 72, 400)
    times = np.arange(72)
    slope = (times - times.mean()) / np.linalg.norm(times - times.mean())
    left = rows - rows.mean(axis=1, keepdims=True)
    left -= (left @ slope)[:, None] * slope
    found = [estimate_persistence(times, row, regressors=2) for row in left]
    plain = [np.mean(row[1:] * row[:-1]) / np.mean(row**2) for row in left]
    # Not below 0, so a little above where there is none.
    assert np.mean(found) == pytest.approx(max(coefficient, 0.05), abs=0.03)
    assert np.mean(plain) < coefficient - 0.02


def test_the_coefficient_by_hand() -> None:
    # Ten pairs of neighbours, 7 alike and 3 opposite, of values +-1: r = 4/10 over 11 values.
    residuals = np.array([1, 1, 1, 1, -1, -1, -1, 1, 1, -1, -1.0])
    assert estimate_persistence(np.arange(11), residuals, 0) == pytest.approx(0.4 / (1 - 2 / 11))
    found = estimate_persistence(np.arange(11), residuals, 1)
    assert found == pytest.approx((0.4 + 1 / 11) / (1 - 3 / 11))


def test_what_cannot_be_told_is_none_and_what_never_ends_is_bounded() -> None:
    times = np.arange(40)
    assert estimate_persistence(times, np.zeros(40), 2) == 0
    assert estimate_persistence(times * 2, np.ones(40), 2) == 0  # no two neighbours
    assert estimate_persistence(times, np.tile([1.0, -1.0], 20), 0) == 0
    assert estimate_persistence(times, np.ones(40), 2) == MOST_PERSISTENCE


def test_whitening_takes_apart_by_hand() -> None:
    # Steps 0, 1, 3: half of the first, a quarter of the second is left after two steps.
    whole = whiten(np.array([0, 1, 3]), np.array([4.0, 3.0, 2.0]), 0.5)
    np.testing.assert_allclose(whole.carry, [0, 0.5, 0.25])
    first, second = np.sqrt(1 / 0.75), np.sqrt((1 - 1 / 16) / 0.75)
    np.testing.assert_allclose(whole.scale, [first, 1, second])
    new = np.array([4 / first, 3 - 2, (2 - 0.75) / second])
    np.testing.assert_allclose(whole.innovations, new - new.mean())


def test_made_up_series_have_the_spread_and_the_persistence() -> None:
    row = make_persistent(np.random.default_rng(2), 0.6, 2000)[0]
    times = np.arange(2000)
    made = resample(whiten(times, row, 0.6), 200)
    assert made.shape == (200, 2000)
    assert np.std(made) == pytest.approx(np.std(row), rel=0.1)
    alike = np.mean(made[:, 1:] * made[:, :-1]) / np.mean(made**2)
    assert alike == pytest.approx(0.6, abs=0.06)


def test_after_a_gap_less_is_left() -> None:
    row = make_persistent(np.random.default_rng(3), 0.8, 1000)[0]
    times = np.arange(1000) + 5 * (np.arange(1000) >= 500)
    made = resample(whiten(times, row, 0.8), 1000)
    across = np.corrcoef(made[:, 499], made[:, 500])[0, 1]
    beside = np.corrcoef(made[:, 498], made[:, 499])[0, 1]
    assert across == pytest.approx(0.8**6, abs=0.1)
    assert beside == pytest.approx(0.8, abs=0.1)


def test_the_same_series_gives_the_same_numbers() -> None:
    whole = whiten(np.arange(30), np.arange(30.0) % 7, 0.3)
    np.testing.assert_array_equal(resample(whole, 50), resample(whole, 50))
    assert not np.array_equal(resample(whole, 50), resample(whole, 50, block=1))


def test_nothing_makes_nothing() -> None:
    assert resample(whiten(np.arange(0), np.empty(0), 0.5), 7).shape == (7, 0)
