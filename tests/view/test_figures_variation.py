"""The panel of mean cycles: what is drawn, where it says why not, and what the words claim."""

import base64
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from airquality.profiles import CROSSED_CYCLES, CYCLES
from view.cycles import Curve, hours_of_months, mean_of, relative
from view.figures.month_hours import month_hours_figure
from view.figures.profiles import profile_figure
from view.figures.weekday_hours import weekday_hours_figure
from view.lines import Cycled
from view.queries.variation import Variation
from view.readings import variation as reading
from view.theme import POLLUTANT_COLOUR

NAN = np.nan
SIZES = {c.id: c.size for c in (*CYCLES.values(), *CROSSED_CYCLES.values())}


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    """Return the array that a typed array of a figure holds."""
    flat = np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])
    shape = encoded.get("shape")
    return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat


def curve(cycle: str, mean: Any = 80, half: float = 10, name: str = "北京", **more: Any) -> Curve:
    size = SIZES[cycle]
    means = np.broadcast_to(np.asarray(mean, np.float32), size).copy()
    count = np.full(size, 50, np.int32)
    bounds = means - np.float32(half), means + np.float32(half)
    chosen = {"metric": "pm25", "colour": "#c2553a"} | more
    return Curve(Cycled(name, means, *bounds, count), **chosen)


def nowhere(cycle: str) -> Curve:
    return Curve(Cycled.nowhere("成都", SIZES[cycle]), "pm25", "#c2553a")


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


def test_a_cycle_is_a_line_on_the_band_of_its_interval() -> None:
    place = curve("weekday")
    own = place.cycled
    own.mean[3] = own.low[3] = own.high[3] = NAN
    figure = profile_figure([place], "weekday", "zh")
    go.Figure(figure)
    band, mean = figure["data"]
    assert band["fill"] == "toself"
    outline = numbers(band["y"])
    assert np.nanmin(outline) == 70
    assert np.nanmax(outline) == 90
    assert np.isnan(outline).sum() == 2
    assert np.isnan(numbers(mean["y"])[3])
    assert figure["layout"]["xaxis"]["ticktext"][0] == "周一"
    assert "95 % 区间 70–90，50 个值" in mean["text"][0]
    assert "µg/m³" in mean["hovertemplate"]


def test_a_band_does_not_go_below_zero() -> None:
    figure = profile_figure([curve("hour", 5, 10, metric="so2")], "hour", "en")
    assert np.nanmin(numbers(figure["data"][0]["y"])) == 0


def test_numbers_of_the_pointer_are_rounded_by_the_rule() -> None:
    shown = curve("weekday", [62.5, 63.5, 1.4, NAN, 0, 7, 8])
    assert shown.all_words(shown.cycled.mean) == [shown.words(float(v)) for v in shown.cycled.mean]
    ratio = curve("weekday", 1.005, is_relative=True)
    assert ratio.all_words(ratio.cycled.mean)[0] == "1.00"


@pytest.mark.parametrize("cycle", ["hour", "weekday", "hour_weekday", "hour_month"])
def test_no_cycle_says_so(cycle: str) -> None:
    for place, said in ((nowhere(cycle), "数据"), (curve(cycle, NAN), "样本不足")):
        if cycle == "hour_weekday":
            figure = weekday_hours_figure([place], "zh")
        elif cycle == "hour_month":
            figure = month_hours_figure(place, "zh")
        else:
            figure = profile_figure([place], cycle, "zh")
        go.Figure(figure)
        assert figure["data"] == []
        assert said in words(figure)
    assert "小时" in words(profile_figure([nowhere("hour")], "hour", "zh"))


