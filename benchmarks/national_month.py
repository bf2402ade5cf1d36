"""A whole national month evaluated, beside merely reading its hours from parquet.

    python -m benchmarks.national_month

From the hours in memory to the tables: daily means, MDA8 and 1-hour maxima of every station, the
days of every city, the AQI by HJ 633-2012 and -2026, all statistics of the month, and its
judgement by every scheme, as the pipeline does it. The measure is `pyarrow.parquet.read_table` of
the same hours (one value a row, zstd), in turns; the medians are compared. January 2019 where it
lies beside the checkout (../shared/data), else made-up hours of the same shape.

It runs in a process of its own whose BLAS has one thread: the blocks are already spread over the
processors, and a BLAS that waits for its own threads on a busy machine would be what is timed.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from airquality.averages import daily_mean, max_1h, mda8, operating
from airquality.evaluation import mean_of_stations
from airquality.group_means import means_of_groups
from airquality.hours import HOURS_PER_DAY
from airquality.pollutants import POLLUTANT_IDS
from benchmarks.report import report
from pipeline.days import COUNTED, ITEMS, MEANS, Arrays, PlaceDays, judge
from pipeline.engine import Engine, split
from pipeline.project import Project, load_project
from pipeline.report import Report
from pipeline.sources.cnemc import read_days
from pipeline.steps.evaluations import build_evaluations
from pipeline.steps.judgements import build_judgements

ROOT = Path(__file__).resolve().parents[1]
HOURS = ROOT / "../shared/data/cnemc-national-2019-01"
STATIONS = ROOT / "../shared/data/stations/station-list-utf8.csv"
PROJECT = ROOT / "data/projects/xiangyang.toml"
FIRST_DAY, DAYS = np.datetime64("2019-01-01", "D"), 31
STATION_COUNT, CITY_COUNT = 1605, 338
STATIONS_A_BLOCK = 128
PLACES_A_BLOCK = 512
RUNS = 7
TARGET_RATIO = 3.0
TARGET_PEAK_MB = 400.0


def read_hours() -> tuple[np.ndarray, np.ndarray, str]:
    """Return hours (pollutant, station, hour), the city of each station (-1 none), the source.

    Control points are in no city, nor are stations that the list of stations does not hold.
    """
    if not HOURS.is_dir() or not STATIONS.is_file():
        rng = np.random.default_rng(0)
        shape = (len(POLLUTANT_IDS), STATION_COUNT, DAYS * HOURS_PER_DAY)
        values = rng.gamma(2.0, 30.0, shape).round().astype(np.float32)
        values[rng.random(shape) < 0.1] = np.nan
        return values, np.arange(STATION_COUNT) % CITY_COUNT, "made up"
    grid = read_days(HOURS, report=Report())
    assert grid is not None
    first = int((FIRST_DAY - grid.dates[0]).astype(int)) * HOURS_PER_DAY
    order = [grid.variables.index(pollutant) for pollutant in POLLUTANT_IDS]
    values = grid.values[order, :, first : first + DAYS * HOURS_PER_DAY]
    listed = pd.read_csv(STATIONS, index_col=0).reindex(list(grid.stations))
    evaluates = listed["城市"].where(listed["对照点"] == "N")
    return np.ascontiguousarray(values), pd.factorize(evaluates)[0], HOURS.name


def write_hours(values: np.ndarray, file: Path) -> int:
    """Write the hours as the project's plain format has them, one value a row; return the rows."""
    item, station, hour = np.nonzero(np.isfinite(values))
    times = (FIRST_DAY.astype("datetime64[h]") + hour).astype("datetime64[ms]")
    codes = [f"{number:04}A" for number in range(values.shape[1])]
    table = pa.table(
        {
            "station": pa.DictionaryArray.from_arrays(pa.array(station, pa.int32()), codes),
            "time": times,
            "pollutant": pa.DictionaryArray.from_arrays(
                pa.array(item, pa.int32()), list(POLLUTANT_IDS)
            ),
            "value": values[item, station, hour],
        }
    )
    pq.write_table(table, file, compression="zstd")
    return table.num_rows


