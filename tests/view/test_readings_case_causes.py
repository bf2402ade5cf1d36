"""What is said of a case's rise, its causes and the response to it, by rule."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import CITY, DAYS, HOSTILE, OPEN, OZONE, WHOLE
from view import cache
from view.case_parts import Driver, PlacePath, Response
from view.case_row import CaseRow
from view.formats import THIN_SPACE
from view.queries import case as query
from view.queries.cases import cases
from view.readings.case_causes import (
    factor_value,
    neighbour_words,
    percentile_class,
    ratio_words,
    weather_words,
    wind_words,
)
from view.readings.case_response import response_words
from view.readings.case_rise import clearing_words, rise_words, where_words


@pytest.fixture(scope="module")
def snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


@pytest.fixture(scope="module")
def rows(snapshot: Snapshot) -> dict[str, CaseRow]:
    return {row.case_id: row for row in cases(snapshot, CITY)}


def plain(words: str) -> str:
    return words.replace(THIN_SPACE, " ")


def test_the_rise_tells_the_fastest_growth(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    stages = query.stages(snapshot, row)
    said = plain(rise_words("zh", row, stages))
    assert said == (
        "1月9日20时起，PM₂.₅ 由 38 µg/m³ 开始上升；1月10日4时至11时爆发增长，由 62 升至 162，"
        "每小时 +14 µg/m³（其间最快 7 小时翻倍）；1月12日21时达到小时最高 212 µg/m³。"
    )
    slow = replace(stages[0], stage="explosive", rate=2.5)
    two = plain(rise_words("zh", row, [slow, *stages[1:]]))
    assert "2 次爆发增长，最快的在1月10日4时至11时" in two
    calm = [replace(s, stage="accumulation") for s in stages]
    assert "没有达到爆发增长的判据" in rise_words("zh", row, calm)
    assert "起升时间不明" in rise_words("zh", replace(row, is_cut=True), stages)
    assert rise_words("zh", rows[DAYS], ()) == ""


def test_ozone_rises_by_its_mornings(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[OZONE]
    said = plain(rise_words("zh", row, query.stages(snapshot, row)))
    assert said == "6月13日15时达到小时最高 243 µg/m³；各日上午平均每小时上升 20 至 26 µg/m³。"
    assert clearing_words("zh", row, query.stages(snapshot, row)) == ""


def test_it_clears_or_fades(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    stages = query.stages(snapshot, row)
    said = plain(clearing_words("zh", row, stages))
    assert said == "1月14日9时起消散，15 小时内由 170 降至 41 µg/m³（1月14日24时）。"
    assert clearing_words("zh", replace(row, is_open=True), stages) == ""
    long = replace(stages[-1], start=stages[-1].end - pd.Timedelta(hours=37))
    assert "逐步回落" in clearing_words("zh", row, [long])
    at_most = replace(stages[-1], start=stages[-1].end - pd.Timedelta(hours=36))
    assert "起消散" in clearing_words("zh", row, [at_most])


def path(place: str, onset: str | None) -> PlacePath:
    time = None if onset is None else pd.Timestamp(f"2019-01-{onset}")
    return PlacePath("station", place, time, None, None, None, None, None, 0, 1.0, place, place)


def test_who_rose_first(rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    apart = [path("甲", "09T20"), path("乙", "10T01"), path("丙", "10T01"), path("丁", None)]
    said = where_words("zh", row, apart)
    expected = "甲最先起升（1月9日20时），乙、丙最晚，相差 5 小时；1 个站点没有明显起升或缺测。"
    assert said == expected
    near = [path("甲", "09T20"), path("乙", "09T22")]
    assert where_words("zh", row, near) == "各站几乎同时起升（1月9日20时起，相差 2 小时）。"
    many = [path("甲", "09T20"), *(path(n, "10T01") for n in "乙丙丁戊")]
    assert "乙、丙、丁等 4 个站点最晚" in where_words("zh", row, many)
    assert "只有一个站点" in where_words("zh", row, apart[:1])
    assert "不足两个" in where_words("zh", row, [apart[0], apart[3]])
    assert where_words("zh", row, ()) == ""
    assert where_words("zh", replace(row, is_cut=True), apart) == ""


@pytest.mark.parametrize(
    ("percentile", "name"),
    [
        (0, "far_below"),
        (9.9, "far_below"),
        (10, "below"),
        (24.9, "below"),
        (25, "usual"),
        (75, "usual"),
        (75.1, "above"),
        (90, "above"),
        (90.1, "far_above"),
        (100, "far_above"),
    ],
)
def test_both_sides_of_each_class(percentile: float, name: str) -> None:
    assert percentile_class(percentile) == name


@given(st.floats(0, 100))
def test_classes_mirror_each_other(percentile: float) -> None:
    mirrored = {"far_below": "far_above", "below": "above", "usual": "usual"}
    name = percentile_class(percentile)
    if percentile not in (10, 25, 75, 90) and 100 - percentile not in (10, 25, 75, 90):
        other = percentile_class(100 - percentile)
        assert mirrored.get(name, name) == mirrored.get(other, other)


def driver(factor: str, value: float, percentile: float | None, **more: object) -> Driver:
    blank = (None, None, None, None, None)
    part = "weather" if factor in ("rain", "wind_speed", "temperature") else "ratio"
    made = Driver(part, factor, value, *blank, percentile, 120, 4, "", None)
    return replace(made, **more)  # type: ignore[arg-type]


def test_weather_is_told_class_by_class(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    said = plain(weather_words("zh", row, query.drivers(snapshot, row, "weather")))
    assert said == (
        "天气类型：静稳高湿（按本系统规则）。与 2 年同期 58 天相比：风速 0.9 m/s、"
        "温度露点差 1.9 °C 远低于同期；气温 3.1 °C 高于同期；日降水量、气压与同期相近。"
    )
    assert weather_words("zh", row, ()) == "没有气象资料，不判断天气成因。"
    unknown = replace(row, weather_type="unknown")
    few = weather_words("zh", unknown, [driver("temperature", 3.0, None)])
    assert few == "历年同期的天数不足，不作比较。"


def test_a_little_rain_is_not_called_much(rows: dict[str, CaseRow]) -> None:
    little = weather_words("zh", rows[WHOLE], [driver("rain", 0.9, 96.0)])
    assert "日降水量与同期相近" in little
    assert "远高于同期" in weather_words("zh", rows[WHOLE], [driver("rain", 1.0, 96.0)])


def test_one_year_is_not_called_many(rows: dict[str, CaseRow]) -> None:
    own = [driver("wind_speed", 1.0, 5.0, years=1, days=28)]
    assert "与当年前后同期 28 天相比" in weather_words("zh", rows[WHOLE], own)
    assert "same weeks of that year" in weather_words("en", rows[WHOLE], own)


def test_ratios_hint_and_never_prove(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    said = plain(ratio_words("zh", row, query.drivers(snapshot, row, "ratio")))
    assert "PM₂.₅/PM₁₀ 0.82 远高于同期，提示以细颗粒为主" in said
    assert "SO₂/NO₂ 0.21 低于同期，提示机动车等氮氧化物来源" in said
    assert said.endswith("不能单独说明来源。")
    assert "证明" not in said
    usual = ratio_words("zh", row, [driver("so2_no2", 0.3, 50.0)])
    assert usual == "与 4 年同期 120 天相比：SO₂/NO₂与同期相近。"
    assert ratio_words("zh", row, ()) == ""
    for factor in ("pm25_pm10", "pm25_co", "secondary_share", "so2_no2", "no2", "ox"):
        for percentile in (1.0, 20.0, 80.0, 99.0):
            for lang in ("zh", "en"):
                assert ratio_words(lang, row, [driver(factor, 1.0, percentile)])


def test_a_formula_keeps_its_letters(rows: dict[str, CaseRow]) -> None:
    said = ratio_words("en", rows[WHOLE], [driver("ox", 150.0, 95.0, unit="µg/m³")])
    assert "Oₓ (O₃ + NO₂) 150" in said
    own = driver("secondary_share", 0.5, 50.0, unit="1")
    assert factor_value(own) == "0.50"
    assert factor_value(own, 0.25) == "0.25"


def test_the_wind_beside_what_is_usual(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    wind = query.drivers(snapshot, row, "wind")
    assert plain(wind_words("zh", row, wind)) == (
        "过程中多南风 31 %（同期 14 %）、西南风 22 %（同期 10 %）、静风 34 %（同期 15 %）；"
        "西南风时 PM₂.₅ 平均最高，181 µg/m³，不等于污染来自那里。"
    )
    alone = [replace(d, p50=None, mean_pollutant=None) for d in wind if d.factor == "s"]
    assert wind_words("zh", row, alone) == "过程中多南风 31 %。"
    assert wind_words("zh", row, ()) == ""
    spread = [replace(d, value=9.0) for d in wind]
    assert "没有哪个方向占到一成" in wind_words("zh", row, spread)


def test_like_cases_and_what_was_not_compared(snapshot: Snapshot, rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    found = query.neighbours(snapshot, row)
    assert neighbour_words("zh", row, found) == (
        "以往最相似的是 2018年12月5日 PM₂.₅ 污染过程（距离 1.5），最像的是曲线形状，"
        "差得最多的是强度；气象、组成比值缺资料，未比。"
    )
    assert neighbour_words("zh", row, ()) == "此前没有可比的同类过程。"


def warning(**own: object) -> Response:
    """Return an orange warning issued ten hours before WHOLE rose."""
    made = Response(
        measure="w",
        kind="warning",
        level="orange",
        name_zh="预警",
        name_en="warning",
        issued=pd.Timestamp("2019-01-09T10"),
        start=pd.Timestamp("2019-01-10T00"),
        end=pd.Timestamp("2019-01-13T00"),
        about_zh="",
        about_en="",
        status="verified",
        precision="hour",
        source="",
        issued_lead_hours=10.0,
        start_lead_hours=-4.0,
        overlap_hours=72.0,
        end_lag_hours=-48.0,
    )
    return replace(made, **own)  # type: ignore[arg-type]


def test_a_warning_against_the_rise_the_peak_and_the_end(rows: dict[str, CaseRow]) -> None:
    row = rows[WHOLE]
    assert response_words("zh", row, [warning()]) == (
        "橙色预警1月9日10时发布，早于起升 10 小时，1月10日0时至1月12日24时生效（72 小时），"
        "解除早于过程结束 48 小时。"
    )
    late = warning(issued=pd.Timestamp("2019-01-10T21"), issued_lead_hours=-25.0)
    # Its highest hour is 12 January 21:00, two days later.
    assert "晚于起升 25 小时、早于峰值 48 小时" in response_words("zh", row, [late])
    over = warning(issued=pd.Timestamp("2019-01-13T00"), issued_lead_hours=-76.0)
    assert "晚于峰值 3 小时" in response_words("zh", row, [over])
    together = warning(issued_lead_hours=0.0, end_lag_hours=0.0)
    assert "与起升同时" in response_words("zh", row, [together])
    assert "与过程同时结束" in response_words("zh", row, [together])


def test_a_date_alone_is_told_by_days(rows: dict[str, CaseRow]) -> None:
    """WHOLE rose on 9 January: a warning of 11 January is two days later."""
    days = warning(
        issued=None,
        start=pd.Timestamp("2019-01-11"),
        precision="day",
        status="from memory",
        issued_lead_hours=None,
    )
    said = response_words("zh", rows[WHOLE], [days])
    assert said == (
        "橙色预警2019年1月11日至12日生效（发布时间不明），约晚于起升 2 天（日期凭记忆，未核实）。"
    )
    same = replace(days, start=pd.Timestamp("2019-01-09"), status="unverified")
    assert "与起升同日（日期未核实）" in response_words("zh", rows[WHOLE], [same])
    lasts = replace(days, end=None, end_lag_hours=None)
    assert "未见解除时间" in response_words("zh", rows[WHOLE], [lasts])


def test_what_is_not_known_is_not_said(rows: dict[str, CaseRow]) -> None:
    cut = replace(rows[WHOLE], is_cut=True)
    assert "起升" not in response_words("zh", cut, [warning()])
    still = replace(rows[WHOLE], is_open=True)
    assert "解除" not in response_words("zh", still, [warning()])
    no_list = replace(rows[WHOLE], warning=None)
    assert response_words("zh", no_list, ()) == "项目没有措施清单，不知当时有无预警。"
    assert "没有与本过程有关的预警" in response_words("zh", rows[WHOLE], ())


def test_the_highest_warning_first_and_plans_left_out(
    snapshot: Snapshot, rows: dict[str, CaseRow]
) -> None:
    red = warning(measure="r", level="red", start=pd.Timestamp("2019-01-12"))
    control = warning(measure="c", kind="control", level="", name_zh="机动车单双号")
    plan = warning(measure="p", kind="plan", level="", name_zh="三年计划")
    said = response_words("zh", rows[WHOLE], [warning(), red, control, plan])
    assert said.index("红色预警") < said.index("橙色预警")
    assert said.endswith("同期另有：机动车单双号。")
    assert "三年计划" not in said
    hostile = response_words("zh", rows[OPEN], query.responses(snapshot, rows[OPEN]))
    assert "黄色预警" in hostile
    # A warning is told by its level, never by a name that somebody typed.
    assert HOSTILE not in hostile
