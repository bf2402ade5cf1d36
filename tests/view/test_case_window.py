"""Which hours of a case are shown: all with a day around them, or the part that was chosen."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from flask import Flask

from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import CITY, DAYS, OZONE, WHOLE
from view import cache, case_choice
from view.case_parts import Response, Stage
from view.case_row import CaseRow
from view.case_strips import stage_bands, warning_bands
from view.case_window import Window, whole_window, window_of
from view.queries import case as query
from view.queries.cases import cases
from view.state import ViewState


@pytest.fixture(scope="module")
def snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


@pytest.fixture(scope="module")
def rows(snapshot: Snapshot) -> dict[str, CaseRow]:
    return {row.case_id: row for row in cases(snapshot, CITY)}


def hours(first: str, end: str, is_part: bool = True) -> Window:
    return Window(np.datetime64(first, "h"), np.datetime64(end, "h"), is_part)


def test_the_whole_of_a_case_has_a_day_around_it(rows: dict[str, CaseRow]) -> None:
    # The case runs from 9 January 20:00 to the end of 14 January.
    whole = hours("2019-01-08T20", "2019-01-16T00", is_part=False)
    assert whole_window(rows[WHOLE]) == whole
    assert whole.hours == 124 + 48
    # Of days three whole ones on each side.
    days = hours("2017-11-30T00", "2017-12-08T00", is_part=False)
    assert whole_window(rows[DAYS]) == days


@pytest.mark.parametrize(
    ("part", "first", "end"),
    [
        ("2019011100-2019011206", "2019-01-11T00", "2019-01-12T06"),
        # Cut to what there is.
        ("2018010100-2019010900", "2019-01-08T20", "2019-01-09T00"),
        ("2019011523-2030010100", "2019-01-15T23", "2019-01-16T00"),
    ],
)
def test_a_part_is_cut_to_the_case(
    rows: dict[str, CaseRow], part: str, first: str, end: str
) -> None:
    assert window_of(rows[WHOLE], part) == hours(first, end)


@pytest.mark.parametrize("part", ["", "2018010100-2018010200", "2000010100-2030010100"])
def test_no_part_or_that_of_another_case_leaves_all(rows: dict[str, CaseRow], part: str) -> None:
    assert window_of(rows[WHOLE], part) == whole_window(rows[WHOLE])


def test_of_days_whole_ones_are_left(rows: dict[str, CaseRow]) -> None:
    part = window_of(rows[DAYS], "2017120305-2017120401")
    assert part == hours("2017-12-03T00", "2017-12-05T00")
    assert window_of(rows[DAYS], "2017120300-2017120400").hours == 24


def stage(kind: str, start: str, end: str) -> Stage:
    times = pd.Timestamp(start), pd.Timestamp(end)
    return Stage(1, kind, *times, None, None, None, None, None)


def test_stages_lie_where_their_hours_are() -> None:
    window = hours("2019-01-10T00", "2019-01-11T00")
    stages = [
        stage("accumulation", "2019-01-09T12", "2019-01-10T06"),
        stage("explosive", "2019-01-10T06", "2019-01-10T12"),
        stage("clearing", "2019-01-11T00", "2019-01-11T09"),
    ]
    first, second = stage_bands("zh", stages, window)
    # The first begins before the window: 6 of 24 hours are left; the last lies outside.
    assert (first.left, first.width, first.words) == (0.0, 0.25, "累积阶段")
    assert (second.left, second.width, second.kind) == (0.25, 0.25, "explosive")
    assert second.said == "爆发增长：1月10日6时 至 1月10日12时"
    # A press reads the whole stage again, of the one that is shown alone all hours.
    assert [band.part for band in (first, second)] == [
        "2019010912-2019011006",
        "2019011006-2019011012",
    ]
    (alone,) = stage_bands("zh", stages, hours("2019-01-10T06", "2019-01-10T12"))
    assert (alone.width, alone.part) == (1.0, "")


def test_days_of_ozone_are_named_by_their_date(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    row = rows[OZONE]
    bands = stage_bands("zh", query.stages(snapshot, row), whole_window(row))
    assert [band.words for band in bands] == ["12日", "13日", "14日"]


def test_warnings_alone_are_in_the_strip(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    (band,) = warning_bands("zh", query.responses(snapshot, row), whole_window(row))
    # Three days of 172 hours, 28 hours after the first hour shown.
    assert band.kind == "warning-orange"
    assert (band.left, band.width) == pytest.approx((28 / 172, 72 / 172))
    assert "凭记忆" not in band.words
    assert band.part is None


def test_a_warning_without_an_end_fills_the_rest_and_its_doubt_is_said() -> None:
    times = {"issued": None, "start": pd.Timestamp("2019-01-10T12"), "end": None}
    words = {"name_zh": "红色预警", "name_en": "Red", "about_zh": "", "about_en": "", "source": ""}
    hours_of = dict.fromkeys(
        ("issued_lead_hours", "start_lead_hours", "overlap_hours", "end_lag_hours")
    )
    known = {"kind": "warning", "level": "red", "status": "from memory", "precision": "day"}
    one = Response(measure="x", **known, **times, **words, **hours_of)  # type: ignore[arg-type]
    (band,) = warning_bands("zh", [one], hours("2019-01-10T00", "2019-01-11T00"))
    assert (band.left, band.width) == (0.5, 0.5)
    assert band.words == "红色（日期凭记忆）"


def test_the_newest_heavy_case_is_shown_where_none_is_named(snapshot: Snapshot) -> None:
    state = ViewState(city=CITY, place=CITY)
    shown = case_choice.shown_case(snapshot, state)
    # The open case at the end of 2019 is newer, but only that of January has heavy days.
    assert shown is not None
    assert shown.case_id == WHOLE
    assert case_choice.settled(snapshot, state).case == WHOLE
    assert case_choice.is_known(snapshot, state)


def test_an_unknown_case_stays_and_likely_ones_are_offered(snapshot: Snapshot) -> None:
    state = ViewState(city=CITY, place=CITY, case="shili-pm25-20190111")
    assert case_choice.shown_case(snapshot, state) is None
    assert case_choice.settled(snapshot, state) == state
    assert not case_choice.is_known(snapshot, state)
    address, name = case_choice.likely(snapshot, state)[0]
    assert f"case={WHOLE}" in address
    assert "2019-01-10 — 01-14" in name


def test_all_cases_of_the_place_are_offered_by_year(snapshot: Snapshot) -> None:
    groups = case_choice.choices(snapshot, ViewState(city=CITY, place=CITY))
    assert [g["group"] for g in groups] == ["2019 年", "2018 年", "2017 年"]
    labels = {i["value"]: i["label"] for g in groups for i in g["items"]}
    assert labels[WHOLE] == "2019-01-10 — 01-14 · PM₂.₅ · 重度污染"
    # The level is that of its own pollutant, whatever made the AQI of the day.
    assert labels["shili-pm25-20181205"] == "2018-12-05 · PM₂.₅ · 轻度污染"
