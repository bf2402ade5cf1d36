"""Daily means, MDA8 and daily maxima of hourly values.

Every function takes hours as (..., hour), float32, missing = NaN, labelled by their beginning, in
whole natural days of local standard time: the hour-ending labels 1 ... 24 of a day are its
beginning hours 0 ... 23. Leading axes (pollutant, station) are free and are kept.
"""

from collections.abc import Iterator

import numpy as np

from airquality.hours import HOURS_PER_DAY
from airquality.validity import GB3095, Validity

WINDOW_HOURS = 8
#: Days whose products stay below what numpy's library spreads over threads, which then wait for
#: each other longer than they compute, most of all where other threads are at work.
DAYS_PER_BLOCK = 256

# A float32 hour carries about seven digits: CO 2.05 is held as 2.0499999523, and GB/T 8170 would
# then round a tie the wrong way. At five decimals that noise is gone for measured decimals up to
# 64 (every CO value; integers are exact at any size), and no tie is invented: the mean of 24
# values with three decimals lies either on a tie or at least 2e-5 beside it.
MEAN_DECIMALS = 5


def daily_mean(hours: np.ndarray, validity: Validity = GB3095) -> tuple[np.ndarray, np.ndarray]:
    """Average the hours of each natural day (GB 3095-2026, table 4: at least 20 hours).

    Args:
        hours: (..., hour) as the module states.
        validity: the least number of hours (`hours_a_day`).

    Returns:
        mean: float64 (..., day), in the unit given, rounded to `MEAN_DECIMALS`; NaN where fewer
            hours are valid.
        count: int16 (..., day), valid hours.

    Raises:
        ValueError: the hours are not whole days.
    """
    days = _reshape_days(hours)
    total, count = np.empty(days.shape[:-1]), np.empty(days.shape[:-1], np.int16)
    for part, values, present in _blocks(days):
        total.reshape(-1)[part] = values @ np.ones(HOURS_PER_DAY)
        count.reshape(-1)[part] = _count_hours(present)
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count >= max(validity.hours_a_day, 1))
    return np.round(mean, MEAN_DECIMALS), count


