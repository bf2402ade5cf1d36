"""Declare a summary table once; schema, checks and data dictionary derive from it."""

from dataclasses import dataclass

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa

_ARROW = {
    "str": pa.string(),
    "bool": pa.bool_(),
    "i2": pa.int16(),
    "i4": pa.int32(),
    "f4": pa.float32(),
    "f8": pa.float64(),
    "time": pa.timestamp("ms"),
    "geometry": pa.binary(),
}


class ContractError(ValueError):
    """A frame does not keep a table's contract; the message lists every breach."""


@dataclass(frozen=True)
class Column:
    """One column of a summary table.

    Attributes:
        name: spells what it holds and, where two units are possible, the unit.
        type: 'str', 'bool', 'i2', 'i4', 'f4', 'f8', 'time' (local standard time without a zone,
            labelled by the beginning) or 'geometry' (WGS-84).
        about_zh, about_en: one line for the data dictionary.
        unit: as printed, empty where there is none.
        low, high: the range outside which a value cannot be right; None is no bound.
        nullable: whether a value may be missing.
    """

    name: str
    type: str
    about_zh: str
    about_en: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    nullable: bool = True

    def field(self) -> pa.Field:
        """Return the arrow field with unit and description in its metadata."""
        metadata = {"about": self.about_en, "about_zh": self.about_zh, "unit": self.unit}
        return pa.field(self.name, _ARROW[self.type], self.nullable, metadata)


@dataclass(frozen=True)
class Table:
    """One summary table: its grain, key and columns.

    `version` rises with every change that an older reader would misread.
    """

    name: str
    about_zh: str
    about_en: str
    grain_zh: str
    grain_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    version: int = 1

    @property
    def geometry(self) -> str | None:
        """Name of the geometry column; None for a plain table."""
        return next((c.name for c in self.columns if c.type == "geometry"), None)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def schema(self) -> pa.Schema:
        """Return the arrow schema, with units and descriptions as metadata."""
        return pa.schema([c.field() for c in self.columns])

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return frame with this table's column order and types, sorted by the key.

        Raises ContractError naming, side by side in one message, the missing and the extra
        columns and every column whose values do not fit its type.
        """
        missing = [name for name in self.column_names if name not in frame.columns]
        extra = [name for name in frame.columns if name not in self.column_names]
        columns: dict[str, object] = {}
        mistyped = []
        for column in self.columns:
            if column.name in missing:
                continue
            try:
                columns[column.name] = _cast(frame[column.name], column.type)
            except (TypeError, ValueError) as error:
                mistyped.append(f"{column.name} ({column.type}): {error}")
        if missing or extra or mistyped:
            words = (("missing", missing), ("extra", extra), ("mistyped", mistyped))
            breach = " | ".join(f"{word} {', '.join(found) or 'none'}" for word, found in words)
            raise ContractError(f"{self.name}: columns {breach}")
        out = pd.DataFrame(columns)
        return out.sort_values(list(self.key), kind="stable", ignore_index=True)

    def check(self, frame: pd.DataFrame) -> None:
        """Raise ContractError unless keys are unique, nulls allowed and values within range.

        Expects a frame from `conform`. All breaches are listed in one message.
        """
        breaches = []
        duplicated = frame.duplicated(list(self.key))
        if duplicated.any():
            first = frame.loc[duplicated, list(self.key)].iloc[0]
            place = {key: str(first[key]) for key in self.key}
            breaches.append(f"{int(duplicated.sum())} duplicate keys, the first {place}")
        for column in self.columns:
            breaches += self._check_column(column, frame[column.name], frame)
        if breaches:
            raise ContractError(f"{self.name}: " + "; ".join(breaches))

    def _check_column(self, column: Column, values: pd.Series, frame: pd.DataFrame) -> list[str]:
        found = []
        if not column.nullable and values.isna().any():
            found.append(f"{column.name} has {int(values.isna().sum())} missing values")
        if column.type not in ("i2", "i4", "f4", "f8"):
            return found
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        rules = {
            "is infinite": np.isinf(numbers),
            f"below {column.low}": numbers < (-np.inf if column.low is None else column.low),
            f"above {column.high}": numbers > (np.inf if column.high is None else column.high),
        }
        for words, bad in rules.items():
            if bad.any():
                row = frame.loc[bad].iloc[0]
                place = {key: str(row[key]) for key in self.key}
                found.append(
                    f"{column.name} {row[column.name]} {words} at {place} ({int(bad.sum())} rows)"
                )
        return found


def _cast(values: pd.Series, type_: str) -> object:
    """Cast a series to a contract type; ValueError where a value would be lost or changed."""
    if type_ == "str":
        return _cast_text(values)
    if type_ == "time":
        if not (pd.api.types.is_datetime64_dtype(values) or values.isna().all()):
            raise ValueError(f"times without a zone expected, {values.dtype} found")
        return pd.to_datetime(values).astype("datetime64[ms]")
    if type_ == "geometry":
        is_geometry = isinstance(values, geopandas.GeoSeries)
        return values if is_geometry else geopandas.GeoSeries(values)
    if type_ == "bool":
        if len(values) and (not pd.api.types.is_bool_dtype(values) or values.isna().any()):
            raise ValueError(f"true or false expected, {values.dtype} found")
        return values.astype("bool")
    if not (pd.api.types.is_numeric_dtype(values) or values.isna().all()):
        raise ValueError(f"numbers expected, {values.dtype} found")
    if type_ in ("i2", "i4"):
        return _cast_whole(values, type_)
    return values.to_numpy(dtype=np.dtype(type_), na_value=np.nan)


def _cast_text(values: pd.Series) -> pd.Series:
    """Return text as text; a number would become text unnoticed, so it is refused."""
    is_categorical = isinstance(values.dtype, pd.CategoricalDtype)
    kinds = values.cat.categories if is_categorical else values
    found = pd.api.types.infer_dtype(kinds, skipna=True)
    if found not in ("string", "empty"):
        raise ValueError(f"text expected, {found} found")
    return values.astype("str")


def _cast_whole(values: pd.Series, type_: str) -> np.ndarray:
    """Return whole numbers of the type; a fraction, a gap or an overflow is refused."""
    whole = values.to_numpy(dtype=float, na_value=np.nan)
    if not np.array_equal(whole, np.rint(whole)):
        raise ValueError("not whole numbers")
    limits = np.iinfo(np.dtype(type_))
    if whole.size and (whole.min() < limits.min or whole.max() > limits.max):
        raise ValueError(f"out of the range of {type_}")
    return whole.astype(np.dtype(type_))
