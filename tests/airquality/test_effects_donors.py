"""Synthetic control: cities that did nothing, weighted to be the city."""

import numpy as np
import pytest
from scipy import stats

from airquality.effects.donors import DonorRule, synthetic_control

DAYS = 150
BEFORE = np.arange(DAYS) < 120
WITHIN = (np.arange(DAYS) >= 125) & (np.arange(DAYS) < 140)


def made_donors(seed: int = 3) -> dict[str, np.ndarray]:
    generator = np.random.default_rng(seed)
    shared = 50 + 15 * np.sin(np.arange(DAYS) / 7)
    return {
        f"donor{n}": shared * generator.uniform(0.6, 1.4) + generator.normal(0, 5, DAYS)
        for n in range(10)
    }


def made_city(donors: dict[str, np.ndarray], effect: float) -> np.ndarray:
    noise = np.random.default_rng(4).normal(0, 0.5, DAYS)
    city = 0.3 * donors["donor1"] + 0.7 * donors["donor4"] + noise
    return np.where(WITHIN, city + effect, city)


def test_weights_and_effect_are_found_again():
    donors = made_donors()
    found = synthetic_control(made_city(donors, -12), donors, BEFORE, WITHIN)
    assert found.reason == ""
    assert found.weights["donor1"] == pytest.approx(0.3, abs=0.05)
    assert found.weights["donor4"] == pytest.approx(0.7, abs=0.05)
    assert sum(found.weights.values()) == pytest.approx(1, abs=0.02)
    assert found.effect == pytest.approx(-12, abs=0.5)
    assert found.percent == pytest.approx(100 * found.effect / found.synthetic[WITHIN].mean())
    assert found.error_before == pytest.approx(0.5, abs=0.1)
    assert found.p == pytest.approx(1 / 11)  # the farthest of eleven cities
    assert found.rank == 1
    assert found.effect == pytest.approx(found.observed - found.expected)
    assert (found.days_before, found.days_within) == (120, 15)
    assert len(found.ratios) == 10


def test_without_a_measure_the_city_is_no_farther_than_the_rest():
    donors = made_donors()
    found = synthetic_control(made_city(donors, 0), donors, BEFORE, WITHIN)
    assert abs(found.effect) < 0.5
    assert found.p > 1 / 11


def test_neighbours_that_were_controlled_too_are_no_donors():
    donors = made_donors()
    found = synthetic_control(
        made_city(donors, -12), donors, BEFORE, WITHIN, controlled=("donor4", "donor9")
    )
    assert not {"donor4", "donor9"} & {*found.weights, *found.ratios}


def test_no_city_to_compare_with_is_said():
    city = made_city(made_donors(), -12)
    assert synthetic_control(city, {}, BEFORE, WITHIN).reason == "no_donors"
    four = dict(list(made_donors().items())[:4])
    assert synthetic_control(city, four, BEFORE, WITHIN).reason == "too_few_donors"
    assert np.isnan(synthetic_control(city, four, BEFORE, WITHIN).effect)


def test_a_donor_with_gaps_is_left_out_and_no_gap_is_filled():
    donors = made_donors()
    donors["donor2"][BEFORE] = np.nan
    donors["donor4"][7] = np.nan
    found = synthetic_control(made_city(donors, -12), donors, BEFORE, WITHIN)
    assert "donor2" not in found.ratios
    assert np.isnan(found.synthetic[7])
    assert found.effect == pytest.approx(-12, abs=0.5)


def test_donors_whose_gaps_leave_too_few_days_go_first():
    donors = made_donors()
    generator = np.random.default_rng(8)
    for name in ("donor0", "donor2", "donor3"):
        donors[name] = np.where(generator.random(DAYS) < 0.12, np.nan, donors[name])
        donors[name][WITHIN] = 50.0
    donors["donor2"][40:50] = np.nan
    asked = DonorRule(least_days_before=100, least_share=0.75)
    found = synthetic_control(made_city(donors, -12), donors, BEFORE, WITHIN, rule=asked)
    assert found.reason == ""
    assert "donor2" not in found.ratios
    assert {"donor1", "donor4"} <= set(found.ratios)
    assert found.days_before >= 100
    assert found.effect == pytest.approx(-12, abs=0.5)


def test_donors_whose_record_begins_late_are_compared_from_there_on():
    late = {name: np.where(np.arange(DAYS) < 25, np.nan, v) for name, v in made_donors().items()}
    found = synthetic_control(made_city(made_donors(), -12), late, BEFORE, WITHIN)
    assert (found.reason, found.days_before) == ("", 95)
    assert found.effect == pytest.approx(-12, abs=0.5)


def test_donors_that_do_not_follow_the_city_are_told():
    generator = np.random.default_rng(5)
    wild = 50 * np.exp(generator.normal(0, 1, DAYS))
    assert synthetic_control(wild, made_donors(), BEFORE, WITHIN).reason == "poor_fit"


@pytest.mark.parametrize("level", [0.0, 40.0])
def test_air_that_never_varies_shows_no_effect(level):
    same = np.full(DAYS, level)
    found = synthetic_control(same, {str(n): same for n in range(6)}, BEFORE, WITHIN)
    assert found.effect == pytest.approx(0, abs=1e-9)
    assert found.p == 1
    assert found.reason == ("poor_fit" if level == 0 else "")


def test_too_few_days_before_are_said():
    donors = made_donors()
    for short in (np.arange(DAYS) < 20, np.zeros(DAYS, dtype=bool)):
        found = synthetic_control(made_city(donors, 0), donors, short, WITHIN)
        assert (found.reason, found.days_before) == ("too_few_days", short.sum())


def test_of_many_donors_the_nearest_are_taken():
    donors = made_donors()
    found = synthetic_control(
        made_city(donors, -12), donors, BEFORE, WITHIN, rule=DonorRule(most_donors=6)
    )
    city = made_city(donors, -12)
    apart = {name: np.abs(values - city)[BEFORE].mean() for name, values in donors.items()}
    assert set(found.ratios) == set(sorted(apart, key=apart.get)[:6])


def test_the_weights_are_those_of_least_squares():
    """Of two donors the best share is known in closed form."""
    donors = dict(list(made_donors().items())[:2])
    city = made_city(made_donors(), 0)
    one, other = (values[BEFORE] for values in donors.values())
    share = float((city[BEFORE] - other) @ (one - other) / ((one - other) @ (one - other)))
    found = synthetic_control(city, donors, BEFORE, WITHIN, rule=DonorRule(least_donors=2))
    assert next(iter(found.weights.values())) == pytest.approx(np.clip(share, 0, 1), abs=0.003)


def test_ranks_are_uniform_where_nothing_was_done():
    found = []
    for seed in range(20):
        donors = made_donors(seed)
        noise = np.random.default_rng([seed, 1]).normal(0, 5, DAYS)
        own = np.mean(list(donors.values()), axis=0) + noise
        found.append(synthetic_control(own, donors, BEFORE, WITHIN).p)
    assert stats.kstest(found, "uniform").pvalue > 0.01
    assert np.mean(np.array(found) < 0.1) <= 0.25


@pytest.mark.parametrize(
    "figures",
    [
        {"least_donors": 1},
        {"most_donors": 4},
        {"least_share": 0},
        {"days_before": 80},
        {"least_km": -1.0},
        {"most_error_before": 0.0},
    ],
)
def test_a_rule_that_cannot_be_is_refused(figures):
    with pytest.raises(ValueError, match="two donors at least"):
        DonorRule(**figures)
