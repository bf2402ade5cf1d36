"""Step `flags`: how many hours carry which quality flag."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.quality import Flag
from pipeline.city import CityData

KEY = ["station", "pollutant", "period_start", "flag"]


def build_flags(city: CityData) -> pd.DataFrame:
    """Return the table `flags`: hours by station, pollutant, month and flag, with their extremes.

    Only what occurs has a row; an hour with two flags counts under both.
    """
    found = [_hours_with(city, flag) for flag in Flag]
    hours = pd.concat(found, ignore_index=True)
    counted = hours.groupby(KEY, sort=False, observed=True)["value"]
    table = counted.agg(count="size", value_min="min", value_max="max").reset_index()
    excluded = {flag.name.lower() for flag in Flag if flag.name and flag & city.quality.excluded}
    table["is_excluded"] = table["flag"].isin(excluded).astype(bool)
    return table.assign(city=city.project.city.id)


def count_flags(city: CityData) -> dict[str, int]:
    """Return the number of cells with each flag that occurs, by its name."""
    if city.flags is None:
        return {}
    # A value of the flags' byte is a set of flags: count the 256 sets, then take them apart.
    sets = np.bincount(city.flags.reshape(-1), minlength=256)
    numbers = np.arange(len(sets))
    counts = {str(f.name).lower(): int(sets[(numbers & int(f)) != 0].sum()) for f in Flag}
    return {name: count for name, count in counts.items() if count}


def _hours_with(city: CityData, flag: Flag) -> pd.DataFrame:
    """Return one row a cell that carries the flag."""
    if city.hours is None or city.flags is None:
        empty: dict[str, object] = {name: pd.Series(dtype=object) for name in KEY}
        return pd.DataFrame(empty | {"value": pd.Series(dtype=float)})
    variable, station, hour = np.nonzero(city.flags & np.uint8(flag))
    return pd.DataFrame(
        {
            "station": np.array(city.hours.stations, dtype=object)[station],
            "pollutant": np.array(city.hours.variables, dtype=object)[variable],
            "period_start": city.hours.times[hour].astype("datetime64[M]").astype("datetime64[ms]"),
            "flag": str(flag.name).lower(),
            "value": city.hours.values[variable, station, hour],
        }
    )
