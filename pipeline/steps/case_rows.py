"""Frames of the tables of cases, made of a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from summaries.table import Column, Table

_NUMPY = {"i2": "int16", "i4": "int32", "f4": "float32", "f8": "float64", "bool": "bool"}


def frame_of(table: Table, city: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a frame of the table, the column `city` filled; typed, too, without a row.

    Each row has every other column. Times are datetime64 (NaT is missing), None is missing text,
    NaN a missing number. KeyError for a row that lacks a column.
    """
    columns = {
        column.name: [city] * len(rows)
        if column.name == "city"
        else _cast([row[column.name] for row in rows], column)
        for column in table.columns
    }
    return pd.DataFrame(columns).astype({"city": "str"})


def kept(value: float, places: int) -> float:
    """Return a number to so many decimals; numpy takes ten times as long for a single one."""
    return round(float(value), places)


def _cast(values: list[Any], column: Column) -> Any:
    if column.type == "str":
        return pd.Series(values, dtype="str")
    if column.type == "time":
        return np.array(values, dtype="datetime64[ms]")
    return np.array(values, dtype=_NUMPY[column.type])
