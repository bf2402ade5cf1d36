"""Step `effect_sensitivity`: the same effect by other margins, predictors and training years."""

from __future__ import annotations

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import frame_of, kept, kept_percent
from summaries.tables.effect_sensitivity import EFFECT_SENSITIVITY


def build_effect_sensitivity(effects: CityEffects) -> pd.DataFrame:
    """Return the table `effect_sensitivity`: a row a variant, in the order of the variants."""
    rows = [
        {
            "measure_id": judged.measure.id,
            "pollutant": each.pollutant,
            "variant": name,
            "effect": float(kept(own.effect, each.pollutant)),
            "effect_pct": float(kept_percent(own.percent)),
            "number": number,
        }
        for each in effects.pollutants
        for judged in each.measures
        for number, (name, own) in enumerate(judged.variants.items(), start=1)
    ]
    return frame_of(rows, EFFECT_SENSITIVITY, effects.id)
