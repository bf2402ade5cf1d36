"""One pollutant's record, observed and predicted, and how the errors of its windows are measured.

Errors are log((observed + k) / (predicted + k)). Well above k they are ratios, for weather
multiplies; below it changes count as they are, or the last µg/m³ of ozone in haze would pass for a
wonder. k is chosen where nothing was done (`placebo.scale_of`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airquality.effects.held_out import Blocks, whole_in
from airquality.effects.windows import Grid

#: Share of a window's rows that must have an observed and a predicted value (our own choice).
LEAST_SHARE = 0.6
#: Days from a window within which the weeks that it shares a drift with lie, and how many of them
#: must be there.
NEARBY_DAYS, LEAST_NEARBY_DAYS = 45, 14


@dataclass(frozen=True)
class Record:
    """One pollutant's record, observed and predicted.

    Attributes:
        grid: its rows.
        observed: (row,), missing = NaN.
        predicted: (set, row) of `held_out.predict_held_out`.
        blocks: how it was held out.
        taken: bool (row,), rows in or near a measure.
    """

    grid: Grid
    observed: np.ndarray
    predicted: np.ndarray
    blocks: Blocks
    taken: np.ndarray

    @property
    def median(self) -> float:
        """The middle of what was observed; 0 without any value."""
        known = self.observed[np.isfinite(self.observed)]
        return float(np.median(known)) if len(known) else 0.0


@dataclass(frozen=True)
class Scale:
    """How errors are measured, and what of them is known beforehand.

    Attributes:
        offset: k.
        bias: the middle of the placebos' errors, the drift taken out.
        slope: part of the nearby days' error that a window shares, 0 ... 1.
    """

    offset: float = 0.0
    bias: float = 0.0
    slope: float = 0.0

    def expected(self, predicted: np.ndarray | float, nearby: np.ndarray | float) -> np.ndarray:
        """Return what is to be expected, bias and drift taken out, not below 0.

        nearby: error of the nearby days, log.
        """
        return self.shifted(predicted, self.bias + self.slope * np.asarray(nearby))

    def shifted(self, values: np.ndarray | float, by: np.ndarray | float) -> np.ndarray:
        """Return what lies an error of `by` away from values, not below 0."""
        moved = (np.asarray(values) + self.offset) * np.exp(by) - self.offset
        return np.asarray(np.maximum(moved, 0.0))

    def distance(self, observed: np.ndarray | float, expected: np.ndarray | float) -> np.ndarray:
        """Return the error between the two, log."""
        ratio = (np.asarray(observed) + self.offset) / (np.asarray(expected) + self.offset)
        return np.asarray(np.log(ratio))


def means_of_windows(
    starts: np.ndarray, length: int, record: Record
) -> tuple[np.ndarray, np.ndarray]:
    """Return mean observed and mean predicted of windows, (n,) each, by the rows that have both.

    NaN where too few rows have. Of the predictions that set is taken that held the window out
    whole; a window longer than any is NaN.
    """
    seen, expected = np.full(len(starts), np.nan), np.full(len(starts), np.nan)
    chosen = np.array([_whole_in(int(s), length, record) for s in starts], dtype=int)
    for number, line in enumerate(record.predicted):
        there = np.isfinite(record.observed) & np.isfinite(line)
        own = chosen == number
        first = np.asarray(starts)[own]
        observed, predicted, count = (
            _between(total, first, first + length)
            for total in _totals((record.observed, line, np.ones(len(line))), there)
        )
        enough = count >= LEAST_SHARE * length
        seen[own] = np.where(enough, observed / np.maximum(count, 1), np.nan)
        expected[own] = np.where(enough, predicted / np.maximum(count, 1), np.nan)
    return seen, expected


def nearby_errors(starts: np.ndarray, length: int, record: Record, scale: Scale) -> np.ndarray:
    """Return the error of the weeks before and after each window, log (n,); 0 of too few days.

    Not of its own margin, nor of rows in or near a measure.
    """
    grid, line = record.grid, record.predicted[0]
    free = ~record.taken & np.isfinite(record.observed) & np.isfinite(line)
    margin, far = record.blocks.margin, grid.in_rows(NEARBY_DAYS)
    ends = starts + length
    seen, expected, count = (
        _between(total, starts - far, starts - margin) + _between(total, ends + margin, ends + far)
        for total in _totals((record.observed, line, np.ones(grid.rows)), free)
    )
    enough = count >= grid.in_rows(LEAST_NEARBY_DAYS)
    known = np.maximum(count, 1)
    safe = np.where(enough, expected / known, 1.0)
    return np.where(enough, scale.distance(np.where(enough, seen / known, 1.0), safe), 0.0)


def _whole_in(start: int, length: int, record: Record) -> int:
    found = whole_in(start, length, record.blocks)
    return -1 if found is None else found


def _totals(rows: Sequence[np.ndarray], kept: np.ndarray) -> list[np.ndarray]:
    """Return running totals of each over the rows kept, from 0 on, (row + 1,)."""
    return [np.concatenate([[0.0], np.cumsum(np.where(kept, each, 0.0))]) for each in rows]


def _between(total: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return what a running total gained from a row to another, the record's ends in between."""
    most = len(total) - 1
    first, last = np.clip(first, 0, most), np.clip(last, 0, most)
    return np.asarray(total[np.maximum(first, last)] - total[first])
