"""A place's months over all years, their slope and the months from which they stand elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from airquality.log_months import LEAST_MONTHS
from view.formats import number

#: Months drawn on either side of a change point for the means before and after it.
MONTHS_BESIDE = 12
_LEAST_P = 0.001


@dataclass(frozen=True)
class Change:
    """A month from which the values stand on another level.

    Attributes:
        month: datetime64[M], the first of the new level; low, high: bounds of its interval.
        before, after: means of up to 12 months on either side, freed of the season.
        change_pct: the step beside the steady trend, in per cent; p_value: of no step.
        is_reference_change: it lies within two months of the change of reference state.
    """

    month: np.datetime64
    low: np.datetime64
    high: np.datetime64
    before: float
    after: float
    change_pct: float
    p_value: float
    is_reference_change: bool


@dataclass(frozen=True)
class LongTerm:
    """The months of one place and metric on one basis.

    Attributes:
        metric: as in the table of trends; basis: 'all' or 'present_state'.
        start: datetime64[M], the first month.
        values: float32, one a month from the first to the last, missing = NaN.
        is_valid: bool, whether the month has as many days as the rules ask for.
        trend: the row of the table of trends.
        changes: in order of time.
        lost: months with a value that could not be converted to this basis.
    """

    metric: str
    basis: str
    start: np.datetime64
    values: np.ndarray
    is_valid: np.ndarray
    trend: Mapping[str, Any]
    changes: tuple[Change, ...] = field(default=())
    lost: int = 0

    @property
    def months(self) -> np.ndarray:
        """Each month."""
        return self.start + np.arange(len(self.values))

    @property
    def has_slope(self) -> bool:
        """Whether there were enough months for a slope."""
        return bool(np.isfinite(self.trend["slope"]))

    @property
    def is_judged(self) -> bool:
        """Whether the slope may be judged: no step in it that is not the air's."""
        return self.has_slope and not self.trend["crosses_reference_change"]

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the slope leaves out zero."""
        return bool(self.trend["slope_low"] > 0 or self.trend["slope_high"] < 0)

    @property
    def is_searched(self) -> bool:
        """Whether there were enough months to look for change points."""
        return int(self.trend["months"]) >= LEAST_MONTHS

    @property
    def mean(self) -> float:
        """Mean of the months; NaN without any."""
        held = np.isfinite(self.values)
        return float(self.values[held].mean(dtype=float)) if held.any() else float("nan")

    def per_cent(self, name: str) -> float:
        """Return a slope of the trend ('slope', 'slope_low', …) in per cent of the mean."""
        return 100 * float(self.trend[name]) / self.mean if self.mean > 0 else float("nan")

    @property
    def line(self) -> np.ndarray:
        """The slope as a line over all months, at the height of the median month.

        Half of the months lie above it and half below, as with the slopes of pairs (Conover,
        Practical Nonparametric Statistics).
        """
        years = np.arange(len(self.values)) / 12
        rise = float(self.trend["slope"]) * years
        return rise + float(np.nanmedian(self.values - rise))

    def beside(self, change: Change) -> tuple[np.datetime64, np.datetime64]:
        """Return the first month before a change point and the first after it that its means hold.

        12 months on either side, no further than the neighbouring change point.
        """
        others = [c.month for c in self.changes if c is not change]
        begin = [self.start, change.month - MONTHS_BESIDE]
        end = [self.start + len(self.values), change.month + MONTHS_BESIDE]
        begin += [m for m in others if m < change.month]
        end += [m for m in others if m > change.month]
        return max(begin), min(end)


def p_words(value: float) -> str:
    """Return a p as `= 0.021` or `< 0.001`."""
    return f"< {_LEAST_P}" if value < _LEAST_P else f"= {number(value, 3)}"
