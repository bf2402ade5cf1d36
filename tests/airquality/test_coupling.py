"""PM2.5 with O3: quadrants by hand, rank correlation, an interval that knows persistence."""

import numpy as np
import pytest
from scipy import stats

from airquality.coupling import (
    LEAST_DAYS,
    correlate,
    days_per_independent,
    find_quadrants,
    season_of,
    temperature_classes,
)


def make_pairs(
    coefficient: float, correlation: float, count: int, series: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return two autoregressive series (series, count) each, correlated day by day."""
    noise = np.random.default_rng(seed).normal(size=(2, series, count + 60))
    noise[1] = correlation * noise[0] + np.sqrt(1 - correlation**2) * noise[1]
    for step in range(1, count + 60):
        noise[..., step] += coefficient * noise[..., step - 1]
    return noise[0, :, 60:], noise[1, :, 60:]


def test_quadrants_by_hand() -> None:
    # Limits 75 and 160: equal is not above; the last two days lack one value.
    pm25 = np.array([[75, 76, 75, 76, 200, np.nan, 90.0]])
    o3 = np.array([[160, 160, 161, 161, 20, 200, np.nan]])
    found = find_quadrants(pm25, o3, np.full(7, 75.0), np.full(7, 160.0))
    assert [int(n.sum()) for n in (found.neither, found.first_only)] == [1, 2]
    assert [int(n.sum()) for n in (found.second_only, found.both)] == [1, 1]


def test_limits_may_change_from_day_to_day() -> None:
    found = find_quadrants(
        np.array([70.0, 70.0]), np.array([100.0, 100.0]), np.array([75.0, 60.0]), np.full(2, 160.0)
    )
    assert (found.neither.tolist(), found.first_only.tolist()) == ([True, False], [False, True])


def test_the_correlation_is_spearmans() -> None:
    generator = np.random.default_rng(1)
    first = generator.gamma(2, 20, 200).round()  # with ties
    second = (100 - first + generator.normal(0, 30, 200)).round()
    found = correlate(first, second)
    assert found.value == pytest.approx(stats.spearmanr(first, second)[0])
    assert found.days == 200
    reach = 1.959964 * np.sqrt(1.06 / 197)
    assert np.arctanh(found.high) - np.arctanh(found.value) == pytest.approx(reach)
    assert np.arctanh(found.value) - np.arctanh(found.low) == pytest.approx(reach)


def test_a_day_that_lacks_one_value_is_left_out() -> None:
    first, second = np.arange(40.0), np.arange(40.0) ** 2
    second[3] = np.nan
    first[9] = np.nan
    found = correlate(first, second)
    assert (found.value, found.days) == (pytest.approx(1), 38)
    assert np.isnan([found.low, found.high]).all()  # nothing can be said of a perfect one


@pytest.mark.parametrize(("days", "is_there"), [(LEAST_DAYS, True), (LEAST_DAYS - 1, False)])
def test_too_few_days_keep_their_count(days: int, is_there: bool) -> None:
    generator = np.random.default_rng(2)
    found = correlate(generator.normal(size=days), generator.normal(size=days))
    assert np.isfinite(found.value) == is_there
    assert found.days == days


def test_a_constant_has_no_correlation() -> None:
    assert np.isnan(correlate(np.full(50, 7.0), np.arange(50.0)).value)


def test_too_few_independent_days_have_no_interval() -> None:
    generator = np.random.default_rng(3)
    found = correlate(generator.normal(size=30), generator.normal(size=30), days_per_one=6)
    assert np.isfinite(found.value)
    assert np.isnan([found.low, found.high]).all()


def test_days_per_independent_of_known_persistence() -> None:
    # Two series of coefficient 0.6: 1 + 2 (0.36 + 0.36^2 ...) = 2.1; of independent days 1.
    first, second = make_pairs(0.6, 0.0, 3000, 20, 4)
    found = [days_per_independent(*pair) for pair in zip(first, second, strict=True)]
    assert np.mean(found) == pytest.approx(2.1, abs=0.25)
    first, second = make_pairs(0.0, 0.0, 3000, 20, 5)
    found = [days_per_independent(*pair) for pair in zip(first, second, strict=True)]
    assert 1 <= np.mean(found) < 1.1


def test_the_season_is_no_persistence() -> None:
    season = 3 * np.cos(2 * np.pi * np.arange(1461) / 365.25)
    first, second = make_pairs(0.0, 0.0, 1461, 10, 6)
    found = [
        days_per_independent(a + season, b - season) for a, b in zip(first, second, strict=True)
    ]
    assert np.mean(found) < 1.1


def test_the_interval_covers_the_correlation_of_persistent_days() -> None:
    first, second = make_pairs(0.7, 0.5, 365, 300, 7)
    truth = 6 / np.pi * np.arcsin(0.5 / 2)  # Spearman's of two normal variables
    found = [
        (correlate(a, b, days_per_independent(a, b)), correlate(a, b))
        for a, b in zip(first, second, strict=True)
    ]
    assert 0.9 < np.mean([honest.low <= truth <= honest.high for honest, _ in found]) < 0.99
    assert np.mean([naive.low <= truth <= naive.high for _, naive in found]) < 0.85


def test_no_values_at_all() -> None:
    nothing = np.full(400, np.nan)
    assert days_per_independent(nothing, nothing) == 1
    assert days_per_independent(np.empty(0), np.empty(0)) == 1
    assert correlate(nothing, nothing).days == 0


def test_places_side_by_side_are_each_as_alone() -> None:
    first, second = make_pairs(0.5, 0.4, 200, 3, 8)
    first[1, 20:60], second[2, ::3] = np.nan, np.nan
    first[0] = first[0].round()  # with ties
    alike = days_per_independent(first, second)
    found = correlate(first, second, alike)
    for place, (one, other) in enumerate(zip(first, second, strict=True)):
        held = np.isfinite(one) & np.isfinite(other)
        assert alike[place] == days_per_independent(one, other)
        assert found.value[place] == pytest.approx(stats.spearmanr(one[held], other[held])[0])
        assert found.days[place] == held.sum()
        assert found.low[place] == pytest.approx(correlate(one, other, alike[place]).low)


def test_seasons_begin_in_december() -> None:
    dates = np.array(
        ["2019-12-01", "2020-02-29", "2020-03-01", "2020-08-31", "2020-11-30"], "M8[D]"
    )
    assert season_of(dates).tolist() == ["winter", "winter", "spring", "summer", "autumn"]


def test_classes_of_temperature() -> None:
    classes, names = temperature_classes(np.array([5.0, 9.99, 10.0, np.nan, -0.1, -5.0, 34.0]))
    assert names == ["[-5,0)", "[5,10)", "[10,15)", "[30,35)"]
    assert classes.tolist() == [1, 1, 2, -1, 0, 0, 3]
    assert temperature_classes(np.full(3, np.nan))[1] == []
