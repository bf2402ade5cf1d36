"""Sectors of the compass, calm air, the mean wind of a block of hours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from airquality.wind import CALM, NO_WIND, SECTORS, block_wind, sectors_of, speed_classes

NAN = np.nan


def _sector(speed: float, direction: float, calm_below: float = 0.5) -> int:
    return int(sectors_of(np.array([speed]), np.array([direction]), calm_below)[0])


@pytest.mark.parametrize(
    ("direction", "name"),
    [
        (0.0, "N"),
        (360.0, "N"),
        (11.24, "N"),
        (11.25, "NNE"),  # the first edge belongs to the sector that begins there
        (33.74, "NNE"),
        (33.75, "NE"),
        (90.0, "E"),
        (180.0, "S"),
        (270.0, "W"),
        (348.74, "NNW"),
        (348.75, "N"),
        (359.99, "N"),
    ],
)
def test_a_sector_lies_around_its_direction(direction: float, name: str) -> None:
    assert SECTORS[_sector(3.0, direction)] == name


@pytest.mark.parametrize(
    ("speed", "direction", "expected"),
    [
        (0.0, NAN, CALM),
        (0.49, 90.0, CALM),  # what its direction says does not count
        (0.49, NAN, CALM),
        (0.5, 90.0, 4),
        (0.5, NAN, NO_WIND),  # it blows, nobody knows from where: not calm
        (NAN, 90.0, NO_WIND),
        (NAN, NAN, NO_WIND),
        (-999.0, 90.0, NO_WIND),  # a code for missing is neither calm nor a wind
        (3.0, -999.0, NO_WIND),
        (3.0, 999.0, NO_WIND),
    ],
)
def test_calm_and_missing_wind_are_told_apart(
    speed: float, direction: float, expected: int
) -> None:
    assert _sector(speed, direction) == expected


def test_what_is_calm_is_a_setting() -> None:
    assert _sector(0.8, 90.0, calm_below=1.0) == CALM
    assert _sector(0.2, 90.0, calm_below=0.2) == 4


def test_a_speed_on_an_edge_belongs_above_it() -> None:
    speed = np.array([0.5, 1.99, 2.0, 3.9, 4.0, 9.0, 0.1, NAN])
    sector = np.array([0, 0, 0, 0, 0, 0, CALM, NO_WIND])
    found = speed_classes(speed, sector, np.array([2.0, 4.0]))
    assert found.tolist() == [0, 0, 1, 1, 2, 2, 0, 0]


def test_the_wind_of_a_block_is_the_mean_vector() -> None:
    # 2 m/s from N is (0, -2), 2 m/s from E is (-2, 0): their mean (-1, -1) is √2 m/s from NE.
    # 3 m/s from N and from S cancel. 350° and 10°, 1 m/s: cos 10° from N.
    speed = np.array([[2.0, 2.0, 3.0, 3.0, 1.0, 1.0]])
    direction = np.array([[0.0, 90.0, 0.0, 180.0, 350.0, 10.0]])
    strength, origin = block_wind(speed, direction, 2, 2)
    np.testing.assert_allclose(strength, [[np.sqrt(2), 0.0, np.cos(np.deg2rad(10))]], atol=1e-9)
    assert origin[0, 0] == pytest.approx(45.0)
    assert np.isnan(origin[0, 1])
    assert min(origin[0, 2], 360 - origin[0, 2]) < 1e-6


def test_a_block_needs_so_many_hours_of_wind() -> None:
    speed = np.array([2.0, 2.0, NAN, 2.0, NAN, NAN])
    direction = np.array([90.0, 90.0, 90.0, 90.0, 90.0, NAN])
    strength, origin = block_wind(speed, direction, 3, 2)
    assert strength[0] == pytest.approx(2.0)
    assert origin[0] == pytest.approx(90.0)
    assert np.isnan(strength[1])
    assert np.isnan(origin[1])


def test_calm_hours_slow_the_wind_of_a_block() -> None:
    strength, origin = block_wind(np.array([3.0, 0.0, 0.0]), np.array([90.0, NAN, NAN]), 3, 2)
    assert strength[0] == pytest.approx(1.0)
    assert origin[0] == pytest.approx(90.0)


@given(
    arrays(np.float64, 12, elements=st.floats(0, 40)),
    arrays(np.float64, 12, elements=st.floats(0, 360)),
)
def test_the_mean_vector_is_no_faster_than_the_mean_speed(
    speed: np.ndarray, direction: np.ndarray
) -> None:
    strength, _ = block_wind(speed, direction, 3, 3)
    assert (strength <= speed.reshape(-1, 3).mean(axis=1) + 1e-6).all()
