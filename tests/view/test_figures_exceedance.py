"""Exceedance curves, compared by what they say."""

import base64
from typing import Any

import numpy as np
import plotly.graph_objects as go

from view.figures.exceedance import Spread, exceedance_figure, name_anchor
from view.queries.exceedance import Over, daily_metrics
from view.readings.exceedance import panel_sentence
from view.theme import LIMIT, PLACE_COLOURS, POLLUTANT_COLOUR

NAN = np.nan
PERCENTS = np.array([0, 50, 95, 100], np.float32)


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def spread(*values: float, name: str = "北京", count: int = 300) -> Spread:
    return Spread(name, PERCENTS, np.array(values, np.float32), count)


def words(figure: dict[str, Any]) -> str:
    return " | ".join(a["text"] for a in figure["layout"]["annotations"])


def test_a_curve_falls_from_all_days_to_none() -> None:
    figure = exceedance_figure([spread(5, 40, 150, 300)], "pm25", [(75.0, "日均限值 75")], "zh")
    go.Figure(figure)
    (curve,) = figure["data"]
    assert numbers(curve["x"]).tolist() == [5, 40, 150, 300]
    assert numbers(curve["y"]).tolist() == [100, 50, 5, 0]
    assert curve["line"]["color"] == POLLUTANT_COLOUR["pm25"]
    (line,) = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["line"]["color"]) == (75, 75, LIMIT)
    assert "日均限值 75" in words(figure)


def test_several_curves_have_a_legend_and_escaped_names() -> None:
    curves = [spread(1, 2, 3, 4), spread(1, 2, 3, 5, name="<b>甲</b>")]
    figure = exceedance_figure(curves, "co", [], "en")
    go.Figure(figure)
    assert [t["line"]["color"] for t in figure["data"]] == list(PLACE_COLOURS[:2])
    assert figure["layout"]["showlegend"]
    assert figure["data"][1]["name"] == "&lt;b&gt;甲&lt;/b&gt;"
    assert "<b>" not in figure["data"][1]["hovertemplate"]


def test_a_limit_beyond_the_data_is_within_the_chart() -> None:
    figure = exceedance_figure([spread(1, 2, 3, 4)], "so2", [(150.0, "x")], "zh")
    assert figure["layout"]["xaxis"]["range"][1] > 150


def test_too_few_days_and_none_are_said() -> None:
    few = exceedance_figure([spread(NAN, NAN, NAN, NAN, count=4)], "pm25", [], "zh")
    assert "样本不足" in words(few)
    none = exceedance_figure([spread(NAN, NAN, NAN, NAN, count=0)], "pm25", [], "zh")
    assert "没有数据" in words(none)
    assert exceedance_figure([], "pm25", [], "zh")["data"] == []
    both = exceedance_figure([spread(NAN, NAN, NAN, NAN), spread(1, 2, 3, 4)], "pm25", [], "zh")
    assert len(both["data"]) == 1
    assert both["data"][0]["line"]["color"] == PLACE_COLOURS[1], "a colour stays with its place"


def test_the_sentence_tells_share_days_and_limit() -> None:
    over = Over(300, 90, ((75.0, "2016-12-31"),))
    said = panel_sentence("pm25", [(spread(5, 40, 150, 300), over)], "in_force", "zh")
    assert said == (
        "PM₂.₅ 日均值超过日均限值 75（GB 3095-2012 二级）的天数：北京 30.0 %（300 天中 90 天）。"
    )
    two = Over(300, 90, ((75.0, "2026-02-28"), (60.0, "2026-12-31")))
    said = panel_sentence("pm25", [(spread(5, 40, 150, 300), two)], "in_force", "zh")
    assert "当时日限值" in said
    index = panel_sentence("aqi", [(spread(5, 40, 150, 300), None)], "in_force", "zh")
    assert "中位数 40" in index
    assert "150 以上" in index
    few = panel_sentence("pm25", [(spread(NAN, NAN, NAN, NAN, count=3), over)], "in_force", "zh")
    assert "样本不足" in few
    assert "%" not in few


def test_metrics_give_way_to_statistics_of_a_day() -> None:
    chosen = ("o3_mda8_p90", "o3", "co_p95", "good_ratio")
    assert daily_metrics(chosen) == ("o3_mda8", "co", "aqi")


def test_a_name_hangs_so_that_it_stays_within() -> None:
    assert [name_anchor(share) for share in (0.1, 0.5, 0.9)] == ["left", "center", "right"]
