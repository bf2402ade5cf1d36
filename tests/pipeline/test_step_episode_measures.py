"""Measures and cases: leads, lags and overlaps worked by hand."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure import Measure
from pipeline.project import MeasureFile
from pipeline.steps.episode_measures import build_episode_measures
from pipeline.steps.measures import build_measures
from summaries.tables import TABLES

START, END = datetime(2015, 12, 18, 14), datetime(2015, 12, 26, 23)
HOUR = timedelta(hours=1)


def measure(
    id: str = "m",
    kind: str = "warning",
    issued: datetime | None = None,
    start: datetime = START,
    end: datetime | None = END,
    by_hour: bool = True,
) -> Measure:
    level = "red" if kind == "warning" else ""
    return Measure(
        id=id,
        kind=kind,
        level=level,
        name_zh="名",
        name_en="name",
        issued=issued,
        start=start,
        end=end,
        issued_by_hour=by_hour and issued is not None,
        start_by_hour=by_hour,
        by_hour=by_hour,
        about_zh="",
        about_en="",
        status="verified",
        source="",
        line=2,
    )


def city_with(*measures: Measure, before: int = 72) -> Any:
    """A gathered city, as far as the steps look at it."""
    listed = MeasureFile(path=Path("measures.csv"), hours_before=before)
    project = SimpleNamespace(city=SimpleNamespace(id="beijing"), measures=listed)
    return SimpleNamespace(project=project, measures=measures)


def episodes(*rows: tuple[str, datetime, datetime], scope: str = "city") -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["case_id", "start", "end"])
    return frame.astype({"start": "datetime64[ms]", "end": "datetime64[ms]"}).assign(scope=scope)


def joined(*measures: Measure) -> pd.DataFrame:
    frame = build_episode_measures(city_with(*measures), episodes(("c", START, END)))
    table = TABLES["episode_measures"]
    assert set(frame.columns) == {column.name for column in table.columns}
    return frame.set_index("measure")


def numbers(frame: pd.DataFrame, name: str) -> list[float]:
    row = frame.loc[name]
    keys = ("issued_lead_hours", "start_lead_hours", "overlap_hours", "end_lag_hours")
    return [float(row[key]) for key in keys]


def test_the_second_red_alert_by_hand() -> None:
    """Issued 18th 07:00, in force 19th 07:00 to 22nd 24:00; the case 18th 14:00 to 26th 23:00.

    Issued 7 h before the rise; in force 17 h after it, for (24 - 7) + 3 * 24 = 89 h; over
    3 * 24 + 23 = 95 h before the case.
    """
    alert = measure(
        issued=datetime(2015, 12, 18, 7),
        start=datetime(2015, 12, 19, 7),
        end=datetime(2015, 12, 23),
    )
    assert numbers(joined(alert), "m") == [7.0, -17.0, 89.0, -95.0]


def test_a_plan_that_lasts() -> None:
    """In force a day before the case, without an end: all 201 hours of the case."""
    plan = measure(kind="plan", start=START - 24 * HOUR, end=None)
    issued, lead, overlap, lag = numbers(joined(plan), "m")
    assert (lead, overlap) == (24.0, 201.0)
    assert np.isnan([issued, lag]).all()


def test_an_issue_known_by_its_day_has_no_lead() -> None:
    issued = measure(issued=datetime(2015, 12, 18), by_hour=False)
    assert np.isnan(numbers(joined(issued), "m")[0])


@pytest.mark.parametrize("kind", ["warning", "control", "structural", "campaign", "plan"])
def test_what_only_touches_does_not_belong(kind: str) -> None:
    """Ends exclude their hour: a measure up to the rise, or from the clearing on, is outside."""
    before = measure("before", kind, start=START - 200 * HOUR, end=START)
    after = measure("after", kind, start=END, end=END + 5 * HOUR)
    touching = joined(before, after)
    assert len(touching) == 0
    inside = joined(measure("one", kind, start=END - HOUR, end=END + 5 * HOUR))
    assert numbers(inside, "one")[2] == 1.0


def test_warnings_of_the_three_days_before() -> None:
    """72 h before the rise and in the case: theirs; 73 h before: not. Controls: never."""
    early = START - 72 * HOUR
    ended = {"start": START - 20 * HOUR, "end": START - 10 * HOUR}
    found = joined(
        measure("at-72", issued=early, **ended),
        measure("at-73", issued=early - HOUR, **ended),
        measure("unissued", **ended),  # its start stands for the issue
        measure("control", kind="control", issued=early, **ended),
        measure("for-later", issued=END - HOUR, start=END + HOUR, end=END + 9 * HOUR),
    )
    assert sorted(found.index) == ["at-72", "for-later", "unissued"]
    assert numbers(found, "at-72")[:3] == [72.0, 20.0, 0.0]
    assert numbers(found, "for-later")[1:3] == [-202.0, 0.0]


def test_a_project_may_look_back_otherwise() -> None:
    """Issued 30 h before the rise, over before it: listed with 30 h, not with 29."""
    early = measure(issued=START - 30 * HOUR, start=START - 20 * HOUR, end=START - 10 * HOUR)
    case = episodes(("c", START, END))
    assert len(build_episode_measures(city_with(early, before=30), case)) == 1
    assert len(build_episode_measures(city_with(early, before=29), case)) == 0


def test_areas_of_a_nation_have_no_list() -> None:
    frame = build_episode_measures(
        city_with(measure()), episodes(("c", START, END), scope="district")
    )
    assert len(frame) == 0
    assert frame["overlap_hours"].dtype == np.float32


def test_the_table_of_measures_keeps_its_contract() -> None:
    issued = datetime(2015, 12, 18, 7)
    listed = build_measures(city_with(measure("a", issued=issued), measure("b", "plan", end=None)))
    table = TABLES["measures"]
    assert set(listed.columns) == {column.name for column in table.columns}
    assert listed["level"].tolist() == ["red", ""]
    assert listed["issued"].tolist()[0] == pd.Timestamp(issued)
    assert pd.isna(listed["issued"].tolist()[1])
    assert pd.isna(listed["end"].tolist()[1])
    assert listed["precision"].tolist() == ["hour", "hour"]
    nothing = build_measures(city_with())
    assert len(nothing) == 0
    assert set(nothing.columns) == set(listed.columns)
    assert nothing["issued"].dtype.kind == "M"


@given(
    st.integers(-300, 300),
    st.integers(1, 400),
    st.sampled_from(["warning", "control", "plan"]),
    st.one_of(st.none(), st.integers(-400, 300)),
)
def test_hours_add_up(start: int, length: int, kind: str, issued: int | None) -> None:
    """Overlap counted hour by hour; lead, length, lag and the case's own length close."""
    begin = START + start * HOUR
    made = measure(
        kind=kind,
        issued=None if issued is None else START + issued * HOUR,
        start=begin,
        end=begin + length * HOUR,
    )
    frame = joined(made)
    hours = set(range(start, start + length)) & set(range(201))
    asked = start if issued is None else issued
    is_near = kind == "warning" and -72 <= asked < 201
    assert len(frame) == (1 if hours or is_near else 0)
    if len(frame):
        lead, overlap, lag = numbers(frame, "m")[1:]
        assert overlap == len(hours)
        assert lead == -start
        assert -lead + length == 201 + lag
