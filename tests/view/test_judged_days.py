"""Days judged by each scheme, on made-up days whose judgement is worked out by hand."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from view.judged_days import GOOD, NOT_GOOD, UNKNOWN, JudgedDays, judge

NAN = math.nan
CLEAN = {"pm25": 10, "pm10": 20, "so2": 5, "no2": 10, "co": 0.5, "o3_mda8": 50, "o3_1h_max": 70}


def frame(*days: dict[str, Any]) -> pd.DataFrame:
    """Return rows of the table of days from 27 February 2016 on; what is not given is clean."""
    rows = [
        {
            "date": pd.Timestamp("2016-02-27") + pd.Timedelta(days=number),
            "standard": "hj633-2012",
            **{"aqi": 30.0, "aqi_2012": 30.0, "aqi_2026": 30.0, "aqi_at_least": NAN},
            **dict.fromkeys(("primary", "primary_2012", "primary_2026"), ""),
            **CLEAN,
            **day,
        }
        for number, day in enumerate(days)
    ]
    return pd.DataFrame(rows)


def test_the_aqi_of_the_scheme_judges() -> None:
    # PM2.5 of 62: IAQI 84 by the breakpoints of 2012 (35-75), 103 by those of 2026 (60 is 100).
    days = frame({"pm25": 62, "aqi": 84, "aqi_2012": 84, "aqi_2026": 103, "primary_2026": "pm25"})
    for scheme, aqi, level, standing in (
        ("in_force", 84, 2, GOOD),
        ("gb3095-2012", 84, 2, GOOD),
        ("gb3095-2026-transition", 103, 3, NOT_GOOD),
    ):
        found = judge(days, scheme)
        assert (found.aqi[0], found.level[0], found.standing[0]) == (aqi, level, standing)
        assert found.over[0] == ""
    assert judge(days, "gb3095-2026-transition").primary[0] == "pm25"


def test_the_final_limits_and_the_guideline_judge_by_limits() -> None:
    # Final daily limits: PM2.5 50, NO2 50, SO2 50. WHO: PM2.5 15, O3 100.
    days = frame({"pm25": 50.4}, {"pm25": 50.6}, {"no2": 51, "so2": 51}, {"pm25": 15.6})
    final = judge(days, "gb3095-2026-final")
    # 50.4 is printed as 50, which is not above 50; 50.6 as 51.
    assert final.standing.tolist() == [GOOD, NOT_GOOD, NOT_GOOD, GOOD]
    assert final.over.tolist() == ["", "pm25", "so2+no2", ""]
    assert final.level.tolist() == [1, 1, 1, 1]
    who = judge(days, "who2021")
    assert who.standing.tolist() == [NOT_GOOD] * 4
    assert who.over[3] == "pm25"
    assert who.level.tolist() == [0, 0, 0, 0]
    assert np.isnan(who.aqi).all()


def test_a_day_with_an_item_missing() -> None:
    days = frame(
        {"no2": NAN, "aqi": NAN, "aqi_2012": NAN, "aqi_2026": NAN, "aqi_at_least": 120.0},
        {"no2": NAN, "aqi": NAN, "aqi_2012": NAN, "aqi_2026": NAN, "aqi_at_least": 40.0},
        {"no2": NAN, "pm25": 60, "aqi": NAN, "aqi_2012": NAN, "aqi_2026": NAN},
    )
    found = judge(days, "in_force")
    assert found.standing.tolist() == [UNKNOWN] * 3
    assert found.reached.tolist() == [3, 0, 0]
    # By the limits an excess counts though an item is missing, all else does not.
    assert judge(days, "gb3095-2026-final").standing.tolist() == [UNKNOWN, UNKNOWN, NOT_GOOD]


def test_what_an_aqi_is_at_least_is_known_by_the_standard_in_force_only() -> None:
    days = frame({"aqi": NAN, "aqi_2012": NAN, "aqi_2026": NAN, "aqi_at_least": 160.0})
    assert judge(days, "gb3095-2012").reached[0] == 4
    assert judge(days, "gb3095-2026-transition").reached[0] == 0
    days["standard"] = "hj633-2026"
    assert judge(days, "gb3095-2026-transition").reached[0] == 4


def test_a_period_keeps_all_columns_in_step() -> None:
    found = judge(frame({"pm25": 1}, {"pm25": 2}, {"pm25": 3}, {"pm25": 4}), "in_force")
    part = found.between("2016-02-28", "2016-02-29")
    assert [str(d) for d in part.dates] == ["2016-02-28", "2016-02-29"]
    assert part.values["pm25"].tolist() == [2, 3]
    assert len(part.kind) == len(part.level) == 2
    assert found.between("", "") is found
    assert len(found.between("2017-01-01", "")) == 0


def test_the_file_has_a_row_a_day() -> None:
    found = judge(frame({"pm25": 60}, {"no2": NAN}), "gb3095-2026-final")
    rows = found.as_rows()
    assert rows["is_good"].tolist() == ["0", ""]
    assert rows["over_limit"].tolist() == ["pm25", ""]
    assert set(CLEAN) <= set(rows.columns)


def test_no_days_at_all() -> None:
    for scheme in ("in_force", "gb3095-2026-final", "who2021"):
        found = judge(frame({}).iloc[:0], scheme)
        assert isinstance(found, JudgedDays)
        assert len(found) == 0


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(KeyError):
        judge(frame({}), "gb1999")
