"""The charts of PM2.5 with O3, compared by what they say: quadrants, clock, correlations."""

import base64
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from view.figures.correlations import Correlation, correlations_figure, correlations_height
from view.figures.quadrants import both_days_figure, quadrant_figure
from view.figures.year_clock import year_clock
from view.lines import Cycled
from view.paired_days import PairedDays, pair_days
from view.readings import coupling as reading
from view.theme import LIMIT, POLLUTANT_COLOUR

NAN = np.nan


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def days(scheme: str = "in_force", **columns: Any) -> PairedDays:
    frame = pd.DataFrame({name: list(values) for name, values in columns.items()})
    return pair_days(frame.assign(date=pd.to_datetime(frame["date"])), scheme)


def some_days(scheme: str = "in_force") -> PairedDays:
    return days(
        scheme,
        date=["2016-01-01", "2016-01-02", "2016-05-03", "2016-07-04", "2016-07-05", "2016-10-06"],
        # 75.5 is printed as 76 (half to even) and above the limit of 75, 75.4 is not.
        pm25=[75.5, 75.4, 80, 100, 20, NAN],
        o3_mda8=[30, 40, 161, 200, 160.4, 70],
    )


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


def cycled(*means: float, count: int = 30) -> Cycled:
    mean = np.array(means, np.float32)
    return Cycled("", mean, mean - 1, mean + 1, np.full(len(mean), count, np.int32))


def test_days_are_rounded_before_they_are_held_against_their_limits() -> None:
    found = some_days()
    assert len(found) == 5, "a day with one of the two values is no pair"
    assert found.counts == {"neither": 2, "pm25_only": 1, "o3_only": 0, "both": 2}
    assert some_days("who2021").counts["both"] == 3
    rows = found.as_rows()
    assert rows["above"].tolist() == ["pm25_only", "neither", "both", "both", "neither"]
    assert rows["season"].tolist() == ["winter", "winter", "spring", "summer", "summer"]


def test_each_day_goes_by_the_limit_of_its_time() -> None:
    found = days(date=["2026-02-28", "2026-03-01"], pm25=[70, 70], o3_mda8=[170, 170])
    assert found.pm25_limit.tolist() == [75, 60]
    assert found.counts["both"] == 1
    drawn = quadrant_figure(found, "in_force", "zh")
    uprights = [s["x0"] for s in drawn["layout"]["shapes"] if s["x0"] == s["x1"]]
    assert uprights == [60, 75]
    assert "日均限值 75（GB 3095-2012 二级）" in words(drawn)
    assert "日均限值 60（GB 3095-2026 过渡限值 二级）" in words(drawn)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_scatter_says_how_many_days_lie_in_each_quarter(lang: str) -> None:
    figure = quadrant_figure(some_days(), "in_force", lang)
    go.Figure(figure)
    assert sum(len(numbers(trace["x"])) for trace in figure["data"]) == 5
    winter = figure["data"][0]
    assert numbers(winter["x"]).tolist() == [76, 75]
    assert numbers(winter["customdata"])[0] == pd.Timestamp("2016-01-01").value / 1e6
    assert len({t["marker"]["symbol"] for t in figure["data"]}) == 4
    said = words(figure)
    assert (
        "同时超标<br>2 天 · 40.0 %" if lang == "zh" else "both above<br>2 days · 40.0 %"
    ) in said
    assert all(s["line"]["color"] == LIMIT for s in figure["layout"]["shapes"])
    corners = [n for n in figure["layout"]["annotations"] if n["text"][0] in "↖↗↙↘"]
    assert len(corners) == 4
    assert all(n["y"] == 0 and n["yshift"] < -40 for n in corners), "under the axis, off the limits"


def test_who_levels_are_called_unchecked() -> None:
    said = words(quadrant_figure(some_days("who2021"), "who2021", "zh"))
    assert "日均指导值 15（WHO 2021，凭记忆）" in said
    assert "二级" not in said


def test_days_above_both_by_month_and_year() -> None:
    figure = both_days_figure(some_days(), "zh")
    go.Figure(figure)
    by_month, by_year = figure["data"]
    assert by_month["y"] == [0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]
    assert (by_year["x"], by_year["y"], by_year["customdata"]) == ([2016], [2], [5])
    assert "rgba" in by_year["marker"]["color"][0], "a year of five days is pale"


