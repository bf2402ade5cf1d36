"""Step `targets`: what a city has promised."""

from __future__ import annotations

import pandas as pd

from pipeline.city import CityData

COLUMNS = ("year", "metric", "value", "stretch", "source_zh", "source_en", "status")


def build_targets(city: CityData) -> pd.DataFrame:
    """Return the table `targets`: the project's, in the units of the table `annual`."""
    rows = [[getattr(target, name) for name in COLUMNS] for target in city.targets]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["stretch"] = frame["stretch"].astype(float)
    return frame.assign(city=city.project.city.id)
