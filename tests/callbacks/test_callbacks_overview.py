"""The overview's callbacks from the state to what they return, for real and odd choices."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from callbacks import overview, overview_charts, overview_places
from dashboard.app import create_app
from dashboard.settings import Settings

STATES: list[dict[str, Any]] = [
    {},
    {"lang": "en", "year": 2019, "until": 9},
    {"year": 2018, "until": 1, "place": "9004A"},
    {"year": 2017, "place": "9001A"},
    {"place": "990103"},
    {"palette": "safe", "year": 2019, "until": 12, "place": "9005A"},
    {"standard": "gb3095-2026-final", "basis": "without_dust", "year": 2019, "until": 6},
    {"standard": "who2021", "basis": "without_events", "year": 2018, "lang": "en"},
    {"basis": "present_state", "year": 2019, "until": 10, "mode": "meeting"},
    {"standard": "gb3095-2012", "place": "9004A", "year": 2018, "until": 1, "mode": "meeting"},
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
    assert overview.show_rank(state)
    rank, days = overview.show_meeting(state)
    assert rank
    assert days
    assert set(overview.first_words(state)) >= {"overview-sentence", "overview-cards"}
    for show in (overview_charts.show_calendar, overview_charts.show_years):
        figure, *texts = show(state)
        go.Figure(figure)
        assert texts[0]
    drawn, _, legend, reading, foot = overview_places.show_map(state)
    assert {"fill", "tip", "selected"} <= set(drawn)
    assert legend
    assert reading
    assert foot
    listed, reading, _, is_disabled = overview_places.show_places(state)
    # Words where there is nothing to list, and then no file of nothing.
    assert words(listed)
    assert bool(reading) is not is_disabled


def test_the_cards_show_what_the_sentence_says(app: Dash) -> None:
    sentence, cards = overview.show_standing({"year": 2019, "until": 9})
    spoken = "".join(span.children for span in sentence)
    value = cards[0].children[1].children[0].children
    assert f"PM₂.₅ 均值 {value} µg/m³" in spoken
    assert "目标 ≤ 38" in words(cards[0])
    assert "年均限值 35" in words(cards[0])
    assert "8 小时限值 160" in words(cards[1])
    for card in cards[2:5]:
        assert "限值" not in words(card)


def test_a_card_says_what_is_still_allowed_and_leads_to_its_page(app: Dash) -> None:
    state = {"year": 2019, "until": 9, "palette": "safe"}
    cards = overview.show_standing(state)[1]
    room = [part for part in cards[0].children if getattr(part, "className", "") == "kpi-room"]
    assert "余下 92 天" in room[0].children
    assert "目标 38" in room[0].children
    link = cards[0].children[0].children
    assert link.href.startswith("/trends?")
    for choice in ("metrics=pm25", "start=2019-01-01", "end=2019-09-30", "palette=safe"):
        assert choice in link.href
    ranking = overview.show_rank(state).children[0].children.href
    assert ranking.startswith("/ranking?")
    for choice in ("scope=district", "kind=to_date", "period=2019-09-30", "metric=pm25"):
        assert choice in ranking


def test_the_rank_names_lowest_and_highest_of_the_places_listed(app: Dash) -> None:
    state = {"year": 2018, "until": 12}
    rank = overview.show_rank(state)
    rows = [part for part in rank.children if "standing-row" in getattr(part, "className", "")]
    listed = overview_places.show_places(state)[0][0].children[1:]
    # A star stands at those with too few days for a rank.
    ranked = [row for row in listed if not row.children[2].children.endswith("*")]
    names = [row.children[0].children for row in ranked]
    assert rows[0].children[1].children == names[-1]
    assert rows[1].children[1].children == names[0]
    assert rows[2].children[2].children == "去年同期无数据"
    control = overview.show_rank({**state, "place": "9005A"})
    assert "对照点不参与排名" in words(control)


def test_a_scheme_without_levels_has_no_number_of_heavy_days(app: Dash) -> None:
    state = {"year": 2019, "until": 12, "standard": "who2021"}
    sentence, cards = overview.show_standing(state)
    assert "此标准不设" in words(cards[3])
    assert "此标准不设" in words(cards[4])
    assert "重污染" not in "".join(s.children for s in sentence if s.className != "rules")
    assert "WHO 年均指导值 5" in words(cards[0])
    figure, title, reading, foot, _ = overview_charts.show_calendar(state)
    assert "逐日评判" in title
    assert "六项均不超过日限值" in reading
    assert "凭记忆" in foot
    assert "×" in words(figure)


def test_every_part_says_its_scheme_and_basis(app: Dash) -> None:
    state = {"year": 2019, "until": 12, "standard": "gb3095-2012", "basis": "present_state"}
    sentence = "".join(span.children for span in overview.show_standing(state)[0])
    feet = [overview_charts.show_years(state)[3], overview_places.show_map(state)[4]]
    feet += [overview_places.show_places(state)[2], overview_charts.show_calendar(state)[3]]
    for said in (sentence, *feet):
        assert "统一到现行参比状态" in said
    assert "GB 3095-2012" in sentence


def test_large_letters_say_fewer_things_and_the_year_in_one_picture(app: Dash) -> None:
    state = {"year": 2019, "until": 12}
    desk = overview.show_standing(state)
    large = overview.show_standing({**state, "mode": "meeting"})
    assert "kpi-spark" in words(desk[1])
    assert "kpi-spark" not in words(large[1])
    assert len(large[0]) < len(desk[0])
    _, picture, _ = overview.show_meeting({**state, "mode": "meeting"})[1]
    assert picture.src.startswith("data:image/svg+xml,")
    assert picture.src.count("%3Crect") + picture.src.count("<rect") == 365
    assert "优" in picture.alt


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
    assert "参比状态变更" in overview_charts.show_years(state)[3]


def test_downloads_hold_what_is_shown(app: Dash) -> None:
    state = {"year": 2019, "until": 2}
    days = overview_charts.download_days(1, state)
    assert days["filename"] == "qingce-shili-2019-days.csv"
    lines = days["content"].lstrip("\ufeff").splitlines()
    assert lines[0].startswith("date,aqi,aqi_at_least,level,primary")
    assert len(lines) == 1 + 59
    assert lines[-1].startswith("2019-02-28")
    places = overview_places.download_places(1, state)
    assert "站1" in places["content"]
    assert places["filename"] == "qingce-shili-2019-02-28-pm25.csv"


def test_the_latest_case_leads_to_its_page(app: Dash, cases_snapshot: Path) -> None:
    with create_app(Settings(summaries=cases_snapshot)).server.app_context():
        told = words(overview.show_latest_case({"year": 2019, "until": 6, "lang": "en"}))
        assert "heavily polluted" in told
        assert "case=shili-pm25-20190110" in told
        assert "/cases?" in told
        assert "Latest case (up to 30 June 2019)" in told
        assert "Shili, 10–14 January 2019: PM₂.₅ heavy pollution" in told
        open_case = words(overview.show_latest_case({"year": 2019, "until": 12}))
        assert "未结束" in open_case
        assert {"overview-case"} <= set(overview.first_words({"year": 2019, "until": 6}))
        assert "overview-case" not in overview.first_words({"mode": "meeting"})


def test_no_case_is_said_with_the_way_to_the_rules(app: Dash) -> None:
    told = words(overview.show_latest_case({"year": 2018, "until": 1}))
    assert "没有达到判定规则的污染过程" in told
    assert "/case?" not in told
    assert "/cases" in told
