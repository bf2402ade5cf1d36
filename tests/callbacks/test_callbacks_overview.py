"""The overview's callbacks from the state to what they return, for real and odd choices."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from callbacks import overview, overview_places
from dashboard.app import create_app
from dashboard.settings import Settings

STATES: list[dict[str, Any]] = [
    {},
    {"lang": "en", "year": 2019, "until": 9},
    {"year": 2018, "until": 1, "place": "9004A"},
    {"year": 2017, "place": "9001A"},
    {"place": "990103"},
    {"palette": "safe", "year": 2019, "until": 12, "place": "9005A"},
    {"year": "<script>", "city": "nowhere", "until": 99, "place": None},
]


@pytest.fixture(scope="module")
def app(tiny_snapshot: Path) -> Iterator[Dash]:
    app = create_app(Settings(summaries=tiny_snapshot))
    with app.server.app_context():
        yield app


def words(part: Any) -> str:
    """Return a component tree as JSON text, to look for words in it."""
    return json.dumps(part, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize("state", STATES)
def test_every_callback_answers_every_choice(app: Dash, state: dict[str, Any]) -> None:
    sentence, cards = overview.show_standing(state)
    assert sentence
    assert len(cards) == 5
    for show in (overview.show_calendar, overview.show_years):
        figure, *texts = show(state)
        go.Figure(figure)
        assert texts[0]
    drawn, _, legend, reading, foot = overview_places.show_map(state)
    assert {"fill", "tip", "selected"} <= set(drawn)
    assert legend
    assert reading
    assert foot
    assert overview_places.show_places(state)[1]


def test_the_cards_show_what_the_sentence_says(app: Dash) -> None:
    sentence, cards = overview.show_standing({"year": 2019, "until": 9})
    spoken = "".join(span.children for span in sentence)
    value = cards[0].children[1].children[0].children
    assert f"PM₂.₅ 均值 {value} µg/m³" in spoken
    assert "目标 ≤ 38" in words(cards[0])
    assert "年均限值 35" in words(cards[0])
    assert "8 小时限值 160" in words(cards[1])
    for card in cards[2:]:
        assert "限值" not in words(card)


def test_a_district_without_stations_says_so_on_the_map(app: Dash) -> None:
    drawn = overview_places.show_map({"year": 2019})[0]
    assert drawn["tip"]["990103"] == ["区3", "区内没有评价站点"]
    assert "990103" not in drawn["fill"]
    assert drawn["label"]["9001A"]


def test_a_late_station_is_not_compared(app: Dash) -> None:
    rows = places_listed({"year": 2019, "until": 12})
    assert rows["9004A"].children[3].children == "—"


def places_listed(state: dict[str, Any]) -> dict[str, Any]:
    groups = overview_places.show_places(state)[0]
    return {r.id["place"]: r for g in groups if g for r in g.children[1:]}


def test_places_are_not_compared_across_the_reference_change(app: Dash) -> None:
    state = {"year": 2019, "until": 12}
    assert {r.children[3].children for r in places_listed(state).values()} == {"—"}
    assert "参比状态变更，不作同比" in overview_places.show_places(state)[1]
    assert "参比状态变更" in overview.show_years(state)[3]


def test_downloads_hold_what_is_shown(app: Dash) -> None:
    state = {"year": 2019, "until": 2}
    days = overview.download_days(1, state)
    assert days["filename"] == "qingce-shili-2019-days.csv"
    lines = days["content"].lstrip("\ufeff").splitlines()
    assert lines[0].startswith("date,aqi,aqi_at_least,level,primary")
    assert len(lines) == 1 + 59
    assert lines[-1].startswith("2019-02-28")
    places = overview_places.download_places(1, state)
    assert "站1" in places["content"]
    assert places["filename"] == "qingce-shili-2019-02-28-pm25.csv"
