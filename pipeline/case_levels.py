"""The sub-index that one pollutant of a case reaches by itself."""

from __future__ import annotations

import numpy as np

from airquality.standards.hj633 import iaqi, standard_in_force

#: Pollutant -> averaging of its sub-index, of running means and of days alike.
AVERAGING = {"pm25": "24h", "o3": "8h"}


def index_of(values: np.ndarray, pollutant: str, dates: np.ndarray) -> np.ndarray:
    """Return the sub-index of each value by the standard of that day, NaN where there is none.

    values: 24-hour means of PM2.5 or 8-hour means of O3, µg/m³; dates: datetime64 of the same.
    """
    found = np.full(values.shape, np.nan)
    standards = standard_in_force(dates)
    for standard in np.unique(standards):
        own = standards == standard
        found[own] = iaqi(values[own], pollutant, AVERAGING[pollutant], str(standard))
    return found
