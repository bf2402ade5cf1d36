"""The same effect by other choices: what a verdict must not hang on.

Each variant is one model that saw neither the measures nor a margin around them, and predicts all
of their windows at once: other margins, poorer predictors, a training year left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from airquality.effects.held_out import MARGIN_DAYS, Model
from airquality.effects.record import LEAST_SHARE, Record, Scale
from airquality.effects.windows import Grid, Window, near

#: Days either side of a measure that are not learned from; the estimate itself leaves out five.
MARGINS = (2, 5, 10)
#: A year of training is left out where the record has this much of it (our own choice).
LEAST_YEAR_DAYS = 180


@dataclass(frozen=True)
class Variant:
    """One other choice.

    Attributes:
        name: 'margin_2', 'memory_hour', 'without_2014' ...
        predictors: which set of them its model takes.
        trained: bool (row,), what it may learn from.
    """

    name: str
    predictors: str
    trained: np.ndarray


@dataclass(frozen=True)
class VariantEffect:
    """An effect, µg/m³ (CO mg/m³) and % of the expected; NaN where there is none."""

    effect: float = np.nan
    percent: float = np.nan


def variants_of(
    windows: Sequence[Window],
    grid: Grid,
    predictors: Sequence[str],
    best: str,
    margin_days: int = MARGIN_DAYS,
) -> list[Variant]:
    """Return the variants: each margin, each other set of predictors, each year left out.

    predictors: ids of all sets; best: the one of the estimate.
    """
    free = {days: ~near(windows, grid, days * 24) for days in {*MARGINS, margin_days}}
    found = [Variant(f"margin_{days}", best, free[days]) for days in MARGINS]
    found += [
        Variant(f"memory_{name}", name, free[margin_days]) for name in predictors if name != best
    ]
    years = grid.times.astype("datetime64[Y]")
    for year in np.unique(years):
        own = years == year
        if grid.in_rows(LEAST_YEAR_DAYS) <= own.sum() < grid.rows:
            found.append(Variant(f"without_{year}", best, free[margin_days] & ~own))
    return found


def predict_variants(
    variants: Sequence[Variant],
    models: Mapping[str, Model],
    windows: Sequence[Window],
    grid: Grid,
    workers: int = 1,
) -> dict[str, np.ndarray]:
    """Return what each variant predicts in the windows, float64 (row,), NaN elsewhere."""
    asked = near(windows, grid, 0)

    def predict(variant: Variant) -> np.ndarray:
        found = np.full(grid.rows, np.nan)
        if asked.any() and variant.trained.any():
            found[asked] = models[variant.predictors](variant.trained, asked)
        return found

    with ThreadPoolExecutor(workers) as pool:
        return dict(zip((v.name for v in variants), pool.map(predict, variants), strict=True))


def variant_effect(
    span: tuple[int, int], record: Record, predicted: np.ndarray, scale: Scale, nearby: float
) -> VariantEffect:
    """Return the effect of one variant; NaN where too few rows have both.

    predicted: (row,); scale, nearby: those of the estimate: a variant has no placebos of its own.
    """
    own = slice(span[0], span[0] + span[1])
    there = np.isfinite(record.observed[own]) & np.isfinite(predicted[own])
    if there.sum() < LEAST_SHARE * span[1]:
        return VariantEffect()
    seen = float(record.observed[own][there].mean())
    expected = float(scale.expected(predicted[own][there].mean(), nearby))
    if expected <= 0:
        return VariantEffect(seen - expected)
    return VariantEffect(seen - expected, 100 * (seen / expected - 1))
