"""Step `trends`: slopes over the years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from airquality.trends import theil_sen

METRICS = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
_PLACE = ["city", "scope", "place"]


def build_trends(monthly: pd.DataFrame) -> pd.DataFrame:
    """Return the table `trends` from the table `monthly`: a row a place and metric.

    Months are used as evaluated, each at the reference state of its day; a series that crosses
    2018-09-01 therefore carries a step and is marked. Months without a value are left out.
    """
    months = monthly["period_start"].to_numpy().astype("datetime64[M]")
    values = {metric: monthly[metric].to_numpy(dtype=float) for metric in METRICS}
    rows = []
    for keys, place in monthly.groupby(_PLACE, sort=False, observed=True).indices.items():
        named: dict[str, object] = dict(zip(_PLACE, list(keys), strict=True))  # type: ignore[call-overload]
        rows += [{**named, **_trend(m, months[place], values[m][place])} for m in METRICS]
    return pd.DataFrame(rows)


def _trend(metric: str, months: np.ndarray, values: np.ndarray) -> dict[str, object]:
    held = np.isfinite(values)
    months, values = months[held], values[held]
    trend = theil_sen(months, values)
    mean = values.mean() if len(values) else np.nan
    first = months.min().astype("datetime64[D]") if len(months) else np.datetime64("NaT", "D")
    end = (months.max() + 1).astype("datetime64[D]") if len(months) else first
    return {
        "metric": metric,
        "slope": trend.slope,
        "slope_low": trend.low,
        "slope_high": trend.high,
        "slope_pct": 100 * trend.slope / mean if mean > 0 else np.nan,
        "p_value": trend.p_value,
        "method": trend.method,
        "period_start": pd.Timestamp(first.astype("datetime64[ms]")),
        "period_end": pd.Timestamp(end.astype("datetime64[ms]")),
        "months": trend.months,
        "note": trend.note,
        "crosses_reference_change": bool(first < REFERENCE_STATE_CHANGE < end),
    }
