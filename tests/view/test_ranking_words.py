"""What Ranking says in words, by rule."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from view.rank_options import Choice
from view.rankings import History, Ranking, Rebounds
from view.ranks import order_places
from view.readings.ranking import (
    in_sentence,
    join_names,
    read_history,
    read_ranked_counts,
    read_ranking,
    read_rebounds,
)
from view.spans import Span
from view.text import LANGUAGES

YEAR = Span.of("year", "2016-01-01", "2017-01-01")
CHOICE = Choice("x", "district", "pm25", "", "", YEAR, ((YEAR, True),))
NAMES = {"a": "甲区", "b": "乙区", "c": "丙区", "d": "丁区", "e": "戊区"}


def rows(values: list[float], **more: object) -> pd.DataFrame:
    """Return a period's rows of the first places."""
    table: dict[str, object] = {
        "place": list(NAMES)[: len(values)],
        "value": np.array(values, "float32"),
        "is_valid": True,
        "days": 366,
        "calendar_days": 366,
        "excluded_days": 0,
        "is_control": False,
        "is_other": False,
        **more,
    }
    return pd.DataFrame(table)


def said(
    now: pd.DataFrame, before: pd.DataFrame, choice: Choice = CHOICE, place: str = "x"
) -> list[str]:
    """Return the sentences on two years."""
    found = order_places(choice.metric, now, before, before)
    return read_ranking(Ranking(found, "", None), choice, NAMES, place, "zh")


def test_best_worst_and_the_changes() -> None:
    level, change = said(rows([60, 45, 52]), rows([66, 60, 50]))
    assert level == (
        "3 个区县参加排名，PM₂.₅ 均值最低的是乙区（45\u2009µg/m³），最高的是甲区（60\u2009µg/m³）。"
    )
    # a 60 from 66 is -9.1 %, b 45 from 60 -25.0 %, c 52 from 50 +4.0 %.
    assert change == (
        "与上年同期相比（3 个区县可比）：2 个改善，幅度最大的是乙区（−25.0\u2009%）；"
        "1 个变差，幅度最大的是丙区（+4.0\u2009%）。"
    )


def test_ties_are_named_together() -> None:
    assert said(rows([45, 45, 60]), rows([45] * 3))[0].count("甲区、乙区（45") == 1
    assert (
        said(rows([45] * 3), rows([45] * 3))[0]
        == "3 个区县参加排名，PM₂.₅ 均值同为 45\u2009µg/m³。"
    )
    assert join_names(list("甲乙丙丁"), "zh") == "甲、乙、丙 等 4 个"


def test_more_good_days_are_better() -> None:
    choice = replace(CHOICE, metric="good_ratio")
    level, change = said(rows([0.8, 0.9]), rows([0.82, 0.7]), choice)
    assert "最高的是乙区（90.0\u2009%），最低的是甲区（80.0\u2009%）" in level
    assert "1 个改善，幅度最大的是乙区（+20.0 个百分点）" in change
    assert "1 个变差，幅度最大的是甲区（−2.0 个百分点）" in change


def test_one_place_and_none() -> None:
    assert "无从排名" in said(rows([45]), rows([50]))[0]
    few = rows([45, 50], is_valid=False, days=200)
    assert said(few, rows([50, 50])) == [
        "2 个区县的有效天数都不合要求，数值列在表中，不排名次。",
        "两期天数都足够的地点一个也没有，不作同比。",
    ]
    assert "仅供参考" in said(rows([45, 50], is_valid=False, days=350), rows([50, 50]))[1]
    absent = rows([np.nan] * 2, is_valid=False, days=0)
    assert said(rows([45, 50]), absent)[1] == "没有上年同期的数据可比，不作同比。"
    nothing = rows([np.nan] * 2, is_valid=False, days=0)
    assert said(nothing, nothing)[0] == "这一时段没有区县数据，请换一个时段。"


