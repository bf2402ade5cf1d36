"""The national hourly layout: real samples against a plain reading, hours, periods, stations."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from airquality.hours import Gap
from airquality.pollutants import POLLUTANT_IDS
from pipeline.project import Project
from pipeline.report import Report
from pipeline.sources import FORMATS, cnemc_file
from pipeline.sources.cnemc import POLLUTANT_ITEMS, read_days
from tests.pipeline.cnemc_lines import STATIONS, gap_at, lines_of, read, value_at, write


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
