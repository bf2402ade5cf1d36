"""Step `episode_drivers`: weather, ratios and wind of each case beside the same weeks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from airquality.episodes.factor import Factor
from airquality.episodes.same_weeks import ALL, Normal
from airquality.episodes.source_ratios import RATIOS
from airquality.episodes.weather_days import WEATHER_FACTORS
from airquality.episodes.wind_sectors import SECTOR_IDS, SectorShares
from airquality.hours import HOURS_PER_DAY
from pipeline.case_causes import Causes
from pipeline.cases import CityCases
from pipeline.steps.case_rows import frame_of, kept
from summaries.tables.episode_drivers import EPISODE_DRIVERS

_PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


def build_episode_drivers(cases: CityCases, causes: dict[str, Causes]) -> pd.DataFrame:
    """Return the table `episode_drivers`: a row for each factor that a case has a value of.

    Values are kept to one decimal more than a page prints. Of wind, `p50` is the share of the
    hours of the same weeks and the other percentiles are empty.
    """
    rows: list[dict[str, Any]] = []
    for case_id, own in causes.items():
        rows += [_row(case_id, "weather", WEATHER_FACTORS[n], x) for n, x in own.weather.items()]
        rows += [_row(case_id, "ratio", RATIOS[n], x) for n, x in own.ratios.items()]
        if own.wind is not None:
            rows += _wind_rows(case_id, own.wind)
    return frame_of(EPISODE_DRIVERS, cases.days.city, rows)


def _row(case_id: str, part: str, factor: Factor, normal: Normal) -> dict[str, Any]:
    places = factor.decimals + 1
    return {
        "case_id": case_id,
        "part": part,
        "factor": factor.id,
        "value": kept(normal.value, places),
        **{name: kept(getattr(normal, name), places) for name in _PERCENTILES},
        "percentile": kept(normal.percentile, 1),
        "days": normal.days,
        "years": normal.years,
        "unit": factor.unit,
        "mean_pollutant": np.nan,
        "against": normal.against,
    }


def _wind_rows(case_id: str, wind: SectorShares) -> list[dict[str, Any]]:
    return [
        {
            "case_id": case_id,
            "part": "wind",
            "factor": sector,
            "value": kept(wind.share[number], 1),
            **dict.fromkeys(_PERCENTILES, np.nan),
            "p50": kept(wind.usual[number], 1),
            "percentile": np.nan,
            "days": wind.usual_hours // HOURS_PER_DAY,
            "years": 0,
            "unit": "%",
            "mean_pollutant": kept(wind.mean[number], 1),
            "against": ALL,
        }
        for number, sector in enumerate(SECTOR_IDS)
    ]
