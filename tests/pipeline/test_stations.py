"""The list of stations: encodings, headers, unknown codes, missing places."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from airquality.coordinates import wgs84_to_gcj02
from pipeline.errors import InputError
from pipeline.project import Project, load_project
from pipeline.report import Report
from pipeline.stations import COLUMNS, read_stations, station_codes

PROJECTS = Path(__file__).resolve().parents[2] / "data/projects"
LIST = (
    "监测点编码,监测点名称,城市,经度,纬度,对照点\n"
    "1001A,万寿西宫,北京,116.3621,39.8784,N\n"
    "1002A,定陵(对照点),北京,116.2202,40.2915,Y\n"
    "1003A,无处,襄阳,,,N\n"
)


@pytest.mark.parametrize("name", ["beijing", "chengdu", "xiangyang"])
def test_bundled_stations(name: str) -> None:
    report = Report()
    stations = read_stations(load_project(PROJECTS / f"{name}.toml"), report)
    assert tuple(stations.columns) == COLUMNS
    assert (stations["city"] == name).all()
    assert stations[["lon", "lat"]].notna().all(axis=None)
    assert stations["name_en"].str.isascii().all()
    assert not report.has_errors
    controls = {"beijing": ["1002A"], "chengdu": ["1438A"], "xiangyang": []}[name]
    assert list(stations.loc[stations["is_control"], "station"]) == controls
    assert set(stations.loc[stations["is_control"], "kind"]) <= {"control"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_encoding_is_found_and_said_where_it_is_not_utf_8(
    make_project: Callable[..., Project], encoding: str
) -> None:
    report = Report()
    project = make_project(stations=LIST.encode(encoding))
    stations = read_stations(project, report)
    assert list(stations["name_zh"]) == ["万寿西宫", "定陵(对照点)"]
    assert list(stations["is_control"]) == [False, True]
    said = [problem.message for problem in report if problem.kind == "encoding"]
    assert said == (["read as gbk"] if encoding == "gbk" else [])


def test_station_in_no_list(make_project: Callable[..., Project]) -> None:
    report = Report()
    stations = read_stations(make_project(codes=("1001A", "9999A"), stations=LIST), report)
    assert list(stations["station"]) == ["1001A", "9999A"]
    assert list(stations["name_zh"]) == ["万寿西宫", "9999A"]
    assert list(stations["is_control"]) == [False, False]
    assert report.count("station_unknown") == 1
    assert report.count("station_without_place") == 1


def test_station_without_coordinates(make_project: Callable[..., Project]) -> None:
    report = Report()
    stations = read_stations(make_project(codes=("1001A", "1003A"), stations=LIST), report)
    assert np.isnan(stations["lon"][1])
    problem = next(p for p in report if p.kind == "station_without_place")
    assert problem.place == "station 1003A"


def test_swapped_coordinates_are_no_place(make_project: Callable[..., Project]) -> None:
    report = Report()
    text = LIST.replace("116.3621,39.8784", "39.8784,116.3621")
    stations = read_stations(make_project(stations=text), report)
    assert np.isnan(stations["lon"][0])
    assert report.count("station_without_place") == 1


def test_stations_of_a_city(make_project: Callable[..., Project], tmp_path: Path) -> None:
    project = make_project(stations=LIST)
    path = tmp_path / "project.toml"
    text = path.read_text(encoding="utf-8").replace('codes = ["1001A", "1002A"]', 'city = "北京市"')
    path.write_text(text, encoding="utf-8")
    project = load_project(path)
    assert station_codes(project) == ("1001A", "1002A")
    path.write_text(text.replace("北京市", "广州"), encoding="utf-8")
    with pytest.raises(InputError, match="none of the project's stations"):
        read_stations(load_project(path))


def test_gcj02_is_converted(make_project: Callable[..., Project]) -> None:
    lon, lat = wgs84_to_gcj02(np.array([116.3621]), np.array([39.8784]))
    text = LIST.replace("116.3621,39.8784", f"{lon[0]:.7f},{lat[0]:.7f}")
    more = 'coordinates = "gcj02"'
    stations = read_stations(make_project(stations=text, more=more))
    assert stations["lon"][0] == pytest.approx(116.3621, abs=1e-6)
    assert stations["lat"][0] == pytest.approx(39.8784, abs=1e-6)


def test_own_headers(make_project: Callable[..., Project]) -> None:
    text = LIST.replace("监测点编码", "id").replace("监测点名称", "站名")
    more = '[stations.columns]\nstation = "id"\nname_zh = "站名"'
    assert read_stations(make_project(stations=text, more=more))["name_zh"][0] == "万寿西宫"
    with pytest.raises(InputError, match="no column for station, name_zh"):
        read_stations(make_project(stations=text))


def test_station_listed_twice(make_project: Callable[..., Project]) -> None:
    report = Report()
    text = LIST + "1001A,another,北京,116.3,39.8,N\n"
    stations = read_stations(make_project(stations=text), report)
    assert stations["name_zh"][0] == "万寿西宫"
    assert report.count("station_listed_twice") == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"   \n"])
def test_list_that_is_none(make_project: Callable[..., Project], content: bytes) -> None:
    with pytest.raises(InputError, match=r"stations\.csv"):
        read_stations(make_project(stations=content))


def test_list_that_is_not_there(make_project: Callable[..., Project], tmp_path: Path) -> None:
    project = make_project()
    (tmp_path / "stations.csv").unlink()
    with pytest.raises(InputError, match="is it there"):
        read_stations(project)


def test_national_list_in_gbk(make_project: Callable[..., Project], shared_data: Path) -> None:
    content = (shared_data / "stations/station-list-gbk.csv").read_bytes()
    stations = read_stations(make_project(stations=content))
    assert list(stations["name_zh"]) == ["万寿西宫", "定陵(对照点)"]
