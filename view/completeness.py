"""What is missing, and on whose side: shares of station hours, added up over stations or months.

A month in which no file covers any station of the city is no gap but a time without hourly data;
`covered` leaves it out, so that it is said in words and not hidden in a percentage.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

#: Reasons for an hour without a usable value. The first two lie with the source, the last two
#: are this system's own decisions.
REASONS = ("source_empty", "not_loaded", "rejected", "excluded")
AT_SOURCE = ("source_empty", "not_loaded")
SHARES = ("valid", *REASONS, "flagged")
#: From this part of all missing hours on one side, the other side is not worth a word.
_NEARLY_ALL = 0.9


@dataclass(frozen=True)
class Shares:
    """Shares (0-1) of so many station hours; `flagged` overlaps the others."""

    hours: int
    valid: float
    source_empty: float
    not_loaded: float
    rejected: float
    excluded: float
    flagged: float

    @property
    def missing(self) -> float:
        """Share of hours without a usable value."""
        return sum(getattr(self, reason) for reason in REASONS)

    @property
    def largest_reason(self) -> str | None:
        """The reason that took the most hours; None where nothing is missing."""
        worst = max(REASONS, key=lambda reason: getattr(self, reason))
        return worst if getattr(self, worst) > 0 else None

    @property
    def side(self) -> str:
        """'none', 'source', 'system' or 'both': where (nearly) all that is missing was lost."""
        if self.missing <= 0:
            return "none"
        at_source = sum(getattr(self, reason) for reason in AT_SOURCE) / self.missing
        if at_source >= _NEARLY_ALL:
            return "source"
        return "system" if at_source <= 1 - _NEARLY_ALL else "both"


def covered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the months in which a file covers at least one station's hour.

    `frame` holds one pollutant of one city. A station without data stays in covered months.
    """
    is_there = frame["share_not_loaded"] < 1
    return frame[frame["period_start"].isin(frame.loc[is_there, "period_start"])]


def add_up(frame: pd.DataFrame) -> Shares | None:
    """Return the shares over all rows, each weighted by its hours; None without an hour."""
    hours = frame["hours"].to_numpy(dtype=float)
    if not hours.sum():
        return None
    sums = (hours @ _matrix(frame)) / hours.sum()
    return Shares(int(hours.sum()), **dict(zip(SHARES, sums.tolist(), strict=True)))


def by(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return shares added up by a column: `hours` and each `share_*`, the column's values as index.

    Sorted by the index; a value without an hour is left out.
    """
    groups, index = pd.factorize(frame[key], sort=True)
    hours = frame["hours"].to_numpy(dtype=float)
    total = np.bincount(groups, hours, len(index))
    columns: dict[str, np.ndarray] = {"hours": total}
    for name, shares in zip(SHARES, _matrix(frame).T, strict=True):
        with np.errstate(invalid="ignore"):
            columns[f"share_{name}"] = np.bincount(groups, shares * hours, len(index)) / total
    summed = pd.DataFrame(columns, index=pd.Index(index, name=key))
    return summed[total > 0]


def _matrix(frame: pd.DataFrame) -> np.ndarray:
    return frame[[f"share_{name}" for name in SHARES]].to_numpy(dtype=float)


def stations_of(frame: pd.DataFrame, city: str, place: str) -> tuple[str, ...]:
    """Return the stations of a place that have rows: all of a city, those in a district, or one.

    `frame` has the columns `station` and `district`.
    """
    if place == city:
        return tuple(frame["station"].unique())
    is_in = (frame["station"] == place) | (frame["district"] == place)
    return tuple(frame.loc[is_in, "station"].unique())
