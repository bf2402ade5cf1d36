"""Putting single cells into a grid, with what is there twice compared."""

from collections.abc import Callable

import numpy as np

from airquality.hours import Gap, HourGrid
from pipeline.report import Report


def place_cells(
    grid: HourGrid,
    cells: np.ndarray,
    values: np.ndarray,
    rejected: np.ndarray,
    file: str,
    report: Report,
    describe: Callable[[int], str],
) -> None:
    """Put values into the grid at flat positions, in place.

    Args:
        grid: the grid to fill.
        cells: flat index into `grid.values` (n,); a cell may come more than once.
        values: float (n,), NaN where blank or rejected.
        rejected: bool (n,).
        file, describe: for the report: the file, and the place of the i-th cell in words.

    Where a cell comes twice (here, or with what the grid holds already), equal values are one, a
    single value stays, and values that differ are REJECTED for good.
    """
    grid_values, gaps = grid.values.reshape(-1), grid.gaps.reshape(-1)
    if grid_values.base is None or gaps.base is None:
        raise ValueError("the grid's arrays must be contiguous")
    values = values.astype(np.float32)
    # Ascending cells are all different; only the others need to be sorted to know.
    steps = np.diff(cells)
    if len(cells) and (steps == 1).all():  # hours without a hole: a slice is placed far faster
        own = slice(cells[0], cells[-1] + 1)
        if (gaps[own] == Gap.NOT_LOADED).all():
            grid_values[own] = values
            gaps[own] = _gap_of(values, rejected)
            return
    held = gaps[cells] != Gap.NOT_LOADED
    once = bool((steps > 0).all()) or len(np.unique(cells)) == len(cells)
    if once and not held.any():
        grid_values[cells] = values
        gaps[cells] = _gap_of(values, rejected)
        return
    _compare(grid_values, gaps, cells, held, values, rejected, file, report, describe)


def _compare(
    grid_values: np.ndarray,
    gaps: np.ndarray,
    cells: np.ndarray,
    held: np.ndarray,
    values: np.ndarray,
    rejected: np.ndarray,
    file: str,
    report: Report,
    describe: Callable[[int], str],
) -> None:
    """Place cells of which some come twice: what the grid holds already joins the comparison."""
    old = np.unique(cells[held])
    fixed = old[gaps[old] == Gap.REJECTED]
    every = np.concatenate([old, cells])
    order = np.argsort(every, kind="stable")
    every = every[order]
    numbers = np.concatenate([grid_values[old], values])[order]
    is_rejected = np.concatenate([gaps[old] == Gap.REJECTED, rejected])[order]
    origin = np.concatenate([np.full(len(old), -1), np.arange(len(cells))])[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]])
    least, most = np.fmin.reduceat(numbers, starts), np.fmax.reduceat(numbers, starts)
    differ = ~np.isnan(least) & (least != most)
    target = every[starts]
    stays_out = differ | np.isin(target, fixed)
    joined = np.where(stays_out, np.nan, least).astype(np.float32)
    bad = stays_out | (np.isnan(joined) & np.logical_or.reduceat(is_rejected, starts))
    grid_values[target] = joined
    gaps[target] = _gap_of(joined, bad)
    sizes = np.diff(np.r_[starts, len(every)])
    last = origin[starts + sizes - 1]
    _report_repeats(last[sizes > 1], last[differ], sizes[sizes > 1], file, report, describe)


def _gap_of(values: np.ndarray, rejected: np.ndarray) -> np.ndarray:
    gaps = np.isnan(values) * np.uint8(Gap.SOURCE_EMPTY)
    gaps[(gaps > 0) & rejected] = Gap.REJECTED
    return gaps


def _report_repeats(
    repeated: np.ndarray,
    differing: np.ndarray,
    sizes: np.ndarray,
    file: str,
    report: Report,
    describe: Callable[[int], str],
) -> None:
    if len(repeated):
        message = "cells are there more than once; equal or single values stay"
        extra = int(np.sum(sizes - 1))
        report.add("warning", "hour_twice", file, describe(int(repeated[0])), message, extra)
    if len(differing):
        message = "cells are there more than once with different values: rejected"
        place = describe(int(differing[0]))
        report.add("error", "contradiction", file, place, message, len(differing))


def count_cells(grid: HourGrid, report: Report) -> None:
    """Add what the grid holds to the totals of the report."""
    report.totals.cells += int(np.count_nonzero(grid.gaps != Gap.NOT_LOADED))
    report.totals.blank += int(np.count_nonzero(grid.gaps == Gap.SOURCE_EMPTY))
    report.totals.rejected += int(np.count_nonzero(grid.gaps == Gap.REJECTED))
