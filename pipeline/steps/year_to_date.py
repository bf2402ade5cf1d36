"""Step `year_to_date`: the year so far, as it stood on every day."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from airquality.evaluation import year_to_date
from airquality.standards.hj663 import IndexRules
from airquality.validity import Validity
from pipeline.days import IN_FORCE, Arrays, PlaceDays
from pipeline.engine import Engine, split
from pipeline.project import Project
from pipeline.steps.place_rows import place_columns, rows_by_key

PLACES_A_BLOCK = 32
COLUMNS = (
    *("pm25", "pm10", "so2", "no2", "co_p95", "o3_mda8_p90", "pm25_days", "o3_days"),
    *("elapsed_days", "valid_days", "good_days", "heavy_days", "good_ratio", "composite_index"),
    *("exceeding_days_without_aqi", "heavy_days_without_aqi"),
)


def build_year_to_date(days: PlaceDays, project: Project, engine: Engine) -> pd.DataFrame:
    """Return the table `year_to_date`: a row for each day of a place, as in `daily`."""
    cumulate = partial(_cumulate_block, days.dates, project.validity_rules, project.index_rules)
    blocks = [
        (
            {name: values[part] for name, values in days.values.items()},
            days.aqi[IN_FORCE][part],
            days.at_least[part],
        )
        for part in split(days.places, PLACES_A_BLOCK)
    ]
    found = engine.map(cumulate, blocks)
    rows, columns = rows_by_key(days, days.active)
    frame = place_columns(days, rows)
    frame["date"] = days.dates.astype("datetime64[ms]")[columns]
    for name in COLUMNS:
        frame[name] = np.concatenate([each[name] for each in found])[rows, columns]
    return pd.DataFrame(frame, copy=False)


def _cumulate_block(
    dates: np.ndarray,
    validity: Validity,
    index_rules: IndexRules,
    block: tuple[Arrays, np.ndarray, np.ndarray],
) -> Arrays:
    values, aqi, at_least = block
    found = year_to_date(dates, values, aqi, validity, index_rules, at_least)
    return {name: np.broadcast_to(found[name], aqi.shape) for name in COLUMNS}
