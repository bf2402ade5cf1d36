"""The models without a measure, on the predictors of the weather's normalisation."""

import numpy as np
import pytest

from airquality.effects.assessment import Measure, assess
from airquality.effects.counterfactual import PREDICTOR_SETS, grid_of, models_of, predictor_sets
from airquality.effects.windows import Window
from airquality.normalisation.refusal import NormalisationError

DAYS = 500
TIMES = np.datetime64("2014-01-01T00", "h") + np.arange(24 * DAYS)


def made_weather() -> dict[str, np.ndarray]:
    generator = np.random.default_rng(1)
    daily = np.repeat(generator.normal(size=DAYS), 24)
    season = np.cos(2 * np.pi * np.arange(24 * DAYS) / 24 / 365.25)
    return {
        "temperature": 10 - 12 * season + 3 * daily,
        "wind_speed": np.exp(0.5 * np.repeat(generator.normal(size=DAYS), 24)),
    }


def made_days(weather: dict[str, np.ndarray]) -> np.ndarray:
    noise = np.random.default_rng(2).normal(size=DAYS)
    speed = weather["wind_speed"][12::24]
    return 60 / speed * np.exp(0.1 * noise)


def test_days_are_predicted_from_the_weather():
    weather = made_weather()
    sets = predictor_sets(weather, TIMES, is_daily=True)
    assert tuple(sets) == PREDICTOR_SETS
    grid = grid_of(sets)
    assert (grid.rows, grid.step_hours) == (DAYS, 24)
    observed = made_days(weather)
    window = Window(np.datetime64("2014-09-01", "h"), np.datetime64("2014-09-06", "h"))
    changed = np.where(grid.inside(window), observed * 0.3, observed)
    found = assess([Measure("made", window)], grid, changed, models_of(sets, changed))[0]
    assert found.r2 > 0.5
    # One year and a half holds too few windows of the season to tell how sure that is.
    assert found.reason == "too_few_placebos"
    assert found.effect.percent == pytest.approx(-70, abs=12)
    assert {"memory_day", "memory_hour", "without_2014"} < set(found.variants)


def test_too_little_to_learn_from_is_no_prediction():
    weather = made_weather()
    sets = predictor_sets(weather, TIMES, is_daily=True, memories=("hour",))
    observed = made_days(weather)
    model = models_of(sets, observed)["hour"]
    trained, held = np.arange(DAYS) < 30, np.arange(DAYS) >= 490
    assert np.isnan(model(trained, held)).all()
    assert np.isfinite(model(np.arange(DAYS) < 400, held)).all()


def test_a_city_without_weather_has_no_models():
    with pytest.raises(NormalisationError, match="weather") as refused:
        predictor_sets({}, TIMES)
    assert refused.value.reason == "no_weather"