def test_the_chosen_place_is_told_its_rank_or_why_it_has_none() -> None:
    now = rows([60, 45, 52], is_valid=[True, True, False], days=[366, 366, 100])
    assert said(now, rows([50] * 3), place="a")[-1] == "所选的甲区排第 2（共 2）。"
    assert said(now, rows([50] * 3), place="c")[-1] == "所选的丙区样本不足，没有名次。"


def test_who_keeps_all_limits_is_told_apart() -> None:
    choice = replace(CHOICE, metric="composite_index")
    kept = {"meets_all": [True, False], "over": ["", "pm25"]}
    sentences = said(rows([3.0, 5.0], **kept), rows([2.9, 4.9]), choice)
    assert any(sentence.startswith("其中 1 个六项单项指数") for sentence in sentences)


def history(ranks: list[list[float]]) -> History:
    cells = np.array(ranks, float)
    spans = tuple(Span.of("year", f"{y}-01-01", f"{y + 1}-01-01") for y in (2014, 2015, 2016))
    totals = np.isfinite(cells).sum(axis=0)
    return History(spans, ("a", "b"), cells, cells, totals, 2)


@pytest.mark.parametrize(
    ("ranks", "place", "words"),
    [
        ([[1, 2, 1], [2, 1, 2]], "a", "甲区在 3 期中名次最好第 1（2014），最差第 2（2015）。"),
        ([[1, 1, 1], [2, 2, 2]], "b", "乙区在 3 期中每次都排第 2。"),
        ([[np.nan, 2, np.nan], [1, 1, 1]], "a", "甲区只在2015有名次：第 2。"),
        ([[1, 2, 1], [2, 1, 2]], "x", "排第 1 最多的是甲区，3 期中 2 期。"),
        ([[1, 2, np.nan], [2, 1, np.nan]], "x", ""),
    ],
)
def test_history_in_words(ranks: list[list[float]], place: str, words: str) -> None:
    periods = ["2014", "2015", "2016"]
    assert read_history(history(ranks), periods, NAMES, place, "zh") == words


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ([2, 2, 2], "各期参加排名的都是 2 个区县。"),
        ([2, 0, 5], "各期参加排名的地点数：2014 2 个、2016 5 个。"),
        ([2, 3, 4, 5, 6, 7, 8], "各期参加排名的地点 2—8 个。"),
    ],
)
def test_history_tells_how_many_were_ranked(totals: list[int], words: str) -> None:
    found = replace(history([[1, 2, 1], [2, 1, 2]]), totals=np.array(totals))
    periods = [str(2014 + i) for i in range(len(totals))]
    assert read_ranked_counts(found, periods, "district", "zh") == words


def rises(verdicts: list[str], days_before: int = 90) -> Rebounds:
    frame = pd.DataFrame({"place": list(NAMES)[: len(verdicts)], "verdict": verdicts})
    frame = frame.assign(is_control=False, days_before=days_before)
    return Rebounds(YEAR.quarter(), frame, "", True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rises_are_counted_by_kind(lang: str) -> None:
    found = rises(["both", "only_all", "fell", "level", "too_few"])
    words = read_rebounds(found, "district", NAMES, "Q4", "Q3", lang)
    assert "甲区" in words[0]
    assert "4" in words[0]
    assert len(words) == 4


def test_no_rise_and_nothing_to_compare() -> None:
    none = read_rebounds(rises(["fell"]), "district", NAMES, "本季", "上年同季", "zh")
    assert none == ["1 个区县可比，没有一个的均值比上年同季上升。"]
    absent = read_rebounds(rises(["no_data"], 0), "district", NAMES, "本季", "上年同季", "zh")
    assert absent == ["没有上年同季的数据，无从比较。"]
    few = read_rebounds(rises(["too_few"]), "district", NAMES, "本季", "上年同季", "zh")
    assert few == ["本季和上年同季都有足够天数的地点一个也没有，不作判断。"]


def test_names_within_a_sentence() -> None:
    assert in_sentence("Share of good days") == "share of good days"
    assert in_sentence("AQI") == "AQI"
    assert in_sentence("PM₂.₅ mean") == "PM₂.₅ mean"
