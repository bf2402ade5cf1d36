"""Rounding by GB/T 8170 (half to even), on the decimal that a number stands for.

The rule speaks of decimal digits: 2.05 rounds to 2.0 and 2.15 to 2.2. A binary float holds neither
exactly, so it is taken for the shortest decimal that reads back as it, which is what was measured
or typed. Scaling by a power of ten and `numpy.round` get such ties wrong (1.005, 2.675).
"""

from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
from numpy.typing import ArrayLike

NOISE_DECIMALS = 6


def round_half_even(values: ArrayLike, decimals: int) -> np.ndarray:
    """Round to `decimals` places, half to even, on the decimal text (GB/T 8170).

    Any shape, float32 or float64; a float32 stands for its own shortest decimal. Returns float64
    (the nearest float of the rounded decimal); NaN and infinities stay. Exact for every input.
    ValueError where decimals is not in 0 ... 15.
    """
    if not 0 <= decimals <= 15:
        raise ValueError(f"decimals must be 0 to 15, not {decimals}")
    numbers = widen(values)
    scale = 10.0**decimals
    # The tie above k is (2k + 1) / (2 * scale): both are exact integers and a division is
    # correctly rounded, so it equals `numbers` exactly where the decimal is that tie. Up to 15
    # digits no other decimal reads back as the same float; past that the text decides.
    with np.errstate(over="ignore", invalid="ignore"):
        lower = np.floor(numbers * scale)
        tie = (2.0 * lower + 1.0) / (2.0 * scale)
        # Ties are few, and the remainder of a float costs more than all the rest.
        odd = np.remainder(lower, 2.0, out=np.zeros(numbers.shape), where=numbers == tie)
        up = (numbers > tie) | (odd == 1.0)
        rounded = np.asarray(np.where(up, lower + 1.0, lower) / scale)
        wide = np.isfinite(numbers) & (np.abs(numbers) * scale >= 1e14)
    rounded = np.where(np.isfinite(numbers), rounded, numbers)
    if wide.any():
        quantum = Decimal(1).scaleb(-decimals)
        rounded[wide] = [_round_text(float(number), quantum) for number in numbers[wide]]
    return rounded


def widen(values: ArrayLike) -> np.ndarray:
    """Return float64 numbers that stand for the same decimals as the given ones.

    A float32 of 60.1 is 60.09999847 when it is merely cast; here it becomes the float64 60.1.
    Other kinds of number are cast. Always a new array or the given float64 array itself.
    """
    numbers = np.asarray(values)
    if numbers.dtype != np.float32:
        return numbers.astype(np.float64, copy=False)
    wide = numbers.astype(np.float64)
    magnitude = np.abs(wide)
    in_reach = (magnitude >= 1e-6) & (magnitude < 1e15)
    exponent = np.floor(np.log10(np.where(in_reach, magnitude, 1.0)))
    # Six digits name at most one float32; where they do not read back, more digits are needed.
    unsettled = in_reach.copy()
    for digits in (6, 7, 8, 9):
        power = digits - 1 - exponent
        step = 10.0 ** np.abs(power)
        decimal = np.where(power >= 0, np.rint(wide * step) / step, np.rint(wide / step) * step)
        reads_back = unsettled & (decimal.astype(np.float32) == numbers)
        wide = np.where(reads_back, decimal, wide)
        unsettled &= ~reads_back
        if not unsettled.any():
            break
    odd = unsettled | (np.isfinite(wide) & (magnitude > 0) & ~in_reach)
    if odd.any():
        wide[odd] = [float(str(number)) for number in numbers[odd]]
    return wide


def settle(values: ArrayLike, decimals: int = NOISE_DECIMALS) -> np.ndarray:
    """Strip the binary noise that a mean of decimals gathers: 60.49999999999999 is 60.5.

    For results that are rounded by the rule later; the six places are far finer than any
    measurement and far coarser than the noise. Any shape, float64 out, NaN stays.
    """
    scale = 10.0**decimals
    return np.asarray(np.rint(widen(values) * scale) / scale)


def format_half_even(value: float, decimals: int) -> str:
    """Write one number with `decimals` places, rounded half to even; "" where it is NaN.

    A result of zero carries no minus sign. ValueError where decimals is not in 0 ... 15.
    """
    rounded = float(round_half_even(value, decimals))
    return "" if np.isnan(rounded) else f"{rounded + 0.0:.{decimals}f}"


def _round_text(number: float, quantum: Decimal) -> float:
    decimal = Decimal(repr(number))
    exponent = decimal.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        return number
    # Only a number with a fraction comes here: under 2**53, so the context's 28 digits suffice.
    return float(decimal.quantize(quantum, rounding=ROUND_HALF_EVEN))
