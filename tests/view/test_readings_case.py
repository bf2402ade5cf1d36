"""What is said of a case: the official's sentence, its hours and its doubts."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from summaries.store import Snapshot
from tests.view.made_case_rows import BOTH, DAYS, DUST, OPEN, OZONE, WHOLE
from view.case_parts import Curve
from view.case_row import CaseRow
from view.case_times import between_words, days_words, end_words
from view.case_words import full_title, kind_words, marks, title
from view.formats import THIN_SPACE
from view.queries import case as query
from view.queries.cases import case_of
from view.readings import case as reading
from view.readings.case_numbers import key_numbers, part_numbers, part_words


def plain(words: str) -> str:
    return words.replace(THIN_SPACE, " ")


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ("2019-01-10", "2019-01-10", "2019年1月10日", "10 January 2019"),
        ("2019-01-10", "2019-01-14", "2019年1月10日至14日", "10–14 January 2019"),
        ("2015-11-27", "2015-12-01", "2015年11月27日至12月1日", "27 November to 1 December 2015"),
        (
            "2016-12-30",
            "2017-01-07",
            "2016年12月30日至2017年1月7日",
            "30 December 2016 to 7 January 2017",
        ),
    ],
)
def test_days_name_what_they_share_once(first: str, last: str, zh: str, en: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (days_words("zh", *days), days_words("en", *days)) == (zh, en)


def test_midnight_ends_the_day_before() -> None:
    assert end_words("zh", pd.Timestamp("2019-01-15T00")) == "1月14日24时"
    assert end_words("en", pd.Timestamp("2019-01-15T06")) == "15 January, 06:00"
    hours = pd.Timestamp("2019-01-14T08"), pd.Timestamp("2019-01-15T00")
    assert between_words("zh", *hours) == "1月14日8时至24时"
    late = pd.Timestamp("2019-01-14T22"), pd.Timestamp("2019-01-15T02")
    assert between_words("zh", *late) == "1月14日22时至1月15日2时"


def test_titles_say_place_days_and_kind(case_rows: dict[str, CaseRow]) -> None:
    assert title("zh", case_rows[WHOLE]) == "2019年1月10日至14日 PM₂.₅ 重污染过程"
    assert full_title("en", case_rows[OZONE]) == "Shili: O₃ pollution, 12–14 June 2018"
    assert title("zh", case_rows[BOTH]) == "2018年6月13日 PM₂.₅ 与 O₃ 同时超标过程"


def test_heavy_is_what_its_own_pollutant_made(case_rows: dict[str, CaseRow]) -> None:
    dusty = replace(case_rows[DUST], aqi_max=500.0)
    assert kind_words("zh", dusty) == "PM₂.₅ 污染过程"
    assert kind_words("zh", replace(dusty, heavy_days=1)) == "PM₂.₅ 重污染过程"
    assert kind_words("en", replace(case_rows[BOTH], heavy_days=1)).endswith("at once")


def test_the_officials_sentence(case_rows: dict[str, CaseRow]) -> None:
    assert plain(reading.lead("zh", case_rows[WHOLE])) == (
        "2019年1月10日至14日，示例出现一次 PM₂.₅ 重污染过程：超标 5 天，其中 2 天重度及以上污染；"
        "日均值最高 181 µg/m³（1月12日），最高日均值为所给资料 4 次 PM₂.₅ 过程之首。"
    )
    assert plain(reading.lead("en", case_rows[OPEN])) == (
        "Shili, 30–31 December 2019: PM₂.₅ pollution; 2 days over the limit; highest daily mean"
        " 133 µg/m³ (31 December), no. 2 of the 4 PM₂.₅ cases in these data by highest daily mean."
    )
    every = replace(case_rows[WHOLE], heavy_days=5)
    assert "超标 5 天，均为重度及以上污染" in reading.lead("zh", every)
    day = replace(case_rows[WHOLE], days=1, heavy_days=1)
    assert "超标 1 天，当日为重度及以上污染" in reading.lead("zh", day)
    unknown = replace(case_rows[WHOLE], peak_day=None, peak_day_value=None, rank=0, ranked=0)
    assert reading.lead("zh", unknown).endswith("没有完整的日值。")
    assert "两项同日超标 1 天；PM₂.₅ 日均值最高 81" in plain(reading.lead("zh", case_rows[BOTH]))


def test_the_rank_is_told_by_what_it_is_worth(case_rows: dict[str, CaseRow]) -> None:
    assert "列第 2" in reading.head("zh", case_rows[OPEN])
    assert reading.head("zh", case_rows[WHOLE]).endswith("之首")
    assert "并列第 2" in reading.head("zh", replace(case_rows[OPEN], is_tied=True))
    assert "first (tied)" in reading.head("en", replace(case_rows[WHOLE], is_tied=True))
    assert "唯一" in reading.head("zh", case_rows[OZONE])
    assert reading.head("en", replace(case_rows[WHOLE], rank=0)) == ""


def test_the_period_says_what_the_data_leave_open(case_rows: dict[str, CaseRow]) -> None:
    assert (
        reading.period_words("zh", case_rows[WHOLE]) == "1月9日20时起，至1月14日24时，历时 124 小时"
    )
    assert "尚未结束（其后缺资料），已历时 56 小时" in reading.period_words("zh", case_rows[OPEN])
    cut = replace(case_rows[WHOLE], is_cut=True)
    assert "已在过程中" in reading.period_words("zh", cut)
    assert "至少 124 小时" in reading.period_words("zh", cut)
    both = replace(cut, is_open=True)
    assert "已在过程中" in reading.period_words("zh", both)
    assert "尚未结束" in reading.period_words("zh", both)
    assert reading.period_words("zh", case_rows[DAYS]) == "2017年12月3日至4日，2 天超标（仅有日值）"
    assert reading.period_words("zh", case_rows[OZONE]) == "2018年6月12日至14日，3 天超标"


def test_every_doubt_is_said(case_rows: dict[str, CaseRow]) -> None:
    assert marks("zh", case_rows[DUST]) == ["沙尘", "有缺测"]
    assert marks("zh", case_rows[DAYS]) == ["起点不全", "仅日值"]
    assert marks("zh", case_rows[WHOLE]) == ["烟花"]
    said = reading.notes("zh", case_rows[DUST])
    assert "11 小时具有沙尘特征" in said[0]
    # 3 of 39 hours are more than a twentieth.
    assert said[1] == "其间主导污染物缺测 3 小时（共 39 小时）：峰值与起止可能因此不准。"
    few = replace(case_rows[DUST], missing_hours=1, is_dust=False)
    assert reading.notes("zh", few) == ["其间主导污染物缺测 1 小时（共 39 小时）。"]
    assert "初步值" in reading.notes("zh", case_rows[OPEN])[0]
    assert "起升时间" in reading.notes("zh", case_rows[DAYS])[0]
    assert "只有日值" in reading.notes("zh", case_rows[DAYS])[1]
    assert "没有 AQI 级别" in reading.notes("zh", replace(case_rows[WHOLE], level=0))[-1]
    assert reading.notes("en", replace(case_rows[OZONE])) == []


def test_an_hour_below_the_eight_hour_mean_is_not_the_highest(
    case_rows: dict[str, CaseRow],
) -> None:
    row = replace(case_rows[OZONE], peak=207.0, peak_day_value=216.0)
    assert "未列" in reading.notes("zh", row)[-1]
    labels = [label for label, _ in key_numbers("zh", None, row)]  # type: ignore[arg-type]
    assert "O₃ 小时最高" not in labels
    known = [label for label, _ in key_numbers("zh", None, case_rows[OZONE])]  # type: ignore[arg-type]
    assert "O₃ 小时最高" in known


def test_key_numbers_have_names_and_units(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    found = {
        label: plain(value) for label, value in key_numbers("zh", made_snapshot, case_rows[WHOLE])
    }
    assert found["历时"] == "124 小时（约 5.2 天）"
    assert found["PM₂.₅ 最高日均值"] == "181 µg/m³（1月12日）"
    assert found["PM₂.₅ 小时最高"] == "212 µg/m³（1月12日21时）"
    assert found["最大日 AQI（各项污染物）"] == "231（重度污染）"
    assert found["累计超标量"] == "412 µg/m³·天（限值 75 µg/m³）"
    days = dict(key_numbers("zh", made_snapshot, case_rows[DAYS]))
    assert days["历时"] == "2 天"
    assert "PM₂.₅ 小时最高" not in days
    for row in case_rows.values():
        zh, en = (key_numbers(lang, made_snapshot, row) for lang in ("zh", "en"))
        assert len(zh) == len(en)
        assert all(value and "None" not in value for _, value in (*zh, *en))


def test_every_case_is_told_in_both_languages(
    made_snapshot: Snapshot, case_rows: dict[str, CaseRow]
) -> None:
    for row in case_rows.values():
        zh, en = (reading.sentences(lang, made_snapshot, row) for lang in ("zh", "en"))
        assert [about for about, _ in zh] == [about for about, _ in en]
        for _, words in (*zh, *en):
            assert words.endswith(("。", "."))
            assert "None" not in words
            assert not re.search(r"\bnan\b", words)
            assert words[0] == words[0].upper()
    about = [about for about, _ in reading.sentences("zh", made_snapshot, case_rows[WHOLE])]
    assert about[:3] == ["lead", "rise", "where"]
    assert "clearing" in about
    assert "rise" not in dict(reading.sentences("zh", made_snapshot, case_rows[DAYS]))


def curve_of(values: list[float]) -> Curve:
    """Return a curve that begins at 2019-01-10 06:00 with some hours of PM2.5."""
    times = np.datetime64("2019-01-10T06", "h") + np.arange(len(values))
    blank = np.full(len(values), np.nan, np.float32)
    held = {"pm25": np.array(values, np.float32)}
    stage = np.full(len(values), "plateau")
    zeros = np.zeros(len(values), np.int8)
    return Curve(times, held, stage, blank, blank, zeros, zeros.astype(bool))


def test_a_part_is_read_from_its_hours(case_rows: dict[str, CaseRow]) -> None:
    """60, 80, missing, 120, 100: mean 360 / 4 = 90; (120 − 60) / 3 h = 20 an hour up to 09:00."""
    curve = curve_of([60, 80, np.nan, 120, 100])
    start = np.datetime64("2019-01-10T06", "h")
    said = plain(part_words("zh", case_rows[WHOLE], curve, start, start + 4))
    assert said == (
        "1月10日6时至10时（4 小时）：PM₂.₅ 平均 87 µg/m³，最高 120（1月10日9时）；"
        "由 60 变为 120，平均每小时 +20 µg/m³；其中缺测 1 小时。"
    )
    whole = plain(part_words("zh", case_rows[WHOLE], curve, start, start + 5))
    assert "平均 90 µg/m³" in whole
    assert "平均每小时 +10 µg/m³" in whole
    assert part_numbers("zh", curve, start, start + 5) == [("PM₂.₅（µg/m³）", "90", "60", "120")]


def test_a_part_without_values_says_so(case_rows: dict[str, CaseRow]) -> None:
    curve = curve_of([60, np.nan])
    start = np.datetime64("2019-01-10T07", "h")
    assert part_words("zh", case_rows[WHOLE], curve, start, start + 1).endswith(
        "没有 PM₂.₅ 小时值。"
    )
    assert part_numbers("zh", curve, start, start + 1) == []
    one = part_words("zh", case_rows[WHOLE], curve, start - 1, start)
    assert "变为" not in one
    far = np.datetime64("2030-01-01T00", "h")
    assert part_words("en", case_rows[OZONE], curve, far, far + 3).endswith("no hourly O₃.")


def test_a_made_case_can_be_found_by_its_id(made_snapshot: Snapshot) -> None:
    row = case_of(made_snapshot, WHOLE)
    assert row is not None
    assert len(query.curve(made_snapshot, row)) == row.hours + 48
