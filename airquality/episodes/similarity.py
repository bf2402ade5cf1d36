"""How alike cases are: a distance whose square is the sum of six parts that a reader can check.

Size, length, shape, weather, composition, season. Each number is set against the spread of all
cases of the kind (median and interquartile range), so that no unit and no outlier weighs; a part is
the mean of its numbers' squares, so that a part of many numbers weighs no more than one of few.
What either case lacks is left out, and the rest is scaled up as if it had been there. The choice of
numbers and that all parts weigh alike are our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

PARTS: tuple[str, ...] = ("size", "length", "shape", "weather", "composition", "season")
WEATHER_TRAITS: tuple[str, ...] = (
    "wind_speed",
    "dew_point_depression",
    "temperature",
    "pressure",
    "rain",
    "wind_u",
    "wind_v",
)
RATIO_TRAITS: tuple[str, ...] = ("pm25_pm10", "pm25_co", "so2_no2", "no2", "ox")
DAYS_A_YEAR = 365.2425


@dataclass(frozen=True)
class SimilarityRule:
    """Figures of the comparison. All are our own choice.

    Attributes:
        curve_points: stretches that a curve is cut into, whatever its length.
        least_present: least share of a stretch's hours that have a value.
        season_days: days of the year between two cases that count as one spread: half a season.
        neighbours: how many past cases are told.
    """

    curve_points: int = 24
    least_present: float = 0.5
    season_days: float = 45.0
    neighbours: int = 5

    def __post_init__(self) -> None:
        if self.curve_points < 1 or self.neighbours < 1:
            raise ValueError("curve_points and neighbours are at least 1")
        if not (0 < self.least_present <= 1 and self.season_days > 0):
            raise ValueError("least_present is more than 0 and at most 1, season_days more than 0")


USUAL = SimilarityRule()
NEIGHBOURS = USUAL.neighbours


@dataclass(frozen=True)
class Traits:
    """What a case is compared by; NaN, None or absent where it is not known.

    Attributes:
        start: first hour, datetime64[h].
        peak_day: highest daily value of the lead pollutant, µg/m³.
        exceedance: µg/m³ times days above the limit.
        hours: length in hours.
        curve: the lead pollutant's hours from start to end, float (hour,), missing = NaN.
        weather: means over the case of `WEATHER_TRAITS`; wind_u and wind_v are the mean vector.
        composition: means over the case of `RATIO_TRAITS`.
    """

    start: np.datetime64
    peak_day: float
    exceedance: float
    hours: float
    curve: np.ndarray | None = None
    weather: Mapping[str, float] = field(default_factory=dict)
    composition: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Features:
    """The cases of one place and kind, ready to be compared.

    Attributes:
        values: float64 (feature, case), in spreads; 0 where it is not known.
        known: float64 of the same shape, 1 or 0.
        parts: int (feature,), place in `PARTS`.
        weights: float64 (feature,), the share of the square that it has in its part.
        start: datetime64[h] (case,).
    """

    values: np.ndarray
    known: np.ndarray
    parts: np.ndarray
    weights: np.ndarray
    start: np.ndarray


def resample_curve(curve: np.ndarray, rule: SimilarityRule = USUAL) -> np.ndarray:
    """Return the means of equal stretches of a curve relative to the highest of them, (point,).

    curve: float (hour,), missing = NaN. A stretch may be a part of an hour or many; NaN where less
    than `least_present` of it has values; all NaN for no hours or nothing above 0. The number of
    hours and the height of the curve do not matter, only its form.
    """
    points = rule.curve_points
    if not curve.size:
        return np.full(points, np.nan)
    held = np.isfinite(curve)
    edges = np.linspace(0.0, curve.size, points + 1)
    grid = np.arange(curve.size + 1, dtype=np.float64)
    total = np.interp(edges, grid, np.concatenate([[0.0], np.cumsum(np.where(held, curve, 0.0))]))
    present = np.diff(np.interp(edges, grid, np.concatenate([[0.0], np.cumsum(held)])))
    enough = present >= rule.least_present * curve.size / points - 1e-9
    means = np.full(points, np.nan)
    np.divide(np.diff(total), present, out=means, where=enough & (present > 0))
    highest = np.nanmax(means) if np.isfinite(means).any() else 0.0
    return means / highest if highest > 0 else np.full(points, np.nan)


def features(cases: Sequence[Traits], rule: SimilarityRule = USUAL) -> Features:
    """Scale the traits of all cases of one place and kind, in the order given.

    Size and length enter as logarithms (twice as large is one step, wherever it starts), the curve
    by one spread for all its points, season as a point on the circle of the year, the others by
    (value - median) / interquartile range over the cases, their standard deviation where more than
    half of the cases are equal. ValueError for no case at all.
    """
    if not cases:
        raise ValueError("no cases to compare")
    unknown = np.full(rule.curve_points, np.nan)
    curves = [unknown if c.curve is None else resample_curve(c.curve, rule) for c in cases]
    start = np.array([c.start for c in cases], dtype="datetime64[h]")
    blocks = (
        _scaled(np.log(_positive([[c.peak_day, c.exceedance] for c in cases]))),
        _scaled(np.log(_positive([[c.hours] for c in cases]))),
        _scaled_together(np.stack(curves)),
        _scaled(np.array([[c.weather.get(n, np.nan) for n in WEATHER_TRAITS] for c in cases])),
        _scaled(np.array([[c.composition.get(n, np.nan) for n in RATIO_TRAITS] for c in cases])),
        _season(start, rule.season_days),
    )
    sizes = [block.shape[1] for block in blocks]
    weights = [np.full(size, 1.0 / size) for size in sizes]
    # The two coordinates of a circle make one distance: they add up.
    weights[-1] = np.ones(sizes[-1])
    values = np.concatenate(blocks, axis=1)
    return Features(
        np.ascontiguousarray(np.nan_to_num(values).T),
        np.ascontiguousarray(np.isfinite(values).T, dtype=np.float64),
        np.repeat(np.arange(len(PARTS)), sizes),
        np.concatenate(weights),
        start,
    )


def squared_parts(features: Features, row: int, others: np.ndarray | slice) -> np.ndarray:
    """Return the parts of the squared distances of one case to others, float64 (other, part).

    Parts that both have sum to the squared distance: what is left out is made up for by scaling
    the rest, within a part and over the parts. NaN in a part that one of the two has nothing of.
    """
    values, held = features.values[:, others], features.known[:, others]
    square = np.zeros((len(PARTS), values.shape[1]))
    weight, whole = np.zeros(square.shape), np.zeros(len(PARTS))
    # One feature after the other: its numbers of 10,000 cases stay near the processor. A product
    # of matrices is as fast alone, but its threads wait for each other where others are at work.
    for number, (part, share) in enumerate(zip(features.parts, features.weights, strict=True)):
        whole[part] += share
        if features.known[number, row]:
            apart = values[number] - features.values[number, row]
            shared = held[number] * share
            square[part] += apart * apart * shared
            weight[part] += shared
    known = weight > 0
    scaled = np.full(square.shape, np.nan)
    np.divide(square * whole[:, None], weight, out=scaled, where=known)
    return np.asarray((scaled * len(PARTS) / np.maximum(known.sum(axis=0), 1)).T)


def nearest(
    features: Features, row: int, k: int = NEIGHBOURS, earlier_only: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find the k cases most like one, the nearest first.

    earlier_only: only cases that began before it. Returns their rows int64 (found,), distances
    float64 (found,) and the parts that sum to their squares, float64 (found, part) in the order of
    `PARTS`; fewer than k where there are fewer. Of equally near ones the later comes first, then
    the smaller row. Cases that share nothing at all with it are not among them.
    """
    parts = squared_parts(features, row, slice(None))
    is_other = np.isfinite(parts).any(axis=1)
    is_other[row] = False
    if earlier_only:
        is_other &= features.start < features.start[row]
    others = np.flatnonzero(is_other)
    square = np.nan_to_num(parts).sum(axis=1)[others]
    if len(others) > k > 0:
        # Every case as near as the k-th stays in: the order of equals is settled below.
        near = square <= np.partition(square, k - 1)[k - 1]
        others, square = others[near], square[near]
    later = -features.start[others].astype(np.int64)
    order = np.lexsort((others, later, square))[: max(k, 0)]
    return others[order], np.sqrt(square[order]), parts[others[order]]


