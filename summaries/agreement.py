"""What two tables say of the same thing must be the same."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

_KEY = ["city", "scope", "place", "period_start"]
#: Kind of period -> the older table that holds the same periods.
_SAME_PERIODS = {"month": "monthly", "year": "annual"}
_CONCENTRATIONS = ["pm25", "pm10", "no2", "o3_mda8_p90", "co_p95", "pm25_days", "o3_days"]
_DAYS = ["valid_days", "good_days", "heavy_days", "exceeding_days_without_aqi"]
_SLACK = 1e-3


def find_disagreements(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return where `evaluations` and `judgements` differ from `monthly` and `annual`.

    Compared: all days, by the standard in force. A table without rows of a kind agrees; a period
    that only one of two filled tables holds does not.
    """
    found = []
    for kind, older in _SAME_PERIODS.items():
        for name, labels, columns in (
            ("evaluations", {"basis": "all"}, _CONCENTRATIONS),
            ("judgements", {"basis": "all", "standard": "in_force"}, _DAYS),
        ):
            own = _rows_of(frames[name], {"kind": kind, **labels}, columns)
            found += _compare(name, older, own, frames[older], columns) if len(own) else []
    return found


def _rows_of(table: pd.DataFrame, labels: Mapping[str, str], columns: list[str]) -> pd.DataFrame:
    """Return key and columns of the rows that carry these words."""
    chosen = np.logical_and.reduce([(table[name] == word) for name, word in labels.items()])
    return table[[*_KEY, *columns]].iloc[np.flatnonzero(chosen)]


def _compare(
    name: str, older: str, rows: pd.DataFrame, known: pd.DataFrame, columns: list[str]
) -> list[str]:
    # Tables are sorted by their keys: the same periods lie in the same order.
    left, right = (_words(frame) for frame in (rows, known))
    if len(rows) != len(known) or not (left == right).all():
        own, other = (pd.MultiIndex.from_arrays(list(words), names=_KEY) for words in (left, right))
        odd = own.symmetric_difference(other)
        place = odd[0] if len(odd) else own[0]
        return [f"{name} and {older} do not hold the same periods, such as {place}"]
    own_values, known_values = (frame[columns].to_numpy(dtype=float) for frame in (rows, known))
    differs = ~np.isclose(own_values, known_values, atol=_SLACK, equal_nan=True)
    if not differs.any():
        return []
    row, column = np.argwhere(differs)[0]
    place = tuple(left[:, row])
    return [f"{name}: {columns[column]} is not that of {older} at {place} ({differs.sum()} cells)"]


def _words(frame: pd.DataFrame) -> np.ndarray:
    """Return the keys of all rows, object (key, row); times as they are."""
    words = [frame[name].to_numpy(dtype=object) for name in _KEY[:-1]]
    return np.stack([*words, frame[_KEY[-1]].to_numpy().astype(object)])
