"""Read the features of a GeoJSON file that a person made, and say what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from pipeline.errors import InputError
from pipeline.report import Report
from pipeline.sources.text import decode

#: West, south, east, north: all of China lies in it (the range of `stations` too).
CHINA = (70.0, 0.0, 140.0, 55.0)
_SHAPES = frozenset(
    {
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)


@dataclass(frozen=True)
class Feature:
    """One feature: its number in the file (from 1), its properties, its shape as it is written."""

    number: int
    properties: dict[str, Any]
    geometry: shapely.Geometry


def read_features(path: Path, report: Report) -> list[Feature]:
    """Return the features with a shape; one without is left out and reported with its number.

    Read are a FeatureCollection, a lone Feature or a bare shape, in UTF-8 or GBK. Heights are
    dropped. Raises InputError where the file is not there, is no text, or no GeoJSON.
    """
    content = _parse(path, report)
    if content.get("type") == "Feature":
        written: Any = [content]
    elif content.get("type") in _SHAPES:
        written = [{"geometry": content}]
    else:
        written = content.get("features")
    if not isinstance(written, list):
        raise InputError("is no GeoJSON: it has no list `features`", path.name)
    features = []
    for number, feature in enumerate(written, start=1):
        geometry = _shape_of(feature)
        if geometry is None:
            message = "the feature has no shape that can be drawn: it is left out"
            report.add("error", "feature_unusable", path.name, f"feature {number}", message)
            continue
        properties = feature.get("properties")
        own = properties if isinstance(properties, dict) else {}
        features.append(Feature(number, own, shapely.force_2d(geometry)))
    return features


def keep_in_china(features: Sequence[Feature], path: Path, report: Report) -> list[Feature]:
    """Return the features whose coordinates are degrees of China; the others are reported.

    What is wrong with them is said: projected metres, latitude first, another country.
    """
    kept = []
    for feature in features:
        fault = fault_of_coordinates(feature.geometry)
        if fault is None:
            kept.append(feature)
        else:
            place = f"feature {feature.number}"
            report.add("error", "wrong_coordinates", path.name, place, f"{fault}: it is left out")
    return kept


def fault_of_coordinates(geometry: shapely.Geometry) -> str | None:
    """Return what is wrong with the coordinates of a shape, in words; None where nothing is."""
    west, south, east, north = shapely.bounds(geometry)
    first = "{:.8g}, {:.8g}".format(*shapely.get_coordinates(geometry)[0])
    if _lies_in(CHINA, (west, south, east, north)):
        return None
    if _lies_in(CHINA, (south, west, north, east)):
        return f"latitude stands before longitude ({first}): write longitude first"
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        return (
            f"the coordinates ({first}) are no degrees, perhaps metres of a projection: save the"
            " file as longitude and latitude (WGS-84 or CGCS2000)"
        )
    return f"the place ({first}) lies outside China"


def _parse(path: Path, report: Report) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError("cannot be read: is the file there?", path.name) from error
    decoded = decode(raw)
    if decoded is None:
        raise InputError("is no text, hence no GeoJSON", path.name)
    if decoded.encoding == "gbk":
        report.add("note", "encoding", path.name, "", "read as gbk")
    try:
        content = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"is no GeoJSON: {error.msg}", path.name, place) from error
    except (RecursionError, ValueError) as error:
        raise InputError("is no GeoJSON: it is nested too deep", path.name) from error
    if not isinstance(content, dict):
        raise InputError("is no GeoJSON: an object with `features` is expected", path.name)
    return content


def _shape_of(feature: object) -> shapely.Geometry | None:
    """Return the shape of a feature as it is written; None where there is none to draw."""
    written = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(written, dict) or written.get("type") not in _SHAPES:
        return None
    try:
        found = shape(written)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        shapely.errors.ShapelyError,
    ):
        return None
    if found.is_empty or not np.isfinite(shapely.get_coordinates(found)).all():
        return None
    return found


def _lies_in(frame: tuple[float, ...], bounds: tuple[float, ...]) -> bool:
    west, south, east, north = frame
    inside = west <= bounds[0] and bounds[2] <= east and south <= bounds[1] and bounds[3] <= north
    return bool(inside)
