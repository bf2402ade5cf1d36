"""Whether a case looks like dust or like fireworks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from airquality.episodes.dust_mark import mark_dust
from airquality.episodes.fireworks import fireworks_nights, is_fireworks
from airquality.sand_dust import dust_hours
from pipeline.cases import CasePlace, CityCase, CityCases
from pipeline.events import SAND_DUST
from pipeline.steps.special_days import mean_dust_hours


@dataclass(frozen=True)
class Marks:
    """Marks of one case: columns of the table `episodes`."""

    is_dust: bool
    dust_hours: int
    is_fireworks: bool


@dataclass(frozen=True)
class _Around:
    """What the marks of a place are told from.

    Attributes:
        days: days of sand dust, datetime64[D].
        hours: hours of sand dust by the project's rule, bool (hour,); None without rule or hours.
        nights: nights of fireworks, datetime64[D].
    """

    days: np.ndarray
    hours: np.ndarray | None
    nights: np.ndarray


def find_marks(cases: CityCases, special: pd.DataFrame) -> dict[str, Marks]:
    """Return the marks of every case by its id.

    special: the table `special_days`, whose days are the city's: an area of a project of many
    cities is marked by its own hours alone.
    """
    around: dict[str, _Around] = {}
    found = {}
    for each in cases.cases:
        if each.at.prefix not in around:
            around[each.at.prefix] = _gather(each.at, cases, special)
        found[each.id] = _marks_of(each, cases, around[each.at.prefix])
    return found


def _gather(at: CasePlace, cases: CityCases, special: pd.DataFrame) -> _Around:
    no_days = np.empty(0, dtype="datetime64[D]")
    days, hours, nights = no_days, None, no_days
    if at.scope == "city":
        dusty = special.loc[special["kind"] == SAND_DUST, "date"]
        days = dusty.to_numpy().astype("datetime64[D]")
    rule = cases.city.project.dust.figures
    if at.hours:
        nights = fireworks_nights(at.hours["pm25"], cases.start, cases.rules.marks)
    if at.hours and rule is not None:
        coarse, fine = (at.hours[name] for name in ("pm10", "pm25"))
        if at.scope == "city":  # the hours that its dust days were told from
            coarse, fine = (mean_dust_hours(cases.city, name) for name in ("pm10", "pm25"))
        hours = dust_hours(coarse, fine, rule)
    return _Around(days, hours, nights)


def _marks_of(each: CityCase, cases: CityCases, around: _Around) -> Marks:
    """Return the marks of one case; one of ozone alone has no fireworks."""
    fine, coarse = (each.at.hours.get(name) for name in ("pm25", "pm10"))
    if not each.has_hours:
        fine = coarse = None
    rule, start = cases.rules.marks, cases.start
    dust = mark_dust(each.case, fine, coarse, start, around.days, around.hours, rule)
    has_fireworks = each.lead == "pm25" and is_fireworks(each.case, around.nights, rule)
    return Marks(dust.is_dust, dust.hours or 0, has_fireworks)
