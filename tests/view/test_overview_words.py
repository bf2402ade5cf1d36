"""The overview's sentences, by what they say."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from layouts.parts.key_card import key_card
from view.overview_words import headline
from view.queries.cumulative import Allowance
from view.readings.allowed import room_words
from view.standing import Standing, Target, Window

TEXTS = Path(__file__).resolve().parents[2] / "view" / "text"
NAN = math.nan


def window(end: str, pm25: float = 64.0, days: int = 300, first: str = "") -> Window:
    last = pd.Timestamp(end)
    values = {
        "pm25": pm25,
        "o3_mda8_p90": 199.0,
        "good_ratio": 0.573,
        "heavy_days": 21.0,
        "composite_index": 6.15,
    }
    begun = pd.Timestamp(first) if first else pd.Timestamp(last.year, 1, 1)
    return Window(last, begun, values, dict.fromkeys(values, days), last.day_of_year)


def said(standing: Standing, lang: str = "zh", place: str = "北京") -> str:
    year = standing.now.end.year if standing.now else 2016
    return "".join(words for words, _ in headline(standing, place, year, lang))


def test_the_sentence_compares_with_last_year() -> None:
    standing = Standing(window("2016-10-31", 64.0), window("2015-10-31", 73.0))
    assert said(standing).startswith(
        "截至2016年10月31日，北京：PM₂.₅ 均值 64 µg/m³，比去年同期低 9；"
    )
    assert "优良天数比例 57.3 %，与去年同期持平" in said(standing)
    tones = dict(headline(standing, "北京", 2016, "zh"))
    assert tones["比去年同期低 9"] == "better"
    assert "9 lower than a year before" in said(standing, "en", "Beijing")


def test_the_sentence_says_why_it_does_not_compare() -> None:
    now = window("2014-09-30")
    assert "去年同期无数据，不作同比" in said(Standing(now, None))
    late = window("2013-09-30", first="2013-03-01")
    words = said(Standing(now, late))
    assert words.count("2013年数据自3月1日起，两年时段不同，不作同比") == 1
    assert "比去年同期" not in words
    assert "（数据自3月1日起）" in said(Standing(late, None))


def test_too_few_days_are_words_not_a_number() -> None:
    one = said(Standing(window("2016-10-31", NAN, days=40), None))
    assert "PM₂.₅ 样本不足（有效 40/305 天）" in one
    nothing = dict.fromkeys(window("2016-10-31").values, NAN)
    poor = Window(pd.Timestamp("2013-03-31"), None, nothing, dict.fromkeys(nothing, 29), 90)
    words = said(Standing(poor, None))
    assert "样本不足，暂不评价（有 AQI 的天数 29/90）" in words
    assert "µg/m³" not in words
    assert "没有可用于评价的数据" in said(Standing(None, None))


def goal(
    name: str, value: float, allowed: float, verdict: str = "open", days_left: int = 61
) -> Allowance:
    room = "days" if value < 1 else "mean"
    return Allowance(name, value, days_left, room, allowed, verdict)


def allowing(metric: str, *goals: Allowance, end: str = "2016-10-31", pm25: float = 36) -> Standing:
    return Standing(window(end, pm25), None, allowances={metric: goals})


def test_the_sentence_says_what_the_rest_may_be() -> None:
    limit = allowing("pm25", goal("limit:gb3095-2012", 35.0, 30.08))
    assert "年均限值 35，其余 61 天均值须不高于 30 µg/m³" in said(limit)
    # 45.94 is said as 45: a mean of 46 would miss the goal.
    tight = allowing("pm25", goal("target", 37.6, 45.94))
    assert "须不高于 45 µg/m³" in said(tight)
    lost = allowing("pm25", goal("limit:gb3095-2012", 35.0, -90.0, "out_of_reach"))
    assert "其余 61 天无论多好，全年 PM₂.₅ 均值都将高于年均限值 35" in said(lost)
    # Next to nothing, and below zero where only rounding can help, are no room to speak of.
    assert "已难达到" in said(allowing("pm25", goal("target", 35.0, 0.4)))
    assert "须不高于 0" not in said(allowing("pm25", goal("target", 35.0, -0.2)))


def test_the_sentence_says_how_many_days_may_still_be_other_than_good() -> None:
    some = allowing("good_ratio", goal("target", 0.721, 12.0))
    assert "优良天数比例要达到年度目标 72.1 %，其余 61 天中不优良的须不超过 12 天" in said(some)
    none = allowing("good_ratio", goal("target", 0.721, 0.0))
    assert "其余 61 天须天天优良" in said(none)
    lost = allowing("good_ratio", goal("target", 0.721, -10.0, "out_of_reach"))
    assert "即使天天优良，优良天数比例也达不到年度目标 72.1 %" in said(lost)
    assert "reach the year's target 72.1 %" in said(some, "en", "Xiangyang")


def test_a_card_says_the_target_and_the_stretch_in_one_line() -> None:
    two = goal("target", 59.0, 73.2), goal("stretch", 57.0, 61.9)
    words = room_words(allowing("pm25", *two), "pm25", "zh")
    assert words == "余下 61 天日均不超过 73 可达目标 59（争取 57：不超过 61）"
    half = goal("target", 59.0, 41.3), goal("stretch", 57.0, -4.0, "out_of_reach")
    words = room_words(allowing("pm25", *half), "pm25", "zh")
    assert words.endswith("可达目标 59（争取 57：已无法达到）")
    lost = (
        goal("target", 0.721, -10.0, "out_of_reach"),
        goal("stretch", 0.729, -13.0, "out_of_reach"),
    )
    words = room_words(allowing("good_ratio", *lost), "good_ratio", "zh")
    assert words == "目标 72.1 %、争取 72.9 %：余下 61 天无论多好都已无法达到"
    safe = goal("target", 0.721, 70.0, "safe"), goal("stretch", 0.729, 5.0)
    words = room_words(allowing("good_ratio", *safe), "good_ratio", "zh")
    assert words == "目标 72.1 %：余下 61 天无论如何都能达到（争取 72.9 %：5 天）"


def test_a_card_is_silent_where_nothing_is_to_come_or_too_little_is_known() -> None:
    over = goal("target", 59.0, NAN, "missed", days_left=0)
    assert room_words(allowing("pm25", over, end="2016-12-31"), "pm25", "zh") == ""
    few = goal("target", 59.0, NAN, "unknown")
    assert room_words(allowing("pm25", few), "pm25", "zh") == ""
    assert "其余" not in said(allowing("pm25", few))


def test_a_whole_year_is_judged() -> None:
    limit = goal("limit:gb3095-2012", 35.0, NAN, "missed", days_left=0)
    allowances = {"pm25": (limit,)}
    whole = window("2016-12-31", 73.0)
    missed = said(Standing(whole, None, invalid=("o3",), allowances=allowances))
    assert missed.startswith("2016年，北京：")
    assert "比年均限值 35 高 38 µg/m³" in missed
    assert "O₃ 的有效天数未达到 GB 3095 对全年的要求" in missed
    kept = Standing(window("2020-12-31", 34.0), None, allowances=allowances)
    assert "全年 PM₂.₅ 均值达到年均限值 35" in said(kept)


def test_the_scheme_and_the_basis_are_always_said() -> None:
    usual = Standing(window("2016-10-31"), None)
    assert said(usual).endswith("标准：当日施行的标准（限值 GB 3095-2012） · 口径：全部日")
    assert "口径：全部日" in said(Standing(None, None))
    who = replace(usual, scheme="who2021", basis="without_dust", is_different=True)
    words = said(who)
    assert "凭记忆录入，未核对原文" in words
    assert "口径：剔除沙尘日" in words
    assert "重污染" not in words.split("标准：")[0]
    assert "没有列出沙尘日" in said(replace(who, is_different=False))
    converted = replace(usual, basis="present_state", is_different=True)
    assert "统一到现行参比状态" in said(converted)
    assert "只换算浓度" in said(converted)


def test_a_fall_at_a_change_of_standard_is_told_as_that() -> None:
    now, before = window("2026-10-31"), window("2025-10-31")
    now = replace(now, values={**now.values, "good_ratio": 0.80})
    before = replace(before, values={**before.values, "good_ratio": 0.85})
    was = replace(before, values={**before.values, "good_ratio": 0.785})
    steady = Standing(now, was, scheme="gb3095-2026-transition")
    words = said(Standing(now, before, steady=steady))
    assert (
        "统一按 GB 3095-2026 过渡限值 评价，优良天数比例 80.0 %，比去年同期高 1.5 个百分点" in words
    )
    assert "由 85.0 % 降为 80.0 %" in words
    assert "不等于空气变差" in words
    tones = {tone for _, tone in headline(Standing(now, before, steady=steady), "北京", 2026, "zh")}
    assert "worse" not in tones
    rose = replace(before, values={**before.values, "good_ratio": 0.75})
    assert "降为" not in said(Standing(now, rose, steady=steady))


def test_days_that_exceed_without_an_aqi_are_said() -> None:
    now = window("2016-10-31")
    unjudged = {"good_ratio": 9, "heavy_days": 3}
    silent = Window(now.end, now.first, now.values, now.days, now.elapsed, unjudged)
    assert "另有 9 天因缺项没有 AQI" in said(Standing(silent, None))
    assert "至少重度 3 天" in said(Standing(silent, None))
    assert "另有" not in said(Standing(now, None))


def test_the_change_of_reference_state_is_said() -> None:
    standing = Standing(window("2019-10-31"), window("2018-10-31"))
    assert said(standing).count("跨 2018-09-01 参比状态变更，不作同比") == 1
    assert "比去年同期" not in said(standing)
    assert {"better", "worse"}.isdisjoint(t for _, t in headline(standing, "成都", 2019, "en"))


def test_a_year_of_too_few_days_is_not_held_against_its_target() -> None:
    missing = goal("target", 59.0, NAN, "unknown", 0)
    short = Standing(
        window("2016-12-31", 64.0),
        None,
        targets={"pm25": Target(59.0, NAN, True)},
        invalid=("pm25",),
        allowances={"pm25": (missing,)},
    )
    words = said(short)
    assert "PM₂.₅ 均值 64 µg/m³" in words
    assert "对照年度目标 59：有效天数不足，不作判定" in words
    assert "比年度目标" not in words
    card = str(key_card(short, "pm25", "", "/", "zh"))
    assert "目标 ≤ 59：有效天数不足，不作判定" in card
    assert "年均限值 35：有效天数不足，不作判定" in card
    both = replace(short, targets={"pm25": Target(59.0, 57.0, True)})
    words = str(key_card(both, "pm25", "", "/", "zh"))
    assert "目标 ≤ 59、争取 ≤ 57：有效天数不足，不作判定" in words
    assert "达到" not in card
    assert "超过" not in card


def test_days_within_all_limits_are_not_called_good() -> None:
    for scheme in ("gb3095-2026-final", "who2021"):
        standing = Standing(window("2016-12-31"), None, scheme=scheme)
        assert "六项达标天数比例 57.3 %" in said(standing)
        clauses = headline(standing, "北京", 2016, "zh")
        assert "优良" not in "".join(words for words, tone in clauses if tone != "rules")
        card = str(key_card(standing, "good_ratio", "", "/", "zh"))
        assert "六项达标天数比例" in card
        assert "优良" not in card
    assert "优良天数比例" in said(Standing(window("2016-12-31"), None))


def test_a_metric_without_a_guideline_says_so() -> None:
    standing = Standing(window("2016-12-31"), None, scheme="who2021")
    words = "WHO 不设全年第 90 百分位的指导值"
    assert words in str(key_card(standing, "o3_mda8_p90", "", "/", "zh"))
    assert words not in str(key_card(standing, "good_ratio", "", "/", "zh"))


def test_what_is_allowed_over_all_days_says_so_in_the_sentence_too() -> None:
    own = {"pm25": (goal("limit:gb3095-2012", 35.0, 30.08),)}
    other = Standing(
        window("2016-10-31", 36), None, basis="present_state", is_different=True, allowances=own
    )
    assert "须不高于 30 µg/m³（按全部日计）" in said(other)
    assert "按全部日计" not in said(replace(other, basis="", is_different=False))
    # The gap of a year that is over is that of the mean on the basis itself.
    over = {"pm25": (goal("limit:gb3095-2012", 35.0, NAN, "missed", 0),)}
    whole = replace(other, now=window("2016-12-31", 36), allowances=over)
    assert "比年均限值 35 高 1 µg/m³。" in said(whole)


def test_both_languages_have_the_same_texts_and_blanks() -> None:
    zh, en = (
        json.loads((TEXTS / f"overview.{lang}.json").read_text("utf-8")) for lang in ("zh", "en")
    )
    assert zh.keys() == en.keys()
    for key in zh:
        blanks = [sorted(part.split("}")[0] for part in t[key].split("{")[1:]) for t in (zh, en)]
        assert set(blanks[1]) <= set(blanks[0]), key
    assert np.all([bool(v) for v in zh.values()])
