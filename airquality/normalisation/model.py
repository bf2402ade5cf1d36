"""A model of the air by weather, calendar and trend: a smooth base and boosted trees above it.

Trees: LightGBM (Ke et al., NeurIPS 30:3146, 2017), here with split points drawn by chance
(`extra_trees`; Geurts et al., Machine Learning 63:3, 2006): hours resemble each other, and a tree
that chooses freely learns single weeks by heart. The recipe was tuned on Beijing's PM2.5 of
2013-03 to 2015-02 by weeks held out within these years. Scores of all four years were seen a few
times on the way, so those of the later years are not wholly untouched either.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import lightgbm
import numpy as np

from airquality.normalisation.blocks import HeldOut, week_of
from airquality.normalisation.predictors import Predictors
from airquality.normalisation.refusal import NormalisationError
from airquality.normalisation.smooth_base import SmoothTerms, fit_ridge

SEED = 20130301
#: Rows to train on that a model needs, days; below, there is no season to tell from weather.
LEAST_TRAINED_DAYS = 90


#: What the smooth base holds: the year and the trend alone, or the weather besides.
BASES: tuple[str, ...] = ("season", "weather")


@dataclass(frozen=True)
class Recipe:
    """How a model is made (our own choice, tuned as the module says).

    Attributes:
        trees, leaves, rate: number of trees, leaves of each, part of each that is taken.
        columns: share of the columns that a tree may use.
        least_rows: rows of a leaf.
        ridge: penalty of the smooth base, a share of the rows; None: no base.
        landmarks: states of the record that the base knows; 0: none.
        every: the base learns from each so many-th row: the hours between say little new.
        offset: the target is log(value + offset x median): below it changes count as they are,
            above it as ratios. None: the value itself.
        bases: what lies under each group of boosters, of `BASES`. Trees alone above season and
            trend, and trees above all that is smooth, err in other places: their mean errs less.
        copies: boosters above each base, of other chance split points; their mean is taken.
    """

    trees: int = 100
    leaves: int = 24
    rate: float = 0.15
    columns: float = 0.25
    least_rows: int = 150
    ridge: float | None = 0.006
    landmarks: int = 500
    every: int = 3
    offset: float | None = 0.33
    bases: tuple[str, ...] = BASES
    copies: int = 1

    @property
    def settings(self) -> dict[str, object]:
        """The parameters of LightGBM. One thread: two of them wait for each other on a busy
        machine (measured: twenty times slower); folds and members run side by side instead."""
        return {
            "verbosity": -1,
            "num_threads": 1,
            "force_col_wise": True,
            "deterministic": True,
            "feature_pre_filter": False,
            "extra_trees": True,
            "max_bin": 63,
            "lambda_l2": 5.0,
            "num_leaves": self.leaves,
            "learning_rate": self.rate,
            "feature_fraction": self.columns,
            "min_data_in_leaf": self.least_rows,
        }


HOURLY = Recipe()
DAILY = Recipe(trees=80, leaves=8, rate=0.08, least_rows=10, ridge=0.03, landmarks=300, every=1)


def recipe_for(predictors: Predictors) -> Recipe:
    """Return the recipe of hours or of days."""
    return HOURLY if predictors.step_hours == 1 else DAILY


@dataclass(frozen=True)
class Member:
    """One model: smooth slopes, trees, and the way back to concentrations.

    Attributes:
        boosters: trained on what their base leaves; their mean counts.
        slopes: (term,) of the base, the mean of the bases; None without one.
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

    def base(self, terms: np.ndarray | None) -> np.ndarray | float:
        """Return the smooth part of the transformed prediction."""
        if self.slopes is None or terms is None:
            return self.level
        return self.level + (terms @ self.slopes).astype(np.float64)

    def back(self, transformed: np.ndarray) -> np.ndarray:
        """Return concentrations, not below 0."""
        values = transformed if self.offset is None else np.exp(transformed) - self.offset
        return np.maximum(values * self.factor, 0.0)

    def predict(self, matrix: np.ndarray, terms: np.ndarray | None) -> np.ndarray:
        """Return concentrations, float64 (row,)."""
        return self.back(self.transformed(matrix, terms))

    def transformed(self, matrix: np.ndarray, terms: np.ndarray | None) -> np.ndarray:
        """Return the prediction before the way back, float64 (row,)."""
        above = sum(np.asarray(one.predict(matrix, num_threads=1)) for one in self.boosters)
        return np.asarray(self.base(terms) + above / len(self.boosters))


