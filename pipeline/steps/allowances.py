"""Step `allowances`: what the rest of a year may still bring, for every goal of that year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from airquality.allowance import (
    MEAN_METRICS,
    PERCENTILE_METRICS,
    Allowance,
    allow_bad_days,
    allow_days_above,
    allow_mean,
)
from airquality.periods import Periods, has_enough_days
from airquality.schemes import IN_FORCE, SCHEMES, annual_limit
from airquality.standards.hj663 import COMPOSITE_METRICS
from airquality.validity import Validity
from airquality.year_to_date import DAYS_OF_A_LEAP_YEAR
from pipeline.days import Arrays, PlaceDays
from pipeline.engine import Engine, split
from pipeline.project import Project
from pipeline.steps.place_rows import place_columns, rows_by_key
from pipeline.steps.spans import Spans, spans_of, spread, touched_by

#: A percentile looks at every day of the year at every month's end: some 20 MB a block.
PLACES_A_BLOCK = 64
GOOD_RATIO = "good_ratio"
METRICS = (*MEAN_METRICS, *PERCENTILE_METRICS, GOOD_RATIO)
_OF_METRIC = {metric.id: metric for metric in COMPOSITE_METRICS.values()}
_ROOM = {metric: "mean" if metric in MEAN_METRICS else "days" for metric in METRICS}


@dataclass(frozen=True)
class Goal:
    """One goal.

    Attributes:
        metric: a statistic of the year; name: `target`, `stretch` or `limit:<scheme>`.
        value: in the metric's unit.
        year: for which it holds, None for every year.
    """

    metric: str
    name: str
    value: float
    year: int | None = None


@dataclass(frozen=True)
class _Year:
    """The year so far of some places at every `until`: (place, until) by metric.

    Attributes:
        values: the daily series of the percentiles, (place, day).
        so_far, days, is_valid: the statistic, its valid days, whether they are enough for a year.
        good: good days.
    """

    values: Arrays
    so_far: Arrays
    days: Arrays
    is_valid: Arrays
    good: np.ndarray

    def take(self, places: slice) -> _Year:
        """Return the same of some places."""
        groups = (self.values, self.so_far, self.days, self.is_valid)
        taken = [{name: array[places] for name, array in group.items()} for group in groups]
        return _Year(taken[0], taken[1], taken[2], taken[3], self.good[places])


def build_allowances(
    days: PlaceDays,
    judgements: pd.DataFrame,
    evaluations: pd.DataFrame,
    targets: pd.DataFrame,
    project: Project,
    engine: Engine,
) -> pd.DataFrame:
    """Return the table `allowances`: a row a place, month's end, metric and goal.

    judgements, evaluations: as the steps of these names return them for the same days; targets:
    the table `targets`, whose rows of other cities and of metrics without an allowance
    (`good_days`, `heavy_days`, `composite_index`) are passed over. Targets are the city's own and
    hold for its place alone; the limits of every scheme but `in_force` hold for every place.
    All days count (basis `all`), good days by the standard in force each day.
    """
    spans = spans_of(days, ("to_date",))
    goals = [*limits_as_goals(), *targets_as_goals(targets, days.city)]
    columns = sorted({(goal.metric, goal.name) for goal in goals})
    held = _gather(days, judgements, evaluations, spans, project.validity_rules)
    blocks = [
        (held.take(part), days.scope[part] == "city") for part in split(days.places, PLACES_A_BLOCK)
    ]
    found = engine.map(partial(_allow_block, goals, columns, spans.periods), blocks)
    value, allowed, verdict = (np.concatenate(each) for each in zip(*found, strict=True))
    return _rows(days, spans, columns, held, value, allowed, verdict)


def limits_as_goals() -> list[Goal]:
    """Return the limits of a year by every scheme but the one in force; WHO has but three."""
    found = [
        Goal(metric, f"limit:{scheme}", limit)
        for scheme in SCHEMES
        if scheme != IN_FORCE
        for metric in METRICS
        if (limit := annual_limit(metric, scheme)) is not None
    ]
    return found


def targets_as_goals(targets: pd.DataFrame, city: str) -> list[Goal]:
    """Return the targets and stretch targets of one city, by the metrics known here."""
    own = targets[(targets["city"] == city) & targets["metric"].isin(METRICS)]
    return [
        Goal(str(row["metric"]), name, float(row[column]), int(row["year"]))
        for row in own.to_dict("records")
        for name, column in (("target", "value"), ("stretch", "stretch"))
        if pd.notna(row[column])
    ]


def _gather(
    days: PlaceDays,
    judgements: pd.DataFrame,
    evaluations: pd.DataFrame,
    spans: Spans,
    validity: Validity,
) -> _Year:
    pollutants = {m: _OF_METRIC[m].pollutant for m in METRICS if m != GOOD_RATIO}
    names = [*pollutants]
    names += [f"{p}_{what}" for p in pollutants.values() for what in ("days", "is_valid")]
    found = spread(evaluations, days, spans, names, {"basis": "all"})
    judged = spread(
        judgements,
        days,
        spans,
        (GOOD_RATIO, "valid_days", "good_days"),
        {"basis": "all", "standard": IN_FORCE},
    )
    return _Year(
        {metric: days.values[_OF_METRIC[metric].series] for metric in PERCENTILE_METRICS},
        {metric: found[metric] for metric in pollutants} | {GOOD_RATIO: judged[GOOD_RATIO]},
        {m: _whole(found[f"{p}_days"]) for m, p in pollutants.items()}
        | {GOOD_RATIO: _whole(judged["valid_days"])},
        {m: found[f"{p}_is_valid"] == 1 for m, p in pollutants.items()}
        | {GOOD_RATIO: has_enough_days(~np.isnan(days.aqi[IN_FORCE]), spans.periods, validity)},
        _whole(judged["good_days"]),
    )


def _whole(counts: np.ndarray) -> np.ndarray:
    return np.nan_to_num(counts).astype(np.int64)


def _allow_block(
    goals: Sequence[Goal],
    columns: Sequence[tuple[str, str]],
    periods: Periods,
    block: tuple[_Year, np.ndarray],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return goal value, allowed and verdict, each (place, until, column); NaN where no goal."""
    year, is_city = block
    shape = (*year.good.shape, len(columns))
    value, allowed = np.full(shape, np.nan), np.full(shape, np.nan)
    verdict = np.full(shape, "unknown", dtype=object)
    years = periods.starts.astype("datetime64[Y]").astype(np.int64) + 1970
    # The same limit stands in several schemes; a percentile need not be sorted again for it.
    known: dict[tuple[str, float, int | None], Allowance] = {}
    for goal in goals:
        column = columns.index((goal.metric, goal.name))
        places = np.flatnonzero(is_city if goal.year is not None else np.ones_like(is_city))
        untils = np.flatnonzero(np.ones_like(years) if goal.year is None else years == goal.year)
        if not places.size or not untils.size:
            continue
        key = (goal.metric, goal.value, goal.year)
        if key not in known:
            known[key] = _allow(goal, year, periods, places[:, None], untils)
        value[places[:, None], untils, column] = goal.value
        allowed[places[:, None], untils, column] = known[key].allowed
        verdict[places[:, None], untils, column] = known[key].verdict
    return value, allowed, verdict


