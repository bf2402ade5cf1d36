"""The page of a case, on made-up cases: its head, its curve, what was done and concluded."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import Dash, no_update

from callbacks.case.conclusion import show_conclusion
from callbacks.case.curve import show_curve
from callbacks.case.head import first_words, follow_place, show_head
from callbacks.case.response import show_response
from dashboard.app import create_app
from dashboard.settings import Settings
from tests.view.made_case_rows import BOTH, DAYS, DUST, HOSTILE, OPEN, OZONE, WHOLE
from view import cache
from view.queries import case as query
from view.queries.cases import case_of
from view.readings.case_curve import hours_foot

ALL = (WHOLE, DUST, OZONE, BOTH, DAYS, OPEN)
UNKNOWN = "shili-pm25-20190111"


@pytest.fixture(scope="module", autouse=True)
def app(cases_snapshot: Path) -> Iterator[Dash]:
    app = create_app(Settings(summaries=cases_snapshot))
    with app.server.app_context():
        yield app


def asked(case: str = "", lang: str = "zh", **more: Any) -> dict[str, Any]:
    return {"city": "shili", "case": case, "lang": lang, **more}


def words_in(part: Any) -> str:
    """Return every text below a component."""
    if isinstance(part, list | tuple):
        return " ".join(words_in(each) for each in part)
    if hasattr(part, "children"):
        return words_in(part.children)
    return "" if part is None else str(part)


def parts_of(part: Any, name: str) -> list[Any]:
    """Return what has an attribute of this name, wherever it is."""
    if isinstance(part, list | tuple):
        return [found for each in part for found in parts_of(each, name)]
    given = part.to_plotly_json()["props"] if hasattr(part, "to_plotly_json") else {}
    own = [given[name]] if given.get(name) is not None else []
    return own + (parts_of(part.children, name) if hasattr(part, "children") else [])


@pytest.mark.parametrize("case", ALL)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_case_is_told(case: str, lang: str) -> None:
    title, _, sentence, figures, _, _ = show_head(asked(case, lang))
    assert title
    assert sentence[0].className == "lead"
    assert len(figures) >= 4
    figure, style, *_ = show_curve(asked(case, lang))
    go.Figure(figure)
    assert int(style["height"].removesuffix("px")) > 300


def test_the_head_says_what_the_case_is() -> None:
    title, marks, sentence, figures, notes, _ = show_head(asked(WHOLE))
    assert title == "2019年1月10日至14日 PM₂.₅ 重污染过程"
    assert words_in(marks) == "橙色预警 烟花"
    assert [part.className for part in sentence][:2] == ["lead", "rise"]
    assert "4 次" in words_in(sentence[0])
    assert "181 µg/m³" in words_in(figures).replace("\u2009", " ")
    assert "烟花" in words_in(notes)


def test_no_warning_is_no_mark() -> None:
    assert words_in(show_head(asked(DUST))[1]) == "沙尘 有缺测"


def test_the_ways_lead_to_the_cases_of_the_same_kind() -> None:
    steps = show_head(asked(WHOLE, part="2019011200-2019011300"))[-1]
    assert parts_of(steps, "data-case") == [DUST, OPEN]
    before, after, compare = parts_of(steps, "href")
    assert f"case={DUST}" in before
    assert "part=" not in before + after
    assert compare.startswith("/compare?")
    assert f"cases={WHOLE}" in compare
    # The oldest has none before it: words in its place.
    assert parts_of(show_head(asked(DAYS))[-1], "data-case") == [DUST]


def test_the_first_words_are_those_of_the_page() -> None:
    said = first_words(asked(WHOLE))
    assert said["case-title"] == show_head(asked(WHOLE))[0]
    assert words_in(said["case-sentence"]) == words_in(show_head(asked(WHOLE))[2])


def test_without_a_name_the_newest_heavy_case_is_shown() -> None:
    assert show_head(asked())[0] == show_head(asked(WHOLE))[0]
    assert show_head(asked(UNKNOWN))[0] == ""
    assert show_curve(asked(UNKNOWN))[0]["data"] == []


def test_a_part_is_read_again_and_the_whole_can_be_asked_for() -> None:
    *_, hidden, hint, _, _, _ = show_curve(asked(WHOLE))
    assert hidden == {"display": "none"}
    assert "拖动" in hint
    figure, _, _, shown, part, *_ = show_curve(asked(WHOLE, part="2019011200-2019011206"))
    assert shown != hidden
    assert "1月12日0时至6时" in words_in(part)
    assert "CO（mg/m³）" in words_in(part)
    assert figure["layout"]["xaxis"]["range"][1] == "2019-01-12T06:00:00"


def test_a_part_of_days_has_words_too() -> None:
    part = show_curve(asked(DAYS, part="2017120300-2017120400"))[4]
    said = words_in(part).replace("\u2009", " ")
    assert said == "2017年12月3日：PM₂.₅ 均值平均 50 µg/m³（1 天有值），最高 50 µg/m³（12月3日）。"
    nothing = show_curve(asked(DAYS, part="2017113000-2017120100"))[4]
    assert "没有数据" in words_in(nothing)


def strips_of(case: str) -> list[dict[str, Any]]:
    return show_curve(asked(case))[2]["strips"]


def test_strips_name_the_warning_and_the_stages() -> None:
    warnings, stages = strips_of(WHOLE)
    assert (warnings["label"], [b["words"] for b in warnings["bands"]]) == ("预警", ["橙色"])
    assert warnings["bands"][0]["said"] == "橙色预警：1月10日0时 至 1月12日24时"
    # Two signs of Chinese need two ems.
    assert warnings["bands"][0]["css"] == "case-band band-warning-orange need-2"
    assert [b["words"] for b in stages["bands"]] == ["累积阶段", "爆发增长", "高值维持", "消散阶段"]
    assert strips_of(DUST)[0]["bands"] == []
    assert strips_of(DUST)[0]["nothing"] == "清单内没有预警"


def test_the_table_of_stages_has_a_row_each() -> None:
    table = show_curve(asked(WHOLE))[2]["stages"]
    growth = ["爆发增长", "1月10日4时", "1月10日11时", "62", "162", "168", "+14.3"]
    clearing = ["消散阶段", "1月14日9时", "1月14日24时", "170", "41", "172", "\u22128.6"]
    assert (table["rows"][1], table["rows"][3]) == (growth, clearing)
    assert len(table["heads"]) == len(growth)
    assert show_curve(asked(DAYS))[2]["stages"] is None


def test_the_foot_says_what_is_absent_and_whose_limits() -> None:
    foot = show_curve(asked(WHOLE))[-1]
    assert "2019年1月10日" in foot
    assert "没有数据" not in foot
    assert "虚构的小时值" in foot
    # The published days of the made-up city end before its hours begin.
    assert "虚构的日值" in show_curve(asked(DAYS))[-1]


def test_what_an_area_has_no_hours_of_is_not_kept_rather_than_absent() -> None:
    snapshot = cache.snapshot()
    row = case_of(snapshot, WHOLE)
    assert row is not None
    curve = query.curve(snapshot, row)
    few = replace(curve, values={"pm25": curve.values["pm25"]})
    assert "没有数据：PM₁₀、SO₂、NO₂、CO、气象" in hours_foot("zh", row, few, ())
    foot = hours_foot("zh", replace(row, scope="district"), few, ())
    assert "没有数据" not in foot
    assert "PM₁₀、SO₂、NO₂、CO、气象：本快照不存各地的小时值" in foot


def test_a_warning_is_told_by_the_hour_and_a_plan_is_folded_away() -> None:
    reading, tables, _ = show_response(asked(WHOLE))
    assert "橙色预警" in reading
    table, folded = tables
    said = words_in(table)
    assert (
        "橙色预警 预警 1月9日10时 提前 10 小时 1月10日0时 至 1月12日24时 72 小时 早 48 小时" in said
    )
    assert "三年行动计划" not in said
    assert "此间长期有效：1 项" in words_in(folded)
    assert "日期未核实" in words_in(folded)


def test_a_warning_known_by_the_day_ends_on_its_last_day() -> None:
    _, (table,), _ = show_response(asked(OPEN))
    said = words_in(table)
    assert "2019年12月30日 至 2020年1月1日" in said
    assert "日期凭记忆" in said
    assert HOSTILE in said


def test_without_measures_there_is_no_table() -> None:
    reading, tables, foot = show_response(asked(DUST))
    assert reading
    assert (tables, foot) == ([], "")


def test_a_conclusion_says_whether_it_is_signed() -> None:
    mark, body, foot = show_conclusion(asked(WHOLE))
    assert words_in(mark) == "示例专家已签署 · 第 2 版 · 2019年1月20日"
    assert mark.className == "sign-signed"
    assert HOSTILE in words_in(body)
    assert foot
    none, nothing, _ = show_conclusion(asked(DUST))
    assert f"{DUST}.md" in none
    assert nothing is None


def test_another_place_of_a_city_has_no_cases_of_its_own() -> None:
    assert follow_place("990101", asked(WHOLE)) == (no_update, no_update)
    assert follow_place("<b>", asked(UNKNOWN)) == (no_update, no_update)


@pytest.mark.parametrize("data", [None, [], {"case": 7, "part": "x"}, {"case": "<script>"}])
def test_nonsense_shows_the_newest_heavy_case(data: Any) -> None:
    assert show_head(data)[0] == show_head(asked(WHOLE))[0]
