"""What the series of Trends draw: names, running means, other years, the strip, targets, marks."""

import base64
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from view.figures.limits import limit_of, limit_spans, limit_words
from view.figures.series import series_figure, series_height
from view.figures.series_traces import brief, printed
from view.figures.strip import shares_of
from view.lines import Line, lay_out
from view.selection import Window
from view.standing import Target
from view.steps import STEPS
from view.theme import ACCENT, LIMIT

DAYS = {m: np.array([40, 50], np.float32) for m in ("pm25", "o3_mda8", "o3_1h_max")}
NAN = np.nan


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def line(grain: str, start: str, name: str = "北京", **values: Any) -> Line:
    arrays = {m: np.asarray(v, np.float32) for m, v in values.items()}
    size = len(next(iter(arrays.values())))
    valid = {m: np.ones(size, bool) for m in arrays} if STEPS[grain].is_long else {}
    share = {m: np.isfinite(a).astype(np.float32) for m, a in arrays.items()}
    begin = STEPS[grain].begin(start)
    none = np.zeros(size, bool)
    return Line("beijing", name, grain, begin, arrays, valid, none, share=share)


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


@pytest.mark.parametrize("name", ["北京", "上海"])
def test_hover_names_the_statistic_unless_it_is_a_mean(name: str) -> None:
    valid = {m: np.ones(2, bool) for m in DAYS}
    first = np.datetime64("2016-01-01")
    lines = [Line("x", name, "daily", first, DAYS, valid, np.zeros(2, bool))]
    statistics = ["PM₂.₅", "O₃ 日最大 8 小时平均", "O₃ 日最大 1 小时平均"]
    alone = series_figure(lines, tuple(DAYS), "zh")["data"]
    assert [trace["hovertemplate"].split(" %{")[0] for trace in alone] == statistics
    two = series_figure(lines * 2, tuple(DAYS), "zh")["data"]
    assert [t["hovertemplate"].split(" %{")[0] for t in two[::2]] == [
        f"{name} {statistic}" for statistic in statistics
    ]


@pytest.mark.parametrize("grain", list(STEPS))
def test_every_grain_is_drawn_on_its_own_steps(grain: str) -> None:
    shown = line(grain, "2016-03-07", pm25=[40, NAN, 60])
    figure = series_figure([shown], ("pm25",), "zh")
    go.Figure(figure)
    assert figure["layout"]["meta"]["step"] == STEPS[grain].meta()
    main = figure["data"][0]
    if "dx" in main:
        assert grain in ("hourly", "daily")
    else:
        times = numbers(main["x"]).astype("int64").astype("datetime64[ms]")
        np.testing.assert_array_equal(times, shown.times.astype("datetime64[ms]"))
    assert "北京" not in words(figure)


def test_a_running_mean_is_a_heavier_line_over_a_pale_one() -> None:
    shown = line("daily", "2016-01-01", pm25=[40, 50, 60])
    shown.smooth["pm25"] = np.array([NAN, 45, 55], np.float32)
    raw, mean, _ = series_figure([shown], ("pm25",), "zh")["data"]
    assert raw["opacity"] < 0.5
    assert mean["line"]["width"] > raw["line"]["width"]
    np.testing.assert_array_equal(numbers(mean["y"]), [NAN, 45, 55])
    assert "滑动平均" in mean["hovertemplate"]


def test_of_several_places_only_the_means_are_drawn() -> None:
    lines = [line("daily", "2016-01-01", name, pm25=[40, 900, 60]) for name in ("甲", "乙")]
    for each in lines:
        each.smooth["pm25"] = np.array([NAN, 45, 55], np.float32)
    figure = series_figure(lines, ("pm25",), "zh")
    drawn = [t for t in figure["data"] if t["type"] == "scatter"]
    assert [t["name"] for t in drawn] == ["甲", "乙"]
    assert all(t["showlegend"] for t in drawn)
    assert figure["layout"]["yaxis"]["range"][1] < 900
    assert "滑动平均" in words(figure)
    assert "限值" not in words(figure)  # a limit of a day says nothing about a mean over many


def test_another_year_leaves_out_the_day_that_it_lacks() -> None:
    whole = line("daily", "2015-02-27", pm25=np.arange(400))
    window = Window(np.datetime64("2016-02-28"), np.datetime64("2016-03-02"))
    lines = [whole.within(window, ("pm25",)), whole.within(window, ("pm25",), -1)]
    figure = series_figure(lines, ("pm25",), "zh")
    go.Figure(figure)
    chosen, other = (t for t in figure["data"] if t["type"] == "scatter")
    np.testing.assert_array_equal(numbers(chosen["y"]), [366, 367, 368])
    np.testing.assert_array_equal(numbers(other["y"]), [1, 2])
    times = numbers(other["x"]).astype("int64").astype("datetime64[ms]").astype("datetime64[D]")
    assert [str(t) for t in times] == ["2016-02-28", "2016-03-01"]
    assert chosen["line"]["width"] > other["line"]["width"]
    file = lay_out(lines, ("pm25",))
    assert [str(t)[:10] for t in file["time"][3:]] == ["2015-02-28", "2015-03-01"]


