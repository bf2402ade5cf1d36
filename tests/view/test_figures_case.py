"""The curve of a case: what is drawn in which panel, which limits, what is said of an hour."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest
from flask import Flask

from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import BOTH, CITY, DAYS, OZONE, WHOLE
from view import cache
from view.case_parts import Curve
from view.case_row import CaseRow
from view.case_window import whole_window, window_of
from view.figures.case_curve import case_curve, case_curve_height, running_limit
from view.figures.case_days import case_days, case_days_height
from view.figures.case_frame import reach_of
from view.figures.case_panels import hour_sheet
from view.figures.frame import Figure
from view.queries import case as query
from view.queries.cases import cases


@pytest.fixture(scope="module")
def snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


@pytest.fixture(scope="module")
def rows(snapshot: Snapshot) -> dict[str, CaseRow]:
    return {row.case_id: row for row in cases(snapshot, CITY)}


def drawn(snapshot: Snapshot, row: CaseRow, part: str = "", lang: str = "zh") -> Figure:
    curve, stages = query.curve(snapshot, row), query.stages(snapshot, row)
    return case_curve(curve, row, stages, window_of(row, part), lang)


def words(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def values(trace: dict, name: str = "y") -> np.ndarray:
    packed = trace[name]
    return np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"])


def named(figure: Figure, name: str) -> dict:
    return next(t for t in figure["data"] if t.get("name") == name)


@pytest.mark.parametrize("case", [WHOLE, OZONE, BOTH])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plotly_takes_the_figure(
    snapshot: Snapshot, rows: dict[str, CaseRow], case: str, lang: str
) -> None:
    figure = drawn(snapshot, rows[case], lang=lang)
    go.Figure(figure)
    axes = {k for k in figure["layout"] if k.startswith("yaxis")}
    assert {f"yaxis{t['yaxis'][1:]}" for t in figure["data"]} == axes


def test_its_own_pollutant_leads_and_each_unit_has_a_panel(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    firsts = {
        case: [p.first for p in hour_sheet(query.curve(snapshot, rows[case]), kind).panels]
        for case, kind in ((WHOLE, "pm25"), (OZONE, "o3"), (BOTH, "both"))
    }
    weather = ["temperature", "wind_speed", "pressure", "rain"]
    assert firsts[WHOLE] == ["pm25", "pm10", "o3", "no2", "so2", "co", *weather]
    assert firsts[OZONE][:3] == ["o3", "pm25", "pm10"]
    assert firsts[BOTH][:3] == ["pm25", "o3", "pm10"]


def test_panels_fill_the_height_without_touching(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    curve = query.curve(snapshot, rows[WHOLE])
    sheet = hour_sheet(curve, "pm25")
    domains = [sheet.domain(panel) for panel in sheet.panels]
    assert domains[-1][0] == pytest.approx(0.0, abs=1e-9)
    for above, below in pairwise(domains):
        assert above[0] > below[1]
    for panel, (low, high) in zip(sheet.panels, domains, strict=True):
        assert (high - low) * sheet.inner == pytest.approx(panel.height)
    assert case_curve_height(curve, rows[WHOLE]) == sheet.height


def test_limits_are_those_of_running_means_only(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    row = rows[WHOLE]
    figure = drawn(snapshot, row)
    assert "日均限值 75（参照）" in words(figure)
    # Ozone stays at 60 µg/m³ in this January: a line at 160 would press it flat.
    assert not [w for w in words(figure) if "160" in w]
    lines = [s for s in figure["layout"]["shapes"] if s["type"] == "line" and s["yref"] != "paper"]
    assert [(s["yref"], s["y0"]) for s in lines] == [("y", 75.0)]
    assert running_limit("pm10", row) is None
    assert running_limit("o3", row) == 160


def test_the_limit_is_the_one_in_force_on_the_first_day(rows: dict[str, CaseRow]) -> None:
    later = replace(rows[WHOLE], first_day=rows[WHOLE].first_day.replace(year=2027))
    assert running_limit("pm25", later) == 60


def test_a_gap_is_a_gap_and_is_said(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row, curve = rows[WHOLE], query.curve(snapshot, rows[WHOLE])
    holed = curve.values | {"pm25": curve.values["pm25"].copy()}
    holed["pm25"][30:33] = np.nan
    missing = np.zeros(len(curve), bool)
    missing[30:33] = True
    figure = case_curve(
        replace(curve, values=holed, is_missing=missing), row, (), whole_window(row), "zh"
    )
    shown = values(named(figure, "PM₂.₅"))
    assert np.flatnonzero(np.isnan(shown)).tolist() == [30, 31, 32]
    said = figure["data"][0]["text"]
    assert [n for n, words in enumerate(said) if "缺测" in words] == [30, 31, 32]
    crosses = figure["data"][-1]
    assert crosses["marker"]["symbol"] == "x-thin-open"
    times = values(crosses, "x").astype("int64").astype("datetime64[ms]")
    assert times.astype("datetime64[h]").tolist() == curve.times[30:33].tolist()


def test_every_hour_says_its_stage(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    figure = drawn(snapshot, rows[WHOLE])
    said = figure["data"][0]["text"]
    # A day before, then 8 hours of accumulation, then the explosive growth.
    assert said[23:25] == ["过程之外", "累积阶段"]
    assert said[31:33] == ["累积阶段", "爆发增长"]
    bands = [s for s in figure["layout"]["shapes"] if s["type"] == "rect"]
    assert [b["x0"] for b in bands][:2] == ["2019-01-09 20:00:00", "2019-01-10 04:00:00"]


def test_arrows_fly_with_the_wind(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row, curve = rows[WHOLE], query.curve(snapshot, rows[WHOLE])
    westerly = np.full(len(curve), 270.0, np.float32)
    westerly[:60] = np.nan
    blown = replace(curve, values=curve.values | {"wind_direction": westerly})
    figure = case_curve(blown, row, (), whole_window(row), "zh")
    arrows = next(t for t in figure["data"] if t.get("marker", {}).get("symbol") == "arrow")
    # Wind from the west moves the air to the east: 90° clockwise from up.
    assert set(values(arrows["marker"], "angle")) == {90.0}
    assert 0 < len(values(arrows)) <= 32
    wind = named(figure, "风速")
    assert wind["text"][59:61] == ["", "西风"]


def test_a_part_keeps_the_scale_of_the_whole(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    whole = drawn(snapshot, rows[WHOLE])["layout"]
    part = drawn(snapshot, rows[WHOLE], "2019011200-2019011206")["layout"]
    assert part["xaxis"]["range"] == ["2019-01-12T00:00:00", "2019-01-12T06:00:00"]
    assert part["yaxis"] == whole["yaxis"]
    assert (
        part["meta"]
        == whole["meta"]
        == {
            "step": "hour",
            "whole": ["2019-01-08T20:00:00", "2019-01-16T00:00:00"],
        }
    )


def test_an_hour_is_hit_but_not_its_neighbour(rows: dict[str, CaseRow]) -> None:
    """plotly.js takes a line within 3 pixels, and more by the distance of the figure."""
    for part in ("", "2019011200-2019011300", "2019011200-2019011203"):
        window = window_of(rows[WHOLE], part)
        apart = 740 / window.hours
        hit = reach_of(window) + 2.33
        assert hit >= apart / 2
        assert hit < apart or apart < 4


def test_without_weather_there_are_no_empty_panels(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    row, curve = rows[WHOLE], query.curve(snapshot, rows[WHOLE])
    bare = {p: v for p, v in curve.values.items() if p in ("pm25", "co")}
    figure = case_curve(
        replace(curve, values=bare, o3_8h=np.full(len(curve), np.nan, np.float32)),
        row,
        (),
        whole_window(row),
        "zh",
    )
    assert [w.split("（")[0] for w in words(figure)] == ["PM₂.₅", "日均限值 75", "CO"]


def test_running_means_alone_are_drawn(rows: dict[str, CaseRow]) -> None:
    times = np.datetime64("2019-01-10T00") + np.arange(48)
    nothing = np.full(48, np.nan, np.float32)
    mean = np.full(48, 90, np.float32)
    flags = np.zeros(48, bool)
    curve = Curve(times, {}, np.full(48, ""), mean, nothing, flags.astype(np.int8), flags)
    row = rows[WHOLE]
    figure = case_curve(curve, row, (), whole_window(row), "zh")
    go.Figure(figure)
    assert words(figure)[0] == "PM₂.₅（µg/m³）：24 小时滑动平均"


def test_days_are_bars_and_those_outside_are_pale(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    row = rows[DAYS]
    days = query.days(snapshot, row)
    figure = case_days(days, row, whole_window(row), "zh")
    go.Figure(figure)
    first = figure["data"][0]
    assert first["type"] == "bar"
    # 3 and 4 December among the three days on each side; the made-up city publishes 50 a day.
    pale = values(first["marker"], "opacity")
    assert pale.tolist() == pytest.approx([0.35] * (len(days) - 5) + [1.0, 1.0] + [0.35] * 3)
    assert values(first).tolist() == [50.0] * len(days)
    assert "日均限值 75" in words(figure)
    assert figure["layout"]["meta"]["step"] == "day"
    assert case_days_height(days, row) > 300
