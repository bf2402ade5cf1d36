"""Mark the episodes that sand dust has a part in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.episodes.cases import Case
from airquality.episodes.rules import DEFAULT_RULES, MarkRule


@dataclass(frozen=True)
class DustMark:
    """Whether dust has a part in an episode, and for how many of its hours.

    Attributes:
        is_dust: one of its days is a dust day, or its polluted hours are coarse.
        hours: its hours of dust by the dust rule; None where no such rule was applied.
    """

    is_dust: bool
    hours: int | None


def mark_dust(
    case: Case,
    pm25: np.ndarray | None,
    pm10: np.ndarray | None,
    start: np.datetime64,
    dust_days: np.ndarray,
    dust_hours: np.ndarray | None = None,
    rule: MarkRule = DEFAULT_RULES.marks,
) -> DustMark:
    """Tell whether sand dust has a part in an episode.

    It has where a day from its first to its last is listed or told as a dust day, or where PM2.5 is
    less than `dust_ratio` of PM10 in the sum of its hours above the limit (own choice; dust of some
    storms lies above it, and a dry wind below it is none, so the mark says "likely").

    Args:
        case: of any kind; an episode of O3 alone is marked by its days only.
        pm25, pm10: (hour,) of the place, µg/m³, missing = NaN; None without hours.
        start: datetime64[h], the first of these hours.
        dust_days: datetime64[D], days of sand dust in any order.
        dust_hours: bool (hour,), by `airquality.sand_dust`; None without the rule.
    """
    days = dust_days.astype("datetime64[D]")
    is_dust = bool(((days >= case.first_day) & (days <= case.last_day)).any())
    own = _span(case, start)
    hours = None if dust_hours is None else int(dust_hours[own].sum())
    if pm25 is None or pm10 is None or case.kind == "o3":
        return DustMark(is_dust, hours)
    fine, coarse = pm25[own], pm10[own]
    counts = (fine > case.limit) & (coarse > 0)
    if counts.any():
        is_dust |= bool(fine[counts].sum() < rule.dust_ratio * coarse[counts].sum())
    return DustMark(is_dust, hours)


def _span(case: Case, start: np.datetime64) -> slice:
    """Return where an episode lies in hours, whole days for one of days."""
    first, end = (int((time - start).astype(int)) for time in (case.start, case.end))
    return slice(max(first, 0), max(end, 0))
