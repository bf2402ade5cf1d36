"""Judging days and periods by a scheme (`schemes`): good days, levels, days over a limit, index.

Arrays are (place, day) on consecutive natural days of local standard time; µg/m³, CO mg/m³.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from airquality.periods import Periods, reaches_share, sum_over_periods
from airquality.pollutants import POLLUTANT_IDS, POLLUTANTS
from airquality.rounding import round_half_even
from airquality.schemes import (
    IN_FORCE,
    SCHEMES,
    daily_limits,
    limits_of_periods,
)
from airquality.standards.aqi_levels import GOOD_AQI, HEAVY_AQI, LEVELS, level_of
from airquality.standards.hj663 import (
    COMPOSITE_METRICS,
    INDEX_RULES,
    IndexRules,
    composite_index_by_standard,
)
from airquality.validity import GB3095, Validity

SERIES: dict[str, str] = {p: metric.series for p, metric in COMPOSITE_METRICS.items()}
"""The daily series of each pollutant that has a daily limit: `o3_mda8` for ozone."""


@dataclass(frozen=True)
class JudgedDays:
    """Days judged by one scheme; bool (place, day) throughout, None where it has no such thing.

    Attributes:
        valid, good: whether the day counts, and whether it is good; every good day is valid.
        level: int8, 1 to 6, 0 = none; of the scheme's AQI. Where the scheme judges by limits a
            valid day need not have one (an item missing, another between the two limits).
        leads: by pollutant, whether it is primary (HJ 633: AQI over 50, ties in each).
        over: by pollutant, whether the day is above the daily limit, rounded first.
        incomplete: valid days of which an item is missing; they count only because another
            exceeds, so they lower a ratio of good days that is full of gaps.
        without_aqi: by name of the count, days without an AQI that certainly exceed (100) or are
            heavy (200); None where nobody said what the AQI is at least.
    """

    valid: np.ndarray
    good: np.ndarray
    level: np.ndarray | None = None
    leads: Mapping[str, np.ndarray] | None = None
    over: Mapping[str, np.ndarray] | None = None
    incomplete: np.ndarray | None = None
    without_aqi: Mapping[str, np.ndarray] | None = None


def print_values(values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the six daily series as they are printed, by pollutant; do it once for all schemes.

    Rounded half to even (GB/T 8170) to integers, CO to one decimal (HJ 633-2026, 4.2.2 and 4.2.3;
    measurements were published so before). values: (place, day) by `pm25 pm10 so2 no2 co
    o3_mda8`; an absent key is left out.
    """
    return {
        p: round_half_even(values[series], POLLUTANTS[p].decimals)
        for p, series in SERIES.items()
        if series in values
    }


def days_over(
    printed: Mapping[str, np.ndarray], scheme: str, dates: ArrayLike
) -> dict[str, np.ndarray]:
    """Return by pollutant the days above its daily limit, bool of the shape of printed.

    printed: as `print_values` gives it. A missing value is not above. Of O3 only the MDA8 is
    held against a limit, so a day whose AQI exceeds by the 1-hour maximum alone (HJ 633-2012) is
    above no limit here.
    """
    limits = daily_limits(scheme, dates)
    return {p: printed[p] > limits[p] for p in POLLUTANT_IDS if p in printed}


def leading_pollutants(primary: np.ndarray) -> dict[str, np.ndarray]:
    """Return by pollutant where it is among the primary ones, bool of the same shape.

    primary: object array as `hj633.DailyAqi` holds it: "", `pm25`, or tied `pm25+o3`.
    """
    # The few distinct names are found by the hash of each cell: far faster than by a sort.
    codes, names = pd.factorize(primary.ravel())
    split = [str(name).split("+") for name in names]
    return {
        p: np.array([p in each for each in split], dtype=bool)[codes].reshape(primary.shape)
        for p in POLLUTANT_IDS
    }


def judge_days(
    scheme: str,
    dates: ArrayLike,
    printed: Mapping[str, np.ndarray],
    aqi: np.ndarray | None,
    primary: np.ndarray | Mapping[str, np.ndarray] | None = None,
    at_least: np.ndarray | None = None,
) -> JudgedDays:
    """Judge every day of every place by a scheme (the rules stand at `SCHEMES`).

    dates: datetime64 (day,); printed: as `print_values` gives it; aqi: (place, day), NaN = none,
    by the standard that `Scheme.aqi` names, None for a scheme without; primary: of the same
    standard, or what `leading_pollutants` has made of it; at_least: what `evaluation.aqi_at_least`
    says of its days without an AQI.
    In the schemes by limits no day can exceed without counting, so `without_aqi` has none there.
    KeyError for an unknown scheme; ValueError where the AQI is missing or printed lacks an item.
    """
    rules = SCHEMES[scheme]
    over = days_over(printed, scheme, dates)
    none = np.zeros(next(iter(printed.values())).shape, dtype=bool)
    lacking = np.logical_or.reduce([np.isnan(printed[p]) for p in printed]) if printed else none
    if rules.has_levels and aqi is None:
        raise ValueError(f"{scheme} needs the AQI by {rules.aqi}")
    if not rules.by_limits:
        index = np.asarray(aqi, dtype=np.float64)
        judged = judge_by_aqi(index, at_least)
        leads = leading_pollutants(primary) if isinstance(primary, np.ndarray) else primary
        return JudgedDays(
            judged.valid,
            judged.good,
            judged.level,
            leads,
            over,
            judged.valid & lacking,
            judged.without_aqi,
        )
    if len(over) < len(POLLUTANT_IDS):
        raise ValueError(f"{scheme} needs all six items, given: {', '.join(over)}")
    exceeds = np.logical_or.reduce(list(over.values()))
    without = dict.fromkeys(("exceeding_days_without_aqi", "heavy_days_without_aqi"), none)
    if not rules.has_levels:
        del without["heavy_days_without_aqi"]
    return JudgedDays(
        valid=~lacking | exceeds,
        good=~lacking & ~exceeds,
        level=None if aqi is None or not rules.has_levels else level_of(aqi),
        over=over,
        incomplete=lacking & exceeds,
        without_aqi=without,
    )


