"""Time the past cases most like one among 10,000 against the pandas way, with equal results.

    python -m benchmarks.neighbours

The pandas way: subtract the case's row, square, mean of each part's columns, sum, sort. Both start
from the same scaled table; made-up cases, a fifth of whose numbers are missing.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from airquality.episodes.similarity import (
    NEIGHBOURS,
    PARTS,
    RATIO_TRAITS,
    WEATHER_TRAITS,
    Features,
    Traits,
    features,
    nearest,
)
from benchmarks.report import report

CASES = 10_000
RUNS = 15
MOST_MS = 20.0
LEAST_RATIO = 1.5


def make_cases(number: int = CASES) -> list[Traits]:
    """Return cases of every length and season, some without weather, without a curve, a ratio."""
    generator = np.random.default_rng(5)
    first = np.datetime64("1990-01-01T00", "h")
    return [
        Traits(
            first + int(generator.integers(0, 300_000)),
            float(generator.gamma(3, 50)),
            float(generator.gamma(2, 90)),
            float(length),
            generator.gamma(2, 60, length) if generator.random() < 0.8 else None,
            {n: generator.normal() for n in WEATHER_TRAITS if generator.random() < 0.8},
            {n: generator.gamma(2, 1) for n in RATIO_TRAITS if generator.random() < 0.8},
        )
        for length in generator.integers(6, 240, number).tolist()
    ]


def nearest_with_pandas(table: pd.DataFrame, row: int) -> np.ndarray:
    """Return the rows of the nearest: columns are (part, number of the feature)."""
    square = (table - table.loc[row]) ** 2
    columns = {}
    for number, part in enumerate(PARTS):
        own = square.loc[:, [number]]
        # Season is one point on a circle, its two coordinates add up.
        columns[part] = own.sum(axis=1, min_count=2) if part == "season" else own.mean(axis=1)
    found = pd.DataFrame(columns)
    distance = (found.mean(axis=1) * len(PARTS)) ** 0.5
    return distance.drop(row).sort_values(kind="stable").head(NEIGHBOURS).index.to_numpy()


def table_of(made: Features) -> pd.DataFrame:
    """Return the same numbers as a pandas user would keep them."""
    number = np.arange(len(made.parts))
    values = np.ascontiguousarray(np.where(made.known > 0, made.values, np.nan).T)
    return pd.DataFrame(values, columns=pd.MultiIndex.from_arrays([made.parts, number]))


def median_seconds(run: Callable[[int], object], rows: np.ndarray) -> float:
    """Return the median time of one answer, after one to warm up."""
    run(int(rows[0]))
    seconds = []
    for row in rows.tolist():
        began = time.perf_counter()
        run(row)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def main() -> int:
    """Print the two times and their ratio; 1 where a target is missed."""
    made = features(make_cases())
    table = table_of(made)
    rows = np.linspace(0, CASES - 1, RUNS).astype(int)
    for row in rows[:3].tolist():
        np.testing.assert_array_equal(nearest(made, row)[0], nearest_with_pandas(table, row))
    ours = median_seconds(lambda row: nearest(made, row), rows)
    theirs = median_seconds(lambda row: nearest_with_pandas(table, row), rows)
    kept = [
        report("neighbours_of_10000_ms", ours * 1e3, at_most=MOST_MS),
        report("neighbours_pandas_ms", theirs * 1e3),
        report("neighbours_pandas_over_ours", theirs / ours, at_least=LEAST_RATIO),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
