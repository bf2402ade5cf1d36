"""What a cell of a CSV file must not be: a formula.

Text that a spreadsheet would run gets a leading apostrophe (OWASP, CSV injection): names and
messages in the tables come from files that others wrote.
"""

import pandas as pd

#: First characters that make a spreadsheet compute a cell, full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(value: object) -> object:
    """Return text that begins like a formula behind an apostrophe, anything else as it is."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def neutralise_column(column: pd.Series) -> pd.Series:
    """Return the column with `neutralise` in every cell; numbers, times and gaps stay."""
    is_number = pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column)
    if is_number or pd.api.types.is_datetime64_any_dtype(column):
        return column
    return column.astype(object).map(neutralise, na_action="ignore")
