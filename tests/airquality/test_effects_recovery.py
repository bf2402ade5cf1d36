"""Made-up cities: a built-in effect is found again, none is found where there is none.

A short run; `python -m benchmarks.effects` puts a hundred cities to it.
"""

import numpy as np
import pytest
from scipy import stats

from airquality.effects.assessment import Measure
from airquality.effects.estimate import Effect, estimate
from airquality.effects.held_out import Blocks, blocks_for, predict_held_out
from airquality.effects.placebo import placebos_of
from airquality.effects.record import Record
from airquality.effects.windows import near
from tests.airquality.made_city import MadeCity, make_city, make_measure, make_model

PERCENT = -60.0
CITIES = 20


def judge_city(city: MadeCity, measure: Measure) -> tuple[Effect, Effect, float]:
    """Return the effect found without and with a built-in one, and the built-in one, µg/m³."""
    span = city.grid.span(measure.window)
    blocks = blocks_for(span[1], city.grid)
    taken = near([measure.window], city.grid, 5 * 24)
    line = predict_held_out(make_model(city, city.observed, 40), taken, blocks)
    changed = city.with_effect(measure.window, PERCENT)
    without, with_it = (
        estimate(span, record, placebos_of(span, record))
        for record in (
            Record(city.grid, observed, line, blocks, taken)
            for observed in (city.observed, changed)
        )
    )
    inside = city.grid.inside(measure.window)
    return without, with_it, float((changed - city.observed)[inside].mean())


@pytest.fixture(scope="module")
def judged() -> list[tuple[Effect, Effect, float]]:
    seeds = range(200, 200 + CITIES)
    return [judge_city(make_city(seed), make_measure(seed, 10)) for seed in seeds]


def test_the_interval_holds_the_effect_that_was_built_in(judged):
    covered = sum(found.low <= truth <= found.high for _, found, truth in judged)
    assert covered >= 0.9 * CITIES
    shares = sum(found.percent_low <= PERCENT <= found.percent_high for _, found, _ in judged)
    assert shares == covered


def test_no_effect_is_not_called_one(judged):
    assert sum(found.p <= 0.05 for found, _, _ in judged) <= 2


def test_an_effect_is_seen(judged):
    # What no model can know is a fifth of ten days' mean: 60 % is seen by most.
    assert sum(found.p <= 0.05 for _, found, _ in judged) >= CITIES * 0.6
    errors = [found.effect - truth for _, found, truth in judged]
    assert abs(np.mean(errors)) < 2 * np.std(errors) / np.sqrt(CITIES) + 1


@pytest.mark.parametrize("days", [3, 10])
def test_ranks_are_uniform_where_nothing_was_done(days):
    blocks = Blocks(28, 6, 5)
    grid = make_city(1).grid
    found = []
    for seed in range(100):
        measure = make_measure(seed, days)
        # What lasts and no model knows, a perfect model of all the rest.
        errors = np.random.default_rng(seed).normal(size=grid.rows + 8)
        observed = np.exp(0.3 * np.convolve(errors, np.ones(9) / 3, "valid"))
        taken = near([measure.window], grid, 5 * 24)
        record = Record(grid, observed, np.ones((2, grid.rows)), blocks, taken)
        span = grid.span(measure.window)
        found.append(estimate(span, record, placebos_of(span, record)).p)
    assert stats.kstest(found, "uniform").pvalue > 0.01
    assert np.mean(np.array(found) <= 0.05) <= 0.07


def test_a_strong_effect_ranks_first():
    city, measure = make_city(11), make_measure(11, 10)
    span = city.grid.span(measure.window)
    line = np.full((2, city.grid.rows), float(np.median(city.observed)))
    taken = near([measure.window], city.grid, 5 * 24)
    strong = city.with_effect(measure.window, -95)
    record = Record(city.grid, strong, line, Blocks(28, 6, 5), taken)
    assert estimate(span, record, placebos_of(span, record)).rank == 1
