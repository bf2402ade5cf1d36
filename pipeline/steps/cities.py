"""Step `cities`: what there is of each city."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.city import CityData
from pipeline.days import PlaceDays


def build_cities(city: CityData, days: PlaceDays) -> pd.DataFrame:
    """Return the one row of a city.

    `first_day` and `last_day` bound its rows in `daily`. Where published days stand among those
    computed from hours, a note says how many.
    """
    row = days.places - 1
    active = np.flatnonzero(days.active.any(axis=0))
    published = int(days.is_published[row].sum())
    own = city.project.city
    note_zh = f"{published} 天为公布的城市日值，没有臭氧小时值" if published else ""
    note_en = f"{published} days are published city values, without hours" if published else ""
    first, last = days.dates[active[[0, -1]]].astype("datetime64[ms]")
    return pd.DataFrame(
        {
            "city": [own.id],
            "name_zh": [own.name_zh],
            "name_en": [own.name_en],
            "adcode": [own.adcode],
            "areas": [city.project.areas],
            "first_day": [pd.Timestamp(first)],
            "last_day": [pd.Timestamp(last)],
            "has_hours": [city.usable is not None],
            "has_weather": [city.weather is not None],
            "note_zh": [note_zh],
            "note_en": [note_en],
        }
    )
