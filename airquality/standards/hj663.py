"""Statistics of a period: percentiles and the composite index (HJ 663, 环办〔2014〕64号).

HJ 663-2026 replaced HJ 663-2013 on 2026-03-01. Neither full text was at hand: the set of metrics is
confirmed (2026, table 1), the percentile formula and the decimals are from memory, and the decimals
and weights said to be new in 2026 are unverified; each of these is an argument or a named table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import round_half_even, settle, widen
from airquality.standards.gb3095 import STANDARDS, LimitSet, limit


@dataclass(frozen=True)
class AnnualMetric:
    """One statistic of a year that is held against a limit (HJ 663, table 1).

    Attributes:
        id: column name in the summary tables, for instance `o3_mda8_p90`.
        pollutant: whose it is.
        series: the daily series it is taken from: the pollutant's id, or `o3_mda8`.
        percentile: None for the mean.
        averaging: whose grade II limit applies: annual, 24h or mda8.
        in_composite_index: whether it is the pollutant's part of the composite index.
    """

    id: str
    pollutant: str
    series: str
    percentile: int | None
    averaging: str
    in_composite_index: bool


ANNUAL_METRICS: tuple[AnnualMetric, ...] = (
    AnnualMetric("pm25", "pm25", "pm25", None, "annual", True),
    AnnualMetric("pm25_p95", "pm25", "pm25", 95, "24h", False),
    AnnualMetric("pm10", "pm10", "pm10", None, "annual", True),
    AnnualMetric("pm10_p95", "pm10", "pm10", 95, "24h", False),
    AnnualMetric("so2", "so2", "so2", None, "annual", True),
    AnnualMetric("so2_p98", "so2", "so2", 98, "24h", False),
    AnnualMetric("no2", "no2", "no2", None, "annual", True),
    AnnualMetric("no2_p98", "no2", "no2", 98, "24h", False),
    AnnualMetric("co_p95", "co", "co", 95, "24h", True),
    AnnualMetric("o3_mda8_p90", "o3", "o3_mda8", 90, "mda8", True),
)

COMPOSITE_METRICS: dict[str, AnnualMetric] = {
    p: next(m for m in ANNUAL_METRICS if m.pollutant == p and m.in_composite_index)
    for p in POLLUTANT_IDS
}
"""The metric of each pollutant that enters the composite index."""

EQUAL_WEIGHTS: dict[str, float] = dict.fromkeys(POLLUTANT_IDS, 1.0)

CLAIMED_WEIGHTS_2026: dict[str, float] = EQUAL_WEIGHTS | {"pm25": 3.0, "o3": 2.0, "no2": 2.0}
"""Unverified: one third-party program uses these, citing HJ 663-2026. Used only where passed."""

DECIMALS_2013: dict[str, int] = dict.fromkeys(POLLUTANT_IDS, 0) | {"co": 1}
"""Places of a period's statistic (from memory, HJ 663-2013)."""

DECIMALS_2026: dict[str, int] = DECIMALS_2013 | {"pm25": 1}
"""Places of a period's statistic (unverified: a third-party program; the press speaks of finer
rounding in HJ 663-2026)."""

DECIMALS: dict[str, Mapping[str, int]] = {
    "gb3095-2012": DECIMALS_2013,
    "gb3095-2026-transition": DECIMALS_2026,
    "gb3095-2026-final": DECIMALS_2026,
}
"""Places to which a metric is rounded before the composite index, by the limits in force."""


@dataclass(frozen=True)
class IndexRules:
    """What of the composite index could not be verified, so that a project may set it.

    Attributes:
        weights: by pollutant; all 1 by 环办〔2014〕64号.
        pm25_decimals_2026: places of PM2.5 before the index under the limits of 2026, 1 as
            `DECIMALS_2026` says, or 0 as before.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(EQUAL_WEIGHTS))
    pm25_decimals_2026: int = DECIMALS_2026["pm25"]

    def decimals(self, standard: str) -> Mapping[str, int]:
        """Return the places of each pollutant's statistic under a set of limits."""
        places = DECIMALS[standard]
        is_2026 = places is DECIMALS_2026
        return {**places, "pm25": self.pm25_decimals_2026} if is_2026 else places


