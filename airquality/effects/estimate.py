"""The effect of a measure: what was observed against what was to be expected without it.

The interval is that of the placebos: what the method is wrong by where nothing was done is what it
may be wrong by here (a conformal interval over windows). The share of placebos that are as large
as the effect is its p-value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from airquality.effects.held_out import Blocks, whole_in
from airquality.effects.windows import Window, independent

#: Share of a window's hours that must have an observed and a predicted value (our own choice).
LEAST_SHARE = 0.6
#: Fewer windows that do not overlap say nothing of 95 % (our own choice).
LEAST_PLACEBOS = 8


@dataclass(frozen=True)
class Placebos:
    """Effects found where nothing was done.

    Attributes:
        starts: first row of each window, int (n,).
        effects: observed minus predicted, float (n,); percent: of the predicted.
        independent: how many of them do not overlap.
    """

    starts: np.ndarray
    effects: np.ndarray
    percent: np.ndarray
    independent: int


@dataclass(frozen=True)
class Effect:
    """What a measure changed, µg/m³ (CO mg/m³) of the window's mean; negative is cleaner air.

    Attributes:
        observed, predicted: means over the hours that have both.
        effect, low, high: their difference and its 95 % interval; NaN where there is none.
        percent, percent_low, percent_high: of the predicted.
        p: share of the placebos, itself counted, that are as far from zero, the other way too.
        rank: 1 where none is; placebos: how many there are; independent: that do not overlap.
        reason: '' or why there is no effect: 'outside', 'too_long', 'too_few_hours'; why no
            interval: 'too_few_placebos'.
    """

    observed: float = np.nan
    predicted: float = np.nan
    effect: float = np.nan
    low: float = np.nan
    high: float = np.nan
    percent: float = np.nan
    percent_low: float = np.nan
    percent_high: float = np.nan
    p: float = np.nan
    rank: int = 0
    placebos: int = 0
    independent: int = 0
    reason: str = ""


def window_means(
    start: int, length: int, observed: np.ndarray, predicted: np.ndarray, blocks: Blocks
) -> tuple[float, float]:
    """Return mean observed and mean predicted of a window, NaN twice where too few hours have both.

    observed: (hour,); predicted: (set, hour), of which the set is taken that held it out whole.
    """
    chosen = whole_in(start, length, len(observed), blocks)
    if chosen is None:
        return np.nan, np.nan
    own = slice(start, start + length)
    there = np.isfinite(observed[own]) & np.isfinite(predicted[chosen, own])
    if there.sum() < LEAST_SHARE * length:
        return np.nan, np.nan
    return float(observed[own][there].mean()), float(predicted[chosen, own][there].mean())


def placebos_of(
    starts: np.ndarray, length: int, observed: np.ndarray, predicted: np.ndarray, blocks: Blocks
) -> Placebos:
    """Return the effects at the placebo windows that have enough hours."""
    means = [window_means(int(s), length, observed, predicted, blocks) for s in starts]
    pairs = np.array(means).reshape(-1, 2)
    kept = np.isfinite(pairs).all(axis=1) & (pairs[:, 1] > 0)
    effects = pairs[kept, 0] - pairs[kept, 1]
    used = np.asarray(starts)[kept]
    return Placebos(used, effects, 100 * effects / pairs[kept, 1], independent(used, length))


def estimate(
    window: Window,
    times: np.ndarray,
    observed: np.ndarray,
    predicted: np.ndarray,
    found: Placebos,
    blocks: Blocks,
) -> Effect:
    """Return the effect of a measure's window.

    Args:
        window: its hours.
        times: datetime64[h] (hour,), consecutive.
        observed: (hour,), missing = NaN.
        predicted: (set, hour) of `held_out.predict_held_out`.
        found: its placebos.
        blocks: how the record was held out.
    """
    start = int((window.start - times[0]) / np.timedelta64(1, "h"))
    if start < 0 or start + window.hours > len(times):
        return Effect(reason="outside")
    if window.hours > blocks.block_hours // 2:
        return Effect(reason="too_long")
    seen, expected = window_means(start, window.hours, observed, predicted, blocks)
    if not np.isfinite(seen):
        return Effect(reason="too_few_hours")
    effect, percent = seen - expected, 100 * (seen - expected) / expected
    few = found.independent < LEAST_PLACEBOS
    far = int((np.abs(found.percent) >= abs(percent)).sum())
    bare = Effect(
        observed=seen,
        predicted=expected,
        effect=effect,
        percent=percent,
        placebos=len(found.effects),
        independent=found.independent,
        reason="too_few_placebos" if few else "",
    )
    if few:
        return bare
    low, high = _errors(found.percent, found.independent)
    return Effect(
        **{
            **vars(bare),
            "percent_low": percent - high,
            "percent_high": percent - low,
            "low": effect - high * expected / 100,
            "high": effect - low * expected / 100,
            "p": (1 + far) / (1 + len(found.percent)),
            "rank": 1 + far,
        }
    )


def _errors(
    errors: np.ndarray, independent_windows: int, level: float = 0.95
) -> tuple[float, float]:
    """Return the two quantiles between which the method's error lies, widened for few windows.

    Of n exchangeable errors the next one lies between the k-th smallest and largest with
    (n + 1 − 2k) / (n + 1): the quantile asked of n is (1 ∓ level)/2 · (n + 1) / n, and the extremes
    where n is too small. Overlapping windows count as those that do not overlap.
    """
    n = independent_windows
    tail = (1 - level) / 2 * (n + 1) / n - 1 / n
    tail = min(max(tail, 0.0), 0.5)
    low, high = np.quantile(errors, [tail, 1 - tail])
    return float(low), float(high)
