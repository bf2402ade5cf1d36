"""The ground of the map: outlines, stations, surface weights, own layers, as the browser reads it.

Flat runs of numbers (lon, lat, lon, lat …) instead of GeoJSON: a canvas draws them as they are.
Names are untrusted text; the browser writes them as text only.
"""

import base64
from typing import Any

import numpy as np
import pandas as pd
import shapely

from summaries.store import Snapshot
from view import tiles
from view.cache import remembered
from view.maps import base
from view.text import text

_DECIMALS = 4  # about 10 m
_FINE_DECIMALS = 5


def ground(snapshot: Snapshot, city: str, lang: str) -> dict[str, Any]:
    """Return a city's ground in a language, in the coordinates of the tiles if there are any."""
    used = tiles.in_use()
    found: dict[str, Any] = _ground(snapshot, city, lang, used.coordinates if used else "wgs84")
    shown = None if used is None else {"url": used.url, "attribution": used.attribution}
    return {**found, "tiles": shown}


@remembered
def _ground(snapshot: Snapshot, city: str, lang: str, coordinates: str) -> dict[str, Any]:
    row = snapshot.read("cities", None, [("city", "==", city)]).iloc[0]
    placed, unplaced = _stations(snapshot, city, lang, coordinates)
    surface = _surface(snapshot, city)
    area_kind = str(row.get("areas") or "district")
    missing = "areas" if area_kind == "city" else "none"
    return {
        "city": city,
        "name": str(row[f"name_{lang}"]),
        "area_kind": area_kind,
        "areas": _areas(snapshot, city, lang, coordinates),
        "stations": placed,
        "unplaced": unplaced,
        "bounds": _bounds(snapshot, city, area_kind, coordinates),
        "surface": surface and _moved_surface(surface, coordinates),
        "no_surface": "" if surface else text(lang, f"map.surface.{missing}"),
        "layers": _layers(snapshot, city, lang, coordinates),
    }


def _bounds(snapshot: Snapshot, city: str, area_kind: str, coordinates: str) -> list[list[float]]:
    """Return what is shown first: the evaluation stations of a city, a whole country."""
    (south, west), (north, east) = base(snapshot, city)["bounds"]
    if area_kind == "city":
        outlines = snapshot.read("districts", ["geometry"], [("city", "==", city)])
        west, south, east, north = map(float, outlines.total_bounds)
    lon, lat = tiles.moved(np.array([west, east]), np.array([south, north]), coordinates)
    return [[float(lat[0]), float(lon[0])], [float(lat[1]), float(lon[1])]]


def _areas(snapshot: Snapshot, city: str, lang: str, coordinates: str) -> list[dict[str, Any]]:
    columns = ["district", f"name_{lang}", "geometry"]
    frame = snapshot.read("districts", columns, [("city", "==", city)])
    rows = zip(frame["district"], frame[f"name_{lang}"], frame["geometry"], strict=True)
    return [
        {"id": str(i), "name": str(name), "rings": rings(shape, coordinates)}
        for i, name, shape in rows
    ]


def rings(shape: Any, coordinates: str = "wgs84", decimals: int = _DECIMALS) -> list[list[float]]:
    """Return the rings of an area, the parts of a line or the points, each as one flat run.

    Holes are rings like any other: drawn by the even-odd rule they are holes.
    """
    parts = shapely.get_parts(shape)
    found: list[list[float]] = []
    for part in parts:
        whole = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in whole:
            points = shapely.get_coordinates(ring)
            lon, lat = tiles.moved(points[:, 0], points[:, 1], coordinates)
            flat = np.round(np.stack([lon, lat], axis=1), decimals)
            # Neighbours that fall together after rounding add nothing.
            keep = np.ones(len(flat), dtype=bool)
            keep[1:] = (flat[1:] != flat[:-1]).any(axis=1)
            found.append(flat[keep].ravel().tolist())
    return found


def _stations(
    snapshot: Snapshot, city: str, lang: str, coordinates: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    columns = ["station", "name_zh", "name_en", "is_control", "district", "lon", "lat"]
    frame = snapshot.read("stations", columns, [("city", "==", city)])
    lon, lat = tiles.moved(frame["lon"].to_numpy(float), frame["lat"].to_numpy(float), coordinates)
    placed, unplaced = [], []
    for row, x, y in zip(frame.to_dict("records"), lon.tolist(), lat.tolist(), strict=True):
        district = row["district"]
        own = {
            "id": str(row["station"]),
            "name": str(row[f"name_{lang}"]),
            "control": bool(row["is_control"]),
            "area": district if isinstance(district, str) and district else None,
        }
        if np.isfinite(x) and np.isfinite(y):
            placed.append({**own, "lon": round(x, _FINE_DECIMALS), "lat": round(y, _FINE_DECIMALS)})
        else:
            unplaced.append(own)
    return placed, unplaced


def _surface(snapshot: Snapshot, city: str) -> dict[str, Any] | None:
    frame = snapshot.read("surface_grids", None, [("city", "==", city)])
    if frame.empty:
        return None
    row = frame.iloc[0]
    found: dict[str, Any] = {
        name: row[name].item()
        for name in ("west", "south", "step_lon", "step_lat", "columns", "rows", "reach_km")
    }
    found["least_stations"] = int(row["least_stations"])
    found["stations"] = str(row["stations"]).split(",")
    for name in ("cells", "weights", "inverse"):
        found[name] = base64.b64encode(row[name]).decode("ascii")
    return found


def _moved_surface(surface: dict[str, Any], coordinates: str) -> dict[str, Any]:
    """Return the grid moved as a whole: over a city the shift of GCJ-02 is one and the same."""
    if coordinates == "wgs84":
        return surface
    lon = surface["west"] + surface["step_lon"] * surface["columns"] / 2
    lat = surface["south"] + surface["step_lat"] * surface["rows"] / 2
    x, y = tiles.moved(np.array([lon]), np.array([lat]), coordinates)
    return {
        **surface,
        "west": surface["west"] + float(x[0]) - lon,
        "south": surface["south"] + float(y[0]) - lat,
    }


def _layers(snapshot: Snapshot, city: str, lang: str, coordinates: str) -> list[dict[str, Any]]:
    frame = snapshot.read("layers", None, [("city", "==", city)])
    found = []
    for layer, rows in frame.groupby("layer", sort=False):
        first = rows.iloc[0]
        found.append(
            {
                "id": str(layer),
                "title": str(first[f"title_{lang}"]),
                "colour": str(first["colour"]),
                "source": str(first[f"source_{lang}"]),
                "features": [_feature(row, lang, coordinates) for _, row in rows.iterrows()],
            }
        )
    return found


def _feature(row: pd.Series, lang: str, coordinates: str) -> dict[str, Any]:
    return {
        "name": str(row[f"name_{lang}"]),
        "note": str(row[f"note_{lang}"]),
        "type": str(row["kind"]),
        "rings": rings(row["geometry"], coordinates),
    }
