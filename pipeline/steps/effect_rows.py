"""What the steps of effects share: the rows of a table from records, rounded as it keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from airquality.rounding import round_half_even
from pipeline.steps.kept_decimals import kept_decimals
from summaries.table import Table

#: Decimals of per cent: the method knows them no better.
PERCENT_DECIMALS = 1
_DTYPES = {"str": "str", "bool": "bool", "i2": "int16", "i4": "int32", "f4": "float32"}


def frame_of(rows: Sequence[Mapping[str, Any]], table: Table, city: str) -> pd.DataFrame:
    """Return records as a frame with the columns of a table; without any, an empty one."""
    columns = {
        column.name: pd.Series(
            [row[column.name] for row in rows], dtype=_DTYPES.get(column.type, "object")
        )
        for column in table.columns
        if column.name != "city"
    }
    for column in (column for column in table.columns if column.type == "time"):
        times = columns[column.name].to_numpy().astype("datetime64[ms]")
        columns[column.name] = pd.Series(times)
    return pd.DataFrame(columns).assign(city=pd.Series([city] * len(rows), dtype="str"))


def kept(values: Any, pollutant: str) -> np.ndarray:
    """Return concentrations as exact as a rounded table keeps them."""
    found = round_half_even(np.asarray(values, dtype=float), kept_decimals(pollutant))
    return np.asarray(found, dtype=np.float32)


def kept_percent(values: Any) -> np.ndarray:
    """Return per cent as exact as a rounded table keeps them."""
    found = round_half_even(np.asarray(values, dtype=float), PERCENT_DECIMALS)
    return np.asarray(found, dtype=np.float32)
