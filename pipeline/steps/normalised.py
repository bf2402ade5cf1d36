"""Step `normalised`."""

from __future__ import annotations

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import frame_of
from summaries.tables.normalised import NORMALISED


def build_normalised(effects: CityEffects) -> pd.DataFrame:
    """Return the table `normalised`."""
    return frame_of([], NORMALISED, effects.id)
