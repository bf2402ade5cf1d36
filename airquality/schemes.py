"""Schemes: by which limits something is judged, and which limits these are.

The standard in force, one set of limits of GB 3095 throughout, or WHO's guidelines of 2021.
µg/m³, CO mg/m³.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from airquality.pollutants import POLLUTANT_IDS
from airquality.standards import gb3095, who2021
from airquality.standards.hj663 import COMPOSITE_METRICS

IN_FORCE = "in_force"
WHO = "who2021"
_DAILY_AVERAGING: dict[str, str] = dict.fromkeys(POLLUTANT_IDS, "24h") | {"o3": "mda8"}


@dataclass(frozen=True)
class Scheme:
    """By which limits days and periods are judged.

    Attributes:
        id: `in_force`, the id of a set of limits of GB 3095, or `who2021`.
        aqi: id of the AQI standard (HJ 633) of its levels, `in_force`, or "" where it has none.
        by_limits: a day is good where no item is above its daily limit, rather than by its AQI.
        status: what a page has to say of it; "" where nothing.
    """

    id: str
    aqi: str
    by_limits: bool = False
    status: str = ""

    @property
    def has_levels(self) -> bool:
        """Whether days have levels, heavy days among them."""
        return bool(self.aqi)

    @property
    def has_primary(self) -> bool:
        """Whether days have primary pollutants: only where the AQI itself judges."""
        return self.has_levels and not self.by_limits

    @property
    def has_composite_index(self) -> bool:
        """Whether there is a composite index: its denominators are limits of GB 3095."""
        return self.id != WHO


SCHEMES: dict[str, Scheme] = {
    scheme.id: scheme
    for scheme in (
        Scheme(IN_FORCE, IN_FORCE),
        Scheme("gb3095-2012", "hj633-2012"),
        Scheme("gb3095-2026-transition", "hj633-2026"),
        Scheme(
            "gb3095-2026-final",
            "hj633-2026",
            by_limits=True,
            status="HJ 633-2026 has no breakpoints for the final limits: good days by the limits, "
            "levels by the breakpoints of the transition (own choice)",
        ),
        Scheme(WHO, "", by_limits=True, status=who2021.STATUS),
    )
}
"""The schemes. A day of the first three is good up to an AQI of 100 (HJ 633). HJ 633-2026 has no
breakpoints for the limits from 2031 on, WHO no index at all: there a day is good where no item is
above its 24-hour or MDA8 limit, and it counts where all six items are there or one that is there
exceeds, as HJ 633-2026 has it for the AQI (own choice)."""


def daily_limits(scheme: str, dates: ArrayLike) -> dict[str, np.ndarray]:
    """Return the daily limit of each pollutant on each day, float64 (day,).

    Grade II 24-hour limits of GB 3095 table 1, for O3 that of the MDA8; of WHO the AQG level (from
    memory). `in_force`: the limits of that day. KeyError for an unknown scheme.
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    if scheme == WHO:
        own = {p: who2021.limit(p, m) for p, m in _DAILY_AVERAGING.items()}
        return {p: np.full(days.shape, _known(value)) for p, value in own.items()}
    SCHEMES[scheme]
    standards = (
        gb3095.standards_in_force(days) if scheme == IN_FORCE else np.full(days.shape, scheme)
    )
    found = {p: np.full(days.shape, np.nan) for p in POLLUTANT_IDS}
    for standard in np.unique(standards):
        those = standards == standard
        for p, averaging in _DAILY_AVERAGING.items():
            found[p][those] = _known(gb3095.limit(p, averaging, str(standard)))
    return found


def limits_of_periods(ends: ArrayLike, scheme: str = IN_FORCE) -> np.ndarray:
    """Return the id of the limits by which each period is evaluated.

    The limits in force on the last day of the period (ends are exclusive): it is evaluated once
    it is over, by the rules of that time, and one index cannot have two denominators. So the year
    2026 goes by the transition limits although they began in March (own choice). Any other scheme
    goes by its own limits throughout. KeyError for an unknown scheme.
    """
    after = np.atleast_1d(np.asarray(ends, dtype="datetime64[D]"))
    if scheme == IN_FORCE:
        return gb3095.standards_in_force(after - 1)
    return np.full(after.shape, SCHEMES[scheme].id)


def annual_limit(metric: str, limits: str) -> float | None:
    """Return the limit of a year's statistic in a set of limits (ids of `limits_of_periods`).

    metric: `pm25 pm10 so2 no2 co_p95 o3_mda8_p90` (`hj663.COMPOSITE_METRICS`): annual limits of
    grade II for means, the 24-hour limit for CO P95, the MDA8 limit for O3 P90 (HJ 663). WHO has
    annual levels of PM2.5, PM10 and NO2; its daily levels are meant for the 99th percentile, which
    is neither of ours, so there is None for the others. None for another metric.
    """
    found = next((m for m in COMPOSITE_METRICS.values() if m.id == metric), None)
    if found is None:
        return None
    if limits == WHO:
        return who2021.limit(found.pollutant, "annual")
    return gb3095.limit(found.pollutant, found.averaging, limits)


def _known(value: float | None) -> float:
    if value is None:
        raise KeyError("a daily limit is missing")
    return value
