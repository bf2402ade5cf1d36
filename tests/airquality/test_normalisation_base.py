"""The smooth base: nearness to states of the record, and what a ridge makes of it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from airquality.normalisation.landmarks import NUGGET, SIZE, Landmarks
from airquality.normalisation.model import Recipe, Workshop
from airquality.normalisation.predictors import Predictors, hourly_predictors
from airquality.normalisation.smooth_base import SmoothTerms, fit_ridge
from airquality.one_thread import one_blas_thread
from tests.airquality.made_air import made_weather

DAYS = 200
TIMES = np.datetime64("2015-01-01T00", "h") + np.arange(DAYS * 24)
STATES = np.random.default_rng(1).normal(size=(300, 4)).astype(np.float32)


@pytest.fixture(scope="module")
def told() -> Predictors:
    """The predictors of made-up weather."""
    return hourly_predictors(made_weather(DAYS), TIMES, "day")


def nearness(landmarks: Landmarks, states: np.ndarray) -> np.ndarray:
    """Return the terms of some states."""
    found = np.empty((len(states), len(landmarks.states)), np.float32)
    landmarks.fill(states, found)
    return found


def test_a_landmark_is_near_itself_and_less_so_to_others() -> None:
    near = nearness(Landmarks.of(STATES, len(STATES)), STATES)
    np.testing.assert_allclose(np.diag(near), 1.0, atol=1e-5)
    assert near.min() >= 0
    assert near.max() <= 1 + 1e-6
    np.testing.assert_allclose(near, near.T, atol=1e-5)


def test_a_short_record_has_fewer_landmarks_and_they_span_it() -> None:
    assert len(Landmarks.of(STATES[:20], 500).states) == 20
    few = Landmarks.of(STATES, 7).states
    np.testing.assert_array_equal(few[[0, -1]], Landmarks.of(STATES, 300).states[[0, -1]])


def test_with_a_landmark_a_row_it_is_kernel_ridge_regression() -> None:
    # Published form: K (K + λ I)^-1 y; here λ is the penalty of all rows over the kernel's size.
    landmarks = Landmarks.of(STATES, len(STATES))
    near = nearness(landmarks, STATES)
    target = np.sin(STATES[:, 0]) + STATES[:, 1] ** 2 / 4
    target -= target.mean()
    share, rows = 0.05, len(STATES)
    slopes = fit_ridge(near, target, np.ones(rows), share * landmarks.penalty)
    kernel = np.asarray(near, dtype=np.float64)
    penalty = share * rows / SIZE**2 * np.eye(rows)
    known = kernel @ np.linalg.solve(kernel + penalty, target)
    assert NUGGET < 0.01
    np.testing.assert_allclose(near @ slopes, known, atol=0.02)
    assert np.corrcoef(known, target)[0, 1] > 0.9


def test_terms_in_parts_are_the_terms_as_a_whole(told: Predictors) -> None:
    maker = SmoothTerms.of(told, 50)
    terms = maker(told.matrix)
    drawn = np.random.default_rng(2).normal(size=(terms.shape[1], 1))
    slopes = drawn[:, 0].astype(np.float32)
    np.testing.assert_allclose(
        maker.values(told.matrix, slopes), terms @ slopes, rtol=1e-3, atol=1e-3
    )


def test_the_trend_does_not_move_a_landmark(told: Predictors) -> None:
    maker = SmoothTerms.of(told, 50)
    other = told.matrix.copy()
    other[:, told.names.index("trend")] = 77.0
    one, moved = maker(told.matrix), maker(other)
    knots = len(maker.knots)
    np.testing.assert_array_equal(one[:, :-knots], moved[:, :-knots])
    assert not np.array_equal(one, moved)


def test_boosters_of_a_model_learn_from_other_hours(told: Predictors) -> None:
    shop = Workshop(told, Recipe(trees=5, copies=2, apart=2, ridge=None))
    values = 50 + np.random.default_rng(3).gamma(2, 20, len(TIMES))
    # The odd hours change places: mean and median stay, what the second booster learns does not.
    turned = values.copy()
    turned[1::2] = values[1::2][::-1]
    one, other = (shop.fit(each, np.ones(len(values))).boosters for each in (values, turned))
    first, second = (
        np.abs(np.asarray(a.predict(told.matrix)) - np.asarray(b.predict(told.matrix))).max()
        for a, b in zip(one, other, strict=True)
    )
    assert first < 1e-9
    assert second > 1e-3


def test_linear_algebra_has_one_thread_until_the_last_has_left() -> None:
    def threads() -> set[int]:
        return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}

    before = threads()
    with one_blas_thread():
        with one_blas_thread():
            assert threads() == {1}
        assert threads() == {1}
    assert threads() == before
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: one_blas_thread()(sum)([1]), range(40)))
    assert threads() == before
