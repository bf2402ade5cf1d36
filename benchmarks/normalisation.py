"""Time the normalisation of four years of hours, hold it against brute force, tell its skill.

    python -m benchmarks.normalisation          time, memory, agreement
    python -m benchmarks.normalisation skill    held-out weeks, years and chance of every pollutant

One pollutant of Beijing (PM2.5), both schemes with intervals, in this process on two threads. The
brute force is what a user would do: the same model asked for a chance draw of every hour again and
again; 20 draws are timed and scaled to 1,000 of each scheme, the fitting not counted. A month's
mean of 100 such draws (which scatters by some 0.25 µg/m³) is what the fast way is held against.
An AutoML run of the same with brute-force resampling takes about 170 s on such a machine.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import numpy as np

from airquality.normalisation.expectation import (
    draw_weather,
    expect_all,
    expect_weather,
    same_days,
    swap_weather,
)
from airquality.normalisation.member import Fitted
from airquality.normalisation.model import HOURLY, Workshop
from airquality.normalisation.normalised import normalise
from airquality.normalisation.predictors import Predictors, daily_predictors, hourly_predictors
from airquality.normalisation.skill import skills
from benchmarks.report import report
from pipeline.city import CityData, gather_city
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.project import load_project

ROOT = Path(__file__).resolve().parents[1]
AUTOML_SECONDS, TIMES_AS_FAST = 170.0, 20.0
TIMED_DRAWS, DRAWS, ASKED_DRAWS = 20, 100, 1000


def gather() -> CityData:
    """Read Beijing's hours; outlines are not needed."""
    project = load_project(ROOT / "data/projects/beijing.toml")
    return gather_city(project.model_copy(update={"boundaries": None}))


def hours_of(city: CityData) -> np.ndarray:
    """Return the beginning of every hour, datetime64[h]."""
    assert city.usable is not None
    return city.usable.start + np.arange(city.usable.hours)


def draw_by_chance(predictors: Predictors, generator: np.random.Generator) -> np.ndarray:
    """Return for each hour a row of the scheme `weather`, drawn by chance from its whole pool."""
    same = same_days(predictors.times[::24].astype("datetime64[D]"))
    days, row = same.shape[1], np.arange(len(predictors.times))
    targets = same[:, row // 24] + generator.integers(-14, 15, len(row))
    there = (targets >= 0) & (targets < days)
    turn = np.where(there, generator.random(targets.shape), -1.0).argmax(axis=0)
    picked = np.where(there.any(axis=0), targets[turn, row], row // 24)
    return picked * 24 + row % 24


def month_means(predictors: Predictors, values: np.ndarray) -> np.ndarray:
    """Return the mean of every month, (month,)."""
    month = predictors.times.astype("datetime64[M]").astype(int)
    return np.bincount(month - month[0], values) / np.bincount(month - month[0])


def compare(predictors: Predictors, values: np.ndarray) -> bool:
    """Hold both schemes against chance draws; print the largest gap of a month."""
    workshop = Workshop(predictors, HOURLY)
    member = workshop.fit(values, np.ones(len(values)))
    fitted = Fitted((member,), workshop.terms_maker)
    fast = expect_weather(fitted, predictors, draw_weather(predictors))[0]
    generator = np.random.default_rng(1)
    total, begun, seconds = np.zeros(len(values)), time.perf_counter(), 0.0
    for number in range(DRAWS):
        rows = draw_by_chance(predictors, generator)
        total += fitted.predict(swap_weather(predictors, rows))
        if number + 1 == TIMED_DRAWS:
            seconds = time.perf_counter() - begun
    scaled = 2 * seconds / TIMED_DRAWS * ASKED_DRAWS
    print(f"brute force of both schemes, one model: {scaled:.0f} s (scaled from {seconds:.1f} s)")
    gap = np.abs(month_means(predictors, fast) - month_means(predictors, total / DRAWS)).max()
    exact = expect_all(member, fitted, predictors)
    matrix, trend = predictors.matrix.copy(), predictors.names.index("trend")
    gaps = []
    for row in range(0, len(values), len(values) // 12):
        matrix[:, trend] = predictors.matrix[row, trend]
        gaps.append(abs(float(exact[row]) - float(fitted.predict(matrix).mean())))
    return report("gap_weather_ugm3", float(gap), at_most=1.0) & report(
        "gap_all_ugm3", max(gaps), at_most=0.1
    )


def tell_skill(city: CityData, predictors: Predictors) -> None:
    """Print the scores of every pollutant and of the MDA8."""
    means = mean_hours(city, areas_of(city))[-1]
    days = compute_days(city, Engine())
    inside = np.isin(days.dates, np.unique(predictors.times.astype("datetime64[D]")))
    series = [(name, predictors, values) for name, values in means.items()]
    daily = daily_predictors(city.mean_weather, predictors.times)
    series.append(("o3_mda8", daily, days.values["o3_mda8"][-1, inside]))
    for name, told, values in series:
        for each in skills(told, values, workers=2):
            scores = f"{each.split:7}{each.step:5} R2 {each.r2:6.3f}  RMSE {each.rmse:7.2f}"
            print(f"{name:8}{scores}  bias {each.bias:6.2f}  n {each.n}", flush=True)


def main() -> int:
    """Print the numbers beside their targets; 1 where one is missed."""
    if not (ROOT.parent / "shared/data/uci-beijing").is_dir():
        print("normalisation skipped: no ../shared/data/uci-beijing beside the checkout")
        return 0
    city = gather()
    predictors = hourly_predictors(city.mean_weather, hours_of(city))
    if sys.argv[1:] == ["skill"]:
        tell_skill(city, predictors)
        return 0
    values = mean_hours(city, areas_of(city))[-1]["pm25"]
    begun, worked = time.perf_counter(), time.process_time()
    normalise(hourly_predictors(city.mean_weather, hours_of(city)), values, workers=2)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"one pollutant, both schemes, intervals: {seconds:.1f} s, {cpu:.1f} s of processor")
    kept = report("seconds", seconds, at_most=AUTOML_SECONDS / TIMES_AS_FAST)
    kept &= report("peak_mb", peak, at_most=1000)
    return 0 if compare(predictors, values) & kept else 1


if __name__ == "__main__":
    sys.exit(main())
