"""Step `episode_measures`: which measures met a case, how early and for how long."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from pipeline.city import CityData
from pipeline.measure import WARNING, Measure

NUMBERS = ("issued_lead_hours", "start_lead_hours", "overlap_hours", "end_lag_hours")
_HOUR = pd.Timedelta(hours=1)


def build_episode_measures(city: CityData, episodes: pd.DataFrame) -> pd.DataFrame:
    """Return the table `episode_measures`; episodes: the frame of that table.

    A measure belongs to a case that it overlaps; a warning also where it was issued up to
    `[measures] hours_before` before the case or during it (its start stands for an issue that is
    not known). Leads and lags are hours, positive where the measure came before the case rose and
    where it ended after it. Only cases of the city itself are joined: a list names no areas.
    """
    own = episodes[episodes["scope"] == "city"]
    listed = city.project.measures
    before = pd.Timedelta(hours=listed.hours_before if listed is not None else 0)
    rows = []
    for case_id, start, end in zip(own["case_id"], own["start"], own["end"], strict=True):
        rows += [
            (case_id, measure.id, *_hours(measure, start, end))
            for measure in city.measures
            if _belongs(measure, start, end, before)
        ]
    words = {"case_id": "str", "measure": "str"}
    frame = pd.DataFrame(rows, columns=[*words, *NUMBERS])
    frame = frame.astype({**words, **dict.fromkeys(NUMBERS, np.float32)})
    return frame.assign(city=city.project.city.id)


def _belongs(measure: Measure, start: datetime, end: datetime, before: pd.Timedelta) -> bool:
    if measure.overlaps(start, end):
        return True
    issued = measure.issued or measure.start
    return measure.kind == WARNING and start - before <= issued < end


def _hours(measure: Measure, start: datetime, end: datetime) -> tuple[float, float, float, float]:
    """Return the numbers of one row; NaN where the list does not say what they need."""
    issued = measure.issued if measure.issued_by_hour else None
    last = end if measure.end is None else min(measure.end, end)
    overlap = (last - max(measure.start, start)) / _HOUR
    return (
        np.nan if issued is None else (start - issued) / _HOUR,
        (start - measure.start) / _HOUR,
        max(overlap, 0.0),
        np.nan if measure.end is None else (measure.end - end) / _HOUR,
    )
