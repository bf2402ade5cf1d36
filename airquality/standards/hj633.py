"""The air quality index AQI, by HJ 633-2012 and by HJ 633-2026 (from 2026-03-01).

IAQI of a pollutant: linear between the breakpoints, then rounded up to an integer (2012: 6.2;
2026: 4.2.6); AQI: the largest IAQI. Concentrations are µg/m³, CO mg/m³.
The 2026 text rounds concentrations first (4.2.2, 4.2.3: integers, CO one decimal, GB/T 8170). The
2012 text is silent; measurements were published as such integers, so both are rounded here by
default and `round_first=False` takes a 2012 index from the number as it is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from airquality.pollutants import POLLUTANT_IDS, POLLUTANTS
from airquality.rounding import NOISE_DECIMALS, round_half_even
from airquality.standards.aqi_levels import LEVELS, SENSITIVE_GROUPS_2026, Level, level_of
from airquality.standards.hj633_tables import (
    HJ633_2012,
    HJ633_2026,
    IAQI_STEPS,
    STANDARDS,
    AqiStandard,
    Item,
)

__all__ = [
    "HJ633_2012",
    "HJ633_2026",
    "IAQI_STEPS",
    "LEVELS",
    "SENSITIVE_GROUPS_2026",
    "STANDARDS",
    "AqiStandard",
    "DailyAqi",
    "Item",
    "Level",
    "RealtimeAqi",
    "daily_aqi",
    "iaqi",
    "level_of",
    "realtime_aqi",
    "standard_in_force",
]

# Bit i of a mask stands for POLLUTANT_IDS[i].
_PRIMARY_NAMES = np.array(
    [
        "+".join(p for i, p in enumerate(POLLUTANT_IDS) if mask >> i & 1)
        for mask in range(1 << len(POLLUTANT_IDS))
    ],
    dtype=object,
)


@dataclass(frozen=True)
class _Index:
    """An AQI with what led to it; every array has the one shape of the broadcast input.

    Attributes:
        aqi: float64 integers, NaN where not available.
        level: int8, 1 to 6; 0 where there is no AQI.
        primary: object array of the primary pollutants (首要污染物), `pm25` or, tied, `pm25+o3`
            in the order of the pollutant registry; "" up to an AQI of 50 and without an AQI.
        iaqi: the sub-index of each pollutant, NaN where missing.
    """

    aqi: np.ndarray
    level: np.ndarray
    primary: np.ndarray
    iaqi: dict[str, np.ndarray] = field(repr=False)


class DailyAqi(_Index):
    """The AQI of days."""


class RealtimeAqi(_Index):
    """The AQI of hours."""


def standard_in_force(dates: ArrayLike) -> np.ndarray:
    """Return the id of the AQI standard in force on each day (datetime64, any shape).

    From 2026-03-01 `hj633-2026`, before it `hj633-2012`. That one, with GB 3095-2012, bound the
    74 key cities from 2013 and the whole country from 2016-01-01; earlier days are evaluated by
    it too, so that a series has one yardstick. ValueError for a missing date (NaT).
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    if np.isnat(days).any():
        raise ValueError("a date is missing (NaT)")
    later = days >= np.datetime64(HJ633_2026.valid_from)
    return np.where(later, HJ633_2026.id, HJ633_2012.id)


