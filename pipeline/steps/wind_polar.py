"""Step `wind_polar`: concentration by wind sector and speed, and how often it is high."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.polar_plot import hours_over
from airquality.wind_roses import merge_classes
from pipeline.steps.place_winds import PlaceWinds, empty_of, round_of, rows_of_cells
from summaries.tables.wind_polar import WIND_POLAR


def build_wind_polar(winds: PlaceWinds | None) -> pd.DataFrame:
    """Return the table `wind_polar` of all places with a wind, all metrics and periods.

    A cell without an hour has no row; one with few has: what is shown is the view's choice
    (`airquality.polar_plot.LEAST_HOURS`). No rows without wind.
    """
    if winds is None:
        return empty_of(WIND_POLAR)
    metrics = list(winds.values)
    columns, where = rows_of_cells(winds, metrics, winds.polar_edges, "speed_bin")

    def count(metric: str) -> tuple[np.ndarray, np.ndarray]:
        over, high = hours_over(winds.cells, winds.values[metric], winds.month, winds.members)
        merged = merge_classes(over, winds.cells.edges, winds.polar_edges)
        return merged, round_of(metric, high)

    found = [count(metric) for metric in metrics]
    columns["hours_over"] = np.concatenate([own for own, _ in found], axis=1)[where]
    columns["p75"] = np.concatenate([own for _, own in found], axis=1)[where[:2]]
    return pd.DataFrame(columns, copy=False).astype({"hours_over": "int32", "p75": "float32"})
