"""Which rows a model is tried on and which it may see: weeks, years, a window, or any row.

Hours resemble their neighbours. Held out one by one they are guessed from them, and a model looks
far better than it is; held out in weeks, with days dropped on both sides, they are not.
All take datetime64[h] (row,), consecutive rows of an hour or a day each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

FOLDS = 10
MARGIN_DAYS = 2
WINDOW_MARGIN_DAYS = 5
SEED = 20130301
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class HeldOut:
    """Rows that a model is tried on, `test`, and those that it may see, `train`: bool (row,)."""

    test: np.ndarray
    train: np.ndarray


def week_of(times: np.ndarray) -> np.ndarray:
    """Return the number of the week (Monday to Sunday) of every row, from 0 on, int (row,)."""
    # 1970-01-01 was a Thursday.
    weeks = (np.asarray(times).astype("datetime64[D]").astype(np.int64) + 3) // DAYS_A_WEEK
    return weeks - weeks[0] if len(weeks) else weeks


def held_out_weeks(
    times: np.ndarray, folds: int = FOLDS, margin_days: float = MARGIN_DAYS, seed: int = SEED
) -> tuple[HeldOut, ...]:
    """Hold out every week once, dealt by chance to at most `folds` models.

    Rows within `margin_days` of a held-out week are in neither set of that model. No fold without
    rows to train on is returned.
    """
    weeks = week_of(times)
    if not len(weeks):
        return ()
    count = int(weeks[-1]) + 1
    dealt = np.random.default_rng(seed).permutation(np.arange(count) % folds)
    return tuple(_with_margins(times, dealt[weeks], margin_days))


def held_out_years(times: np.ndarray, margin_days: float = MARGIN_DAYS) -> tuple[HeldOut, ...]:
    """Hold out every year of 365 or 366 days from the first row on: each season is in each.

    A rest of less than half a year belongs to the year before.
    """
    if not len(times):
        return ()
    first = times[0].astype("datetime64[D]")
    days = (np.asarray(times).astype("datetime64[D]") - first).astype(np.int64)
    last = max(round((days[-1] + 1) / 365.25) - 1, 0)
    return tuple(_with_margins(times, np.minimum(days / 365.25, last).astype(int), margin_days))


def held_out_random(times: np.ndarray, folds: int = 3, seed: int = SEED) -> tuple[HeldOut, ...]:
    """Hold out every row once, by chance and without margins: the split that flatters.

    Few folds: it only stands beside the weeks, and hours have their neighbours in any.
    """
    dealt = np.random.default_rng(seed).integers(0, folds, len(times))
    return tuple(_with_margins(times, dealt, 0))


def held_out_window(
    times: np.ndarray,
    start: np.datetime64,
    end: np.datetime64,
    margin_days: float = WINDOW_MARGIN_DAYS,
) -> HeldOut:
    """Hold out [start, end) and leave out the margins on either side."""
    test = (times >= start) & (times < end)
    margin = np.timedelta64(round(margin_days * 24), "h")
    return HeldOut(test, ~((times >= start - margin) & (times < end + margin)))


def _with_margins(times: np.ndarray, dealt: np.ndarray, margin_days: float) -> Iterator[HeldOut]:
    hours = np.asarray(times).astype("datetime64[h]").astype(np.int64)
    margin = round(margin_days * 24)
    for fold in np.unique(dealt):
        test = dealt == fold
        train = ~test
        if margin:
            held = hours[test]
            after = np.searchsorted(held, hours)
            next_one = held[np.minimum(after, len(held) - 1)] - hours
            one_before = hours - held[np.maximum(after - 1, 0)]
            near = (np.abs(next_one) <= margin) | (np.abs(one_before) <= margin)
            train &= ~near
        if train.any():
            yield HeldOut(test, train)
