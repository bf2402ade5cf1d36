"""The city's own layers: files of GeoJSON, checked and thinned out to what a map can draw."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd
import shapely

from pipeline.circles import draw_circles
from pipeline.labels import plain_label
from pipeline.layer_files import ReadLayer, read_layer
from pipeline.project import Project
from pipeline.project_layers import COLOURS
from pipeline.report import Report

WGS84 = "EPSG:4326"
COLUMNS = ("layer", "kind", "name_zh", "name_en", "note_zh", "note_en", "geometry")
#: Thinning begins here, about 1 m, doubles, and gives up beyond about 5 km.
FINEST, COARSEST = 1e-5, 0.05
_KIND = {0: "point", 1: "line", 2: "line", 3: "polygon"}
_JOINED = {
    "point": shapely.multipoints,
    "line": shapely.multilinestrings,
    "polygon": shapely.multipolygons,
}


def gather_layers(
    project: Project, stations: pd.DataFrame, districts: gpd.GeoDataFrame, report: Report
) -> gpd.GeoDataFrame:
    """Return a row for each thing to draw of the project's layers and circles.

    Columns `layer number kind name_zh name_en note_zh note_en geometry title_zh title_en colour
    source_zh source_en`, in the order of the project file; `number` counts from 1 in each layer. A
    layer that cannot be read at all is left out and reported, and the rest goes on: a city's map
    must not fail for one file.
    """
    read = [read_layer(spec, districts, report) for spec in project.layers]
    rows = [thin_out(layer, report) for layer in read if layer is not None]
    counted = {layer.spec.id: layer for layer in read if layer is not None}
    drawn = [draw_circles(spec, stations, counted, report) for spec in project.circles]
    parts = [part for part in (*rows, *drawn) if len(part)]
    if not parts:
        return gpd.GeoDataFrame(pd.DataFrame(columns=list(COLUMNS)), geometry="geometry", crs=WGS84)
    every = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=WGS84)
    every["number"] = every.groupby("layer", sort=False).cumcount() + 1
    about = _describe(project)
    return every.merge(about, on="layer", how="left")


def _describe(project: Project) -> pd.DataFrame:
    """Return title, colour and source of each layer; one without a colour gets the next of ours."""
    named = [
        (spec.id, spec.title_zh, spec.title_en, spec.colour, spec.source_zh, spec.source_en)
        for spec in project.layers
    ]
    named += [
        (
            spec.id,
            spec.title_zh,
            spec.title_en,
            spec.colour,
            "按站点坐标计算（WGS-84 椭球面距离）",
            "computed from the stations' places (distance on the WGS-84 ellipsoid)",
        )
        for spec in project.circles
    ]
    columns = ["layer", "title_zh", "title_en", "colour", "source_zh", "source_en"]
    about = pd.DataFrame(named, columns=columns)
    spare = [COLOURS[number % len(COLOURS)] for number in range(len(about))]
    return about.assign(colour=about["colour"].where(about["colour"] != "", spare))


def thin_out(layer: ReadLayer, report: Report) -> gpd.GeoDataFrame:
    """Return the layer's rows with at most as many corners as it may have.

    A feature of several kinds of shape (a collection) gives a row for each kind. No row at all,
    which is reported, where the points alone are too many, or shapes that cannot be thinned so far.
    """
    spec, rows = layer.spec, _rows_of(layer)
    shapes = rows.geometry.to_numpy()
    before = int(shapely.get_num_coordinates(shapes).sum())
    tolerance, thin = FINEST, shapes
    while shapely.get_num_coordinates(thin).sum() > spec.most_vertices and tolerance < COARSEST:
        # From the last result on, which is much quicker: the steps add up to twice the last one.
        thin = shapely.make_valid(shapely.simplify(thin, tolerance))
        tolerance *= 2
    after = int(shapely.get_num_coordinates(thin).sum())
    if after > spec.most_vertices:
        message = (
            f"layer {spec.id} has {before:,} corners, and {after:,} at the coarsest, more than the"
            f" {spec.most_vertices:,} that it may have: it is left out; name fewer features, or"
            " raise `most_vertices` of the layer"
        )
        report.add("error", "layer_unusable", spec.path.name, "", message)
        return rows.iloc[:0]
    if after < before:
        message = (
            f"layer {spec.id} is thinned out from {before:,} to {after:,} corners (at most"
            f" {spec.most_vertices:,}, `most_vertices`), to about {tolerance * 111_000:.0f} m"
        )
        report.add("note", "layer_thinned", spec.path.name, "", message)
    return rows.set_geometry(gpd.GeoSeries(thin, index=rows.index, crs=WGS84))


def _rows_of(layer: ReadLayer) -> gpd.GeoDataFrame:
    rows = []
    for feature in layer.features:
        name = plain_label(feature.properties.get(layer.spec.name))
        name_en = plain_label(feature.properties.get(layer.spec.name_en)) or name
        for kind, shape in _by_kind(feature.geometry).items():
            rows.append((layer.spec.id, kind, name, name_en, "", "", shape))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=WGS84)


def _by_kind(shape: shapely.Geometry) -> dict[str, shapely.Geometry]:
    """Return the parts of a shape by what is drawn of them: line, point, polygon."""
    found: dict[str, list[shapely.Geometry]] = {}
    for part in _parts_of(shape):
        found.setdefault(_KIND[int(shapely.get_type_id(part))], []).append(part)
    return {
        kind: own[0] if len(own) == 1 else _JOINED[kind](own) for kind, own in sorted(found.items())
    }


def _parts_of(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    """Yield the single shapes of a collection, however deep they lie."""
    if shapely.get_type_id(shape) < shapely.GeometryType.MULTIPOINT:
        yield shape
        return
    for part in shapely.get_parts(shape):
        yield from _parts_of(part)
