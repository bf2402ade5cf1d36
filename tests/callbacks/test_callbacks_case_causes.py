"""The cards of weather, ratios and like cases, on made-up cases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from callbacks.case.neighbours import show_neighbours
from callbacks.case.ratios import show_ratios
from callbacks.case.weather import show_weather
from dashboard.app import create_app
from dashboard.settings import Settings
from tests.view.made_case_rows import DAYS, DUST, OPEN, WHOLE


@pytest.fixture(scope="module", autouse=True)
def app(cases_snapshot: Path) -> Iterator[Dash]:
    app = create_app(Settings(summaries=cases_snapshot))
    with app.server.app_context():
        yield app


def _asked(case: str, lang: str = "zh") -> dict[str, Any]:
    return {"city": "shili", "case": case, "lang": lang}


def _named(component: Any, css: str) -> list[Any]:
    """Return the components of a class, wherever they are."""
    found = [component] if getattr(component, "className", None) == css else []
    children = getattr(component, "children", None)
    for child in children if isinstance(children, (list, tuple)) else [children]:
        found += _named(child, css) if child is not None and not isinstance(child, str) else []
    return found


def test_weather_and_wind_of_a_case() -> None:
    figure, style, wind, is_hidden, reading, title, wind_reading, foot = show_weather(_asked(WHOLE))
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert [label.split("<br>")[0] for label in labels] == [
        "风速",
        "温度露点差",
        "气温",
        "气压",
        "日降水量",
    ]
    assert int(style["height"].removesuffix("px")) > 58 * 5
    assert len(wind["data"]) == 2
    assert not is_hidden
    assert "静稳高湿" in reading
    assert "PM₂.₅" in title
    assert wind_reading
    assert "2 年、58 天" in foot


def test_without_weather_the_card_says_so() -> None:
    figure, _, _, is_hidden, reading, *_ = show_weather(_asked(OPEN))
    assert figure["data"] == []
    assert is_hidden
    assert "没有气象资料" in reading


def test_ratios_in_their_units() -> None:
    figure, _, reading, foot = show_ratios(_asked(WHOLE, "en"))
    assert "PM₂.₅/CO<br><b>71\u2009µg/mg</b>" in figure["layout"]["yaxis"]["ticktext"]
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert "only 9 such days,<br>not compared" in said  # Ox has no percentile
    assert "hint" in reading
    assert "58 days of 2 years" in foot
    figure, _, reading, foot = show_ratios(_asked(OPEN))
    assert figure["data"] == []
    assert reading
    assert foot == ""


def test_like_cases_are_linked_with_the_parts_of_their_distance() -> None:
    reading, rows, foot = show_neighbours(_asked(WHOLE))
    assert reading
    assert foot
    first, second = rows
    links = [_named(row, "neighbour-name")[0].children[0] for row in rows]
    assert [link.to_plotly_json()["props"]["data-case"] for link in links] == [DUST, DAYS]
    assert f"case={DUST}" in links[0].href
    # 1.5² against 2² of the farthest.
    assert _named(first, "parts")[0].style["width"] == "56.2%"
    assert _named(second, "parts")[0].style["width"] == "100.0%"
    sizes = [piece.style["flexGrow"] for piece in _named(first, "parts")[0].children]
    assert sizes == ["0.4444", "0.2222", "0.1111", "0.2222"]  # 1, 0.5, 0.25, 0.5 of 2.25
    assert "气象" in _named(first, "neighbour-words")[0].children  # was not compared
    # The second is a case of days before the hours begin: its days are drawn instead.
    assert all(_named(row, "neighbour-curve")[0].src.startswith("data:image/svg") for row in rows)


def test_the_first_case_of_its_kind_is_like_none() -> None:
    reading, rows, foot = show_neighbours(_asked(DAYS))
    assert rows == []
    assert foot == ""
    assert "没有可比" in reading
