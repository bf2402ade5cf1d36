"""Step `measures`: what a city did or announced."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.city import CityData

WORDS = ("kind", "level", "name_zh", "name_en", "about_zh", "about_en", "precision", "status")
TIMES = ("issued", "start", "end")


def build_measures(city: CityData) -> pd.DataFrame:
    """Return the table `measures`: the project's list; times in local standard time."""
    columns = {
        name: pd.Series([getattr(m, name) for m in city.measures], dtype="str")
        for name in ("id", *WORDS, "source")
    }
    times = {
        name: np.array([getattr(m, name) for m in city.measures], dtype="datetime64[ms]")
        for name in TIMES
    }
    frame = pd.DataFrame({**columns, **times}).rename(columns={"id": "measure"})
    return frame.assign(city=city.project.city.id)
