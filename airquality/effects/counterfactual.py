"""The models that predict the air without a measure: weather with its memory, season, trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from airquality.effects.held_out import Model
from airquality.effects.windows import Grid
from airquality.normalisation.model import Recipe, Workshop, recipe_for
from airquality.normalisation.predictors import (
    Predictors,
    daily_predictors,
    hourly_predictors,
)
from airquality.normalisation.refusal import NormalisationError

#: The estimate's own set of predictors, then those that its sensitivity is tried with.
PREDICTOR_SETS: tuple[str, ...] = ("all", "day", "hour")


def predictor_sets(
    weather: Mapping[str, np.ndarray],
    times: np.ndarray,
    is_daily: bool = False,
    memories: Sequence[str] = PREDICTOR_SETS,
) -> dict[str, Predictors]:
    """Return the predictors of every set, to be made once for all pollutants.

    weather: (hour,) by id; times: datetime64[h] (hour,); is_daily: a row a day, for MDA8.
    NormalisationError: there is no weather.
    """
    make = daily_predictors if is_daily else hourly_predictors
    return {memory: make(weather, times, memory) for memory in memories}


def models_of(
    predictors: Mapping[str, Predictors], observed: np.ndarray, recipe: Recipe | None = None
) -> dict[str, Model]:
    """Return what fits and predicts one pollutant, by set of predictors.

    observed: (row,) as the predictors' rows, missing = NaN. Rows that leave too little to learn
    from (too few values, none that vary) predict NaN: one fold or one variant falls away, not all.
    """

    def model_of(known: Predictors) -> Model:
        workshop = Workshop(known, recipe or recipe_for(known))

        def model(trained: np.ndarray, held: np.ndarray) -> np.ndarray:
            try:
                member = workshop.fit(observed, trained.astype(np.float64))
            except NormalisationError:
                return np.full(int(held.sum()), np.nan)
            return workshop.predict(member, held)

        return model

    return {memory: model_of(known) for memory, known in predictors.items()}


def grid_of(predictors: Mapping[str, Predictors]) -> Grid:
    """Return the rows that the predictors have."""
    first = next(iter(predictors.values()))
    return Grid(first.times, first.step_hours)