@dataclass(frozen=True)
class Fitted:
    """Models of one series: one of all weeks, or members of drawn weeks."""

    members: tuple[Member, ...]
    terms: SmoothTerms | None

    def terms_of(self, matrix: np.ndarray) -> np.ndarray | None:
        """Return the terms of the smooth base; None without one."""
        return None if self.terms is None else self.terms(matrix)

    def predict_members(self, matrix: np.ndarray) -> np.ndarray:
        """Return the prediction of each member, float64 (member, row), unit of the values."""
        terms = self.terms_of(matrix)
        return np.stack([member.predict(matrix, terms) for member in self.members])

    def predict(self, matrix: np.ndarray) -> np.ndarray:
        """Return the mean over the members, float64 (row,)."""
        mean: np.ndarray = self.predict_members(matrix).mean(axis=0)
        return mean


@dataclass
class Workshop:
    """Predictors prepared once for many models: bins of the trees, terms of the base.

    Models may be fitted from several threads at once.
    """

    predictors: Predictors
    recipe: Recipe
    terms_maker: SmoothTerms | None = field(init=False)
    _terms: np.ndarray | None = field(init=False, repr=False)
    _bins: lightgbm.Dataset = field(init=False, repr=False)

    def __post_init__(self) -> None:
        matrix = self.predictors.matrix
        if self.recipe.ridge is None:
            self.terms_maker = None
        else:
            self.terms_maker = SmoothTerms.of(self.predictors, self.recipe.landmarks)
        self._terms = None if self.terms_maker is None else self.terms_maker(matrix)
        # The label is set for each model; the library asks for one here.
        self._bins = lightgbm.Dataset(
            matrix, np.zeros(len(matrix)), params=self.recipe.settings, free_raw_data=True
        ).construct()

    def fit(self, values: np.ndarray, weights: np.ndarray, seed: int = SEED) -> Member:
        """Fit one model.

        Args:
            values: (row,), missing = NaN: such rows are not trained on.
            weights: (row,), how often each row counts; 0: it is not seen.
            seed: of the split points and the columns.

        Raises:
            NormalisationError: `too_few` rows, or a `constant` value.
        """
        rows = np.flatnonzero((weights > 0) & ~np.isnan(values))
        self._check(values[rows])
        own, weight = values[rows].astype(np.float64), weights[rows].astype(np.float64)
        offset = self._offset(own)
        target = own if offset is None else np.log(own + offset)
        level = float(np.average(target, weights=weight))
        bases = self._bases(rows, target - level, weight)
        # Constructed first: a subset takes the labels of the whole over those that it was given.
        data = self._bins.subset(rows.tolist()).construct()
        data.set_weight(weight)
        boosters = []
        for slopes in bases:
            data.set_label(target - level - self._smooth(slopes, rows))
            for _ in range(self.recipe.copies):
                settings = self.recipe.settings | {"seed": seed + 1000 * len(boosters)}
                boosters.append(lightgbm.train(settings, data, self.recipe.trees))
        under = [slopes for slopes in bases if slopes is not None]
        mean = np.mean(under, axis=0, dtype=np.float32) if under else None
        member = Member(tuple(boosters), mean, level, offset)
        return self._with_factor(member, rows, own, weight)

    def predict(self, member: Member, rows: np.ndarray) -> np.ndarray:
        """Return concentrations of some rows (positions or bool), float64."""
        terms = None if self._terms is None else self._terms[rows]
        return member.predict(self.predictors.matrix[rows], terms)

    def _bases(
        self, rows: np.ndarray, target: np.ndarray, weight: np.ndarray
    ) -> list[np.ndarray | None]:
        """Return the slopes of every base, 0 where it has no term; learned from each so many-th
        of the rows."""
        if self._terms is None or self.terms_maker is None or self.recipe.ridge is None:
            return [None]
        part = slice(None, None, self.recipe.every)
        about = target[part] - np.average(target[part], weights=weight[part])
        found: list[np.ndarray | None] = []
        for base in self.recipe.bases:
            columns = self.terms_maker.season if base == "season" else slice(None)
            terms = self._terms[rows[part], columns]
            slopes = np.zeros(self._terms.shape[1], np.float32)
            slopes[columns] = fit_ridge(terms, about, weight[part], self.recipe.ridge)
            found.append(slopes)
        return found

    def _smooth(self, slopes: np.ndarray | None, rows: np.ndarray) -> np.ndarray | float:
        if slopes is None or self._terms is None:
            return 0.0
        smooth: np.ndarray = (self._terms @ slopes)[rows].astype(np.float64)
        return smooth

    def _with_factor(
        self, member: Member, rows: np.ndarray, values: np.ndarray, weights: np.ndarray
    ) -> Member:
        """Return the member with its factor, from every seventh hour: a mean needs no more."""
        part = slice(None, None, 7 if self.predictors.step_hours == 1 else 1)
        fitted = self.predict(member, rows[part])
        factor = float((values[part] * weights[part]).sum() / (fitted * weights[part]).sum())
        return replace(member, factor=factor)

    def _offset(self, values: np.ndarray) -> float | None:
        if self.recipe.offset is None:
            return None
        return self.recipe.offset * float(np.median(values) or values.mean())

    def _check(self, values: np.ndarray) -> None:
        least = LEAST_TRAINED_DAYS * 24 // self.predictors.step_hours
        if len(values) < least:
            raise NormalisationError(
                "too_few", f"{len(values)} values to learn from, {least} are needed"
            )
        if values.min() == values.max():
            raise NormalisationError("constant", f"every value is {values[0]:g}: nothing varies")


