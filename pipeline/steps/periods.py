"""Steps `monthly` and `annual`: the evaluation of whole months and years."""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from airquality.evaluation import evaluate, standard_of_periods
from airquality.standards.aqi_levels import GOOD_AQI
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from airquality.standards.hj663 import IndexRules
from airquality.validity import Validity
from pipeline.days import IN_FORCE, Arrays, PlaceDays
from pipeline.engine import Engine, split
from pipeline.project import Project
from pipeline.steps.place_rows import place_columns, rows_by_key

PLACES_A_BLOCK = 64


def build_periods(
    days: PlaceDays, project: Project, unit: Literal["M", "Y"], engine: Engine
) -> pd.DataFrame:
    """Return the table `monthly` (unit "M") or `annual` ("Y").

    A place has a row for each period that its days touch; the period is the whole calendar one,
    so that a year of which ten months are there is seen to be incomplete.
    """
    starts, ends = _bounds(days.dates, unit)
    parts = split(days.places, PLACES_A_BLOCK)
    judge = partial(
        _evaluate_block, days.dates, starts, ends, project.validity_rules, project.index_rules
    )
    blocks = [
        (
            {name: values[part] for name, values in days.values.items()},
            days.aqi[IN_FORCE][part],
            days.at_least[part],
        )
        for part in parts
    ]
    found = engine.map(judge, blocks)
    first = np.searchsorted(days.dates, starts)
    touched = np.logical_or.reduceat(days.active, first, axis=1)
    rows, columns = rows_by_key(days, touched)
    frame = place_columns(days, rows)
    frame["period_start"] = starts.astype("datetime64[ms]")[columns]
    for name in found[0]:
        joined = np.concatenate([each[name] for each in found])
        frame[name] = joined[rows, columns]
    for name in ("2012", "2026"):
        good = np.add.reduceat(days.aqi[name] <= GOOD_AQI, first, axis=1, dtype=np.int32)
        frame[f"good_days_{name}"] = good[rows, columns]
    frame["calendar_days"] = (ends - starts).astype(np.int32)[columns]
    frame["standard"] = pd.Categorical(standard_of_periods(ends))[columns]
    crosses = (starts < REFERENCE_STATE_CHANGE) & (ends > REFERENCE_STATE_CHANGE)
    frame["crosses_reference_change"] = crosses[columns]
    return pd.DataFrame(frame, copy=False)


def _bounds(dates: np.ndarray, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the first day of each period and of the one after it, datetime64[D]."""
    periods = np.unique(dates.astype(f"datetime64[{unit}]"))
    return periods.astype("datetime64[D]"), (periods + 1).astype("datetime64[D]")


def _evaluate_block(
    dates: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    validity: Validity,
    index_rules: IndexRules,
    block: tuple[Arrays, np.ndarray, np.ndarray],
) -> Arrays:
    values, aqi, at_least = block
    return evaluate(dates, values, aqi, starts, ends, validity, index_rules, at_least=at_least)
