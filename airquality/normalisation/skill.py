"""How well a model knows what it never saw.

Reported are weeks held out, then years, and beside them the split by chance that flatters: the
difference between them is what neighbouring hours give away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from airquality.hours import HOURS_PER_DAY
from airquality.normalisation.blocks import (
    HeldOut,
    held_out_random,
    held_out_weeks,
    held_out_years,
)
from airquality.normalisation.model import Recipe, Workshop, cross_fit, recipe_for
from airquality.normalisation.predictors import Predictors
from airquality.normalisation.refusal import NormalisationError

Split = Callable[[np.ndarray], Sequence[HeldOut]]
SPLITS: dict[str, Split] = {
    "weeks": held_out_weeks,
    "years": held_out_years,
    "random": held_out_random,
}
STEPS: tuple[str, ...] = ("hour", "day")
#: R² of daily means on held-out weeks below which no verdict rests on a model (our own choice).
GOOD_R2 = 0.6
#: Hours that a day needs (GB 3095: 20 of a daily mean), values that a score needs.
LEAST_HOURS, LEAST_VALUES = 20, 30


@dataclass(frozen=True)
class Skill:
    """Scores of one split.

    Attributes:
        split, step: of `SPLITS` and `STEPS`.
        r2: 1 - squares of the errors / squares about the mean; below 0 where the mean does better.
        rmse, bias: of predicted less observed, unit of the values.
        n: values compared. Fewer than `LEAST_VALUES`: the scores are NaN.
    """

    split: str
    step: str
    r2: float
    rmse: float
    bias: float
    n: int


def skills(
    predictors: Predictors,
    values: np.ndarray,
    recipe: Recipe | None = None,
    workers: int = 1,
    splits: Sequence[str] = tuple(SPLITS),
) -> list[Skill]:
    """Score a model by each split, hour by hour and by daily means (days only where rows are days).

    values: (row,), missing = NaN. A split without two folds to learn from has NaN and n = 0.
    Raises NormalisationError: `too_few`, `constant`, of the split by weeks.
    """
    found = []
    workshop = Workshop(predictors, recipe or recipe_for(predictors))
    for split in splits:
        try:
            held_outs = SPLITS[split](predictors.times)
            predicted = cross_fit(predictors, values, held_outs, recipe, workers, workshop)
        except NormalisationError:
            if split == "weeks":
                raise
            predicted = np.full(len(values), np.nan)
        if predictors.step_hours == 1:
            found.append(score(values, predicted, split, "hour"))
            found.append(score(*daily_means(predictors.times, values, predicted), split, "day"))
        else:
            found.append(score(values, predicted, split, "day"))
    return found


def is_good(found: Sequence[Skill]) -> bool:
    """Return whether verdicts may rest on the model: daily, by weeks held out."""
    return any(s.split == "weeks" and s.step == "day" and s.r2 >= GOOD_R2 for s in found)


def score(observed: np.ndarray, predicted: np.ndarray, split: str, step: str) -> Skill:
    """Compare what there is of both, (row,) each, missing = NaN."""
    both = ~np.isnan(observed) & ~np.isnan(predicted)
    count = int(both.sum())
    if count < LEAST_VALUES:
        return Skill(split, step, np.nan, np.nan, np.nan, count)
    error, own = predicted[both] - observed[both], observed[both]
    about = float(np.sum((own - own.mean()) ** 2))
    r2 = 1 - float(np.sum(error**2)) / about if about else np.nan
    return Skill(split, step, r2, float(np.sqrt(np.mean(error**2))), float(error.mean()), count)


def daily_means(
    times: np.ndarray, observed: np.ndarray, predicted: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the daily means of the hours that both have, (day,) each; NaN of under 20 hours."""
    both = ~np.isnan(observed) & ~np.isnan(predicted)
    _, day = np.unique(np.asarray(times).astype("datetime64[D]"), return_inverse=True)
    count = np.bincount(day, weights=both)
    enough = count >= min(LEAST_HOURS, HOURS_PER_DAY)
    means = []
    for values in (observed, predicted):
        total = np.bincount(day, weights=np.where(both, values, 0.0))
        means.append(np.where(enough, total / np.maximum(count, 1), np.nan))
    return means[0], means[1]
