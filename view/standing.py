"""How a place stands so far this year, and what may be said about it.

The rules are our own wording of HJ 663's year-on-year comparison; no figure is computed here that
the summary tables do not hold, except differences and what the rest of the year may bring.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from airquality.metrics import METRICS, limit_averaging
from airquality.rounding import round_half_even
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE, limit, standard_in_force
from view.formats import in_units

KEY_METRICS = ("pm25", "o3_mda8_p90", "good_ratio", "heavy_days", "composite_index")
#: Of these metrics more is better; of all others less is.
MORE_IS_BETTER = frozenset({"good_ratio"})
#: Judged by the AQI or by limits, so two standards cannot be compared.
_BY_STANDARD = frozenset({"good_ratio", "heavy_days", "composite_index"})


@dataclass(frozen=True)
class Window:
    """A place from 1 January to a day.

    Attributes:
        end: the last day, included.
        first: the first day with a PM2.5 value; None where there is none.
        values: by metric of KEY_METRICS, as the tables hold it; NaN with too few valid days.
        days: valid days behind each of them.
        elapsed: calendar days since 1 January.
        unjudged: days without an AQI (an item is missing) that were certainly no good days
            (`good_ratio`) or certainly heavy (`heavy_days`); in neither of the two values.
    """

    end: pd.Timestamp
    first: pd.Timestamp | None
    values: Mapping[str, float]
    days: Mapping[str, int]
    elapsed: int
    unjudged: Mapping[str, int] = field(default_factory=dict)

    @property
    def starts_late(self) -> bool:
        """Whether January has no value, so that the window is not the one it is named after."""
        return self.first is None or self.first.month > 1

    @property
    def is_whole_year(self) -> bool:
        """Whether the window ends with the year."""
        return (self.end.month, self.end.day) == (12, 31)


@dataclass(frozen=True)
class Target:
    """What the city has promised for a metric; `stretch` NaN where there is none."""

    value: float
    stretch: float
    is_checked: bool


@dataclass(frozen=True)
class Standing:
    """A place's year so far, the same window of the year before, and the city's targets.

    `invalid` holds, for a window that is the whole year, the pollutants that have fewer days
    than GB 3095 table 4 asks of a year.
    """

    now: Window | None
    before: Window | None
    targets: Mapping[str, Target] = field(default_factory=dict)
    invalid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """The change from the year before, in the unit that the metric is printed in.

    Attributes:
        kind: 'lower', 'higher', 'equal', or 'none' where no comparison is fair.
        amount: size of the change, from the rounded values, so that what is shown adds up.
        tone: 'better', 'worse' or ''.
        reason: why there is none: 'no_data', 'too_few', 'late_start', 'reference_change' or
            'other_standard'.
    """

    kind: str
    amount: float = math.nan
    tone: str = ""
    reason: str = ""


def shown_value(metric: str, value: float) -> float:
    """Return a stored value in its printed unit, rounded by GB/T 8170 as it is shown; NaN stays."""
    printed = in_units(metric, value)
    return (
        math.nan if printed is None else float(round_half_even(printed, METRICS[metric].decimals))
    )


def is_known(window: Window | None, metric: str) -> bool:
    """Return whether a window has enough days for a metric."""
    return window is not None and math.isfinite(window.values.get(metric, math.nan))


def change(standing: Standing, metric: str) -> Change:
    """Return how a metric changed from the same days of the year before.

    No comparison where a value is missing, where one of the years has nothing in January (the
    windows differ), where they lie on two sides of the change of reference state (part of the
    change would be none of the air's), and, for what an AQI or a limit decides, where the standard
    has changed.
    """
    now, before = standing.now, standing.before
    if now is None or before is None or before.days.get(metric, 0) == 0:
        return Change("none", reason="no_data")
    if not is_known(now, metric) or not is_known(before, metric):
        return Change("none", reason="too_few")
    if now.starts_late or before.starts_late:
        return Change("none", reason="late_start")
    if crosses_reference_change(now.end):
        return Change("none", reason="reference_change")
    if metric in _BY_STANDARD and standard_in_force(now.end) != standard_in_force(before.end):
        return Change("none", reason="other_standard")
    return difference(metric, now.values[metric], before.values[metric])


def difference(metric: str, now: float, before: float) -> Change:
    """Return the change between two stored values, both rounded as they are shown."""
    places = METRICS[metric].decimals
    delta = float(round_half_even(shown_value(metric, now) - shown_value(metric, before), places))
    if math.isnan(delta):
        return Change("none", reason="too_few")
    if delta == 0:
        return Change("equal", 0.0)
    is_better = (delta > 0) == (metric in MORE_IS_BETTER)
    kind = "higher" if delta > 0 else "lower"
    return Change(kind, abs(delta), "better" if is_better else "worse")


def annual_limit(metric: str, day: date | pd.Timestamp) -> tuple[float, str, str] | None:
    """Return (limit, averaging, standard id) that a year's metric is held against on a day.

    None where the standard sets none for it.
    """
    averaging = limit_averaging(metric, "annual")
    pollutant = METRICS[metric].pollutant
    if averaging is None or pollutant is None:
        return None
    standard = standard_in_force(pd.Timestamp(day).date())
    value = limit(pollutant, averaging, standard)
    return None if value is None else (value, averaging, standard.id)


def room_left(window: Window, goal: float) -> tuple[int, float]:
    """Return (days left in the year, highest mean PM2.5 that they may have to meet the goal).

    The annual mean is the mean of its days: (goal · (n + rest) - mean · n) / rest with n valid
    days so far, every day to come taken as valid. NaN where no day is left.
    """
    year_end = pd.Timestamp(window.end.year, 12, 31)
    rest = int((year_end - window.end).days)
    if rest == 0:
        return 0, math.nan
    so_far = window.days["pm25"]
    mean = window.values["pm25"]
    return rest, (goal * (so_far + rest) - mean * so_far) / rest


def crosses_reference_change(end: pd.Timestamp) -> bool:
    """Return whether a year up to a day and the year before hold the change of 2018-09-01."""
    changed = pd.Timestamp(REFERENCE_STATE_CHANGE)
    return end >= changed and pd.Timestamp(end.year - 1, 1, 1) < changed


def meets(metric: str, value: float, goal: float) -> bool:
    """Return whether a stored value, rounded as shown, keeps a goal; good days need at least it."""
    seen, asked = shown_value(metric, value), shown_value(metric, goal)
    return seen >= asked if metric in MORE_IS_BETTER else seen <= asked
