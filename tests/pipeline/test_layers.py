"""A city's own layers: what is drawn of them, what is refused and what is said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from airquality.coordinates import wgs84_to_gcj02
from pipeline.layers import gather_layers
from pipeline.project import Project
from pipeline.report import Report

DISTRICTS = gpd.GeoDataFrame(
    {"district": ["1"]}, geometry=[shapely.box(112.0, 32.0, 112.4, 32.4)], crs="EPSG:4326"
)
STATIONS = pd.DataFrame(
    {
        "station": ["1001A", "1002A", "1003A"],
        "name_zh": ["甲", "乙", "丙"],
        "name_en": ["One", "Two", "Three"],
        "kind": ["evaluation", "control", "evaluation"],
        "lon": [112.1, 112.2, np.nan],
        "lat": [32.1, 32.2, np.nan],
    }
)
Gather = Callable[..., tuple[gpd.GeoDataFrame, Report]]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return feature("Point", [lon, lat], **properties)


def layer(name: str, more: str = "") -> str:
    return (
        f'[[layers]]\nid = "{name}"\npath = "{name}.geojson"\ntitle_zh = "图层{name}"\n'
        f'title_en = "Layer {name}"\nsource_zh = "来源"\nsource_en = "Source"\n{more}\n'
    )


@pytest.fixture
def gather(make_project: Callable[..., Project], tmp_path: Path) -> Gather:
    """Write files and read the layers: (project's part, name=features or text) -> rows, report."""

    def make(
        more: str, districts: gpd.GeoDataFrame = DISTRICTS, **files: Any
    ) -> tuple[gpd.GeoDataFrame, Report]:
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps({"features": content})
            (tmp_path / f"{name}.geojson").write_text(text, encoding="utf-8")
        report = Report("layers")
        return gather_layers(make_project(more=more), STATIONS, districts, report), report

    return make


def test_points_lines_and_areas_keep_their_order(gather: Gather) -> None:
    ring = [[112.1, 32.1], [112.2, 32.1], [112.2, 32.2], [112.1, 32.1]]
    rows, report = gather(
        layer("own", 'colour = "#A1B2C3"'),
        own=[
            feature("Polygon", [ring], name="区", name_en="Zone"),
            point(112.3, 32.3, name="卡点"),
            feature("LineString", ring[:2]),
        ],
    )
    assert list(rows["kind"]) == ["polygon", "point", "line"]
    assert list(rows["number"]) == [1, 2, 3]
    assert list(rows["name_zh"]) == ["区", "卡点", ""]
    assert list(rows["name_en"]) == ["Zone", "卡点", ""]
    assert set(rows["title_zh"]) == {"图层own"}
    assert set(rows["colour"]) == {"#a1b2c3"}
    assert set(rows["source_en"]) == {"Source"}
    assert not report.counts()


def test_a_collection_gives_a_row_for_each_kind(gather: Gather) -> None:
    inner = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [112.2, 32.2]},
            {"type": "LineString", "coordinates": [[112.1, 32.1], [112.2, 32.2]]},
        ],
    }
    outer = {
        "type": "GeometryCollection",
        "geometries": [{"type": "MultiPoint", "coordinates": [[112.1, 32.1]]}, inner],
    }
    rows, _ = gather(
        layer("own"), own=[{"type": "Feature", "properties": {"name": "x"}, "geometry": outer}]
    )
    assert list(rows["kind"]) == ["line", "point"]
    assert list(rows["name_zh"]) == ["x", "x"]
    assert shapely.get_num_geometries(rows.geometry.iloc[1]) == 2


def test_two_layers_without_a_colour_have_two(gather: Gather) -> None:
    rows, _ = gather(layer("a") + layer("b"), a=[point(112.1, 32.1)], b=[point(112.1, 32.1)])
    assert rows["colour"].nunique() == 2
    assert rows["colour"].str.fullmatch("#[0-9a-f]{6}").all()
    assert list(rows["number"]) == [1, 1]


def test_gcj02_is_shifted_back(gather: Gather) -> None:
    lon, lat = wgs84_to_gcj02(np.array([112.1]), np.array([32.1]))
    shifted = point(float(lon[0]), float(lat[0]))
    rows, _ = gather(layer("own", 'coordinates = "gcj02"'), own=[shifted])
    assert shapely.get_coordinates(rows.geometry.iloc[0])[0] == pytest.approx((112.1, 32.1))


def test_names_are_plain_text_however_they_are_written(gather: Gather) -> None:
    names = ["<script>alert(1)</script>", "a\u0000b\u202ec", "长" * 300, 7, None, {"x": 1}]
    rows, _ = gather(layer("own"), own=[point(112.1, 32.1, name=name) for name in names])
    kept = list(rows["name_zh"])
    assert kept[0] == "<script>alert(1)</script>"
    assert kept[1] == "abc"
    assert len(kept[2]) == 80
    assert kept[3:] == ["7", "", ""]


def test_the_property_of_the_name_is_a_setting(gather: Gather) -> None:
    rows, report = gather(layer("own", 'name = "名称"'), own=[point(112.1, 32.1, 名称="东站")])
    assert list(rows["name_zh"]) == ["东站"]
    assert not report.counts()
    _, report = gather(layer("own", 'name = "nmae"'), own=[point(112.1, 32.1, name="x", id=1)])
    (problem,) = report
    assert problem.kind == "layer_without_names"
    assert "did you mean 'name'?" in problem.message


