"""Step `judgements`: the days of every period judged by each scheme of limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from airquality.attainment import (
    composite_index_of_periods,
    count_judged_days,
    judge_days,
    leading_pollutants,
    print_values,
)
from airquality.basis import LeftOut
from airquality.evaluation import aqi_at_least
from airquality.over_limits import over_annual_limits, over_percentile_limits
from airquality.periods import Periods
from airquality.pollutants import POLLUTANT_IDS
from airquality.schemes import SCHEMES, limits_of_periods
from airquality.seasons import KINDS
from airquality.standards import hj633
from airquality.standards.aqi_levels import LEVELS
from airquality.standards.hj663 import ANNUAL_METRICS, IndexRules
from airquality.validity import Validity
from pipeline.days import IN_FORCE, STANDARD_OF_COLUMN, Arrays, PlaceDays
from pipeline.engine import Engine
from pipeline.project import Project
from pipeline.steps.spans import (
    Part,
    Spans,
    bases_of,
    blocks_of_places,
    rows_of_parts,
    spans_of,
    spread,
    touched_by,
)

#: A week is too short to be judged; the three-year mean has concentrations only.
JUDGED = tuple(kind for kind in KINDS if kind not in ("week", "three_years"))
#: Kinds whose statistics may be held against limits of a year.
OF_A_YEAR = ("year", "to_date")
STATISTICS = tuple(metric.id for metric in ANNUAL_METRICS)
#: Counts that a scheme may not know; they are missing there.
_MAY_LACK = (
    "heavy_days_without_aqi",
    "heavy_days",
    *(f"level{level.level}_days" for level in LEVELS),
    *(f"primary_{pollutant}" for pollutant in POLLUTANT_IDS),
)
#: Column of `PlaceDays.aqi` by the id of the standard that a scheme names.
_COLUMN = {standard.id: name for name, standard in STANDARD_OF_COLUMN.items()} | {
    IN_FORCE: IN_FORCE
}


@dataclass(frozen=True)
class _Block:
    """The days of some places: values, AQI and what leads it by column of `PlaceDays.aqi`."""

    values: Arrays
    aqi: Arrays
    primary: Arrays
    at_least: Arrays


def build_judgements(
    days: PlaceDays,
    evaluations: pd.DataFrame,
    project: Project,
    special: pd.DataFrame,
    engine: Engine,
    kinds: Sequence[str] = JUDGED,
) -> pd.DataFrame:
    """Return the table `judgements`: a row a place, period, basis and scheme.

    evaluations: as `build_evaluations` returns it for the same days, whose statistics enter the
    composite index; special: as there; kinds: beside the project's own seasons. Basis
    `present_state` is not judged: limits and AQI of the years before 2018-09-01 refer to the
    state of that time.
    """
    spans = spans_of(days, kinds, project.seasons)
    bases = bases_of(days, special)
    touched = touched_by(days, spans.periods)
    statistics = {
        basis: spread(evaluations, days, spans, STATISTICS, {"basis": basis}) for basis in bases
    }
    at_least = _at_least(days)
    blocks = [
        _Block(
            *(
                {name: array[part] for name, array in held.items()}
                for held in (days.values, days.aqi, days.primary, at_least)
            )
        )
        for part in blocks_of_places(days)
    ]
    count = partial(_count_block, days.dates, spans.periods, project.validity_rules, bases)
    found = engine.map(count, blocks)
    parts = []
    for scheme in SCHEMES:
        for basis in bases:
            counted = [each[scheme, basis] for each in found]
            columns = {name: np.concatenate([c[name] for c in counted]) for name in counted[0]}
            columns |= _judge_statistics(statistics[basis], spans, scheme, project.index_rules)
            parts.append(Part(spans, touched, {"basis": basis, "standard": scheme}, columns))
    return rows_of_parts(days, parts)


def _at_least(days: PlaceDays) -> Arrays:
    """Return what the AQI of a day without one must at least have been, by each standard.

    `days` holds it by the standard in force only; the days on which another was in force are
    looked at here, by that standard. A standard that publishes the AQI of an incomplete day over
    100 (HJ 633-2026) leaves no such day without one, so there is nothing to look for.
    """
    found = {IN_FORCE: days.at_least}
    for name, standard in STANDARD_OF_COLUMN.items():
        found[name] = days.at_least.copy()
        other = np.flatnonzero(days.standard != standard.id)
        found[name][:, other] = np.nan
        lacks = np.isnan(days.aqi[name][:, other])
        if standard.publishes_incomplete or not lacks.any():
            continue
        values = {item: array[:, other] for item, array in days.values.items()}
        index = hj633.daily_aqi(values, standard)
        found[name][:, other] = np.where(lacks, np.fmax(index.aqi, aqi_at_least(index)), np.nan)
    return found


def _count_block(
    dates: np.ndarray,
    periods: Periods,
    validity: Validity,
    bases: dict[str, LeftOut | None],
    block: _Block,
) -> dict[tuple[str, str], Arrays]:
    """Return the counts of every scheme and basis: column -> (place, period)."""
    printed = print_values(block.values)
    leads = {name: leading_pollutants(primary) for name, primary in block.primary.items()}
    missing = np.full((len(block.at_least[IN_FORCE]), periods.days.size), np.nan)
    found = {}
    for scheme, rules in SCHEMES.items():
        name = _COLUMN.get(rules.aqi)
        judged = judge_days(
            scheme,
            dates,
            printed,
            None if name is None else block.aqi[name],
            None if name is None else leads[name],
            None if name is None else block.at_least[name],
        )
        for basis, left_out in bases.items():
            gone = None if left_out is None else left_out.days
            counts = count_judged_days(judged, periods, validity, gone)
            found[scheme, basis] = dict.fromkeys(_MAY_LACK, missing) | counts
    return found


def _judge_statistics(statistics: Arrays, spans: Spans, scheme: str, rules: IndexRules) -> Arrays:
    """Return the composite index and what is over the limits of a year."""
    ends = spans.periods.ends
    limits = limits_of_periods(ends, scheme).astype(object)
    of_a_year = np.isin(spans.kind.astype(str), OF_A_YEAR)
    those = {name: array[:, of_a_year] for name, array in statistics.items()}
    index = composite_index_of_periods(statistics, ends, scheme, rules)
    named: Arrays = {"limits": limits}
    for name, find in (
        ("over_limits", over_annual_limits),
        ("over_percentiles", over_percentile_limits),
    ):
        named[name] = np.full((len(statistics[STATISTICS[0]]), spans.kind.size), "", dtype=object)
        named[name][:, of_a_year] = find(those, ends[of_a_year], scheme)
    return index | named
