"""The year so far: which years may be compared, what is drawn, what is said."""

import base64
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from view.figures.cumulative import Goal, _move_apart, cumulative_figure
from view.queries.cumulative import Allowance
from view.readings import cumulative as reading
from view.standing import Target
from view.theme import LIMIT, PLACE_COLOURS, POLLUTANT_COLOUR
from view.years_so_far import YearSoFar, compare_years, cumulated_metrics, same_day, year_window

NAN = np.nan


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def year(number: int, value: float, late: bool = False, end: str = "12-31") -> YearSoFar:
    dates = np.arange(
        f"{number}-01-01", np.datetime64(f"{number}-{end}") + 1, dtype="datetime64[D]"
    )
    return YearSoFar(number, dates, np.full(len(dates), value, np.float32), late)


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


def day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


def test_metrics_give_way_to_what_is_cumulated() -> None:
    assert cumulated_metrics(("o3", "pm25", "o3_mda8", "aqi", "co")) == (
        "o3_mda8_p90",
        "pm25",
        "good_ratio",
        "co_p95",
    )
    assert year_window("2015-03-01", "2015-04-30", 2020) == 2015
    assert year_window("2015-03-01", "2016-04-30", 2020) == 2020
    assert year_window("2015-03-01", "", 2020) == 2020


def test_years_on_two_sides_of_the_reference_state_are_not_ranked() -> None:
    years = [year(2016, 50), year(2018, 45), year(2019, 40), year(2020, 42), year(2021, 41, True)]
    found = compare_years(years, 2020, day("2020-10-31"), "pm25")
    assert found.values == {2019: 40, 2020: 42}
    assert found.apart == {
        2016: "reference_change",
        2018: "reference_change",
        2021: "late_start",
    }
    assert found.rank(2020) == 2
    early = compare_years(years, 2018, day("2018-08-31"), "pm25")
    assert set(early.values) == {2016, 2018}, "up to August, 2018 lies before the change"
    across = compare_years(years, 2018, day("2018-10-31"), "pm25")
    assert set(across.values) == {2018}
    converted = compare_years(years, 2018, day("2018-10-31"), "pm25", is_converted=True)
    assert set(converted.values) == {2016, 2018, 2019, 2020}


def test_what_a_standard_decides_is_compared_under_one_standard() -> None:
    years = [year(2024, 0.8), year(2025, 0.8), year(2026, 0.7)]
    found = compare_years(years, 2026, day("2026-06-30"), "good_ratio")
    assert found.apart == {2024: "other_standard", 2025: "other_standard"}
    assert set(compare_years(years, 2026, day("2026-06-30"), "pm25").values) == {2024, 2025, 2026}
    one = compare_years(years, 2026, day("2026-06-30"), "good_ratio", is_in_force=False)
    assert one.apart == {}


def test_a_leap_day_is_the_last_of_february_elsewhere() -> None:
    years = [year(2015, 50), year(2016, 40)]
    found = compare_years(years, 2016, day("2016-02-29"), "pm25")
    assert found.values == {2015: 50, 2016: 40}


@pytest.mark.parametrize(
    ("own", "of", "expected"),
    [
        ("2017-02-28", 2016, "2016-02-29"),
        ("2016-02-29", 2017, "2017-02-28"),
        ("2016-02-28", 2017, "2017-02-28"),
        ("2017-02-27", 2016, "2016-02-27"),
        ("2016-12-31", 2012, "2012-12-31"),
    ],
)
def test_a_months_last_day_is_held_against_its_last_day(own: str, of: int, expected: str) -> None:
    assert str(same_day(day(own), of)) == expected


def test_ends_of_months_are_compared_with_a_leap_year() -> None:
    def ends(number: int, value: float) -> YearSoFar:
        months = np.arange(f"{number}-02", f"{number}-04", dtype="datetime64[M]")
        dates = months.astype("datetime64[D]") - 1
        return YearSoFar(number, dates, np.full(2, value, np.float32), False)

    years = [ends(2015, 80), ends(2016, 56), ends(2017, 95)]
    found = compare_years(years, 2017, day("2017-02-28"), "pm25")
    assert found.values == {2015: 80, 2016: 56, 2017: 95}
    said = reading.year_sentence(years, found, 2017, "pm25", "zh")
    assert "为 3 个可比年份的同期最高" in said
    assert "比上年同期高 39" in said


@pytest.mark.parametrize("reason", ["late_start", "no_data"])
def test_a_year_that_cannot_be_compared_says_why(reason: str) -> None:
    own = year(2016, 40, late=True) if reason == "late_start" else year(2016, NAN)
    years = [year(2015, 50), own]
    found = compare_years(years, 2016, day("2016-10-31"), "pm25")
    assert (found.reason, found.values) == (reason, {})
    said = reading.year_sentence(years, found, 2016, "pm25", "zh")
    assert ("不排序" if reason == "late_start" else "有效天数不足") in said


def test_a_year_without_a_day_has_no_data_and_not_too_few() -> None:
    years = [year(2015, 50)]
    found = compare_years(years, 2016, day("2016-10-31"), "pm25")
    assert reading.year_sentence(years, found, 2016, "pm25", "zh").endswith("：2016年没有数据。")


