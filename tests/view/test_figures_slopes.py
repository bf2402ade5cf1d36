"""Slopes, the months behind them and change points: what is drawn and what the words claim."""

import base64
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from view.figures.slope_months import Drawn, slope_months_figure
from view.figures.slopes import Slope, slopes_figure
from view.long_term import Change, LongTerm, p_words
from view.options import Place
from view.queries.slopes import Slopes, rows_of
from view.readings import slopes as reading
from view.theme import POLLUTANT_COLOUR

NAN = np.nan
PLACE = Place("beijing", "city", "北京", "Beijing", False)


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    """Return the array that a typed array of a figure holds."""
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


def trend_row(**changes: Any) -> dict[str, Any]:
    row = {"metric": "pm25", "slope": -5.1, "slope_low": -7.9, "slope_high": -2.0}
    row |= {"slope_pct": -6.3, "p_value": 0.0123, "persistence": 0.3, "method": "x"}
    row |= {"months": 48, "note": "", "crosses_reference_change": False}
    row |= {"period_start": np.datetime64("2013-03-01"), "period_end": np.datetime64("2017-03-01")}
    return row | changes


def change(month: str = "2015-03", **changes: Any) -> Change:
    when = np.datetime64(month, "M")
    given = {"low": when - 2, "high": when + 3, "before": 82.0, "after": 55.4}
    given |= {"change_pct": -33.4, "p_value": 0.002, "is_reference_change": False} | changes
    return Change(when, **given)


def long_term(values: Any = 60.0, *points: Change, size: int = 48, **changes: Any) -> LongTerm:
    kept = np.broadcast_to(np.asarray(values, np.float32), size).copy()
    row = trend_row(**changes)
    start = np.datetime64("2013-03", "M")
    return LongTerm("pm25", "all", start, kept, np.ones(size, bool), row, points)


def shown(own: LongTerm, basis: str = "all") -> Slopes:
    return Slopes((PLACE,), ("pm25",), {"pm25": [(0, own)]}, basis, basis != "all")


def slope(value: float, low: float, high: float, metric: str = "pm25", **more: Any) -> Slope:
    return Slope(0, "北京", metric, "PM₂.₅ · 北京", value, low, high, **more)


def test_a_slope_on_its_interval_hollow_where_it_spans_zero() -> None:
    figure = slopes_figure([slope(-5, -7, -2), slope(1, -1, 3, "o3_mda8")], False, "zh")
    go.Figure(figure)
    clear, unclear = figure["data"]
    assert clear["x"] == [-5]
    assert clear["error_x"]["array"] == [3]
    assert clear["error_x"]["arrayminus"] == [2]
    assert clear["marker"]["symbol"] == "circle"
    assert unclear["marker"]["symbol"] == "circle-open"
    assert clear["marker"]["color"] == POLLUTANT_COLOUR["pm25"]


def test_a_slope_with_a_step_of_the_reference_state_in_it_is_hollow() -> None:
    figure = slopes_figure([slope(-5, -7, -2, is_judged=False, p_value=0.01)], False, "zh")
    assert figure["data"][0]["marker"]["symbol"] == "circle-open"
    assert "p = 0.010" in figure["data"][0]["hovertemplate"]


def test_slopes_without_a_value_are_left_out() -> None:
    figure = slopes_figure([slope(NAN, NAN, NAN)], False, "zh")
    assert figure["data"] == []
    assert words(figure) != ""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "每年 −5.1 µg/m³（95 % 区间 −7.9 至 −2.0，p = 0.012）"),
        ({}, "2013年3月至2017年2月，48 个月"),
        ({}, "这几年在下降；不足十年"),
        ({"months": 120}, "呈下降趋势"),
        ({"slope_high": 0.4}, "与无变化不可区分"),
        ({"slope": 3.0, "slope_low": 1.0, "slope_high": 4.0}, "这几年在上升"),
        ({"slope": 3.0, "slope_low": 1.0, "slope_high": 4.0, "months": 121}, "呈上升趋势"),
        ({"crosses_reference_change": True, "months": 150}, "台阶，不作判断；"),
        ({"note": "unbalanced_seasons"}, "只代表有数据的月份"),
        ({"slope": NAN, "note": "too_few_months", "months": 12}, "月数不足"),
        ({"p_value": 0.0004}, "p < 0.001"),
    ],
)
def test_a_trend_in_words(changes: dict[str, Any], expected: str) -> None:
    assert expected in reading.slope_sentence("zh", "北京", trend_row(**changes))


def test_a_slope_across_the_reference_change_has_no_verdict() -> None:
    row = trend_row(crosses_reference_change=True, months=150)
    said = reading.slope_sentence("zh", "成都", row)
    assert "每年 −5.1" in said
    assert "下降" not in said


def test_the_line_of_a_slope_stands_at_the_median_month() -> None:
    # 100, 99, 98 … : a fall of 12 a year, and the line is the series itself.
    own = long_term(100.0 - np.arange(48), slope=-12.0)
    np.testing.assert_allclose(own.line, own.values, atol=1e-3)
    season = 10 * np.tile([1, -1], 24)
    np.testing.assert_allclose(
        long_term(100.0 + season, slope=0.0).line, np.full(48, 100.0), atol=1e-3
    )