def mda8(
    hours: np.ndarray, validity: Validity = GB3095
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take the largest running 8-hour mean of each natural day (日最大8小时平均, MDA8).

    GB 3095-2026, definitions and table 4: a window needs 6 valid hours; HJ 663-2026, 6.1.2: a day
    needs 14 valid windows, or fewer if its maximum is over the limit. The windows end at the
    hour-ending labels 08 ... 24 and so lie wholly inside the day; none reaches back over midnight.
    The maximum is compared with the limit as it is, before any rounding to integers.

    Args:
        hours: (..., hour) as the module states, ozone in µg/m³.
        validity: the counts, the window ends and the limit.

    Returns:
        value: float64 (..., day), rounded to `MEAN_DECIMALS`; NaN where no window is valid. It
            is given for days that do not count, too: mask it with is_valid.
        windows: int16 (..., day), valid windows.
        is_valid: bool (..., day).

    Raises:
        ValueError: the hours are not whole days.
    """
    days = _reshape_days(hours)
    peak, windows = np.empty(days.shape[:-1]), np.empty(days.shape[:-1], np.int16)
    member = _window_members(validity)
    for part, values, present in _blocks(days):
        mean = member @ values.T
        # float32 counts eight ones exactly and lets the same product count the hours.
        count = member.astype(np.float32) @ present.T.astype(np.float32)
        full = count >= max(validity.hours_a_window, 1)
        mean /= np.maximum(count, 1)
        peak.reshape(-1)[part] = np.where(full, mean, -np.inf).max(axis=0)
        windows.reshape(-1)[part] = full.sum(axis=0, dtype=np.int16)
    value = np.where(windows > 0, np.round(peak, MEAN_DECIMALS), np.nan)
    is_valid = (windows >= max(validity.windows_a_day, 1)) | (value > validity.mda8_limit)
    return value, windows, is_valid


def max_1h(
    hours: np.ndarray, validity: Validity = GB3095, has_mda8: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Take the largest hourly value of each natural day.

    No standard at hand states how many hours a daily maximum needs; the rule of the daily mean
    (at least 20, GB 3095-2026, table 4) is used, since a day that lost its afternoon hides its
    ozone peak. A day whose MDA8 is valid has its afternoon and keeps its maximum as well: else a
    day of 19 hours would lose its whole AQI for an item that HJ 663 has found good enough.

    Args:
        hours: (..., hour) as the module states.
        validity: the least number of hours (`hours_a_day`).
        has_mda8: bool (..., day), days whose MDA8 is valid.

    Returns:
        largest: float64 (..., day), rounded to `MEAN_DECIMALS`; NaN where fewer hours are valid
            and the day has no MDA8.
        count: int16 (..., day), valid hours.

    Raises:
        ValueError: the hours are not whole days.
    """
    days = _reshape_days(hours)
    present = np.isfinite(days)
    count = _count_hours(present)
    largest = np.where(present, days, -np.inf).max(axis=-1).astype(np.float64)
    enough = count >= max(validity.hours_a_day, 1)
    if has_mda8 is not None:
        enough |= has_mda8 & (count > 0)
    return np.round(np.where(enough, largest, np.nan), MEAN_DECIMALS), count


def operating(hours: np.ndarray) -> np.ndarray:
    """Tell on which days a station was in operation: from its first to its last day with a value.

    A closed station, and one not yet opened, must not count against the share of stations that a
    city's value needs. A gap in between is an outage: the station counts as operating.

    Args:
        hours: (..., hour) as the module states, usually (station, hour).

    Returns:
        bool (..., day); all False for a station without any value.

    Raises:
        ValueError: the hours are not whole days.
    """
    seen = np.isfinite(_reshape_days(hours)).any(axis=-1)
    begun = np.logical_or.accumulate(seen, axis=-1)
    not_ended = np.logical_or.accumulate(seen[..., ::-1], axis=-1)[..., ::-1]
    return begun & not_ended


def _reshape_days(hours: np.ndarray) -> np.ndarray:
    """Return (..., day, 24), a view where possible; ValueError where days are not whole."""
    if hours.shape[-1] % HOURS_PER_DAY:
        raise ValueError(f"{hours.shape[-1]} hours are not whole days of {HOURS_PER_DAY}")
    return hours.reshape(*hours.shape[:-1], -1, HOURS_PER_DAY)


def _blocks(days: np.ndarray) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
    """Yield (day, 24) blocks: where they lie in the flattened days, values, what is present.

    Values are float64 with 0 for what is missing: products with 0 and 1 then sum them in one
    pass, where NaN would spread over a whole day. A block stays in the processor's cache, twice as
    fast as the whole at once, and bounds the memory whatever the number of stations.
    """
    flat = days.reshape(-1, HOURS_PER_DAY)
    for first in range(0, len(flat), DAYS_PER_BLOCK):
        part = slice(first, first + DAYS_PER_BLOCK)
        present = np.isfinite(flat[part])
        yield part, np.where(present, flat[part], np.float64(0)), present


def _count_hours(present: np.ndarray) -> np.ndarray:
    """Count what is present in each day, int16; a product is three times as fast as a sum here."""
    return (present.astype(np.float32) @ np.ones(HOURS_PER_DAY, np.float32)).astype(np.int16)


def _window_members(validity: Validity) -> np.ndarray:
    """Return float64 (window, 24): 1 where the beginning hour belongs to the window, else 0.

    The window that ends at label e holds the beginning hours e-8 ... e-1.
    """
    ends = np.arange(validity.first_window_end, validity.last_window_end + 1)[:, None]
    beginning = np.arange(HOURS_PER_DAY)[None, :]
    return ((beginning < ends) & (beginning >= ends - WINDOW_HOURS)).astype(np.float64)
