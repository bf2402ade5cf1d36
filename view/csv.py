"""Rows as a CSV file that Excel opens well: UTF-8 with BOM, CRLF, one header row.

Text that a spreadsheet would run as a formula is neutralised (`summaries.csv`).
"""

from collections.abc import Sequence

import pandas as pd

from summaries.csv import neutralise, neutralise_column

BOM = "\ufeff"


def csv_text(frame: pd.DataFrame, columns: Sequence[str] | None = None) -> str:
    """Return the columns (all where None) of a frame as the text of a CSV file.

    Header: the column names as they are. Missing is empty. A time column is written as
    `2016-12-03` where all its times are midnights, else as `2016-12-03 15:00` (ISO 8601 with a
    space, which Excel reads as a time). Numbers are written in full, unrounded; a float32 as the
    shortest text that reads back as the same float32. KeyError for a column that is not there.
    """
    chosen = list(frame.columns if columns is None else columns)
    cells = pd.DataFrame({i: _cells(frame[name]) for i, name in enumerate(chosen)})
    header = [str(neutralise(str(name))) for name in chosen]
    return BOM + cells.to_csv(index=False, header=header, lineterminator="\r\n")


def _cells(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        has_hours = bool((column.dropna() != column.dropna().dt.normalize()).any())
        return column.dt.strftime("%Y-%m-%d %H:%M" if has_hours else "%Y-%m-%d")
    return neutralise_column(column)
