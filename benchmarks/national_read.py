"""A month of the whole country into the hour grid, beside polars only parsing the same files.

Run as `python -m benchmarks.national_read [folder] [runs]`; the folder is by default the
measurements beside the checkout. The runs alternate; medians are compared. The peak memory is that
of a child process that does nothing but read the grid.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl

from pipeline.report import Report
from pipeline.sources.cnemc import read_days
from pipeline.sources.cnemc_file import read_header

FOLDER = Path(__file__).resolve().parents[1] / "../shared/data/cnemc-national-2019-01"
TARGET_RATIO = 2.5
TARGET_PEAK_MB = 1000.0
CHILD = (
    "import resource, sys\n"
    "from benchmarks.national_read import read_days\n"
    "read_days(sys.argv[1])\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
)


def schemas_of(folder: Path) -> dict[Path, dict[str, type[pl.DataType]]]:
    """Return the schema of each file: two integers, a text, numbers."""
    schemas = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open("rb") as opened:
            names = read_header(opened.readline())
        keys = {"date": pl.Int32, "hour": pl.Int32, "type": pl.String}
        schemas[file] = {name: keys.get(name, pl.Float32) for name in names}
    return schemas


def time_polars(schemas: dict[Path, dict[str, type[pl.DataType]]]) -> float:
    """Return the seconds in which polars parses every file."""
    begun = time.perf_counter()
    for file, schema in schemas.items():
        pl.read_csv(file, schema=schema)
    return time.perf_counter() - begun


def time_ours(folder: Path) -> float:
    """Return the seconds in which the folder becomes a grid, checked and counted."""
    begun = time.perf_counter()
    grid = read_days(folder, report=Report())
    elapsed = time.perf_counter() - begun
    assert grid is not None
    assert np.isfinite(grid.values).any()
    return elapsed


def measure_peak_mb(folder: Path) -> float:
    """Return the peak resident memory of a process that reads the folder, MB."""
    command = [sys.executable, "-c", CHILD, str(folder)]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    return float(done.stdout)


def main(folder: Path = FOLDER, runs: int = 7) -> int:
    """Print what was measured beside its target; return 1 where a target is missed."""
    schemas = schemas_of(folder)
    if not schemas:
        print(f"no files in {folder.name}: nothing to measure")
        return 0
    time_polars(schemas), time_ours(folder)
    pairs = [(time_polars(schemas), time_ours(folder)) for _ in range(runs)]
    polars, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    peak = measure_peak_mb(folder)
    print(f"files {len(schemas)}, runs {runs}")
    print(f"polars_parse_s {polars:.3f}")
    print(f"grid_s {ours:.3f}")
    print(f"national_read ratio {ours / polars:.2f} target {TARGET_RATIO}")
    print(f"national_read peak_mb {peak:.0f} target {TARGET_PEAK_MB:.0f}")
    return int(ours / polars > TARGET_RATIO or peak > TARGET_PEAK_MB)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(
        main(
            Path(arguments[0]) if arguments else FOLDER,
            int(arguments[1]) if len(arguments) > 1 else 7,
        )
    )
