"""Timeline and aligned curves: what they say, in whichever way they are drawn."""

import base64
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from view.case_row import CaseRow
from view.figures.case_aligned import AlignedCase, aligned_height, case_aligned
from view.figures.case_timeline import (
    COUNTS,
    MOST_PLACES,
    PLACES,
    YEARS,
    case_timeline,
    timeline_height,
    timeline_way,
)
from view.queries.compare import Aligned

_DAY_MS = 86_400_000


def case(first: str, last: str, level: int = 5, kind: str = "pm25", place: str = "p") -> CaseRow:
    blank: dict[str, Any] = {field.name: None for field in fields(CaseRow)}
    return CaseRow(
        **{
            **blank,
            "case_id": f"{place}-{kind}-{first}",
            "place": place,
            "name_zh": f"<{place}>",
            "name_en": f"<{place}>",
            "kind": kind,
            "level": level,
            "start": pd.Timestamp(first),
            "first_day": pd.Timestamp(first),
            "last_day": pd.Timestamp(last),
            "days": 3,
            "peak_day_value": 180.0,
        }
    )


def read(encoded: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), np.dtype(encoded["dtype"]))


def draw(rows: list[CaseRow], way: str, lang: str = "zh") -> dict[str, Any]:
    titles = {row.case_id: "A < B" for row in rows}
    figure = case_timeline(rows, titles, way, "official", lang)
    go.Figure(figure)
    return figure


def bars(figure: dict[str, Any]) -> dict[str, list[tuple[str, int, float]]]:
    """Return case id -> (month and day of the first day, days, foot) of each of its bars."""
    found: dict[str, list[tuple[str, int, float]]] = {}
    for trace in figure["data"]:
        parts = (trace["customdata"], read(trace["base"]), read(trace["x"]), read(trace["y"]))
        for name, base, length, y in zip(*parts, strict=True):
            day = str(np.datetime64(int(base), "ms").astype("datetime64[D]"))[5:]
            found.setdefault(name, []).append((day, int(length / _DAY_MS), float(y)))
    return found


def test_a_bar_spans_first_to_last_day() -> None:
    (bar,) = bars(draw([case("2015-12-19", "2015-12-26")], YEARS))["p-pm25-2015-12-19"]
    assert bar[:2] == ("12-19", 8)


def test_a_case_over_new_year_lies_in_both_years() -> None:
    # 30 and 31 December in the row of 2016, 1 to 7 January in that of 2017.
    found = bars(draw([case("2016-12-30", "2017-01-07")], YEARS))["p-pm25-2016-12-30"]
    assert [bar[:2] for bar in found] == [("12-30", 2), ("01-01", 7)]
    assert found[0][2] > found[1][2]  # the first year stands on top


def test_a_leap_day_is_a_day() -> None:
    (bar,) = bars(draw([case("2016-02-28", "2016-03-01")], YEARS))["p-pm25-2016-02-28"]
    assert bar[:2] == ("02-28", 3)


def test_level_is_told_by_height_besides_colour() -> None:
    rows = [case("2015-01-01", "2015-01-02", n) for n in (3, 4, 5, 6)]
    rows = [replace(row, case_id=str(row.level)) for row in rows]
    heights = [float(read(trace["width"])[0]) for trace in draw(rows, YEARS)["data"]]
    assert heights == sorted(set(heights))


def test_every_year_between_has_its_row() -> None:
    figure = draw([case("2013-01-01", "2013-01-02"), case("2016-01-01", "2016-01-02")], YEARS)
    assert sorted(figure["layout"]["yaxis"]["ticktext"]) == ["2013", "2014", "2015", "2016"]
    assert len(read(figure["layout"]["yaxis"]["tickvals"])) == 4


