"""The charts of Trends, compared by what they say: values, units, limits, gaps, marks."""

import base64
from typing import Any

import numpy as np
import plotly.graph_objects as go

from view.figures.limits import limit_spans
from view.figures.series import printed, series_figure, series_height
from view.lines import Line, lay_out
from view.readings import series as series_reading
from view.selection import Window
from view.steps import STEPS
from view.theme import LIMIT, PLACE_COLOURS, POLLUTANT_COLOUR

NAN = np.nan


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    """Return the array that a typed array of a figure holds."""
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def line(grain: str, start: str, place: str = "beijing", name: str = "北京", **values: Any) -> Line:
    """Return a line of the given values by metric, every period valid."""
    arrays = {m: np.asarray(v, np.float32) for m, v in values.items()}
    size = len(next(iter(arrays.values())))
    begin = STEPS[grain].begin(start)
    valid = {m: np.ones(size, bool) for m in arrays}
    return Line(place, name, grain, begin, arrays, valid, np.zeros(size, bool))


def limits_drawn(figure: dict[str, Any]) -> list[tuple[str, str, str, float]]:
    """Return (axis, from, to, value) of every limit line."""
    shapes = figure["layout"]["shapes"]
    return [
        (s["yref"], s["x0"][:10], s["x1"][:10], s["y0"])
        for s in shapes
        if s["line"]["color"] == LIMIT
    ]


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


def test_values_units_and_limit_of_a_day() -> None:
    shown = line("daily", "2016-01-01", pm25=[40, NAN, 90, 100], o3_mda8=[20, 30, 170, 180])
    figure = series_figure([shown], ("pm25", "o3_mda8"), "zh")
    go.Figure(figure)
    pm25, _, ozone = figure["data"]
    np.testing.assert_array_equal(numbers(pm25["y"]), [40, NAN, 90, 100])
    assert (pm25["x0"], pm25["dx"]) == ("2016-01-01T00:00:00", 86_400_000)
    assert pm25["yaxis"] == "y"
    assert ozone["yaxis"] == "y2"
    assert pm25["line"]["color"] == POLLUTANT_COLOUR["pm25"]
    assert limits_drawn(figure) == [
        ("y", "2016-01-01", "2016-01-05", 75.0),
        ("y2", "2016-01-01", "2016-01-05", 160.0),
    ]
    assert "PM₂.₅ 日均值（µg/m³）" in words(figure)
    assert "日均限值 75（GB 3095-2012 二级）" in words(figure)
    assert "8 小时限值 160" in words(figure)
    assert "年均" not in words(figure)


def test_a_value_between_two_gaps_is_a_dot() -> None:
    shown = line("daily", "2016-01-01", pm25=[40, NAN, 90, NAN, 1, 2])
    _, dots = series_figure([shown], ("pm25",), "zh")["data"]
    np.testing.assert_array_equal(numbers(dots["y"]), [40, 90])


def test_no_limit_on_hours_of_pm25_nor_on_months() -> None:
    hours = line("hourly", "2016-01-01", pm25=[300, 400])
    months = line("monthly", "2016-01", pm25=[80, 90], o3_mda8=[100, 200])
    assert limits_drawn(series_figure([hours], ("pm25",), "zh")) == []
    assert limits_drawn(series_figure([months], ("pm25", "o3_mda8"), "zh")) == []


def test_each_standard_over_its_own_span() -> None:
    shown = line("daily", "2026-02-27", pm25=[70, 70, 70, 70])
    spans = [(str(s.start), str(s.end), s.value) for s in limit_spans(shown, "pm25")]
    assert spans == [("2026-02-27", "2026-03-01", 75.0), ("2026-03-01", "2026-03-03", 60.0)]
    figure = series_figure([shown], ("pm25",), "en")
    assert [x[3] for x in limits_drawn(figure)] == [75.0, 60.0]
    assert "GB 3095-2026 transition" in words(figure)


def test_a_year_goes_by_the_standard_that_its_evaluation_names() -> None:
    shown = line("annual", "2025-01", pm25=[33, 31])
    assert [s.value for s in limit_spans(shown, "pm25")] == [35.0, 30.0]
    named = Line(
        *(getattr(shown, f) for f in ("place", "name", "grain", "start", "values", "is_valid")),
        shown.is_published,
        np.array(["gb3095-2012", "gb3095-2012"]),
    )
    assert [s.value for s in limit_spans(named, "pm25")] == [35.0]


def test_a_limit_far_above_the_data_is_told_not_drawn() -> None:
    figure = series_figure([line("daily", "2016-01-01", so2=[5, 6, 7])], ("so2",), "zh")
    assert limits_drawn(figure) == []
    assert "日均限值 150（GB 3095-2012 二级） 在图幅之上" in words(figure)
    assert figure["layout"]["yaxis"]["range"][1] < 10


def test_limits_are_named_over_their_panel_and_not_on_the_data() -> None:
    shown = line("daily", "2016-01-01", pm25=[90, 200, 60], o3_mda8=[170, 40, 90])
    layout = series_figure([shown], ("pm25", "o3_mda8"), "zh")["layout"]
    for metric, axis in (("75", "yaxis"), ("160", "yaxis2")):
        (name,) = (n for n in layout["annotations"] if f"限值 {metric}（" in n["text"])
        assert (name["yref"], name["yanchor"]) == ("paper", "bottom")
        assert name["y"] == layout[axis]["domain"][1]
        titles = [n for n in layout["annotations"] if n["y"] == name["y"] and n is not name]
        assert min(n["yshift"] for n in titles) >= 20, "the title stands over the name"


