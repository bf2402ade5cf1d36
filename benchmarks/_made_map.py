"""A made-up country for the map: areas in a lattice, stations among them, hours of December 2015.

In the form in which the server sends a map (`view/frames.py`), so that the browser cannot tell it
from a real one. Same arguments, same map.
"""

import math
from typing import Any

import numpy as np

from view.frames import pack, unpack

START = np.datetime64("2015-12-01T00", "h")
_WEST, _SOUTH, _WIDTH, _HEIGHT = 98.0, 24.0, 28.0, 20.0
_CORNERS = 40  # of an outline: what a simplified district has
_SCALE = {
    "edges": [0, 35, 75, 115, 150, 250, None],
    "colours": ["#00e400", "#ffff00", "#ff7e00", "#ff0000", "#99004c", "#7e0023"],
    "inks": ["#000000", "#000000", "#000000", "#000000", "#ffffff", "#ffffff"],
    "shapes": ["circle", "square", "triangle", "diamond", "star", "hexagon"],
    "names": ["1", "2", "3", "4", "5", "6"],
    "title": "made",
    "continuous": False,
}


def ground(stations: int, areas: int, seed: int = 1) -> dict[str, Any]:
    """Return the ground of a made-up country: areas that touch each other, stations at random."""
    random = np.random.default_rng(seed)
    across = max(1, math.ceil(math.sqrt(areas)))
    step = (_WIDTH / across, _HEIGHT / across)
    lon = _WEST + _WIDTH * random.random(stations)
    lat = _SOUTH + _HEIGHT * random.random(stations)
    return {
        "city": "made",
        "name": "made",
        "areas": [
            {
                "id": f"{110000 + k}",
                "name": f"area {k + 1}",
                "rings": [_ring(k % across, k // across, *step)],
            }
            for k in range(areas)
        ],
        "stations": [
            {
                "id": f"{1001 + k}A",
                "name": f"station {k + 1}",
                "lon": round(float(lon[k]), 4),
                "lat": round(float(lat[k]), 4),
                "control": k % 12 == 11,
                "area": f"{110000 + k % areas}",
            }
            for k in range(stations)
        ],
        "unplaced": [],
        "bounds": [[_SOUTH, _WEST], [_SOUTH + _HEIGHT, _WEST + _WIDTH]],
        "area_kind": "district",
        "surface": None,
        "no_surface": "",
        "layers": [],
        "tiles": None,
    }


def _ring(column: int, row: int, width: float, height: float) -> list[float]:
    """Return an outline of _CORNERS corners about a cell of the lattice, lon and lat in turn."""
    angles = np.linspace(0, 2 * math.pi, _CORNERS)
    lon = _WEST + (column + 0.5 + 0.5 * np.cos(angles)) * width
    lat = _SOUTH + (row + 0.5 + 0.5 * np.sin(angles)) * height
    return [round(float(v), 4) for v in np.column_stack([lon, lat]).ravel()]


def frames(stations: int, areas: int, hours: int, seed: int = 1, step: int = 1) -> dict[str, Any]:
    """Return PM2.5 of those places: one swell for all, noise of each, 1 % missing.

    `hours` is how many frames there are, `step` the hours from one to the next.
    """
    random = np.random.default_rng(seed)
    swell = 90 + 80 * np.sin(np.arange(hours) * (6 * math.pi / hours))
    own = random.normal(0, 12, (areas + stations, 1))
    noise = random.normal(0, 4, (areas + stations, hours)).cumsum(axis=1) * 0.4
    values = np.clip(np.rint(swell + own + noise), 1, 500)
    values[random.random(values.shape) < 0.01] = np.nan
    mean = np.rint(np.nanmean(values, axis=0, keepdims=True))
    times = [str(START + step * k) for k in range(hours)]
    return {
        "key": f"made-{stations}-{hours}",
        "metric": "pm25",
        "kind": "hour",
        "symbol": "PM₂.₅",
        "unit": "µg/m³",
        "decimals": 0,
        "title": "PM₂.₅",
        "foot": "",
        "words": "",
        "places": [f"{110000 + k}" for k in range(areas)]
        + [f"{1001 + k}A" for k in range(stations)],
        "times": times,
        "labels": [time.replace("T", " ") + ":00" for time in times],
        "values": pack(values, 1.0),
        "mean": {"label": "mean", "values": pack(mean, 1.0)},
        "wind": None,
        "scale": _SCALE,
        "limit": {"value": 75, "label": "75"},
        "reasons": {},
        "errors": None,
        "at": 0,
        "difference": None,
    }


def values_of(sent: dict[str, Any]) -> np.ndarray:
    """Return the values of frames, float (place, time), NaN = missing."""
    return unpack(sent["values"])
