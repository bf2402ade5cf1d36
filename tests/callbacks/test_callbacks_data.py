"""The page Data's callbacks from the state to what they return, for real and odd choices."""

import csv
import dataclasses
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from callbacks import data
from dashboard.app import create_app
from dashboard.settings import Settings
from layouts.data.problems import problem_table
from layouts.data.rules import settings_table
from layouts.data.sources import source_blocks
from summaries.store import Snapshot
from view import cache

STATES: list[dict[str, Any]] = [
    {},
    {"lang": "en", "pollutant": "o3"},
    {"place": "9004A", "pollutant": "so2"},
    {"place": "990103"},
    {"pollutant": "<script>", "city": "nowhere", "place": None, "year": "x"},
]


@pytest.fixture(scope="module")
def app(tiny_snapshot: Path) -> Iterator[Dash]:
    app = create_app(Settings(summaries=tiny_snapshot))
    with app.server.app_context():
        yield app


def words(part: Any) -> str:
    """Return a component tree as JSON text, to look for words in it."""
    return json.dumps(part, cls=PlotlyJSONEncoder, ensure_ascii=False)


def rows_of(sent: dict[str, Any]) -> list[list[str]]:
    """Return the rows of a downloaded CSV file."""
    assert sent["content"].startswith("\ufeff")
    return list(csv.reader(io.StringIO(sent["content"].removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("state", STATES)
def test_every_callback_answers_every_choice(app: Dash, state: dict[str, Any]) -> None:
    for show in (data.show_sources, data.show_problems):
        _, reading = show("", state)
        assert reading
    heat, title, reading, _ = data.show_completeness(state)
    go.Figure(heat)
    assert title
    assert reading
    bars, title, _ = data.show_gaps(state)
    go.Figure(bars)
    assert title
    tables, title, reading = data.show_flags(state)
    words(tables)
    assert title
    assert reading
    assert data.show_place(state)


def test_the_reasons_are_those_of_the_chosen_place(app: Dash) -> None:
    _, title, reasons = data.show_gaps({"place": "9004A"})
    assert "站4" in title
    assert "文件中没有" in words(reasons)
    assert words(reasons) != words(data.show_gaps({"place": "9001A"})[2])


def test_the_foot_names_the_last_day_of_a_month_begun(
    app: Dash, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "数据至 2019年12月31日" in data.show_completeness({})[3]
    city = data.options.city_of(*data.options.chosen({}))
    begun = dataclasses.replace(city, last_day=pd.Timestamp("2019-12-09"))
    monkeypatch.setattr(data.options, "city_of", lambda *_: begun)
    assert "数据至 2019年12月9日" in data.show_completeness({})[3]


def test_a_city_without_hours_says_so_in_words(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    with_hours = data.query.completeness(cache.snapshot(), "shili", "pm25")
    monkeypatch.setattr(data.query, "completeness", lambda *_: with_hours.iloc[:0])
    heat, _, reading, foot = data.show_completeness({})
    assert heat["data"] == []
    assert "没有小时数据" in heat["layout"]["annotations"][0]["text"]
    assert reading.startswith("示例只有公布的日值")
    assert foot == ""
    bars, _, reasons = data.show_gaps({})
    assert bars["data"] == []
    assert reasons is None


def test_flags_are_said_with_their_reason_and_treatment(app: Dash) -> None:
    tables, _, reading = data.show_flags({"pollutant": "pm10"})
    said = words(tables)
    assert "孤立突升" in said
    assert "不参与统计" in said
    assert "995" in said
    assert "2018年6月" in said
    assert "次的数值不参与统计" in reading


@pytest.mark.parametrize("what", data.FILES)
def test_every_button_gives_its_rows(app: Dash, what: str) -> None:
    sent = data._download(what)(1, {"pollutant": "pm10", "place": "9001A"})
    rows = rows_of(sent)
    assert sent["filename"].startswith(f"qingce-{what}")
    assert sent["filename"].endswith(".csv")
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1, "a header and at least a row"


def test_a_file_of_a_place_has_its_days_as_shown(app: Dash) -> None:
    rows = rows_of(data._download("daily")(1, {"place": "9001A"}))
    header, first = rows[0], rows[1]
    assert header[:4] == ["city", "scope", "place", "date"]
    assert first[:3] == ["shili", "station", "9001A"]
    assert len(first[3]) == 10
    assert len({row[3] for row in rows[1:]}) == len(rows) - 1


def test_no_click_no_file(app: Dash) -> None:
    assert data._download("daily")(None, {}) is data.no_update


def test_an_address_is_a_link_only_if_it_is_one() -> None:
    row = dict.fromkeys(("period_start", "period_end"), pd.NaT) | {
        "kind": "unheard-of",
        "title_zh": "<b>题</b>",
        "licence": "",
        "credit": "",
        "files": 0,
        "cells": 0,
        "cells_with_value": 0,
        "hours": "",
        "sha256": "ab" * 32,
        "note_zh": None,
    }
    urls = ["javascript:alert(1)", "https:" + "//example.test/a", None]
    found = [words(source_blocks(pd.DataFrame([row | {"url": url}]), "zh")) for url in urls]
    assert ["href" in said for said in found] == [False, True, False]
    assert "noreferrer" in found[1]
    assert all("unheard-of" in said for said in found), "an unknown format keeps its own name"


def test_a_problem_of_an_unknown_kind_is_shown_as_it_is() -> None:
    row = {
        "severity": "fatal",
        "kind": "new_kind",
        "source": "s",
        "file": "",
        "place": "line 1",
        "message": "<img src=x>",
        "count": 1200,
    }
    said = words(problem_table(pd.DataFrame([row]), "zh"))
    for part in ("fatal", "new_kind", "（整个来源）", "<img src=x>", "1,200"):
        assert part in said
    assert problem_table(pd.DataFrame([row]).iloc[:0], "zh")["rows"] == []


def test_settings_of_a_project_are_told_from_the_defaults() -> None:
    settings: dict[str, Any] = {
        "validity": {"hours_a_day": 18, "days_a_year": 324},
        "quality": {"spike_ratio": 3.0, "sentinels": [-999.0], "excluded": ["negative"]},
        "weights": {"pm25": 3.0, "o3": 1.0},
    }
    snapshot = Snapshot(Path(), {"id": "x", "settings": {"c": settings}})
    said = words(settings_table(snapshot, "c", "zh"))
    assert "项目自定（默认 20）" in said
    assert "项目自定（默认 1）" in said
    assert "−999" in said
    assert "负值" in said
    assert said.count("默认值") == 3, "days_a_year, spike_ratio and the weight of o3"
    assert "没有写明" in words(settings_table(Snapshot(Path(), {"id": "x"}), "c", "zh"))


def test_the_dust_rule_says_that_its_figures_are_not_verified() -> None:
    dust = {"rule": "memory-2016", "rise": 2.0, "hours_a_day": 5}
    snapshot = Snapshot(Path(), {"id": "x", "settings": {"c": {"dust": dust}}})
    said = words(settings_table(snapshot, "c", "zh"))
    assert "凭记忆，未核实" in said
    assert "项目自定（默认 6）" in said
    assert "项目自定（默认 off）" in said
    assert "Sand-dust days" in words(settings_table(snapshot, "c", "en"))
