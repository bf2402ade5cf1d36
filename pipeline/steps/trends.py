"""Step `trends`: slopes over the years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.trends import Trend, trends_of_group
from pipeline.engine import Engine
from pipeline.steps.month_series import MonthSeries, rows_of, series_of


def build_trends(evaluations: pd.DataFrame, engine: Engine | None = None) -> pd.DataFrame:
    """Return the table `trends` from the months of the table `evaluations`.

    `evaluations`: as `month_series.series_of` takes it; a row a place, metric and basis. In basis
    `all` months are used as evaluated, each at the reference state of its day; a series that
    crosses 2018-09-01 therefore carries a step and is marked. Months without a value are left out.
    """
    return pd.DataFrame(rows_of(series_of(evaluations), _rows_of_group, engine))


def _rows_of_group(group: list[MonthSeries]) -> list[list[dict[str, object]]]:
    found = trends_of_group(group[0].months, np.stack([series.values for series in group]))
    return [[_row_of(series, trend)] for series, trend in zip(group, found, strict=True)]


def _row_of(series: MonthSeries, trend: Trend) -> dict[str, object]:
    mean = series.values.mean() if len(series.values) else np.nan
    first, end = series.span
    return {
        **series.keys,
        "slope": trend.slope,
        "slope_low": trend.low,
        "slope_high": trend.high,
        "slope_pct": 100 * trend.slope / mean if mean > 0 else np.nan,
        "p_value": trend.p_value,
        "persistence": trend.persistence,
        "method": trend.method,
        "period_start": pd.Timestamp(first.astype("datetime64[ms]")),
        "period_end": pd.Timestamp(end.astype("datetime64[ms]")),
        "months": trend.months,
        "note": trend.note,
        "crosses_reference_change": series.crosses_reference_change,
    }
