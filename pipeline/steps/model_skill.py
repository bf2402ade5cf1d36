"""Step `model_skill`: how well the models know what they have not seen, or why there are none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.effects import EFFECT_POLLUTANTS, CityEffects
from pipeline.steps.effect_rows import frame_of
from summaries.tables.model_skill import MODEL_SKILL


def build_model_skill(effects: CityEffects) -> pd.DataFrame:
    """Return the table `model_skill`.

    A pollutant without models has one row, of days on weeks held out, with the reason and no
    number; a city of which nothing can be said has one for every pollutant.
    """
    reasons = {each.pollutant: each.reason for each in effects.pollutants}
    rows = [
        _without_model(pollutant, effects.reason or reasons[pollutant])
        for pollutant in EFFECT_POLLUTANTS
        if effects.reason or reasons[pollutant]
    ]
    return frame_of(rows, MODEL_SKILL, effects.id)


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
