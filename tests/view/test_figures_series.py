"""What the series of Trends are called where the pointer meets them."""

import numpy as np
import pytest

from view.figures.series import series_figure
from view.lines import Line

DAYS = {m: np.array([40, 50], np.float32) for m in ("pm25", "o3_mda8", "o3_1h_max")}


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
