"""The three columns that name a place, repeated for its rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.days import PlaceDays


def place_columns(days: PlaceDays, rows: np.ndarray) -> dict[str, Any]:
    """Return `city`, `scope` and `place` for rows that belong to the places of these numbers.

    Categories, not text: they are much faster to sort and to write.
    """
    return {
        "city": pd.Categorical([days.city])[np.zeros(len(rows), dtype=np.int8)],
        "scope": pd.Categorical(days.scope)[rows],
        "place": pd.Categorical(days.place)[rows],
    }
