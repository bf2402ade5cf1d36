"""Step `model_skill`: how well the models know what they have not seen, or why there are none."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from airquality.rounding import round_half_even
from pipeline.effect_models import PollutantEffects
from pipeline.effects import EFFECT_POLLUTANTS, CityEffects
from pipeline.steps.effect_rows import frame_of, kept
from summaries.tables.model_skill import MODEL_SKILL


def build_model_skill(effects: CityEffects) -> pd.DataFrame:
    """Return the table `model_skill`: a row a pollutant, way of holding out and step.

    A pollutant without models has one row, of days on weeks held out, with the reason and no
    number; a city of which nothing can be said has one for every pollutant.
    """
    if effects.reason:
        rows = [_without_model(name, effects.reason) for name in EFFECT_POLLUTANTS]
        return frame_of(rows, MODEL_SKILL, effects.id)
    settings = effects.city.project.effects
    rows = []
    for each in effects.pollutants:
        if each.reason:
            rows.append(_without_model(each.pollutant, each.reason))
        else:
            rows += _rows_of(each, settings.members, settings.rule.least_r2)
    return frame_of(rows, MODEL_SKILL, effects.id)


def _rows_of(each: PollutantEffects, members: int, least_r2: float) -> list[dict[str, Any]]:
    blocked = [s.r2 for s in each.skills if (s.split, s.step) == ("weeks", "day")]
    whole = {
        "pollutant": each.pollutant,
        "members": members,
        "predictors": ",".join(each.predictors),
        "recipe": "" if each.recipe is None else _words_of(asdict(each.recipe)),
        "start": each.times[0],
        "end": each.times[-1] + (each.times[1] - each.times[0]),
        "is_good": bool(blocked) and bool(blocked[0] >= least_r2),
        "reason": "",
    }
    return [
        {
            **whole,
            "split": own.split,
            "step": own.step,
            "r2": float(round_half_even(own.r2, 3)),
            "rmse": float(kept(own.rmse, each.pollutant)),
            "bias": float(kept(own.bias, each.pollutant)),
            "n": own.n,
        }
        for own in each.skills
    ]


def _words_of(settings: dict[str, Any]) -> str:
    """Return settings as `name=value` joined by commas; what is left out is `none`."""
    return ",".join(
        f"{name}={'none' if value is None else value}" for name, value in settings.items()
    )


def _without_model(pollutant: str, reason: str) -> dict[str, Any]:
    missing = np.datetime64("NaT")
    return {
        "pollutant": pollutant,
        "split": "weeks",
        "step": "day",
        **dict.fromkeys(("r2", "rmse", "bias"), np.nan),
        **dict.fromkeys(("n", "members"), 0),
        **dict.fromkeys(("predictors", "recipe"), ""),
        **dict.fromkeys(("start", "end"), missing),
        "is_good": False,
        "reason": reason,
    }
