"""Evaluation of a place: the mean over its stations, and the statistics of a month or a year.

GB 3095 table 4 says how many days a statistic needs, HJ 663 which statistics there are. Days are
natural days of local standard time; µg/m³, CO mg/m³. Arrays are (place, day), days consecutive.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from airquality.periods import (
    Periods,
    has_enough_days,
    locate_periods,
    reaches_share,
    sum_over_periods,
)
from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import settle, widen
from airquality.standards.aqi_levels import GOOD_AQI, HEAVY_AQI, LEVELS, level_of
from airquality.standards.gb3095 import STANDARDS, standards_in_force
from airquality.standards.hj633 import DailyAqi
from airquality.standards.hj663 import (
    ANNUAL_METRICS,
    COMPOSITE_METRICS,
    composite_index_by_standard,
    percentile,
)
from airquality.validity import GB3095, Validity
from airquality.year_to_date import flag_days_without_aqi, year_to_date

__all__ = [
    "aqi_at_least",
    "evaluate",
    "mean_of_stations",
    "standard_of_periods",
    "year_to_date",
]

IN_FORCE = "in force"


#: A mean of means that were rounded to 5 decimals carries their noise; at 4 an exact half is one.
_MEAN_DECIMALS = 4


def mean_of_stations(
    values: np.ndarray,
    operating: np.ndarray,
    is_evaluation: np.ndarray,
    share: float = GB3095.share_of_stations,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean over a place's evaluation stations, and how many of them are valid.

    HJ 663: the city value is the mean over the evaluation stations (城市评价点) without the control
    point, of concentrations, before any index; valid where at least 75 % of the stations are
    (from memory, so an argument). A station that is not operating counts neither way.

    values: (station, time), days or hours, NaN = missing; operating: bool of the same shape;
    is_evaluation: bool (station,), False for control and background points.
    Returns mean float64 (time,), NaN where fewer stations are valid or none operates, and count
    int64 (time,). The mean stands for a decimal: binary noise is stripped, so that it can be
    rounded by GB/T 8170. ValueError where the shapes differ.
    """
    if values.ndim != 2 or values.shape != operating.shape:
        raise ValueError(f"values {values.shape} and operating {operating.shape} differ")
    if is_evaluation.shape != values.shape[:1]:
        raise ValueError(f"{values.shape[0]} stations, is_evaluation {is_evaluation.shape}")
    mine = operating[is_evaluation].astype(bool)
    numbers = widen(values[is_evaluation])
    is_valid = mine & ~np.isnan(numbers)
    count = is_valid.sum(axis=0, dtype=np.int64)
    enough = (count > 0) & reaches_share(count, mine.sum(axis=0), share)
    mean = np.full(values.shape[1], np.nan)
    np.divide(np.where(is_valid, numbers, 0.0).sum(axis=0), count, out=mean, where=enough)
    return settle(mean, _MEAN_DECIMALS), count


def aqi_at_least(index: DailyAqi) -> np.ndarray:
    """Return what the AQI of a day without one must at least have been.

    HJ 633 takes the AQI as the largest sub-index, so the largest of those that are there is no
    more than the AQI would be with the missing item. Without it a day of 478 µg/m³ of PM2.5 on
    which CO is missing (Beijing, 2015-12-01) would pass for a day of which nothing is known.
    Shape of the index; NaN where the day has an AQI, or no sub-index at all.
    """
    largest = np.fmax.reduce([index.iaqi[pollutant] for pollutant in POLLUTANT_IDS])
    return np.where(np.isnan(index.aqi), largest, np.nan)


def standard_of_periods(ends: ArrayLike, standard: str = IN_FORCE) -> np.ndarray:
    """Return the id of the GB 3095 limits by which each period is evaluated.

    The limits in force on the last day of the period (ends are exclusive): it is evaluated once
    it is over, by the rules of that time, and one index cannot have two denominators. So the year
    2026 goes by the transition limits although they began in March. `standard`: `in force`, or
    the id of one set of limits for every period. KeyError for an unknown id.
    """
    after = np.atleast_1d(np.asarray(ends, dtype="datetime64[D]"))
    if standard == IN_FORCE:
        return standards_in_force(after - 1)
    return np.full(after.shape, STANDARDS[standard].id)