def _positive(values: list[list[float]]) -> np.ndarray:
    """Return float64 of the values, NaN where they are not above 0."""
    found = np.array(values, dtype=np.float64)
    return np.where(found > 0, found, np.nan)


def _scaled(values: np.ndarray) -> np.ndarray:
    """Set each column against its median and spread, (case, feature)."""
    middle, spread = _middle_of(values), _spread_of(values)
    return np.asarray((values - middle) / spread)


def _scaled_together(values: np.ndarray) -> np.ndarray:
    """Set all columns against one spread, the middle one of theirs: they share a unit."""
    return np.asarray(values / np.median(_spread_of(values)))


def _middle_of(values: np.ndarray) -> np.ndarray:
    return np.array([np.median(own) if own.size else 0.0 for own in _present(values)])


def _spread_of(values: np.ndarray) -> np.ndarray:
    """Return each column's interquartile range, its standard deviation where that is nothing.

    1 where all are equal: their differences are 0 anyway.
    """
    found = []
    for own in _present(values):
        low, high = np.percentile(own, [25, 75]) if own.size else (0.0, 0.0)
        spread = float(high - low)
        # Equal decimals may differ by the noise of a logarithm.
        tiny = 1e-9 * max(1.0, float(np.abs(own).max(initial=0.0)))
        if spread <= tiny:
            spread = float(own.std()) if own.size else 0.0
        found.append(spread if spread > tiny else 1.0)
    return np.array(found)


def _present(values: np.ndarray) -> list[np.ndarray]:
    return [own[np.isfinite(own)] for own in values.T]


def _season(start: np.ndarray, days: float) -> np.ndarray:
    """Return the day of the year as a point on a circle, (case, 2).

    A chord of it is about the days between two cases over `days` of one spread, less where they
    are far apart: with 45 days, half a year is 2.6, not 4.1.
    """
    day = (start - start.astype("datetime64[Y]").astype("datetime64[h]")).astype(np.float64) / 24
    angle = 2 * np.pi * day / DAYS_A_YEAR
    radius = DAYS_A_YEAR / (2 * np.pi) / days
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
