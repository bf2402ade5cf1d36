"""A period, the same one of the year before and the one just before: what their days amount to.

From daily values as the page shows them: a mean, days above a limit, differences of two shown
means. No comparison where it would not be fair, and then why.
"""

import math
from dataclasses import dataclass

import numpy as np

from airquality.metrics import METRICS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.clock import same_moments
from view.figures.limits import count_over, limit_spans
from view.lines import Line
from view.selection import Window
from view.standing import Change, difference

#: Share of a period's days that must be valid for it to be compared. Our own choice.
ENOUGH_DAYS = 0.75
#: A year in whole weeks.
_MOST_DAYS = 371
_GOOD_AQI = 100


@dataclass(frozen=True)
class Amount:
    """What the days of one period amount to.

    Attributes:
        window: the period in days.
        mean: of the valid days, NaN without any or for an index.
        valid, days: valid days of all days.
        over: days above the limit of their time; None where there is none.
    """

    window: Window
    mean: float
    valid: int
    days: int
    over: int | None

    @property
    def has_enough(self) -> bool:
        """Whether enough days are valid to compare the mean with another's."""
        return self.days > 0 and self.valid >= ENOUGH_DAYS * self.days


@dataclass(frozen=True)
class Row:
    """A line's period with its changes, in one daily metric."""

    name: str
    metric: str
    now: Amount
    year_before: Change
    just_before: Change
    before: tuple[Amount, Amount]


def days_of(window: Window) -> Window:
    """Return the days of a period of whole steps."""
    return Window(window.start.astype("datetime64[D]"), window.end.astype("datetime64[D]"))


def years_later(window: Window, years: int) -> Window:
    """Return the same days so many years later; from or to 1 March for a 29 February."""

    def moved(day: np.datetime64) -> np.datetime64:
        found = same_moments(np.array([day]), "daily", years)[0]
        return same_moments(np.array([day + 1]), "daily", years)[0] if np.isnat(found) else found

    return Window(moved(window.start), moved(window.end))


def just_before(window: Window) -> Window:
    """Return the period that ends where this one begins: as many months, or as many days."""
    first, end = window.start.astype("datetime64[M]"), window.end.astype("datetime64[M]")
    is_months = first.astype("datetime64[D]") == window.start
    if is_months and end.astype("datetime64[D]") == window.end:
        return Window((first - (end - first)).astype("datetime64[D]"), window.start)
    return Window(window.start - (window.end - window.start), window.start)


def amount_of(line: Line, metric: str, window: Window, standard: str) -> Amount:
    """Return what the days of a period amount to, from a place's whole daily line."""
    cut = line.within(window, (metric,))
    values = cut.values[metric]
    held = values[np.isfinite(values)]
    if METRICS[metric].pollutant is None:
        return Amount(window, math.nan, len(held), len(cut), int((held > _GOOD_AQI).sum()))
    mean = float(held.astype(np.float64).mean()) if len(held) else math.nan
    spans = limit_spans(cut, metric, standard)
    over = count_over(cut, metric, spans) if spans else None
    return Amount(window, mean, len(held), len(cut), over)


def compare(now: Amount, before: Amount, metric: str, basis: str) -> Change:
    """Return how the mean changed, or why no comparison is fair."""
    if METRICS[metric].pollutant is None or not now.valid or not before.valid:
        return Change("none", reason="no_data")
    if not now.has_enough or not before.has_enough:
        return Change("none", reason="too_few")
    changed = REFERENCE_STATE_CHANGE
    if basis != "present_state" and before.window.start < changed < now.window.end:
        return Change("none", reason="reference_change")
    return difference(metric, now.mean, before.mean)


def row_of(line: Line, metric: str, window: Window, standard: str, basis: str) -> Row:
    """Return a period's row from a place's whole daily line, named as the line is."""
    now = amount_of(line, metric, window, standard)
    if now.days > _MOST_DAYS:
        none = Change("none", reason="long")
        return Row(line.name, metric, now, none, none, (now, now))
    year, last = (
        amount_of(line, metric, w, standard) for w in (years_later(window, -1), just_before(window))
    )
    of_year, of_last = (compare(now, other, metric, basis) for other in (year, last))
    if last.window == year.window:
        of_last = Change("none", reason="same")
    return Row(line.name, metric, now, of_year, of_last, (year, last))
