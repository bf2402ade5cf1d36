"""Read the files of a city's own layers, and say what is wrong with them."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from airquality.coordinates import gcj02_to_wgs84
from pipeline.errors import InputError
from pipeline.geojson import Feature, keep_in_china, read_features
from pipeline.labels import plain_label
from pipeline.project_layers import Layer
from pipeline.report import Report

#: A layer this far from the city, in degrees (some 50 km), is taken for another place's.
FAR_DEGREES = 0.5
MIB = 1024**2


@dataclass(frozen=True)
class ReadLayer:
    """A layer as its file has it: WGS-84, valid, not thinned out."""

    spec: Layer
    features: list[Feature]


def read_layer(spec: Layer, districts: gpd.GeoDataFrame, report: Report) -> ReadLayer | None:
    """Read one file; None, and an error with its reason, where nothing of it can be drawn."""
    path = spec.path
    try:
        size = path.stat().st_size
        if size > spec.most_bytes:
            raise InputError(_too_large(size, spec), path.name)
        written = read_features(path, report)
    except (InputError, OSError) as error:
        words = error.message if isinstance(error, InputError) else "cannot be read: is it there?"
        place = error.place if isinstance(error, InputError) else ""
        report.add("error", "layer_unusable", path.name, place, f"layer {spec.id}: {words}")
        return None
    if not written and not report.count("feature_unusable", path.name):
        message = f"layer {spec.id} holds no feature: nothing is drawn of it"
        report.add("warning", "layer_empty", path.name, "", message)
    features = [_on_wgs84(each, spec) for each in keep_in_china(written, path, report)]
    if not features:
        return None
    _report_names(spec, features, report)
    _report_far_one(spec, features, districts, report)
    return ReadLayer(spec, features)


def _too_large(size: int, spec: Layer) -> str:
    return (
        f"the file has {size / MIB:.1f} MB, more than the {spec.most_mb:g} MB that a layer may"
        " have: simplify its shapes (mapshaper, QGIS: Simplify), leave out columns that are not"
        " shown, or raise `most_mb` of the layer"
    )


def _on_wgs84(feature: Feature, spec: Layer) -> Feature:
    """Return the feature in WGS-84, its areas mended where they cross themselves."""
    shape = feature.geometry
    if spec.coordinates == "gcj02":
        shape = shapely.transform(
            shape, lambda lonlat: np.column_stack(gcj02_to_wgs84(lonlat[:, 0], lonlat[:, 1]))
        )
    return Feature(feature.number, feature.properties, shapely.make_valid(shape))


def _report_names(spec: Layer, features: Sequence[Feature], report: Report) -> None:
    """Say where the property that holds the names is in no feature, with those that are there."""
    if any(spec.name in feature.properties for feature in features):
        return
    held = Counter(key for feature in features for key in feature.properties)
    known = [plain_label(key) for key, _ in held.most_common(8)]
    near = difflib.get_close_matches(spec.name, known, n=1, cutoff=0.6)
    there = f"there are {', '.join(known)}" if known else "they have none"
    hint = f"; did you mean {near[0]!r}?" if near else ""
    message = (
        f"no feature of layer {spec.id} has the property {spec.name!r} for its name, {there}{hint}"
    )
    report.add("warning", "layer_without_names", spec.path.name, "", message)


def _report_far_one(
    spec: Layer, features: Sequence[Feature], districts: gpd.GeoDataFrame, report: Report
) -> None:
    """Say where no feature lies in the city nor within some 50 km of its outlines."""
    if districts.empty:
        return
    west, south, east, north = districts.total_bounds
    city = shapely.box(
        west - FAR_DEGREES, south - FAR_DEGREES, east + FAR_DEGREES, north + FAR_DEGREES
    )
    if not any(shapely.intersects(city, feature.geometry) for feature in features):
        first = "{:.4f}, {:.4f}".format(*shapely.get_coordinates(features[0].geometry)[0])
        message = (
            f"layer {spec.id} lies wholly outside the city, at {first}: is it this city's, and are"
            " its coordinates right? It is kept"
        )
        report.add("warning", "layer_outside", spec.path.name, "", message)
