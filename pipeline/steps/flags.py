"""Step `flags`: how many hours carry which quality flag."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.quality import Flag
from pipeline.city import CityData

COLUMNS = ("station", "pollutant", "period_start", "flag", "is_excluded", "count")


def build_flags(city: CityData) -> pd.DataFrame:
    """Return the table `flags`: hours by station, pollutant, month and flag, with their extremes.

    Only what occurs has a row; an hour with two flags counts under both.
    """
    cells = np.array([], np.int64) if city.flags is None else np.flatnonzero(city.flags)
    parts = [_count_by_month(city, flag, cells) for flag in Flag]
    names = (*COLUMNS, "value_min", "value_max")
    frame = pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in names})
    return frame.assign(city=city.project.city.id)


def count_flags(city: CityData) -> dict[str, int]:
    """Return the number of cells with each flag that occurs, by its name."""
    if city.flags is None:
        return {}
    # A value of the flags' byte is a set of flags: count the 256 sets, then take them apart.
    sets = np.bincount(city.flags[city.flags > 0], minlength=256)
    numbers = np.arange(len(sets))
    counts = {str(f.name).lower(): int(sets[(numbers & int(f)) != 0].sum()) for f in Flag}
    return {name: count for name, count in counts.items() if count}


def _count_by_month(city: CityData, flag: Flag, flagged: np.ndarray) -> dict[str, np.ndarray]:
    """Return the columns of the rows of one flag; empty ones where it does not occur.

    flagged: the flat numbers of the cells that carry any flag, ascending.
    """
    if city.hours is None or city.flags is None:
        empty = {name: np.array([], dtype=object) for name in COLUMNS}
        return empty | {name: np.array([]) for name in ("value_min", "value_max")}
    grid = city.hours
    cells = flagged[(city.flags.reshape(-1)[flagged] & np.uint8(flag)) > 0]
    row, hour = np.divmod(cells, grid.hours)
    months = grid.times.astype("datetime64[M]")
    first_month = months[0].astype(int)
    span = months[-1].astype(int) - first_month + 1
    group = row * span + months.astype(np.int64)[hour] - first_month
    # Cells come row by row in the order of time, so the hours of a group lie side by side.
    begin = np.flatnonzero(np.diff(group, prepend=-1))
    values = grid.values.reshape(-1)[cells]
    row, month = np.divmod(group[begin], span)
    variable, station = np.divmod(row, len(grid.stations))
    return {
        "station": np.array(grid.stations, dtype=object)[station],
        "pollutant": np.array(grid.variables, dtype=object)[variable],
        "period_start": (month + first_month).astype("datetime64[M]").astype("datetime64[ms]"),
        "flag": np.full(len(begin), str(flag.name).lower(), dtype=object),
        "is_excluded": np.full(len(begin), bool(flag & city.quality.excluded)),
        "count": np.diff(begin, append=len(cells)),
        "value_min": np.minimum.reduceat(values, begin) if len(begin) else values,
        "value_max": np.maximum.reduceat(values, begin) if len(begin) else values,
    }
