"""A season, a steady trend and steps, fitted to the logarithms of monthly values."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

MONTHS_OF_YEAR = 12
LEAST_MONTHS = 36
LEAST_SEGMENT = 12


@dataclass(frozen=True)
class LogMonths:
    """Months with a value, in order of time.

    Attributes:
        number: int (n,), months of 1970.
        log: (n,), logarithm of the value.
        columns: (n, column), the calendar months that are there, then the trend in years.
    """

    number: np.ndarray
    log: np.ndarray
    columns: np.ndarray

    @property
    def candidates(self) -> np.ndarray:
        """Return the positions at which a step leaves enough months on either side."""
        return np.arange(LEAST_SEGMENT, len(self.log) - LEAST_SEGMENT + 1)

    def steps(self, positions: np.ndarray) -> np.ndarray:
        """Return the columns (n, position) that are 0 before a position and 1 from it on."""
        return (np.arange(len(self.log))[:, None] >= positions).astype(float)

    def design(self, points: list[int]) -> np.ndarray:
        """Return season, trend and the steps at the points, (n, column)."""
        return np.hstack([self.columns, self.steps(np.array(points, dtype=int))])


def take_logarithms(months: np.ndarray, values: np.ndarray) -> LogMonths | None:
    """Return the months that can be used, in order of time; None where they are too few."""
    if months.ndim != 1 or months.shape != values.shape:
        raise ValueError(f"one value a month expected: {months.shape}, {values.shape}")
    number = months.astype("datetime64[M]").astype(np.int64)
    order = np.argsort(number)
    if not np.diff(number[order]).all():
        raise ValueError("a month comes twice")
    number, numbers = number[order], np.asarray(values, dtype=np.float64)[order]
    held = np.isfinite(numbers) & (numbers > 0)
    season = number % MONTHS_OF_YEAR
    # A calendar month seen once is fitted exactly and says nothing.
    held &= np.bincount(season[held], minlength=MONTHS_OF_YEAR)[season] >= 2
    number, log = number[held], np.log(numbers[held])
    if len(number) < LEAST_MONTHS or np.ptp(log) == 0:
        return None
    return LogMonths(number, log, _season_beside_trend(number.tobytes()))


@lru_cache(maxsize=256)
def _season_beside_trend(months: bytes) -> np.ndarray:
    """Return the columns of months of 1970, their int64 as bytes; most series have the same."""
    number = np.frombuffer(months, dtype=np.int64)
    season = number % MONTHS_OF_YEAR
    dummies = (season[:, None] == np.unique(season)).astype(float)
    trend = (number - number.mean())[:, None] / MONTHS_OF_YEAR
    columns = np.hstack([dummies, trend])
    columns.setflags(write=False)
    return columns


def share_taken(
    design: np.ndarray, steps: np.ndarray, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what each step takes off the squares that the design leaves: share, squares left.

    rows: (series, n). The share is (series, step), 0 ... 1; squares (series,).
    """
    return StepSearch.beside(design, steps).share_taken(rows)


@dataclass(frozen=True)
class StepSearch:
    """Steps beside a design, ready to be held against many series.

    Attributes:
        basis: (n, column), orthonormal, of the design.
        own: (n, step), what each step has beside the design, of length 1; 0 where nothing.
    """

    basis: np.ndarray
    own: np.ndarray

    @classmethod
    def beside(cls, design: np.ndarray, steps: np.ndarray) -> "StepSearch":
        """Free the steps of what the design holds: design (n, column), steps (n, step)."""
        basis = np.linalg.qr(design)[0]
        own = steps - basis @ (basis.T @ steps)
        squares = np.einsum("ns,ns->s", own, own)
        # A step that season and trend already hold has nothing of its own.
        usable = squares > 1e-6
        return cls(basis, np.where(usable, own / np.sqrt(np.where(usable, squares, 1)), 0))

    def share_taken(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the share (series, step) and the squares left (series,), as `share_taken`."""
        left = self.leave(rows)
        total = np.einsum("bn,bn->b", left, left)
        return (left @ self.own) ** 2 / np.maximum(total, 1e-300)[:, None], total

    def leave(self, rows: np.ndarray) -> np.ndarray:
        """Return what the design leaves of series (..., n)."""
        return np.asarray(rows - (rows @ self.basis) @ self.basis.T)

    def leave_fits(self, log: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
        """Return what fits without and with a step leave of a series, as `leave_fit` does."""
        count, rank = self.basis.shape
        own = self.own[:, step]
        left = self.leave(log)
        beside = left - own * (own @ left)
        return (
            left * np.sqrt(count / max(count - rank, 1)),
            beside * np.sqrt(count / max(count - rank - int(own.any()), 1)),
        )


@lru_cache(maxsize=256)
def first_search(months: bytes, positions: bytes) -> StepSearch:
    """Return the search for a first step, beside season and trend alone.

    months: as `_season_beside_trend`; positions: int64 as bytes. Kept, since most series of a
    city have the same months.
    """
    columns = _season_beside_trend(months)
    steps = np.arange(len(columns))[:, None] >= np.frombuffer(positions, dtype=np.int64)
    return StepSearch.beside(columns, steps.astype(float))


def leave_fit(design: np.ndarray, log: np.ndarray) -> np.ndarray:
    """Return what a fit leaves, at the spread that the errors have."""
    fitted, _, rank, _ = np.linalg.lstsq(design, log, rcond=None)
    return (log - design @ fitted) * np.sqrt(len(log) / max(len(log) - rank, 1))
