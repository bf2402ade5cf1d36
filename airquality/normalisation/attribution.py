"""A change between two periods split into weather and the rest.

The rest is the change of the normalised mean; the weather part is what remains of the observed
change. So what the model did not explain of either period is in the weather part, and not told
apart from it. Between periods of different seasons the scheme `weather` leaves the season in the
rest: compare like with like.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.hours import HOURS_PER_DAY
from airquality.normalisation.normalised import Normalised, spread
from airquality.seasons import Season, bounds

#: Share of a period's rows that must be measured (our own choice).
LEAST_SHARE = 0.75
SUMMER_O3 = Season("summer_o3", "夏季臭氧攻坚", "summer O3 campaign", 4, 6)
"""April to September (span of the campaigns from memory: not verified)."""
WINTER_PM25 = Season("winter_pm25", "秋冬季攻坚", "autumn-winter campaign", 10, 6)
"""October to March (the national autumn-winter campaigns; from memory: not verified)."""
KINDS: dict[str, str | Season] = {
    "year": "year",
    "summer_o3": SUMMER_O3,
    "winter_pm25": WINTER_PM25,
    "month": "month",
}

Period = tuple[np.datetime64, np.datetime64]


@dataclass(frozen=True)
class Attribution:
    """A change from one period to another, unit of the series; every value NaN without enough rows.

    Attributes:
        from_period, to_period: datetime64[D], end exclusive.
        observed_from, observed_to, change: means of the measured rows, their difference.
        weather, rest: the parts; weather + rest = change.
        weather_low, weather_high, rest_low, rest_high: their intervals, of the same width: what one
            part gains the other loses.
    """

    from_period: Period
    to_period: Period
    observed_from: float
    observed_to: float
    change: float
    weather: float
    weather_low: float
    weather_high: float
    rest: float
    rest_low: float
    rest_high: float


def periods(kind: str, times: np.ndarray) -> list[Period]:
    """Return the whole periods of a kind of `KINDS` within the record, in order of time.

    times: datetime64[h] (row,), consecutive. KeyError for an unknown kind.
    """
    days = np.unique(np.asarray(times).astype("datetime64[D]"))
    starts, ends = bounds(KINDS[kind], days)
    whole = (starts >= days[0]) & (ends <= days[-1] + 1)
    return list(zip(starts[whole], ends[whole], strict=True))


def attribute(
    series: Normalised, from_period: Period, to_period: Period, least_share: float = LEAST_SHARE
) -> Attribution:
    """Split the change from one period to another; the interval is `spread` of the members.

    Only measured rows count, observed and normalised alike. Where a period has fewer than
    `least_share` of its rows measured, or lies outside the record, all is NaN.
    """
    sides = [_measured(series, period, least_share) for period in (from_period, to_period)]
    if any(rows is None for rows in sides):
        return Attribution(from_period, to_period, *[np.nan] * 9)
    before, after = (float(np.mean(series.observed[rows])) for rows in sides)
    central = [float(series.central[rows].mean(dtype=np.float64)) for rows in sides]
    members = [series.members[:, rows].mean(axis=-1, dtype=np.float64) for rows in sides]
    change, rest = after - before, central[1] - central[0]
    half = spread((members[1] - members[0]).ravel())
    weather = change - rest
    return Attribution(
        from_period,
        to_period,
        before,
        after,
        change,
        weather,
        weather - half,
        weather + half,
        rest,
        rest - half,
        rest + half,
    )


def _measured(series: Normalised, period: Period, least_share: float) -> np.ndarray | None:
    """Return the measured rows of a period; None where they are too few."""
    start, end = period
    inside = (series.times >= start) & (series.times < end)
    rows = np.flatnonzero(inside & ~np.isnan(series.observed))
    days = (end.astype("datetime64[D]") - start.astype("datetime64[D]")).astype(int)
    whole = days * HOURS_PER_DAY / series.step_hours
    return rows if len(rows) and len(rows) >= least_share * whole else None
