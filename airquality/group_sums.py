"""Moments of values by group of days: sums by matrix products, a group a row."""

from dataclasses import dataclass

import numpy as np

#: Values of one block; what is made of it stays in the processor's cache.
VALUES_PER_BLOCK = 40_000
#: Multiplications of one matrix product: more of them numpy's library spreads over threads, which
#: wait for each other longer than they compute.
MOST_PRODUCTS = 250_000
# What cancelling leaves of the squares of a constant, as a share of them.
_ROUNDING = {"float64": 1e-12, "float32": 1e-6}


@dataclass(frozen=True)
class DayGroups:
    """Which days are averaged together.

    Attributes:
        of: int (day,), group of each day, 0 ... size - 1.
        size: number of groups.
        spans: stretches of days; each has its own groups.
    """

    of: np.ndarray
    size: int
    spans: tuple[slice, ...]

    @property
    def rows(self) -> int:
        """Number of groups of all spans."""
        return self.size * len(self.spans)

    @property
    def following(self) -> np.ndarray:
        """Return the next day of the same group, int (day,); the number of days for the last."""
        order = np.argsort(self.of, kind="stable")
        ordered = self.of[order]
        following = np.full(len(self.of), len(self.of))
        alike = ordered[1:] == ordered[:-1]
        following[order[:-1][alike]] = order[1:][alike]
        return following

    def members(self, following: np.ndarray | None = None) -> list[np.ndarray]:
        """Return for each span 1 where a day is in a group, else 0, (group, day of the span).

        With `following` only where the day that follows is in the same span.
        """
        found = []
        for span in self.spans:
            own = self.of[span]
            inside = (own == np.arange(self.size)[:, None]).astype(np.float64)
            found.append(inside if following is None else inside * (following[span] < span.stop))
        return found


@dataclass(frozen=True)
class Moments:
    """Of each place, row of groups and step of the day, (place, row, step), over present values.

    Attributes:
        mean: 0 where there is no value; count: int32.
        spread: standard deviation (n - 1).
        correlation: between each value and that of the following day of the group, over pairs
            that are both present; 0 without such a pair or for constant values.
    """

    mean: np.ndarray
    count: np.ndarray
    spread: np.ndarray
    correlation: np.ndarray


def group_moments(
    values: np.ndarray, groups: DayGroups, steps: int, others: np.ndarray | None = None
) -> Moments:
    """Return mean and count of values, spread and correlation of them or of the others.

    values, others: (place, day x step), missing = NaN, in both alike. Sums are of double
    precision; those of squares and products of `others`, which lie around 0, of single (some
    millionths of the spread).
    """
    days = len(groups.of)
    following = groups.following
    members, pairs = groups.members(), groups.members(following)
    members_single, pairs_single = (
        [each.astype(np.float32) for each in matrices] for matrices in (members, pairs)
    )
    following = np.minimum(following, max(days - 1, 0))
    size = max(1, VALUES_PER_BLOCK // max(days * steps, 1))
    parts = []
    for first in range(0, max(len(values), 1), size):
        own = slice(first, first + size)
        whole = _by_day(values[own], days, steps)
        held = np.isfinite(whole)
        if others is None:
            # Around their mean, so that little is lost where squares are subtracted.
            centre = whole[held].mean() if held.any() else 0.0
            known = np.where(held, whole - centre, 0)
            found = _describe(groups, known, held, members, pairs, following)
            found = (found[0] + centre, *found[1:])
        else:
            known = np.where(held, _by_day(others[own], days, steps, np.float32), np.float32(0))
            found = _describe(groups, known, held, members_single, pairs_single, following)
            whole[~held] = 0
            mean = _sum(groups, members, whole) / np.maximum(found[1], 1)
            found = (mean, *found[1:])
        parts.append([_by_place(each, groups.rows, steps) for each in found])
    mean, count, spread, correlation = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Moments(mean, count.astype(np.int32), spread, correlation)


def _by_day(
    values: np.ndarray, days: int, steps: int, kind: type[np.floating] = np.float64
) -> np.ndarray:
    """Return (day, place x step), a copy."""
    cube = np.moveaxis(np.reshape(values, (len(values), days, steps)), 1, 0)
    return np.array(cube, dtype=kind, order="C").reshape(days, len(values) * steps)


def _by_place(values: np.ndarray, rows: int, steps: int) -> np.ndarray:
    """Return (place, row, step) of (row, place x step)."""
    return np.moveaxis(values.reshape(rows, values.shape[1] // steps, steps), 1, 0)


def _sum(groups: DayGroups, members: list[np.ndarray], values: np.ndarray) -> np.ndarray:
    """Return the sum of each row, (row, column)."""
    found = np.empty((groups.rows, values.shape[1]), dtype=values.dtype)
    for number, (span, inside) in enumerate(zip(groups.spans, members, strict=True)):
        step = max(1, MOST_PRODUCTS // max(inside.size, 1))
        rows = slice(number * groups.size, (number + 1) * groups.size)
        for first in range(0, values.shape[1], step):
            own = slice(first, first + step)
            np.matmul(inside, values[span, own], out=found[rows, own])
    return found


def _describe(
    groups: DayGroups,
    known: np.ndarray,
    held: np.ndarray,
    members: list[np.ndarray],
    pairs: list[np.ndarray],
    following: np.ndarray,
) -> tuple[np.ndarray, ...]:
    """Return mean, count, spread and correlation of each row, (row, column), as `Moments`.

    known, held: (day, column), 0 and False where missing; members, pairs: of `groups`.
    """
    present = held.astype(known.dtype)
    after, present_after = (np.take(each, following, axis=0) for each in (known, present))
    count = _sum(groups, members, present)
    some = np.maximum(count, 1)
    mean = _sum(groups, members, known) / some
    whole = _sum(groups, members, known * known)
    squares = whole - count * mean**2
    # Constant values leave nothing but rounding.
    squares = np.where(squares > _ROUNDING[known.dtype.name] * whole, squares, 0)
    both = _sum(groups, pairs, present * present_after)
    beside = _sum(groups, pairs, known * present_after + after * present)
    products = _sum(groups, pairs, known * after) - mean * (beside - both * mean)
    usable = (squares > 0) & (both > 0)
    correlation = products / np.maximum(both, 1) / np.where(usable, squares / some, 1)
    spread = np.sqrt(squares / np.maximum(count - 1, 1))
    return mean, count, spread, np.where(usable, correlation, 0)
