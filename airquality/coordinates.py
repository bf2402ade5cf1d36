"""Between WGS-84 and GCJ-02, the shifted coordinates of Chinese map providers.

The shift is a smooth function of the place (some 100 to 700 m) on the Krasovsky 1940 ellipsoid;
its published form is a reverse-engineered one. Outside the box 72.004-137.8347° E,
0.8293-55.8271° N both systems are the same.
"""

import numpy as np

SEMI_MAJOR_AXIS_M = 6_378_245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
BOX = (72.004, 137.8347, 0.8293, 55.8271)
ITERATIONS = 6  # of 51,000 vertices of Beijing 100 then still change, by 1e-14°


def wgs84_to_gcj02(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shift WGS-84 degrees to GCJ-02; arrays of one shape, NaN stays NaN."""
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    east, north = _shift(lon, lat)
    return lon + east, lat + north


def gcj02_to_wgs84(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Undo the shift, by iteration, to the last bit but one.

    Arrays of one shape, NaN stays NaN; identity outside the box. The shift varies by less than
    1 % over its own length, so that every iteration wins two decimals and more.
    """
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    guess_lon, guess_lat = lon, lat
    for _ in range(ITERATIONS):
        east, north = _shift(guess_lon, guess_lat)
        guess_lon, guess_lat = lon - east, lat - north
    return guess_lon, guess_lat


def _shift(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the shift in degrees at a WGS-84 place, 0 outside the box."""
    west, east, south, north = BOX
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    ripple = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    dy = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    dy += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    dy += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    dx = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    dx += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    dx += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    radians = np.deg2rad(lat)
    curve = 1.0 - ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian = SEMI_MAJOR_AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / curve**1.5
    parallel = SEMI_MAJOR_AXIS_M / np.sqrt(curve) * np.cos(radians)
    shift_lon, shift_lat = np.rad2deg(dx / parallel), np.rad2deg(dy / meridian)
    return np.where(inside, shift_lon, 0.0), np.where(inside, shift_lat, 0.0)
