"""The hours of a place by wind: what roses and polar plots are drawn from."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Rose:
    """The hours of one place and period by wind.

    Attributes:
        edges: least wind speed of each class (m/s), ascending; the last class is open.
        hours: int (16, class), hours of each sector and class; sector 0 is wind from the north.
        mean: float64 (16, class), mean concentration, NaN without one; all NaN of wind alone.
        calm_hours, calm_mean: of hours without a direction; calm_below: below this speed (m/s).
        lost: hours without wind data.
    """

    edges: tuple[float, ...]
    hours: np.ndarray
    mean: np.ndarray
    calm_hours: int
    calm_mean: float
    calm_below: float
    lost: int

    @property
    def total(self) -> int:
        """Hours with a wind, calm included."""
        return int(self.hours.sum()) + self.calm_hours

    @property
    def shares(self) -> np.ndarray:
        """Share of all hours (0-1) by sector and class; calm is what they lack to 1."""
        return self.hours / max(self.total, 1)

    @property
    def calm_share(self) -> float:
        """Share of hours that were calm, 0-1; NaN without any hour."""
        return self.calm_hours / self.total if self.total else float("nan")

    @property
    def of_sectors(self) -> np.ndarray:
        """Mean by sector, each class weighted by its hours; NaN without an hour."""
        return _weighted(self.mean, self.hours)

    @property
    def overall(self) -> float:
        """Mean of all hours with a wind, calm included; NaN without any."""
        means = np.append(self.mean.ravel(), self.calm_mean)
        hours = np.append(self.hours.ravel(), self.calm_hours)
        return float(_weighted(means[None, :], hours[None, :])[0])

    def known_sectors(self, least: int) -> np.ndarray:
        """Return bool (16,): whether a sector has at least so many hours with a value."""
        return (self.hours.sum(axis=1) >= least) & np.isfinite(self.of_sectors)


def _weighted(values: np.ndarray, hours: np.ndarray) -> np.ndarray:
    """Return means along the last axis, weighted by hours; NaN where no hour has a value."""
    weights = np.where(np.isfinite(values), hours, 0)
    sums = (np.nan_to_num(values) * weights).sum(axis=-1)
    counts = weights.sum(axis=-1)
    return np.divide(sums, counts, out=np.full(counts.shape, np.nan), where=counts > 0)


@dataclass(frozen=True)
class Polar:
    """The cells of a polar plot of one place, metric and period.

    Attributes:
        edges: float64 (bin + 1,), wind speeds in m/s; stronger wind is in the last bin too. Air
            slower than the first is calm and has no direction.
        hours: int (16, bin); sector 0 is wind from the north.
        mean: float64 (16, bin), NaN without a value.
        over: int (16, bin), hours above `p75`, the place's own 75th percentile of the period.
        calm: (hours, mean, hours above) of calm air.
    """

    edges: np.ndarray
    hours: np.ndarray
    mean: np.ndarray
    over: np.ndarray
    p75: float
    calm: tuple[int, float, int] = (0, float("nan"), 0)

    @property
    def cpf(self) -> np.ndarray:
        """Share (0-1) of a cell's hours above the 75th percentile; NaN without an hour."""
        blank = np.full(self.hours.shape, np.nan)
        return np.divide(self.over, self.hours, out=blank, where=self.hours > 0)

    def known(self, least: int) -> np.ndarray:
        """Return bool (16, bin): whether a cell has at least so many hours."""
        return (self.hours >= least) & np.isfinite(self.mean)

    def masked(self, least: int) -> int:
        """Return how many cells have some hours, but fewer than so many."""
        return int(((self.hours > 0) & (self.hours < least)).sum())