def test_seven_panels_share_one_scale_and_the_weekend_is_marked() -> None:
    place = curve("hour_weekday", np.arange(168))
    figure = weekday_hours_figure([place], "zh")
    go.Figure(figure)
    layout = figure["layout"]
    assert len([k for k in layout if k.startswith("xaxis")]) == 7
    assert len([k for k in layout if k.startswith("yaxis")]) == 1
    lines = [t for t in figure["data"] if t["mode"] != "none"]
    assert [t["xaxis"] for t in lines] == ["x", "x2", "x3", "x4", "x5", "x6", "x7"]
    np.testing.assert_array_equal(numbers(lines[6]["y"]), np.arange(144, 168))
    np.testing.assert_array_equal(numbers(lines[6]["x"]), np.arange(24))
    assert words(figure).startswith("周一 | 周二")
    weekend = layout["shapes"][0]
    assert (weekend["x0"], weekend["x1"]) == (layout["xaxis6"]["domain"][0], 1)
    assert layout["xaxis7"]["domain"][1] <= 1
    assert "周日" in layout["xaxis7"]["unifiedhovertitle"]["text"]


def test_several_places_have_one_legend_over_all_panels() -> None:
    places = [curve("hour_weekday"), curve("hour_weekday", name="<b>甲</b>", colour="#2f86c9")]
    figure = weekday_hours_figure(places, "zh")
    go.Figure(figure)
    named = [t["name"] for t in figure["data"] if t["showlegend"]]
    assert named == ["北京", "&lt;b&gt;甲&lt;/b&gt;"]
    assert figure["layout"]["showlegend"]


def test_tiles_have_a_row_a_month_and_a_dot_on_its_highest_hour() -> None:
    means = np.full((12, 24), 50.0)
    means[0, 8], means[6, 15], means[5, 3] = 90, 70, NAN
    figure = month_hours_figure(curve("hour_month", means.ravel()), "zh")
    go.Figure(figure)
    tiles, dots = figure["data"]
    np.testing.assert_array_equal(numbers(tiles["z"]), means.astype(np.float32))
    found = dict(zip(dots["y"], dots["x"], strict=True))
    assert (found[1], found[7]) == (8, 15)
    assert 6 not in found  # an hour is missing: which is highest is not known
    assert tiles["hovertext"][0][8] == "1月 8 时起：90 µg/m³<br>（95 % 区间 80–100，50 个值）"
    axis = figure["layout"]["coloraxis"]
    assert axis["cmin"] <= 50
    assert axis["cmax"] >= 90
    assert axis["colorbar"]["title"]["text"] == "µg/m³"


@pytest.mark.parametrize("mean", [0.0, 0.3, 1.04, 77.0])
def test_tiles_all_alike_still_have_a_scale(mean: float) -> None:
    shown = curve("hour_month", mean, metric="co")
    axis = month_hours_figure(shown, "en")["layout"]["coloraxis"]
    assert axis["cmin"] - 1e-9 <= mean <= axis["cmax"] + 1e-9
    assert axis["cmin"] < axis["cmax"]
    assert len(set(axis["colorbar"]["ticktext"])) == len(axis["colorbar"]["ticktext"])


def test_divided_by_its_own_mean() -> None:
    means = np.array([10, 10, 10, 10, 10, 20, 30], np.float32)
    count = np.array([10, 10, 10, 10, 10, 5, 5], np.int32)
    # 500 + 100 + 150 over 60 values.
    cycle = Cycled("x", means, means - 1, means + 1, count)
    assert mean_of(cycle) == pytest.approx(12.5)
    np.testing.assert_allclose(relative(cycle).mean, means / 12.5)
    np.testing.assert_allclose(relative(cycle).high, (means + 1) / 12.5)
    assert np.isnan(relative(Cycled.nowhere("x", 7)).mean).all()
    drawn = Curve(relative(cycle), "pm25", POLLUTANT_COLOUR["pm25"], True)
    figure = profile_figure([drawn], "weekday", "zh")
    assert figure["layout"]["shapes"][0]["y0"] == 1
    assert "倍" in figure["data"][1]["hovertemplate"]


def test_hours_of_three_months_are_weighted_by_their_values() -> None:
    shown = curve("hour_month", 0)
    means, count = shown.cycled.mean.reshape(12, 24), shown.cycled.count.reshape(12, 24)
    means[5:8] = [[10], [20], [60]]
    count[5:8] = [[30], [30], [60]]
    # (300 + 600 + 3600) / 120
    np.testing.assert_allclose(hours_of_months(shown.cycled, (6, 7, 8)), 37.5)
    means[6, 4] = NAN
    assert np.isnan(hours_of_months(shown.cycled, (6, 7, 8))[4])


