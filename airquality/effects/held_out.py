"""Predict every hour by a model that never saw it, nor what lies near it.

The record is cut into blocks that are held out in turn, a margin on either side left out of the
training as well: hours are autocorrelated, and a neighbour tells what the hour was (of random
held-out hours a model seems to know 0.9 of the variance, of held-out weeks half of it). There are
two sets of blocks, the second shifted by half a block, so that any window up to half a block long
lies whole in a block of one set. Hours of measures are never trained on at all: what is predicted
there is the air without them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

#: Takes rows to train on and rows to predict (bool (hour,) each), gives float (predicted,).
Model = Callable[[np.ndarray, np.ndarray], np.ndarray]
SETS = 2


@dataclass(frozen=True)
class Blocks:
    """How the record is held out.

    Attributes:
        block_hours: length of a block; windows up to half of it lie in one whole.
        folds: models of a set; blocks are dealt to them in turn, so that each sees every season.
        margin_hours: hours either side of a block that its model does not see.
    """

    block_hours: int = 28 * 24
    folds: int = 8
    margin_hours: int = 5 * 24

    def __post_init__(self) -> None:
        if self.block_hours < 2 or self.folds < 2 or self.margin_hours < 0:
            raise ValueError("a block has two hours, there are two folds, no margin is negative")

    def of(self, hours: int, shift: int) -> np.ndarray:
        """Return the block that each hour lies in, in the first or the shifted set, int (hour,)."""
        return (np.arange(hours) + shift * (self.block_hours // SETS)) // self.block_hours


def predict_held_out(model: Model, never: np.ndarray, blocks: Blocks) -> np.ndarray:
    """Return the predictions of both sets, float64 (set, hour).

    never: bool (hour,), hours that no model is trained on. An hour whose model has nothing to be
    trained on is NaN.
    """
    found = np.full((SETS, len(never)), np.nan)
    for shift in range(SETS):
        number = blocks.of(len(never), shift)
        for fold in range(blocks.folds):
            held = number % blocks.folds == fold
            if not held.any():
                continue
            trained = ~widen(held, blocks.margin_hours) & ~never
            if trained.any():
                found[shift, held] = model(trained, held)
    return found


def whole_in(start: int, length: int, hours: int, blocks: Blocks) -> int | None:
    """Return the set in one of whose blocks a window lies whole, farthest from its edges.

    None where it is longer than half a block.
    """
    if length > blocks.block_hours // SETS:
        return None
    half = blocks.block_hours // SETS
    best, room = None, -1
    for shift in range(SETS):
        first = (start + shift * half) % blocks.block_hours
        rest = blocks.block_hours - (first + length)
        if rest >= 0 and min(first, rest) > room:
            best, room = shift, min(first, rest)
    return best


def widen(flags: np.ndarray, margin: int) -> np.ndarray:
    """Return bool (hour,): True within `margin` hours of a True."""
    if not margin:
        return flags.copy()
    total = np.concatenate([[0], np.cumsum(flags)])
    at = np.arange(len(flags))
    low, high = np.maximum(at - margin, 0), np.minimum(at + margin + 1, len(flags))
    return np.asarray(total[high] > total[low])
