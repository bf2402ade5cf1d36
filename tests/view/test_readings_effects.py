"""Effects in words: verdicts, intervals, doubts; never more than the tables say."""

import dataclasses

import pandas as pd
import pytest

from summaries.store import Snapshot
from tests.view.made_effects import CITY, CLEAR, HOSTILE, LIKELY, OUTSIDE, POOR, UNSURE
from view.effect_amounts import between, decimals_of, difference, percent
from view.effect_parts import Change, MeasureEffect
from view.queries import effects as query
from view.queries.effect_controls import controls
from view.readings import effect_model, effect_verdict
from view.readings.effect_control import control_words
from view.readings.effect_head import head_words
from view.readings.effects import (
    change_words,
    city_words,
    poor_words,
    reason_words,
    told,
)


@pytest.fixture
def one(effects_made: Snapshot) -> dict[str, MeasureEffect]:
    return {e.measure_id: e for e in query.effects(effects_made, CITY, "pm25")}


def test_a_clear_effect_has_amount_interval_and_placebos(one: dict[str, MeasureEffect]) -> None:
    clear = one[CLEAR]
    assert effect_verdict.badge("zh", clear) == "明确降低"
    said = " ".join(
        effect_verdict.verdict_words("zh", clear, effect_verdict.amount_words("zh", clear))
    )
    # 50 against 70: -20 (-29 to -11), of 70 that is -29 % (-41 to -16).
    assert "观测 50\u2009µg/m³，无管控预测 70\u2009µg/m³" in said
    assert "−20\u2009µg/m³（−29 至 −11）" in said
    assert "−29\u2009%（−41 % 至 −16 %）" in said
    assert "40 个没有措施的时段中，0 个" in said
    assert "互不重叠的 12 个" in said
    assert "不能说" not in said


def test_higher_air_is_no_success_and_no_harm(one: dict[str, MeasureEffect]) -> None:
    likely = one[LIKELY]
    assert effect_verdict.badge("en", likely) == "Likely higher"
    assert "does not mean" in " ".join(effect_verdict.verdict_words("en", likely, ""))


def test_what_is_like_the_weather_is_not_the_measures_doing(
    one: dict[str, MeasureEffect],
) -> None:
    assert effect_verdict.badge("zh", one[UNSURE]) == "与气象无法区分"
    said = " ".join(effect_verdict.verdict_words("zh", one[UNSURE], ""))
    assert "不能排除偶然" in said
    assert "不能说这是措施的作用" in said


def test_without_an_effect_only_the_reason_is_said(one: dict[str, MeasureEffect]) -> None:
    assert effect_verdict.verdict_words("zh", one[OUTSIDE], "") == [reason_words("zh", "outside")]
    assert effect_verdict.key_words("zh", one[OUTSIDE]) == ("", "")
    assert effect_verdict.amount_words("zh", one[OUTSIDE]) == ""
    assert "0.82" in " ".join(effect_verdict.verdict_words("zh", one[POOR], ""))


def test_every_doubt_is_said(one: dict[str, MeasureEffect]) -> None:
    names = {CLEAR: (HOSTILE, "The meeting"), "plan": ("规划", "Plan")}
    assert effect_verdict.doubts("zh", one[CLEAR], names) == []
    memory, overlap = effect_verdict.doubts("zh", one[LIKELY], names)
    assert "凭记忆" in memory
    assert f"{HOSTILE}、规划" in overlap
    assert effect_verdict.doubts("en", one[UNSURE], names) == ["Dates not verified."]
    assert effect_verdict.start_words("zh", one[LIKELY])
    assert effect_verdict.start_words("zh", one[CLEAR]) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_words(lang: str) -> None:
    reasons = (
        *("skill", "placebo", "interval", "sign", "outside", "too_long", "too_few_hours"),
        *("too_few_placebos", "off", "no_hours", "no_weather", "too_short", "too_few"),
        *("constant", "reference_state"),
    )
    said = [reason_words(lang, reason) for reason in reasons]
    assert len(set(said)) == len(reasons)
    assert not any("code" in words or "代码" in words for words in said)
    assert "xyz" in reason_words(lang, "xyz")


def test_a_city_without_a_model_is_told_what_it_needs(effects_made: Snapshot) -> None:
    why, needs = city_words("zh", query.skills(effects_made, CITY, "co")) or ("", "")
    assert "缺测过多" in why
    assert "补齐" in needs
    assert city_words("zh", query.skills(effects_made, CITY, "pm25")) is None
    why, needs = city_words("zh", ()) or ("x", "")
    assert why == ""
    assert "没有这一污染物的模型" in needs


