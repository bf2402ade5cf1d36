"""Predict every row by a model that never saw it, nor what lies near it.

The record is cut into blocks that are held out in turn, a margin on either side left out of the
training as well: hours are autocorrelated, and a neighbour tells what the hour was (of random
held-out hours a model seems to know 0.9 of the variance, of held-out weeks half of it). There are
two sets of blocks, the second shifted by half a block, so that any window up to half a block long
lies whole in a block of one set. Rows of measures are never trained on at all: what is predicted
there is the air without them.

A measure's window and its placebos so are predicted by one recipe, and all of them from the same
few models: nothing is fitted anew for a window.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from airquality.effects.windows import Grid

#: Takes rows to train on and rows to predict (bool (row,) each), gives float (predicted,).
Model = Callable[[np.ndarray, np.ndarray], np.ndarray]
SETS = 2
#: A window may be this part of the record; of a longer one too little is left to learn from and
#: to compare with (our own choice).
MOST_OF_RECORD = 1 / 6
#: Days of a block, models of a set, days left out either side of a block (our own choice).
BLOCK_DAYS, FOLDS, MARGIN_DAYS = 28, 6, 5


@dataclass(frozen=True)
class Blocks:
    """How the record is held out.

    Attributes:
        block: rows of a block; windows up to half of it lie in one whole.
        folds: models of a set; blocks are dealt to them in turn, so that each sees every season.
        margin: rows either side of a block that its model does not see.
    """

    block: int
    folds: int = FOLDS
    margin: int = 0

    def __post_init__(self) -> None:
        if self.block < SETS or self.folds < 2 or self.margin < 0:
            raise ValueError("a block has two rows, there are two folds, no margin is negative")

    @property
    def longest(self) -> int:
        """The longest window that lies in a block whole, rows."""
        return self.block // SETS

    def of(self, rows: int, shift: int) -> np.ndarray:
        """Return the block that each row lies in, in the first or the shifted set, int (row,)."""
        return (np.arange(rows) + shift * self.longest) // self.block


def blocks_for(
    length: int,
    grid: Grid,
    block_days: float = BLOCK_DAYS,
    folds: int = FOLDS,
    margin_days: float = MARGIN_DAYS,
) -> Blocks | None:
    """Return blocks that hold a window of `length` rows; None where it is too much of the record.

    Blocks are `block_days` long, or twice the window where that is more.
    """
    if length > grid.rows * MOST_OF_RECORD:
        return None
    block = max(grid.in_rows(block_days), SETS * length)
    return Blocks(block, folds, grid.in_rows(margin_days))


def predict_held_out(
    model: Model, never: np.ndarray, blocks: Blocks, workers: int = 1
) -> np.ndarray:
    """Return the predictions of both sets, float64 (set, row).

    Args:
        model: fits and predicts; called from `workers` threads at once.
        never: bool (row,), rows that no model is trained on.
        blocks: how the record is held out.
        workers: threads.

    A row whose model has nothing to be trained on is NaN.
    """
    found = np.full((SETS, len(never)), np.nan)

    def fill(task: tuple[int, np.ndarray]) -> None:
        shift, held = task
        trained = ~widen(held, blocks.margin) & ~never
        if trained.any():
            found[shift, held] = model(trained, held)

    tasks = []
    for shift in range(SETS):
        number = blocks.of(len(never), shift)
        folds = (number % blocks.folds == fold for fold in range(blocks.folds))
        tasks += [(shift, held) for held in folds if held.any()]
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(fill, tasks))
    return found


def whole_in(start: int, length: int, blocks: Blocks) -> int | None:
    """Return the set in one of whose blocks a window lies whole, farthest from its edges.

    None where it is longer than half a block.
    """
    if length > blocks.longest:
        return None
    best, room = None, -1
    for shift in range(SETS):
        first = (start + shift * blocks.longest) % blocks.block
        rest = blocks.block - (first + length)
        if rest >= 0 and min(first, rest) > room:
            best, room = shift, min(first, rest)
    return best


def widen(flags: np.ndarray, margin: int) -> np.ndarray:
    """Return bool (row,): True within `margin` rows of a True."""
    if not margin:
        return flags.copy()
    total = np.concatenate([[0], np.cumsum(flags)])
    at = np.arange(len(flags))
    low, high = np.maximum(at - margin, 0), np.minimum(at + margin + 1, len(flags))
    return np.asarray(total[high] > total[low])
