"""GeoJSON as people make it: what is read, what is left out, and what is said."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from pipeline.errors import InputError
from pipeline.geojson import fault_of_coordinates, keep_in_china, read_features
from pipeline.report import Report

POINT = {"type": "Point", "coordinates": [104.06, 30.67]}


def write(folder: Path, content: object) -> Path:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    file = folder / "own.geojson"
    file.write_text(text, encoding="utf-8")
    return file


def feature(geometry: object, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.mark.parametrize(
    "content",
    [
        {"type": "FeatureCollection", "features": [feature(POINT, name="卡点")]},
        feature(POINT, name="卡点"),
        {"features": [{"geometry": POINT, "properties": None}]},
        POINT,
        {"type": "GeometryCollection", "geometries": [POINT]},
    ],
)
def test_what_a_file_may_be(tmp_path: Path, content: object) -> None:
    report = Report()
    (found,) = read_features(write(tmp_path, content), report)
    assert found.number == 1
    assert shapely.get_coordinates(found.geometry).tolist() == [[104.06, 30.67]]
    assert not report.counts()


def test_a_file_in_gbk_is_read_and_said(tmp_path: Path) -> None:
    file = tmp_path / "own.geojson"
    text = json.dumps(feature(POINT, name="成都市禁燃区范围"), ensure_ascii=False)
    file.write_bytes(text.encode("gbk"))
    report = Report()
    (found,) = read_features(file, report)
    assert found.properties["name"] == "成都市禁燃区范围"
    assert report.count("encoding") == 1


def test_heights_are_dropped(tmp_path: Path) -> None:
    (found,) = read_features(
        write(tmp_path, {"type": "Point", "coordinates": [104.06, 30.67, 500.0]}), Report()
    )
    assert not found.geometry.has_z


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "POINT (1 2)",
        {"type": "Circle", "coordinates": [1, 2]},
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Polygon", "coordinates": [[[104, 30], [105, 30]]]},
        {"type": "Polygon", "coordinates": 3},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Point", "coordinates": [1e400, 30]},
    ],
)
def test_a_feature_that_cannot_be_drawn_is_named(tmp_path: Path, geometry: object) -> None:
    report = Report()
    content = {"features": [feature(geometry), feature(POINT)]}
    (found,) = read_features(write(tmp_path, content), report)
    assert found.number == 2
    (problem,) = report
    assert (problem.kind, problem.file, problem.place) == (
        "feature_unusable",
        "own.geojson",
        "feature 1",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1, column 1"),
        ('{"features": [}', "line 1, column 15"),
        ("[]", "an object"),
        ("3", "an object"),
        ('{"type": "FeatureCollection"}', "no list `features`"),
        ('{"features": {}}', "no list `features`"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_no_geojson(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(InputError, match=r"own\.geojson") as caught:
        read_features(write(tmp_path, content), Report())
    assert words in str(caught.value)


def test_a_picture_or_nothing_is_no_geojson(tmp_path: Path) -> None:
    file = tmp_path / "own.geojson"
    file.write_bytes(b"\x89PNG\x00\x01")
    with pytest.raises(InputError, match="is no text"):
        read_features(file, Report())
    with pytest.raises(InputError, match="is the file there"):
        read_features(tmp_path / "absent.geojson", Report())


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((104.06, 30.67), None),
        ((73.5, 39.4), None),
        ((30.67, 104.06), "latitude stands before longitude (30.67, 104.06)"),
        ((43.8, 87.6), "latitude stands before longitude"),  # Urumqi: both below 90
        ((411_000.0, 3_390_000.0), "metres of a projection"),
        ((11_584_000.0, 3_588_000.0), "metres of a projection"),  # web Mercator
        ((2.35, 48.86), "outside China"),
        ((-104.06, 30.67), "outside China"),
        ((0.0, 0.0), "outside China"),
    ],
)
def test_the_wrong_coordinate_system_is_named(
    place: tuple[float, float], words: str | None
) -> None:
    fault = fault_of_coordinates(shapely.Point(*place))
    assert fault is None if words is None else words in str(fault)


def test_only_the_wrong_features_are_left_out(tmp_path: Path) -> None:
    swapped = {"type": "Point", "coordinates": [30.67, 104.06]}
    file = write(tmp_path, {"features": [feature(POINT), feature(swapped)]})
    report = Report()
    kept = keep_in_china(read_features(file, report), file, report)
    assert [each.number for each in kept] == [1]
    (problem,) = report
    assert problem.place == "feature 2"
    assert "latitude stands before longitude" in problem.message
    assert report.has_errors
