"""Days by level and by primary pollutant, compared by what the bars say."""

import base64
import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from view.figures.day_cells import KEPT, NOT_KEPT
from view.figures.day_levels import day_levels
from view.theme import level_colours

NAN = math.nan
POLLUTANTS = ("pm25", "pm10", "so2", "no2", "co", "o3")


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])


def year(start: int, levels: list[float], **more: Any) -> dict[str, Any]:
    """Return a judged year of given days by level; PM2.5 led on ten, O3 on five of them."""
    valid = 0 if NAN in levels else int(sum(levels))
    begin, end = pd.Timestamp(start, 1, 1), pd.Timestamp(start + 1, 1, 1)
    good = int(sum(levels[:2])) if valid else 0
    row = {
        "period_start": begin,
        "period_end": end,
        "basis": "all",
        "limits": "gb3095-2012",
        "valid_days": valid,
        "good_days": good,
        "good_ratio": good / valid if valid else NAN,
        "exceeding_days_without_aqi": 0,
        "heavy_days": sum(levels[4:]),
        **{f"level{n}_days": days for n, days in enumerate(levels, 1)},
        **dict.fromkeys((f"primary_{p}" for p in POLLUTANTS), 0.0),
        **dict.fromkeys((f"over_{p}" for p in POLLUTANTS), 0),
        **{"primary_pm25": 10.0, "primary_o3": 5.0, "over_pm25": 7, "over_o3": 9},
        "calendar_days": (end - begin).days,
        "excluded_days": 0,
        "is_valid": True,
    }
    return {**row, **more}


def drawn(rows: list[dict[str, Any]], scheme: str = "in_force", kind: str = "year") -> Any:
    figure = day_levels(pd.DataFrame(rows), kind, scheme, "zh", "official")
    go.Figure(figure)
    return figure


def bars(figure: dict[str, Any], axis: str = "y") -> dict[str, np.ndarray]:
    """Return the days of each bar by its name."""
    return {
        t["name"]: numbers(t["y"])
        for t in figure["data"]
        if t["type"] == "bar" and t.get("yaxis", "y") == axis
    }


def shares(figure: dict[str, Any]) -> list[str]:
    return next(t["text"] for t in figure["data"] if t.get("mode") == "text")


def test_levels_and_days_without_an_aqi_make_up_the_year() -> None:
    figure = drawn([year(2015, [50, 130, 90, 40, 30, 10]), year(2016, [60, 140, 100, 40, 15, 5])])
    found = bars(figure)
    assert list(found) == ["优", "良", "轻度", "中度", "重度", "严重", "无 AQI"]
    assert sum(found.values()).tolist() == [365, 366]
    assert found["无 AQI"].tolist() == [15, 6]
    colours = [t["marker"]["color"] for t in figure["data"][:6]]
    assert colours == list(level_colours("official"))
    # (50 + 130) / 350 and (60 + 140) / 360.
    assert shares(figure) == ["51.4", "55.6"]


