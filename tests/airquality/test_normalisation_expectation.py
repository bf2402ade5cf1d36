"""The mean over weather: the fast way is the slow one, known trends come out, changes add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.normalisation.attribution import attribute, periods
from airquality.normalisation.expectation import (
    draw_weather,
    expect_all,
    expect_weather,
    same_days,
    swap_weather,
)
from airquality.normalisation.member import Fitted
from airquality.normalisation.model import Recipe, fit
from airquality.normalisation.normalised import Normalised, check_series, months, normalise
from airquality.normalisation.predictors import Predictors, hourly_predictors
from airquality.normalisation.refusal import NormalisationError
from tests.airquality.made_air import made_values, made_weather

DAYS = 730
TIMES = np.datetime64("2014-01-01T00", "h") + np.arange(DAYS * 24)
WEATHER = made_weather(DAYS)
STEP = 0.7
VALUES = made_values(WEATHER, step_at=365 * 24, step=STEP)
SMALL = Recipe(trees=60, copies=2, columns=0.5, landmarks=200)


@pytest.fixture(scope="module")
def told() -> Predictors:
    """The predictors of the made-up air, its own hour only: what it is made of."""
    return hourly_predictors(WEATHER, TIMES, "hour")


@pytest.fixture(scope="module")
def fitted(told: Predictors) -> Fitted:
    """A model of the made-up air."""
    return fit(told, VALUES, recipe=SMALL)


@pytest.fixture(scope="module")
def normalised(told: Predictors) -> dict[str, Normalised]:
    """Both schemes, few members."""
    return normalise(told, VALUES, recipe=SMALL, members=3)


def test_everything_but_the_trend_is_exact(told: Predictors, fitted: Fitted) -> None:
    fast = expect_all(fitted.members[0], fitted, told)
    column = told.names.index("trend")
    for row in (0, 5_000, 8_759, 8_761, 17_519):
        matrix = told.matrix.copy()
        matrix[:, column] = told.matrix[row, column]
        assert fast[row] == pytest.approx(fitted.predict(matrix).mean(), abs=0.05)
    assert fast[0] != fast[-1]


def test_predictors_are_left_as_they_were(told: Predictors, fitted: Fitted) -> None:
    before = told.matrix.copy()
    expect_all(fitted.members[0], fitted, told)
    expect_weather(fitted, told, draw_weather(told, 1))
    np.testing.assert_array_equal(before, told.matrix)


def test_trees_with_missing_weather_are_walked_as_the_library_does(told: Predictors) -> None:
    matrix = told.matrix.copy()
    weather = matrix[:, : told.weather_columns]
    weather[np.random.default_rng(5).random(weather.shape) < 0.1] = np.nan
    column = told.names.index("trend")
    holed = Predictors(matrix, told.names, told.times, 1)
    model = fit(holed, VALUES, recipe=SMALL)
    fast = expect_all(model.members[0], model, holed)
    swapped = matrix.copy()
    swapped[:, column] = matrix[12_000, column]
    assert fast[12_000] == pytest.approx(model.predict(swapped).mean(), abs=0.05)


def test_few_even_draws_are_as_many_random_ones(told: Predictors, fitted: Fitted) -> None:
    fast = expect_weather(fitted, told, draw_weather(told))[0]
    same = same_days(TIMES[::24].astype("datetime64[D]"))
    generator = np.random.default_rng(6)
    hour = np.arange(len(TIMES)) % 24
    # 40 draws of some 720 hours a month scatter by 0.2 of a µg/m³.
    total = np.zeros(len(TIMES))
    for _ in range(40):
        offsets = generator.integers(-14, 15, len(TIMES))
        targets = same[:, np.arange(len(TIMES)) // 24] + offsets
        there = (targets >= 0) & (targets < DAYS)
        chance = np.where(there, generator.random(targets.shape), -1)
        day = np.take_along_axis(targets, chance.argmax(axis=0)[None], axis=0)[0]
        rows = np.where(there.any(axis=0), day * 24 + hour, np.arange(len(TIMES)))
        total += fitted.predict(swap_weather(told, rows))
    month = TIMES.astype("datetime64[M]").astype(int)
    gaps = [abs((fast - total / 40)[month == one].mean()) for one in np.unique(month)]
    assert max(gaps) < 1.0


@given(st.integers(60, 1500), st.integers(1, 9))
def test_drawn_weather_is_of_the_same_hour_near_the_same_calendar_day(
    days: int, draws: int
) -> None:
    times = np.datetime64("2013-03-01T00", "h") + np.arange(days * 24)
    bare = Predictors(np.zeros((len(times), 2), np.float32), ("wind_u", "trend"), times, 1)
    for rows in draw_weather(bare, draws):
        np.testing.assert_array_equal(rows % 24, np.arange(len(times)) % 24)
        first = times[0].astype("datetime64[Y]")
        apart = (times[rows] - times).astype(int) / 24 % 365.25
        assert np.minimum(apart, 365.25 - apart).max() <= 14 + 2, first


def test_a_leap_day_has_neighbours_in_other_years() -> None:
    days = np.arange("2015-01-01", "2018-01-01", dtype="datetime64[D]")
    leap = np.flatnonzero(days == np.datetime64("2016-02-29"))[0]
    same = days[0] + same_days(days)[:, leap]
    assert {str(day) for day in same} >= {"2015-02-28", "2016-02-29", "2017-02-28"}


@pytest.mark.parametrize("scheme", ["weather", "all"])
def test_a_known_step_comes_out(normalised: dict[str, Normalised], scheme: str) -> None:
    series = normalised[scheme]
    first, second = (series.central[part].mean() for part in (slice(0, 8760), slice(8760, None)))
    assert second / first == pytest.approx(STEP, abs=0.05)


def test_months_have_their_interval_and_their_days(normalised: dict[str, Normalised]) -> None:
    found = months(normalised["weather"])
    assert len(found) == 24
    assert all(m.low <= m.normalised <= m.high for m in found)
    assert found[1].days == 28
    np.testing.assert_allclose(found[0].observed, VALUES[: 31 * 24].mean())


def test_a_month_of_too_few_hours_is_missing(normalised: dict[str, Normalised]) -> None:
    series = normalised["weather"]
    observed = series.observed.copy()
    observed[: 20 * 24] = np.nan
    cut = Normalised("weather", series.times, 1, observed, series.central, series.members)
    assert np.isnan(months(cut)[0].normalised)
    assert months(cut)[0].days == 11


def test_a_change_is_weather_and_rest(normalised: dict[str, Normalised]) -> None:
    series = normalised["weather"]
    years = periods("year", TIMES)
    assert [str(start) for start, _ in years] == ["2014-01-01", "2015-01-01"]
    found = attribute(series, *years)
    assert found.weather + found.rest == pytest.approx(found.change)
    assert found.rest_low < found.rest < found.rest_high
    # The built-in change of the mean is 30 % of the first year's.
    assert found.rest == pytest.approx((STEP - 1) * found.observed_from, rel=0.25)
    outside = attribute(
        series, years[0], (np.datetime64("2019-01-01"), np.datetime64("2020-01-01"))
    )
    assert np.isnan(outside.rest)


def test_campaign_seasons_are_whole_ones() -> None:
    assert [str(a) for a, _ in periods("winter_pm25", TIMES)] == ["2014-10-01"]
    assert [str(b) for _, b in periods("summer_o3", TIMES)] == ["2014-10-01", "2015-10-01"]


@pytest.mark.parametrize(
    ("reason", "values", "start"),
    [
        ("too_short", np.where(np.arange(len(TIMES)) < 24 * 92, VALUES, np.nan), "2014-01-01"),
        ("too_few", np.where(np.arange(len(TIMES)) % 5 == 0, VALUES, np.nan), "2014-01-01"),
        ("constant", np.full(len(TIMES), 35.0), "2014-01-01"),
        ("reference_state", VALUES, "2018-01-01"),
        ("too_short", np.full(len(TIMES), np.nan), "2014-01-01"),
    ],
)
def test_what_allows_no_model_is_said(reason: str, values: np.ndarray, start: str) -> None:
    times = np.datetime64(start, "h") + np.arange(len(TIMES))
    with pytest.raises(NormalisationError) as caught:
        check_series(values, times)
    assert caught.value.reason == reason
    assert len(str(caught.value)) > 10


def test_converted_values_may_cross_the_change_of_state() -> None:
    check_series(VALUES, np.datetime64("2018-01-01", "h") + np.arange(len(TIMES)), 1, True)


def test_sixty_per_cent_missing_over_two_years_is_enough() -> None:
    kept = np.random.default_rng(1).random(len(TIMES)) < 0.4
    check_series(np.where(kept, VALUES, np.nan), TIMES)
