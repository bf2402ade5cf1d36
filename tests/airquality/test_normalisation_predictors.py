"""What a model is told of an hour: its memory ends with the hour, and nothing is invented."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.normalisation.predictors import (
    CALENDAR,
    daily_predictors,
    hourly_predictors,
)
from airquality.normalisation.refusal import NormalisationError
from airquality.normalisation.remembered import (
    changes,
    extreme_before,
    hours_since,
    means_before,
    spreads_before,
    sums_before,
)

HOURS = np.datetime64("2015-01-01T00", "h") + np.arange(24 * 20)


def _weather(hours: int = len(HOURS)) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(1)
    return {
        "temperature": draw.normal(10, 8, hours),
        "dew_point": draw.normal(0, 5, hours),
        "pressure": draw.normal(1012, 6, hours),
        "rain": draw.exponential(0.1, hours),
        "wind_speed": draw.gamma(2, 1, hours),
        "wind_direction": draw.uniform(0, 360, hours),
    }


def test_a_mean_of_three_hours_ends_with_the_hour() -> None:
    # (1+2+3)/3 = 2, (2+3+7)/3 = 4; at the second hour two of three are there: (1+2)/2.
    (mean,) = means_before(np.array([1.0, 2.0, 3.0, 7.0]), [3])
    np.testing.assert_allclose(mean[1:], [1.5, 2.0, 4.0])
    assert np.isnan(mean[0])  # one of three hours is less than half


def test_half_of_the_hours_make_a_mean_and_fewer_do_not() -> None:
    values = np.array([4.0, np.nan, np.nan, 8.0, np.nan, np.nan, np.nan])
    (mean,) = means_before(values, [4])
    np.testing.assert_allclose(mean[3], 6.0)
    assert np.isnan(mean[5])


def test_rain_is_summed_and_its_hours_counted() -> None:
    (total,) = sums_before(np.array([1.0, 0.0, 2.0, 0.0]), [2])
    np.testing.assert_allclose(total, [1.0, 1.0, 2.0, 2.0])
    since = hours_since(np.array([False, True, False, False, True]), most=24)
    assert since.tolist() == [24, 0, 1, 2, 0]


def test_a_spread_is_the_standard_deviation_of_the_window() -> None:
    values = np.array([1000.0, 1002.0, np.nan, 1004.0, 1004.0])
    (spread,) = spreads_before(values, [2])
    np.testing.assert_allclose(spread, [0.0, 1.0, 0.0, 0.0, 0.0], atol=1e-6)
    (none,) = spreads_before(np.full(4, np.nan), [2])
    assert np.isnan(none).all()


def test_a_change_is_against_the_hour_before() -> None:
    np.testing.assert_array_equal(changes(np.array([1.0, 4.0, 9.0]), 2), [np.nan, np.nan, 8.0])


def test_extremes_are_of_the_window() -> None:
    values = np.array([5.0, 1.0, 3.0, 4.0])
    assert extreme_before(values, 2, "least").tolist() == [5, 1, 1, 3]
    assert extreme_before(values, 2, "most").tolist() == [5, 5, 3, 4]


@given(st.integers(0, len(HOURS) - 1))
def test_nothing_looks_ahead(at: int) -> None:
    weather = _weather()
    later = {name: np.where(np.arange(len(HOURS)) > at, 3.0, v) for name, v in weather.items()}
    whole, cut = hourly_predictors(weather, HOURS), hourly_predictors(later, HOURS)
    # A column that no longer varies is left out; the others are as they were.
    for place, name in enumerate(cut.names):
        before = whole.matrix[: at + 1, whole.names.index(name)]
        np.testing.assert_allclose(before, cut.matrix[: at + 1, place], rtol=1e-4, atol=1e-4)


def test_a_missing_hour_of_weather_stays_missing() -> None:
    weather = _weather()
    weather["temperature"][100] = np.nan
    made = hourly_predictors(weather, HOURS)
    own = made.matrix[:, made.names.index("temperature")]
    assert np.flatnonzero(np.isnan(own)).tolist() == [100]


def test_the_calendar_comes_last_and_says_what_it_says() -> None:
    made = hourly_predictors(_weather(), HOURS)
    assert made.names[-4:] == CALENDAR
    # 2015-01-02 13:00 was a Friday, the second day of the year.
    assert made.matrix[37, -4:].tolist() == [13, 4, 1, pytest.approx(37 / 24)]


def test_less_memory_is_fewer_columns() -> None:
    sizes = [
        hourly_predictors(_weather(), HOURS, m).matrix.shape[1] for m in ("hour", "day", "all")
    ]
    assert sizes == sorted(set(sizes))
    assert not any("_24" in n for n in hourly_predictors(_weather(), HOURS, "hour").names)


def test_a_day_has_the_weather_up_to_its_midnight() -> None:
    made = daily_predictors(_weather(), HOURS)
    assert made.matrix.shape[0] == 20
    assert made.step_hours == 24
    mean = _weather()["temperature"][24:48].mean()
    np.testing.assert_allclose(made.matrix[1, made.names.index("temperature_24")], mean, rtol=1e-5)


@pytest.mark.parametrize("weather", [{}, {"temperature": np.full(len(HOURS), np.nan)}])
def test_no_weather_is_said(weather: dict[str, np.ndarray]) -> None:
    with pytest.raises(NormalisationError, match="no weather") as caught:
        hourly_predictors(weather, HOURS)
    assert caught.value.reason == "no_weather"


def test_a_predictor_that_never_varies_is_left_out() -> None:
    weather = _weather() | {"pressure": np.full(len(HOURS), 1000.0)}
    names = hourly_predictors(weather, HOURS).names
    assert not any(name.startswith("pressure") for name in names)
    assert "temperature" in names
    with pytest.raises(NormalisationError, match="no weather"):
        hourly_predictors({"pressure": np.full(len(HOURS), 1000.0)}, HOURS)


def test_hours_with_a_gap_are_refused() -> None:
    with pytest.raises(ValueError, match="consecutive"):
        hourly_predictors(_weather(), np.where(HOURS[50] == HOURS, HOURS[51], HOURS))
    with pytest.raises(ValueError, match="values for"):
        hourly_predictors(_weather(), HOURS[:-1])
