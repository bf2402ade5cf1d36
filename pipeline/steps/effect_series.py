"""Step `effect_series`: observed and predicted air around the window of each measure."""

from __future__ import annotations

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import kept
from summaries.tables.effect_series import EFFECT_SERIES

_LEVELS = ("observed", "predicted", "low", "high")


def build_effect_series(effects: CityEffects) -> pd.DataFrame:
    """Return the table `effect_series`; nothing of a measure without an effect."""
    parts = []
    for each in effects.pollutants:
        for judged in each.measures:
            own = judged.series
            if own is None:
                continue
            levels = {name: kept(getattr(own, name), each.pollutant) for name in _LEVELS}
            part = pd.DataFrame({"time": own.times.astype("datetime64[ms]"), **levels})
            parts.append(
                part.assign(
                    measure_id=judged.measure.id,
                    pollutant=each.pollutant,
                    in_window=own.in_window,
                )
            )
    if not parts:
        return EFFECT_SERIES.schema().empty_table().to_pandas()
    return pd.concat(parts, ignore_index=True).assign(city=effects.id)
