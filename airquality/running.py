"""Running means over the hours or days behind each hour or day, and means of blocks of hours.

A window is trailing: it ends with the hour or day that it is written against, that one included
(GB 3095-2026 defines the running 8-hour mean by 8 consecutive hours; the longer windows are this
project's own). What is missing is left out of the mean, and a window with too few values is
missing.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

#: Decimals of the sums' rounding noise that is cut off: far below what anybody prints.
_SETTLED = 9


def trailing_mean(values: np.ndarray, window: int, least: int) -> np.ndarray:
    """Return the mean of the last `window` values up to each one.

    Args:
        values: (..., time), consecutive hours or days, missing = NaN.
        window: number of hours or days.
        least: values that a window needs; time before the series begins has none.

    Returns:
        float64 of the same shape; NaN where a window holds fewer.

    Raises:
        ValueError: a window of nothing, or one that never can hold so many.
    """
    if window < 1 or not 1 <= least <= window:
        raise ValueError(f"at least {least} of {window} values cannot be asked for")
    present = np.isfinite(values)
    total = _window_sum(np.where(present, values, 0.0), window)
    count = _window_sum(present.astype(np.float64), window)
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count >= least)
    return np.round(mean, _SETTLED)


def least_of(window: int, share: float) -> int:
    """Return how many of `window` values a share of them is, rounded up: 75 % of 30 days are 23."""
    return max(1, int(-(-Fraction(str(share)) * window // 1)))


def block_mean(hours: np.ndarray, block: int, least: int) -> np.ndarray:
    """Return the mean of each block of `block` hours, one after the other.

    Args:
        hours: (..., hour), missing = NaN; the number of hours is a multiple of `block`.
        block: hours of a block.
        least: hours that a block needs.

    Returns:
        float64 (..., hour / block); NaN where a block holds fewer.

    Raises:
        ValueError: the hours are no whole blocks, or a block never can hold so many.
    """
    if block < 1 or not 1 <= least <= block:
        raise ValueError(f"at least {least} of {block} hours cannot be asked for")
    if hours.shape[-1] % block:
        raise ValueError(f"{hours.shape[-1]} hours are no whole blocks of {block}")
    present = np.isfinite(hours)
    known = np.where(present, hours, 0.0)
    # Hour by hour of the block: numpy is slow at many sums of a few.
    count = np.zeros((*hours.shape[:-1], hours.shape[-1] // block), dtype=np.int64)
    total = np.zeros(count.shape)
    for hour in range(block):
        count += present[..., hour::block]
        total += known[..., hour::block]
    mean = np.full(count.shape, np.nan)
    np.divide(total, count, out=mean, where=count >= least)
    return mean


def _window_sum(values: np.ndarray, window: int) -> np.ndarray:
    """Return the sum of the last `window` values up to each one, float64 (..., time).

    By powers of two: sums of 2, 4, 8 … values, of which those that make up the window are added:
    some ten additions of whole arrays for a window of a year. A difference of cumulated sums would
    carry the noise of a dust storm's thousands on through the years.
    """
    total = np.zeros(values.shape)
    part = values.astype(np.float64)  # sums of `length` values
    length, done = 1, 0
    while True:
        if window & length:
            total += _shift(part, done)
            done += length
        if 2 * length > window:
            return total
        part = part + _shift(part, length)
        length *= 2


def _shift(values: np.ndarray, steps: int) -> np.ndarray:
    """Return the values `steps` later, 0 before."""
    if not steps:
        return values
    shifted = np.zeros(values.shape)
    shifted[..., steps:] = values[..., : max(values.shape[-1] - steps, 0)]
    return shifted