def test_a_cycle_in_words() -> None:
    apart = curve("hour", 50, 1)
    own = apart.cycled
    own.mean[21], own.low[21], own.high[21] = 90, 89, 91
    said = reading.cycle_words("zh", "hour", apart)
    assert "21时最高（90）" in said
    assert "重叠" not in said
    own.low[21] = 51
    assert "区间重叠" in reading.cycle_words("zh", "hour", apart)
    single = curve("hour", NAN, 1)
    single.cycled.mean[21] = 90
    assert reading.cycle_words("zh", "hour", single) == "一天中的变化样本不足"
    assert "需要小时数据" in reading.cycle_words("zh", "hour", nowhere("hour"))


@pytest.mark.parametrize(
    ("weekend", "half", "expected"),
    [
        (90, 1, "比工作日高 10.0 µg/m³（95 % 区间 9.2 至 10.8，不含 0）"),
        (70, 1, "比工作日低 10.0 µg/m³（95 % 区间 9.2 至 10.8，不含 0）"),
        (82, 10, "比工作日高 2.0 µg/m³（95 % 区间 −6.4 至 10.4，含 0，不能区分）"),
    ],
)
def test_the_weekend_in_words(weekend: float, half: float, expected: str) -> None:
    shown = curve("weekday", [80] * 5 + [weekend] * 2, half)
    assert expected in reading.weekend_words("zh", shown)


def test_a_week_with_a_gap_says_nothing_of_its_end() -> None:
    assert reading.weekend_words("zh", curve("weekday", [80, NAN, 80, 80, 80, 80, 80])) == ""


def test_summer_and_winter_peak_at_their_hours() -> None:
    means = np.full((12, 24), 50.0)
    means[5:8, 15], means[[11, 0, 1], 22] = 80, 120
    said = reading.season_words("zh", curve("hour_month", means.ravel()))
    assert said == "夏季（6—8 月）15时最高（80），冬季（12—2 月）22时最高（120）。"
    means[5:8, 22] = 90
    assert "都在22时最高（90 与 120）" in reading.season_words(
        "zh", curve("hour_month", means.ravel())
    )
    means[0] = NAN
    assert reading.season_words("zh", curve("hour_month", means.ravel())) == ""


def spans_of(hours: tuple[int, int], days: tuple[int, int], period: str = "all") -> Variation:
    curves = {cycle: [curve(cycle, np.arange(SIZES[cycle]) + 1.0)] for cycle in SIZES}
    years = {(c, "pm25"): hours if "hour" in c else days for c in curves}
    return Variation(("pm25",), "pm25", period, (), curves, years)


def test_cycles_of_other_years_say_so_each() -> None:
    apart = spans_of((2019, 2019), (2014, 2022))
    first, more = reading.sentences("zh", apart)
    assert "一天中（2019年）23时最高" in first
    assert "一年中（2014—2022年）" in first
    assert "2014—2022年：周末" in more
    assert "2019年：夏季" in more
    assert "over the day (2019) highest" in reading.sentences("en", apart)[0]
    assert reading.panel_title("zh", "hour", apart).endswith(" · 2019年")
    assert reading.panel_title("zh", "month", apart).endswith(" · 2014—2022年")
    assert "个小时值（2019年）" in reading.counted_words("zh", apart)


def test_cycles_of_the_same_years_say_them_in_the_titles_only() -> None:
    same = spans_of((2013, 2017), (2013, 2017))
    assert not any("2013" in line for line in reading.sentences("zh", same))
    assert reading.panel_title("en", "hour", same).endswith(" · 2013–2017")
    one = spans_of((2013, 2017), (2013, 2017), "2015")
    assert reading.panel_title("zh", "hour", one).endswith("（µg/m³）")
    assert reading.panel_title("zh", "hour_month", one).endswith(" · 2013—2017年")
