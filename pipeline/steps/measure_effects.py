"""Step `measure_effects`: what each measure changed, and how sure that is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from airquality.effects.assessment import MARGIN_DAYS, Assessed
from airquality.rounding import round_half_even
from pipeline.effects import CityEffects, aims_of
from pipeline.steps.effect_rows import frame_of, kept, kept_percent
from summaries.tables.measure_effects import MEASURE_EFFECTS


def build_measure_effects(effects: CityEffects) -> pd.DataFrame:
    """Return the table `measure_effects`: a row a measure with an end and a pollutant.

    Where nothing can be said there is a row with the reason and no numbers; a city of which
    nothing can be said at all has none.
    """
    aims = aims_of(effects.city)
    rows = [
        {**_row(each.pollutant, judged), "is_aimed": each.pollutant in aims[judged.measure.id]}
        for each in effects.pollutants
        for judged in each.measures
    ]
    return frame_of(rows, MEASURE_EFFECTS, effects.id)


def _row(pollutant: str, judged: Assessed) -> dict[str, Any]:
    effect = judged.effect
    known = [own.effect for own in judged.variants.values() if np.isfinite(own.effect)]
    levels = {
        "observed": effect.observed,
        "predicted": effect.predicted,
        "effect": effect.effect,
        "effect_low": effect.low,
        "effect_high": effect.high,
        "sensitivity_low": min(known, default=np.nan),
        "sensitivity_high": max(known, default=np.nan),
        "before": judged.before,
        "after": judged.after,
    }
    shares = {
        "effect_pct": effect.percent,
        "effect_pct_low": effect.percent_low,
        "effect_pct_high": effect.percent_high,
        "bias_pct": effect.bias,
        "drift_pct": effect.drift,
    }
    return {
        "measure_id": judged.measure.id,
        "pollutant": pollutant,
        "start": judged.measure.window.start,
        "end": judged.measure.window.end,
        **{name: float(kept(value, pollutant)) for name, value in levels.items()},
        **{name: float(kept_percent(value)) for name, value in shares.items()},
        "placebo_p": float(round_half_even(effect.p, 4)),
        "times_reach": _finite(effect.times_reach, 2),
        "placebo_rank": effect.rank,
        "placebos": effect.placebos,
        "independent": effect.independent,
        "around_days": effect.around_days,
        "verdict": judged.verdict,
        "reason": judged.reason,
        "margin_days": float(MARGIN_DAYS),
        "skill_r2": float(round_half_even(judged.r2, 3)),
        "same_sign": bool(known) and bool((np.sign(known) == np.sign(effect.effect)).all()),
        "others": ",".join(judged.others),
    }


def _finite(value: float, decimals: int) -> float:
    """Return a rounded number, NaN of one without bounds: no placebo was off at all."""
    return float(round_half_even(value, decimals)) if np.isfinite(value) else np.nan
