"""Daily city series: declared ozone, zero as missing, dates twice and impossible."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import ProjectError
from pipeline.project import Project
from pipeline.report import Report
from pipeline.sources import FORMATS, SourceData

AQISTUDY = (
    'columns = ["city", "date", "", "", "", "pm25", "pm10", "so2", "co", "no2", "o3", ""]\n'
    'o3 = "1h_max"'
)


def read(project: Project) -> tuple[SourceData, Report]:
    report = Report("raw")
    return FORMATS["city-daily"].read(project.sources[0], project, report), report


@pytest.fixture
def make_daily(make_project: Callable[..., Project], tmp_path: Path) -> Callable[..., Project]:
    def make(content: str | bytes | Path, extra: str = 'o3 = "mda8"') -> Project:
        path = content if isinstance(content, Path) else tmp_path / "daily.csv"
        if isinstance(content, str | bytes):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return make_project("city-daily", path, start="2014-01-01", end="2017-12-31", extra=extra)

    return make


def test_file_with_a_header(make_daily: Callable[..., Project], samples: Path) -> None:
    data, report = read(
        make_daily(samples / "daily/chengdu.csv", 'o3 = "mda8"\nzero_is_missing = true')
    )
    daily = data.daily
    assert daily is not None
    assert list(daily.columns) == ["date", "pm25", "pm10", "so2", "no2", "co", "o3_mda8"]
    assert str(daily["date"].dtype) == "datetime64[us]"
    first = daily.iloc[0]
    assert (first["pm25"], first["pm10"], first["co"], first["o3_mda8"]) == (177, 244, 1.5, 20)
    assert daily.set_index("date")["o3_mda8"].isna()["2017-12-01"]
    assert report.count("zero_is_missing") == 2  # ozone on 2017-12-01 and 2017-12-02


def test_zero_stays_where_nothing_is_said(
    make_daily: Callable[..., Project], samples: Path
) -> None:
    data, _ = read(make_daily(samples / "daily/chengdu.csv"))
    assert data.daily is not None
    assert data.daily.set_index("date").loc["2017-12-01", "o3_mda8"] == 0


def test_file_without_a_header(make_daily: Callable[..., Project], samples: Path) -> None:
    data, report = read(make_daily(samples / "daily/xiangyang.csv", AQISTUDY))
    assert data.daily is not None
    assert list(data.daily.columns) == ["date", "pm25", "pm10", "so2", "no2", "co", "o3_1h_max"]
    first = data.daily.iloc[0]
    assert str(first["date"].date()) == "2015-01-16"
    assert (first["pm25"], first["no2"], first["o3_1h_max"]) == (133.8, 71.1, 92)
    assert len(data.daily) == 8
    assert report.counts() == {}


def test_file_without_a_header_read_as_if_it_had_one(
    make_daily: Callable[..., Project], samples: Path
) -> None:
    data, report = read(make_daily(samples / "daily/xiangyang.csv"))
    assert data.is_empty
    assert report.count("header_unknown") == 1


def test_undeclared_ozone_is_refused(make_daily: Callable[..., Project]) -> None:
    with pytest.raises(ProjectError, match="which statistic ozone is") as caught:
        make_daily("date,o3\n2015-01-01,5\n", extra="")
    assert caught.value.problems[0].place == "sources[1]"


def test_dates_twice(make_daily: Callable[..., Project]) -> None:
    """A third row does not mend a contradiction."""
    content = "date,pm25,o3\n2015-01-01,5,7\n2015-01-01,6,\n2015-01-01,5,7\n2015-01-02,1,2\n"
    data, report = read(make_daily(content))
    assert data.daily is not None
    assert list(data.daily["o3_mda8"]) == [7, 2]
    np.testing.assert_array_equal(data.daily["pm25"], [np.nan, 1])
    assert report.count("date_twice") == 2
    assert report.count("contradiction") == 1


def test_bad_cells_and_dates_are_counted_with_their_place(
    make_daily: Callable[..., Project],
) -> None:
    content = (
        "date,pm25,o3\n2015-02-30,1,1\nyesterday,1,1\n2015-02-28,bad,-4\n2015/3/1 0:00,,3\n"
        "20150302,4,5\n2011-01-01,1,1\n2015-03-04,1\n"
    )
    data, report = read(make_daily(content))
    assert data.daily is not None
    assert [str(day.date()) for day in data.daily["date"]] == [
        "2015-02-28",
        "2015-03-01",
        "2015-03-02",
    ]
    places = {problem.kind: problem.place for problem in report.summary()}
    assert report.count("impossible_date") == 2
    assert places["impossible_date"] == "line 2"
    assert places["text_in_cell"] == "line 4, pm25"
    assert places["negative"] == "line 4, o3"
    assert places["ragged_line"] == "line 8"
    assert report.count("outside_period") == 1
    assert (report.totals.rejected, report.totals.blank) == (2, 1)


def test_other_cities_are_left_out(make_daily: Callable[..., Project]) -> None:
    content = "城市,日期,pm25\n襄阳,2015-01-01,5\n襄阳市,2015-01-02,6\n武汉,2015-01-03,7\n"
    data, report = read(make_daily(content.encode("gbk")))
    assert data.daily is not None
    assert list(data.daily["pm25"]) == [5, 6]
    assert report.count("other_city") == 1
    assert report.count("encoding") == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "empty_file"), (b"a,b\n1,2\n", "header_unknown"), (b"PK\x00\x01", "not_text")],
)
def test_unusable_file(make_daily: Callable[..., Project], content: bytes, kind: str) -> None:
    data, report = read(make_daily(content))
    assert data.is_empty
    assert report.count(kind) == 1


def test_whole_real_series(make_daily: Callable[..., Project], shared_data: Path) -> None:
    for file in sorted((shared_data / "daily").glob("aqistudy-xiangyang*.csv")):
        data, report = read(make_daily(file, AQISTUDY))
        assert data.daily is not None
        assert data.daily["date"].is_unique
        assert report.count("ragged_line") == 0
