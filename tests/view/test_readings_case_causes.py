"""What is said of a case's rise, its causes and the response to it, by rule."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.store import Snapshot
from tests.view.made_case_rows import BOTH, OPEN, OZONE, WHOLE
from view.case_parts import Driver
from view.case_row import CaseRow
from view.formats import THIN_SPACE
from view.queries import case as query
from view.readings.case_causes import (
    factor_value,
    neighbour_words,
    percentile_class,
    weather_words,
    wind_words,
)
from view.readings.case_hints import ratio_words
from view.text import text


def plain(words: str) -> str:
    return words.replace(THIN_SPACE, " ")


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
    against = "polluted" if part == "ratio" else "all"
    made = Driver(part, factor, value, *blank, percentile, 120, 4, "", None, against)
    return replace(made, **more)  # type: ignore[arg-type]


def test_weather_is_told_class_by_class(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    row = case_rows[WHOLE]
    said = plain(weather_words("zh", row, query.drivers(made_snapshot, row, "weather")))
    assert said == (
        "天气类型：静稳高湿（按本系统规则）。与 2 年同期 58 天相比：风速 0.9 m/s、"
        "温度露点差 1.9 °C 远低于同期；气温 3.1 °C 高于同期；气压与同期相近；基本无降水。"
    )
    assert weather_words("zh", row, ()) == "没有气象资料，不判断天气成因。"
    unknown = replace(row, weather_type="unknown")
    few = weather_words("zh", unknown, [driver("temperature", 3.0, None)])
    assert few == "历年同期的天数不足，不作比较。"


def test_a_little_rain_is_not_called_much(case_rows: dict[str, CaseRow]) -> None:
    little = weather_words("zh", case_rows[WHOLE], [driver("rain", 0.9, 96.0)])
    assert "日降水量与同期相近" in little
    none = weather_words(
        "zh", case_rows[WHOLE], [driver("rain", 0.04, 96.0), driver("rain", 2.0, 96.0)]
    )
    assert "基本无降水" in none
    assert "日降水量 0" not in none
    assert "远高于同期" in weather_words("zh", case_rows[WHOLE], [driver("rain", 1.0, 96.0)])


def test_one_year_is_not_called_many(case_rows: dict[str, CaseRow]) -> None:
    own = [driver("wind_speed", 1.0, 5.0, years=1, days=28)]
    assert "与当年前后同期 28 天相比" in weather_words("zh", case_rows[WHOLE], own)
    assert "same weeks of that year" in weather_words("en", case_rows[WHOLE], own)


def test_ratios_hint_and_never_prove(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    row = replace(case_rows[WHOLE], is_fireworks=False)
    said = plain(ratio_words("zh", row, query.drivers(made_snapshot, row, "ratio")))
    assert "PM₂.₅/PM₁₀ 0.82 远高于超标日，提示以细颗粒为主" in said
    assert said.startswith("与 2 年同期的 PM₂.₅ 超标日（58 天）相比：")
    assert "；SO₂/NO₂ 0.21 低于超标日；NO₂ 55 µg/m³ 高于超标日。" in said
    assert said.endswith("只作提示，不能单独说明来源。")
    assert "证明" not in said
    usual = ratio_words("zh", row, [driver("so2_no2", 0.3, 50.0)])
    assert usual.startswith("与 4 年同期的 PM₂.₅ 超标日（120 天）相比：SO₂/NO₂与超标日相近。")
    assert ratio_words("zh", row, ()) == ""
    for factor in ("pm25_pm10", "pm25_co", "secondary_share", "so2_no2", "no2", "ox"):
        for percentile in (1.0, 20.0, 80.0, 99.0):
            for lang in ("zh", "en"):
                assert ratio_words(lang, row, [driver(factor, 1.0, percentile)])


def hinted(case: CaseRow, *drivers: Driver) -> list[str]:
    """Return what a set of ratios hints at, in Chinese."""
    return re.findall("提示[^；。]+", ratio_words("zh", case, drivers).split("同期各年")[0])


def test_only_the_extreme_hints_and_one_piece_of_evidence_once(
    case_rows: dict[str, CaseRow],
) -> None:
    row = replace(case_rows[WHOLE], is_fireworks=False)
    assert hinted(row, driver("no2", 80.0, 89.0)) == []
    assert hinted(row, driver("no2", 80.0, 91.0)) == ["提示本地氮氧化物累积"]
    both = driver("pm25_co", 80.0, 95.0), driver("secondary_share", 0.6, 97.0)
    assert hinted(row, *both) == ["提示二次生成的份额可能较大"]
    many = [driver(f, 1.0, 99.0) for f in ("pm25_pm10", "pm25_co", "no2")]
    assert len(hinted(row, *many, driver("so2_no2", 1.0, 99.0, years=2))) == 3


def test_a_trend_of_years_is_no_hint_of_a_case(case_rows: dict[str, CaseRow]) -> None:
    own = driver("so2_no2", 1.1, 99.0)
    assert hinted(case_rows[OPEN], replace(own, years=4)) == []
    assert hinted(case_rows[OPEN], replace(own, years=3)) == ["提示燃煤等固定源的影响可能较大"]


def test_many_years_of_nitrogen_are_a_trend_too(case_rows: dict[str, CaseRow]) -> None:
    own = driver("no2", 80.0, 99.0, years=5)
    assert hinted(case_rows[OPEN], own) == ["提示本地氮氧化物累积"]
    assert hinted(case_rows[OPEN], replace(own, years=6)) == []


def test_beside_clean_days_high_ratios_hint_at_nothing(case_rows: dict[str, CaseRow]) -> None:
    row, beside_all = case_rows[OPEN], {"against": "all", "years": 1}
    for factor in ("pm25_pm10", "pm25_co", "secondary_share", "no2"):
        high = driver(factor, 1.0, 99.0, **beside_all)
        assert "提示" not in ratio_words("zh", row, [high]).split("：只作提示")[0]
        assert "a hint" not in ratio_words("en", row, [high])
        assert ratio_words("zh", row, [high]).startswith(
            "同期 PM₂.₅ 超标日太少，与当年前后同期全部日子（120 天，含清洁日）相比："
        )
        # What is low although the air was polluted says something.
        low = driver(factor, 1.0, 1.0, **beside_all)
        assert text_of(factor) in ratio_words("zh", row, [low])
    sulphur = driver("so2_no2", 1.0, 99.0, **beside_all)
    assert "提示燃煤" in ratio_words("zh", row, [sulphur])


def text_of(factor: str) -> str:
    return text("zh", f"case.ratio.{factor}.low")


def test_two_kinds_of_days_are_two_sentences(case_rows: dict[str, CaseRow]) -> None:
    mixed = [driver("pm25_pm10", 0.8, 80.0), driver("no2", 60.0, 80.0, against="all", days=130)]
    said = plain(ratio_words("zh", case_rows[OPEN], mixed))
    assert "PM₂.₅/PM₁₀ 0.80 高于超标日。同期 PM₂.₅ 超标日太少，与 4 年同期全部日子（130 天" in said
    assert "NO₂ 60 高于同期。超标时这些比值" in said
    english = ratio_words("en", case_rows[OPEN], mixed)
    assert "above such days. Too few days over the PM₂.₅ limit" in english
    assert ratio_words("zh", case_rows[OPEN], [driver("no2", 60.0, None)]) == (
        "历年同期的天数不足，不作比较。"
    )


def test_a_case_of_both_is_one_of_ozone(case_rows: dict[str, CaseRow]) -> None:
    own = driver("ox", 200.0, 99.0), driver("no2", 50.0, 50.0)
    assert hinted(case_rows[BOTH], *own) == []
    assert hinted(case_rows[OZONE], *own) == ["提示大气氧化性较强"]


def test_oxidation_is_told_by_ozone_alone(case_rows: dict[str, CaseRow]) -> None:
    """Ox of 113 with NO2 of 103 holds 10 of O3; with NO2 of 50 more than half is O3."""
    oxidant = driver("ox", 113.0, 95.0)
    assert hinted(case_rows[OZONE], oxidant, driver("no2", 103.0, 50.0)) == []
    assert hinted(case_rows[OZONE], oxidant, driver("no2", 50.0, 50.0)) == ["提示大气氧化性较强"]
    assert hinted(case_rows[OZONE], oxidant) == []


def test_fireworks_and_dust_hint_at_nothing(case_rows: dict[str, CaseRow]) -> None:
    own = [driver("pm25_co", 150.0, 99.0)]
    plain_row = replace(case_rows[WHOLE], is_fireworks=False)
    assert hinted(plain_row, *own)
    assert hinted(case_rows[WHOLE], *own) == []
    assert ratio_words("zh", case_rows[WHOLE], own).endswith("不作来源提示。")
    assert ratio_words("zh", replace(plain_row, is_dust=True), own).endswith("不作来源提示。")


def test_a_formula_keeps_its_letters(case_rows: dict[str, CaseRow]) -> None:
    said = ratio_words("en", case_rows[WHOLE], [driver("ox", 150.0, 95.0, unit="µg/m³")])
    assert "Oₓ (O₃ + NO₂) 150" in said
    own = driver("secondary_share", 0.5, 50.0, unit="1")
    assert factor_value(own) == "0.50"
    assert factor_value(own, 0.25) == "0.25"


def test_the_wind_beside_what_is_usual(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    row = case_rows[WHOLE]
    wind = query.drivers(made_snapshot, row, "wind")
    assert plain(wind_words("zh", row, wind)) == (
        "比同期多的是静风 34 %（同期 15 %）、南风 31 %（同期 14 %）、西南风 22 %（同期 10 %）；"
        "占时一成以上的风中，西南风时 PM₂.₅ 平均最高（181 µg/m³），但不等于污染来自那里。"
    )
    alone = [replace(d, p50=None, mean_pollutant=None) for d in wind if d.factor == "s"]
    assert wind_words("zh", row, alone) == "最常见的是南风 31 %。"
    even = [replace(d, value=d.p50) for d in wind]
    assert wind_words("zh", row, even).startswith("最常见的是北风 20 %（同期 20 %）")
    assert wind_words("zh", row, ()) == ""
    spread = [replace(d, value=9.0) for d in wind]
    assert "没有哪个方向占到一成" in wind_words("zh", row, spread)


def test_like_cases_and_what_was_not_compared(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    row = case_rows[WHOLE]
    found = query.neighbours(made_snapshot, row)
    assert neighbour_words("zh", row, found) == (
        "以往最相似的是 2018年12月5日 PM₂.₅ 污染过程（距离 1.5），最像的是曲线形状，"
        "差得最多的是强度；气象、组成比值缺资料，未比。"
    )
    assert neighbour_words("zh", row, found, 2).startswith("此前 2 次同类过程中最相似的是 ")
    assert neighbour_words("zh", row, ()) == "此前没有可比的同类过程。"
