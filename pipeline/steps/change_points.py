"""Step `change_points`: months from which a place stands on another level."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.change_points import find_change_points
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from pipeline.engine import Engine
from pipeline.steps.month_series import MonthSeries, rows_of, series_of

REFERENCE_CHANGE = "reference_change"
#: A point so near to the change of reference state may be that change.
MONTHS_AROUND = 2
_TIMES = ("date", "low", "high")
_NUMBERS = ("mean_before", "mean_after", "change_pct", "p_value")
_TEXTS = ("city", "scope", "place", "metric", "basis", "method", "note")


def build_change_points(evaluations: pd.DataFrame, engine: Engine | None = None) -> pd.DataFrame:
    """Return the table `change_points` from the months of the table `evaluations`.

    `evaluations`: as `month_series.series_of` takes it. Most series have none.
    """
    rows = rows_of(series_of(evaluations), _points_of_group, engine)
    types = dict.fromkeys(_TEXTS, "str") | dict.fromkeys(_NUMBERS, "float64")
    types |= dict.fromkeys(_TIMES, "datetime64[ms]")
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _points_of_group(group: list[MonthSeries]) -> list[list[dict[str, object]]]:
    return [_points_of(series) for series in group]


def _points_of(series: MonthSeries) -> list[dict[str, object]]:
    return [
        {
            **series.keys,
            "date": _first_day(point.month),
            "low": _first_day(point.low),
            "high": _first_day(point.high),
            **{name: getattr(point, name) for name in _NUMBERS},
            "method": point.method,
            "note": _note(series, point.month),
        }
        for point in find_change_points(series.months, series.values)
    ]


def _first_day(month: np.datetime64) -> pd.Timestamp:
    return pd.Timestamp(month.astype("datetime64[ms]"))


def _note(series: MonthSeries, month: np.datetime64) -> str:
    apart = abs(int((month - REFERENCE_STATE_CHANGE.astype("datetime64[M]")).astype(int)))
    is_near = series.crosses_reference_change and apart <= MONTHS_AROUND
    return REFERENCE_CHANGE if is_near else ""
