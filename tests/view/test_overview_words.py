"""The overview's sentences, by what they say."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from view.overview_words import calendar_reading, headline, late_years, years_reading
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


def test_the_goal_is_the_target_where_there_is_one_else_the_limit() -> None:
    now = window("2016-10-31", 36.0)
    assert "年均限值 35，其余 61 天均值须不高于 30 µg/m³" in said(Standing(now, None))
    # 45.94 is said as 45: a mean of 46 would miss the goal.
    tight = {"pm25": Target((45.94 * 61 + 36.0 * 300) / 361, NAN, True)}
    assert "须不高于 45 µg/m³" in said(Standing(now, None, tight))
    target = {"pm25": Target(40.0, NAN, True)}
    assert "年度目标 40，其余 61 天均值须不高于 59 µg/m³" in said(Standing(now, None, target))
    lost = said(Standing(window("2016-10-31", 64.0), None))
    assert "其余 61 天无论多好，全年 PM₂.₅ 均值都将高于年均限值 35" in lost


def test_a_whole_year_is_judged() -> None:
    missed = said(Standing(window("2016-12-31", 73.0), None, invalid=("pm25", "o3")))
    assert missed.startswith("2016年，北京：")
    assert "比年均限值 35 高 38 µg/m³" in missed
    assert "PM₂.₅、O₃ 的有效天数未达到 GB 3095 对全年的要求" in missed
    assert "全年 PM₂.₅ 均值达到年均限值 35" in said(Standing(window("2020-12-31", 34.0), None))


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


def days(aqi: list[float], level: list[int], primary: list[str | None]) -> pd.DataFrame:
    dates = pd.date_range("2016-02-28", periods=len(aqi))
    frame = pd.DataFrame({"date": dates, "aqi": aqi, "level": level, "primary": primary})
    values = dict.fromkeys(("pm25", "pm10", "so2", "no2", "co", "o3_mda8"), NAN)
    return frame.assign(aqi_at_least=NAN, **values)


def test_the_calendar_is_counted_in_words() -> None:
    frame = days([45, 180, 250, NAN, 160], [1, 4, 5, 0, 4], [None, "pm25+o3", "pm25", None, "<b>x"])
    words = calendar_reading(frame, "北京", 2016, "zh")
    assert "优良 1 天，轻度和中度污染 2 天，重度及以上 1 天" in words
    assert "最重为3月1日，AQI 250（重度污染，首要污染物 PM₂.₅）" in words
    assert "PM₂.₅ 2 天" in words
    assert "O₃ 1 天" in words
    empty = calendar_reading(days([], [], []), "北京", 2012, "zh")
    assert empty == "北京 2012年没有日数据"
    missing = calendar_reading(days([NAN], [0], [None]), "北京", 2016, "zh")
    assert missing == "北京 2016年没有日数据"
    alone = days([NAN], [0], [None]).assign(pm25=80.0)
    assert "AQI 需各项目齐全" in calendar_reading(alone, "北京", 2016, "zh")


def test_the_worst_day_may_be_one_without_an_aqi() -> None:
    frame = days([45, 180, NAN], [1, 4, 0], [None, "pm25", None])
    frame["aqi_at_least"] = [NAN, NAN, 478.0]
    words = calendar_reading(frame, "北京", 2016, "zh")
    assert "最重为3月1日，缺项，AQI 至少 478（至少严重污染）" in words
    frame["aqi_at_least"] = [NAN, NAN, 120.0]
    assert "最重为2月29日，AQI 180" in calendar_reading(frame, "北京", 2016, "zh")


def series(values: dict[int, float], late: tuple[int, ...] = ()) -> pd.DataFrame:
    rows = [(pd.Timestamp(y, 10, 31), v, y in late) for y, v in values.items()]
    return pd.DataFrame(rows, columns=["date", "pm25", "starts_late"])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({2014: 85.0, 2015: 81.0, 2016: 64.0}, "3 个有同期数据的年份中最低"),
        ({2014: 60.0, 2015: 61.0, 2016: 64.0}, "3 个有同期数据的年份中最高"),
        ({2014: 60.0, 2015: 81.0, 2016: 64.0}, "由低到高列第 2"),
        ({2014: 64.2, 2015: 64.1, 2016: 63.9}, "由低到高列第 1"),
        ({2016: 64.0}, "只有这一年"),
        ({2015: 64.0, 2016: NAN}, "没有累计均值"),
    ],
)
def test_the_year_is_ranked_as_shown(values: dict[int, float], expected: str) -> None:
    assert expected in years_reading(series(values), 2016, pd.Timestamp("2016-10-31"), "zh")


def test_a_late_year_is_not_ranked() -> None:
    frame = series({2013: 60.0, 2014: 85.0, 2016: 64.0}, late=(2013,))
    assert "2 个有同期数据" in years_reading(frame, 2016, pd.Timestamp("2016-10-31"), "zh")
    assert "不排序" in years_reading(frame, 2013, pd.Timestamp("2013-10-31"), "zh")
    assert late_years(frame) == [2013]


def test_both_languages_have_the_same_texts_and_blanks() -> None:
    zh, en = (
        json.loads((TEXTS / f"overview.{lang}.json").read_text("utf-8")) for lang in ("zh", "en")
    )
    assert zh.keys() == en.keys()
    for key in zh:
        blanks = [sorted(part.split("}")[0] for part in t[key].split("{")[1:]) for t in (zh, en)]
        assert set(blanks[1]) <= set(blanks[0]), key
    assert np.all([bool(v) for v in zh.values()])
