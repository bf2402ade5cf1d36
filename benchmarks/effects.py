"""Put the effects to a hundred made-up cities, and time Beijing's.

    python -m benchmarks.effects             both
    python -m benchmarks.effects cities      a hundred cities of known weather, by the day
    python -m benchmarks.effects hours       twenty of them by the hour
    python -m benchmarks.effects donors      a hundred regions of thirteen cities: synthetic control
    python -m benchmarks.effects beijing     every measure and pollutant, where the data lie beside
    python -m benchmarks.effects beijing co  of some pollutants only

A city has weather, season, trend, noise that lasts two and eight days, and a measure of ten days
somewhere that takes 35 % away. One model per city serves both questions, for a measure's hours are
never learned from: is the built-in effect within the interval, and is the same window called an
effect where nothing was built in? Of the p-values without effect the largest distance from a
uniform distribution is told (Kolmogorov and Smirnov; 0.134 at the 5 % level of a hundred). In a
region of thirteen cities the one that did nothing has the largest ratio once in thirteen.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import stats

from airquality.effects.assessment import Assessed, assess
from airquality.effects.counterfactual import grid_of, models_of, predictor_sets
from airquality.effects.donors import synthetic_control
from airquality.effects.held_out import MARGIN_DAYS, Model
from benchmarks.report import report
from pipeline.city import gather_city
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.effects import EFFECT_POLLUTANTS, task_of
from pipeline.engine import Engine
from pipeline.project import load_project
from tests.airquality.made_city import make_city, make_measure, make_model
from tests.pipeline.made_region import make_air

ROOT = Path(__file__).resolve().parents[1]
PERCENT, DAYS = -35.0, 10
CALLED = ("clear", "likely")


@dataclass(frozen=True)
class Found:
    """What one city says: the interval holds the truth, called an effect, p without one."""

    is_covered: bool
    is_recovered: bool
    is_false: bool
    p: float


def put_to(seed: int, step_hours: int = 24) -> Found:
    """Return what the method says of one city, with its effect and without."""
    city = make_city(seed, step_hours)
    measure = make_measure(seed, DAYS)
    inside = city.grid.inside(measure.window)
    changed = city.with_effect(measure.window, PERCENT)
    models = {
        "all": remembered(make_model(city, city.observed, trees=60)),
        "hour": remembered(make_model(city, city.observed, trees=20)),
    }
    without, with_it = (
        assess([measure], city.grid, observed, models)[0] for observed in (city.observed, changed)
    )
    truth = float((changed - city.observed)[inside].mean())
    return Found(
        with_it.effect.low <= truth <= with_it.effect.high,
        with_it.verdict in CALLED,
        without.verdict in CALLED,
        without.effect.p,
    )


def remembered(model: Model) -> Model:
    """Return the model that fits once what it is asked twice: the effect lies in no training."""
    known: dict[bytes, np.ndarray] = {}

    def asked(trained: np.ndarray, held: np.ndarray) -> np.ndarray:
        key = np.packbits(trained).tobytes() + np.packbits(held).tobytes()
        if key not in known:
            known[key] = model(trained, held)
        return known[key]

    return asked


def run_cities(count: int, step_hours: int) -> bool:
    """Print what so many cities say; return whether the numbers asked for are kept."""
    start = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(put_to, range(count), [step_hours] * count))
    kind = f"{count} cities by {step_hours} h"
    print(f"{kind}: {time.perf_counter() - start:.0f} s")
    kept = [
        report(
            f"{kind}: effect within its interval, of 100",
            100 * sum(f.is_covered for f in found) / count,
            at_least=90,
        ),
        report(
            f"{kind}: no effect called one, of 100",
            100 * sum(f.is_false for f in found) / count,
            at_most=7,
        ),
        report(
            f"{kind}: p without effect, distance from uniform",
            float(stats.kstest([f.p for f in found], "uniform").statistic),
            at_most=float(1.36 / np.sqrt(count)),
        ),
    ]
    report(f"{kind}: {PERCENT:.0f} % called an effect", 100 * _share(found))
    return all(kept)


def _share(found: list[Found]) -> float:
    return sum(f.is_recovered for f in found) / len(found)


def control_region(seed: int) -> tuple[float, float, bool, bool]:
    """Return what donors find of one city, %, with the effect and without; ranked first, both."""
    dates = np.arange("2015-01-01", "2016-01-01", dtype="datetime64[D]")
    own, *others = (each["pm25"].reshape(-1, 24).mean(axis=1) for each in make_air(dates, 13, seed))
    donors = {str(number): values for number, values in enumerate(others)}
    at = 150 + seed % 200
    within = np.zeros(len(dates), dtype=bool)
    within[at : at + DAYS] = True
    before = np.arange(len(dates)) < at - MARGIN_DAYS
    changed = np.where(within, own * (1 + PERCENT / 100), own)
    with_it, without = (synthetic_control(city, donors, before, within) for city in (changed, own))
    return with_it.percent, without.percent, with_it.rank == 1, without.rank == 1


def run_donors(count: int = 100) -> bool:
    """Print what synthetic control says of so many regions; return whether it holds."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = np.array(list(pool.map(control_region, range(count))), dtype=float)
    errors = np.concatenate([found[:, 0] - PERCENT, found[:, 1]])
    kind = f"{count} regions of 13 cities"
    report(f"{kind}: root mean square error, %", float(np.sqrt(np.mean(errors**2))))
    report(f"{kind}: {PERCENT:.0f} % ranked first", 100 * float(found[:, 2].mean()))
    chance = 1 / 13
    return report(
        f"{kind}: no effect ranked first, of 100 (chance: {100 * chance:.1f})",
        100 * float(found[:, 3].mean()),
        at_most=100 * (chance + 2 * float(np.sqrt(chance * (1 - chance) / count))),
    )


