"""The effect of a measure: what was observed against what was to be expected without it.

What the method is wrong by where nothing was done is what it may be wrong by here. The interval is
that of the placebos' errors (a conformal interval over windows: Vovk and others, Algorithmic
Learning in a Random World, ch. 2), the p-value the share of placebos that are as far.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from airquality.effects.placebo import LEAST_PLACEBOS, Placebos, error_reach
from airquality.effects.record import Record, means_of_windows, nearby_errors


@dataclass(frozen=True)
class Effect:
    """What a measure changed, µg/m³ (CO mg/m³) of the window's mean; negative is cleaner air.

    Attributes:
        observed, predicted: means over the rows that have both; predicted without bias and drift.
        effect, low, high: their difference and its 95 % interval; NaN where there is none.
        percent, percent_low, percent_high: the same of what was to be expected; no high where as
            little as nothing may have been.
        p: share of the placebos, itself counted, that are as far from none, either way; never
            below one in the windows that do not overlap.
        times_reach: its distance from none, of that within which 95 % of the placebos lie.
        rank: 1 where none is as far; placebos: how many there are; independent: that do not
            overlap, nor lie within a margin; around_days: their season; bias, drift: what was
            taken out, % of predicted + k.
        reason: '' or why there is no effect: 'outside', 'too_long', 'too_few_hours'; why there is
            one without interval: 'too_few_placebos'.
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
    times_reach: float = np.nan
    rank: int = 0
    placebos: int = 0
    independent: int = 0
    around_days: float = np.nan
    bias: float = np.nan
    drift: float = np.nan
    reason: str = ""


def estimate(span: tuple[int, int], record: Record, found: Placebos) -> Effect:
    """Return the effect in a measure's window.

    span: its first row and number of rows; found: its placebos.
    """
    start = np.array([span[0]])
    seen, raw = (float(mean[0]) for mean in means_of_windows(start, span[1], record))
    if not np.isfinite(seen):
        return Effect(reason="too_few_hours")
    nearby = float(nearby_errors(start, span[1], record, found.scale)[0])
    expected = float(found.scale.expected(raw, nearby))
    bare = Effect(
        observed=seen,
        predicted=expected,
        effect=seen - expected,
        percent=_percent(seen, expected),
        placebos=len(found.starts),
        independent=found.independent,
        around_days=found.around_days,
        bias=100 * float(np.expm1(found.scale.bias)),
        drift=100 * float(np.expm1(found.scale.slope * nearby)),
        reason="too_few_placebos" if found.independent < LEAST_PLACEBOS else "",
    )
    return bare if bare.reason else _with_interval(bare, found)


def _with_interval(bare: Effect, found: Placebos) -> Effect:
    """Return the effect with interval, p-value and rank."""
    distances, count, scale = np.abs(found.errors), found.independent, found.scale
    own = abs(float(scale.distance(bare.observed, bare.predicted)))
    far, reach = distances >= own, error_reach(distances, count)
    least, most = (float(scale.shifted(bare.predicted, by)) for by in (-reach, reach))
    return replace(
        bare,
        low=bare.observed - most,
        high=bare.observed - least,
        percent_low=_percent(bare.observed, most),
        percent_high=_percent(bare.observed, least),
        p=(1 + count * float(far.mean())) / (1 + count),
        times_reach=own / reach if reach > 0 else np.inf,
        rank=1 + int(far.sum()),
    )


def _percent(observed: float, expected: float) -> float:
    return 100 * (observed / expected - 1) if expected > 0 else np.nan
