"""The table of allowances, against years worked by hand."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

from pipeline.days import PlaceDays
from pipeline.engine import Engine
from pipeline.project import Project
from pipeline.steps.allowances import build_allowances, limits_as_goals, targets_as_goals
from pipeline.steps.evaluations import build_evaluations
from pipeline.steps.judgements import build_judgements
from summaries.tables.allowances import ALLOWANCES
from tests.pipeline.place_days import (
    CITY,
    NO_FACTORS,
    NO_SPECIAL,
    NO_TARGETS,
    QUIET,
    calendar,
    make_days,
    row_of,
)

ENGINE = Engine()
YEAR = calendar(2019, 2019)
#: Xiangyang's plan of 2019.
TARGETS = pd.DataFrame(
    {
        "city": CITY,
        "year": 2019,
        "metric": ["pm25", "good_ratio", "heavy_days"],
        "value": [59.0, 0.721, 10.0],
        "stretch": [57.0, 0.729, np.nan],
    }
)


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


def until(items: Mapping[str, float | np.ndarray], end: str) -> dict[str, np.ndarray]:
    """Return all items of a place that are there up to a day, that day included."""
    there = np.datetime64(end) >= YEAR
    return {item: np.where(there, items.get(item, value), np.nan) for item, value in QUIET.items()}


def allowances(days: PlaceDays, project: Project, targets: pd.DataFrame = TARGETS) -> pd.DataFrame:
    evaluations = build_evaluations(days, project, NO_SPECIAL, NO_FACTORS, ENGINE)
    judgements = build_judgements(days, evaluations, project, NO_SPECIAL, ENGINE)
    table = build_allowances(days, judgements, evaluations, targets, project, ENGINE)
    conformed = ALLOWANCES.conform(table)
    ALLOWANCES.check(conformed)
    assert conformed.index.equals(table.index)
    return table


def half_a_year() -> PlaceDays:
    """Days up to 30 June: PM2.5 of 80 in January (an AQI of 107), then 60; five days of ozone."""
    pm25 = np.where(np.datetime64("2019-02-01") > YEAR, 80.0, 60.0)
    ozone = np.full(YEAR.shape, 60.0)
    ozone[150:155] = 170.0
    city = until({"pm25": pm25, "o3_mda8": ozone, "o3_1h_max": ozone}, "2019-06-30")
    return make_days(YEAR, {CITY: city, "9001A": until({}, "2019-03-15")})


def test_the_mean_still_allowed(project: Project) -> None:
    table = allowances(half_a_year(), project)
    key = {"place": CITY, "until": "2019-06-30", "metric": "pm25"}
    # (31 × 80 + 150 × 60) / 181 = 63.425414. Left: 184 days. 59 × 365 = 21535, less 11480 is
    # 10055, over 184: 54.646739. 57 × 365 = 20805: 50.679348.
    target, stretch = (row_of(table, **key, goal=goal) for goal in ("target", "stretch"))
    assert (target["days_so_far"], target["days_left"], target["room"]) == (181, 184, "mean")
    assert target["so_far"] == pytest.approx(63.425414, abs=1e-6)
    assert target["allowed"] == pytest.approx(54.646739, abs=1e-6)
    assert stretch["allowed"] == pytest.approx(50.679348, abs=1e-6)
    assert (target["verdict"], stretch["verdict"]) == ("open", "open")
    # WHO's 5: 5 × 365 = 1825 is less than the 11480 that are there already.
    who = row_of(table, **key, goal="limit:who2021")
    assert (who["goal_value"], who["verdict"]) == (5, "out_of_reach")
    assert who["allowed"] < 0


def test_the_days_still_allowed(project: Project) -> None:
    table = allowances(half_a_year(), project)
    # 263 / 365 = 72.05 % is printed 72.1: 102 may be not good. January took 31 and the ozone (170:
    # an AQI of 110) five more, so 66. Stretch: 266 / 365 = 72.88 %, printed 72.9: 99, so 63.
    key = {"place": CITY, "until": "2019-06-30", "metric": "good_ratio"}
    target, stretch = (row_of(table, **key, goal=goal) for goal in ("target", "stretch"))
    assert (target["allowed"], stretch["allowed"], target["room"]) == (66, 63, "days")
    assert target["so_far"] == 145 / 181
    # P90 of 365 days has the rank 1 + 364 × 0.9 = 328.6: 365 - 329 = 36 days may be above 160,
    # five were.
    ozone = row_of(
        table, place=CITY, until="2019-06-30", metric="o3_mda8_p90", goal="limit:gb3095-2012"
    )
    assert (ozone["allowed"], ozone["goal_value"], ozone["verdict"]) == (31, 160, "open")
    # Until May only one of them has been: 151 is the 151st day, 31 May.
    ozone = row_of(
        table, place=CITY, until="2019-05-31", metric="o3_mda8_p90", goal="limit:gb3095-2012"
    )
    assert ozone["allowed"] == 35


def test_which_rows_there_are(project: Project) -> None:
    table = allowances(half_a_year(), project)
    ends = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]
    for place in (CITY, "9001A"):
        own = table.loc[table["place"] == place, "until"].drop_duplicates()
        assert list(own) == [pd.Timestamp(f"2019-{end}") for end in ends]
    assert set(table.loc[table["place"] == "9001A", "goal"]) == {
        "limit:gb3095-2012",
        "limit:gb3095-2026-transition",
        "limit:gb3095-2026-final",
        "limit:who2021",
    }
    assert set(table.loc[table["goal"] == "target", "metric"]) == {"pm25", "good_ratio"}
    assert "limit:in_force" not in set(table["goal"])
    # WHO has levels of a year for three of the six only.
    who = {goal.metric for goal in limits_as_goals() if goal.name == "limit:who2021"}
    assert who == {"pm25", "pm10", "no2"}
    elsewhere = TARGETS.assign(city="another")
    assert targets_as_goals(elsewhere, CITY) == []
    assert set(allowances(half_a_year(), project, elsewhere)["goal"]) == set(
        allowances(half_a_year(), project, NO_TARGETS)["goal"]
    )


def test_too_few_days_are_unknown(project: Project) -> None:
    table = allowances(half_a_year(), project)
    key = {"place": "9001A", "metric": "pm25", "goal": "limit:gb3095-2012"}
    # 74 days of 120 are more than half, of 151 they are not.
    april, may = (row_of(table, **key, until=end) for end in ("2019-04-30", "2019-05-31"))
    assert april["verdict"] == "open"
    assert may["verdict"] == "unknown"
    assert np.isnan(may["allowed"])
    assert np.isnan(may["so_far"])
    assert may["days_so_far"] == 74


def test_a_year_that_is_over(project: Project) -> None:
    # 59.4 is printed as 59: met; the stretch of 57 is missed. Every day is good (an AQI of 81).
    full = until({"pm25": np.full(YEAR.shape, 59.4)}, "2019-12-31")
    table = allowances(make_days(YEAR, {CITY: full}), project)
    last = table[table["until"] == pd.Timestamp("2019-12-31")]
    assert (last["days_left"] == 0).all()
    assert last["allowed"].isna().all()
    verdict = last.set_index(["metric", "goal"])["verdict"].astype(str)
    assert verdict["pm25", "target"] == "met"
    assert verdict["pm25", "stretch"] == "missed"
    assert verdict["good_ratio", "target"] == "met"
    assert verdict["co_p95", "limit:gb3095-2012"] == "met"
    # A year with 300 days is no year: nothing is met nor missed.
    short = {item: np.where(np.arange(365) % 6 == 0, np.nan, v) for item, v in full.items()}
    table = allowances(make_days(YEAR, {CITY: short}), project)
    last = table[table["until"] == pd.Timestamp("2019-12-31")]
    assert set(last["verdict"]) == {"unknown"}


def test_a_target_holds_in_its_year_only(project: Project) -> None:
    days = make_days(calendar(2018, 2019), {CITY: {}})
    table = allowances(days, project)
    own = table[table["goal"] == "target"]
    assert set(own["until"].dt.year) == {2019}
    assert set(table["until"].dt.year) == {2018, 2019}


def test_a_city_without_a_value_has_no_row(project: Project) -> None:
    days = make_days(YEAR, {CITY: until({}, "2018-12-31")})
    assert len(allowances(days, project)) == 0