def test_the_sentence_ranks_and_compares_with_the_year_before() -> None:
    years = [year(2014, 60), year(2015, 50.4), year(2016, 40.5)]
    found = compare_years(years, 2016, day("2016-10-31"), "pm25")
    said = reading.year_sentence(years, found, 2016, "pm25", "zh")
    # 40.5 is printed as 40 (half to even), 50.4 as 50.
    assert said == (
        "PM₂.₅ 均值截至2016年10月31日为 40\u2009µg/m³，为 3 个可比年份的同期最低，"
        "比上年同期低 10\u2009µg/m³。"
    )
    tied = compare_years([year(2015, 40), years[2]], 2016, day("2016-10-31"), "pm25")
    assert "并列" not in said
    assert "与上年同期持平" in reading.year_sentence(
        [year(2015, 40), years[2]], tied, 2016, "pm25", "zh"
    )


def test_ratios_are_compared_in_points() -> None:
    years = [year(2015, 0.801), year(2016, 0.75)]
    found = compare_years(years, 2016, day("2016-10-31"), "good_ratio")
    said = reading.year_sentence(years, found, 2016, "good_ratio", "zh")
    assert "75.0\u2009%" in said
    assert "低 5.1\u2009个百分点" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_ends_and_goals(lang: str) -> None:
    years = [year(2013, 90, late=True), year(2014, 60), year(2015, 50), year(2016, 40, end="08-31")]
    goals = [
        Goal("limit", 35, "年均限值 35"),
        Goal("target", 59, "目标 59"),
        Goal("stretch", 57, ""),
    ]
    figure = cumulative_figure(years, 2016, [2014], "pm25", goals, lang)
    go.Figure(figure)
    by_name = {t["name"]: t for t in figure["data"]}
    assert list(by_name)[-1].startswith("2016"), "the chosen year lies on top"
    bold = figure["data"][-1]
    assert bold["line"]["color"] == POLLUTANT_COLOUR["pm25"]
    assert len(numbers(bold["x"])) == 244
    styles = {name[:4]: trace["line"] for name, trace in by_name.items()}
    assert styles["2013"]["dash"] == "dot"
    assert styles["2014"]["color"] == PLACE_COLOURS[1]
    said = words(figure)
    assert "<b>2016 · 40</b>" in said
    assert "2013 · 90" in said
    assert said.count("目标") == 1
    levels = {s["y0"]: s["line"]["color"] for s in figure["layout"]["shapes"]}
    assert set(levels) == {35, 57, 59}
    assert levels[35] == LIMIT


def test_monthly_steps_have_markers_and_a_ratio_is_drawn_in_per_cent() -> None:
    dates = np.array(["2016-01-31", "2016-02-29"], dtype="datetime64[D]")
    steps = YearSoFar(2016, dates, np.array([NAN, 0.5], np.float32), False)
    figure = cumulative_figure([steps], 2016, [], "good_ratio", [], "zh")
    go.Figure(figure)
    trace = figure["data"][0]
    assert "markers" in trace["mode"]
    np.testing.assert_array_equal(numbers(trace["y"]), [NAN, 50])
    assert "2016 · 50.0" in words(figure)


def test_nothing_is_said_in_words() -> None:
    figure = cumulative_figure([year(2016, NAN)], 2016, [], "pm25", [], "zh")
    assert figure["data"] == []
    assert "样本不足" in words(figure)
    assert cumulative_figure([], 2016, [], "pm25", [], "zh")["data"] == []


def test_labels_keep_apart_around_their_middle_and_within_the_chart() -> None:
    spots = _move_apart([10, 10.5, 30], 2, 0, 40)
    assert spots == pytest.approx([9.25, 11.25, 30])
    assert _move_apart([39, 40, 40], 2, 0, 40) == pytest.approx([36, 38, 40])
    assert _move_apart([0, 0], 2, 0, 40)[0] == 0
    assert _move_apart([], 2, 0, 40) == []


def allowance(goal: str, verdict: str, allowed: float = NAN, room: str = "mean") -> Allowance:
    return Allowance(goal, 59.0, 184, room, allowed, verdict)


def test_what_is_still_allowed_is_cut_never_rounded_up() -> None:
    said = reading.allowances_sentence(
        "zh", "pm25", [("目标 59", allowance("target", "open", 48.9))]
    )
    assert said == "目标 59：年内其余 184 天平均不高于 48 即可达到。"
    nothing = reading.allowances_sentence("zh", "pm25", [("目标", allowance("t", "open", 0.9))])
    assert "接近 0" in nothing
    days = allowance("target", "open", 19.0, "days")
    assert "19 天不是优良天" in reading.allowances_sentence("zh", "good_ratio", [("目标", days)])
    over = allowance("limit:gb3095-2012", "open", 8.0, "days")
    assert "8 天超标" in reading.allowances_sentence("zh", "o3_mda8_p90", [("限值", over)])


def test_goals_with_one_verdict_are_said_together() -> None:
    found = [
        ("目标 59", allowance("target", "missed")),
        ("限值 35", allowance("limit:x", "missed")),
    ]
    assert reading.allowances_sentence("zh", "pm25", found) == "目标 59、限值 35：未达到。"
    assert reading.allowances_sentence("zh", "pm25", []) == ""
    unknown = [("目标", allowance("target", "open", NAN))]
    assert "不作判定" in reading.allowances_sentence("zh", "pm25", unknown)


def test_target_and_stretch_share_one_name() -> None:
    upper, lower = reading.target_goals("zh", "pm25", Target(59, 57, False))
    assert (upper.value, upper.words) == (59, "目标 59、争取目标 57（未核对原文）")
    assert (lower.value, lower.words) == (57, "")
    (alone,) = reading.target_goals("zh", "good_ratio", Target(0.721, NAN, True))
    assert alone.value == pytest.approx(72.1)
    assert alone.words == "目标 72.1"