def _allow(
    goal: Goal, year: _Year, periods: Periods, places: np.ndarray, untils: np.ndarray
) -> Allowance:
    """Return the allowances (place, until); places (place, 1) and untils (until,) are numbers."""
    metric, left = goal.metric, _days_left(periods)[untils]
    so_far, valid = year.so_far[metric][places, untils], year.is_valid[metric][places, untils]
    count = year.days[metric][places, untils]
    if metric in MEAN_METRICS:
        return allow_mean(metric, goal.value, so_far, count, left, valid)
    if metric == GOOD_RATIO:
        good = year.good[places, untils]
        return allow_bad_days(goal.value, so_far, good, count, left, valid)
    daily = _years_so_far(year.values[metric][places[:, 0]], periods, untils)
    return allow_days_above(metric, goal.value, daily, left, so_far, valid)


def _years_so_far(daily: np.ndarray, periods: Periods, untils: np.ndarray) -> np.ndarray:
    """Return the days from 1 January to each until, (place, until, day), NaN behind it."""
    day = periods.first[untils, None] + np.arange(DAYS_OF_A_LEAP_YEAR)
    inside = day < periods.last[untils, None]
    found = daily[:, np.minimum(day, daily.shape[1] - 1)]
    return np.asarray(np.where(inside, found, np.nan))


def _days_left(periods: Periods) -> np.ndarray:
    following = (periods.starts.astype("datetime64[Y]") + 1).astype("datetime64[D]")
    return (following - periods.ends).astype(np.int64)


def _rows(
    days: PlaceDays,
    spans: Spans,
    columns: Sequence[tuple[str, str]],
    held: _Year,
    value: np.ndarray,
    allowed: np.ndarray,
    verdict: np.ndarray,
) -> pd.DataFrame:
    """Return the rows in the order of the key."""
    periods = spans.periods
    chosen = touched_by(days, periods)[..., None] & ~np.isnan(value)
    rows, cells = rows_by_key(days, chosen.reshape(days.places, -1))
    until, column = np.divmod(cells, max(len(columns), 1))
    metric = pd.Categorical([metric for metric, _ in columns])[column]
    so_far, count = (
        np.stack([group[metric] for metric, _ in columns], axis=-1)[rows, until, column]
        for group in (held.so_far, held.days)
    )
    frame = place_columns(days, rows) | {
        "until": (periods.ends - 1).astype("datetime64[ms]")[until],
        "metric": metric,
        "goal": pd.Categorical([name for _, name in columns])[column],
        "goal_value": value[rows, until, column],
        "so_far": so_far,
        "days_so_far": count,
        "days_left": _days_left(periods)[until],
        "room": pd.Categorical([_ROOM[metric] for metric, _ in columns])[column],
        "allowed": allowed[rows, until, column],
        "verdict": pd.Categorical(verdict[rows, until, column]),
    }
    return pd.DataFrame(frame, copy=False)
