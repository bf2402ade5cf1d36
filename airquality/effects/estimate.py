"""The effect of a measure: what was observed against what was to be expected without it.

What the method is wrong by where nothing was done is what it may be wrong by here. Errors are
ratios, log(observed / predicted): concentrations are multiplied by the weather, and a halving is
as far from none as a doubling. The placebos' median is the method's bias of the season and taken
out; the interval is that of the rest (a conformal interval over windows: Vovk and others,
Algorithmic Learning in a Random World, ch. 2), the p-value the share of placebos that are as far.
Windows that overlap are not independent: both count only those that do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from airquality.effects.held_out import Blocks, whole_in
from airquality.effects.windows import Grid, independent, placebo_starts

#: Share of a window's rows that must have an observed and a predicted value (our own choice).
LEAST_SHARE = 0.6
#: Of n windows the largest error covers the next with n / (n + 1): 95 % needs nineteen.
LEAST_PLACEBOS = 19
#: Days from the calendar day within which a placebo begins, the next where too few are found.
SEASONS: tuple[float, ...] = (45, 60, 75, 92)
LEVEL = 0.95


@dataclass(frozen=True)
class Placebos:
    """Effects found where nothing was done.

    Attributes:
        starts: first row of each window, int (n,).
        observed, predicted: means over the window's rows that have both, (n,).
        independent: how many of them do not overlap.
        around_days: how far from the measure's calendar day they begin, in any year.
    """

    starts: np.ndarray
    observed: np.ndarray
    predicted: np.ndarray
    independent: int
    around_days: float

    @property
    def errors(self) -> np.ndarray:
        """log(observed / predicted), (n,)."""
        return np.asarray(np.log(self.observed / self.predicted))

    @property
    def bias(self) -> float:
        """The middle of the errors; 0 where there is none."""
        return float(np.median(self.errors)) if len(self.starts) else 0.0

    @property
    def effects(self) -> np.ndarray:
        """Observed minus expected, the bias taken out, (n,)."""
        return self.observed - self.predicted * np.exp(self.bias)

    @property
    def percent(self) -> np.ndarray:
        """Of the expected, (n,)."""
        return np.asarray(100 * np.expm1(self.errors - self.bias))


@dataclass(frozen=True)
class Effect:
    """What a measure changed, µg/m³ (CO mg/m³) of the window's mean; negative is cleaner air.

    Attributes:
        observed, predicted: means over the rows that have both; predicted without the bias.
        effect, low, high: their difference and its 95 % interval; NaN where there is none.
        percent, percent_low, percent_high: the same of what was to be expected.
        p: share of the placebos, itself counted, that are as far from none, either way; never
            below one in the windows that do not overlap.
        rank: 1 where none is as far; placebos: how many there are; independent: that do not
            overlap; around_days: their season; bias: what was taken out, % of the predicted.
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
    rank: int = 0
    placebos: int = 0
    independent: int = 0
    around_days: float = np.nan
    bias: float = np.nan
    reason: str = ""


def window_means(
    span: tuple[int, int], observed: np.ndarray, predicted: np.ndarray, blocks: Blocks
) -> tuple[float, float]:
    """Return mean observed and mean predicted of a window, NaN twice where too few rows have both.

    span: first row and number of rows; observed: (row,); predicted: (set, row), of which the set
    is taken that held the window out whole. NaN as well where a mean is not above zero.
    """
    chosen = whole_in(*span, blocks)
    if chosen is None:
        return np.nan, np.nan
    own = slice(span[0], span[0] + span[1])
    there = np.isfinite(observed[own]) & np.isfinite(predicted[chosen, own])
    if there.sum() < LEAST_SHARE * span[1]:
        return np.nan, np.nan
    seen, expected = observed[own][there].mean(), predicted[chosen, own][there].mean()
    return (float(seen), float(expected)) if min(seen, expected) > 0 else (np.nan, np.nan)


def placebos_of(
    span: tuple[int, int],
    grid: Grid,
    taken: np.ndarray,
    observed: np.ndarray,
    predicted: np.ndarray,
    blocks: Blocks,
    seasons: Sequence[float] = SEASONS,
) -> Placebos:
    """Return what is found at the windows like `span` that have enough rows.

    taken: bool (row,), rows in or near a measure. The narrowest season is taken that has enough
    windows, the widest where none has.
    """
    found = Placebos(np.zeros(0, dtype=int), np.zeros(0), np.zeros(0), 0, seasons[-1])
    for around in seasons:
        starts = placebo_starts(span, grid, taken, around)
        means = [window_means((int(s), span[1]), observed, predicted, blocks) for s in starts]
        pairs = np.array(means).reshape(-1, 2)
        kept = np.isfinite(pairs).all(axis=1)
        used = starts[kept]
        count = independent(used, span[1])
        found = Placebos(used, pairs[kept, 0], pairs[kept, 1], count, around)
        if count >= LEAST_PLACEBOS:
            break
    return found


def estimate(
    span: tuple[int, int],
    observed: np.ndarray,
    predicted: np.ndarray,
    found: Placebos,
    blocks: Blocks,
) -> Effect:
    """Return the effect in a measure's window.

    Args:
        span: its first row and number of rows.
        observed: (row,), missing = NaN.
        predicted: (set, row) of `held_out.predict_held_out`.
        found: its placebos.
        blocks: how the record was held out.
    """
    seen, raw = window_means(span, observed, predicted, blocks)
    if not np.isfinite(seen):
        return Effect(reason="too_few_hours")
    expected = raw * np.exp(found.bias)
    bare = Effect(
        observed=seen,
        predicted=expected,
        effect=seen - expected,
        percent=100 * (seen / expected - 1),
        placebos=len(found.starts),
        independent=found.independent,
        around_days=found.around_days,
        bias=100 * np.expm1(found.bias),
        reason="too_few_placebos" if found.independent < LEAST_PLACEBOS else "",
    )
    if bare.reason:
        return bare
    return _with_interval(bare, np.abs(found.errors - found.bias), found.independent)


def _with_interval(bare: Effect, distances: np.ndarray, count: int) -> Effect:
    """Return the effect with interval, p-value and rank.

    distances: of the placebos from their middle, (n,), of which `count` do not overlap.
    """
    far = distances >= abs(np.log(bare.observed / bare.predicted))
    reach = np.exp(error_reach(distances, count))
    least, most = bare.predicted / reach, bare.predicted * reach
    return replace(
        bare,
        low=bare.observed - most,
        high=bare.observed - least,
        percent_low=100 * (bare.observed / most - 1),
        percent_high=100 * (bare.observed / least - 1),
        p=(1 + count * far.mean()) / (1 + count),
        rank=1 + int(far.sum()),
    )


def error_reach(distances: np.ndarray, count: int, level: float = LEVEL) -> float:
    """Return the distance within which the next error lies with probability `level`.

    Of n exchangeable distances the next is no larger than the k-th smallest with k / (n + 1): the
    quantile asked of n is level · (n + 1) / n, the largest where n is too small for it.
    """
    asked = min(level * (count + 1) / count, 1.0)
    return float(np.quantile(distances, asked, method="higher"))
