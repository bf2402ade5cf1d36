"""What an episode of a city is called and when it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

HOURS, DAYS = "hours", "days"


@dataclass(frozen=True)
class Case:
    """One episode of one place.

    Attributes:
        kind: "pm25", "o3" or "both".
        start, end: datetime64[h], the end exclusive.
        first_day, last_day: datetime64[D], the first and last day over the limit.
        is_open: its end was not seen: the data end, or break off, before the gap that ends it.
        is_cut: its beginning was not seen: the data begin inside it.
        origin: "hours", or "days" where some of its days are known by their daily value alone.
        missing_hours: hours from start to end without a value.
        limit: the daily limit in force on the first day, µg/m³.
    """

    kind: str
    start: np.datetime64
    end: np.datetime64
    first_day: np.datetime64
    last_day: np.datetime64
    is_open: bool
    is_cut: bool
    origin: str
    missing_hours: int
    limit: float

    def id(self, prefix: str) -> str:
        """Return its id, `beijing-pm25-20151219`; prefix: the city, or the adcode of an area."""
        return f"{prefix}-{self.kind}-{str(self.first_day).replace('-', '')}"

    @property
    def hours(self) -> int:
        """Return its length in hours."""
        return int((self.end - self.start).astype(int))