def test_a_period_of_too_few_days_is_hollow_and_says_so() -> None:
    shown = line("monthly", "2016-01", pm25=[80, 90])
    shown.is_valid["pm25"][1] = False
    trace = series_figure([shown], ("pm25",), "zh")["data"][0]
    assert trace["marker"]["symbol"] == ["circle", "circle-open"]
    assert "样本不足" in trace["text"][1]
    assert trace["text"][0] == ""


def test_the_change_of_reference_state_only_where_it_lies_within() -> None:
    across = series_figure([line("monthly", "2018-08", pm25=[30, 31, 32])], ("pm25",), "zh")
    assert "参比状态变更" in words(across)
    assert any(s["x0"] == "2018-09-01" for s in across["layout"]["shapes"])
    after = series_figure([line("monthly", "2018-09", pm25=[30, 31])], ("pm25",), "zh")
    assert "参比状态变更" not in words(after)


def test_several_places_have_their_colours_and_a_legend() -> None:
    lines = [
        line("daily", "2016-01-01", pm25=[1, 2]),
        line("daily", "2016-01-01", place="x", name="<b>甲</b>", pm25=[3, 4]),
    ]
    figure = series_figure(lines, ("pm25",), "zh")
    go.Figure(figure)
    assert [t["line"]["color"] for t in figure["data"]] == list(PLACE_COLOURS[:2])
    assert figure["layout"]["showlegend"]
    assert figure["data"][1]["name"] == "&lt;b&gt;甲&lt;/b&gt;"
    assert "<b>" not in figure["data"][1]["hovertemplate"]
    assert series_height(lines, ("pm25",)) > series_height(lines[:1], ("pm25",))


def test_nothing_one_point_and_all_missing() -> None:
    nothing = series_figure([], ("pm25",), "zh")
    assert "没有数据" in words(nothing)
    one = series_figure([line("annual", "2016-01", pm25=[80])], ("pm25",), "zh")
    np.testing.assert_array_equal(numbers(one["data"][0]["y"]), [80])
    missing = series_figure([line("daily", "2016-01-01", pm25=[NAN, NAN])], ("pm25",), "zh")
    assert "没有数据" in words(missing)
    assert limits_drawn(missing) == []
    for figure in (nothing, one, missing):
        go.Figure(figure)


def test_ratios_are_printed_in_per_cent_and_halves_go_to_the_even_neighbour() -> None:
    np.testing.assert_allclose(printed(np.array([0.625], np.float32), "good_ratio"), [62.5])
    shown = printed(np.array([62.5, 63.5, 62.6, NAN], np.float32), "pm25")
    np.testing.assert_allclose(shown, [62, 64, 62.6, NAN], rtol=1e-6)
    np.testing.assert_allclose(printed(np.array([0.25, 0.35], np.float32), "co"), [0.2, 0.4])


def test_a_line_is_cut_to_a_window_with_gaps_where_it_has_nothing() -> None:
    whole = line("daily", "2016-01-03", pm25=[3, 4, 5])
    window = Window(np.datetime64("2016-01-01"), np.datetime64("2016-01-05"))
    cut = whole.within(window, ("pm25",))
    np.testing.assert_array_equal(cut.values["pm25"], [NAN, NAN, 3, 4])
    apart = Window(np.datetime64("2017-01-01"), np.datetime64("2017-01-03"))
    assert np.isnan(whole.within(apart, ("pm25",)).values["pm25"]).all()


def test_rows_for_a_file_keep_gaps_and_validity() -> None:
    months = line("monthly", "2016-01", pm25=[80, NAN])
    frame = lay_out([months], ("pm25",))
    assert list(frame.columns) == [
        "place", "name", "time", "pm25", "pm25_is_valid", "is_published",
    ]  # fmt: skip
    assert len(frame) == 2
    assert len(lay_out([], ("pm25",))) == 0


def test_the_reading_counts_days_over_the_limit_after_rounding() -> None:
    shown = line("daily", "2016-01-01", pm25=[75.4, 75.5, 75.6, 200, NAN])
    sentence = series_reading.series_sentence(shown, "pm25", "zh")
    assert "超标 3 天（有效 4；日均限值 75，GB 3095-2012 二级）" in sentence
    assert "最高 200" in sentence
    assert "2016年1月4日" in sentence
    assert "样本不足" not in sentence


def test_a_year_of_too_few_days_is_not_judged_nor_the_lowest() -> None:
    shown = line("annual", "2018", pm25=[50, 41, 36, 34, 20])
    shown.is_valid["pm25"][[0, 4]] = False
    sentence = series_reading.series_sentence(shown, "pm25", "zh")
    assert "超标 2 年（有效 3；" in sentence
    assert "最高 41\u2009µg/m³（2019年）" in sentence
    assert "最低 34\u2009µg/m³（2021年）" in sentence
    assert "最近 20\u2009µg/m³（2022年）［样本不足］" in sentence


def test_the_reading_says_when_there_is_too_little() -> None:
    shown = line("daily", "2016-01-01", pm25=[75, NAN, NAN, NAN])
    assert "样本不足" in series_reading.series_sentence(shown, "pm25", "zh")
    nothing = line("daily", "2016-01-01", pm25=[NAN])
    assert "没有数据" in series_reading.series_sentence(nothing, "pm25", "zh")
    index = line("daily", "2016-01-01", aqi=[50, 60])
    assert "平均" not in series_reading.series_sentence(index, "aqi", "zh")
