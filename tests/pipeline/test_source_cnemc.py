"""The national hourly layout: real samples against a plain reading, and every bad input."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from airquality.hours import Gap, HourGrid
from airquality.pollutants import POLLUTANT_IDS
from pipeline.project import Project
from pipeline.report import Report
from pipeline.sources import FORMATS, cnemc_file
from pipeline.sources.cnemc import POLLUTANT_ITEMS, read_days

TYPES: tuple[str, ...] = (
    "AQI",
    "PM2.5",
    "PM2.5_24h",
    "PM10",
    "PM10_24h",
    "SO2",
    "SO2_24h",
    "NO2",
    "NO2_24h",
)
TYPES += ("O3", "O3_24h", "O3_8h", "O3_8h_24h", "CO", "CO_24h")
STATIONS = ("1001A", "1002A", "1003A")


def lines_of(
    date: str = "20190101",
    stations: Iterable[str] = STATIONS,
    hours: Iterable[int] = range(24),
    value: Callable[[int, str, int], object] = lambda hour, item, column: hour + column * 100,
) -> list[str]:
    stations = list(stations)
    lines = ["date,hour,type," + ",".join(stations)]
    for hour in hours:
        for item in TYPES:
            cells = [str(value(hour, item, column)) for column in range(len(stations))]
            lines.append(",".join([date, str(hour), item, *cells]))
    return lines


def write(folder: Path, lines: list[str], date: str = "20190101") -> Path:
    path = folder / f"china_sites_{date}.csv"
    path.write_bytes("\r\n".join(lines).encode())
    return path


def read(folder: Path, **options: object) -> tuple[HourGrid, Report]:
    report = Report("raw")
    grid = read_days(folder, report=report, **options)  # type: ignore[arg-type]
    assert grid is not None
    return grid, report


def value_at(grid: HourGrid, station: str, time: str, variable: str = "pm25") -> float:
    hour = int((np.datetime64(time, "h") - grid.start).astype(int))
    return float(grid.of(variable)[grid.stations.index(station), hour])


def gap_at(grid: HourGrid, station: str, time: str, variable: str = "pm25") -> Gap:
    hour = int((np.datetime64(time, "h") - grid.start).astype(int))
    row = grid.variables.index(variable)
    return Gap(int(grid.gaps[row, grid.stations.index(station), hour]))


def test_real_files_equal_a_plain_reading(samples: Path) -> None:
    grid, report = read(samples / "cnemc")
    compared = 0
    for file in sorted((samples / "cnemc").glob("*.csv")):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            for variable, item in POLLUTANT_ITEMS.items():
                if row["type"] != item:
                    continue
                day = f"{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:]}"
                begins = np.datetime64(day, "h") + int(row["hour"]) - 1
                for station in grid.stations:
                    found = value_at(grid, station, str(begins), variable)
                    text = row[station]
                    if text:
                        assert found == np.float32(text)
                    else:
                        assert np.isnan(found)
                        gap = gap_at(grid, station, str(begins), variable)
                        assert gap == Gap.SOURCE_EMPTY
                    compared += 1
    assert compared == 2 * 24 * 6 * 5
    assert report.totals.cells == compared
    assert report.totals.rejected == 0
    assert report.counts() == {}


def test_hour_zero_is_the_last_hour_of_the_day_before(tmp_path: Path) -> None:
    write(tmp_path, lines_of())
    grid, _ = read(tmp_path)
    assert str(grid.start) == "2018-12-31T00"
    assert value_at(grid, "1001A", "2018-12-31T23") == 0
    assert value_at(grid, "1001A", "2019-01-01T00") == 1
    assert value_at(grid, "1001A", "2019-01-01T22") == 23
    assert gap_at(grid, "1001A", "2019-01-01T23") == Gap.NOT_LOADED


def test_hour_labelled_by_its_beginning_stays(tmp_path: Path) -> None:
    write(tmp_path, lines_of())
    grid, _ = read(tmp_path, hours="beginning")
    assert str(grid.start) == "2019-01-01T00"
    assert value_at(grid, "1001A", "2019-01-01T23") == 23


def test_other_items_can_be_read(samples: Path) -> None:
    grid, _ = read(samples / "cnemc", items={"published_mda8": "O3_8h_24h"})
    assert grid.variables == ("published_mda8",)
    rows = csv.DictReader((samples / "cnemc/china_sites_20190102.csv").open(encoding="utf-8"))
    published = next(r for r in rows if r["type"] == "O3_8h_24h" and r["hour"] == "0")
    found = value_at(grid, "1431A", "2019-01-01T23", "published_mda8")
    assert found == float(published["1431A"])


def test_period_clips_and_counts_what_lies_outside(tmp_path: Path) -> None:
    for date in ("20190101", "20190102", "20190105"):
        write(tmp_path, lines_of(date), date)
    first = last = np.datetime64("2019-01-01")
    grid, report = read(tmp_path, first=first, last=last)
    assert grid.days == 1
    assert value_at(grid, "1002A", "2019-01-01T23") == 100
    assert not np.isnan(grid.values).any()
    assert report.count("file_outside_period") == 1
    assert report.count("outside_period") == (1 + 23) * 6 * 3
    assert report.totals.outside == 24 * 6 * 3


def test_stations_come_in_the_order_asked_for(tmp_path: Path) -> None:
    write(tmp_path, lines_of())
    grid, report = read(tmp_path, stations=("1003A", "9999A", "1001A"))
    assert grid.stations == ("1003A", "9999A", "1001A")
    assert value_at(grid, "1003A", "2019-01-01T04") == 205
    assert (grid.gaps[:, 1] == Gap.NOT_LOADED).all()
    assert report.count("station_not_in_source") == 1


def test_columns_that_come_and_go(tmp_path: Path) -> None:
    write(tmp_path, lines_of("20190101", ("1001A", "1002A")), "20190101")
    write(tmp_path, lines_of("20190102", ("1002A", "1003A")), "20190102")
    grid, _ = read(tmp_path)
    assert grid.stations == STATIONS
    assert gap_at(grid, "1003A", "2019-01-01T05") == Gap.NOT_LOADED
    assert value_at(grid, "1003A", "2019-01-02T04") == 105
    assert value_at(grid, "1002A", "2019-01-02T04") == 5


def test_odd_numbers_are_kept_for_the_quality_step(tmp_path: Path) -> None:
    odd = {1: "-999", 2: "-3", 3: "9985", 4: "1e9", 5: ""}
    write(tmp_path, lines_of(value=lambda hour, item, column: odd.get(hour, 10)))
    grid, report = read(tmp_path)
    begins = [value_at(grid, "1001A", f"2019-01-01T0{hour}") for hour in range(4)]
    assert begins == [-999, -3, 9985, 1e9]
    assert gap_at(grid, "1001A", "2019-01-01T04") == Gap.SOURCE_EMPTY
    assert report.totals.blank == 6 * 3
    assert report.totals.rejected == 0


@pytest.mark.parametrize("text", ["abc", "—", "nan", "inf", "12,5", "1_0", "1e60", "NA"])
def test_text_among_numbers_is_rejected_with_its_place(tmp_path: Path, text: str) -> None:
    cell = f'"{text}"' if "," in text else text

    def value(hour: int, item: str, column: int) -> object:
        return cell if (hour, item, column) == (3, "PM2.5", 1) else 7

    write(tmp_path, lines_of(value=value))
    grid, report = read(tmp_path)
    assert gap_at(grid, "1002A", "2019-01-01T02") == Gap.REJECTED
    assert value_at(grid, "1003A", "2019-01-01T02") == 7
    assert report.count("text_in_cell") == 1
    assert report.totals.rejected == 1
    problem = next(p for p in report if p.kind == "text_in_cell")
    assert problem.file == "china_sites_20190101.csv"
    assert problem.place == f"line {2 + 3 * 15 + 1}, column 1002A"


def test_text_in_rows_that_nobody_wants_is_no_matter(tmp_path: Path) -> None:
    write(tmp_path, lines_of(value=lambda hour, item, column: "x" if item == "AQI" else 7))
    grid, report = read(tmp_path)
    assert report.totals.rejected == 0
    assert value_at(grid, "1001A", "2019-01-01T02") == 7


def test_station_column_twice(tmp_path: Path) -> None:
    """Equal cells are one, a single one stays, contradictory ones are rejected."""
    pairs = {1: (5, 5), 2: (5, ""), 3: ("", 6), 4: (5, 6), 5: ("", "")}

    def value(hour: int, item: str, column: int) -> object:
        return pairs.get(hour, (9, 9))[column]

    write(tmp_path, lines_of(stations=("1001A", "1001A"), value=value))
    grid, report = read(tmp_path)
    assert grid.stations == ("1001A",)
    found = [value_at(grid, "1001A", f"2019-01-01T0{hour}") for hour in range(5)]
    np.testing.assert_array_equal(found, [5, 5, 6, np.nan, np.nan])
    assert gap_at(grid, "1001A", "2019-01-01T03") == Gap.REJECTED
    assert gap_at(grid, "1001A", "2019-01-01T04") == Gap.SOURCE_EMPTY
    assert report.count("station_twice") == 1
    assert report.count("contradiction") == 6


def test_third_column_does_not_mend_a_contradiction(tmp_path: Path) -> None:
    write(
        tmp_path,
        lines_of(stations=("1001A",) * 3, value=lambda hour, item, column: (5, 6, 5)[column]),
    )
    grid, _ = read(tmp_path)
    assert gap_at(grid, "1001A", "2019-01-01T03") == Gap.REJECTED


def test_hour_twice(tmp_path: Path) -> None:
    """The second copy of hour 3 agrees at 1001A, contradicts at 1002A, adds nothing at 1003A."""
    lines = lines_of()
    for line in [line for line in lines if line.startswith("20190101,3,")]:
        cells = line.split(",")
        lines.append(",".join([*cells[:4], "77", ""]))
    write(tmp_path, lines)
    grid, report = read(tmp_path)
    assert value_at(grid, "1001A", "2019-01-01T02") == 3
    assert gap_at(grid, "1002A", "2019-01-01T02") == Gap.REJECTED
    assert value_at(grid, "1003A", "2019-01-01T02") == 203
    assert report.count("hour_twice") == 6 * 3
    assert report.count("contradiction") == 6
    assert report.totals.rejected == 6


def test_same_day_in_two_files_is_compared(tmp_path: Path) -> None:
    write(tmp_path, lines_of())
    (tmp_path / "china_sites_20190101_copy.csv").write_text("\n".join(lines_of()))
    grid, report = read(tmp_path)
    assert value_at(grid, "1002A", "2019-01-01T02") == 103
    assert report.count("hour_twice") == 24 * 6 * 3
    assert report.count("contradiction") == 0


def test_short_and_missing_days_are_named(tmp_path: Path) -> None:
    write(tmp_path, lines_of(hours=[*range(13), 15]), "20190101")
    write(tmp_path, lines_of("20190103"), "20190103")
    grid, report = read(tmp_path)
    assert gap_at(grid, "1001A", "2019-01-01T13") == Gap.NOT_LOADED
    assert value_at(grid, "1001A", "2019-01-01T14") == 15
    assert report.count("short_day") == 10
    assert report.count("missing_day") == 1
    problems = {problem.kind: problem for problem in report}
    assert problems["missing_day"].place == "2019-01-02"
    assert problems["short_day"].place.startswith("hours 13, 14, 16, ")


def test_day_with_some_items_only(tmp_path: Path) -> None:
    lines = [line for line in lines_of() if not line.startswith("20190101,5,O3,")]
    write(tmp_path, lines)
    grid, report = read(tmp_path)
    assert gap_at(grid, "1001A", "2019-01-01T04", "o3") == Gap.NOT_LOADED
    assert value_at(grid, "1001A", "2019-01-01T04", "pm25") == 5
    assert report.count("short_day") == 1


def test_truncated_last_line_loses_only_what_is_cut(tmp_path: Path) -> None:
    """The last line is CO_24h; cut in CO, the number at the cut may go on and is rejected."""
    lines = lines_of()[:-1]
    lines[-1] = "20190101,23,CO,23,12"
    write(tmp_path, lines)
    grid, report = read(tmp_path)
    assert value_at(grid, "1001A", "2019-01-01T22", "co") == 23
    assert gap_at(grid, "1002A", "2019-01-01T22", "co") == Gap.REJECTED
    assert gap_at(grid, "1003A", "2019-01-01T22", "co") == Gap.REJECTED
    assert value_at(grid, "1003A", "2019-01-01T22", "o3") == 223
    assert report.count("truncated_line") == 2


def test_last_line_cut_before_its_type(tmp_path: Path) -> None:
    write(tmp_path, [*lines_of(hours=range(23)), "20190101,2"])
    grid, report = read(tmp_path)
    assert value_at(grid, "1001A", "2019-01-01T21") == 22
    assert report.count("row_without_time") == 3


def test_ragged_line_is_rejected_whole(tmp_path: Path) -> None:
    lines = lines_of()
    number = next(i for i, line in enumerate(lines) if line.startswith("20190101,3,PM2.5,"))
    lines[number] += ",5"
    other = next(i for i, line in enumerate(lines) if line.startswith("20190101,4,PM2.5,"))
    lines[other] = "20190101,4,PM2.5,1"
    write(tmp_path, lines)
    grid, report = read(tmp_path)
    for hour in (2, 3):
        assert gap_at(grid, "1001A", f"2019-01-01T0{hour}") == Gap.REJECTED
    assert report.count("ragged_line") == 6
    assert value_at(grid, "1001A", "2019-01-01T04") == 5


def test_row_with_an_impossible_time(tmp_path: Path) -> None:
    lines = [*lines_of(), "20190231,1,PM2.5,1,2,3", "20190101,25,PM2.5,1,2,3"]
    write(tmp_path, lines)
    grid, report = read(tmp_path)
    assert report.count("row_without_time") == 6
    assert value_at(grid, "1001A", "2019-01-01T04") == 5


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b"date,hour,type,1001A\r\n", "empty_file"),
        (b"<html><body>503</body></html>", "not_cnemc"),
        (b"PK\x03\x04\x00\x00\x00zip", "not_cnemc"),
        (b"time,kind,1001A\n1,2,3\n", "not_cnemc"),
        (b"date,hour,station,PM2.5,PM10\n20190101,1,1001A,5,6\n", "stations_in_rows"),
        (b"date,hour,type,1001A\n20190101,1,VOC,5\n", "no_wanted_rows"),
    ],
)
def test_bad_file_never_stops_the_others(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "china_sites_20190102.csv").write_bytes(content)
    write(tmp_path, lines_of())
    grid, report = read(tmp_path)
    assert value_at(grid, "1001A", "2019-01-01T04") == 5
    assert report.count(kind, "china_sites_20190102.csv") == 1
    assert report.totals.files_failed == 1
    assert report.has_errors


def test_gbk_header_does_not_stop_the_file(tmp_path: Path) -> None:
    """A column with a Chinese name in GBK is no valid UTF-8."""
    lines = lines_of(stations=("1001A", "某站"))
    (tmp_path / "china_sites_20190101.csv").write_bytes("\r\n".join(lines).encode("gbk"))
    grid, _ = read(tmp_path)
    assert value_at(grid, "某站", "2019-01-01T04") == 105


def test_byte_order_mark_and_final_newline(tmp_path: Path) -> None:
    path = tmp_path / "china_sites_20190101.csv"
    path.write_bytes(("\ufeff" + "\n".join(lines_of()) + "\n").encode())
    grid, report = read(tmp_path)
    assert value_at(grid, "1003A", "2019-01-01T22", "co") == 223
    assert not report.has_errors


@pytest.mark.parametrize("folder", ["absent", "."])
def test_nothing_to_read_is_said(tmp_path: Path, folder: str) -> None:
    report = Report()
    assert read_days(tmp_path / folder, report=report) is None
    assert report.count("nothing_to_read") == 1


def test_file_without_a_date_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "download.csv").write_text("\n".join(lines_of()))
    grid, _ = read(tmp_path)
    assert value_at(grid, "1001A", "2019-01-01T04") == 5


def test_source_reads_the_projects_stations_and_period(
    samples: Path, make_project: Callable[..., Project]
) -> None:
    project = make_project(path=samples / "cnemc", codes=("2433A", "2432A"), end="2019-01-01")
    report = Report("raw")
    data = FORMATS["cnemc"].read(project.sources[0], project, report)
    assert data.pollution is not None
    assert data.pollution.variables == POLLUTANT_IDS
    assert data.pollution.stations == ("2433A", "2432A")
    assert data.pollution.hours == 24
    assert (data.pollution.gaps != Gap.NOT_LOADED).all()
    assert data.weather is None
    assert data.daily is None


def test_real_oddities(shared_data: Path) -> None:
    """2014-06-04 has a station column twice, 2017-01-01 has 19 of 24 hours."""
    grid, report = read(shared_data / "cnemc-odd")
    assert report.count("short_day", "china_sites_20170101.csv") == 5
    assert report.count("station_twice", "china_sites_20140604.csv") >= 1
    assert len(set(grid.stations)) == len(grid.stations)


def test_both_ways_of_parsing_agree(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real files are regular: they never go the slow way, which would give the same."""
    with monkeypatch.context() as patch:
        patch.setattr(cnemc_file, "_parse_cell_by_cell", None)
        fast, _ = read(samples / "cnemc")
    monkeypatch.setattr(cnemc_file, "_parse_regular", lambda *args: None)
    slow, report = read(samples / "cnemc")
    np.testing.assert_array_equal(fast.values, slow.values)
    np.testing.assert_array_equal(fast.gaps, slow.gaps)
    assert not report.has_errors
