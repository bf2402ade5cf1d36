"""Declare a summary table once; schema, checks and data dictionary derive from it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from summaries.casting import cast, codes_of, to_arrow

_ARROW = {
    "str": pa.string(),
    "bool": pa.bool_(),
    "i2": pa.int16(),
    "i4": pa.int32(),
    "f4": pa.float32(),
    "f8": pa.float64(),
    "time": pa.timestamp("ms"),
    "bytes": pa.binary(),
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
            labelled by the beginning), 'bytes' (an array packed as the column says; left out of
            files for people) or 'geometry' (WGS-84).
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

    `version` rises with every change that an older reader would misread. `is_rounded` says that
    its numbers are rounded to few places and so repeat, which makes the file smaller.
    """

    name: str
    about_zh: str
    about_en: str
    grain_zh: str
    grain_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    version: int = 1
    is_rounded: bool = False

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

        Text that comes as a category stays one: it is text in the file, and much faster to sort
        and to compare until then. The frame's values are shared, not copied, where they fit.
        Raises ContractError naming, side by side in one message, the missing and the extra
        columns and every column whose values do not fit its type.
        """
        names, there = self.column_names, list(frame.columns)
        missing = [name for name in names if name not in there]
        extra = [name for name in there if name not in names]
        columns: dict[str, Any] = {}
        mistyped = []
        for column in self.columns:
            if column.name in missing:
                continue
            try:
                columns[column.name] = cast(frame[column.name], column.type)
            except (TypeError, ValueError) as error:
                mistyped.append(f"{column.name} ({column.type}): {error}")
        if missing or extra or mistyped:
            words = (("missing", missing), ("extra", extra), ("mistyped", mistyped))
            breach = " | ".join(f"{word} {', '.join(found) or 'none'}" for word, found in words)
            raise ContractError(f"{self.name}: columns {breach}")
        out = pd.DataFrame(columns, copy=False)
        codes = [codes_of(columns[name]) for name in self.key]
        later, equal = _compare_rows(codes, len(out))
        if (later | equal).all():  # most steps yield their rows in the order of the key
            return out
        return out.take(np.lexsort(codes[::-1])).reset_index(drop=True)

    def arrow(self, frame: pd.DataFrame) -> pa.Table:
        """Return a frame from `conform` as an arrow table of this schema; not for geometries."""
        coded = self.arrow_coded(frame)
        columns = [
            column.cast(_ARROW[c.type])
            for c, column in zip(self.columns, coded.columns, strict=True)
        ]
        return pa.Table.from_arrays(columns, schema=self.schema())

    def arrow_coded(self, frame: pd.DataFrame) -> pa.Table:
        """Return the same with categories as dictionaries: not of this schema, quick to write."""
        columns = [to_arrow(frame[c.name], _ARROW[c.type]) for c in self.columns]
        fields = [
            c.field().with_type(own.type) for c, own in zip(self.columns, columns, strict=True)
        ]
        return pa.Table.from_arrays(columns, schema=pa.schema(fields))

    def check(self, frame: pd.DataFrame) -> None:
        """Raise ContractError unless keys are unique, nulls allowed and values within range.

        Expects a frame from `conform`. All breaches are listed in one message.
        """
        breaches = []
        duplicated = np.zeros(len(frame), dtype=bool)
        columns = {name: frame[name] for name in self.column_names}
        later, equal = _compare_rows([codes_of(columns[name]) for name in self.key], len(frame))
        duplicated[1:] = equal
        if not (later | equal).all():
            raise ValueError(f"{self.name}: the rows are not sorted; call `conform` first")
        if duplicated.any():
            first = frame.loc[duplicated, list(self.key)].iloc[0]
            place = {key: str(first[key]) for key in self.key}
            breaches.append(f"{int(duplicated.sum())} duplicate keys, the first {place}")
        for column in self.columns:
            breaches += self._check_column(column, columns[column.name], frame)
        if breaches:
            raise ContractError(f"{self.name}: " + "; ".join(breaches))

    def _check_column(self, column: Column, values: pd.Series, frame: pd.DataFrame) -> list[str]:
        found = []
        is_number = column.type in ("i2", "i4", "f4", "f8")
        if not column.nullable and not column.type.startswith("i"):
            missing = int(values.isna().sum())
            if missing:
                found.append(f"{column.name} has {missing} missing values")
        if not is_number or not len(values) or self._is_within(column, values.to_numpy()):
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

    @staticmethod
    def _is_within(column: Column, numbers: np.ndarray) -> bool:
        """Return whether all of a column's numbers are finite and within its range."""
        least, most = np.fmin.reduce(numbers), np.fmax.reduce(numbers)
        low = -np.inf if column.low is None else column.low
        high = np.inf if column.high is None else column.high
        # All missing compares false with everything: nothing is out of range then.
        return not (np.isinf(least) or np.isinf(most) or least < low or most > high)


def _compare_rows(codes: list[np.ndarray], rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Return whether each row but the first comes after the one before, and whether it equals it.

    codes: the columns of the key, most significant first; bool (rows - 1,) each.
    """
    later, equal = (np.full(max(rows - 1, 0), value) for value in (False, True))
    for column in codes:
        later |= equal & (column[1:] > column[:-1])
        equal &= column[1:] == column[:-1]
    return later, equal
