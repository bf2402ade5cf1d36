"""Step `completeness`: what is there and what is missing, and on whose side it went missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.hours import Gap
from pipeline.city import CityData

SHARES = ("valid", "excluded", "source_empty", "rejected", "not_loaded", "flagged")


def build_completeness(city: CityData) -> pd.DataFrame:
    """Return the table `completeness`: hours of a month by what became of them, as shares.

    `valid + excluded + source_empty + rejected + not_loaded` is the whole month (cut to the
    project's period); `flagged` counts every flag, excluded or not. A station of the list that no
    file mentions has rows of hours not loaded. No rows for a city without hours.
    """
    names = ("city", "station", "pollutant", "period_start", "hours")
    if city.hours is None or city.usable is None or city.flags is None:
        columns = [*names, *(f"share_{name}" for name in SHARES)]
        return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    months, first = np.unique(city.hours.times.astype("datetime64[M]"), return_index=True)
    has_value, is_usable = ~np.isnan(city.hours.values), ~np.isnan(city.usable.values)
    cells = {
        "valid": is_usable,
        "excluded": has_value & ~is_usable,
        "source_empty": city.hours.gaps == Gap.SOURCE_EMPTY,
        "rejected": city.hours.gaps == Gap.REJECTED,
        "not_loaded": city.hours.gaps == Gap.NOT_LOADED,
        "flagged": city.flags > 0,
    }
    length = np.diff([*first, city.hours.hours])
    counts = {name: np.add.reduceat(c, first, axis=2, dtype=np.int32) for name, c in cells.items()}
    variable, station, month = (index.reshape(-1) for index in np.indices(counts["valid"].shape))
    frame = {
        "city": city.project.city.id,
        "station": pd.Categorical(city.hours.stations)[station],
        "pollutant": pd.Categorical(city.hours.variables)[variable],
        "period_start": months.astype("datetime64[ms]")[month],
        "hours": length[month].astype(np.int32),
    }
    frame |= {f"share_{name}": count.reshape(-1) / length[month] for name, count in counts.items()}
    return pd.DataFrame(frame, copy=False)
