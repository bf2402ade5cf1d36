"""The year so far: the main statistics of a place cumulated from 1 January to every day."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from airquality.attainment import flag_days_without_aqi
from airquality.periods import check_consecutive, reaches_share
from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import settle, widen
from airquality.standards.aqi_levels import GOOD_AQI, HEAVY_AQI
from airquality.standards.gb3095 import standards_in_force
from airquality.standards.hj663 import (
    COMPOSITE_METRICS,
    INDEX_RULES,
    IndexRules,
    composite_index_by_standard,
)
from airquality.validity import GB3095, Validity

DAYS_OF_A_LEAP_YEAR = 366


def year_to_date(
    dates: ArrayLike,
    values: Mapping[str, np.ndarray],
    aqi: np.ndarray,
    validity: Validity = GB3095,
    index_rules: IndexRules = INDEX_RULES,
    at_least: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Return the statistics from 1 January to each day, that day included, as (place, day).

    dates: datetime64 (day,), consecutive; values: (place, day) by `pm25 pm10 so2 no2 co o3_mda8`,
    an absent key counts as missing; aqi: (place, day); at_least: (place, day), what
    `evaluation.aqi_at_least` says of the days without an AQI. A year whose first days the series
    does not hold counts them as days without a value.

    Keys: `pm25 pm10 so2 no2` (means), `co_p95 o3_mda8_p90`, `composite_index` (limits in force on
    the day: it steps where a new standard begins), `pm25_days` ... `o3_days`, `valid_days`
    `good_days` `heavy_days` `good_ratio` and `elapsed_days`, the calendar days since 1 January;
    with `at_least` also `exceeding_days_without_aqi` and `heavy_days_without_aqi`. A statistic is
    NaN where fewer than `validity.share_shown` of the elapsed days are valid; no count of GB 3095
    table 4 applies to a year that is not over.
    ValueError where the dates are not consecutive or the shapes differ.
    """
    days = check_consecutive(dates)
    shape = np.shape(aqi)
    if len(shape) != 2 or shape[1] != days.size:
        raise ValueError(f"aqi of shape (place, {days.size}) expected, got {shape}")
    year = days.astype("datetime64[Y]")
    column = (days - year.astype("datetime64[D]")).astype(np.int64)
    row = (year - year[:1]).astype(np.int64)
    result: dict[str, np.ndarray] = {"elapsed_days": np.broadcast_to(column + 1, shape).copy()}
    for pollutant in POLLUTANT_IDS:
        metric = COMPOSITE_METRICS[pollutant]
        daily = widen(values.get(metric.series, np.full(shape, np.nan)))
        if daily.shape != shape:
            raise ValueError(f"{metric.series} has shape {daily.shape}, aqi {shape}")
        years = _split_years(daily, row, column)
        count = np.cumsum(~np.isnan(years), axis=-1)
        if metric.percentile is None:
            statistic = _running_mean(years, count)
        else:
            statistic = running_percentile(years, metric.percentile)
        counted = count[:, row, column]
        shown = reaches_share(counted, column + 1, validity.share_shown)
        result[f"{pollutant}_days"] = counted
        result[metric.id] = np.where(shown, statistic[:, row, column], np.nan)
    result |= _judge_days(np.asarray(aqi, dtype=np.float64), at_least, row, column, validity)
    metrics = {metric.id: result[metric.id] for metric in COMPOSITE_METRICS.values()}
    limits = standards_in_force(days)
    result["composite_index"] = composite_index_by_standard(metrics, limits, index_rules)[0]
    return result


def running_percentile(values: np.ndarray, p: float) -> np.ndarray:
    """Return the percentile of values[..., :k + 1] for every k, as `hj663.percentile` defines it.

    (..., n) in and out; NaN is passed over, NaN before the first value. Only the upper end of
    the sorted values matters, so just that much is kept, and each day is put in by one maximum
    and one minimum; p should therefore be high.
    """
    size = values.shape[-1]
    kept = int((size - 1) * (100 - p) / 100) + 2
    # A missing value sinks to the end and pushes nothing out.
    arriving = np.where(np.isnan(values), -np.inf, values).reshape(-1, size).T
    series = np.arange(arriving.shape[1])
    best = np.full((kept, series.size), -np.inf)
    count = np.cumsum(arriving != -np.inf, axis=0)
    rank = (np.maximum(count, 1) - 1) * (100 - p) / 100
    above = rank.astype(np.int64)
    high, low = np.empty(arriving.shape), np.empty(arriving.shape)
    for k in range(size):
        value = arriving[k]
        best[1:] = np.maximum(best[1:], np.minimum(best[:-1], value))
        np.maximum(best[0], value, out=best[0])
        high[k] = best[above[k], series]
        low[k] = best[np.minimum(above[k] + 1, kept - 1), series]
    some = count > 0
    share = rank - above
    # Before the first value both neighbours are -inf, whose difference is undefined.
    fall = np.subtract(low, high, out=np.zeros(low.shape), where=some & (share > 0))
    result = np.where(some, high + fall * share, np.nan).T.reshape(values.shape)
    return settle(result)


def _split_years(daily: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    years = int(row[-1]) + 1 if row.size else 0
    table = np.full((daily.shape[0], years, DAYS_OF_A_LEAP_YEAR), np.nan)
    table[:, row, column] = daily
    return table


def _running_mean(years: np.ndarray, count: np.ndarray) -> np.ndarray:
    mean = np.full(years.shape, np.nan)
    np.divide(np.cumsum(np.nan_to_num(years), axis=-1), count, out=mean, where=count > 0)
    return settle(mean)


def _judge_days(
    aqi: np.ndarray,
    at_least: np.ndarray | None,
    row: np.ndarray,
    column: np.ndarray,
    validity: Validity,
) -> dict[str, np.ndarray]:
    years = _split_years(aqi, row, column)
    counts = {
        "valid_days": ~np.isnan(years),
        "good_days": years <= GOOD_AQI,
        "heavy_days": years > HEAVY_AQI,
    }
    if at_least is not None:
        counts |= flag_days_without_aqi(years, _split_years(at_least, row, column))
    result = {key: np.cumsum(flag, axis=-1)[:, row, column] for key, flag in counts.items()}
    valid = result["valid_days"]
    shown = (valid > 0) & reaches_share(valid, column + 1, validity.share_shown)
    ratio = np.full(aqi.shape, np.nan)
    np.divide(result["good_days"], valid, out=ratio, where=shown)
    return result | {"good_ratio": ratio}
