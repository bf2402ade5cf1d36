"""The cards of a case's path and map, on made-up cases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from callbacks.case.map import show_map
from callbacks.case.path import show_path
from dashboard.app import create_app
from dashboard.settings import Settings
from tests.view.made_case_rows import DAYS, OPEN, WHOLE


@pytest.fixture(scope="module", autouse=True)
def app(cases_snapshot: Path) -> Iterator[Dash]:
    app = create_app(Settings(summaries=cases_snapshot))
    with app.server.app_context():
        yield app


def _asked(case: str, lang: str = "zh") -> dict[str, Any]:
    return {"city": "shili", "case": case, "lang": lang}


def test_the_path_of_a_case() -> None:
    figure, style, made, words, _, foot = show_path(_asked(WHOLE))
    assert figure["layout"]["yaxis"]["ticktext"][:3] == ["示例", "区1", "区2"]
    assert style["height"].endswith("px")
    body = made.children.children[1].children
    assert [row.children[0].children for row in body][:2] == ["示例", "区县，按超限值先后"]
    assert "站2" in words
    assert foot.startswith("以日均限值 75 µg/m³ 判断")


def test_a_case_of_days_has_neither_path_nor_map() -> None:
    figure, _, made, words, _, foot = show_path(_asked(DAYS))
    assert figure["data"] == []
    assert made == "这个案例只有日值，没有各地的小时过程"
    assert (words, foot) == ("", "")
    data, title, play, _ = show_map(_asked(DAYS))
    assert data == {"none": "这个案例只有城市日值，没有各时刻的站点分布"}
    assert "2017年12月3日至4日" in title
    assert "kind=day" in play.href


def test_a_case_without_paths_says_so() -> None:
    figure, *_ = show_path(_asked(OPEN, "en"))
    assert figure["layout"]["annotations"][0]["text"] == "No place has hourly values"


def test_the_map_of_a_case() -> None:
    data, title, play, foot = show_map(_asked(WHOLE, "en"))
    assert data["times"][0] == "2019-01-09T00"
    assert data["words"]["own"] == "Shili"
    assert title.startswith("PM₂.₅ at the hour pointed at")
    assert "kind=hour" in play.href
    assert "3-hour means of stations" in foot


def test_an_unknown_case_breaks_nothing() -> None:
    figure, *_ = show_path(_asked("shili-pm25-19990101"))
    assert figure["data"] == []
    assert "none" in show_map(_asked("shili-pm25-19990101"))[0]
