"""The smooth part of a model: what changes steadily with the weather, under the trees.

Four years hold some two hundred weeks, and weeks are what is independent. Trees spend them on
drawing a slope as a staircase. A ridge regression draws it first, on the same columns and on the
nearness to states of the record (`landmarks`); the trees learn what it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from airquality.normalisation.landmarks import CALENDAR_WEIGHT, ROWS, STATE, Landmarks
from airquality.normalisation.predictors import CALENDAR, Predictors
from airquality.one_thread import one_blas_thread

#: Columns whose squares and whose change over the year are terms as well (where there are such).
CURVED: tuple[str, ...] = (
    "dew_point_24",
    "wind_u_24",
    "wind_v_24",
    "wind_speed_24",
    "humidity_24",
    "temperature_24",
    "dew_point_depression",
    "wind_speed_72",
    "wind_v_72",
    "dew_point_72",
)
#: Standard deviations at which a column is cut: far out a slope says too much.
FARTHEST = 3.0
DAYS_A_YEAR = 365.25
#: Size of the terms of the trend: the larger, the less the penalty flattens it (our own choice).
TREND_WEIGHT = 3.0


@dataclass(frozen=True)
class SmoothTerms:
    """How the columns of predictors become the terms of a regression.

    Attributes:
        names: of the columns.
        centre, scale: of the weather columns, float64 (weather column,).
        knots: days of the trend between which it may bend, (knot,).
        landmarks: states of the record that nearness is measured to; None: no such terms.
    """

    names: tuple[str, ...]
    centre: np.ndarray
    scale: np.ndarray
    knots: np.ndarray
    landmarks: Landmarks | None = None

    @classmethod
    def of(cls, predictors: Predictors, landmarks: int = 0) -> SmoothTerms:
        """Take centre and scale from all rows, and so many landmarks."""
        weather = predictors.matrix[:, : predictors.weather_columns]
        centre = np.asarray(np.nanmean(weather, axis=0, dtype=np.float64))
        scale = np.asarray(np.nanstd(weather, axis=0, dtype=np.float64))
        trend = predictors.matrix[:, predictors.names.index("trend")]
        years = max(round(float(trend[-1]) / DAYS_A_YEAR), 1)
        knots = np.linspace(0, float(trend[-1]), years + 1)
        terms = cls(predictors.names, centre, scale, knots)
        if not landmarks:
            return terms
        states = terms._states(predictors.matrix, terms._standardised(predictors.matrix))
        return replace(terms, landmarks=Landmarks.of(states, landmarks))

    def __call__(self, matrix: np.ndarray) -> np.ndarray:
        """Return the terms of rows, float32 (row, term): nearness first, those of the trend last.

        A missing value counts as the mean.
        """
        weather = self._standardised(matrix)
        of_year = self._of_year(matrix)
        parts = [weather, of_year]
        if "hour" in self.names:
            parts.append(self._of_day(matrix))
        curved = weather[:, [self.names.index(name) for name in CURVED if name in self.names]]
        parts += [curved * curved, curved * of_year[:, :1], curved * of_year[:, 1:2]]
        parts.append((self._calendar(matrix, "weekday") >= 5)[:, None])
        parts.append(self.trend_terms(self._calendar(matrix, "trend")))
        near = 0 if self.landmarks is None else len(self.landmarks.states)
        terms = np.empty((len(matrix), near + sum(part.shape[1] for part in parts)), np.float32)
        if self.landmarks is not None:
            self.landmarks.fill(self._states(matrix, weather), terms[:, :near])
        np.concatenate(parts, axis=1, out=terms[:, near:])
        return terms

    @one_blas_thread()
    def values(self, matrix: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """Return the terms of rows times slopes, float32 (row, ...), without holding all terms.

        slopes: (term, ...).
        """
        firsts = range(0, max(len(matrix), 1), ROWS)
        return np.concatenate([self(matrix[first : first + ROWS]) @ slopes for first in firsts])

    def penalty(self, terms: int) -> np.ndarray:
        """Return the matrix by which a ridge penalises the slopes, float64 (term, term)."""
        found = np.eye(terms)
        if self.landmarks is not None:
            near = len(self.landmarks.states)
            found[:near, :near] = self.landmarks.penalty
        return found

    def trend_terms(self, trend: np.ndarray) -> np.ndarray:
        """Return the terms of a trend in days, float32 (row, knot): straight from knot to knot.

        Level beyond the record: a trend is not carried on. Without these terms trees alone drew
        the trend, and flatter than it is.
        """
        corners = np.eye(len(self.knots)) * TREND_WEIGHT
        terms = [np.interp(trend, self.knots, corner) for corner in corners]
        return np.column_stack(terms).astype(np.float32)

    def _standardised(self, matrix: np.ndarray) -> np.ndarray:
        """Return the weather columns in standard deviations from their mean, float32."""
        weather = matrix[:, : len(self.centre)] - self.centre.astype(np.float32)
        weather /= self.scale.astype(np.float32)
        np.clip(np.nan_to_num(weather, copy=False), -FARTHEST, FARTHEST, out=weather)
        return weather

    def _states(self, matrix: np.ndarray, weather: np.ndarray) -> np.ndarray:
        """Return the columns by which states of the air are told apart, float32 (row, column)."""
        columns = [self.names.index(name) for name in STATE if name in self.names]
        calendar = [self._of_year(matrix)]
        if "hour" in self.names:
            calendar.append(self._of_day(matrix)[:, :2])
        parts = [weather[:, columns], CALENDAR_WEIGHT * np.concatenate(calendar, axis=1)]
        return np.concatenate(parts, axis=1, dtype=np.float32)

    def _of_year(self, matrix: np.ndarray) -> np.ndarray:
        return _harmonics(self._calendar(matrix, "day_of_year") / DAYS_A_YEAR)

    def _of_day(self, matrix: np.ndarray) -> np.ndarray:
        return _harmonics(self._calendar(matrix, "hour") / 24)

    def _calendar(self, matrix: np.ndarray, name: str) -> np.ndarray:
        assert name in CALENDAR
        return matrix[:, self.names.index(name)]


def fit_ridge(
    terms: np.ndarray, target: np.ndarray, weights: np.ndarray, penalty: np.ndarray
) -> np.ndarray:
    """Return the slopes, float32 (term,), of a ridge regression on a target of weighted mean 0.

    penalty: (term, term), a share of the sum of the weights, so that it means the same for any
    length of record.
    """
    weighted = terms * weights[:, None].astype(np.float32)
    square = (weighted.T @ terms).astype(np.float64)
    square += penalty * weights.sum()
    return np.linalg.solve(square, weighted.T @ target.astype(np.float32)).astype(np.float32)


def _harmonics(turns: np.ndarray) -> np.ndarray:
    """Return cosine and sine of the once and the twice a turn, (row, 4)."""
    angle = 2 * np.pi * turns
    return np.column_stack([np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])
