"""Step `episodes`: the cases of a city, a row each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from airquality.episodes.division import EXPLOSIVE
from airquality.episodes.stages import fastest_doubling
from pipeline.case_causes import Causes
from pipeline.case_marks import Marks
from pipeline.cases import CityCase, CityCases
from pipeline.measure import highest_warning
from pipeline.steps.case_rows import frame_of
from pipeline.steps.episode_places import CasePath
from pipeline.steps.episode_stages import Stages
from summaries.tables.episodes import EPISODES


def build_episodes(
    cases: CityCases,
    sizes: dict[str, dict[str, Any]],
    marks: dict[str, Marks],
    stages: Stages,
    paths: dict[str, CasePath],
    causes: dict[str, Causes],
) -> pd.DataFrame:
    """Return the table `episodes`; all that was found of the cases is given by their id.

    Ranks are by the highest daily value as it is printed, so that equal numbers share a rank.
    """
    ranks = _ranks_of(cases, sizes)
    rows = [
        {
            "case_id": each.id,
            "scope": each.at.scope,
            "place": each.at.place,
            **_named(each),
            **sizes[each.id],
            **vars(marks[each.id]),
            "weather_type": causes[each.id].weather_type,
            **_growth_of(each, cases, stages),
            **_first_of(paths.get(each.id)),
            **ranks[each.id],
            "warning": _warning_of(each, cases),
        }
        for each in cases.cases
    ]
    return frame_of(EPISODES, cases.days.city, rows)


def _named(each: CityCase) -> dict[str, Any]:
    case = each.case
    return {
        "kind": case.kind,
        "pollutant": each.lead,
        "start": case.start,
        "end": case.end,
        "first_day": case.first_day,
        "last_day": case.last_day,
        "origin": case.origin,
        "is_open": case.is_open,
        "is_cut": case.is_cut,
        "hours": case.hours,
    }


def _growth_of(each: CityCase, cases: CityCases, stages: Stages) -> dict[str, float]:
    """Return the fastest doubling and the rate of the fastest explosive stage; NaN without."""
    rates = [stage.rate for stage in stages[each.id] if stage.kind == EXPLOSIVE]
    doubled = None
    if each.has_hours and each.lead == "pm25":
        hours = each.at.hours["pm25"]
        doubled = fastest_doubling(each.case, hours, cases.start, cases.rules.stages)
    return {
        "doubled_in_hours": np.nan if doubled is None else float(doubled),
        "growth_rate": float(np.round(max(rates), 1)) if rates else np.nan,
    }


def _first_of(path: CasePath | None) -> dict[str, str | None]:
    first = None if path is None else path.first
    if path is None or first is None:
        return {"first_place": None, "first_scope": None}
    return {"first_place": path.place[first], "first_scope": path.scope[first]}


def _ranks_of(cases: CityCases, sizes: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Return rank and number of the ranked by case: among the same place and kind."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in cases.cases:
        groups.setdefault((each.at.prefix, each.case.kind), []).append(each.id)
    found = {}
    for ids in groups.values():
        values = {case_id: np.rint(sizes[case_id]["peak_day_value"]) for case_id in ids}
        for case_id, value in values.items():
            higher = sum(other > value for other in values.values())
            found[case_id] = {"rank": higher + 1, "ranked": len(ids)}
    return found


def _warning_of(each: CityCase, cases: CityCases) -> str | None:
    """Return the highest warning; None without a list, and for an area, which no list names."""
    if cases.city.project.measures is None or each.at.scope != "city":
        return None
    start, end = (time.astype("datetime64[s]").item() for time in (each.case.start, each.case.end))
    return highest_warning(cases.city.measures, start, end)
