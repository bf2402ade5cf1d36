"""Mean cycles: by hour of the day, day of the week, month of the year, with an honest interval.

Neighbouring values of air are alike: thirty foggy days at 8 o'clock are not thirty independent
ones, and an interval that counts them so is too narrow. The count is therefore reduced by the
lag-1 autocorrelation.

That the summer follows the spring is no likeness of that kind: Mondays of a year lie all over the
seasons, and so do 8 o'clocks. For such cycles the interval is taken from what the season leaves
(`leave_season`); without that it was four times too wide for weekdays. For months, and hours of a
month, the season is the cycle itself: they keep their values.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from airquality.group_sums import DayGroups, group_moments
from airquality.hours import HOURS_PER_DAY

LEAST_VALUES = 10
# An autocorrelation of 1 would leave no independent value at all; at 0.95 one in 39 is left.
MOST_AUTOCORRELATION = 0.95
VALUES_PER_BLOCK = 40_000
DAYS_OF_SEASON = 31
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Profile:
    """The mean of each position of a cycle, (place, position), in the unit of the values.

    Attributes:
        mean: NaN where fewer values than asked for.
        low, high: bounds of the interval of the mean; NaN where the mean is.
        count: int32, values present, also where the mean is missing.
    """

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    count: np.ndarray


@dataclass(frozen=True)
class Anomalies:
    """Values less the season around them.

    Attributes:
        values: (place, n), missing = NaN.
        share: (place,), the part of the weather's variance that they still have, 0.5 ... 1.
    """

    values: np.ndarray
    share: np.ndarray


def profile(
    values: np.ndarray,
    positions: np.ndarray,
    size: int,
    least_values: int = LEAST_VALUES,
    level: float = 0.95,
    anomalies: Anomalies | None = None,
) -> Profile:
    """Average values by their position in a cycle.

    The interval is mean ± t · s / √n', Student's t with n' - 1 degrees of freedom and
    n' = n (1 - r) / (1 + r), the effective count of a first-order autoregressive series (for
    instance Wilks, Statistical Methods in the Atmospheric Sciences, chapter 5). r is the
    lag-1 autocorrelation of the values at the position in their order of time (8 o'clock of one
    day and of the next), over pairs that are both present; kept within 0 ... 0.95, since a
    negative r by chance must not narrow the interval. n' is not less than 2. Concentrations are
    not negative, but a lower bound may be: it says that there are few values.

    With `anomalies` s and r are theirs, brought back to what the weather has; the mean stays that
    of the values. Measured on a season of twice the weather's spread, an effect of the weekday and
    autoregressive weather, one year and four: for day-to-day coefficients up to 0.7 (real ones are
    0.5-0.75) the 95 % interval covers a weekday's mean in 93-96 % of cases, an hour's and an hour
    of a weekday's in 95-96 %; at 0.85 a weekday's in 88 %. Values with the season in them: 100 %,
    at four times the width. Hours of a month 93-96 %, months 90-97 %.

    Args:
        values: (place, n) in order of time, missing = NaN.
        positions: int (n,), 0 ... size - 1, from `Cycle.find_positions`.
        size: number of positions of the cycle.
        least_values: fewer values at a position give no mean.
        level: confidence level of the interval.
        anomalies: the values less the season, for a cycle that is not the season's own.

    Raises:
        ValueError: shapes that do not fit, a position outside the cycle, fewer than 2 values asked.
    """
    if positions.shape != values.shape[1:] or values.ndim != 2:
        raise ValueError(f"values (place, n) expected: {values.shape}, positions {positions.shape}")
    groups = DayGroups(positions, size, (slice(0, len(positions)),))
    return profiles_of_spans(values, groups, 1, least_values, level, anomalies)[0]


def profiles_of_spans(
    values: np.ndarray,
    groups: DayGroups,
    steps_a_day: int,
    least_values: int = LEAST_VALUES,
    level: float = 0.95,
    anomalies: Anomalies | None = None,
) -> list[Profile]:
    """Average values by group of days and step of the day, as `profile` does, span by span.

    Position is group x steps_a_day + step. What all spans share is computed once.
    values: (place, day x step). Raises ValueError as `profile` does.
    """
    if values.ndim != 2 or values.shape[1] != len(groups.of) * steps_a_day:
        raise ValueError(f"values (place, n) expected: {values.shape}, days {len(groups.of)}")
    if groups.of.size and not 0 <= groups.of.min() <= groups.of.max() < groups.size:
        raise ValueError(f"positions outside 0 ... {groups.size - 1}")
    if least_values < 2:
        raise ValueError("an interval needs at least 2 values")
    if anomalies is not None and anomalies.values.shape != values.shape:
        raise ValueError(f"an anomaly a value expected: {anomalies.values.shape}, {values.shape}")
    others = None if anomalies is None else anomalies.values
    found = group_moments(values, groups, steps_a_day, others)
    spread, correlation, count = found.spread, found.correlation, found.count
    if anomalies is not None:
        share = anomalies.share[:, None, None]
        spread, correlation = spread / np.sqrt(share), 1 - share * (1 - correlation)
    correlation = np.clip(correlation, 0, MOST_AUTOCORRELATION)
    shown = count >= least_values
    effective = np.maximum(count * (1 - correlation) / (1 + correlation), 2.0)
    half = special.stdtrit(effective - 1, (1 + level) / 2) * spread / np.sqrt(effective)
    bounds = (found.mean, found.mean - half, found.mean + half)
    shape = (len(values), len(groups.spans), groups.size * steps_a_day)
    mean, low, high = (np.where(shown, bound, np.nan).reshape(shape) for bound in bounds)
    count = count.reshape(shape)
    return [Profile(mean[:, n], low[:, n], high[:, n], count[:, n]) for n in range(shape[1])]


@dataclass(frozen=True)
class Cycle:
    """One cycle.

    Attributes:
        id: as in the table of profiles.
        size: number of positions.
        first: label of position 0: hours 0-23 (of the beginning), weekdays 0-6 from Monday,
            months 1-12.
    """

    id: str
    size: int
    first: int

    def find_positions(self, times: np.ndarray) -> np.ndarray:
        """Return int64 0 ... size - 1 for each datetime64, an hour (its beginning) or a day."""
        days = times.astype("datetime64[D]")
        hour = (times.astype("datetime64[h]") - days).astype(np.int64)
        if self.id == "hour":
            return hour
        weekday = (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
        if self.id == "weekday":
            return weekday
        if self.id == "hour_weekday":
            return weekday * 24 + hour
        month = times.astype("datetime64[M]").astype(np.int64) % 12
        return month * 24 + hour if self.id == "hour_month" else month

    def group_days(self, days: np.ndarray, spans: tuple[slice, ...]) -> DayGroups:
        """Return which days (datetime64) the cycle takes together, hour by hour or as a whole."""
        steps = 1 if self.size < HOURS_PER_DAY else HOURS_PER_DAY
        of = self.find_positions(days.astype("datetime64[D]")) // steps
        return DayGroups(of, self.size // steps, spans)

    @property
    def labels(self) -> np.ndarray:
        """Label of each position."""
        return self.first + np.arange(self.size)


CYCLES: dict[str, Cycle] = {
    cycle.id: cycle
    for cycle in (
        Cycle("hour", 24, 0),
        Cycle("weekday", 7, 0),
        Cycle("month", 12, 1),
    )
}

#: Cycles of two kinds at once: 24 positions for each weekday or month.
CROSSED_CYCLES: dict[str, Cycle] = {
    cycle.id: cycle for cycle in (Cycle("hour_weekday", 168, 0), Cycle("hour_month", 288, 0))
}


def leave_season(values: np.ndarray, steps_a_day: int = 1) -> Anomalies:
    """Return values less the mean of the 31 days around them (centred, shorter at the ends).

    What they still have of the weather's variance follows from how alike neighbouring days are:
    a mean over m days of a first-order autoregressive series takes (1 + r) / (1 - r) / m of it
    away, and as much from each autocorrelation.

    Args:
        values: (place, n), missing = NaN; every step of the time is there.
        steps_a_day: 1 for days, 24 for hours.

    Raises:
        ValueError: less than one step a day.
    """
    if steps_a_day < 1:
        raise ValueError("a day has at least one step")
    half = DAYS_OF_SEASON * steps_a_day // 2
    step = max(1, VALUES_PER_BLOCK // max(values.shape[1], 1))
    left, share = np.empty(values.shape), np.ones(len(values))
    for first in range(0, len(values), step):
        own = slice(first, first + step)
        _subtract_near(values[own], half, left[own])
        share[own] = _share_left(left[own], steps_a_day)
    return Anomalies(left, share)


def _subtract_near(values: np.ndarray, half: int, out: np.ndarray) -> None:
    """Set out to values less the mean of the steps up to half away, fewer at the ends."""
    present = np.isfinite(values)
    known = np.where(present, values, 0).astype(np.float64, copy=False)
    near = _sum_near(known, half)
    near /= np.maximum(_sum_near(present, half), 1)
    np.subtract(known, near, out=out)
    out[~present] = np.nan


def _sum_near(values: np.ndarray, half: int) -> np.ndarray:
    """Return the sum of the steps up to half away, fewer at the ends."""
    places, length = values.shape
    sums = np.zeros((places, length + 2 * half + 1))
    np.cumsum(values, axis=1, out=sums[:, half + 1 : half + 1 + length])
    sums[:, half + 1 + length :] = sums[:, half + length, None]
    return np.asarray(sums[:, 2 * half + 1 :] - sums[:, :length])


def _share_left(left: np.ndarray, steps_a_day: int) -> np.ndarray:
    """Return the part of the weather's variance that anomalies still have, 0.5 ... 1, (place,)."""
    present = np.isfinite(left)
    known = np.where(present, left, 0)
    pairs = np.count_nonzero(present[:, steps_a_day:] & present[:, :-steps_a_day], axis=1)
    products = np.einsum("pn,pn->p", known[:, steps_a_day:], known[:, :-steps_a_day])
    count = np.maximum(np.count_nonzero(present, axis=1), 1)
    variance = np.einsum("pn,pn->p", known, known) / count
    alike = products / np.maximum(pairs, 1) / np.where(variance > 0, variance, 1)
    alike = np.clip(alike, 0, MOST_AUTOCORRELATION)
    share = np.ones(len(left))
    # The anomalies are less alike than the weather; three rounds settle to a hundredth.
    for _ in range(3):
        weather = np.clip(1 - share * (1 - alike), 0, MOST_AUTOCORRELATION)
        share = np.maximum(1 - (1 + weather) / (1 - weather) / DAYS_OF_SEASON, LEAST_SHARE)
    return share
