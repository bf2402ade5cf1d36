"""The words on tiles and levels, by rule, on days and years whose answer is plain."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from view.options import City, Place
from view.queries.levels import Levels
from view.readings.applied import basis_words, between, scheme_words
from view.readings.levels import levels_sentence
from view.readings.tiles import longest_spell

NAN = math.nan
CITY = City(
    "shili",
    "示例",
    "Shili",
    pd.Timestamp("2015-01-01"),
    pd.Timestamp("2016-12-31"),
    True,
    False,
    "",
    "",
)
PLACE = Place("shili", "city", "示例", "Shili", False)
POLLUTANTS = ("pm25", "pm10", "so2", "no2", "co", "o3")


def dates(*days: str) -> np.ndarray:
    return np.array(days, dtype="datetime64[D]")


def test_a_spell_ends_where_a_day_is_missing() -> None:
    found = dates("2016-01-01", "2016-01-02", "2016-01-04", "2016-01-05", "2016-01-06")
    spell = longest_spell(found, np.array([True, True, True, True, False]))
    assert spell is not None
    # 1-2 January and 4-5 January are of one length: the first counts, the 3rd is not there.
    assert (spell.days, str(spell.first), str(spell.last)) == (2, "2016-01-01", "2016-01-02")
    assert longest_spell(found, np.zeros(5, bool)) is None


def test_one_day_is_named_once() -> None:
    day = np.datetime64("2016-01-01")
    assert between("zh", day, day) == "2016年1月1日"
    assert between("en", day, day + 1) == "1 January 2016 to 2 January 2016"


def test_scheme_and_basis_are_always_told() -> None:
    assert scheme_words("zh", "") == ["标准：当日施行的标准"]
    assert "凭记忆" in scheme_words("zh", "who2021")[0]
    assert len(scheme_words("zh", "who2021")) == len(scheme_words("en", "gb3095-2026-final")) == 2
    assert basis_words("zh", "all", False) == []
    assert basis_words("zh", "without_dust", False) == ["没有列出沙尘日，与全部日相同"]
    assert basis_words("zh", "without_dust", True) == ["口径：剔除沙尘日"]


def years(*rows: tuple[int, int, int], **more: object) -> Levels:
    """Return judged years of (year, good days, valid days), PM2.5 leading on a third of them."""
    frame = pd.DataFrame(
        [
            {
                "period_start": pd.Timestamp(y, 1, 1),
                "period_end": pd.Timestamp(y + 1, 1, 1),
                "limits": "gb3095-2012",
                "valid_days": valid,
                "good_days": good,
                "good_ratio": good / valid if valid else NAN,
                "heavy_days": 3.0,
                "is_valid": True,
                **dict.fromkeys((f"primary_{p}" for p in POLLUTANTS), 0.0),
                **{"primary_pm25": valid / 3},
                **dict.fromkeys((f"over_{p}" for p in POLLUTANTS), 1),
            }
            for y, good, valid in rows
        ]
    )
    whole = Levels(CITY, PLACE, "in_force", "year", frame, "all", False, None, None)
    return replace(whole, **more)


def test_the_last_year_is_held_against_the_one_before() -> None:
    # 270 / 360 = 75.0 %, 219 / 365 = 60.0 %: 15 points more.
    words = levels_sentence(years((2015, 219, 365), (2016, 270, 360)), "zh")
    assert "2016 年优良 270 天，占有 AQI 的 360 天的 75.0 %" in words
    assert "比上年高 15.0 个百分点" in words
    assert "重度及以上污染 3 天" in words
    assert "首要污染物以 PM₂.₅ 最多（120 天）" in words
    down = levels_sentence(years((2015, 270, 360), (2016, 219, 365)), "en")
    assert "15.0 percentage points less" in down
    assert "与上年持平" in levels_sentence(years((2015, 180, 360), (2016, 180, 360)), "zh")


def test_years_that_cannot_be_compared_are_not() -> None:
    apart = years((2014, 200, 360), (2016, 219, 365))
    assert "上年" not in levels_sentence(apart, "zh")
    # GB 3095 table 4 asks 324 days of a year.
    few = years((2015, 200, 323), (2016, 219, 365))
    assert "个百分点" in levels_sentence(years((2015, 200, 324), (2016, 219, 365)), "zh")
    assert "样本不足，不与上年比较" in levels_sentence(few, "zh")
    other = years((2025, 200, 360), (2026, 219, 365))
    other.rows.loc[1, "limits"] = "gb3095-2026-transition"
    assert "评价标准不同" in levels_sentence(other, "zh")
    throughout = replace(other, scheme="gb3095-2012")
    assert "个百分点" in levels_sentence(throughout, "zh")
    assert "参比状态变更" in levels_sentence(years((2017, 200, 360), (2018, 219, 365)), "zh")


def test_months_are_told_together_with_the_best_and_the_worst() -> None:
    found = years((2015, 10, 30), (2015, 27, 30), kind="month")
    found.rows["period_start"] = pd.to_datetime(["2015-01-01", "2015-02-01"])
    words = levels_sentence(found, "zh")
    assert "2015 年 1—2 月优良 37 天，占有 AQI 的 60 天的 61.7 %" in words
    assert "最高的是 2月（90.0 %），最低的是 1月（33.3 %）" in words


def test_one_month_is_named_once() -> None:
    found = years((2015, 10, 30), kind="month")
    assert "示例 2015 年 1 月优良 10 天" in levels_sentence(found, "zh")
    assert "Shili, January 2015: 10 good days" in levels_sentence(found, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_too_few_days_and_none_at_all(lang: str) -> None:
    few = years((2016, 5, 20))
    few.rows["good_ratio"] = NAN
    assert {"zh": "不给比例", "en": "too few days"}[lang] in levels_sentence(few, lang)
    assert {"zh": "没有可评判的天", "en": "no day"}[lang] in levels_sentence(
        years((2016, 0, 0)), lang
    )
