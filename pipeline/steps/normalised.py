"""Step `normalised`: months with the weather taken out, beside those observed."""

from __future__ import annotations

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import frame_of, kept
from summaries.tables.normalised import NORMALISED


def build_normalised(effects: CityEffects) -> pd.DataFrame:
    """Return the table `normalised`; a month measured too little has a row without numbers."""
    rows = [
        {
            "pollutant": each.pollutant,
            "scheme": own.scheme,
            "period_start": own.month.start,
            **{
                name: float(kept(getattr(own.month, name), each.pollutant))
                for name in ("observed", "normalised", "low", "high")
            },
            "values": own.values,
            "members": kept(own.members, each.pollutant).astype("<f4").tobytes() or None,
        }
        for each in effects.pollutants
        for own in each.months
    ]
    return frame_of(rows, NORMALISED, effects.id)
