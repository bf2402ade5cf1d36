"""How alike cases are: worked by hand, and what must hold of any distance."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.episodes.similarity import (
    PARTS,
    RATIO_TRAITS,
    WEATHER_TRAITS,
    Features,
    Traits,
    features,
    nearest,
    resample_curve,
    squared_parts,
)

NAN = np.nan
SIZE, LENGTH, SHAPE, WEATHER, COMPOSITION, SEASON = range(6)
JANUARY = np.datetime64("2015-01-10T00", "h")


def _made(seed: int, number: int = 12) -> list[Traits]:
    """Cases with gaps in what is known of them."""
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(number):
        hours = int(generator.integers(1, 200))
        curve = generator.gamma(2, 60, hours)
        curve[generator.random(hours) < 0.2] = NAN
        weather = {name: generator.normal() for name in WEATHER_TRAITS}
        ratio = {name: generator.gamma(2, 1) for name in RATIO_TRAITS if generator.random() < 0.8}
        found.append(
            Traits(
                JANUARY + int(generator.integers(0, 30_000)),
                float(generator.gamma(3, 50)),
                float(generator.gamma(2, 90)),
                hours,
                curve if generator.random() < 0.8 else None,
                weather if generator.random() < 0.7 else {},
                ratio,
            )
        )
    return found


def _all(number: int) -> np.ndarray:
    return np.arange(number)


def test_size_by_hand() -> None:
    # Peaks 50, 100, 200, 400, 800: their logarithms are evenly spaced by ln 2, the quartiles are
    # the second and the fourth, so the spread is 2 ln 2 and a doubling 1/2 of it. Exceedance is
    # not known: the part is the peak's square alone. Length is equal: 0. Season is equal: 0.
    # Three parts of six are known, so all is doubled.
    cases = [Traits(JANUARY, peak, NAN, 48) for peak in (50, 100, 200, 400, 800)]
    parts = squared_parts(features(cases), 2, _all(5))
    np.testing.assert_allclose(parts[:, SIZE], 2 * np.array([1, 0.25, 0, 0.25, 1]))
    np.testing.assert_allclose(parts[:, [LENGTH, SEASON]], 0, atol=1e-12)
    assert np.isnan(parts[:, [SHAPE, WEATHER, COMPOSITION]]).all()


def test_weather_by_hand() -> None:
    # Wind 1 2 3 4 5: spread 2 (quartiles 2 and 4). The third case against the fifth: (2 / 2)² = 1,
    # the only number of its part; four parts known (size, length, weather, season): times 6 / 4.
    cases = [Traits(JANUARY, 100, 200, 48, None, {"wind_speed": w}) for w in (1, 2, 3, 4, 5)]
    rows, distances, parts = nearest(features(cases), 2, k=4)
    assert parts[rows.tolist().index(4), WEATHER] == pytest.approx(1.5)
    assert distances[rows.tolist().index(4)] == pytest.approx(1.5**0.5)
    assert sorted(rows[:2].tolist()) == [1, 3]


def test_season_by_hand() -> None:
    # 45 days apart is one spread along the circle; the chord is a little shorter. Half a year
    # apart it is the circle's diameter: 365.2425 / π / 45 = 2.5836, squared 6.675.
    half_a_year = np.timedelta64(int(365.2425 * 12), "h")
    starts = [JANUARY, JANUARY + 45 * 24, JANUARY + half_a_year]
    cases = [Traits(start, 100, 200, 48) for start in starts]
    season = squared_parts(features(cases), 0, _all(3))[:, SEASON] / 2  # three parts of six known
    assert season[0] == 0
    assert 0.95 < season[1] < 1
    assert season[2] == pytest.approx(6.675, abs=0.01)


def test_the_year_wraps() -> None:
    cases = [
        Traits(np.datetime64(f"{day}T00", "h"), 100, 200, 48)
        for day in ("2014-12-31", "2016-01-01", "2015-01-30")
    ]
    season = squared_parts(features(cases), 0, _all(3))[:, SEASON]
    assert season[1] < 0.01 < season[2]


def test_the_curve_by_hand() -> None:
    # 48 hours to 24 points: means of two. 0 10 | 20 20 | rest 40: 5, 20, 40 ... over 40.
    curve = np.full(48, 40.0)
    curve[:4] = 0, 10, 20, 20
    np.testing.assert_allclose(resample_curve(curve), [0.125, 0.5] + [1.0] * 22)
    # Six hours to 24: every hour four times.
    six = np.array([1.0, 2, 3, 4, 2, 1])
    np.testing.assert_allclose(resample_curve(six), np.repeat(six / 4, 4))
    # A missing hour leaves its two-hour stretch to the other one; two leave it unknown.
    curve[2] = NAN
    assert resample_curve(curve)[1] == 0.5
    curve[3] = NAN
    assert np.isnan(resample_curve(curve)[1])
    for empty in (np.array([]), np.full(30, NAN), np.zeros(30)):
        assert np.isnan(resample_curve(empty)).all()


@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.floats(0.01, 100), st.integers(1, 5))
def test_the_form_of_a_curve_has_neither_height_nor_length(
    seed: int, hours: int, factor: float, times: int
) -> None:
    curve = np.random.default_rng(seed).gamma(2, 50, hours) + 1
    form = resample_curve(curve)
    assert np.nanmax(form) == 1.0
    np.testing.assert_allclose(resample_curve(curve * factor), form)
    np.testing.assert_allclose(resample_curve(np.repeat(curve, times)), form, rtol=1e-6)


@given(st.integers(0, 2**32 - 1))
def test_what_holds_of_a_distance(seed: int) -> None:
    made = features(_made(seed))
    every = _all(len(made.start))
    square = np.stack([np.nansum(squared_parts(made, row, every), axis=1) for row in every])
    np.testing.assert_allclose(square, square.T)
    np.testing.assert_allclose(np.diag(square), 0)
    assert (square >= 0).all()


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_parts_sum_to_the_square(seed: int, earlier_only: bool) -> None:
    made = features(_made(seed))
    rows, distances, parts = nearest(made, 5, earlier_only=earlier_only)
    assert parts.shape == (len(rows), len(PARTS))
    np.testing.assert_allclose(np.nansum(parts, axis=1), distances**2)
    assert (np.diff(distances) >= 0).all()
    assert 5 not in rows
    assert not earlier_only or (made.start[rows] < made.start[5]).all()


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 10), st.floats(-50, 50))
def test_units_do_not_matter(seed: int, factor: float, shift: float) -> None:
    cases = _made(seed)
    changed = [
        replace(
            case,
            peak_day=case.peak_day * factor,
            exceedance=case.exceedance * factor,
            hours=case.hours * factor,
            curve=None if case.curve is None else case.curve * factor,
            weather={name: value * factor + shift for name, value in case.weather.items()},
            composition={name: value * factor for name, value in case.composition.items()},
        )
        for case in cases
    ]
    for row in (0, 7):
        before, after = (squared_parts(features(own), row, _all(12)) for own in (cases, changed))
        np.testing.assert_allclose(after, before, rtol=1e-6, atol=1e-6)


@given(st.integers(0, 2**32 - 1))
def test_the_order_of_the_cases_does_not_matter(seed: int) -> None:
    cases = _made(seed)
    order = np.random.default_rng(seed).permutation(12)
    shuffled = features([cases[at] for at in order])
    rows, distances, _ = nearest(features(cases), int(order[0]))
    again, same, _ = nearest(shuffled, 0)
    np.testing.assert_allclose(same, distances)
    assert order[again].tolist() == rows.tolist()


def test_ties_are_settled_by_the_later_start() -> None:
    years = np.array([np.datetime64(f"{year}-01-10T00", "h") for year in (2011, 2012, 2013, 2014)])
    values = np.array([[0.0], [1.0], [1.0], [1.0]])
    made = Features(np.repeat(values.T, 6, axis=0), np.ones((6, 4)), _all(6), np.ones(6), years)
    assert nearest(made, 0, k=2)[0].tolist() == [3, 2]
    together = replace(made, start=np.repeat(years[:1], 4))
    assert nearest(together, 0, k=2)[0].tolist() == [1, 2]


def test_the_nearest_are_those_of_a_full_sort() -> None:
    made = features(_made(3, 200))
    square = np.nansum(squared_parts(made, 17, _all(200)), axis=1)
    expected = [row for row in np.argsort(square, kind="stable") if row != 17][:5]
    assert nearest(made, 17)[0].tolist() == expected


def test_fewer_cases_than_asked_for() -> None:
    alone = features(_made(1, 1))
    assert [len(found) for found in nearest(alone, 0)] == [0, 0, 0]
    assert len(nearest(features(_made(1, 3)), 0)[0]) == 2
    assert len(nearest(features(_made(1, 3)), 0, k=0)[0]) == 0
    with pytest.raises(ValueError, match="no cases"):
        features([])


def test_without_weather_the_rest_is_compared() -> None:
    cases = [replace(case, weather={}) for case in _made(2)]
    _, distances, parts = nearest(features(cases), 0)
    assert np.isnan(parts[:, WEATHER]).all()
    assert np.isfinite(distances).all()


def test_rare_rain_has_a_spread_too() -> None:
    # Nine dry cases and one of 10 mm: no interquartile range; the standard deviation is 3.
    cases = [Traits(JANUARY, 100, 200, 48, None, {"rain": 0.0}) for _ in range(9)]
    cases.append(replace(cases[0], weather={"rain": 10.0}))
    parts = squared_parts(features(cases), 0, _all(10))
    assert parts[9, WEATHER] == pytest.approx((10 / 3) ** 2 * 6 / 4)
    np.testing.assert_allclose(parts[:9, WEATHER], 0)
