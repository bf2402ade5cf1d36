"""Spells: runs of hours or days over a limit, short clear gaps between them bridged.

A step is over the limit, clear, empty (no value), or none of these (a value that tells too
little). What is empty neither ends a spell nor prolongs it, until too long a stretch of it parts
what lies on either side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Steps:
    """What is known of consecutive hours or days, each bool (step,)."""

    over: np.ndarray
    clear: np.ndarray
    empty: np.ndarray

    def spells(self, gap: int, longest_empty: int) -> list[tuple[int, int]]:
        """Return the first and last step over the limit of each spell.

        Two of them belong together while fewer than `gap` steps between them are clear and no
        stretch of more than `longest_empty` is empty.
        """
        at = np.flatnonzero(self.over)
        if not len(at):
            return []
        parted = np.diff(np.cumsum(self.clear)[at]) >= gap
        parted |= np.diff(np.cumsum(_passes(self.empty, longest_empty))[at]) > 0
        first, last = np.r_[at[0], at[1:][parted]], np.r_[at[:-1][parted], at[-1]]
        return list(zip(first.tolist(), last.tolist(), strict=True))

    def ends_unseen(self, last: int, gap: int, longest_empty: int) -> bool:
        """Tell whether the record ends, or breaks off, before the gap after a spell's last step."""
        breaks = np.flatnonzero(_passes(self.empty[last + 1 :], longest_empty))
        end = last + 1 + int(breaks[0]) if len(breaks) else None
        return int(self.clear[last + 1 : end].sum()) < gap

    def begins_at(self, step: int, longest_empty: int) -> bool:
        """Tell whether the record, or what follows a long empty stretch, begins at a step."""
        return bool(self.empty[max(step - longest_empty - 1, 0) : step].all())


def _passes(flags: np.ndarray, longest: int) -> np.ndarray:
    """Mark where a run of True becomes longer than `longest`."""
    at = np.arange(len(flags))
    return np.asarray(at - np.maximum.accumulate(np.where(flags, -1, at)) == longest + 1)
