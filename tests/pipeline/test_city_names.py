"""The city that a list names decides where a station counts."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from pipeline.city_names import core_name, locate_by_city, match_cities
from pipeline.report import Report


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("北京市", "北京"),
        ("杭州", "杭州"),
        ("杭州市", "杭州"),
        ("兰州市", "兰州"),
        ("大理州", "大理"),
        ("大理白族自治州", "大理"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("巴音郭楞州", "巴音郭楞"),
        ("伊犁哈萨克州", "伊犁"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("湘西土家族苗族自治州", "湘西"),
        ("海西蒙古族藏族自治州", "海西"),
        ("红河哈尼族彝族自治州", "红河"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏柯尔克孜"),
        ("那曲地区", "那曲"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("神农架林区", "神农架"),
    ],
)
def test_the_core_of_a_name(name: str, core: str) -> None:
    assert core_name(name) == core


def test_names_are_matched_exactly_first() -> None:
    outlines = ["海南藏族自治州", "大理白族自治州", "吉林市", "铜仁市", "苏州市"]
    matched = match_cities(["海南州", "吉林", "铜仁地区", "苏州", "昆山", ""], outlines)
    assert matched == {
        "海南州": "海南藏族自治州",
        "吉林": "吉林市",
        "铜仁地区": "铜仁市",
        "苏州": "苏州市",
    }


def test_a_core_of_two_outlines_matches_none() -> None:
    assert match_cities(["海州"], ["海州地区", "海州盟"]) == {}


@pytest.fixture
def outlines() -> gpd.GeoDataFrame:
    """苏州 and 无锡 as two squares of one degree side by side."""
    shapes = [shapely.box(120, 31, 121, 32), shapely.box(119, 31, 120, 32)]
    frame = pd.DataFrame({"district": ["320500", "320200"], "name_zh": ["苏州市", "无锡市"]})
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")


def test_the_list_decides_and_not_the_outline(outlines: gpd.GeoDataFrame) -> None:
    """In its city; in 无锡 by place and 苏州 by the list, 9.5 km off; 昆山; no city; no place."""
    stations = pd.DataFrame(
        {
            "station": ["a", "b", "c", "d", "e", "f"],
            "listed_city": ["苏州", "苏州", "昆山", "", "无锡", ""],
            "lon": [120.5, 119.9, 120.9, 119.5, np.nan, 125.0],
            "lat": [31.5, 31.5, 31.4, 31.5, np.nan, 31.5],
        },
        index=[5, 3, 1, 8, 9, 2],
    )
    report = Report()
    located = locate_by_city(stations, outlines, report)
    expected = ["320500", "320500", "none", "320200", "320200", "none"]
    assert list(located["district"].fillna("none")) == expected
    assert list(located.index) == [5, 3, 1, 8, 9, 2]
    said = {problem.kind: problem for problem in report}
    assert "昆山" in said["station_of_no_city"].message
    assert report.count("station_of_no_city") == 1
    # 0.1° of longitude at 31.5° N: 0.1 x 111.2 km x cos(31.5°) = 9.5 km.
    assert said["station_outside_its_city"].place == "station b"
    assert "9 km outside 苏州" in said["station_outside_its_city"].message
    assert said["station_outside"].place == "station f"


def test_a_station_just_outside_its_city_is_no_finding(outlines: gpd.GeoDataFrame) -> None:
    stations = pd.DataFrame(
        {"station": ["a"], "listed_city": ["苏州"], "lon": [119.99], "lat": [31.5]}
    )
    report = Report()
    assert list(locate_by_city(stations, outlines, report)["district"]) == ["320500"]
    assert not report.counts()