def evaluate(
    dates: ArrayLike,
    values: Mapping[str, np.ndarray],
    aqi: np.ndarray,
    starts: ArrayLike,
    ends: ArrayLike,
    validity: Validity = GB3095,
    weights: Mapping[str, float] | None = None,
    standard: str = IN_FORCE,
    at_least: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Return the statistics of every place over every period, each (place, period).

    dates: datetime64 (day,), consecutive; values: (place, day) by `pm25 pm10 so2 no2 co o3_mda8`,
    an absent key counts as missing, others are passed over; aqi: (place, day), by whichever
    standard the days are to be judged; starts, ends: datetime64 (period,), ends exclusive, may
    overlap and may reach beyond the dates. weights of the composite index by pollutant, all 1
    unless given; standard as `standard_of_periods` takes it; at_least: (place, day), what
    `aqi_at_least` says of the days without an AQI.

    Keys: `pm25 pm10 so2 no2 co o3_mda8` (means of days), `pm25_p95 pm10_p95 so2_p98 no2_p98 co_p95
    o3_mda8_p90`; `pm25_days` ... `o3_days` and `valid_days` (days with an AQI); `level1_days` ...
    `level6_days`, `good_days` (AQI up to 100), `heavy_days` (over 200), `good_ratio` (0 to 1, of
    the valid days); `composite_index`, `index_pm25` ... `index_o3` (HJ 663, from statistics
    rounded first); `pm25_is_valid` ... `o3_is_valid` (`periods.has_enough_days`), `is_valid` (all
    six); with `at_least` also `exceeding_days_without_aqi` (over 100 at least) and
    `heavy_days_without_aqi` (over 200), none of them among the valid days. A statistic is NaN
    where fewer than `validity.share_shown` of the period's days are valid; the composite index
    unless all six parts are there.
    ValueError where the dates are not consecutive, a period is empty or the shapes differ.
    """
    periods = locate_periods(dates, starts, ends)
    shape = (np.shape(aqi)[0], np.size(dates))
    if np.shape(aqi) != shape:
        raise ValueError(f"aqi of shape {shape} expected, got {np.shape(aqi)}")
    result: dict[str, np.ndarray] = {}
    for pollutant in POLLUTANT_IDS:
        series = COMPOSITE_METRICS[pollutant].series
        daily = widen(values.get(series, np.full(shape, np.nan)))
        if daily.shape != shape:
            raise ValueError(f"{series} has shape {daily.shape}, aqi {shape}")
        result |= _evaluate_pollutant(daily, pollutant, series, periods, validity)
    result["is_valid"] = np.logical_and.reduce([result[f"{p}_is_valid"] for p in POLLUTANT_IDS])
    index = np.asarray(aqi, dtype=np.float64)
    result |= _judge_days(index, periods, validity)
    for name, flag in flag_days_without_aqi(index, at_least).items():
        result[name] = sum_over_periods(flag, periods)
    limits = standard_of_periods(periods.ends, standard)
    result["composite_index"], single = composite_index_by_standard(result, limits, weights)
    return result | {f"index_{pollutant}": index for pollutant, index in single.items()}


def _evaluate_pollutant(
    daily: np.ndarray, pollutant: str, series: str, periods: Periods, validity: Validity
) -> dict[str, np.ndarray]:
    present = ~np.isnan(daily)
    count = sum_over_periods(present, periods)
    shown = (count > 0) & reaches_share(count, periods.days, validity.share_shown)
    mean = np.full(count.shape, np.nan)
    np.divide(sum_over_periods(np.nan_to_num(daily), periods), count, out=mean, where=shown)
    result = {
        series: settle(mean),
        f"{pollutant}_days": count,
        f"{pollutant}_is_valid": has_enough_days(present, periods, validity),
    }
    for metric in ANNUAL_METRICS:
        if metric.series == series and metric.percentile is not None:
            found = [
                percentile(daily[:, first:last], metric.percentile)
                for first, last in zip(periods.first, periods.last, strict=True)
            ]
            table = np.stack(found, axis=1) if found else np.empty(count.shape)
            result[metric.id] = np.where(shown, table, np.nan)
    return result


def _judge_days(aqi: np.ndarray, periods: Periods, validity: Validity) -> dict[str, np.ndarray]:
    levels = level_of(aqi)
    result = {
        "valid_days": sum_over_periods(levels > 0, periods),
        "good_days": sum_over_periods(aqi <= GOOD_AQI, periods),
        "heavy_days": sum_over_periods(aqi > HEAVY_AQI, periods),
    }
    for level in LEVELS:
        result[f"level{level.level}_days"] = sum_over_periods(levels == level.level, periods)
    valid = result["valid_days"]
    shown = (valid > 0) & reaches_share(valid, periods.days, validity.share_shown)
    result["good_ratio"] = np.full(valid.shape, np.nan)
    np.divide(result["good_days"], valid, out=result["good_ratio"], where=shown)
    return result
