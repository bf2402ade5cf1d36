"""Step `evaluations`: the concentrations of every kind of period, on every basis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from airquality.basis import PARTICLES, LeftOut
from airquality.concentrations import concentration_statistics, count_days_left_out
from airquality.periods import Periods
from airquality.seasons import KINDS
from airquality.standards.gb3095 import GAS_FACTOR, REFERENCE_STATE_CHANGE
from airquality.standards.hj663 import COMPOSITE_METRICS
from airquality.three_years import YEARS, three_year_means
from airquality.validity import Validity
from pipeline.days import Arrays, PlaceDays
from pipeline.engine import Engine
from pipeline.project import Project
from pipeline.steps.spans import (
    PRESENT_STATE,
    Part,
    Spans,
    bases_of,
    blocks_of_places,
    rows_of_parts,
    spans_of,
    touched_by,
)

THREE_YEARS = "three_years"
SERIES = {pollutant: metric.series for pollutant, metric in COMPOSITE_METRICS.items()}


def build_evaluations(
    days: PlaceDays,
    project: Project,
    special: pd.DataFrame,
    factors: pd.DataFrame,
    engine: Engine,
    kinds: Sequence[str] = KINDS,
) -> pd.DataFrame:
    """Return the table `evaluations`.

    special: `city date kind`, the sand-dust days and exceptional events (`special_days`);
    factors: `city date gas_factor particle_factor` of the days before 2018-09-01
    (`reference_factors`); rows of other cities are passed over; kinds: of `seasons.KINDS`, beside
    the project's own seasons (`three_years` needs `year`).
    A place has a row for each period that its days touch, whole periods as in `monthly`; for three
    years where they touch each of them. Basis `present_state` has rows for the periods that hold
    days before 2018-09-01, the others for all periods or for none (`spans.bases_of`).
    """
    spans = spans_of(days, kinds, project.seasons)
    parts = [
        _evaluate(days, days.values, spans, basis, left_out, project.validity_rules, engine)
        for basis, left_out in bases_of(days, special).items()
    ]
    early = spans.periods.starts < REFERENCE_STATE_CHANGE
    if early.any():
        converted, rules = convert_days(days, factors), project.validity_rules
        # Of all periods: a mean of three years needs the later years too.
        part = _evaluate(days, converted, spans, PRESENT_STATE, None, rules, engine)
        parts.append(part.take(early))
    return rows_of_parts(days, parts)


def convert_days(days: PlaceDays, factors: pd.DataFrame) -> Arrays:
    """Return the daily values in the present reference state, by series, (place, day).

    Before 2018-09-01 gases times `gas_factor` and particles times `particle_factor` of the city's
    day. A day that factors does not hold has the fixed factor for gases and none for particles,
    which need its weather: NaN.
    """
    own = factors[factors["city"] == days.city].set_index("date")
    rows = own.reindex(pd.DatetimeIndex(days.dates.astype("datetime64[ms]")))
    is_old = days.dates < REFERENCE_STATE_CHANGE
    gas = np.where(is_old, rows["gas_factor"].fillna(GAS_FACTOR), 1.0)
    particle = np.where(is_old, rows["particle_factor"].to_numpy(float), 1.0)
    return {
        series: days.values[series] * (particle if pollutant in PARTICLES else gas)
        for pollutant, series in SERIES.items()
    }


def _evaluate(
    days: PlaceDays,
    values: Arrays,
    spans: Spans,
    basis: str,
    left_out: LeftOut | None,
    validity: Validity,
    engine: Engine,
) -> Part:
    """Evaluate all places by one basis."""
    periods = spans.periods
    blocks = [
        {series: values[series][part] for series in SERIES.values()}
        for part in blocks_of_places(days)
    ]
    gone = None if left_out is None else left_out.of
    found = engine.map(partial(_statistics_of_block, periods, validity, gone), blocks)
    columns = {name: np.concatenate([each[name] for each in found]) for name in found[0]}
    changes = (periods.starts < REFERENCE_STATE_CHANGE) & (periods.ends > REFERENCE_STATE_CHANGE)
    excluded = (
        np.zeros(spans.kind.size, dtype=np.int64)
        if left_out is None
        else count_days_left_out(left_out.days, periods)
    )
    columns |= {
        "calendar_days": periods.days,
        "excluded_days": excluded,
        "crosses_reference_change": changes & (basis != PRESENT_STATE),
    }
    touched = touched_by(days, periods)
    years, triples = spans.kind == "year", spans.kind == THREE_YEARS
    if triples.any():
        means = three_year_means({name: columns[name][:, years] for name in found[0]})
        for name, array in means.items():
            columns[name][:, triples] = array
        windows = np.lib.stride_tricks.sliding_window_view(touched[:, years], YEARS, axis=1)
        touched[:, triples] = windows.all(axis=-1)
    return Part(spans, touched, {"basis": basis}, columns)


def _statistics_of_block(
    periods: Periods,
    validity: Validity,
    left_out: dict[str, np.ndarray] | None,
    values: Arrays,
) -> Arrays:
    return concentration_statistics(values, periods, validity, left_out)
