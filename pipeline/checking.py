"""Check a city's inputs as a build would find them, without building its tables."""

from __future__ import annotations

import pandas as pd

from pipeline.cases import gather_cases
from pipeline.city import CityData, gather_city
from pipeline.days import areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.project import Project
from pipeline.published import add_published
from pipeline.report import Report
from pipeline.steps.conclusions import build_conclusions


def check_city(project: Project) -> Report:
    """Read everything that the project names and return what was found.

    Cases are looked for only where there are conclusions, each of which must have its own. Raises
    InputError and ProjectError as `pipeline.city.gather_city`.
    """
    city = gather_city(project)
    if city.conclusions:
        build_conclusions(city, _cases_of(city))
    return city.report


def _cases_of(city: CityData) -> pd.DataFrame:
    """Return id and start of each case, the columns of `episodes` that the step looks at."""
    days = add_published(compute_days(city, Engine()), city)
    found = gather_cases(city, days, mean_hours(city, areas_of(city))).cases
    starts = pd.Series([each.case.start for each in found], dtype="datetime64[s]")
    return pd.DataFrame({"case_id": [each.id for each in found], "start": starts})
