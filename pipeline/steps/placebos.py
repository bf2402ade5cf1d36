"""Step `placebos`: what the same method finds where nothing was done."""

from __future__ import annotations

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import kept, kept_percent
from summaries.tables.placebos import PLACEBOS


def build_placebos(effects: CityEffects) -> pd.DataFrame:
    """Return the table `placebos`; nothing of a measure without an effect."""
    parts = []
    for each in effects.pollutants:
        for judged in each.measures:
            own = judged.placebos
            if own is None:
                continue
            part = pd.DataFrame(
                {
                    "start": each.times[own.starts].astype("datetime64[ms]"),
                    "effect": kept(own.effects, each.pollutant),
                    "effect_pct": kept_percent(own.percent),
                }
            )
            parts.append(part.assign(measure_id=judged.measure.id, pollutant=each.pollutant))
    if not parts:
        return PLACEBOS.schema().empty_table().to_pandas()
    return pd.concat(parts, ignore_index=True).assign(city=effects.id)
