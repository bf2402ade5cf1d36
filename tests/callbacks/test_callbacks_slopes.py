"""The callbacks of slopes and change points, on the bundled snapshot and on nonsense."""

import csv
import io
from typing import Any

import plotly.graph_objects as go
import pytest
from dash import no_update

from callbacks.trends import slopes
from view import cache, options
from view.state import MAX_METRICS


def test_as_many_places_for_months_as_metrics_may_be_chosen() -> None:
    assert len(slopes._SLOTS) == MAX_METRICS


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("basis", ["", "without_dust", "present_state"])
def test_every_city_draws_valid_figures(lang: str, basis: str) -> None:
    for city in options.cities(cache.snapshot()):
        metrics = ["pm25", "so2", "good_ratio"]
        state = {"city": city.id, "lang": lang, "basis": basis, "metrics": metrics}
        shown = slopes.show_slopes({**state, "grain": "annual"})
        figure, style, *rest = shown
        go.Figure(figure)
        assert style["height"].endswith("px")
        months, hidden = rest[:MAX_METRICS], rest[2 * MAX_METRICS : 3 * MAX_METRICS]
        assert hidden == [False, False, True, True]
        for drawn, is_hidden in zip(months, hidden, strict=True):
            assert (drawn is no_update) == is_hidden
            if not is_hidden:
                go.Figure(drawn)
        assert len(rest[-2]) >= 4  # two slopes, change points, what has no trend
        assert rest[-1]


@pytest.mark.parametrize("state", [None, 7, [], {"city": ["x"]}, {"metrics": 3, "basis": {}}])
def test_nonsense_from_a_browser_shows_the_default(state: Any) -> None:
    words = [[item.children for item in slopes.show_slopes(s)[-2]] for s in (state, {})]
    assert words[0] == words[1]


def test_an_index_alone_has_no_trend_and_this_is_said() -> None:
    shown = slopes.show_slopes({"metrics": ["aqi"]})
    assert "没有可画的趋势" in shown[0]["layout"]["annotations"][0]["text"]
    assert [item.children for item in shown[-2]] == ["所选指标不计算趋势；请选一项污染物。"]


def test_the_file_has_a_row_for_each_slope() -> None:
    file = slopes.save_slopes(1, {"metrics": ["pm25", "so2"]})
    assert file is not None
    rows = list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"), newline="")))
    assert [row["metric"] for row in rows if row["what"] == "slope"] == ["pm25", "so2"]
    assert slopes.save_slopes(None, {}) is None
    nothing = slopes.save_slopes(1, {"metrics": ["aqi"]})
    assert nothing is not None
    assert nothing["content"].count("\r\n") == 1