def evaluate_month(
    hours: np.ndarray, cities: np.ndarray, project: Project, engine: Engine
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `evaluations` and `judgements` of all stations and cities."""
    days = _days_of_places(hours, cities, engine)
    special = pd.DataFrame({"city": [], "date": pd.to_datetime([]), "kind": []})
    factors = pd.DataFrame(
        {"city": [], "date": pd.to_datetime([]), "gas_factor": [], "particle_factor": []}
    )
    kinds = ("month",)
    evaluations = build_evaluations(days, project, special, factors, engine, kinds)
    return evaluations, build_judgements(days, evaluations, project, special, engine, kinds)


def average_days(hours: np.ndarray) -> tuple[Arrays, Arrays]:
    """Return the days of a block of stations by item, and how many hours or windows they have."""
    found = {p: daily_mean(hours[POLLUTANT_IDS.index(p)]) for p in MEANS}
    ozone = hours[POLLUTANT_IDS.index("o3")]
    peak, windows, is_valid = mda8(ozone)
    values = {item: mean for item, (mean, _) in found.items()}
    values |= {"o3_mda8": np.where(is_valid, peak, np.nan)}
    values |= {"o3_1h_max": max_1h(ozone, has_mda8=is_valid)[0]}
    return values, {item: count for item, (_, count) in found.items()} | {"o3_mda8": windows}


def _days_of_places(hours: np.ndarray, cities: np.ndarray, engine: Engine) -> PlaceDays:
    """Return the judged days of all stations and, behind them, all cities."""
    stations, count = hours.shape[1], int(cities.max()) + 1
    shape = (stations + count, DAYS)
    values: Arrays = {item: np.full(shape, np.nan) for item in ITEMS}
    counts: Arrays = {item: np.zeros(shape, np.int32) for item in COUNTED}
    active = np.zeros(shape, dtype=bool)
    parts = split(stations, STATIONS_A_BLOCK)
    blocks = [hours[:, part] for part in parts]
    for part, (found, number) in zip(parts, engine.map(average_days, blocks), strict=True):
        for item in ITEMS:
            values[item][part] = found[item]
        for item in COUNTED:
            counts[item][part] = number[item]
        active[part] = operating(np.fmax.reduce(hours[:, part]))
    own = slice(stations, None)
    runs = active[:stations]
    for item in ITEMS:
        mean, valid = means_of_groups(values[item][:stations], runs, cities, count)
        values[item][own] = mean
        if item in COUNTED:
            counts[item][own] = valid
    active[own] = np.logical_or.reduce([np.isfinite(values[item][own]) for item in ITEMS])
    dates = np.arange(FIRST_DAY, FIRST_DAY + DAYS)
    places = [("station", f"{number:04}A") for number in range(stations)]
    places += [("city", f"city{number:03}") for number in range(count)]
    days = PlaceDays.unjudged("china", places, dates, values, counts, active)
    return judge_in_blocks(days, engine)


def judge_in_blocks(days: PlaceDays, engine: Engine) -> PlaceDays:
    """Return the days with their AQI, the places spread over the workers."""
    parts = split(days.places, PLACES_A_BLOCK)
    blocks = [
        replace(
            days,
            values={item: array[part] for item, array in days.values.items()},
            active=days.active[part],
        )
        for part in parts
    ]
    found = engine.map(partial(judge, missing_items="exceeding"), blocks)
    columns = list(found[0].aqi)
    return replace(
        days,
        aqi={name: np.concatenate([each.aqi[name] for each in found]) for name in columns},
        primary={name: np.concatenate([each.primary[name] for each in found]) for name in columns},
        at_least=np.concatenate([each.at_least for each in found]),
        level=np.concatenate([each.level for each in found]),
    )


def check_cities(evaluations: pd.DataFrame, hours: np.ndarray, cities: np.ndarray) -> None:
    """Assert that the first city's mean of PM2.5 is what its stations give one by one."""
    own = hours[:, cities == 0]
    values, _ = average_days(own)
    runs = operating(np.fmax.reduce(own))
    mean, _ = mean_of_stations(values["pm25"], runs, np.ones(len(runs), dtype=bool))
    first = evaluations[evaluations["scope"] == "city"].iloc[0]
    assert abs(first["pm25"] - np.nanmean(mean)) < 1e-3


def measure_time(hours: np.ndarray, cities: np.ndarray, folder: Path) -> bool:
    """Time both sides in turns; return whether the ratio is kept."""
    project, engine = load_project(PROJECT), Engine(workers=os.cpu_count() or 1)
    file = folder / "hours.parquet"
    rows = write_hours(hours, file)
    evaluations, judgements = evaluate_month(hours, cities, project, engine)
    check_cities(evaluations, hours, cities)
    pq.read_table(file)
    pairs = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        pq.read_table(file)
        between = time.perf_counter()
        evaluate_month(hours, cities, project, engine)
        pairs.append((between - begun, time.perf_counter() - between))
    read, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{hours.shape[1]} stations, {int(cities.max()) + 1} cities, {rows} values")
    print(f"evaluations {len(evaluations)} rows, judgements {len(judgements)} rows")
    print(f"parquet_read_s {read:.3f}, evaluate_s {ours:.3f}")
    return report("national_month ratio", ours / read, at_most=TARGET_RATIO)


def peak_mb() -> float:
    """Return the most memory that this process has had resident, MB.

    Linux counts `ru_maxrss` from the process that started this one; its `VmHWM` is our own.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text().splitlines()
    return float(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def measure_peak(hours: np.ndarray, cities: np.ndarray) -> bool:
    """Evaluate once; return whether the peak memory of this process is kept."""
    project, engine = load_project(PROJECT), Engine(workers=os.cpu_count() or 1)
    before = peak_mb()
    evaluate_month(hours, cities, project, engine)
    peak = peak_mb()
    print(f"before, with imports and the project, {before:.0f} MB")
    return report("national_month peak_mb", peak, at_most=TARGET_PEAK_MB)


def main() -> int:
    """Run both measurements, one process each; return 1 where a number is missed."""
    hours, cities, source = read_hours()
    print(f"hours: {source}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "hours.npy", hours)
        np.save(Path(folder) / "cities.npy", cities)
        command = [sys.executable, "-m", "benchmarks.national_month"]
        one_thread = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        codes = [
            subprocess.run([*command, what, folder], env=one_thread, check=False).returncode
            for what in ("time", "peak")
        ]
    return int(any(codes))


def _run_child(what: str, folder: Path) -> int:
    # Mapped, so that reading leaves no second copy to hide the peak behind.
    hours = np.load(folder / "hours.npy", mmap_mode="r")
    cities = np.load(folder / "cities.npy")
    kept = measure_time(hours, cities, folder) if what == "time" else measure_peak(hours, cities)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(_run_child(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) == 3 else main())