INDEX_RULES = IndexRules()


def percentile(values: ArrayLike, p: float) -> np.ndarray:
    """Return the p-th percentile along the last axis, leaving out missing values.

    HJ 663-2013 (from memory, high confidence): k = 1 + (n - 1) p / 100, linear between the
    neighbours of rank k. This is numpy's `linear` and type 7 of R. Of one value it is
    that value, of none NaN. Stripped of binary noise at 6 decimals.
    ValueError where p is not in 0 ... 100.
    """
    if not 0 <= p <= 100:
        raise ValueError(f"a percentile is between 0 and 100, not {p}")
    ordered = np.sort(widen(values), axis=-1)
    if ordered.shape[-1] == 0:
        return np.full(ordered.shape[:-1], np.nan)
    count = np.count_nonzero(~np.isnan(ordered), axis=-1, keepdims=True)
    last = np.maximum(count - 1, 0)
    rank = last * p / 100
    below = np.floor(rank).astype(np.int64)
    low = np.take_along_axis(ordered, below, axis=-1)
    high = np.take_along_axis(ordered, np.minimum(below + 1, last), axis=-1)
    return settle((low + (high - low) * (rank - below))[..., 0])


def composite_index(
    metrics: Mapping[str, ArrayLike],
    standard: LimitSet | str,
    weights: Mapping[str, float] | None = None,
    decimals: Mapping[str, int] | str | None = "by standard",
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the composite index (综合指数) and the single index of each pollutant.

    Index = Σ w C / S (环办〔2014〕64号): C the means of PM2.5, PM10, SO2, NO2 and `co_p95` (mg/m³),
    `o3_mda8_p90`; S their grade II limits: annual, 24 h for CO, MDA8 for O3, the same for a month,
    a quarter or a year. metrics: these six keys, shapes that broadcast; others are passed over.
    weights by pollutant, all 1 unless given; a single index is C/S without its weight.
    C is rounded first: `decimals` by pollutant, None for no rounding, by default as DECIMALS says
    for the standard. The index itself is not rounded. NaN unless all six are there.
    KeyError for a missing metric, an unknown standard or a missing weight.
    """
    rules = STANDARDS[standard] if isinstance(standard, str) else standard
    places = DECIMALS[rules.id] if isinstance(decimals, str) else decimals
    single: dict[str, np.ndarray] = {}
    total: np.ndarray | float = 0.0
    for pollutant, metric in COMPOSITE_METRICS.items():
        value = widen(metrics[metric.id])
        if places is not None:
            value = round_half_even(value, places[pollutant])
        bound = limit(pollutant, metric.averaging, rules)
        if bound is None:
            raise KeyError(f"{rules.id} has no limit for {metric.id}")
        single[pollutant] = np.asarray(value / bound)
        total = total + single[pollutant] * (weights or EQUAL_WEIGHTS)[pollutant]
    return np.asarray(total), single


def composite_index_by_standard(
    metrics: Mapping[str, np.ndarray],
    standards: np.ndarray,
    rules: IndexRules = INDEX_RULES,
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return `composite_index` where the limits change along the last axis.

    metrics: the six keys, each (..., n); standards: ids of limits (n,). The rest as there.
    """
    shape = np.shape(metrics["pm25"])
    total = np.full(shape, np.nan)
    single = {pollutant: np.full(shape, np.nan) for pollutant in POLLUTANT_IDS}
    for standard in np.unique(standards):
        those = standards == standard
        part = {m.id: metrics[m.id][..., those] for m in COMPOSITE_METRICS.values()}
        total[..., those], singles = composite_index(
            part, str(standard), rules.weights, rules.decimals(str(standard))
        )
        for pollutant in POLLUTANT_IDS:
            single[pollutant][..., those] = singles[pollutant]
    return total, single
