"""The chart of ranks over time."""

import base64
import itertools

import numpy as np
import plotly.graph_objects as go
import pytest

from view.figures.rank_history import RankedLine, rank_history_figure, rank_history_height

PERIODS = ["2014年", "2015年", "2016年"]
TICKS = ["2014", "2015", "2016"]


def line(name: str, ranks: list[float], emphasis: int | None = None) -> RankedLine:
    return RankedLine(name, np.array(ranks, float), np.array(ranks, float) + 40, emphasis)


def draw(lines: list[RankedLine], lang: str = "zh") -> dict:
    totals = np.array([2, 2, 2])
    return rank_history_figure(lines, PERIODS, TICKS, totals, 2, "pm25", lang)


def values(coded: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(coded["bdata"]), "<" + coded["dtype"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_first_is_on_top_and_a_gap_stays_one(lang: str) -> None:
    figure = draw([line("甲", [1, np.nan, 1]), line("乙", [2, 1, 2])], lang)
    go.Figure(figure)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high
    traces = {trace["name"]: trace for trace in figure["data"]}
    assert np.isnan(values(traces["甲"]["y"])[1])
    assert not traces["甲"]["connectgaps"]


def test_names_stand_at_the_ends_and_never_on_one_another() -> None:
    tied = [line(name, [1, 1, 1]) for name in "甲乙丙"]
    notes = draw([*tied, line("丁", [4, 4, np.nan])])["layout"]["annotations"]
    heights = [note["y"] for note in notes]
    assert all(b - a >= 1 for a, b in itertools.pairwise(heights))
    assert "丁" in notes[-1]["text"]
    assert notes[-1]["text"] != "丁"


def test_many_ranks_and_few_lines_leave_room_for_each_name() -> None:
    lines = [line(str(n), [n, n, n]) for n in (1, 2, 3, 337, 338)]
    figure = draw(lines)
    heights = [note["y"] for note in figure["layout"]["annotations"]]
    top, whole = 0.4, figure["layout"]["yaxis"]["range"][0]
    plot = rank_history_height(lines) - 56
    pixels = np.diff(heights) * plot / (whole - top)
    assert pixels.min() > 14


def test_the_chosen_place_is_strongest_and_on_top() -> None:
    figure = draw([line("甲", [1, 1, 1], 0), line("乙", [2, 2, 2])])
    assert figure["data"][-1]["name"] == "甲"
    assert figure["data"][-1]["line"]["width"] > figure["data"][0]["line"]["width"]


def test_words_where_there_is_nothing_to_draw() -> None:
    assert draw([])["layout"]["annotations"][0]["text"]
    none = draw([line("甲", [np.nan] * 3)])
    assert none["data"] == []
    assert none["layout"]["annotations"][0]["text"]
    alone = rank_history_figure(
        [line("甲", [1])], PERIODS[:1], TICKS[:1], np.array([2]), 0, "pm25", "zh"
    )
    assert "2014年" in alone["layout"]["annotations"][0]["text"]
    # Of three periods only the second is ranked: one dot is no history.
    lines = [line("甲", [np.nan, 1, np.nan]), line("乙", [np.nan, 2, np.nan])]
    once = rank_history_figure(lines, PERIODS, TICKS, np.array([0, 2, 0]), 2, "pm25", "zh")
    assert once["data"] == []
    assert "2015年" in once["layout"]["annotations"][0]["text"]


def test_below_each_period_stands_how_many_were_ranked() -> None:
    lines = [line("甲", [1, 1, 1]), line("乙", [2, np.nan, 2])]
    figure = rank_history_figure(lines, PERIODS, TICKS, np.array([8, 2, 5]), 2, "pm25", "zh")
    assert figure["layout"]["xaxis"]["ticktext"] == ["2014<br>8 个", "2015<br>2 个", "2016<br>5 个"]


def test_a_name_is_no_markup() -> None:
    figure = draw([line("<b>&", [1, 1, 1]), line("乙", [2, 2, 2])])
    assert figure["data"][0]["name"] == "&lt;b&gt;&amp;"
