"""Evaluation of a place: the mean over its stations, and the statistics of a month or a year.

GB 3095 table 4 says how many days a statistic needs, HJ 663 which statistics there are. Days are
natural days of local standard time; µg/m³, CO mg/m³. Arrays are (place, day), days consecutive.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from airquality.attainment import composite_index_of_periods, count_judged_days, judge_by_aqi
from airquality.basis import LeftOut
from airquality.concentrations import concentration_statistics
from airquality.periods import locate_periods, reaches_share
from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import settle, widen
from airquality.schemes import IN_FORCE
from airquality.schemes import limits_of_periods as standard_of_periods
from airquality.standards.hj633 import DailyAqi
from airquality.standards.hj663 import INDEX_RULES, IndexRules
from airquality.validity import GB3095, Validity
from airquality.year_to_date import year_to_date

__all__ = [
    "aqi_at_least",
    "evaluate",
    "mean_of_stations",
    "standard_of_periods",
    "year_to_date",
]

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


def evaluate(
    dates: ArrayLike,
    values: Mapping[str, np.ndarray],
    aqi: np.ndarray,
    starts: ArrayLike,
    ends: ArrayLike,
    validity: Validity = GB3095,
    index_rules: IndexRules = INDEX_RULES,
    standard: str = IN_FORCE,
    at_least: np.ndarray | None = None,
    left_out: LeftOut | None = None,
) -> dict[str, np.ndarray]:
    """Return the statistics of every place over every period, each (place, period).

    dates: datetime64 (day,), consecutive; values: (place, day) by `pm25 pm10 so2 no2 co o3_mda8`,
    an absent key counts as missing, others are passed over; aqi: (place, day), by whichever
    standard the days are to be judged; starts, ends: datetime64 (period,), ends exclusive, may
    overlap and may reach beyond the dates. index_rules of the composite index; standard: a scheme
    of `schemes.SCHEMES`, for the limits of the composite index; at_least: (place, day), what
    `aqi_at_least` says of the days without an AQI; left_out: days that a basis leaves out.

    The keys of `concentrations.concentration_statistics`, which needs no standard, of
    `attainment.count_judged_days` by the AQI alone, and of `attainment.composite_index_of_periods`.
    To judge the same days by several schemes, call these one by one: the concentrations, by far
    the most work, are then computed once.
    ValueError where the dates are not consecutive, a period is empty or the shapes differ.
    """
    periods = locate_periods(dates, starts, ends)
    shape = (np.shape(aqi)[0], np.size(dates))
    if np.shape(aqi) != shape:
        raise ValueError(f"aqi of shape {shape} expected, got {np.shape(aqi)}")
    gone, unjudged = (None, None) if left_out is None else (left_out.of, left_out.days)
    result = concentration_statistics(values, periods, validity, gone, shape)
    judged = judge_by_aqi(np.asarray(aqi, dtype=np.float64), at_least)
    result |= count_judged_days(judged, periods, validity, unjudged)
    return result | composite_index_of_periods(result, periods.ends, standard, index_rules)
