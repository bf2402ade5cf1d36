"""One pollutant's models: the weather taken out, the measures judged. A block of the engine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.effects.assessment import Assessed, Measure, assess, unjudged
from airquality.effects.counterfactual import grid_of, models_of, predictor_sets
from airquality.hours import HOURS_PER_DAY
from airquality.normalisation.model import Recipe, recipe_for
from airquality.normalisation.normalised import check_series, normalise
from airquality.normalisation.refusal import NormalisationError
from airquality.normalisation.skill import Skill, skills
from pipeline.days import Arrays
from pipeline.normalised_periods import NormalisedMonth, SchemeChange, changes_of, months_of
from pipeline.project_effects import Effects

#: The pollutant whose values are days.
MDA8 = "o3_mda8"


@dataclass(frozen=True)
class EffectTask:
    """What the models of one pollutant are made of.

    Attributes:
        pollutant: its id.
        times: datetime64[h] (hour,).
        values: its mean over the city, (hour,), of MDA8 (day,); missing = NaN.
        weather: the city's mean weather by id, (hour,).
        measures: all that are judged.
        settings: `[effects]` of the project.
    """

    pollutant: str
    times: np.ndarray
    values: np.ndarray
    weather: Arrays
    measures: tuple[Measure, ...]
    settings: Effects

    @property
    def by_day(self) -> bool:
        """Whether its values are days."""
        return self.pollutant == MDA8

    @property
    def row_times(self) -> np.ndarray:
        """The beginning of each value, datetime64[h]."""
        return self.times[::HOURS_PER_DAY] if self.by_day else self.times


@dataclass(frozen=True)
class PollutantEffects:
    """What was found of one pollutant.

    Attributes:
        pollutant: its id.
        times: the beginning of each row of its record, datetime64[h].
        reason, words: why there is no model, as an id and in words; '' where there is one.
        measures: every measure, judged; with a reason none has an effect.
        skills: how well the models know what they have not seen.
        months: its months by each scheme.
        changes: between periods of each kind, by each scheme.
        predictors: their names.
        recipe: how the models are made.
    """

    pollutant: str
    times: np.ndarray
    reason: str = ""
    words: str = ""
    measures: tuple[Assessed, ...] = ()
    skills: tuple[Skill, ...] = ()
    months: tuple[NormalisedMonth, ...] = ()
    changes: tuple[SchemeChange, ...] = ()
    predictors: tuple[str, ...] = ()
    recipe: Recipe | None = None


def compute_effects(task: EffectTask) -> PollutantEffects:
    """Take the weather out of one pollutant and judge every measure by it."""
    try:
        return _with_models(task)
    except NormalisationError as refusal:
        unjudged_ones = tuple(unjudged(task.measures, refusal.reason))
        return PollutantEffects(
            task.pollutant, task.row_times, refusal.reason, str(refusal), unjudged_ones
        )


def _with_models(task: EffectTask) -> PollutantEffects:
    check_series(task.values, task.row_times, HOURS_PER_DAY if task.by_day else 1)
    sets = predictor_sets(task.weather, task.times, task.by_day)
    best = next(iter(sets.values()))
    series = normalise(best, task.values, members=task.settings.members)
    found = skills(best, task.values)
    models = models_of(sets, task.values)
    of_weeks = next((s.r2 for s in found if (s.split, s.step) == ("weeks", "day")), np.nan)
    rule = task.settings.rule
    judged = assess(task.measures, grid_of(sets), task.values, models, rule, r2_of_weeks=of_weeks)
    return PollutantEffects(
        pollutant=task.pollutant,
        times=best.times,
        measures=tuple(judged),
        skills=tuple(found),
        months=tuple(month for each in series.values() for month in months_of(each)),
        changes=tuple(change for each in series.values() for change in changes_of(each)),
        predictors=best.names,
        recipe=recipe_for(best),
    )
