"""A day hour by hour: where a block stands, which hours a label names, who came first."""

import base64
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from view.figures.place_hours import block_words, place_hours, place_hours_height
from view.options import City
from view.queries.hours import DayHours, StationRow, day_as_rows
from view.readings.hours import counted_words, hours_sentence

NAN = math.nan
DAY = np.datetime64("2016-12-20")
CITY = City(
    "shili",
    "示例",
    "Shili",
    pd.Timestamp("2016-01-01"),
    pd.Timestamp("2016-12-31"),
    True,
    False,
    "",
    "",
)


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    flat = np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])
    return flat.reshape([int(n) for n in encoded["shape"].split(",")])


def station(name: str, values: list[float], district: str = "甲区") -> StationRow:
    return StationRow(name, name, district, False, np.array(values, np.float32))


#: Three-hour blocks: 东 is highest from 06 to 09 (300), 西 from 12 to 15 (420).
EAST = station("东", [100, 200, 300, 250, 200, 150, 120, 100])
WEST = station("西", [90, 100, 150, 300, 420, 380, 200, 150], "乙区")


def found(rows: tuple[StationRow, ...], **more: Any) -> DayHours:
    mean = np.arange(24, dtype=np.float32)
    base = DayHours(
        CITY,
        True,
        "pm25",
        "pm25",
        False,
        day=DAY,
        first=DAY - 9,
        last=DAY + 9,
        rows=rows,
        mean=mean,
    )
    return replace(base, **more)


def test_blocks_stand_between_their_hours_under_the_city() -> None:
    figure = place_hours(np.arange(24.0), (EAST, WEST), 3, "pm25", "zh")
    go.Figure(figure)
    city, *stations = figure["data"]
    assert (city["x0"], city["dx"], city["y0"]) == (0.5, 1, 0.0)
    assert all((t["x0"], t["dx"]) == (1.5, 3) for t in stations)
    z = np.nanmax([numbers(t["z"]) for t in stations], axis=0)
    assert z[1].tolist() == [90, 100, 150, 300, 420, 380, 200, 150]
    assert "西 · 乙区<br>12—15 时 PM₂.₅ 420\u2009µg/m³" in stations[0]["hovertext"][1][4]
    assert figure["layout"]["yaxis"]["ticktext"] == ["<b>全市</b>", "东", "西"]
    districts = [note["text"] for note in figure["layout"]["annotations"]]
    assert districts == ["甲区", "乙区"]
    # One line, between the two districts.
    assert len(figure["layout"]["shapes"]) == 1
    assert figure["layout"]["coloraxis"]["cmax"] >= 420


def test_missing_blocks_are_blank() -> None:
    gappy = station("缺", [NAN, 10, NAN, NAN, NAN, NAN, NAN, NAN])
    figure = place_hours(np.full(24, NAN), (gappy,), 3, "pm25", "zh")
    go.Figure(figure)
    drawn = [numbers(t["z"]) for t in figure["data"]]
    assert sum(int(np.isfinite(z).sum()) for z in drawn) == 1
    none = station("无", [NAN] * 8)
    go.Figure(place_hours(np.full(24, NAN), (none,), 3, "co", "en"))


def test_the_chosen_place_is_bold_and_names_are_no_markup() -> None:
    rows = (replace(EAST, is_chosen=True), replace(WEST, name="<i>西"))
    ticks = place_hours(np.arange(24.0), rows, 3, "pm25", "zh")["layout"]["yaxis"]["ticktext"]
    assert ticks[1:] == ["<b>东</b>", "&lt;i&gt;西"]
    assert place_hours_height(rows) < place_hours_height((*rows, *rows))


def test_hours_are_named_by_their_beginning() -> None:
    assert block_words("zh", 6, 1) == "06 时"
    assert block_words("zh", 21, 3) == "21—24 时"
    assert block_words("en", 6, 3) == "06:00–09:00"


def test_the_reading_says_how_high_where_and_who_came_first() -> None:
    words = hours_sentence(found((EAST, WEST), is_chosen=True), "zh")
    assert words.startswith("2016年12月20日；")
    assert "全市 PM₂.₅ 小时均值最高 23\u2009µg/m³（23 时）" in words
    assert "站点最高为西 420\u2009µg/m³（12—15 时）" in words
    assert "最早达到当日最高的是东（06—09 时）" in words
    english = hours_sentence(found((EAST, WEST)), "en")
    assert "of the days with hours of stations" in english
    assert "first to reach the day's highest: 东 (06:00–09:00)" in english


def test_ties_and_lonely_stations_are_said_as_such() -> None:
    same = (EAST, replace(EAST, name="南"))
    assert "各站同在 06—09 时达到当日最高" in hours_sentence(found(same), "zh")
    assert "只有这一个站有值" in hours_sentence(found((EAST,)), "zh")
    many = (*(replace(EAST, name=n) for n in "一二三四"), WEST)
    assert "一、二、三等 4 站" in hours_sentence(found(many), "zh")
    short = station("短", [NAN, NAN, NAN, 500, NAN, NAN, NAN, NAN])
    words = hours_sentence(found((short, EAST)), "zh")
    assert "站点最高为短 500" in words
    assert "不说先后" in words
    none = station("无", [NAN] * 8)
    assert "各站都没有 PM₂.₅ 有效值" in hours_sentence(found((none,)), "zh")


def test_why_there_is_no_day_is_said() -> None:
    bare = DayHours(CITY, False, "pm25", "pm25", False)
    assert hours_sentence(bare, "zh") == "示例没有站点的小时数据，画不出各站逐时。"
    outside = found((), day=None, mean=None)
    assert "所选时段内示例没有站点小时数据" in hours_sentence(outside, "zh")
    absent = found((), mean=None)
    assert (
        "2016年12月20日 没有站点小时数据；有站点小时数据的日期为2016年12月11日"
        in hours_sentence(absent, "zh")
    )


def test_a_special_day_is_named_and_blocks_are_counted() -> None:
    assert "（沙尘日）" in hours_sentence(found((EAST,), kind="sand_dust"), "zh")
    gappy = station("缺", [NAN, 10, 20, 30, 40, 50, 60, NAN])
    assert counted_words(found((EAST, gappy)), "zh") == "2 个站，有效 14/16 个时段"


@pytest.mark.parametrize("metric", ["pm25", "co"])
def test_the_file_has_the_hours_of_the_city_and_the_blocks_of_the_stations(metric: str) -> None:
    rows = day_as_rows(found((EAST, WEST), metric=metric))
    assert len(rows) == 24 + 2 * 8
    assert rows["hours"].tolist() == [1] * 24 + [3] * 16
    assert str(rows["time"].iloc[26]) == "2016-12-20 06:00:00"
    assert rows[metric].iloc[26] == 300
    assert len(day_as_rows(found((), day=None, mean=None))) == 0
