"""Sentences on where it comes from: named by rule, and silent where there is too little."""

from dataclasses import replace

import numpy as np

from view.readings import from_where as reading
from view.wind_hours import Polar, Rose


def rose(north: float = 40.0, east: float = 95.0, hours: int = 50) -> Rose:
    """North and east with as many hours; ten hours calm."""
    counts, mean = np.zeros((16, 1), int), np.full((16, 1), np.nan)
    counts[[0, 4], 0], mean[[0, 4], 0] = hours, (north, east)
    return Rose((0.5,), counts, mean, 10, 60.0, 0.5, 0)


def polar(high: int, calm_over: int = 0) -> Polar:
    counts, over = np.zeros((16, 2), int), np.zeros((16, 2), int)
    counts[4], over[4] = (50, 40), (high, 10)
    mean = np.where(counts > 0, 60.0, np.nan)
    return Polar(np.array([0.5, 1.0, 2.0]), counts, mean, over, 82.4, (10, 60.0, calm_over))


def test_the_winds_and_calm_are_told_by_share() -> None:
    # 50 of 110 hours each; calm 10 of 110.
    said = reading.wind_sentence(rose(), "zh")
    assert said == "来风最多：北（45.5 %）、东（45.5 %）；静风（低于 0.5 m/s）占 9.1 %。"


def test_the_highest_and_the_lowest_wind_are_named() -> None:
    said = reading.mean_sentence(rose(), "pm25", "zh")
    # (50 × 40 + 50 × 95 + 10 × 60) / 110 = 66.8
    assert said == (
        "PM₂.₅ 在东风时最高，平均 95\u2009µg/m³；北风时最低，40\u2009µg/m³；"
        "全部小时 67\u2009µg/m³。"
    )
    english = reading.mean_sentence(rose(), "pm25", "en")
    assert "highest with wind from E, mean 95" in english


def test_directions_that_hardly_differ_tell_nothing() -> None:
    assert "看不出来向" in reading.mean_sentence(rose(60.0, 63.0), "pm25", "zh")


def test_a_storm_is_no_rule() -> None:
    own = rose()
    # One wind of 400 µg/m³ with five hours of a thousand: fewer than 0.5 % are never named.
    hours, mean = own.hours * 20, own.mean.copy()
    hours[8], mean[8] = 5, 400.0
    said = reading.mean_sentence(replace(own, hours=hours, mean=mean), "pm25", "zh")
    assert "东风时最高" in said
    few = reading.mean_sentence(rose(hours=4), "pm25", "zh")
    assert "不下判断" in few


def test_the_cell_with_most_high_hours_is_named_and_calm_too() -> None:
    (said,) = reading.cpf_sentence(polar(30), "pm25", "zh")
    assert said == (
        "高值（高于 82\u2009µg/m³）最常出现在东风 0.5–1 m/s 时：该格 60 % 的小时（平常为 25 %）。"
    )
    (calm,) = reading.cpf_sentence(polar(30, calm_over=9), "pm25", "zh")
    assert "最常出现在静风时：该格 90 %" in calm
    (even,) = reading.cpf_sentence(polar(14), "pm25", "zh")
    assert "没有哪种风" in even


def test_nothing_is_said_of_cells_with_few_hours() -> None:
    own = polar(3)
    few = replace(own, hours=own.hours // 20, calm=(0, float("nan"), 0))
    assert reading.cpf_sentence(few, "pm25", "zh") == []