def test_nothing_to_draw_is_said() -> None:
    none = days(date=["2016-01-01"], pm25=[NAN], o3_mda8=[3])
    assert "没有两项都有值" in words(quadrant_figure(none, "in_force", "zh"))
    assert "没有两项都有值" in words(both_days_figure(none, "zh"))
    calm = days(date=["2016-01-01"], pm25=[3], o3_mda8=[3])
    assert "没有同时超标" in words(both_days_figure(calm, "zh"))
    go.Figure(quadrant_figure(calm, "in_force", "zh"))


def test_the_clock_has_january_on_top_and_the_limit_as_its_ring() -> None:
    pm25, o3 = cycled(150, *[75] * 11), cycled(*[80] * 12)
    figure = year_clock([("pm25", pm25, 75.0), ("o3_mda8", o3, 160.0)], "zh")
    go.Figure(figure)
    first, second = figure["data"]
    u, v = numbers(first["x"]), numbers(first["y"])
    assert (u[0], v[0]) == pytest.approx((0, 2)), "January on top, at twice its limit"
    assert (u[3], v[3]) == pytest.approx((1, 0), abs=1e-6), "April to the right: clockwise"
    assert u[12] == u[0], "the year is closed"
    assert np.hypot(numbers(second["x"]), numbers(second["y"])) == pytest.approx(0.5)
    assert first["line"]["color"] == POLLUTANT_COLOUR["pm25"]
    assert "150" in first["text"][0]
    assert "200 %" in first["text"][0]
    ring = [s for s in figure["layout"]["shapes"] if s["type"] == "circle" and s["x1"] == 1]
    assert [s["line"]["color"] for s in ring] == [LIMIT]
    assert "1月" in words(figure)
    assert "12月" in words(figure)


def test_a_month_without_enough_days_leaves_the_clock_open() -> None:
    figure = year_clock([("pm25", cycled(NAN, *[75] * 11), 75.0)], "zh")
    assert figure["data"][0]["fill"] == "none"
    assert "样本不足" in words(year_clock([("pm25", cycled(*[NAN] * 12), 75.0)], "zh"))


ROWS = [
    Correlation("all", "all", -0.1, -0.2, -0.01, 300),
    Correlation("season", "winter", -0.6, -0.7, -0.5, 90),
    Correlation("season", "summer", 0.1, -0.1, 0.3, 90),
    Correlation("temperature", "[-5,0)", NAN, NAN, NAN, 4),
]


def test_correlations_are_hollow_where_zero_is_within_and_words_where_days_are_few() -> None:
    figure = correlations_figure(ROWS, "zh")
    go.Figure(figure)
    marks = [t["marker"]["symbol"] for t in figure["data"]]
    assert marks == ["circle", "circle", "triangle-up-open"]
    winter = figure["data"][1]
    assert (winter["x"], winter["error_x"]["array"]) == ([-0.6], [pytest.approx(0.1)])
    assert "−0.60" in winter["hovertemplate"]
    ticks = figure["layout"]["yaxis"]["ticktext"]
    assert ticks == ["全部日", "<b>按季节</b>", "冬季", "夏季", "<b>按日均气温</b>", "−5～0 ℃"]
    assert "样本不足" in words(figure)
    assert "4 天" in words(figure)
    assert correlations_height(ROWS * 5) > correlations_height(ROWS)
    assert correlations_figure([], "zh")["data"] == []


def test_the_reading_names_signs_only_where_they_are_clear() -> None:
    said = reading.correlation_sentence(ROWS, "全部年份", True, "zh")
    assert said == "全部年份：冬季负相关（−0.60）、夏季相关不明显（+0.10，区间含 0）。"
    assert "气温" in reading.correlation_sentence(ROWS[:3], "全部年份", False, "zh")
    assert reading.correlation_sentence([], "全部年份", True, "zh") == ""


def test_the_reading_tells_the_months_of_the_days_above_both() -> None:
    dates = pd.date_range("2016-01-01", "2016-12-31")
    is_june = dates.month == 6
    found = pair_days(
        pd.DataFrame(
            {"date": dates, "pm25": np.where(is_june, 80, 20), "o3_mda8": np.where(is_june, 170, 9)}
        ),
        "in_force",
    )
    start, end = found.dates[0], found.dates[-1]
    (said,) = reading.days_sentences(found, start, end, "zh")
    assert "366 天中，同时超标 30 天（8.2 %），多在6月" in said
    june = pair_days(found.as_rows()[is_june], "in_force")
    assert "多在" not in reading.days_sentences(june, june.dates[0], june.dates[-1], "zh")[0]
    few = reading.days_sentences(june, start, end, "zh")
    assert "样本不足" in few[1]
