"""GCJ-02: round trips, the box, known places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.coordinates import gcj02_to_wgs84, wgs84_to_gcj02

METRES_A_DEGREE = 111_000.0


@given(st.floats(73.5, 135.0), st.floats(3.5, 53.5))
def test_round_trip(lon: float, lat: float) -> None:
    """To better than 1e-6 degrees, the inverse of what map providers do."""
    shifted = wgs84_to_gcj02(np.array([lon]), np.array([lat]))
    back_lon, back_lat = gcj02_to_wgs84(*shifted)
    assert abs(back_lon[0] - lon) < 1e-6
    assert abs(back_lat[0] - lat) < 1e-6


@given(st.floats(73.5, 135.0), st.floats(3.5, 53.5))
def test_shift_is_some_hundred_metres(lon: float, lat: float) -> None:
    east, north = wgs84_to_gcj02(np.array([lon]), np.array([lat]))
    metres = np.hypot((east - lon) * np.cos(np.deg2rad(lat)), north - lat) * METRES_A_DEGREE
    assert 1 < metres[0] < 1200


@pytest.mark.parametrize(("lon", "lat"), [(2.35, 48.85), (151.2, -33.9), (139.7, 35.7)])
def test_identity_outside_china(lon: float, lat: float) -> None:
    for convert in (wgs84_to_gcj02, gcj02_to_wgs84):
        found = convert(np.array([lon]), np.array([lat]))
        assert (found[0][0], found[1][0]) == (lon, lat)


def test_beijing_moves_east_and_north() -> None:
    """Published example of the shift: 116.404, 39.915 becomes 116.41024, 39.91640."""
    lon, lat = wgs84_to_gcj02(np.array([116.404]), np.array([39.915]))
    assert lon[0] == pytest.approx(116.41024, abs=1e-5)
    assert lat[0] == pytest.approx(39.91640, abs=1e-5)


def test_missing_stays_missing_and_shapes_stay() -> None:
    lon = np.array([[116.4, np.nan], [104.0, 112.1]])
    lat = np.array([[39.9, 30.0], [np.nan, 32.0]])
    for found in gcj02_to_wgs84(lon, lat):
        assert found.shape == (2, 2)
        assert not np.isnan(found[0, 0])
    assert np.isnan(gcj02_to_wgs84(lon, lat)[0][0, 1])
