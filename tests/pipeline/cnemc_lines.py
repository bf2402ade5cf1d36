"""Files in the national hourly layout, written line by line, and what was read from them."""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from airquality.hours import Gap, HourGrid
from pipeline.report import Report
from pipeline.sources.cnemc import read_days

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
