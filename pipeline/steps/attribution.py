"""Step `attribution`: a change between two periods, parted into the weather and the rest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.effects import CityEffects
from pipeline.normalised_periods import SchemeChange
from pipeline.steps.effect_rows import frame_of, kept
from summaries.tables.attribution import ATTRIBUTION

_NUMBERS = (
    "observed_from",
    "observed_to",
    "change",
    "weather",
    "weather_low",
    "weather_high",
    "rest",
    "rest_low",
    "rest_high",
)


def build_attribution(effects: CityEffects) -> pd.DataFrame:
    """Return the table `attribution`: years, campaign seasons and months, each a year apart.

    A period measured too little has a row without numbers.
    """
    rows = [_row(each.pollutant, own) for each in effects.pollutants for own in each.changes]
    return frame_of(rows, ATTRIBUTION, effects.id)


def _row(pollutant: str, own: SchemeChange) -> dict[str, Any]:
    (from_start, from_end), (to_start, to_end) = own.change.from_period, own.change.to_period
    months = (to_end.astype("datetime64[M]") - to_start.astype("datetime64[M]")).astype(int)
    return {
        "pollutant": pollutant,
        "scheme": own.scheme,
        "kind": own.kind,
        "from_start": from_start,
        "from_end": from_end,
        "to_start": to_start,
        "to_end": to_end,
        "months": int(months),
        **{name: float(kept(getattr(own.change, name), pollutant)) for name in _NUMBERS},
    }
