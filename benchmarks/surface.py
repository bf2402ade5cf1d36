"""Time a frame of the surface and weigh a month of hourly ones, against fitting each anew.

    python -m benchmarks.surface

A frame is one hour of one pollutant: the missing stations filled in, then weights times values,
twelve stations and 64 cells on the longer side. The other way is what a user would write: scipy's
interpolator fitted to the hour's valid stations and evaluated at the same cells.

The step is all that the pipeline does for a surface (cells, weights, errors of every frame), over
one city's frames of that month.

The month is built from the raw files (../shared/data beside the checkout) with every hour kept:
three cities, six pollutants. Counted is all that its surfaces are drawn from: `surface_grids`,
`surface_errors` (hours, days, month, year) and `station_hours`, as the snapshot has them on disk.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
from scipy.interpolate import RBFInterpolator

from airquality.surface import NUGGET_KM, fill_missing, invert_kernel, weigh_stations
from benchmarks.report import report
from pipeline.build import build
from pipeline.city import gather_city
from pipeline.days import compute_days
from pipeline.engine import Engine
from pipeline.project import Keep, Period, Project, load_project
from pipeline.steps.periods import build_periods
from pipeline.steps.surface_errors import build_surface_errors
from pipeline.steps.surface_grids import build_surface_grids, lay_surface

ROOT = Path(__file__).resolve().parents[1]
MONTHS = {
    "beijing": Period(start=date(2016, 12, 1), end=date(2016, 12, 31)),
    "chengdu": Period(start=date(2019, 12, 1), end=date(2019, 12, 31)),
    "xiangyang": Period(start=date(2019, 12, 1), end=date(2019, 12, 31)),
}
TABLES = ("surface_grids", "surface_errors", "station_hours")
STATIONS, SIDE, FRAMES = 12, 64, 200
MOST_MS = 10.0
MOST_MB = 5.0


def clock(work: Callable[[np.ndarray], np.ndarray], frames: np.ndarray) -> float:
    """Return the median milliseconds of a frame; frames: (frame, station)."""
    taken = []
    for values in frames:
        begun = time.perf_counter()
        work(values)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1e3


def time_frames() -> bool:
    """Time both ways over one network, with equal results; report ours against its target."""
    generator = np.random.default_rng(20151201)
    stations = generator.uniform(0, 90, (STATIONS, 2))
    side = np.linspace(0, 90, SIDE)
    cells = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    frames = generator.gamma(2, 40, (FRAMES, STATIONS))
    frames[generator.random(frames.shape) < 0.05] = np.nan
    weights, inverse = weigh_stations(stations, cells), invert_kernel(stations)

    def ours(values: np.ndarray) -> np.ndarray:
        return weights @ fill_missing(values, inverse)

    def anew(values: np.ndarray) -> np.ndarray:
        held = np.isfinite(values)
        fit = RBFInterpolator(
            stations[held], values[held], kernel="linear", degree=0, smoothing=NUGGET_KM
        )
        return fit(cells)

    np.testing.assert_allclose(ours(frames[0]), anew(frames[0]), atol=1e-6)
    mine, theirs = clock(ours, frames), clock(anew, frames)
    print(f"fitted anew {theirs:.2f} ms a frame of {STATIONS} stations and {SIDE**2} cells")
    return report("surface_ms_a_frame", mine, at_most=MOST_MS)


def load_month(city: str) -> Project:
    """Return a city's project, cut to one month, with every hour of its stations kept."""
    project = load_project(ROOT / f"data/projects/{city}.toml")
    return project.model_copy(update={"period": MONTHS[city], "keep": Keep(station_hours=1)})


def time_step() -> bool:
    """Report what the pipeline's two steps take a frame, for a month of one city."""
    project, engine = load_month("beijing"), Engine()
    city = gather_city(project)
    days = compute_days(city, engine)
    monthly = build_periods(days, project, "M", engine)
    annual = build_periods(days, project, "Y", engine)
    begun = time.perf_counter()
    surface = lay_surface(city)
    grids = build_surface_grids(city, surface)
    errors = build_surface_errors(city, surface, days, monthly, annual)
    taken = time.perf_counter() - begun
    print(f"{len(grids)} city, {len(errors)} frames in {taken * 1e3:.0f} ms")
    return report("surface_step_ms_a_frame", taken * 1e3 / len(errors), at_most=MOST_MS)


def weigh_month() -> bool:
    """Build a month of three cities and report the size of what its surfaces are drawn from."""
    with tempfile.TemporaryDirectory() as folder:
        built = build([load_month(city) for city in MONTHS], Path(folder))
        sizes = {name: (built.folder / f"{name}.parquet").stat().st_size for name in TABLES}
    print(", ".join(f"{name} {size / 1e3:.0f} kB" for name, size in sizes.items()))
    print(f"frames with a surface: {built.rows['surface_errors']}")
    return report("surface_month_mb", sum(sizes.values()) / 1e6, at_most=MOST_MB)


def main() -> int:
    """Print one line a number; return 1 where one misses its target."""
    kept = time_frames()
    if (ROOT.parent / "shared/data").is_dir():
        kept = time_step() and kept
        kept = weigh_month() and kept
    else:
        print("the step and the month are skipped: no ../shared/data beside the checkout")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
