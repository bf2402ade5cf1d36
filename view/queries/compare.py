"""The hours or days of a case, counted from its onset or from its peak."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from summaries.store import Snapshot
from view.case_row import CaseRow
from view.queries.case import curve, days

#: What days hold in place of hours of a pollutant.
_OF_DAYS = {"o3": "o3_mda8"}


@dataclass(frozen=True)
class Aligned:
    """A case on hours that are counted from one moment of its own.

    Attributes:
        anchor: the moment that is hour 0.
        hours: int32, beginnings of hours, or of days where `is_days`.
        values: float32 by pollutant, missing = NaN; a pollutant without any value is left out.
        is_days: daily values, since the place publishes no others.
    """

    anchor: pd.Timestamp
    hours: np.ndarray
    values: dict[str, np.ndarray]
    is_days: bool


def aligned(snapshot: Snapshot, row: CaseRow, align: str, pollutants: Sequence[str]) -> Aligned:
    """Return a case counted from its first hour ('onset') or its highest one ('peak').

    Of days: from the first day over the limit, or from the highest day, both at 00:00; so is a
    case whose hours have no peak. A day and an hour beside it are what there is before and after.
    """
    hourly = curve(snapshot, row) if row.has_hours else None
    if hourly is None or not len(hourly):
        return _of_days(snapshot, row, align, pollutants)
    anchor = row.start if align == "onset" else row.peak_time or row.peak_day or row.start
    values = {p: hourly.values[p] for p in pollutants if p in hourly.values}
    return Aligned(anchor, _since(hourly.times, anchor), values, False)


def _of_days(snapshot: Snapshot, row: CaseRow, align: str, pollutants: Sequence[str]) -> Aligned:
    found = days(snapshot, row, 1)
    anchor = row.first_day if align == "onset" else row.peak_day or row.first_day
    times = np.array([each.date for each in found], "datetime64[h]")
    lines = {
        p: np.array([getattr(each, _OF_DAYS.get(p, p)) for each in found], np.float32)
        for p in pollutants
    }
    values = {p: line for p, line in lines.items() if np.isfinite(line).any()}
    return Aligned(anchor, _since(times, anchor), values, True)


def _since(times: np.ndarray, anchor: pd.Timestamp) -> np.ndarray:
    zero = np.datetime64(anchor, "h")
    return (times.astype("datetime64[h]") - zero).astype(np.int32)
