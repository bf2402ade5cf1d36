"""Judge every measure by one pollutant: effect, placebos, sensitivity, verdict.

All measures share the models: fitted once a pollutant (once more for windows that need longer
blocks), they predict windows and placebos alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from airquality.effects.estimate import Effect, estimate
from airquality.effects.held_out import MARGIN_DAYS, Blocks, Model, blocks_for, predict_held_out
from airquality.effects.placebo import Placebos, placebos_of
from airquality.effects.record import Record, nearby_errors
from airquality.effects.sensitivity import (
    VariantEffect,
    predict_variants,
    variant_effect,
    variants_of,
)
from airquality.effects.series import Series, days_of, series_around
from airquality.effects.verdict import STRICT, VerdictRule, judge
from airquality.effects.windows import Grid, Window, near

#: Days before and after a window whose means a before/after bar shows.
COMPARED_DAYS = 14
#: Fewer days tell no R².
LEAST_SKILL_DAYS = 30


@dataclass(frozen=True)
class Measure:
    """What was done, and when."""

    id: str
    window: Window


@dataclass(frozen=True)
class Assessed:
    """One measure, judged by one pollutant.

    Attributes:
        measure: it.
        effect: what it changed; NaN with a reason where nothing can be said.
        verdict, reason: of `verdict.judge`.
        r2: skill of daily means on held-out blocks, or on held-out weeks where that is less.
        placebos, series: None where there is no effect.
        variants: name of `sensitivity.variants_of` -> the effect by it.
        others: ids of measures that share hours with it.
        before, after: observed means of the two weeks either side, NaN where half is missing.
    """

    measure: Measure
    effect: Effect
    verdict: str
    reason: str
    r2: float
    placebos: Placebos | None = None
    series: Series | None = None
    variants: Mapping[str, VariantEffect] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    before: float = np.nan
    after: float = np.nan


def assess(
    measures: Sequence[Measure],
    grid: Grid,
    observed: np.ndarray,
    models: Mapping[str, Model],
    rule: VerdictRule = STRICT,
    workers: int = 1,
    r2_of_weeks: float = np.nan,
) -> list[Assessed]:
    """Return every measure's effect on one pollutant, in their order.

    Args:
        measures: all that are listed: none of them is learned from nor a placebo, but those that
            are too long for it.
        grid: the rows of the record, hours or days.
        observed: (row,), missing = NaN.
        models: set of predictors -> fits and predicts; the first is the estimate's own.
        rule: of the verdict.
        workers: threads.
        r2_of_weeks: skill of daily means on weeks held out, as it is shown elsewhere: a verdict
            rests on the lesser of both, so that none stands beside "no verdict". NaN: not known.

    No models at all (no weather, too short a record) is for the caller to say: ValueError.
    """
    if not models:
        raise ValueError("an effect needs a model of the air without the measure")
    spans = {m.id: grid.span(m.window) for m in measures}
    fits = {m.id: blocks_for(span[1], grid) for m in measures if (span := spans[m.id])}
    known = [m for m in measures if _is_learnable(m, spans, fits, grid)]
    windows = [m.window for m in known]
    taken = near(windows, grid, MARGIN_DAYS * 24)
    best = next(iter(models))
    records = {
        blocks: Record(
            grid, observed, predict_held_out(models[best], taken, blocks, workers), blocks, taken
        )
        for blocks in {b for b in fits.values() if b}
    }
    variants = predict_variants(
        variants_of(windows, grid, tuple(models), best, MARGIN_DAYS), models, windows, grid, workers
    )
    return [
        _judged(m, span, records[blocks], variants, rule, measures, r2_of_weeks)
        if (span := spans[m.id]) and (blocks := fits[m.id])
        else _unjudged(m, "too_long" if spans[m.id] else "outside", measures)
        for m in measures
    ]


def unjudged(measures: Sequence[Measure], reason: str) -> list[Assessed]:
    """Return every measure as one of which nothing can be said: no model could be made.

    reason: of `normalisation`'s error: 'no_weather', 'too_short', 'too_few', 'constant' ...
    """
    return [_unjudged(m, reason, measures) for m in measures]


def _unjudged(measure: Measure, reason: str, measures: Sequence[Measure]) -> Assessed:
    effect = Effect(reason=reason)
    return Assessed(
        measure, effect, *judge(effect, np.nan, ()), np.nan, others=_others(measure, measures)
    )


def _is_learnable(
    measure: Measure,
    spans: Mapping[str, tuple[int, int] | None],
    fits: Mapping[str, Blocks | None],
    grid: Grid,
) -> bool:
    """Return whether a measure is kept from the models: not where it is most of the record."""
    if spans[measure.id]:
        return fits[measure.id] is not None
    return blocks_for(int(grid.inside(measure.window).sum()), grid) is not None


def _judged(
    measure: Measure,
    span: tuple[int, int],
    record: Record,
    variants: Mapping[str, np.ndarray],
    rule: VerdictRule,
    measures: Sequence[Measure],
    r2_of_weeks: float,
) -> Assessed:
    """Return one measure's."""
    placebos = placebos_of(span, record)
    effect = estimate(span, record, placebos)
    nearby = float(nearby_errors(np.array([span[0]]), span[1], record, placebos.scale)[0])
    found = {
        name: variant_effect(span, record, predicted, placebos.scale, nearby)
        for name, predicted in variants.items()
    }
    r2 = float(np.fmin(skill(record), r2_of_weeks))
    verdict, reason = judge(effect, r2, [v.effect for v in found.values()], rule)
    before, after = _either_side(span, record)
    has_effect = bool(np.isfinite(effect.effect))
    return Assessed(
        measure,
        effect,
        verdict,
        reason,
        r2,
        placebos if has_effect else None,
        series_around(span, record, placebos, nearby) if has_effect else None,
        found if has_effect else {},
        _others(measure, measures),
        before,
        after,
    )


def _others(measure: Measure, measures: Sequence[Measure]) -> tuple[str, ...]:
    """Return the ids of the other measures that share hours with one."""
    return tuple(m.id for m in measures if m.id != measure.id and m.window.meets(measure.window))


def _either_side(span: tuple[int, int], record: Record) -> tuple[float, float]:
    """Return the observed means of the weeks before and after, NaN where half of one is missing."""
    days = record.grid.in_rows(COMPARED_DAYS)
    end = span[0] + span[1]
    sides = record.observed[max(0, span[0] - days) : span[0]], record.observed[end : end + days]
    there = [side[np.isfinite(side)] for side in sides]
    means = [float(side.mean()) if len(side) >= days / 2 else np.nan for side in there]
    return means[0], means[1]


def skill(record: Record) -> float:
    """Return R² of daily means on held-out blocks, measures left out; NaN of too few days."""
    observed = np.where(record.taken, np.nan, record.observed)
    days = days_of(record.grid, observed, record.predicted[0], record.taken)
    seen, line = days.observed, days.predicted
    there = np.isfinite(seen) & np.isfinite(line)
    if there.sum() < LEAST_SKILL_DAYS:
        return np.nan
    left = float(((seen - line)[there] ** 2).sum())
    whole_spread = float(((seen[there] - seen[there].mean()) ** 2).sum())
    return 1 - left / whole_spread if whole_spread > 0 else np.nan