def test_a_poor_model_says_so_with_its_figure(effects_made: Snapshot) -> None:
    poor = poor_words("zh", query.skills(effects_made, CITY, "no2"), 0.5)
    assert "0.32" in poor
    assert "0.5" in poor
    assert poor_words("zh", query.skills(effects_made, CITY, "pm25"), 0.5) == ""


def test_the_list_says_what_a_plus_beside_a_warning_is(one: dict[str, MeasureEffect]) -> None:
    higher, lower = one[LIKELY], dataclasses.replace(one[LIKELY], effect=-5.0)
    assert "不是措施有害" in " ".join(effect_verdict.list_words("zh", higher))
    assert "不是措施有害" not in " ".join(effect_verdict.list_words("zh", lower))
    # Its badge and its placebos say as much.
    assert "不能排除偶然" not in " ".join(effect_verdict.list_words("zh", one[UNSURE]))
    assert "把握太差" in " ".join(effect_verdict.list_words("zh", one[POOR]))


def test_other_cities_have_no_say_on_hours_of_ozone() -> None:
    assert "日统计值" in control_words("zh", None, "会议", "o3")[0]
    assert "没有这一项" in control_words("zh", None, "会议", "pm25")[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_against_other_cities_has_words(effects_made: Snapshot, lang: str) -> None:
    own = controls(effects_made, CITY, "pm25")[LIKELY]
    for reason in ("no_donors", "too_few_donors", "too_few_days", "reference_state", "outside"):
        (said,) = control_words(lang, dataclasses.replace(own, reason=reason), HOSTILE, "pm25")
        assert f"({reason})" not in said.replace("（", "(").replace("）", ")")
        assert HOSTILE in said
    assert "xyz" in control_words(lang, dataclasses.replace(own, reason="xyz"), "", "pm25")[0]


def test_a_measure_that_does_not_aim_at_the_pollutant_says_so(
    one: dict[str, MeasureEffect],
) -> None:
    beside = dataclasses.replace(one[LIKELY], is_aimed=False)
    for said in (
        effect_verdict.list_words("zh", beside),
        effect_verdict.verdict_words("zh", beside, ""),
    ):
        assert "不针对 PM₂.₅" in " ".join(said)
    assert "不针对" not in " ".join(effect_verdict.list_words("zh", one[LIKELY]))
    # Of what has no effect there is nothing to aim.
    outside = dataclasses.replace(one[OUTSIDE], is_aimed=False)
    assert "不针对" not in " ".join(effect_verdict.list_words("zh", outside))


def test_how_far_beyond_the_placebos_is_said(one: dict[str, MeasureEffect]) -> None:
    # 20 from none, they reach 9.
    assert "2.22 倍" in effect_verdict.placebo_reading("zh", one[CLEAR])
    unknown = dataclasses.replace(one[CLEAR], times_reach=None)
    assert "倍" not in effect_verdict.placebo_reading("zh", unknown)


def test_the_head_names_what_had_an_effect(effects_made: Snapshot) -> None:
    judged = query.effects(effects_made, CITY, "pm25")
    said, selected = head_words("en", "Shili", "pm25", judged, None, "")
    assert "not harm done" in selected
    assert f"Clearly lower: 1 (The {CLEAR} −29\u2009%)" in said
    assert "Likely higher: 1 (The orange-2019 +25\u2009%)" in said
    assert "outside the data: 1" in said
    assert "model not good enough: 1" in said
    many = [dataclasses.replace(one, verdict="clear", effect=-1.0) for one in judged]
    assert "and others" in head_words("en", "Shili", "pm25", many, None, "")[0]


def test_the_head_counts_what_does_not_aim_by_itself(effects_made: Snapshot) -> None:
    judged = query.effects(effects_made, CITY, "pm25")
    mixed = [dataclasses.replace(one, is_aimed=one.kind != "warning") for one in judged]
    counts, others = head_words("zh", "示例", "o3_mda8", mixed, None, "")
    assert "1 项措施" in counts
    assert "4 项措施不针对" in others
    none = [dataclasses.replace(one, is_aimed=False) for one in judged]
    (others,) = head_words("zh", "示例", "o3_mda8", none, None, "")
    assert "5 项措施不针对" in others


def test_the_head_counts_verdicts_and_parts_the_newest_change(effects_made: Snapshot) -> None:
    judged = query.effects(effects_made, CITY, "pm25")
    (change,) = query.changes(effects_made, CITY, "pm25", "weather", "year")
    counts, selected, parted, doubt = head_words(
        "zh", "示例", "pm25", judged, told("zh", change), ""
    )
    assert "不是措施有害" in selected
    assert "5 项措施" in counts
    assert f"明确降低 1 项（{HOSTILE} −29\u2009%）" in counts
    assert "模型不足以判断 1 项" in counts
    assert "不在数据时段内 1 项" in counts
    assert "2019年与2018年相比" in parted
    assert "气象 −20\u2009µg/m³（−23 至 −17）" in parted
    assert "不能全部归于措施" in doubt
    assert head_words("zh", "示例", "pm25", (), None, "差") == [
        "示例的项目清单里没有有起止日期的措施，不能评估单项成效。",
        "差",
    ]


def change(**own: object) -> Change:
    start = {"from_start": "2015-10-01", "from_end": "2016-04-01"}
    start |= {"to_start": "2016-10-01", "to_end": "2017-03-01"}
    dates = {name: pd.Timestamp(day) for name, day in start.items()}
    numbers = {"observed_from": 80.0, "observed_to": 90.0, "change": 10.0, "weather": 12.0}
    numbers |= {"weather_low": 9.0, "weather_high": 15.0, "rest": -2.0}
    numbers |= {"rest_low": -5.0, "rest_high": 1.0}
    named = {"kind": "winter_pm25", "months": 5} | dates | numbers | own
    return Change(**named)  # type: ignore[arg-type]


def test_a_change_that_may_be_none_is_said_to_be() -> None:
    said = change_words("zh", told("zh", change()), "pm25")
    assert "2016/17年秋冬" in said[0]
    assert said[1] == "去除气象后的变化与零无法区分。"
    sure = change_words("zh", told("zh", change(rest_low=-3.5, rest_high=-0.5)), "pm25")
    assert sure[1] == "气象与其余方向相反。"
    own = change_words("zh", told("zh", change(kind="own")), "pm25")
    assert "2015年10月至2016年3月" in own[0]
    assert "季节差异没有分开" in own[-1]
    assert change_words("zh", told("zh", change(change=None)), "pm25") == []


def test_differences_that_stand_together_are_rounded_alike() -> None:
    assert decimals_of("pm25", -4.25, 19.9) == 1
    assert decimals_of("pm25", -4.25, 20.0) == 0
    assert decimals_of("co", 0.1, None) == 2
    assert difference("pm25", -4.25, -31.0) == "−4\u2009µg/m³"
    assert between("zh", "co", -0.314, 0.05) == "（−0.31 至 +0.05）"
    assert between("zh", "co", None, 0.05) == ""
    assert (percent(-0.2), percent(None)) == ("0\u2009%", "—")


def test_settings_are_named_and_the_model_card_says_what_flatters(
    effects_made: Snapshot, one: dict[str, MeasureEffect]
) -> None:
    rows = effect_verdict.variant_rows(
        "zh", one[CLEAR], query.variants(effects_made, CITY, "pm25", CLEAR)
    )
    assert [row[0] for row in rows] == [
        "本页所用",
        "前后各留出 2 天",
        "只用当时气象",
        "不用 2018 年训练",
    ]
    assert rows[1][1:] == ["−21\u2009µg/m³", "−29\u2009%"]
    assert effect_verdict.variant_name("zh", "other_thing") == "other_thing"
    skills = query.skills(effects_made, CITY, "pm25")
    said = effect_model.skill_words("zh", "pm25", skills)
    assert "R² 为 0.82" in said
    assert "0.93 偏乐观" in said
    alike = [dataclasses.replace(s, r2=0.82) for s in skills]
    assert "偏乐观" not in effect_model.skill_words("zh", "pm25", alike)
    assert "2019年12月31日" in effect_model.data_words("zh", skills)
    assert effect_model.predictors_of(skills) == ["temperature", "wind_u_72h"]
    assert effect_model.skill_words("zh", "co", ()) == ""


def test_an_effect_of_no_known_margin_says_less(one: dict[str, MeasureEffect]) -> None:
    said = effect_verdict.event_foot("zh", one[CLEAR])
    assert "5 天" in said
    assert "+2\u2009% 与邻近各日的漂移 −3" in said
    bare = dataclasses.replace(one[CLEAR], margin_days=None)
    assert "5 天" not in effect_verdict.event_foot("zh", bare)
