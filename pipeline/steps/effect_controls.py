"""Step `effect_controls`: what the other cities of the build say of each measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from airquality.rounding import round_half_even
from pipeline.effect_donors import Controlled
from pipeline.steps.effect_rows import frame_of, kept, kept_percent
from summaries.tables.effect_controls import EFFECT_CONTROLS


def build_effect_controls(found: Sequence[Controlled], city: str) -> pd.DataFrame:
    """Return the table `effect_controls`: a row a measure and pollutant, with a reason or numbers.

    found: of the city, by `pipeline.effect_donors.control_measures`.
    """
    return frame_of([_row(each) for each in found], EFFECT_CONTROLS, city)


def _row(found: Controlled) -> dict[str, Any]:
    own = found.control
    levels = {
        "observed": own.observed,
        "synthetic": own.expected,
        "effect": own.effect,
        "error_before": own.error_before,
    }
    shares = {"effect_pct": own.percent, "error_before_pct": 100 * own.relative}
    return {
        "measure_id": found.measure,
        "pollutant": found.pollutant,
        "start": found.window.start,
        "end": found.window.end,
        **{name: float(kept(value, found.pollutant)) for name, value in levels.items()},
        **{name: float(kept_percent(value)) for name, value in shares.items()},
        "ratio": float(round_half_even(own.ratio, 3)) if np.isfinite(own.ratio) else np.nan,
        "placebo_rank": own.rank,
        "placebo_p": float(round_half_even(own.p, 4)),
        "donors": len(own.weights),
        "left_out": found.left_out,
        "days_before": own.days_before,
        "days_within": own.days_within,
        "reason": own.reason,
    }
