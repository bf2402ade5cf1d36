"""The tiles that an operator puts under the map, if any, and the coordinates they are drawn in.

Without them the page asks nobody but its own server. Chinese map providers draw in GCJ-02: then
everything that lies over the tiles is moved, or it stands up to 700 m beside them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from flask import current_app

from airquality.coordinates import wgs84_to_gcj02

SYSTEMS = ("wgs84", "gcj02")
_TILES = "qingce-tiles"


@dataclass(frozen=True)
class Tiles:
    """Where tiles come from.

    Attributes:
        url: address with {z} {x} {y}; attribution: whom the provider wants to be named.
        coordinates: 'wgs84' or 'gcj02'.
    """

    url: str
    attribution: str
    coordinates: str = "wgs84"


def attach(server: Any, tiles: Tiles | None) -> None:
    """Give a Flask server its tiles."""
    server.extensions[_TILES] = tiles


def in_use() -> Tiles | None:
    """Return the tiles of the running app; None without any, and outside of an app."""
    found: Tiles | None = current_app.extensions.get(_TILES) if current_app else None
    return found


def moved(lon: np.ndarray, lat: np.ndarray, coordinates: str) -> tuple[np.ndarray, np.ndarray]:
    """Return WGS-84 degrees in the coordinates of the tiles; NaN stays NaN."""
    return wgs84_to_gcj02(lon, lat) if coordinates == "gcj02" else (lon, lat)
