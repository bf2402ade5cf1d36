"""Step `attribution`."""

from __future__ import annotations

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.steps.effect_rows import frame_of
from summaries.tables.attribution import ATTRIBUTION


def build_attribution(effects: CityEffects) -> pd.DataFrame:
    """Return the table `attribution`."""
    return frame_of([], ATTRIBUTION, effects.id)
