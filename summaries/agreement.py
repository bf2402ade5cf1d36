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
    every_day = frames["evaluations"][frames["evaluations"]["basis"] == "all"]
    judged = frames["judgements"]
    judged = judged[(judged["basis"] == "all") & (judged["standard"] == "in_force")]
    found = []
    for kind, older in _SAME_PERIODS.items():
        for name, rows, columns in (
            ("evaluations", every_day, _CONCENTRATIONS),
            ("judgements", judged, _DAYS),
        ):
            own = rows[rows["kind"] == kind]
            found += _compare(name, older, own, frames[older], columns) if len(own) else []
    return found


def _compare(
    name: str, older: str, rows: pd.DataFrame, known: pd.DataFrame, columns: list[str]
) -> list[str]:
    left = _keyed(rows, columns)
    right = _keyed(known, columns)
    if not left.index.equals(right.index):
        odd = left.index.symmetric_difference(right.index)[0]
        return [f"{name} and {older} do not hold the same periods, such as {odd}"]
    differs = ~np.isclose(left.to_numpy(), right.to_numpy(), atol=_SLACK, equal_nan=True)
    if not differs.any():
        return []
    row, column = np.argwhere(differs)[0]
    place = left.index[row]
    return [f"{name}: {columns[column]} is not that of {older} at {place} ({differs.sum()} cells)"]


def _keyed(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    keys = [rows[name].astype("str") if name != "period_start" else rows[name] for name in _KEY]
    frame = rows[columns].astype("float64").set_axis(columns, axis=1)
    return frame.set_index(pd.MultiIndex.from_arrays(keys, names=_KEY)).sort_index()
