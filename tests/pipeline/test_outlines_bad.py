"""Files of outlines that are wrong: each is named, and what can be used is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from pipeline.boundaries import locate_stations, read_districts
from pipeline.errors import InputError
from pipeline.project import Project
from pipeline.report import Report

Ring = list[tuple[float, float]]


def box(west: float, south: float, size: float = 0.1) -> Ring:
    east, north = west + size, south + size
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def outline(ring: Ring, **properties: Any) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


@pytest.fixture
def read(make_project: Callable[..., Project], tmp_path: Path) -> Callable[..., Any]:
    """Write a file of outlines and read it: (features) -> districts, report."""

    def make(*features: dict[str, Any]) -> Any:
        file = tmp_path / "districts.json"
        file.write_text(json.dumps({"features": list(features)}), encoding="utf-8")
        project = make_project(more='[boundaries]\npath = "districts.json"\ncoordinates = "wgs84"')
        report = Report("boundaries")
        return read_districts(project, report, tolerance=0), report

    return make


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        (box(411_000.0, 3_545_000.0, 5_000.0), "metres of a projection"),
        (box(32.0, 112.0), "latitude stands before longitude"),
        (box(2.3, 48.8), "outside China"),
    ],
)
def test_a_file_in_the_wrong_system_is_refused(
    read: Callable[..., Any], ring: Ring, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(outline(ring, adcode=1, name="甲区"))
    assert caught.value.file == "districts.json"
    assert caught.value.place == "feature 1"
    assert words in caught.value.message


def test_one_outline_in_the_wrong_system_is_left_out(read: Callable[..., Any]) -> None:
    good, bad = outline(box(112.0, 32.0), adcode=1, name="甲区"), outline(box(32.0, 112.0))
    districts, report = read(good, bad)
    assert list(districts["district"]) == ["1"]
    assert report.count("wrong_coordinates") == 1
    assert report.has_errors


def test_a_district_without_a_name_shows_its_adcode(read: Callable[..., Any]) -> None:
    districts, report = read(
        outline(box(112.0, 32.0), adcode=420602), outline(box(112.1, 32.0), adcode=2, name=" \n ")
    )
    assert list(districts["name_zh"]) == ["2", "420602"]
    assert list(districts["name_en"]) == ["2", "420602"]
    assert report.count("district_without_name") == 2
    assert {problem.place for problem in report} == {"district 420602", "district 2"}


def test_markup_in_a_name_stays_text_and_a_long_one_is_cut(read: Callable[..., Any]) -> None:
    districts, _ = read(
        outline(box(112.0, 32.0), adcode=1, name="<img src=x onerror=alert(1)>\u202e"),
        outline(box(112.1, 32.0), adcode=2, name="区" * 500),
    )
    assert districts["name_zh"][0] == "<img src=x onerror=alert(1)>"
    assert len(districts["name_zh"][1]) == 80


def test_an_outline_that_crosses_itself_is_mended_and_named(read: Callable[..., Any]) -> None:
    """A bow tie of two triangles of 0.0025 square degrees each."""
    bow = [(112.0, 32.0), (112.1, 32.1), (112.1, 32.0), (112.0, 32.1), (112.0, 32.0)]
    districts, report = read(outline(bow, adcode=1, name="甲区"))
    assert districts.geometry.is_valid.all()
    assert districts.geometry.area.sum() == pytest.approx(0.005)
    (problem,) = report
    assert problem.kind == "outline_mended"
    assert problem.place == "feature 1"
    assert "Self-intersection" in problem.message


def test_a_line_is_no_district(read: Callable[..., Any]) -> None:
    line = outline([(112.0, 32.0)], adcode=2)
    line["geometry"] = {"type": "LineString", "coordinates": [[112.0, 32.0], [112.1, 32.1]]}
    districts, report = read(outline(box(112.0, 32.0), adcode=1, name="甲区"), line)
    assert list(districts["district"]) == ["1"]
    assert report.count("feature_unusable") == 1


def test_outlines_that_overlap_are_named_and_keep_their_stations(
    read: Callable[..., Any],
) -> None:
    """The second square is the first, moved by half: they share half of each."""
    districts, report = read(
        outline(box(112.0, 32.0), adcode=1, name="甲区"),
        outline(box(112.05, 32.0), adcode=2, name="乙区"),
    )
    (problem,) = report
    assert problem.kind == "outlines_overlap"
    assert problem.place == "1, 2"
    assert "50%" in problem.message
    stations = pd.DataFrame({"station": ["a"], "lon": [112.07], "lat": [32.05]})
    assert list(locate_stations(stations, districts)["district"]) == ["1"]


def test_neighbours_that_hardly_overlap_are_no_finding(read: Callable[..., Any]) -> None:
    districts, report = read(
        outline(box(112.0, 32.0), adcode=1, name="甲区"),
        outline(box(112.0999, 32.0), adcode=2, name="乙区"),
    )
    assert len(districts) == 2
    assert not report.counts()


def test_one_adcode_twice_is_said(read: Callable[..., Any]) -> None:
    districts, report = read(
        outline(box(112.0, 32.0), adcode=1, name="甲区"),
        outline(box(112.1, 32.0), adcode=1, name="乙区"),
    )
    assert list(districts["name_zh"]) == ["甲区"]
    assert report.count("district_twice") == 1


def test_a_station_in_the_sea_is_kept_and_named(read: Callable[..., Any]) -> None:
    districts, _ = read(outline(box(112.0, 32.0), adcode=1, name="甲区"))
    stations = pd.DataFrame(
        {"station": ["a", "b", "c"], "lon": [112.05, 124.0, np.nan], "lat": [32.05, 32.0, np.nan]}
    )
    report = Report()
    located = locate_stations(stations, districts, report)
    assert list(located["station"]) == ["a", "b", "c"]
    assert list(located["district"].fillna("none")) == ["1", "none", "none"]
    assert [problem.place for problem in report] == ["station b"]


def test_the_providers_files_have_no_finding(
    shared_data: Path, make_project: Callable[..., Project]
) -> None:
    for adcode in ("110000", "420600", "510100"):
        path = shared_data / f"boundaries/{adcode}_full.json"
        report = Report()
        districts = read_districts(make_project(more=f'[boundaries]\npath = "{path}"'), report)
        assert len(districts) > 8
        assert shapely.is_valid(districts.geometry.to_numpy()).all()
        assert not report.has_errors, report.counts()