def run_beijing(pollutants: Sequence[str] = EFFECT_POLLUTANTS) -> bool:
    """Print Beijing's effects and how long they take; True where its data are not there."""
    if not (ROOT.parent / "shared/data/uci-beijing").is_dir():
        print("effects of Beijing skipped: no ../shared/data/uci-beijing beside the checkout")
        return True
    project = load_project(ROOT / "data/projects/beijing.toml")
    # No outlines: their package need not be installed for this.
    city = gather_city(project.model_copy(update={"boundaries": None}))
    days, hours = compute_days(city, Engine()), mean_hours(city, areas_of(city))[-1]
    tasks = [task_of(name, city, days, hours) for name in pollutants]
    cores = os.cpu_count() or 1
    start, used = time.perf_counter(), time.process_time()
    sets = {
        by_day: predictor_sets(tasks[0].weather, tasks[0].times, by_day) for by_day in (False, True)
    }
    print(f"predictors: {time.perf_counter() - start:.1f} s")
    for task in tasks:
        began, known = time.perf_counter(), sets[task.by_day]
        models = models_of(known, task.values)
        found = assess(task.measures, grid_of(known), task.values, models, workers=cores)
        print(f"{task.pollutant}: {time.perf_counter() - began:.1f} s")
        for each in found:
            print("  " + _line(each), flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    report("Beijing: processor time over the cores, s", (time.process_time() - used) / cores)
    return report(
        f"Beijing: {len(tasks)} pollutants, measures, placebos, s",
        time.perf_counter() - start,
        at_most=300,
    )


def _line(found: Assessed) -> str:
    effect = found.effect
    if not np.isfinite(effect.effect):
        return f"{found.measure.id:18s} {found.verdict}: {found.reason}"
    variants = [v.percent for v in found.variants.values()]
    return (
        f"{found.measure.id:18s} {effect.observed:6.1f} against {effect.predicted:6.1f}:"
        f" {effect.effect:+6.1f} [{effect.low:+.1f}, {effect.high:+.1f}]"
        f" {effect.percent:+4.0f} % [{effect.percent_low:+.0f}, {effect.percent_high:+.0f}]"
        f" p {effect.p:.3f} rank {effect.rank}/{effect.placebos} ({effect.independent})"
        f" bias {effect.bias:+.0f} %"
        f" variants {np.nanmin(variants):+.0f}...{np.nanmax(variants):+.0f}"
        f" R2 {found.r2:.2f} before/after {found.before:.0f}/{found.after:.0f}"
        f" {found.verdict} {found.reason}"
    )


def main() -> int:
    """Run what is asked for; 0 where every number is kept."""
    words = sys.argv[1:] or ["cities", "beijing"]
    pollutants = [word for word in words if word in EFFECT_POLLUTANTS] or EFFECT_POLLUTANTS
    runs = {
        "cities": lambda: run_cities(100, 24),
        "hours": lambda: run_cities(20, 1),
        "donors": run_donors,
        "beijing": lambda: run_beijing(pollutants),
    }
    kept = [runs[name]() for name in words if name not in EFFECT_POLLUTANTS]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
