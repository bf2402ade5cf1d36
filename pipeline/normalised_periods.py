"""Months of a normalised series and the changes between its periods, as the tables keep them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.normalisation.attribution import KINDS, Attribution, Period, attribute, periods
from airquality.normalisation.normalised import Month, Normalised, months

_YEAR = np.timedelta64(12, "M")


@dataclass(frozen=True)
class NormalisedMonth:
    """One month by one scheme.

    Attributes:
        scheme: of `airquality.normalisation.expectation.SCHEMES`.
        month: its means and interval.
        values: measured rows.
        members: its mean by each member over these rows, float32 (member,); empty where the month
            has no mean.
    """

    scheme: str
    month: Month
    values: int
    members: np.ndarray


@dataclass(frozen=True)
class SchemeChange:
    """A change between periods of one kind, parted by one scheme."""

    scheme: str
    kind: str
    change: Attribution


def months_of(series: Normalised) -> list[NormalisedMonth]:
    """Return the months of a series with what each member says of them."""
    of_row = series.times.astype("datetime64[M]")
    is_measured = ~np.isnan(series.observed)
    found = []
    for month in months(series):
        rows = np.flatnonzero((of_row == month.start.astype("datetime64[M]")) & is_measured)
        known = np.isfinite(month.normalised)
        members = series.members[:, rows].mean(axis=1, dtype=np.float64) if known else np.empty(0)
        found.append(NormalisedMonth(series.scheme, month, len(rows), members.astype(np.float32)))
    return found


def changes_of(series: Normalised) -> list[SchemeChange]:
    """Return the change of every whole period against the same of the year before, by kind."""
    return [
        SchemeChange(series.scheme, kind, attribute(series, *pair))
        for kind in KINDS
        for pair in _pairs(periods(kind, series.times))
    ]


def _pairs(found: list[Period]) -> list[tuple[Period, Period]]:
    """Return each period with the one that begins a year before it."""
    by_start = {period[0].astype("datetime64[M]"): period for period in found}
    return [
        (by_start[start - _YEAR], period)
        for start, period in by_start.items()
        if start - _YEAR in by_start
    ]
