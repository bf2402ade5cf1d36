"""Models of a made-up air: what they learn, what they never see, what is refused."""

import numpy as np
import pytest

from airquality.normalisation.blocks import held_out_weeks
from airquality.normalisation.model import Recipe, Workshop, cross_fit, draw_weeks, fit
from airquality.normalisation.predictors import Predictors, hourly_predictors
from airquality.normalisation.refusal import NormalisationError
from airquality.normalisation.skill import daily_means, is_good, score, skills
from tests.airquality.made_air import made_values, made_weather

DAYS = 240
TIMES = np.datetime64("2015-01-01T00", "h") + np.arange(DAYS * 24)
WEATHER = made_weather(DAYS)
VALUES = made_values(WEATHER, step_at=DAYS * 24, step=1.0)
SMALL = Recipe(trees=40, copies=1, landmarks=200)


@pytest.fixture(scope="module")
def told() -> Predictors:
    """The predictors of the made-up air, a day of memory."""
    return hourly_predictors(WEATHER, TIMES, "day")


def test_held_out_weeks_of_a_known_air_are_foreseen(told: Predictors) -> None:
    found = skills(told, VALUES, SMALL, splits=("weeks",))
    by_step = {one.step: one for one in found}
    assert by_step["hour"].r2 > 0.8
    assert by_step["day"].r2 > 0.85
    assert abs(by_step["hour"].bias) < 0.05 * VALUES.mean()
    assert is_good(found)


def test_values_without_a_reason_are_not_foreseen(told: Predictors) -> None:
    noise = np.random.default_rng(8).lognormal(4, 0.5, len(TIMES))
    found = skills(told, noise, SMALL, splits=("weeks",))
    assert all(one.r2 < 0.1 for one in found)
    assert not is_good(found)


def test_a_held_out_week_does_not_reach_its_own_prediction(told: Predictors) -> None:
    held = held_out_weeks(TIMES, folds=4)[:1]
    spoilt = np.where(held[0].test, VALUES * 7, VALUES)
    one, other = (cross_fit(told, v, held, SMALL) for v in (VALUES, spoilt))
    np.testing.assert_array_equal(one, other)
    assert np.array_equal(~np.isnan(one), held[0].test)


def test_missing_values_are_not_trained_on_but_foreseen(told: Predictors) -> None:
    gaps = VALUES.copy()
    gaps[np.random.default_rng(2).random(len(gaps)) < 0.6] = np.nan
    fitted = fit(told, gaps, recipe=SMALL).predict(told.matrix)
    assert not np.isnan(fitted).any()
    assert score(VALUES, fitted, "", "").r2 > 0.8


@pytest.mark.parametrize("offset", [None, 0.33])
def test_the_mean_is_kept_and_nothing_is_negative(told: Predictors, offset: float | None) -> None:
    recipe = Recipe(trees=40, copies=2, offset=offset)
    fitted = fit(told, VALUES, recipe=recipe).predict(told.matrix)
    assert fitted.mean() == pytest.approx(VALUES.mean(), rel=0.01)
    assert fitted.min() >= 0


def test_the_same_data_give_the_same_model(told: Predictors) -> None:
    shop = Workshop(told, SMALL)
    ones = np.ones(len(VALUES))
    first, again = (shop.predict(shop.fit(VALUES, ones), slice(0, 500)) for _ in range(2))
    np.testing.assert_array_equal(first, again)


def test_weeks_are_drawn_whole() -> None:
    (drawn,) = draw_weeks(TIMES, members=1)
    assert drawn.sum() == pytest.approx(len(TIMES), rel=0.2)
    # 2015-01-05 is a Monday.
    week = drawn[4 * 24 : 11 * 24]
    assert len(set(week.tolist())) == 1


def test_too_few_values_and_constant_ones_are_said(told: Predictors) -> None:
    few = np.where(np.arange(len(VALUES)) < 24 * 80, VALUES, np.nan)
    with pytest.raises(NormalisationError, match="to learn from") as caught:
        fit(told, few, recipe=SMALL)
    assert caught.value.reason == "too_few"
    with pytest.raises(NormalisationError, match="nothing varies") as caught:
        fit(told, np.full(len(VALUES), 7.0), recipe=SMALL)
    assert caught.value.reason == "constant"


def test_a_score_shows_its_working() -> None:
    # Errors 1, -1, 0 x 10; mean 3; squares about it 2 x (4 + 0 + 4) ... by 10 triples.
    observed, predicted = np.tile([1.0, 3.0, 5.0], 10), np.tile([2.0, 2.0, 5.0], 10)
    found = score(observed, predicted, "weeks", "hour")
    assert found.r2 == pytest.approx(1 - 20 / 80)
    assert found.rmse == pytest.approx((20 / 30) ** 0.5)
    assert found.bias == pytest.approx(0.0)
    assert np.isnan(score(observed[:20], predicted[:20], "weeks", "hour").r2)


def test_a_day_needs_twenty_hours_of_both() -> None:
    observed = np.arange(48, dtype=np.float64)
    predicted = np.where(np.arange(48) < 19, 1.0, np.where(np.arange(48) < 24, np.nan, 2.0))
    own, other = daily_means(TIMES[:48], observed, predicted)
    np.testing.assert_array_equal(own, [np.nan, 35.5])
    np.testing.assert_array_equal(other, [np.nan, 2.0])
