"""Where the wind blows from: sectors of the compass, calm air, the mean wind of a block of hours.

A direction is where the wind comes from, degrees clockwise from north. A vane that is stuck, or
data filled in, gives one direction for days: nothing here tells that from a steady wind. (In four
years of twelve Beijing stations no sector lasts longer than 33 hours, no pair of speed and sector
longer than 4: none is stuck there.)
"""

import numpy as np

from airquality.running import block_mean
from airquality.weather import direction_of, wind_components

#: The sixteen sectors, clockwise, each centred on its direction: N is 348.75° to 11.25°.
SECTORS: tuple[str, ...] = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE")
SECTORS += ("S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
FULL_TURN = 360.0
DEGREES_A_SECTOR = FULL_TURN / len(SECTORS)

#: Stands for a sector where there is none: calm air, and hours without a usable wind.
CALM, NO_WIND = -1, -2

CALM_BELOW = 0.5
"""Wind speed (m/s) below which air is calm and its direction says nothing. Our own choice: common
in Chinese practice (静风; HJ 2.2-2018 speaks of 0.5 m/s, from memory), and a vane turns freely at
about that speed only."""


def sectors_of(
    speed: np.ndarray, direction: np.ndarray, calm_below: float = CALM_BELOW
) -> np.ndarray:
    """Return the sector each hour's wind blows from, int8 of the same shape.

    speed (m/s), direction (degrees, 0 to 360), missing = NaN. 0 ... 15 from north clockwise, a
    sector's first edge belongs to it; `CALM` below `calm_below`, with or without a direction;
    `NO_WIND` without a speed, and for wind that has no direction: it is not calm. Numbers that
    can be neither, such as -999, are missing.
    """
    blows, turns = speed >= 0, (direction >= 0) & (direction <= FULL_TURN)
    number = np.where(turns, np.floor(direction / DEGREES_A_SECTOR + 0.5), 0) % len(SECTORS)
    found = np.where(blows & turns, number, NO_WIND)
    return np.where(blows & (speed < calm_below), CALM, found).astype(np.int8)


def speed_classes(speed: np.ndarray, sector: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return each hour's class of speed: how many of the rising edges its speed has reached.

    speed (m/s) and sector from `sectors_of`, of one shape; int64, 0 where it has no sector: calm
    air is a class of its own. A speed on an edge belongs above it.
    """
    reached = np.searchsorted(edges, speed, side="right")
    return np.where(sector >= 0, reached, 0)


def block_wind(
    speed: np.ndarray, direction: np.ndarray, block: int, least: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return speed (m/s) and direction (degrees) of the mean wind vector of each block of hours.

    speed, direction: (..., hour), missing = NaN; block: hours of one, least: hours it needs.
    float64 (..., hour / block) twice. Winds from opposite sides cancel: the speed is at most the
    mean speed. NaN where fewer hours have both; no direction where nothing is left of the vector.
    """
    u, v = (block_mean(part, block, least) for part in wind_components(speed, direction))
    return np.hypot(u, v), direction_of(u, v)
