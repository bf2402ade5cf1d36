"""Step `station_hours`: means of short blocks of hours at every station."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.pollutants import POLLUTANT_IDS
from airquality.rounding import round_half_even
from airquality.running import block_mean
from pipeline.city import CityData

#: Decimals that are kept: what instruments print, CO one more.
DECIMALS = {"co": 2}
DEFAULT_DECIMALS = 1


def build_station_hours(city: CityData) -> pd.DataFrame:
    """Return the table `station_hours` in blocks of `[keep] station_hours`.

    Two thirds of a block's hours must be usable, rounded up. Blocks without any value have no row;
    control points have theirs, as in all tables of stations. No rows for a city without hours.
    """
    step = city.project.keep.station_hours
    if city.usable is None:
        return _as_frame(city, np.empty((len(POLLUTANT_IDS), 0, 0)), np.empty(0, "datetime64[h]"))
    least = -(-2 * step // 3)
    means = np.stack([block_mean(city.usable.of(name), step, least) for name in POLLUTANT_IDS])
    return _as_frame(city, means, city.usable.times[::step])


def _as_frame(city: CityData, means: np.ndarray, times: np.ndarray) -> pd.DataFrame:
    """Return a row for each station and time with any value; means: (pollutant, station, time)."""
    codes = [] if city.usable is None else list(city.usable.stations)
    order = np.argsort(np.array(codes, dtype=str), kind="stable")
    rows, columns = np.nonzero(np.isfinite(means[:, order]).any(axis=0))
    rows = order[rows] if len(order) else rows
    frame: dict[str, object] = {
        "city": pd.Categorical([city.project.city.id])[np.zeros(len(rows), dtype=np.int8)],
        "station": pd.Categorical(codes)[rows] if codes else pd.Categorical([""] * len(rows)),
        "time": times.astype("datetime64[ms]")[columns],
        "step_hours": np.full(len(rows), city.project.keep.station_hours, np.int32),
    }
    for number, name in enumerate(POLLUTANT_IDS):
        decimals = DECIMALS.get(name, DEFAULT_DECIMALS)
        frame[name] = round_half_even(means[number][rows, columns], decimals).astype(np.float32)
    return pd.DataFrame(frame, copy=False)