def test_a_bar_takes_the_place_of_its_period_on_the_time_axis() -> None:
    figure = drawn([year(2015, [365, 0, 0, 0, 0, 0])])
    middle = numbers(figure["data"][0]["x"]).astype("datetime64[ms]")
    assert str(middle[0].astype("datetime64[D]")) == "2015-07-02"
    assert figure["layout"]["xaxis"]["range"] == ["2015-01-01", "2016-01-01"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["2015"]
    assert not figure["layout"]["xaxis"].get("fixedrange")


def test_primary_pollutants_are_stacked_below() -> None:
    figure = drawn([year(2015, [100, 200, 50, 10, 5, 0])])
    below = bars(figure, "y2")
    assert below["PM₂.₅"].tolist() == [10]
    assert below["O₃"].tolist() == [5]
    assert all("base" not in t for t in figure["data"])
    assert figure["layout"]["yaxis2"]["range"][1] >= 15


def test_a_scheme_without_levels_has_two_parts_and_no_primary_pollutant() -> None:
    row = year(2015, [NAN] * 6, valid_days=300, good_days=60, good_ratio=0.2)
    figure = drawn([row], "who2021")
    found = bars(figure)
    assert {k: v.tolist() for k, v in found.items()} == {
        "达到指导值": [60],
        "超过指导值": [240],
        "无法判定": [65],
    }
    assert [t["marker"]["color"] for t in figure["data"][:2]] == [KEPT, NOT_KEPT]
    # Days above a limit overlap, so these stand side by side and not on one another.
    beside = [t for t in figure["data"] if t.get("yaxis") == "y2"]
    assert all(t["base"] == 0 for t in beside)
    assert len({numbers(t["offset"])[0] for t in beside}) == len(POLLUTANTS)
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert "各项超过日限值的天数" in words


def test_the_final_limits_mark_their_good_days_on_the_levels() -> None:
    row = year(2015, [100, 200, 50, 10, 5, 0], good_days=210)
    figure = drawn([row], "gb3095-2026-final")
    marks = next(t for t in figure["data"] if t.get("mode") == "markers")
    assert numbers(marks["y"]).tolist() == [210]
    assert marks["name"] == "六项均不超最终限值"


def test_a_change_of_standard_is_marked_only_where_it_happens() -> None:
    old, new = year(2025, [300, 60, 5, 0, 0, 0]), year(2026, [250, 100, 15, 0, 0, 0])
    assert drawn([old, new])["layout"]["shapes"] == []
    changed = drawn([old, {**new, "limits": "gb3095-2026-transition"}])
    line, upper = changed["layout"]["shapes"]
    (name,) = (n for n in changed["layout"]["annotations"] if n["xref"] == "x")
    assert line["y1"] < name["y"] <= upper["y0"], "no line through its own words"
    assert (line["x0"], line["line"]["dash"]) == ("2026-01-01", "dot")
    words = [note["text"] for note in changed["layout"]["annotations"]]
    assert "此后按 GB 3095-2026 过渡限值" in words
    one = {**new, "limits": "gb3095-2012"}
    assert drawn([old, one], "gb3095-2012")["layout"]["shapes"] == []


def test_the_change_of_reference_state_is_marked() -> None:
    rows = [year(y, [300, 60, 5, 0, 0, 0]) for y in (2017, 2018, 2019)]
    figure = drawn(rows, "gb3095-2012")
    assert [s["x0"] for s in figure["layout"]["shapes"]] == ["2018-09-01"] * 2
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert "2018-09-01 参比状态变更" in words
    assert drawn(rows[2:])["layout"]["shapes"] == []


def test_too_few_days_are_marked_and_no_share_is_a_dash() -> None:
    few = year(2015, [30, 20, 0, 0, 0, 0], is_valid=False)
    none = year(2016, [10, 5, 0, 0, 0, 0], good_ratio=NAN, is_valid=False)
    assert shares(drawn([few, none])) == ["100.0*", "—"]
    # A month has no room for decimals on a phone; the hover has them.
    figure = drawn([year(2015, [10, 11, 10, 0, 0, 0])], kind="month")
    assert shares(figure) == ["68"]
    assert next(t["customdata"] for t in figure["data"] if t.get("mode") == "text") == ["67.7"]


def test_days_left_out_are_told_from_days_without_an_aqi() -> None:
    figure = drawn([year(2015, [100, 200, 50, 0, 0, 0], excluded_days=6)])
    found = bars(figure)
    assert found["按口径剔除"].tolist() == [6]
    assert found["无 AQI"].tolist() == [9]


@pytest.mark.parametrize("scheme", ["in_force", "who2021"])
def test_no_rows_are_said(scheme: str) -> None:
    figure = drawn([], scheme)
    assert figure["layout"]["annotations"][0]["text"] == "所选时段没有数据"
