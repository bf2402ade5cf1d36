"""Step `effect_donors`: the cities of which each synthetic one is made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from airquality.rounding import round_half_even
from pipeline.effect_donors import Controlled
from pipeline.steps.effect_rows import frame_of
from summaries.tables.effect_donors import EFFECT_DONORS


def build_effect_donors(found: Sequence[Controlled], city: str) -> pd.DataFrame:
    """Return the table `effect_donors`: a row a donor, the largest weight first.

    found: of the city, by `pipeline.effect_donors.control_measures`. Without donors no rows.
    """
    rows = []
    for each in found:
        weights, ratios = each.control.weights, each.control.ratios
        for number, donor in enumerate(sorted(weights, key=lambda d: (-weights[d], d)), start=1):
            rows.append(
                {
                    "measure_id": each.measure,
                    "pollutant": each.pollutant,
                    "donor": donor,
                    "name_zh": each.donors[donor].name_zh,
                    "name_en": each.donors[donor].name_en,
                    "weight": float(round_half_even(weights[donor], 4)),
                    "ratio": _finite(ratios[donor]),
                    "distance_km": float(np.round(each.distances[donor], 1)),
                    "number": number,
                }
            )
    return frame_of(rows, EFFECT_DONORS, city)


def _finite(ratio: float) -> float:
    """Return a rounded ratio, NaN of one without bounds: its days before were followed exactly."""
    return float(round_half_even(ratio, 3)) if np.isfinite(ratio) else np.nan
