"""Models that were fitted: a smooth base, trees above it, and the way back to concentrations."""

from __future__ import annotations

from dataclasses import dataclass

import lightgbm
import numpy as np

from airquality.normalisation.smooth_base import SmoothTerms


@dataclass(frozen=True)
class Member:
    """One model.

    Attributes:
        boosters: trained on what the base leaves; their mean counts.
        slopes: (term,) of the base, None without one.
        level: mean of the transformed target.
        offset: added before the logarithm, in the unit of the values; None: no logarithm.
        factor: mean of the values over the mean of what is fitted: a mean of logarithms is less
            than the logarithm of a mean.
    """

    boosters: tuple[lightgbm.Booster, ...]
    slopes: np.ndarray | None
    level: float
    offset: float | None
    factor: float = 1.0

    def back(self, transformed: np.ndarray) -> np.ndarray:
        """Return concentrations, not below 0."""
        values = transformed if self.offset is None else np.exp(transformed) - self.offset
        return np.maximum(values * self.factor, 0.0)

    def predict(self, matrix: np.ndarray, smooth: np.ndarray | float) -> np.ndarray:
        """Return concentrations, float64 (row,); smooth: the base's part of it, (row,)."""
        return self.back(self.transformed(matrix, smooth))

    def transformed(self, matrix: np.ndarray, smooth: np.ndarray | float) -> np.ndarray:
        """Return the prediction before the way back, float64 (row,)."""
        above = sum(np.asarray(one.predict(matrix, num_threads=1)) for one in self.boosters)
        return np.asarray(self.level + smooth + above / len(self.boosters), dtype=np.float64)


@dataclass(frozen=True)
class Fitted:
    """Models of one series: one of all weeks, or members of drawn weeks."""

    members: tuple[Member, ...]
    terms: SmoothTerms | None

    def smooth_of(self, matrix: np.ndarray) -> np.ndarray:
        """Return the base's part of each member's transformed prediction, (member, row)."""
        slopes = [member.slopes for member in self.members if member.slopes is not None]
        if self.terms is None or not slopes:
            return np.zeros((len(self.members), len(matrix)), np.float32)
        return self.terms.values(matrix, np.column_stack(slopes)).T

    def predict_members(self, matrix: np.ndarray) -> np.ndarray:
        """Return the prediction of each member, float64 (member, row), unit of the values."""
        parts = zip(self.members, self.smooth_of(matrix), strict=True)
        return np.stack([member.predict(matrix, smooth) for member, smooth in parts])

    def predict(self, matrix: np.ndarray) -> np.ndarray:
        """Return the mean over the members, float64 (row,)."""
        mean: np.ndarray = self.predict_members(matrix).mean(axis=0)
        return mean
