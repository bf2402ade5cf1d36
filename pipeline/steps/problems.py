"""Step `problems`: what was wrong with the inputs, counted, with file and place."""

from __future__ import annotations

import pandas as pd

from pipeline.city import CityData

KEY = ["source", "kind", "file", "place"]


def build_problems(city: CityData) -> pd.DataFrame:
    """Return the table `problems`: exact counts by source, kind and file, with the first place."""
    found = city.report.to_frame(merged=True)
    grouped = found.groupby(KEY, sort=False, as_index=False, dropna=False)
    table = grouped.agg({"severity": "first", "message": "first", "count": "sum"})
    return table.assign(city=city.project.city.id)
