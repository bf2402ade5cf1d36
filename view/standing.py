"""How a place stands so far this year, and what may be said about it.

The rules are our own wording of HJ 663's year-on-year comparison; no figure is computed here that
the summary tables do not hold, except differences of two shown values.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from airquality.metrics import METRICS, limit_averaging
from airquality.rounding import round_half_even
from airquality.schemes import IN_FORCE, SCHEMES
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.formats import in_units
from view.limit_words import limit_of_year, limits_of_year
from view.spans import JUDGED, Span, incomparable

if TYPE_CHECKING:
    from view.queries.cumulative import Allowance

KEY_METRICS = ("pm25", "o3_mda8_p90", "good_ratio", "heavy_days", "composite_index")
#: Of these metrics more is better; of all others less is.
MORE_IS_BETTER = frozenset({"good_ratio"})


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
        unfair: why a metric may not be compared whatever its value: 'unconverted', it has days
            that could not be brought to the present reference state; 'no_window', the rules
            chosen keep no row of this day.
        good: good days; None where not counted. incomplete: days among those judged that lack
            an item and count because another exceeds (HJ 633-2026, and schemes without an AQI).
    """

    end: pd.Timestamp
    first: pd.Timestamp | None
    values: Mapping[str, float]
    days: Mapping[str, int]
    elapsed: int
    unjudged: Mapping[str, int] = field(default_factory=dict)
    unfair: Mapping[str, str] = field(default_factory=dict)
    good: int | None = None
    incomplete: int = 0

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
class ThreeYears:
    """Mean PM2.5 of three calendar years, the last of which is `last`."""

    last: int
    value: float


@dataclass(frozen=True)
class Standing:
    """A place's year so far, the same window of the year before, and what is asked of it.

    Attributes:
        now, before: the two windows, by the scheme and on the basis.
        targets: what the city has promised for the year, by metric.
        invalid: for a window that is the whole year, the pollutants that have fewer days than
            GB 3095 table 4 asks of a year.
        scheme: by which limits (`airquality.schemes`); basis: as in the ViewState, '' = all days.
        is_different: whether the basis changes anything of the year looked at or the one before.
        allowances: what the rest of the year may bring, by metric; over all days, days judged by
            the standard in force.
        steady: both windows judged by the standard in force now, where it is another one than a
            year before and the scheme is the one in force; else None.
        three_years: None where the place has no three valid years.
    """

    now: Window | None
    before: Window | None
    targets: Mapping[str, Target] = field(default_factory=dict)
    invalid: tuple[str, ...] = ()
    scheme: str = IN_FORCE
    basis: str = ""
    is_different: bool = False
    allowances: "Mapping[str, tuple[Allowance, ...]]" = field(default_factory=dict)
    steady: "Standing | None" = None
    three_years: ThreeYears | None = None

    def has(self, metric: str) -> bool:
        """Return whether the scheme knows a metric: WHO has no levels and no composite index."""
        rules = SCHEMES[self.scheme]
        if metric == "heavy_days":
            return rules.has_levels
        return metric != "composite_index" or rules.has_composite_index

    @property
    def by_limits(self) -> bool:
        """Whether a good day is one on which no item is above its daily limit, not one by AQI."""
        return SCHEMES[self.scheme].by_limits

    def is_undecided(self, metric: str) -> bool:
        """Return whether a year that is over has too few days to be held against a goal."""
        if self.now is None or not self.now.is_whole_year:
            return False
        if METRICS[metric].pollutant in self.invalid:
            return True
        return any(found.verdict == "unknown" for found in self.allowances.get(metric, ()))

    def goals(self, metric: str) -> "list[Allowance]":
        """Return what may still come for each goal of a metric: the targets, else the limit.

        The limit is that of the scheme on the year's last day. Nothing where the year began late:
        the mean of a part is no annual mean. A share of good days is promised by the standard in
        force, so there is none by another scheme.
        """
        now = self.now
        if now is None or now.starts_late or (metric in JUDGED and self.scheme != IN_FORCE):
            return []
        own = {allowance.goal: allowance for allowance in self.allowances.get(metric, ())}
        promised = [own[goal] for goal in ("target", "stretch") if goal in own]
        limits = limits_of_year(self.scheme, pd.Timestamp(now.end.year, 12, 31))
        found = own.get(f"limit:{limits}")
        return promised or ([found] if found else [])


@dataclass(frozen=True)
class Change:
    """The change from the year before, in the unit that the metric is printed in.

    Attributes:
        kind: 'lower', 'higher', 'equal', or 'none' where no comparison is fair.
        amount: size of the change, from the rounded values, so that what is shown adds up.
        tone: 'better', 'worse' or ''.
        reason: why there is none: 'no_data', 'too_few', 'late_start', 'reference_change',
            'other_standard', 'unconverted' or 'no_window'.
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
    change would be none of the air's; not where concentrations are converted), and, for what an
    AQI or a limit decides by the standard in force, where the standard has changed.
    """
    now, before = standing.now, standing.before
    if now is None or before is None:
        return Change("none", reason="no_data")
    unfair = before.unfair.get(metric) or now.unfair.get(metric)
    if unfair:
        return Change("none", reason=unfair)
    if before.days.get(metric, 0) == 0:
        return Change("none", reason="no_data")
    if not is_known(now, metric) or not is_known(before, metric):
        return Change("none", reason="too_few")
    if now.starts_late or before.starts_late:
        return Change("none", reason="late_start")
    standard = "" if standing.scheme == IN_FORCE else standing.scheme
    reason = incomparable(metric, _span(now), _span(before), standard, standing.basis)
    if reason:
        return Change("none", reason=reason)
    return difference(metric, now.values[metric], before.values[metric])


def _span(window: Window) -> Span:
    after = window.end + pd.Timedelta(days=1)
    return Span.of("to_date", pd.Timestamp(window.end.year, 1, 1), after)


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


def annual_limit(
    metric: str, day: date | pd.Timestamp, scheme: str = IN_FORCE
) -> tuple[float, str, str] | None:
    """Return (limit, averaging, id of the limits) that a year's metric is held against on a day.

    None where the scheme sets none for it.
    """
    averaging = limit_averaging(metric, "annual")
    value = limit_of_year(metric, scheme, pd.Timestamp(day))
    if averaging is None or value is None:
        return None
    return value, averaging, limits_of_year(scheme, pd.Timestamp(day))


def crosses_reference_change(end: pd.Timestamp) -> bool:
    """Return whether a year up to a day and the year before hold the change of 2018-09-01."""
    changed = pd.Timestamp(REFERENCE_STATE_CHANGE)
    return end >= changed and pd.Timestamp(end.year - 1, 1, 1) < changed


def meets(metric: str, value: float, goal: float) -> bool:
    """Return whether a stored value, rounded as shown, keeps a goal; good days need at least it."""
    seen, asked = shown_value(metric, value), shown_value(metric, goal)
    return seen >= asked if metric in MORE_IS_BETTER else seen <= asked
