"""Step `percentiles`: the distribution of the daily values of every place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from airquality.percentiles import PERCENTS, percentiles
from pipeline.days import IN_FORCE, ITEMS, PlaceDays
from pipeline.engine import Engine
from pipeline.steps.place_rows import place_columns, rows_by_key

ALL_YEARS = "all"
AQI = "aqi"


def periods_of(dates: np.ndarray) -> dict[str, slice]:
    """Return where all years together and each calendar year lie in consecutive days, by name."""
    years = dates.astype("datetime64[Y]")
    changes = np.ones(len(years), dtype=bool)
    changes[1:] = years[1:] != years[:-1]
    starts = np.flatnonzero(changes)
    ends = [*starts[1:], len(years)]
    found = {ALL_YEARS: slice(0, len(years))}
    found |= {
        str(years[begin]): slice(int(begin), int(end))
        for begin, end in zip(starts, ends, strict=True)
    }
    return found


def build_percentiles(days: PlaceDays, engine: Engine) -> pd.DataFrame:
    """Return the table `percentiles`: of all years together and of each, from unrounded days.

    The AQI is that of the standard in force on each day. A period in which a place has no value of
    a metric has no rows; one with fewer than 30 has rows without a value.
    """
    metrics = sorted((*ITEMS, AQI))
    spans = periods_of(days.dates)
    periods = sorted(spans)
    values = [days.aqi[IN_FORCE] if name == AQI else days.values[name] for name in metrics]
    blocks = [metric[:, spans[period]] for metric in values for period in periods]
    found = np.stack(engine.map(percentiles, blocks), axis=1)  # (place, metric x period, percent)
    count = np.stack([np.isfinite(block).sum(axis=1) for block in blocks], axis=1)
    rows, columns = rows_by_key(days, count > 0)
    each, size = len(PERCENTS), len(periods)
    frame: dict[str, Any] = place_columns(days, np.repeat(rows, each))
    frame["metric"] = pd.Categorical(metrics)[np.repeat(columns // size, each)]
    frame["period"] = pd.Categorical(periods)[np.repeat(columns % size, each)]
    frame["percentile"] = np.tile(np.array(PERCENTS, dtype=np.float32), len(rows))
    frame["value"] = found[rows, columns].reshape(-1).astype(np.float32)
    frame["count"] = np.repeat(count[rows, columns], each).astype(np.int32)
    return pd.DataFrame(frame, copy=False)
