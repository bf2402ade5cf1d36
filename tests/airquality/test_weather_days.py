"""The weather of days: by hand, with missing hours, with what was never measured."""

import numpy as np
import pytest

from airquality.episodes.weather_days import (
    WEATHER_FACTORS,
    daily_maximum,
    weather_days,
)
from airquality.weather import BOUNDARY_LAYER, WEATHER

NAN = np.nan


def _two_days(first: float, second: float) -> np.ndarray:
    return np.repeat([first, second], 24)


def test_days_by_hand() -> None:
    speed = _two_days(2.0, 1.0)
    speed[:12] = 4.0  # the first day: (12 x 4 + 12 x 2) / 24 = 3
    rain = _two_days(0.0, 0.5)
    rain[24:30] = NAN  # six of 24 hours missing: the sum of the 18 others
    found = weather_days(
        {
            "wind_speed": speed,
            "rain": rain,
            "temperature": _two_days(10, 12),
            "dew_point": _two_days(4, 12.25),
            "pressure": _two_days(1000, NAN),
        }
    )
    assert found["wind_speed"].tolist() == [3.0, 1.0]
    assert found["rain"].tolist() == [0.0, 9.0]
    assert found["dew_point_depression"].tolist() == [6.0, 0.0]  # Td above T is rounding
    np.testing.assert_array_equal(found["pressure"], [1000.0, NAN])
    assert "ventilation" not in found
    assert set(found) <= set(WEATHER_FACTORS)


@pytest.mark.parametrize(("missing", "is_known"), [(6, True), (7, False)])
def test_a_day_needs_eighteen_hours(missing: int, is_known: bool) -> None:
    hours = np.ones(48)
    hours[:missing] = NAN
    for name in ("rain", "wind_speed"):
        assert np.isfinite(weather_days({name: hours})[name]).tolist() == [is_known, True]
    assert np.isfinite(daily_maximum(hours)).tolist() == [is_known, True]


def test_ventilation_only_where_the_height_was_given() -> None:
    height = _two_days(500, NAN)
    found = weather_days({"wind_speed": _two_days(2, 3), BOUNDARY_LAYER.id: height})
    np.testing.assert_array_equal(found["ventilation"], [1000.0, NAN])
    assert "ventilation" not in weather_days({BOUNDARY_LAYER.id: height})


def test_a_factor_that_was_never_measured_is_not_there() -> None:
    nothing = {name: np.full(48, NAN, np.float32) for name in WEATHER}
    assert weather_days(nothing) == {}
    assert weather_days({}) == {}


def test_the_hottest_hour() -> None:
    hours = np.arange(48.0)
    hours[23] = NAN
    np.testing.assert_array_equal(daily_maximum(hours), [22.0, 47.0])
    assert np.isnan(daily_maximum(np.full(24, NAN))).all()


def test_units_are_those_of_the_hours() -> None:
    for name in ("wind_speed", "temperature", "pressure", "rain"):
        assert WEATHER_FACTORS[name].unit == WEATHER[name].unit