def iaqi(
    concentration: ArrayLike,
    pollutant: str,
    averaging: str,
    standard: AqiStandard | str,
    *,
    round_first: bool = True,
) -> np.ndarray:
    """Return the individual index IAQI of each concentration, rounded up (HJ 633).

    Any shape; µg/m³, CO mg/m³; averaging `24h`, `8h` (O3) or `1h`. Exact: integer arithmetic on the
    rounded decimals, no float is rounded up by its noise. NaN where the concentration is missing
    or no concentration at all (negative, infinite). Above the last breakpoint:
    500; SO2 1 h over 800: none by 2012, 200 by 2026; O3 8 h over 800: none by 2012, 300 by 2026.
    ValueError for a column that the standard does not have.
    """
    rules = STANDARDS[standard] if isinstance(standard, str) else standard
    column = rules.breakpoints.get((pollutant, averaging))
    if column is None:
        raise ValueError(f"{rules.id} has no breakpoints for {pollutant} {averaging}")
    decimals = POLLUTANTS[pollutant].decimals if round_first else NOISE_DECIMALS
    is_missing = ~_is_present(concentration)
    rounded = round_half_even(concentration, decimals)
    ends = np.array(column, dtype=np.int64) * 10**decimals
    units = np.where(is_missing, 0.0, np.minimum(rounded, column[-1] + 1)) * 10.0**decimals
    amount = np.rint(units).astype(np.int64)
    inside = np.minimum(amount, ends[-1])
    piece = np.clip(np.searchsorted(ends, inside, side="left") - 1, 0, len(column) - 2)
    steps = np.array(IAQI_STEPS[: len(column)], dtype=np.int64)
    rise = np.diff(steps)[piece] * (inside - ends[piece])
    index = (steps[piece] - (-rise // np.diff(ends)[piece])).astype(np.float64)
    beyond = rules.beyond.get((pollutant, averaging), float(steps[-1]))
    index = np.where(amount > ends[-1], beyond, index)
    return np.asarray(np.where(is_missing, np.nan, index))


def daily_aqi(
    values: Mapping[str, ArrayLike],
    standard: AqiStandard | str,
    *,
    required: Collection[str] | None = None,
    round_first: bool = True,
) -> DailyAqi:
    """Return the AQI of days with level, primary pollutants and sub-indices.

    values: daily means `pm25 pm10 so2 no2 co`, `o3_mda8` and `o3_1h_max`, shapes that broadcast;
    an absent key counts as missing throughout. The O3 sub-index is the larger of the two of 2012;
    by 2026 the 1-hour maximum has no part in it.
    A missing item, by 2012: no AQI. By 2026: the AQI of the rest, and only if it is
    over 100. `required` names the items whose absence counts, by default all of the standard's.
    Two uses: published daily series of cities hold no 1-hour maximum, so leave `o3_1h_max` out for
    them (their 2012 AQI is then at most the true one: it differs on days on which the 1-hour
    maximum led); by 2026 an item that is not in a station's plan and never led over 100 in three
    years may be left out. Without any sub-index there is no AQI whatever `required` says.
    ValueError for an unknown key.
    """
    rules = STANDARDS[standard] if isinstance(standard, str) else standard
    _check_keys([*values, *(required or ())], "daily_items")
    parts = _combine(values, rules, rules.daily_items, required, round_first)
    return DailyAqi(*parts)


def realtime_aqi(
    values: Mapping[str, ArrayLike],
    standard: AqiStandard | str,
    *,
    required: Collection[str] | None = None,
    round_first: bool = True,
) -> RealtimeAqi:
    """Return the AQI of hours, as `daily_aqi` does for days.

    values: hourly `so2 no2 co o3`; by 2026 hourly `pm10 pm25` held against the daily breakpoints;
    by 2012 the running means `o3_8h pm10_24h pm25_24h` instead, and `so2_24h`, which speaks only
    where SO2 of the hour is over 800. Items of the other standard are passed over, and missing
    items are treated as in `daily_aqi`. ValueError for an unknown key.
    """
    rules = STANDARDS[standard] if isinstance(standard, str) else standard
    _check_keys([*values, *(required or ())], "realtime_items")
    parts = _combine(values, rules, rules.realtime_items, required, round_first)
    return RealtimeAqi(*parts)


def _check_keys(keys: Collection[str], items: str) -> None:
    known = {item.key for rules in STANDARDS.values() for item in getattr(rules, items)}
    unknown = sorted(set(keys) - known)
    if unknown:
        raise ValueError(f"unknown items {', '.join(unknown)}; known: {', '.join(sorted(known))}")


def _combine(
    values: Mapping[str, ArrayLike],
    rules: AqiStandard,
    items: tuple[Item, ...],
    required: Collection[str] | None,
    round_first: bool,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    shape = np.broadcast_shapes(*(np.shape(values[i.key]) for i in items if i.key in values))
    sub = {pollutant: np.full(shape, np.nan) for pollutant in POLLUTANT_IDS}
    is_missing = np.zeros(shape, dtype=bool)
    needed = {i.key for i in items if not i.fallback} if required is None else set(required)
    for item in items:
        index = iaqi(
            values.get(item.key, np.nan),
            item.pollutant,
            item.averaging,
            rules,
            round_first=round_first,
        )
        mine = sub[item.pollutant]
        sub[item.pollutant] = (
            np.where(np.isnan(mine), index, mine) if item.fallback else np.fmax(mine, index)
        )
        if item.key in needed:
            is_missing |= ~_is_present(values.get(item.key, np.nan))
    for pollutant in {item.pollutant for item in items if item.key in needed}:
        is_missing |= np.isnan(sub[pollutant])
    stacked = np.stack([sub[pollutant] for pollutant in POLLUTANT_IDS])
    aqi = np.maximum(np.fmax.reduce(stacked, axis=0), rules.aqi_min)
    stands = ~is_missing | ((aqi > 100) & rules.publishes_incomplete)
    aqi = np.where(stands, aqi, np.nan)
    leads = (stacked == aqi) & (aqi > 50)
    bits = (1 << np.arange(len(POLLUTANT_IDS))).reshape(-1, *[1] * len(shape))
    primary = np.asarray(_PRIMARY_NAMES[(leads * bits).sum(axis=0)], dtype=object)
    return aqi, level_of(aqi), primary, sub


def _is_present(values: ArrayLike) -> np.ndarray:
    numbers = np.asarray(values, dtype=np.float64)
    return np.isfinite(numbers) & (numbers >= 0)
