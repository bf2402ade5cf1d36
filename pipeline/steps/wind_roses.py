"""Step `wind_roses`: hours and mean concentrations by wind sector and class of speed."""

from __future__ import annotations

import pandas as pd

from pipeline.steps.place_winds import PlaceWinds, empty_of, rows_of_cells
from summaries.tables.wind_roses import WIND_ROSES


def build_wind_roses(winds: PlaceWinds | None) -> pd.DataFrame:
    """Return the table `wind_roses` of all places with a wind, all metrics and periods.

    A cell without an hour has no row; no rows without wind.
    """
    if winds is None:
        return empty_of(WIND_ROSES)
    columns, _ = rows_of_cells(winds, list(winds.tallies), winds.rose_edges, "speed_class")
    return pd.DataFrame(columns, copy=False)
