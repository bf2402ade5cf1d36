"""Which pollutants are above the limits of a year: by the reports' six, and by high percentiles."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import round_half_even
from airquality.schemes import IN_FORCE, annual_limit, limits_of_periods
from airquality.standards.gb3095 import STANDARDS, limit
from airquality.standards.hj663 import ANNUAL_METRICS, COMPOSITE_METRICS, DECIMALS_2013


def over_annual_limits(
    statistics: Mapping[str, np.ndarray], ends: ArrayLike, scheme: str = IN_FORCE
) -> np.ndarray:
    """Return which pollutants' statistics are above their annual limit, object (place, period).

    `pm25+o3` in the order of the registry, "" for none. Held against the limit are the six
    statistics of the composite index, rounded as printed first (GB/T 8170; integers, CO one
    decimal: from memory for 2013, a third-party program says the same of 2026). The percentiles
    of days that HJ 663 table 1 lists beside the means (P98, P95) are not: yearly reports name a
    city as over the limit by these six (from memory). Meant for a year or the year to date. A
    missing statistic is not above: look at validity first.
    """
    limits = limits_of_periods(ends, scheme)
    mask = np.zeros(np.shape(statistics["pm25"]), dtype=np.int64)
    for bit, (pollutant, metric) in enumerate(COMPOSITE_METRICS.items()):
        value = round_half_even(statistics[metric.id], DECIMALS_2013[pollutant])
        for standard in np.unique(limits):
            bound = annual_limit(metric.id, str(standard))
            if bound is not None:
                mask |= ((value > bound) & (limits == standard)).astype(np.int64) << bit
    return np.asarray(_NAMES[mask], dtype=object)


def over_percentile_limits(
    statistics: Mapping[str, np.ndarray], ends: ArrayLike, scheme: str = IN_FORCE
) -> np.ndarray:
    """Return which pollutants' high percentile of days is above the daily limit, object array.

    HJ 663 table 1 lists P95 of PM2.5 and PM10 and P98 of SO2 and NO2 beside the means; that a year
    meets the standard only where both do is from memory (HJ 663-2013), and reports of cities go by
    the six of `over_annual_limits`. So the two are kept apart. Shape, rounding and "" as there;
    none for WHO, whose daily levels are meant for the 99th percentile.
    """
    limits = limits_of_periods(ends, scheme)
    mask = np.zeros(np.shape(statistics["pm25"]), dtype=np.int64)
    for metric in ANNUAL_METRICS:
        if metric.percentile is None or metric.in_composite_index:
            continue
        value = round_half_even(statistics[metric.id], DECIMALS_2013[metric.pollutant])
        for standard in set(limits.tolist()) & set(STANDARDS):
            bound = limit(metric.pollutant, metric.averaging, standard)
            if bound is not None:
                above = (value > bound) & (limits == standard)
                mask |= above.astype(np.int64) << POLLUTANT_IDS.index(metric.pollutant)
    return np.asarray(_NAMES[mask], dtype=object)


# Bit i of a mask stands for POLLUTANT_IDS[i].
_NAMES = np.array(
    [
        "+".join(p for i, p in enumerate(POLLUTANT_IDS) if mask >> i & 1)
        for mask in range(1 << len(POLLUTANT_IDS))
    ],
    dtype=object,
)
