"""Maps without tiles: the districts are the ground, the stations stand on it.

All that knows leaflet is here and in `assets/js/map.js`. Outlines, names and places are fixed;
what changes (colours, numbers, words) is sent as one small dictionary, the layers' hideout.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import dash_leaflet as dl
import numpy as np
import shapely
from dash_extensions.javascript import Namespace

from summaries.store import Snapshot
from view.cache import remembered
from view.theme import ink_on

#: From clean to polluted in one hue; told apart by lightness, on a light and on a dark ground.
SCALE = (
    "#fdebd0",
    "#fad7a7",
    "#f6bd7d",
    "#ef9f58",
    "#e07f3d",
    "#c95f2b",
    "#ab4320",
    "#882d1a",
    "#601d12",
)
_STEPS = (1, 2, 5, 10, 15, 20, 25, 50, 100)
_DECIMALS = 4  # about 10 m
_MARGIN = 0.025
_LEAST_SPAN = 0.3  # degrees: four stations side by side still show their surroundings
_scripts = Namespace("qingce", "map")


@remembered
def base(snapshot: Snapshot, city: str) -> dict[str, Any]:
    """Return a city's ground: GeoJSON of `districts` and `stations`, and the `bounds` to show.

    A feature's properties hold its place id (and `is_control` of a station), nothing else. The
    bounds are those of the evaluation stations with a margin (a control point may lie far out),
    of the districts where there is no such station.
    """
    districts = snapshot.read("districts", ["district", "geometry"], [("city", "==", city)])
    columns = ["station", "is_control", "lon", "lat"]
    stations = snapshot.read("stations", columns, [("city", "==", city)])
    outlines = [
        _feature(_rounded(row.geometry), {"place": row.district})
        for row in districts.itertuples(index=False)
    ]
    points = [
        _feature(
            {"type": "Point", "coordinates": [row.lon, row.lat]},
            {"place": row.station, "is_control": bool(row.is_control)},
        )
        for row in stations.itertuples(index=False)
    ]
    west, south, east, north = districts.total_bounds if outlines else (73, 18, 135, 54)
    judged = stations[~stations["is_control"]]
    if len(judged):
        west, east = _widened(judged["lon"].min(), judged["lon"].max())
        south, north = _widened(judged["lat"].min(), judged["lat"].max())
    return {
        "districts": {"type": "FeatureCollection", "features": outlines},
        "stations": {"type": "FeatureCollection", "features": points},
        "bounds": [[float(south), float(west)], [float(north), float(east)]],
    }


def _widened(low: float, high: float) -> tuple[float, float]:
    margin = max(_MARGIN, (_LEAST_SPAN - (high - low)) / 2)
    return low - margin, high + margin


def _feature(geometry: Mapping[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _rounded(geometry: Any) -> dict[str, Any]:
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, _DECIMALS))
    return dict(shapely.geometry.mapping(rounded))


def city_map(snapshot: Snapshot, city: str, id: str, height: int) -> dl.Map:
    """Return a city's map. Its two layers, `<id>-districts` and `<id>-stations`, take a hideout.

    A wheel over the map scrolls the page: it zooms by its buttons or two fingers.
    """
    ground = base(snapshot, city)
    return dl.Map(
        [
            dl.GeoJSON(
                id=f"{id}-districts",
                data=ground["districts"],
                style=_scripts("district_style"),
                onEachFeature=_scripts("describe"),
                hideout={},
            ),
            dl.GeoJSON(
                id=f"{id}-stations",
                data=ground["stations"],
                pointToLayer=_scripts("station_marker"),
                onEachFeature=_scripts("describe"),
                hideout={},
            ),
        ],
        id=id,
        bounds=ground["bounds"],
        attributionControl=False,
        trackViewport=False,
        scrollWheelZoom=False,
        zoomSnap=0.25,
        style={"height": f"{height}px"},
    )


def classes(values: Sequence[float], limit: float | None) -> list[float]:
    """Return ascending class edges in even steps that hold all values, the limit among them.

    As few steps of 1, 2, 5, 10 … as give no more classes than there are colours; a value on an
    edge belongs to the class below (35 keeps a limit of 35). Empty for no finite value.
    """
    seen = [v for v in values if math.isfinite(v)]
    if not seen:
        return []
    start = limit or 0.0
    low, high = min(*seen, start), max(*seen, start)
    for step in _STEPS:
        below = math.ceil((start - low) / step)
        above = math.ceil((high - start) / step)
        if below + above <= len(SCALE):
            break
    edges = [start + step * k for k in range(-below, above + 1)]
    return edges if len(edges) > 1 else [start - step, start]


def class_colours(edges: Sequence[float]) -> list[str]:
    """Return one colour a class, spread over the scale."""
    n = len(edges) - 1
    if n < 1:
        return []
    last = len(SCALE) - 1
    return [SCALE[round(i * last / max(n - 1, 1))] for i in range(n)]


def colour_of(value: float, edges: Sequence[float]) -> str | None:
    """Return the colour of a value's class; None where the value is missing."""
    if not math.isfinite(value) or len(edges) < 2:
        return None
    place = int(np.searchsorted(edges, value, side="left")) - 1
    return class_colours(edges)[min(max(place, 0), len(edges) - 2)]


def hideout(
    values: Mapping[str, float],
    labels: Mapping[str, str],
    tips: Mapping[str, list[str]],
    edges: Sequence[float],
    selected: str,
) -> dict[str, Any]:
    """Return what the layers need to draw places: colours, numbers, words, the one selected."""
    colours = {place: colour_of(value, edges) for place, value in values.items()}
    fill = {place: colour for place, colour in colours.items() if colour}
    return {
        "fill": fill,
        "ink": {place: ink_on(colour) for place, colour in fill.items()},
        "label": dict(labels),
        "tip": dict(tips),
        "selected": selected,
    }
