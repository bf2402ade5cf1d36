"""Wind as a vector: directions, calm air, the way back."""

import numpy as np
import pytest

from airquality.weather import WEATHER, direction_of, wind_components


@pytest.mark.parametrize(
    ("direction", "u", "v"),
    [(0.0, 0.0, -2.0), (90.0, -2.0, 0.0), (180.0, 0.0, 2.0), (270.0, 2.0, 0.0)],
)
def test_wind_blows_from_its_direction(direction: float, u: float, v: float) -> None:
    found = wind_components(np.array([2.0]), np.array([direction]))
    np.testing.assert_allclose(np.ravel(found), [u, v], atol=1e-12)


def test_components_and_direction_are_inverse() -> None:
    direction = np.arange(0, 360, 7.5)
    u, v = wind_components(np.full(direction.shape, 3.0), direction)
    np.testing.assert_allclose(np.hypot(u, v), 3.0)
    np.testing.assert_allclose(direction_of(u, v), direction, atol=1e-9)


def test_the_mean_of_350_and_10_degrees_is_north() -> None:
    u, v = wind_components(np.array([4.0, 4.0]), np.array([350.0, 10.0]))
    mean = direction_of(u.mean(keepdims=True), v.mean(keepdims=True))[0]
    assert min(mean, 360 - mean) < 1e-9


def test_calm_air_counts_without_a_direction() -> None:
    u, v = wind_components(np.array([0.0, 0.0]), np.array([np.nan, 90.0]))
    assert u.tolist() == [0.0, 0.0]
    assert v.tolist() == [0.0, 0.0]
    assert np.isnan(direction_of(u, v)).all()


def test_missing_speed_or_direction_is_missing() -> None:
    u, v = wind_components(np.array([np.nan, 2.0]), np.array([90.0, np.nan]))
    assert np.isnan(u).all()
    assert np.isnan(v).all()
    assert np.isnan(direction_of(u, v)).all()


def test_directions_stay_below_360() -> None:
    found = direction_of(np.array([1e-20]), np.array([-1.0]))
    assert found.tolist() == [0.0]


def test_each_variable_has_both_names_and_a_unit() -> None:
    assert all(key == variable.id for key, variable in WEATHER.items())
    assert all(v.name_zh and v.name_en and v.unit for v in WEATHER.values())
