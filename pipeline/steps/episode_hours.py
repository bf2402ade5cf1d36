"""Step `episode_hours`: stage, running means and level of the hours around each case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from airquality.hours import HOURS_PER_DAY
from airquality.rounding import round_half_even
from airquality.running import trailing_mean
from airquality.standards.aqi_levels import level_of
from pipeline.case_levels import index_of
from pipeline.cases import CasePlace, CityCase, CityCases
from pipeline.days import Arrays
from pipeline.steps.episode_stages import Stages
from pipeline.steps.kept_decimals import kept_decimals
from summaries.tables.episode_hours import EPISODE_HOURS

#: Hours before the start and after the end of a case.
MARGIN = HOURS_PER_DAY
_RUNNING = {"pm25": "pm25_24h", "o3": "o3_8h"}


def build_episode_hours(cases: CityCases, stages: Stages) -> pd.DataFrame:
    """Return the table `episode_hours`; none for a case that was found in days alone.

    Hourly values of the two pollutants are those of an area, and empty for the city, whose hours
    the table `hourly_city` holds.
    """
    running: dict[str, Arrays] = {}
    parts: list[dict[str, Any]] = []
    for each in cases.cases:
        if not each.has_hours:
            continue
        if each.at.prefix not in running:
            running[each.at.prefix] = _running_of(each.at, cases)
        parts.append(_hours_of(each, cases, stages[each.id], running[each.at.prefix]))
    columns = [name for name in EPISODE_HOURS.column_names if name not in ("city", "case_id")]
    if not parts:
        return EPISODE_HOURS.schema().empty_table().to_pandas()
    frame: dict[str, Any] = {
        name: np.concatenate([part[name] for part in parts]) for name in columns
    }
    frame["stage"] = pd.Categorical(frame["stage"])
    lengths = [len(part["time"]) for part in parts]
    ids = pd.Categorical([each.id for each in cases.cases if each.has_hours])
    frame["case_id"] = ids.take(np.repeat(np.arange(len(parts)), lengths))
    frame["city"] = pd.Categorical([cases.days.city])[np.zeros(sum(lengths), dtype=np.int8)]
    return pd.DataFrame(frame, copy=False)


def _running_of(at: CasePlace, cases: CityCases) -> Arrays:
    """Return the running means of a place and the level of each, by pollutant, (hour,)."""
    rule, validity = cases.rules.pm25, cases.city.project.validity_rules
    found = {
        "pm25": trailing_mean(at.hours["pm25"], HOURS_PER_DAY, rule.least_hours),
        "o3": trailing_mean(at.hours["o3"], 8, validity.hours_a_window),
    }
    dates = (cases.start + np.arange(cases.hours)).astype("datetime64[D]")
    levels = {f"{name}_level": level_of(index_of(found[name], name, dates)) for name in _RUNNING}
    return {**found, **levels}


def _hours_of(
    each: CityCase, cases: CityCases, stages: tuple[Any, ...], running: Arrays
) -> dict[str, Any]:
    span = cases.span(each.case, MARGIN)
    times = cases.start + np.arange(span.start, span.stop)
    stage = np.full(len(times), "", dtype=object)
    for own in stages:
        stage[(times >= own.start) & (times < own.end)] = own.kind
    is_area = each.at.scope != "city"
    hidden = np.full(len(times), np.nan)
    return {
        "time": times.astype("datetime64[ms]"),
        "stage": stage,
        **{
            name: _kept(each.at.hours[name][span], name) if is_area else hidden for name in _RUNNING
        },
        **{column: _kept(running[name][span], name) for name, column in _RUNNING.items()},
        "level": running[f"{each.lead}_level"][span],
        "is_missing": np.isnan(each.at.hours[each.lead][span]),
    }


def _kept(values: np.ndarray, pollutant: str) -> np.ndarray:
    return round_half_even(values, kept_decimals(pollutant)).astype(np.float32)