def test_kinds_have_lanes_of_their_own() -> None:
    rows = [case("2015-01-01", "2015-01-02"), case("2015-01-01", "2015-01-02", kind="o3")]
    found = bars(draw(rows, YEARS))
    assert found["p-pm25-2015-01-01"][0][2] > found["p-o3-2015-01-01"][0][2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_many_places_are_counted_each_once_a_day_by_the_worst(lang: str) -> None:
    rows = [case("2019-01-01", "2019-01-03", 4, place=str(n)) for n in range(MOST_PLACES + 1)]
    rows.append(case("2019-01-02", "2019-01-02", 6, kind="both", place="0"))
    way = timeline_way(rows, is_nation=True)
    assert way == COUNTS
    counts = {
        read(t["y"]).tolist()[1]: read(t["y"]).tolist() for t in draw(rows, way, lang)["data"]
    }
    assert counts == {MOST_PLACES: [31, 30, 31], 1: [0, 1, 0]}


def test_few_places_have_a_row_each_with_their_names_as_text() -> None:
    rows = [
        case("2019-01-03", "2019-01-04", place="b"),
        case("2019-01-01", "2019-01-05", place="a"),
    ]
    way = timeline_way(rows, is_nation=True)
    assert way == PLACES
    figure = draw(rows, way)
    names = figure["layout"]["yaxis"]["ticktext"]
    assert names[::-1] == ["&lt;a&gt;", "&lt;b&gt;"]  # the one that began first on top
    assert "A &lt; B" in figure["data"][0]["hovertext"][0]
    assert timeline_height(rows, way) == figure["layout"]["height"]


def test_a_city_is_drawn_by_years_and_none_at_all_is_no_error() -> None:
    assert timeline_way([], is_nation=False) == YEARS
    assert draw([], YEARS)["data"] == []
    assert timeline_height([], YEARS) > 0


HOURS = np.arange(-24, 48, dtype=np.int32)


def aligned(pollutants: tuple[str, ...] = ("pm25",), is_days: bool = False) -> Aligned:
    hours = HOURS[::24] if is_days else HOURS
    values = {p: np.linspace(1, 90, len(hours)).astype(np.float32) for p in pollutants}
    return Aligned(pd.Timestamp("2015-12-19"), hours, values, is_days)


def lines(cases: list[AlignedCase], align: str = "onset") -> dict[str, Any]:
    figure = case_aligned(cases, ("pm25", "o3"), align, "zh")
    go.Figure(figure)
    assert figure["layout"]["height"] == aligned_height(2)
    return figure


def test_a_line_a_case_and_pollutant_told_apart_without_colour() -> None:
    both = ("pm25", "o3")
    figure = lines([AlignedCase(str(n), "pm25", aligned(both)) for n in range(4)])
    assert len(figure["data"]) == 8
    assert len({trace["line"]["dash"] for trace in figure["data"]}) == 4
    assert {trace.get("yaxis") for trace in figure["data"]} == {"y", "y2"}


def test_names_stand_once_and_do_not_cover_each_other() -> None:
    figure = lines([AlignedCase("2015-12-19", "pm25", aligned()) for _ in range(4)])
    named = [a for a in figure["layout"]["annotations"] if a["text"] == "<b>2015-12-19</b>"]
    shifts = sorted(a["yshift"] for a in named)
    assert len(shifts) == 4
    assert min(np.diff(shifts)) >= 16


def test_days_are_steps_that_end() -> None:
    figure = lines([AlignedCase("a", "pm25", aligned(is_days=True))])
    (trace,) = figure["data"]
    assert trace["line"]["shape"] == "hv"
    assert read(trace["x"]).tolist() == [-24, 0, 24, 48]
    assert read(trace["y"])[-1] == read(trace["y"])[-2]
    # Of days alone the axis counts days.
    assert figure["layout"]["xaxis"]["ticktext"] == ["0", "+1", "+2"]


def test_a_pollutant_that_nobody_has_is_said() -> None:
    figure = lines([AlignedCase("a", "pm25", aligned())])
    assert any("没有 O₃" in note["text"] for note in figure["layout"]["annotations"])


def test_no_values_at_all_are_said() -> None:
    bare = Aligned(pd.Timestamp("2015-12-19"), HOURS, {}, False)
    figure = case_aligned([AlignedCase("a", "pm25", bare)], ("pm25", "o3"), "peak", "en")
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"]


def test_days_without_data_are_grey() -> None:
    rows = [case("2015-12-01", "2015-12-02"), case("2017-01-03", "2017-01-04")]
    known = (pd.Timestamp("2015-03-01"), pd.Timestamp("2017-02-28"))
    titles = {row.case_id: "" for row in rows}
    figure = case_timeline(rows, titles, YEARS, "official", "zh", known)
    go.Figure(figure)
    grey = [s for s in figure["layout"]["shapes"] if s["type"] == "rect"]
    assert [(s["x0"][5:], s["x1"]) for s in grey] == [
        ("01-01", "2000-02-29"),  # the day after 28 February on the clock of a leap year
        ("03-01", "2001-01-01"),
    ]
    assert grey[0]["y0"] > grey[1]["y0"]  # 2015 stands on top, 2017 at the foot
