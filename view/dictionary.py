"""The data dictionary: every table and column of the contract, as rows."""

import pandas as pd

from summaries.store import Snapshot
from summaries.table import Column, Table
from summaries.tables import TABLES
from view.formats import number
from view.text import text

COLUMNS = ("table", "version", "column", "type", "unit", "range", "about", "is_key", "is_nullable")


def about(part: Table | Column, lang: str) -> str:
    """Return a table's or a column's description in a language."""
    return part.about_zh if lang == "zh" else part.about_en


def grain(table: Table, lang: str) -> str:
    """Return what one row of a table is."""
    return table.grain_zh if lang == "zh" else table.grain_en


def span(column: Column) -> str:
    """Return the range in which a value must lie: `0–500`, `≥ 0`, `≤ 1` or nothing."""
    low, high = (None if b is None else number(b, 0) for b in (column.low, column.high))
    if low is not None and high is not None:
        return f"{low}–{high}"
    return f"≥ {low}" if low is not None else f"≤ {high}" if high is not None else ""


def type_name(column: Column, lang: str) -> str:
    """Return a column's type in words a reader knows."""
    return text(lang, f"data.type.{column.type}")


def rows_of(snapshot: Snapshot, table: str) -> int | None:
    """Return how many rows a table has in a snapshot; None where its manifest does not say."""
    entry = snapshot.manifest.get("tables", {}).get(table, {})
    rows = entry.get("rows") if isinstance(entry, dict) else None
    return rows if isinstance(rows, int) else None


def dictionary_rows(lang: str) -> pd.DataFrame:
    """Return the whole dictionary, one row a column, in the order of the contract."""
    rows = [
        (
            table.name,
            table.version,
            column.name,
            column.type,
            column.unit,
            span(column),
            about(column, lang),
            column.name in table.key,
            column.nullable,
        )
        for table in TABLES.values()
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
