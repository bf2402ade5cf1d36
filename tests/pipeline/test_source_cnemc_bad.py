"""The national hourly layout: every bad input is counted with its place, the rest is kept."""

from pathlib import Path

import numpy as np
import pytest

from airquality.hours import Gap
from tests.pipeline.cnemc_lines import gap_at, lines_of, read, value_at, write


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
