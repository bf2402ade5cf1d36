"""What the overview's calendar and its lines of years say, by rule."""

import math

import pandas as pd
import pytest

from view.readings.overview import calendar_reading, compare_pm25, years_reading

NAN = math.nan


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


def years_said(frame: pd.DataFrame, year: int, end: str = "10-31", **how: bool) -> str:
    return years_reading(
        compare_pm25(frame, year, pd.Timestamp(f"{year}-{end}"), **how), year, "zh"
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({2014: 85.0, 2015: 81.0, 2016: 64.0}, "3 个可比年份中最低"),
        ({2014: 60.0, 2015: 61.0, 2016: 64.0}, "3 个可比年份中最高"),
        ({2014: 60.0, 2015: 81.0, 2016: 64.0}, "由低到高列第 2"),
        # 64.2, 64.1 and 63.9 are all shown as 64.
        ({2014: 64.2, 2015: 64.1, 2016: 63.9}, "由低到高列第 1。（有并列）"),
        ({2016: 64.0}, "只有这一年"),
        ({2015: 64.0, 2016: NAN}, "没有累计均值"),
    ],
)
def test_the_year_is_ranked_as_shown(values: dict[int, float], expected: str) -> None:
    assert expected in years_said(series(values), 2016)


def test_a_late_year_is_not_ranked() -> None:
    frame = series({2013: 60.0, 2014: 85.0, 2016: 64.0}, late=(2013,))
    assert "2 个可比年份" in years_said(frame, 2016)
    assert "不排序" in years_said(frame, 2013)
    found = compare_pm25(frame, 2016, pd.Timestamp("2016-10-31"))
    assert found.apart == {2013: "late_start"}


def test_years_of_another_reference_state_are_not_ranked_unless_converted() -> None:
    frame = series({2016: 60.0, 2017: 61.0, 2019: 40.0, 2020: 45.0, 2021: 50.0})
    assert "3 个可比年份中最低" in years_said(frame, 2019)
    assert "5 个可比年份中最低" in years_said(frame, 2019, is_converted=True)
    alone = series({2016: 60.0, 2017: 61.0, 2019: 40.0})
    assert "没有可比的其他年份" in years_said(alone, 2019)


def test_a_year_without_a_day_is_not_one_of_too_few() -> None:
    found = compare_pm25(series({2014: 60.0}), 2016, pd.Timestamp("2016-10-31"))
    assert "2016年没有 PM₂.₅ 数据" in years_reading(found, 2016, "zh", has_days=False)


def test_the_last_day_of_february_is_held_against_the_last_of_other_years() -> None:
    ends = [pd.Timestamp(2016, 2, 29), pd.Timestamp(2017, 2, 28)]
    frame = pd.DataFrame({"date": ends, "pm25": [56.0, 95.0], "starts_late": False})
    assert "截至2月28日为 2 个可比年份中最高" in years_said(frame, 2017, "02-28")
    assert "截至2月29日为 2 个可比年份中最低" in years_said(frame, 2016, "02-29")