def test_months_slope_and_change_point_are_drawn() -> None:
    own = long_term(60.0, change())
    figure = slope_months_figure([Drawn("北京", "#c2553a", own)], "zh")
    go.Figure(figure)
    values, line, levels = figure["data"]
    assert len(numbers(values["y"])) == 48
    assert line["line"]["dash"] == "solid"
    np.testing.assert_array_equal(
        numbers(levels["y"]), np.array([82, 82, NAN, 55.4, 55.4], np.float32)
    )
    begin, end = numbers(levels["x"])[[0, -1]].astype("datetime64[ms]").astype("datetime64[M]")
    assert (str(begin), str(end)) == ("2014-03", "2016-03")
    ground, upright = figure["layout"]["shapes"]
    assert (ground["x0"], ground["x1"]) == ("2015-01", "2015-07")  # to the end of June
    assert upright["x0"] == upright["x1"] == "2015-03"
    assert words(figure) == "2015年3月 −33 %"


def test_levels_reach_no_further_than_the_next_change_point_or_the_data() -> None:
    first, second = change("2013-08"), change("2014-03")
    own = long_term(60.0, first, second)
    assert [str(t) for t in own.beside(first)] == ["2013-03", "2014-03"]
    assert [str(t) for t in own.beside(second)] == ["2013-08", "2015-03"]


def test_a_line_that_is_not_judged_is_dashed_and_the_step_is_marked() -> None:
    for changes in ({"crosses_reference_change": True}, {"slope_high": 0.5}):
        figure = slope_months_figure([Drawn("x", "#c2553a", long_term(60.0, **changes))], "zh")
        assert figure["data"][1]["line"]["dash"] == "dash"
        assert ("参比状态变更" in words(figure)) == ("crosses_reference_change" in changes)


def test_months_of_too_few_days_are_hollow_and_gaps_are_gaps() -> None:
    own = long_term(np.where(np.arange(48) == 5, NAN, 60))
    own.is_valid[3] = False
    trace = slope_months_figure([Drawn("x", "#c2553a", own)], "zh")["data"][0]
    assert trace["marker"]["symbol"].index("circle-open") == 3
    assert "样本不足" in trace["text"][3]
    assert np.isnan(numbers(trace["y"])[5])


def test_no_month_says_so() -> None:
    nothing = long_term(size=0, slope=NAN, months=0)
    for drawn in ([], [Drawn("x", "#c2553a", nothing)]):
        figure = slope_months_figure(drawn, "zh")
        go.Figure(figure)
        assert figure["data"] == []
        assert "没有数据" in words(figure)
    assert np.isnan(nothing.mean)


def test_a_change_point_in_words() -> None:
    own = long_term(60.0, change())
    (said,) = reading.change_sentences("zh", shown(own))
    assert "北京 PM₂.₅ 月均值自 2015年3月起低了一级" in said
    assert "82 → 55 µg/m³" in said
    assert "−33 %" in said
    assert "2015年1月至2015年6月，p = 0.002" in said
    assert "换算" not in said
    near = long_term(60.0, change("2018-09", is_reference_change=True, change_pct=8.0))
    (said,) = reading.change_sentences("zh", shown(near))
    assert "高了一级" in said
    assert "可能只是换算所致" in said


def test_no_change_point_is_not_no_change() -> None:
    (said,) = reading.change_sentences("zh", shown(long_term()))
    assert said.startswith("无可信的变点：PM₂.₅ · 北京")
    assert "不等于没有变化" in said
    (said,) = reading.change_sentences("zh", shown(long_term(months=35)))
    assert "不足 36 个" in said


def test_a_basis_is_said_as_what_it_does_here() -> None:
    own = shown(long_term())
    assert reading.basis_words("zh", own, "") == ""
    assert "不随统计口径" in reading.basis_words("zh", own, "without_dust")
    assert "无需换算" in reading.basis_words("zh", own, "present_state")
    converted = shown(long_term(), "present_state")
    assert reading.basis_words("zh", converted, "present_state").startswith("口径：")


def test_bounds_in_per_cent_are_of_the_mean_of_the_months() -> None:
    own = long_term([40.0, 60.0] * 24)
    assert own.per_cent("slope_low") == pytest.approx(100 * -7.9 / 50)


def test_a_file_has_a_row_a_slope_and_a_row_a_change_point() -> None:
    frame = rows_of(shown(long_term(60.0, change())), "zh")
    assert list(frame["what"]) == ["slope", "change_point"]
    assert frame["slope"].tolist()[0] == -5.1
    assert frame["date"].tolist()[1].isoformat() == "2015-03-01T00:00:00"
    assert list(rows_of(Slopes((), (), {}, "all", False), "zh")["what"]) == []


def test_p_is_never_nought() -> None:
    assert [p_words(p) for p in (0.00099, 0.001, 0.5)] == ["< 0.001", "= 0.001", "= 0.500"]


def test_months_that_could_not_be_converted_are_told() -> None:
    assert reading.lost_words("zh", shown(long_term())) == ""
    lost = replace(long_term(), lost=56)
    assert "PM₂.₅ · 北京 56 个月" in reading.lost_words("zh", shown(lost, "present_state"))