def test_a_file_that_is_too_large_is_refused_unread(gather: Gather, tmp_path: Path) -> None:
    """50 MB that are no GeoJSON: were they parsed, the message would speak of that."""
    with (tmp_path / "own.geojson").open("wb") as file:
        file.truncate(50 * 1024**2)
    rows, report = gather(layer("own") + layer("b"), b=[point(112.1, 32.1, name="b")])
    assert list(rows["layer"]) == ["b"]
    (problem,) = report
    assert (problem.kind, problem.file) == ("layer_unusable", "own.geojson")
    for words in ("layer own", "50.0 MB", "the 20 MB", "simplify", "`most_mb`"):
        assert words in problem.message
    assert report.has_errors


def test_the_size_is_a_setting(gather: Gather) -> None:
    text = json.dumps({"features": [point(112.1, 32.1, name="x" * 3000)]})
    assert gather(layer("own", "most_mb = 0.002"), own=text)[0].empty
    assert len(gather(layer("own", "most_mb = 0.004"), own=text)[0]) == 1


def star(corners: int, radius: float = 0.1) -> list[list[float]]:
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    reach = radius * (1 + 0.0005 * np.sin(angles * 97))
    ring = np.column_stack([112.2 + reach * np.cos(angles), 32.2 + reach * np.sin(angles)])
    return [*ring.tolist(), ring[0].tolist()]


def test_too_many_corners_are_thinned_out_and_said(gather: Gather) -> None:
    rows, report = gather(
        layer("own", "most_vertices = 500"), own=[feature("Polygon", [star(5_000)], name="x")]
    )
    (shape,) = rows.geometry
    assert 20 < shapely.get_num_coordinates(shape) <= 500
    assert shape.is_valid
    assert shape.area == pytest.approx(np.pi * 0.1**2, rel=0.01)
    (problem,) = report
    assert problem.kind == "layer_thinned"
    assert "from 5,001 to" in problem.message
    assert "`most_vertices`" in problem.message
    assert not report.has_errors


def test_few_corners_stay_as_they_are(gather: Gather) -> None:
    rows, report = gather(layer("own"), own=[feature("Polygon", [star(5_000)], name="x")])
    assert shapely.get_num_coordinates(rows.geometry.iloc[0]) == 5_001
    assert not report.counts()


def test_points_that_are_too_many_are_left_out_and_said(gather: Gather) -> None:
    many = [point(112.1 + number / 1e4, 32.1, name="x") for number in range(101)]
    rows, report = gather(layer("own", "most_vertices = 100"), own=many)
    assert rows.empty
    (problem,) = report
    assert problem.severity == "error"
    assert "101" in problem.message
    assert "`most_vertices`" in problem.message


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ("{", "layer_unusable", "is no GeoJSON"),
        ("", "layer_unusable", "is no GeoJSON"),
        ([], "layer_empty", "no feature"),
        ([point(32.1, 112.1)], "wrong_coordinates", "latitude stands before longitude"),
        ([point(411_000.0, 3_500_000.0)], "wrong_coordinates", "metres of a projection"),
        ([{"type": "Feature", "geometry": None}], "feature_unusable", "left out"),
    ],
)
def test_a_layer_that_cannot_be_drawn_does_not_stop_the_others(
    gather: Gather, content: Any, kind: str, words: str
) -> None:
    rows, report = gather(layer("own") + layer("b"), own=content, b=[point(112.1, 32.1, name="b")])
    assert list(rows["layer"]) == ["b"]
    (problem,) = report
    assert (problem.kind, problem.file) == (kind, "own.geojson")
    assert words in problem.message


def test_a_file_that_is_not_there(gather: Gather) -> None:
    rows, report = gather(layer("own"))
    assert rows.empty
    assert [problem.message for problem in report] == ["layer own: cannot be read: is it there?"]


def test_a_layer_of_another_city_is_kept_and_said(gather: Gather) -> None:
    far = [point(104.06, 30.67, name="成都")]
    rows, report = gather(layer("own"), own=far)
    assert len(rows) == 1
    (problem,) = report
    assert (problem.severity, problem.kind) == ("warning", "layer_outside")
    assert "104.0600, 30.6700" in problem.message
    nowhere = DISTRICTS.iloc[:0]
    assert not gather(layer("own"), districts=nowhere, own=far)[1].counts()
    # 30 km east of the city's outline is still near.
    assert not gather(layer("own"), own=[point(112.7, 32.2, name="x")])[1].counts()


def test_an_area_that_crosses_itself_is_drawn_mended(gather: Gather) -> None:
    bow = [[112.1, 32.1], [112.2, 32.2], [112.2, 32.1], [112.1, 32.2], [112.1, 32.1]]
    rows, _ = gather(layer("own"), own=[feature("Polygon", [bow], name="x")])
    assert rows.geometry.is_valid.all()
    assert rows.geometry.iloc[0].area == pytest.approx(0.005)


def test_a_project_without_layers_has_none(gather: Gather) -> None:
    rows, report = gather("")
    assert rows.empty
    assert not report.counts()
