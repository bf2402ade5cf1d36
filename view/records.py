"""Rows of a summary table as frozen dataclasses, the missing as None."""

from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from airquality.rounding import widen

_Record = TypeVar("_Record")


def records(frame: pd.DataFrame, kind: type[_Record]) -> tuple[_Record, ...]:
    """Return the rows of a frame as values of a dataclass, in their order.

    Each field is the column of its name; other columns are left out. Numbers are plain ints and
    floats that stand for the same decimals, times pandas Timestamps, and what is missing is None.
    KeyError for a field without a column.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    columns = [_plain(frame[name]) for name in names]
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def _plain(column: pd.Series) -> list[Any]:
    if pd.api.types.is_float_dtype(column):
        return [v if v == v else None for v in widen(column.to_numpy()).tolist()]
    if pd.api.types.is_datetime64_dtype(column):
        return [None if pd.isna(v) else v for v in column]
    values = column.to_numpy(dtype=object)
    return [None if pd.isna(v) else v.item() if isinstance(v, np.generic) else v for v in values]