def fit(
    predictors: Predictors,
    values: np.ndarray,
    train: np.ndarray | None = None,
    recipe: Recipe | None = None,
    members: int = 1,
    seed: int = SEED,
    workers: int = 1,
) -> Fitted:
    """Fit a model of a series, or members of it.

    Args:
        predictors: of the rows.
        values: (row,), µg/m³ (CO mg/m³), missing = NaN.
        train: bool (row,), the rows that may be seen; all without it.
        recipe: by default that of hours or days.
        members: 1 for one model of all weeks; more for as many of weeks drawn with replacement.
        seed: of all draws.
        workers: threads.

    Raises NormalisationError: `too_few`, `constant`.
    """
    workshop = Workshop(predictors, recipe or recipe_for(predictors))
    seen = np.ones(len(values)) if train is None else train.astype(np.float64)
    drawn = [seen] if members == 1 else draw_weeks(predictors.times, members, seed)
    tasks = [(weights * seen, seed + number) for number, weights in enumerate(drawn)]
    with ThreadPoolExecutor(workers) as pool:
        made = list(pool.map(lambda task: workshop.fit(values, *task), tasks))
    return Fitted(tuple(made), workshop.terms_maker)


def draw_weeks(times: np.ndarray, members: int, seed: int = SEED) -> list[np.ndarray]:
    """Return for each member how often each row was drawn, its week being drawn as a whole."""
    weeks = week_of(times)
    count = int(weeks[-1]) + 1
    generator = np.random.default_rng(seed)
    draws = generator.integers(0, count, (members, count))
    return [np.bincount(drawn, minlength=count)[weeks].astype(np.float64) for drawn in draws]


def cross_fit(
    predictors: Predictors,
    values: np.ndarray,
    held_outs: Iterable[HeldOut],
    recipe: Recipe | None = None,
    workers: int = 1,
) -> np.ndarray:
    """Predict every held-out row by a model that did not see it, float64 (row,); NaN elsewhere.

    A fold with too little to learn from stays NaN. Raises NormalisationError where all do.
    """
    workshop = Workshop(predictors, recipe or recipe_for(predictors))
    found = np.full(len(values), np.nan)
    refusals = []

    def fill(held: HeldOut) -> None:
        try:
            member = workshop.fit(values, held.train.astype(np.float64))
        except NormalisationError as refusal:
            refusals.append(refusal)
            return
        found[held.test] = workshop.predict(member, held.test)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(fill, held_outs))
    if refusals and np.isnan(found).all():
        raise refusals[0]
    return found
