"""Each rule between the tables of cases, broken on purpose, must be caught."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from summaries.sanity import check_tables
from summaries.table import ContractError, Table
from summaries.tables import TABLES

Frames = dict[str, pd.DataFrame]
Fill = Callable[[Table, list[dict[str, Any]]], pd.DataFrame]

CITY = "ganjing"
EARLIER, LATER = "ganjing-pm25-20190101", "ganjing-pm25-20190105"
PARTS = ("size", "length", "shape", "weather", "composition", "season")


def _case(case_id: str, day: int) -> dict[str, Any]:
    start = pd.Timestamp(2019, 1, day)
    return {
        "city": CITY,
        "case_id": case_id,
        "scope": "city",
        "place": CITY,
        "kind": "pm25",
        "start": start,
        "end": start + pd.Timedelta(days=2),
        "first_day": start,
        "last_day": start + pd.Timedelta(days=1),
        "peak_time": start + pd.Timedelta(hours=5),
        "days": 2,
        "level_3_days": 2,
        "rank": 1,
        "ranked": 2,
    }


@pytest.fixture
def cases(frames: Frames, fill: Fill) -> Frames:
    """Two cases with all that hangs on them, laid over the frames that agree."""
    key = {"city": CITY, "case_id": LATER}
    start = pd.Timestamp(2019, 1, 5)
    stages = [
        {
            **key,
            "number": number,
            "stage": "plateau",
            "start": start + pd.Timedelta(hours=24 * (number - 1)),
            "end": start + pd.Timedelta(hours=24 * number),
        }
        for number in (1, 2)
    ]
    # Squared parts of 1.5 and 2.5 and four of 0 make the square of 2.
    sizes = dict.fromkeys(PARTS, 0.0) | {"size": 1.5, "season": 2.5}
    parts = {f"part_{name}": value for name, value in sizes.items()}
    rows: dict[str, list[dict[str, Any]]] = {
        "episodes": [_case(EARLIER, 1), _case(LATER, 5)],
        "episode_hours": [{**key, "time": start}],
        "episode_stages": stages,
        "episode_places": [{**key, "scope": "city", "place": CITY}],
        "episode_drivers": [key],
        "episode_neighbours": [{**key, "rank": 1, "neighbour": EARLIER, "distance": 2.0, **parts}],
        "measures": [{"city": CITY, "measure": "red"}],
        "episode_measures": [{**key, "measure": "red"}],
        "conclusions": [key],
    }
    laid = {name: TABLES[name].conform(fill(TABLES[name], own)) for name, own in rows.items()}
    return {**frames, **laid}


def test_cases_that_agree_pass(cases: Frames) -> None:
    check_tables(cases)


def test_no_case_at_all_passes(frames: Frames) -> None:
    assert frames["episodes"].empty
    check_tables(frames)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("end", pd.Timestamp(2019, 1, 1), "it ends before it begins"),
        ("last_day", pd.Timestamp(2018, 12, 31), "its last day lies before the first"),
        ("peak_time", pd.Timestamp(2019, 1, 3), "its peak lies outside"),
        ("level_5_days", 1, "more days by level than over the limit"),
        ("rank", 3, "its rank is none of the ranked"),
        ("place", "nowhere", "no table knows its place"),
    ],
)
def test_a_case_that_cannot_be_is_caught(
    cases: Frames, column: str, value: Any, words: str
) -> None:
    cases["episodes"].loc[0, column] = value
    with pytest.raises(ContractError, match=f"episodes: {words} at {EARLIER}"):
        check_tables(cases)


@pytest.mark.parametrize(
    "table",
    [
        "episode_hours",
        "episode_stages",
        "episode_places",
        "episode_drivers",
        "episode_neighbours",
        "episode_measures",
        "conclusions",
    ],
)
def test_what_hangs_on_no_case_is_caught(cases: Frames, table: str) -> None:
    cases[table]["case_id"] = "ganjing-pm25-20200101"
    with pytest.raises(ContractError, match=f"{table}: no case ganjing-pm25-20200101 in episodes"):
        check_tables(cases)


@pytest.mark.parametrize(
    ("row", "column", "value", "words"),
    [
        (0, "end", pd.Timestamp(2019, 1, 5), "a stage ends before it begins"),
        (0, "start", pd.Timestamp(2019, 1, 4), "a stage lies outside its case"),
        (1, "end", pd.Timestamp(2019, 1, 8), "a stage lies outside its case"),
        (1, "start", pd.Timestamp(2019, 1, 5, 23), "a stage begins before the one before it ends"),
    ],
)
def test_stages_that_cannot_be_are_caught(
    cases: Frames, row: int, column: str, value: Any, words: str
) -> None:
    cases["episode_stages"].loc[row, column] = value
    with pytest.raises(ContractError, match=f"episode_stages: {words}"):
        check_tables(cases)


def test_a_gap_between_stages_may_be(cases: Frames) -> None:
    # A day without ozone over the limit, between two photochemical days.
    cases["episode_stages"].loc[0, "end"] = pd.Timestamp(2019, 1, 5, 9)
    check_tables(cases)


@pytest.mark.parametrize("column", ["kind", "scope"])
def test_a_neighbour_of_another_kind_is_caught(cases: Frames, column: str) -> None:
    other = {"kind": "o3", "scope": "district"}[column]
    cases["episodes"].loc[0, [column, "place"]] = [other, CITY if column == "kind" else "110101"]
    with pytest.raises(ContractError, match="no earlier case of the same place and kind"):
        check_tables(cases)


def test_a_later_neighbour_is_caught(cases: Frames) -> None:
    swapped = {"case_id": EARLIER, "neighbour": LATER}
    cases["episode_neighbours"] = cases["episode_neighbours"].assign(**swapped)
    with pytest.raises(ContractError, match="no earlier case of the same place and kind"):
        check_tables(cases)


def test_parts_that_do_not_make_the_distance_are_caught(cases: Frames) -> None:
    cases["episode_neighbours"].loc[0, "part_shape"] = 0.5
    with pytest.raises(ContractError, match="the parts are not the squared distance"):
        check_tables(cases)


def test_a_part_that_was_not_compared_counts_nothing(cases: Frames) -> None:
    cases["episode_neighbours"].loc[0, "part_shape"] = float("nan")
    check_tables(cases)


def test_an_unknown_measure_is_caught(cases: Frames) -> None:
    cases["episode_measures"]["measure"] = "blue"
    with pytest.raises(ContractError, match="episode_measures: no measure blue in measures"):
        check_tables(cases)
