"""Circles around stations, and what of the city's layers lies within them."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from pipeline.layer_files import ReadLayer
from pipeline.project_layers import Circles
from pipeline.report import Report

CORNERS = 72
WGS84 = pyproj.Geod(ellps="WGS84")
METRES_A_DEGREE = 110_500.0  # the least that a degree of latitude has


def draw_circles(
    spec: Circles, stations: pd.DataFrame, layers: Mapping[str, ReadLayer], report: Report
) -> gpd.GeoDataFrame:
    """Return a row a station that the circles are drawn around, in the order of the codes.

    A circle has 72 corners at the given distance on the WGS-84 ellipsoid. Its note counts the
    features of each layer of `counts`: points inside, lines and areas that it touches; a layer that
    could not be read counts nothing and is not named. Stations without coordinates, and codes that
    are no station of the project, are reported and have no circle.
    """
    chosen = _choose(spec, stations, report)
    rows = []
    counted = [(layer.spec, _Within(layer)) for n in spec.counts if (layer := layers.get(n))]
    names = zip(chosen["name_zh"], chosen["name_en"], strict=True)
    places = chosen[["lon", "lat"]].to_numpy(float)
    for (name_zh, name_en), (lon, lat) in zip(names, places, strict=True):
        near = [(of, within.count(lon, lat, spec.radius_km)) for of, within in counted]
        note_zh = "；".join(f"{of.title_zh} {number} 处" for of, number in near)
        note_en = "; ".join(f"{of.title_en}: {number}" for of, number in near)
        radius = f"{spec.radius_km:g} km"
        rows.append(
            {
                "layer": spec.id,
                "kind": "polygon",
                "name_zh": name_zh,
                "name_en": name_en,
                "note_zh": f"{radius} 内：{note_zh}" if near else f"半径 {radius}",
                "note_en": f"within {radius}: {note_en}" if near else f"radius {radius}",
                "geometry": draw_circle(lon, lat, spec.radius_km),
            }
        )
    columns = ["layer", "kind", "name_zh", "name_en", "note_zh", "note_en", "geometry"]
    frame = pd.DataFrame(rows, columns=columns)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")


def draw_circle(lon: float, lat: float, radius_km: float) -> shapely.Polygon:
    """Return a circle of 72 corners on the WGS-84 ellipsoid, degrees."""
    bearings = np.arange(CORNERS) * (360.0 / CORNERS)
    same = np.ones(CORNERS)
    lons, lats, _ = WGS84.fwd(same * lon, same * lat, bearings, same * radius_km * 1000)
    return shapely.Polygon(np.column_stack([lons, lats]))


class _Within:
    """Count the features of a layer that lie in, or are touched by, a circle."""

    def __init__(self, layer: ReadLayer) -> None:
        self._shapes = np.array([feature.geometry for feature in layer.features], dtype=object)
        self._tree = shapely.STRtree(self._shapes)

    def count(self, lon: float, lat: float, radius_km: float) -> int:
        """Return the number of features within the distance of a place.

        Distances are those of the azimuthal equidistant projection around the place, in which
        those from its centre are exact; a frame of degrees leaves the far ones out before.
        """
        metres = radius_km * 1000
        high = metres / METRES_A_DEGREE
        wide = high / np.cos(np.deg2rad(abs(lat) + high))
        frame = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
        near = self._shapes[self._tree.query(frame)]
        if not len(near):
            return 0
        flat = pyproj.Transformer.from_crs(
            "EPSG:4326",
            f"+proj=aeqd +lat_0={lat:.12f} +lon_0={lon:.12f} +datum=WGS84 +units=m",
            always_xy=True,
        )
        around = shapely.transform(
            near, lambda lonlat: np.column_stack(flat.transform(lonlat[:, 0], lonlat[:, 1]))
        )
        return int((shapely.distance(around, shapely.Point(0.0, 0.0)) <= metres).sum())


def _choose(spec: Circles, stations: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Return the stations that have coordinates of those that the circles are drawn around."""
    if isinstance(spec.around, str):
        is_wanted = (stations["kind"] == spec.around) | (spec.around == "all")
    else:
        is_wanted = stations["station"].isin(spec.around)
        for code in sorted(set(spec.around) - set(stations["station"])):
            message = f"circles {spec.id}: {code} is no station of the project, so it has no circle"
            report.add("error", "circle_unknown_station", "", f"station {code}", message)
    wanted = stations[is_wanted]
    placed = wanted["lon"].notna() & wanted["lat"].notna()
    for code in wanted.loc[~placed, "station"]:
        message = f"circles {spec.id}: the station has no coordinates, so it has no circle"
        report.add("warning", "circle_without_place", "", f"station {code}", message)
    if not placed.any():
        message = f"circles {spec.id}: no station to draw around, nothing is drawn"
        report.add("warning", "layer_empty", "", f"circles {spec.id}", message)
    return wanted[placed]
