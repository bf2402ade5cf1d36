"""Effects where there is none to be found: how wrong the method is, and what of it is known.

Two things of an error can be known beforehand and are taken out: the middle of the season's (bias),
and the part that the weeks before and after share (drift: where a model misses a trend, a winter is
off as a whole). What is left is exchangeable with the measure's own error. Windows that overlap, or
lie within a margin of each other, are not independent: the number of those that do not counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from airquality.effects.record import Record, Scale, means_of_windows, nearby_errors
from airquality.effects.windows import independent, placebo_starts

#: Of n windows the largest error covers the next with n / (n + 1): 95 % needs nineteen.
LEAST_PLACEBOS = 19
#: Days from the calendar day within which a placebo begins, the next where too few are found.
SEASONS: tuple[float, ...] = (45, 60, 75, 92)
LEVEL = 0.95
#: k of the errors over the median of what was observed: those that are tried.
OFFSETS: tuple[float, ...] = (0.0, 0.1, 0.2, 0.33, 0.5)


@dataclass(frozen=True)
class Placebos:
    """Effects found where nothing was done.

    Attributes:
        starts: first row of each window, int (n,).
        observed, expected: means over the window's rows that have both, (n,); bias and drift are
            taken out of what was predicted.
        scale: how errors are measured.
        independent: how many of them do not overlap, nor lie within each other's margin.
        around_days: how far from the measure's calendar day they begin, in any year.
    """

    starts: np.ndarray
    observed: np.ndarray
    expected: np.ndarray
    scale: Scale
    independent: int
    around_days: float

    @property
    def errors(self) -> np.ndarray:
        """What is left of the errors, log, (n,)."""
        return self.scale.distance(self.observed, self.expected)

    @property
    def effects(self) -> np.ndarray:
        """Observed minus expected, (n,)."""
        return self.observed - self.expected

    @property
    def percent(self) -> np.ndarray:
        """Of the expected, (n,); NaN where nothing is expected."""
        above = np.where(self.expected > 0, self.expected, np.nan)
        return 100 * (self.observed / above - 1)


def scale_of(length: int, record: Record) -> Scale:
    """Return how the errors of windows of a length are measured, bias aside.

    By all windows without a measure, one a day, whatever the season: k is that of `OFFSETS` by
    which errors are as wide where much is predicted as where little is (least rank correlation);
    the slope is that of a line of their errors through those of the nearby days.
    """
    starts = placebo_starts((0, length), record.grid, record.taken, around_days=366)
    seen, expected = means_of_windows(starts, length, record)
    there = np.isfinite(seen) & np.isfinite(expected)
    if there.sum() < LEAST_PLACEBOS:
        return Scale(OFFSETS[-1] * record.median)
    scale = _evenest([Scale(k * record.median) for k in OFFSETS], seen[there], expected[there])
    errors = scale.distance(seen[there], expected[there])
    nearby = nearby_errors(starts[there], length, record, scale)
    own, near = errors - errors.mean(), nearby - nearby.mean()
    slope = float(own @ near / (near @ near)) if near.any() else 0.0
    return replace(scale, slope=min(max(slope, 0.0), 1.0))


def _evenest(scales: Sequence[Scale], seen: np.ndarray, expected: np.ndarray) -> Scale:
    """Return the scale by which errors are as wide at each level."""
    best, least = scales[-1], np.inf
    order = expected.argsort().argsort()
    for scale in scales:
        if scale.offset <= 0 and min(seen.min(), expected.min()) <= 0:
            continue
        errors = scale.distance(seen, expected)
        widths = np.abs(errors - np.median(errors))
        if not widths.any():
            continue
        tilt = abs(float(np.corrcoef(widths.argsort().argsort(), order)[0, 1]))
        if tilt < least:
            best, least = scale, tilt
    return best


def placebos_of(
    span: tuple[int, int], record: Record, seasons: Sequence[float] = SEASONS
) -> Placebos:
    """Return what is found at the windows like `span` that have enough rows.

    The narrowest season is taken that has enough windows, the widest where none has.
    """
    scale, length = scale_of(span[1], record), span[1]
    nothing = np.zeros(0)
    found = Placebos(nothing.astype(int), nothing, nothing, scale, 0, seasons[-1])
    for around in seasons:
        starts = placebo_starts(span, record.grid, record.taken, around)
        seen, predicted = means_of_windows(starts, length, record)
        kept = np.isfinite(seen) & np.isfinite(predicted)
        if not kept.any():
            continue
        used = starts[kept]
        drifts = scale.slope * nearby_errors(used, length, record, scale)
        bias = float(np.median(scale.distance(seen[kept], predicted[kept]) - drifts))
        expected = scale.shifted(predicted[kept], bias + drifts)
        count = independent(used, length + record.blocks.margin)
        own = replace(scale, bias=bias)
        found = Placebos(used, seen[kept], expected, own, count, around)
        if count >= LEAST_PLACEBOS:
            break
    return found


def error_reach(distances: np.ndarray, count: int, level: float = LEVEL) -> float:
    """Return the distance within which the next error lies with probability `level`.

    Of n exchangeable distances the next is no larger than the k-th smallest with k / (n + 1): the
    quantile asked of n is level · (n + 1) / n, the largest where n is too small for it.
    """
    asked = min(level * (count + 1) / count, 1.0)
    return float(np.quantile(distances, asked, method="higher"))
