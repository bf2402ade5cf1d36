"""The table of judgements: a month worked by hand, and what must add up."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from airquality.pollutants import POLLUTANT_IDS
from pipeline.days import PlaceDays
from pipeline.engine import Engine
from pipeline.project import Project
from pipeline.steps.evaluations import build_evaluations
from pipeline.steps.judgements import build_judgements
from pipeline.steps.periods import build_periods
from summaries.tables.judgements import JUDGEMENTS
from tests.pipeline.place_days import (
    CITY,
    NO_FACTORS,
    NO_SPECIAL,
    QUIET,
    calendar,
    make_days,
    random_days,
    row_of,
    special_days,
)

ENGINE = Engine()
YEAR = calendar(2019, 2019)
FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


def judged(
    days: PlaceDays, project: Project, special: pd.DataFrame = NO_SPECIAL
) -> tuple[pd.DataFrame, pd.DataFrame]:
    evaluations = build_evaluations(days, project, special, NO_FACTORS, ENGINE)
    return evaluations, build_judgements(days, evaluations, project, special, ENGINE)


def a_worked_january(dates: np.ndarray, month: str) -> PlaceDays:
    """Eight days of a month that is quiet else.

    Three days of 60 and two of 70 µg/m³ of PM2.5; one on which PM2.5 (200) and PM10 (385) tie at
    an AQI of 250; one quiet day without CO; one day of 120 µg/m³ without CO.
    """
    first = int(np.flatnonzero(dates == np.datetime64(f"{month}-01"))[0])
    pm25, pm10, co = (np.full(dates.shape, QUIET[item]) for item in ("pm25", "pm10", "co"))
    pm25[first : first + 8] = [60, 60, 60, 70, 70, 200, 10, 120]
    pm10[first + 5] = 385
    co[first + 6 : first + 8] = np.nan
    return make_days(dates, {CITY: {"pm25": pm25, "pm10": pm10, "co": co}})


def test_a_worked_month_by_every_scheme(project: Project) -> None:
    _, table = judged(a_worked_january(YEAR, "2019-01"), project, special_days("2019-01-06"))
    month = {"kind": "month", "period_start": "2019-01-01", "basis": "all"}
    names = ["valid_days", "good_days", "heavy_days", "exceeding_days_without_aqi", "over_pm25"]
    names += ["over_pm10", "primary_pm25", "primary_pm10"]
    names += [f"level{level}_days" for level in range(1, 7)]
    nan = float("nan")
    # 2012: 60 -> 82, 70 -> 94: good. The two days without CO have no AQI; 120 -> 158 at least.
    by_2012 = [29, 28, 1, 1, 2, 1, 6, 1, 23, 5, 0, 0, 1, 0]
    # 2026: 60 -> 100: good; 70 -> 110: not. 158 stands although CO is missing.
    transition = [30, 26, 1, 0, 4, 1, 7, 1, 23, 3, 2, 1, 1, 0]
    # Final limits: PM2.5 50, PM10 100; WHO: 15 and 45. Every unquiet day is above.
    final = [30, 23, 1, 0, 7, 1, nan, nan, 23, 3, 2, 1, 1, 0]
    who = [30, 23, nan, 0, 7, 1, nan, nan, *[nan] * 6]
    expected = {
        "in_force": by_2012,
        "gb3095-2012": by_2012,
        "gb3095-2026-transition": transition,
        "gb3095-2026-final": final,
        "who2021": who,
    }
    for scheme, numbers in expected.items():
        row = row_of(table, **month, standard=scheme)
        np.testing.assert_array_equal(row[names].to_numpy(float), numbers, err_msg=scheme)
        assert row["good_ratio"] == numbers[1] / numbers[0]
        assert row["limits"] == ("gb3095-2012" if scheme == "in_force" else scheme)
        assert row["over_limits"] == ""
    # Without the day of the tie there is one valid day less, and no heavy one.
    clean = row_of(table, **{**month, "basis": "without_dust"}, standard="in_force")
    assert (clean["valid_days"], clean["good_days"], clean["heavy_days"]) == (28, 28, 0)


def test_the_composite_index_of_the_worked_month(project: Project) -> None:
    _, table = judged(a_worked_january(YEAR, "2019-01"), project)
    month = {"kind": "month", "period_start": "2019-01-01", "basis": "all"}
    # PM2.5: (24 × 10 + 3 × 60 + 2 × 70 + 200 + 120) / 31 = 28.387; PM10: (30 × 30 + 385) / 31 =
    # 41.45. By 2012 28/35 + 41/70 + 5/60 + 20/40 + 0.5/4 + 60/160, by the transition
    # 28.4/30 + 41/60 + the same.
    rest = 5 / 60 + 20 / 40 + 0.5 / 4 + 60 / 160
    sums = {"gb3095-2012": 28 / 35 + 41 / 70 + rest, "who2021": np.nan}
    sums["gb3095-2026-transition"] = 28.4 / 30 + 41 / 60 + rest
    for scheme, total in sums.items():
        row = row_of(table, **month, standard=scheme)
        assert row["composite_index"] == pytest.approx(total, abs=1e-9, nan_ok=True)
        assert np.isnan(row["index_pm25"]) == (scheme == "who2021")


def test_an_incomplete_day_by_a_standard_no_longer_in_force(project: Project) -> None:
    # In April 2026 HJ 633-2026 is in force; by 2012 throughout the day without CO has no AQI, and
    # its 120 µg/m³ of PM2.5 say that it exceeded.
    _, table = judged(a_worked_january(calendar(2026, 2026), "2026-04"), project)
    month = {"kind": "month", "period_start": "2026-04-01", "basis": "all"}
    now, before = (row_of(table, **month, standard=s) for s in ("in_force", "gb3095-2012"))
    assert (now["valid_days"], now["exceeding_days_without_aqi"]) == (29, 0)
    assert (before["valid_days"], before["exceeding_days_without_aqi"]) == (28, 1)
    assert now["limits"] == "gb3095-2026-transition"


def test_what_is_above_the_limits_of_a_year(project: Project) -> None:
    _, table = judged(make_days(YEAR, {CITY: {"pm25": np.full(YEAR.shape, 33.0)}}), project)
    # 33: under 35, above 30 and 25. WHO: PM2.5 5, PM10 15 (here 30), NO2 10 (20); daily levels
    # are not meant for P90 and P95.
    expected = {"in_force": "", "gb3095-2012": "", "gb3095-2026-transition": "pm25"}
    expected |= {"gb3095-2026-final": "pm25", "who2021": "pm25+pm10+no2"}
    for kind in ("year", "to_date"):
        own = table[(table["kind"] == kind) & (table["period_end"] == "2020-01-01")]
        assert own.set_index("standard")["over_limits"].astype(str).to_dict() == expected
    others = table[~table["kind"].isin(["year", "to_date"])]
    assert set(others["over_limits"]) == {""}
    assert not set(others["kind"]) & {"week", "three_years"}


@FEW
@given(st.integers(0, 2**32 - 1))
def test_counts_add_up(project: Project, seed: int) -> None:
    days = random_days(calendar(2018, 2019), seed)
    evaluations, table = judged(days, project, special_days("2018-04-01", "2018-12-30"))
    JUDGEMENTS.check(JUDGEMENTS.conform(table))
    assert JUDGEMENTS.conform(table).index.equals(table.index)
    assert (table["good_days"] <= table["valid_days"]).all()
    levels = table[[f"level{level}_days" for level in range(1, 7)]].sum(axis=1)
    by_aqi = ~table["standard"].isin(["gb3095-2026-final", "who2021"])
    assert (levels[by_aqi] == table["valid_days"][by_aqi]).all()
    key = ["scope", "place", "kind", "period_start", "period_end", "basis"]
    held = table.merge(evaluations, on=key, suffixes=("", "_there"), validate="many_to_one")
    assert len(held) == len(table)
    for pollutant in POLLUTANT_IDS:
        assert (held[f"over_{pollutant}"] <= held[f"{pollutant}_days"]).all()
    kinds = dict(iter(table.groupby("kind", observed=True)))
    months = kinds["month"].assign(quarter=kinds["month"]["period_start"].dt.to_period("Q"))
    groups = ["scope", "place", "basis", "standard"]
    summed = months.groupby([*groups, "quarter"], observed=True)[["good_days", "valid_days"]].sum()
    quarters = kinds["quarter"].assign(quarter=kinds["quarter"]["period_start"].dt.to_period("Q"))
    whole = quarters.set_index([*groups, "quarter"])[["good_days", "valid_days"]]
    pd.testing.assert_frame_equal(summed.sort_index(), whole.sort_index(), check_dtype=False)
    december = kinds["to_date"][kinds["to_date"]["period_end"] == "2020-01-01"]
    year = kinds["year"][kinds["year"]["period_end"] == "2020-01-01"]
    left, right = (t.drop(columns="kind").set_index(groups) for t in (december, year))
    pd.testing.assert_frame_equal(left, right)


@FEW
@given(st.integers(0, 2**32 - 1))
def test_in_force_equals_the_tables_of_months_and_years(project: Project, seed: int) -> None:
    days = random_days(YEAR, seed)
    _, table = judged(days, project)
    for kind, unit in (("month", "M"), ("year", "Y")):
        own = table[(table["kind"] == kind) & (table["standard"] == "in_force")]
        expected = build_periods(days, project, unit, ENGINE)  # type: ignore[arg-type]
        shared = set(own.columns) & set(expected.columns)
        for name in shared - {"city", "scope", "place", "standard"}:
            np.testing.assert_array_equal(own[name], expected[name], err_msg=name)
        assert list(own["limits"]) == list(expected["standard"])
