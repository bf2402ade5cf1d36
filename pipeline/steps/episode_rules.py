"""Step `episode_rules`: the figures by which a city's cases were found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from airquality.episodes.figures import FIGURES
from pipeline.city import CityData


def build_episode_rules(city: CityData) -> pd.DataFrame:
    """Return the table `episode_rules`: each figure as the project sets it, with its source."""
    rows = list(city.project.episodes.rules.values())
    words = [FIGURES[kind, figure] for kind, figure, _ in rows]
    return pd.DataFrame(
        {
            "city": [city.project.city.id] * len(rows),
            "kind": [kind for kind, _, _ in rows],
            "figure": [figure for _, figure, _ in rows],
            "value": np.array([value for _, _, value in rows], dtype=np.float32),
            "unit": [own.unit for own in words],
            "about_zh": [own.about_zh for own in words],
            "about_en": [own.about_en for own in words],
            "source": [own.source for own in words],
            "status": [own.status.lower() for own in words],
            "number": np.arange(1, len(rows) + 1, dtype=np.int32),
        }
    )
