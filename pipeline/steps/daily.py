"""Step `daily`: the days of every place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.days import COUNTED, IN_FORCE, ITEMS, PlaceDays
from pipeline.steps.place_rows import place_columns, rows_by_key


def build_daily(days: PlaceDays) -> pd.DataFrame:
    """Return the table `daily`: a row for each day from a place's first to its last with a value.

    A day in between without any value has a row too: a gap must be seen.
    """
    rows, columns = rows_by_key(days, days.active)
    flat = rows * len(days.dates) + columns
    frame = place_columns(days, rows)
    frame["date"] = days.dates.astype("datetime64[ms]")[columns]
    for item in ITEMS:
        frame[item] = days.values[item].reshape(-1)[flat].astype(np.float32)
    for item in COUNTED:
        frame[f"{item}_count"] = days.counts[item].reshape(-1)[flat]
    frame["aqi"] = days.aqi[IN_FORCE].reshape(-1)[flat].astype(np.float32)
    frame["aqi_at_least"] = days.at_least.reshape(-1)[flat].astype(np.float32)
    frame["level"] = days.level.reshape(-1)[flat].astype(np.int32)
    frame["primary"] = _as_category(days.primary[IN_FORCE], flat)
    frame["standard"] = pd.Categorical(days.standard)[columns]
    for name in ("2012", "2026"):
        frame[f"aqi_{name}"] = days.aqi[name].reshape(-1)[flat].astype(np.float32)
        frame[f"primary_{name}"] = _as_category(days.primary[name], flat)
    origins = pd.Categorical(["hours", "published"])
    frame["origin"] = origins[days.is_published.reshape(-1)[flat].astype(np.int8)]
    return pd.DataFrame(frame, copy=False)


def _as_category(words: np.ndarray, flat: np.ndarray) -> pd.Categorical:
    """Return a few repeated words as a category, much faster to sort and to write than text."""
    return pd.Categorical(words.reshape(-1)[flat])