def test_the_strip_shows_the_least_complete_metric_and_a_row_a_line() -> None:
    shown = line("daily", "2016-01-01", pm25=[40, 50], o3_mda8=[90, 95])
    shown.share.update(pm25=np.array([1, 0.5], "f4"), o3_mda8=np.array([0.25, 1], "f4"))
    np.testing.assert_array_equal(shares_of(shown, ("pm25", "o3_mda8")), [0.25, 0.5])
    full = line("daily", "2016-01-01", "上海", pm25=[1, 2], o3_mda8=[3, 4])
    figure = series_figure([shown, full], ("pm25", "o3_mda8"), "zh")
    go.Figure(figure)
    strip = figure["data"][-1]
    assert (strip["type"], strip["z"]["shape"]) == ("heatmap", "2, 2")
    np.testing.assert_array_equal(numbers(strip["z"]), [100, 100, 25, 50])  # the first on top
    assert figure["layout"]["xaxis"]["anchor"] == strip["yaxis"] == "y3"
    one = series_height([shown], ("pm25",))
    shown.share.clear()
    assert series_height([shown], ("pm25",)) < one


TARGETS = {
    (2019, "pm25"): Target(59, 57, True),
    (2019, "good_ratio"): Target(0.721, 0.729, True),
}


def test_targets_lie_on_years_only_the_higher_one_named_above() -> None:
    years = line("annual", "2018", pm25=[65, 61], good_ratio=[0.58, 0.59])
    figure = series_figure([years], ("pm25", "good_ratio"), "zh", targets=TARGETS)
    go.Figure(figure)
    drawn = [s for s in figure["layout"]["shapes"] if s["line"]["color"] == ACCENT]
    assert [s["y0"] for s in drawn] == pytest.approx([59, 57, 72.1, 72.9], rel=1e-6)
    assert all(s["x0"] < "2019-01-01" < s["x1"] for s in drawn)
    named = {a["text"]: a["yanchor"] for a in figure["layout"]["annotations"]}
    assert (named["2019 年目标 59"], named["争取 57"]) == ("bottom", "top")
    assert (named["2019 年目标 72.1"], named["争取 72.9"]) == ("top", "bottom")
    months = line("monthly", "2019-01", pm25=[65, 61])
    assert "目标" not in words(series_figure([months], ("pm25",), "zh", targets=TARGETS))


def test_a_scheme_has_its_own_limits_and_who_its_note() -> None:
    days = line("daily", "2016-01-01", pm25=[40, 50])
    final = limit_spans(days, "pm25", "gb3095-2026-final")
    assert [s.value for s in final] == [50.0]
    (who,) = limit_spans(days, "pm25", "who2021")
    assert who.value == 15.0
    assert limit_words("zh", "pm25", who) == "日均指导值 15（WHO 2021，凭记忆）"
    assert "from memory" in limit_words("en", "pm25", who, aside=True)
    assert limit_of("o3_mda8_p90", "annual", "who2021") is None  # WHO's is a 99th percentile
    assert limit_of("pm25", "annual", "who2021") == 5.0
    figure = series_figure([days], ("pm25",), "zh", standard="gb3095-2012")
    assert [s["y0"] for s in figure["layout"]["shapes"] if s["line"]["color"] == LIMIT] == [75.0]


def test_a_change_of_standard_is_marked_where_it_judges() -> None:
    months = line("monthly", "2025-11", good_ratio=[0.9, 0.9, 0.9, 0.9, 0.7], pm25=[40] * 5)
    marked = series_figure([months], ("good_ratio",), "zh")
    assert "2026-03-01 起施行新标准" in words(marked)
    assert any(s["x0"] == "2026-03-01" for s in marked["layout"]["shapes"])
    throughout = series_figure([months], ("good_ratio",), "zh", standard="gb3095-2012")
    assert "新标准" not in words(throughout)
    assert "新标准" not in words(series_figure([months], ("pm25",), "zh"))
    assert series_height([months], ("good_ratio",)) > series_height([months], ("pm25",))


def test_no_step_of_reference_state_where_all_is_converted() -> None:
    months = line("monthly", "2018-08", pm25=[30, 31, 32])
    assert "参比状态变更" in words(series_figure([months], ("pm25",), "zh"))
    converted = series_figure([months], ("pm25",), "zh", basis="present_state")
    assert "参比状态变更" not in words(converted)


def test_days_left_out_are_gaps_with_a_mark() -> None:
    shown = line("daily", "2016-01-01", pm25=[40, NAN, 60])
    shown.touched["pm25"] = np.array([False, True, False])
    data = series_figure([shown], ("pm25",), "zh", basis="without_dust")["data"]
    (mark,) = [t for t in data if t.get("marker", {}).get("symbol") == "triangle-up"]
    times = numbers(mark["x"]).astype("int64").astype("datetime64[ms]")
    assert str(times[0])[:10] == "2016-01-02"
    np.testing.assert_array_equal(numbers(mark["y"]), [0])


def test_who_has_no_index_and_it_is_said() -> None:
    shown = line("daily", "2016-01-01", aqi=[NAN, NAN])
    assert "WHO 2021 没有 AQI" in words(series_figure([shown], ("aqi",), "zh", standard="who2021"))
    assert "没有数据" in words(series_figure([shown], ("aqi",), "zh"))


@pytest.mark.parametrize("metric", ["pm25", "co", "composite_index", "good_ratio"])
def test_a_short_number_is_printed_as_the_long_one(metric: str) -> None:
    decimals = {"pm25": 0, "co": 1, "composite_index": 2, "good_ratio": 1}[metric]
    most = 0.03 if metric == "good_ratio" else 3
    values = np.random.default_rng(1).uniform(0, most, 20_000).astype(np.float32)
    long, short = printed(values, metric), brief(values, metric)
    seen = [np.floor(x.astype(np.float64) * 10**decimals + 0.5) for x in (long, short)]
    assert (seen[0] != seen[1]).mean() < 1e-3  # float32 itself is as uncertain
    assert np.abs(long - short).max() <= 0.0626 / 10**decimals
    assert len(np.unique(short)) < len(np.unique(long)) / 5
