"""Concentration statistics of a period: means, percentiles, valid days. No limit is involved.

GB 3095 table 4 says how many days a statistic needs, HJ 663 which statistics there are. Days are
natural days of local standard time; µg/m³, CO mg/m³. Arrays are (place, day), days consecutive.
"""

from collections.abc import Mapping

import numpy as np

from airquality.periods import Periods, has_enough_days, reaches_share, sum_over_periods
from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import settle, widen
from airquality.standards.hj663 import ANNUAL_METRICS, COMPOSITE_METRICS, percentile
from airquality.validity import GB3095, Validity

_SERIES: tuple[str, ...] = tuple(COMPOSITE_METRICS[p].series for p in POLLUTANT_IDS)

#: Numbers that one gathered block of days may hold: 32 MB.
_BLOCK = 4_000_000

#: A block ends where a longer period would leave more than a fifth of it empty.
_LEAST_FILLED = 0.8


def concentration_statistics(
    values: Mapping[str, np.ndarray],
    periods: Periods,
    validity: Validity = GB3095,
    left_out: Mapping[str, np.ndarray] | None = None,
    shape: tuple[int, ...] | None = None,
) -> dict[str, np.ndarray]:
    """Return the concentration statistics of every place over every period, (place, period).

    values: (place, day) by `pm25 pm10 so2 no2 co o3_mda8`, an absent key counts as missing, others
    are passed over; periods as `locate_periods` finds them; left_out: by pollutant, bool (day,) or
    (place, day), days that do not enter (`basis.days_left_out`); shape: (place, day), needed only
    where values may be empty.

    Keys: `pm25 pm10 so2 no2 co o3_mda8` (means of days), `pm25_p95 pm10_p95 so2_p98 no2_p98 co_p95
    o3_mda8_p90`, `pm25_days` ... `o3_days` (valid days that entered), `pm25_is_valid` ...
    `o3_is_valid`, `is_valid` (all six).
    A statistic is NaN where fewer than `validity.share_shown` of the period's calendar days
    entered: a number must not rest on a handful of days, whyever the others are not there. Days
    left out do not count against `is_valid`, though: table 4 of GB 3095 asks whether enough was
    measured, they were measured, and a month with five days of dust would else turn invalid by
    being evaluated without them (own choice: no text says so). It is False where the statistic
    itself is NaN.
    ValueError where the shapes differ.
    """
    if shape is None:
        shape = next(np.shape(v) for k, v in values.items() if k in _SERIES)
    result: dict[str, np.ndarray] = {}
    for pollutant, series in zip(POLLUTANT_IDS, _SERIES, strict=True):
        daily = widen(values.get(series, np.full(shape, np.nan)))
        if daily.shape != shape:
            raise ValueError(f"{series} has shape {daily.shape}, expected {shape}")
        gone = None if left_out is None else left_out.get(pollutant)
        result |= _of_pollutant(daily, gone, pollutant, series, periods, validity)
    result["is_valid"] = np.logical_and.reduce([result[f"{p}_is_valid"] for p in POLLUTANT_IDS])
    return result


def percentile_over_periods(daily: np.ndarray, periods: Periods, p: float) -> np.ndarray:
    """Return `hj663.percentile` of the days of every period: (..., day) to (..., period).

    Periods of like length are gathered and sorted at once, in blocks of bounded size.
    """
    length = periods.last - periods.first
    result = np.full((*daily.shape[:-1], length.size), np.nan)
    order = np.argsort(length, kind="stable")
    order = order[length[order] > 0]
    series = max(1, int(np.prod(daily.shape[:-1])))
    while order.size:
        longest = length[order[-1]]
        most = max(1, _BLOCK // (series * int(longest)))
        near = order[-most:]
        near = near[length[near] >= _LEAST_FILLED * longest]
        offset = np.arange(longest)
        inside = offset < length[near, None]
        # Behind its last day a shorter period reads that day again, then loses it as missing.
        where = periods.first[near, None] + np.minimum(offset, length[near, None] - 1)
        days = daily[..., where]
        if not inside.all():
            days[..., ~inside] = np.nan
        result[..., near] = percentile(days, p)
        order = order[: -near.size]
    return result


def count_days_left_out(days: np.ndarray, periods: Periods) -> np.ndarray:
    """Return how many of each period's days a basis leaves out: bool (day,) to int (period,)."""
    return sum_over_periods(days, periods)


def _of_pollutant(
    measured: np.ndarray,
    left_out: np.ndarray | None,
    pollutant: str,
    series: str,
    periods: Periods,
    validity: Validity,
) -> dict[str, np.ndarray]:
    daily = measured if left_out is None else np.where(left_out, np.nan, measured)
    present = ~np.isnan(daily)
    count = sum_over_periods(present, periods)
    shown = (count > 0) & reaches_share(count, periods.days, validity.share_shown)
    mean = np.full(count.shape, np.nan)
    np.divide(sum_over_periods(np.nan_to_num(daily), periods), count, out=mean, where=shown)
    was_measured = present if left_out is None else ~np.isnan(measured)
    result = {
        series: settle(mean),
        f"{pollutant}_days": count,
        f"{pollutant}_is_valid": shown & has_enough_days(was_measured, periods, validity),
    }
    for metric in ANNUAL_METRICS:
        if metric.series == series and metric.percentile is not None:
            found = percentile_over_periods(daily, periods, metric.percentile)
            result[metric.id] = np.where(shown, found, np.nan)
    return result
