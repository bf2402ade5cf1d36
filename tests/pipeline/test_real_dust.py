"""The dust rule on real hours: storms that everybody knows are found, and in spring above all."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipeline.city import gather_city
from pipeline.project import load_project
from pipeline.steps.special_days import dust_days

PROJECTS = Path(__file__).resolve().parents[2] / "data/projects"


@pytest.mark.usefixtures("shared_data")
def test_beijing_has_its_storms() -> None:
    # Outlines need a package that a test machine has not, and dust knows no districts.
    project = load_project(PROJECTS / "beijing.toml").model_copy(update={"boundaries": None})
    found = dust_days(gather_city(project))
    # The storms of 9 March 2013, 10 April 2014, 28-29 March and 15 April 2015.
    known = {date(2013, 3, 9), date(2014, 4, 10), date(2015, 3, 28), date(2015, 4, 15)}
    assert known <= set(found)
    assert found[date(2014, 4, 10)] == 24
    a_year = Counter(day.year for day in found)
    assert all(1 <= a_year[year] <= 15 for year in (2013, 2014, 2015, 2016))
    in_spring = sum(day.month in (3, 4, 5) for day in found)
    assert in_spring / len(found) > 0.6
