"""Which rows a table of places has, in which order, and the three columns that name a place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.days import PlaceDays


def rows_by_key(days: PlaceDays, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return place and column of each True of chosen (place, column), in the order of a table.

    Tables are sorted by scope and place, the days are not: stations come first there. Rows made
    in the order of the key need no sorting later.
    """
    order = np.lexsort((days.place.astype(str), days.scope.astype(str)))
    rows, columns = np.nonzero(chosen[order])
    return order[rows], columns


def place_columns(days: PlaceDays, rows: np.ndarray) -> dict[str, Any]:
    """Return `city`, `scope` and `place` for rows that belong to the places of these numbers.

    Categories, not text: they are much faster to sort and to write.
    """
    return {
        "city": pd.Categorical([days.city])[np.zeros(len(rows), dtype=np.int8)],
        "scope": pd.Categorical(days.scope)[rows],
        "place": pd.Categorical(days.place)[rows],
    }
