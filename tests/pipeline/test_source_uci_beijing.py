"""Beijing's data set: units, sectors, hours, and what is not of its format."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from airquality.hours import Gap
from airquality.weather import WEATHER_IDS
from pipeline.project import Project
from pipeline.report import Report
from pipeline.sources import FORMATS, SourceData
from pipeline.sources.uci_beijing import DEGREES, POLLUTION, WEATHER

CODES = ("1007A", "1002A")
HEADER = (
    '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","PRES","DEWP",'
    '"RAIN","wd","WSPM","station"'
)


def read(project: Project) -> tuple[SourceData, Report]:
    report = Report("raw")
    return FORMATS["uci-beijing"].read(project.sources[0], project, report), report


def row(day: int = 1, hour: int = 0, pm25: str = "8", wd: str = '"NNW"') -> str:
    return f'1,2013,3,{day},{hour},{pm25},9,6,28,400,52,-0.7,1023,-18.8,0,{wd},4.4,"Wanliu"'


@pytest.fixture
def make_beijing(make_project: Callable[..., Project], tmp_path: Path) -> Callable[..., Project]:
    def make(*lines: str, path: Path | str = "raw") -> Project:
        if lines:
            (tmp_path / "raw").mkdir(exist_ok=True)
            (tmp_path / "raw/one.csv").write_text("\n".join([HEADER, *lines]) + "\n")
        return make_project("uci-beijing", path, CODES, "2013-03-01", "2013-03-02")

    return make


def test_real_files_equal_a_plain_reading(
    make_beijing: Callable[..., Project], samples: Path
) -> None:
    data, report = read(make_beijing(path=samples / "uci"))
    assert data.pollution is not None
    assert data.weather is not None
    assert data.weather.variables == WEATHER_IDS
    for row_, name in enumerate(("Wanliu", "Dingling")):
        path = next((samples / "uci").glob(f"*{name}*"))
        for hour, cells in enumerate(csv.DictReader(path.open())):
            for grid, columns in ((data.pollution, POLLUTION), (data.weather, WEATHER)):
                for variable, column in columns.items():
                    text, found = cells[column], grid.of(variable)[row_, hour]
                    if text == "NA":
                        assert np.isnan(found)
                    elif column == "wd":
                        assert found == DEGREES[text]
                    else:
                        scale = 1000 if column == "CO" else 1
                        assert found == np.float32(float(text) / scale)
    assert report.totals.blank > 0
    assert report.totals.cells == 2 * 48 * 12
    assert report.counts() == {}


def test_sectors_are_degrees() -> None:
    assert len(DEGREES) == 16
    assert (DEGREES["N"], DEGREES["E"], DEGREES["SSW"], DEGREES["NNW"]) == (0, 90, 202.5, 337.5)


def test_hour_is_labelled_by_its_beginning(make_beijing: Callable[..., Project]) -> None:
    data, _ = read(make_beijing(row(hour=5)))
    assert data.pollution is not None
    assert data.pollution.of("pm25")[0, 5] == 8
    assert data.pollution.of("co")[0, 5] == np.float32(0.4)


def test_text_is_rejected_and_the_rest_kept(make_beijing: Callable[..., Project]) -> None:
    data, report = read(make_beijing(row(hour=0, pm25="bad"), row(hour=1, wd='"XX"'), row(hour=2)))
    assert data.pollution is not None
    assert data.weather is not None
    assert data.pollution.gaps[0, 0, 0] == Gap.REJECTED
    assert data.pollution.of("pm10")[0, 0] == 9
    assert data.weather.gaps[WEATHER_IDS.index("wind_direction"), 0, 1] == Gap.REJECTED
    assert data.weather.of("wind_speed")[0, 1] == np.float32(4.4)
    assert report.count("text_in_cell") == 2
    assert [p.place for p in report if p.kind == "text_in_cell"] == ["line 2, PM2.5", "line 3, wd"]


def test_hour_twice(make_beijing: Callable[..., Project]) -> None:
    data, report = read(make_beijing(row(), row(pm25="99"), row(hour=1), row(hour=1)))
    assert data.pollution is not None
    assert data.pollution.gaps[0, 0, 0] == Gap.REJECTED
    assert data.pollution.of("pm10")[0, 0] == 9
    assert data.pollution.of("pm25")[0, 1] == 8
    assert report.count("contradiction") == 1
    assert report.count("hour_twice") == 2 * 12


def test_impossible_and_outside_times_are_counted(make_beijing: Callable[..., Project]) -> None:
    data, report = read(make_beijing(row(day=32), row(hour=24), row(day=5), row()))
    assert data.pollution is not None
    assert report.count("row_without_time") == 2 * 12
    assert report.count("outside_period") == 12
    assert report.count("station_not_in_source") == 1


def test_unknown_and_unwanted_stations(make_beijing: Callable[..., Project]) -> None:
    data, report = read(
        make_beijing(row(), row().replace("Wanliu", "Nowhere"), row().replace("Wanliu", "Tiantan"))
    )
    assert data.pollution is not None
    assert report.count("station_unknown") == 1
    assert report.count("station_not_wanted") == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "empty_file"), (b"a,b\n1,2\n", "not_uci"), (b"\x00\xff\xfe", "unreadable")],
)
def test_bad_file_never_stops_the_others(
    make_beijing: Callable[..., Project], tmp_path: Path, content: bytes, kind: str
) -> None:
    project = make_beijing(row())
    (tmp_path / "raw/two.csv").write_bytes(content)
    data, report = read(project)
    assert data.pollution is not None
    assert report.count(kind, "two.csv") == 1
    assert report.totals.files_failed == 1


def test_missing_folder_is_said(make_beijing: Callable[..., Project]) -> None:
    data, report = read(make_beijing(path="absent"))
    assert data.is_empty
    assert report.count("nothing_to_read") == 1
