"""Step `episode_stages`: the stages of each case."""

from __future__ import annotations

from typing import Any

import pandas as pd

from airquality.episodes.stages import Stage, photochemical_days, stages_of
from pipeline.cases import CityCase, CityCases
from pipeline.steps.case_rows import frame_of, kept
from summaries.tables.episode_stages import EPISODE_STAGES

Stages = dict[str, tuple[Stage, ...]]


def find_stages(cases: CityCases) -> Stages:
    """Return the stages of every case by its id; none for a case of days alone."""
    return {each.id: _stages_of(each, cases) for each in cases.cases}


def build_episode_stages(cases: CityCases, stages: Stages) -> pd.DataFrame:
    """Return the table `episode_stages`; values to one decimal."""
    rows: list[dict[str, Any]] = [
        {
            "case_id": case_id,
            "number": number,
            "stage": stage.kind,
            "start": stage.start,
            "end": stage.end,
            "first_value": kept(stage.first_value, 1),
            "last_value": kept(stage.last_value, 1),
            "peak": kept(stage.peak, 1),
            "peak_time": stage.peak_time,
            "rate": kept(stage.rate, 2),
        }
        for case_id, own in stages.items()
        for number, stage in enumerate(own, start=1)
    ]
    return frame_of(EPISODE_STAGES, cases.days.city, rows)


def _stages_of(each: CityCase, cases: CityCases) -> tuple[Stage, ...]:
    if not each.has_hours:
        return ()
    hours, rule = each.at.hours[each.lead], cases.rules.stages
    if each.case.kind == "o3":
        days = cases.days
        mda8 = days.values["o3_mda8"][each.at.row]
        limit = cases.rules.o3.limit
        return photochemical_days(each.case, hours, cases.start, mda8, days.dates, limit, rule)
    return stages_of(each.case, hours, cases.start, rule)