def judge_by_aqi(aqi: np.ndarray, at_least: np.ndarray | None = None) -> JudgedDays:
    """Judge days by their AQI alone: valid with one, good up to 100, heavy over 200 (HJ 633)."""
    without = None
    if at_least is not None:
        without = flag_days_without_aqi(aqi, at_least)
    return JudgedDays(~np.isnan(aqi), aqi <= GOOD_AQI, level_of(aqi), without_aqi=without)


def flag_days_without_aqi(aqi: np.ndarray, at_least: np.ndarray | None) -> dict[str, np.ndarray]:
    """Return the days that exceed (over 100), or are heavy (over 200), although they have no AQI.

    aqi and at_least (`evaluation.aqi_at_least`) of one shape; bool of it by the name of the count.
    Nothing where at_least is None: a count of 0 would say that there were none.
    """
    if at_least is None:
        return {}
    lacking = np.isnan(aqi)
    return {
        "exceeding_days_without_aqi": lacking & (at_least > GOOD_AQI),
        "heavy_days_without_aqi": lacking & (at_least > HEAVY_AQI),
    }


def count_judged_days(
    judged: JudgedDays,
    periods: Periods,
    validity: Validity = GB3095,
    left_out: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Count judged days over every period: (place, period) by name.

    left_out: bool (day,), days that are not counted at all (`basis.days_left_out`).
    Keys: `valid_days`, `good_days`, `good_ratio` (0 to 1, of the valid days; NaN where fewer than
    `validity.share_shown` of the period's calendar days are valid); `incomplete_days` where they
    are known; where there are levels
    `level1_days` ... `level6_days` and `heavy_days` (levels 5 and 6: AQI over 200); where there
    are primary pollutants `primary_pm25` ... `primary_o3` (a tie counts in each); `over_pm25` ...
    `over_o3` for the series that were given; `exceeding_days_without_aqi` and
    `heavy_days_without_aqi` where they are known. A key is absent where the scheme has no such
    thing. Counts int64.
    """
    keep = None if left_out is None else ~left_out

    def count(flags: np.ndarray) -> np.ndarray:
        return sum_over_periods(flags if keep is None else flags & keep, periods)

    valid = count(judged.valid)
    result = {"valid_days": valid, "good_days": count(judged.good)}
    shown = (valid > 0) & reaches_share(valid, periods.days, validity.share_shown)
    result["good_ratio"] = np.full(valid.shape, np.nan)
    np.divide(result["good_days"], valid, out=result["good_ratio"], where=shown)
    if judged.incomplete is not None:
        result["incomplete_days"] = count(judged.incomplete)
    if judged.level is not None:
        for level in LEVELS:
            result[f"level{level.level}_days"] = count(judged.level == level.level)
        result["heavy_days"] = result["level5_days"] + result["level6_days"]
    result |= {f"primary_{p}": count(flags) for p, flags in (judged.leads or {}).items()}
    result |= {f"over_{p}": count(flags) for p, flags in (judged.over or {}).items()}
    return result | {name: count(flags) for name, flags in (judged.without_aqi or {}).items()}


def composite_index_of_periods(
    statistics: Mapping[str, np.ndarray],
    ends: ArrayLike,
    scheme: str = IN_FORCE,
    rules: IndexRules = INDEX_RULES,
) -> dict[str, np.ndarray]:
    """Return `composite_index` and `index_pm25` ... `index_o3`, each (place, period).

    statistics: `concentrations.concentration_statistics`; rules: its weights and
    places. HJ 663 and 环办〔2014〕64号, see `hj663.composite_index`; limits as `limits_of_periods`
    says. All NaN by WHO, whose levels are no denominators of that index. A single index is NaN
    where its statistic is, the composite index unless all six are there.
    """
    limits = limits_of_periods(ends, scheme)
    if not SCHEMES[scheme].has_composite_index:
        names = ("composite_index", *(f"index_{p}" for p in POLLUTANT_IDS))
        return {name: np.full(np.shape(statistics["pm25"]), np.nan) for name in names}
    total, single = composite_index_by_standard(statistics, limits, rules)
    return {"composite_index": total} | {f"index_{p}": index for p, index in single.items()}
