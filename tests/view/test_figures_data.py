"""The page Data's charts say what the shares are, and no name of a station is markup."""

import base64
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from view.completeness import REASONS, by
from view.figures.completeness import draw_completeness
from view.figures.frame import plain
from view.figures.gaps import LOOKS, draw_gaps


def values(encoded: dict[str, str]) -> np.ndarray:
    """Return the numbers of a typed array."""
    array = np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])
    return array.reshape([int(n) for n in encoded.get("shape", str(len(array))).split(",")])


def frame(stations: int = 2, months: int = 3, **shares: float) -> pd.DataFrame:
    """Return completeness of some stations and months; station 0 lacks what shares say."""
    rows: list[dict[str, Any]] = []
    for number in range(stations):
        for start in pd.date_range("2019-01-01", periods=months, freq="MS"):
            missing = {f"share_{r}": shares.get(r, 0.0) if number == 0 else 0.0 for r in REASONS}
            rows.append(
                {
                    "station": f"100{number}A",
                    "name_zh": f"站{number}",
                    "name_en": f"Site {number}",
                    "is_control": number == 1,
                    "period_start": start,
                    "hours": 720,
                    **missing,
                    "share_valid": 1 - sum(missing.values()),
                    "share_flagged": 0.0,
                }
            )
    return pd.DataFrame(rows)


def test_heat_map_shows_the_valid_share_in_per_cent() -> None:
    figure = draw_completeness(frame(source_empty=0.25, excluded=0.05), "zh")
    go.Figure(figure)
    heat = figure["data"][0]
    np.testing.assert_allclose(values(heat["z"]), [[70] * 3, [100] * 3], rtol=1e-6)
    assert (heat["zmin"], heat["zmax"]) == (0, 100)
    assert heat["text"] == [["70"] * 3, [""] * 3], "low shares are written, full ones are not"
    assert figure["layout"]["yaxis"]["ticktext"] == ["站0", "站1 ◇"]


def test_hover_names_station_month_and_each_reason() -> None:
    figure = draw_completeness(frame(source_empty=0.25, excluded=0.0002), "zh")
    words = figure["data"][0]["hovertext"][0][1].split("<br>")
    assert words[:2] == ["<b>站0</b>", "2019年2月"]
    assert "有效 75.0\u202f%" in words
    assert "来源留空 25.0\u202f%" in words
    assert "因标记不用 < 0.1\u202f%" in words
    assert not any("文件中没有" in word for word in words), "a reason that took nothing is not said"
    english = draw_completeness(frame(not_loaded=1.0), "en")["data"][0]["hovertext"][0][0]
    assert english.startswith("<b>Site 0</b><br>January 2019")


def test_a_month_without_a_row_is_blank() -> None:
    rows = frame(stations=2, months=3)
    rows = rows[~((rows["station"] == "1000A") & (rows["period_start"] == "2019-02-01"))]
    z = values(draw_completeness(rows, "zh")["data"][0]["z"])
    assert np.isnan(z[0, 1])
    assert np.isfinite(z).sum() == 5


def test_the_chosen_station_is_marked_unless_all_are() -> None:
    some = draw_completeness(frame(), "zh", ("1001A",))["layout"]["yaxis"]["ticktext"]
    assert some == ["站0", "<b>▸ 站1 ◇</b>"]
    everything = draw_completeness(frame(), "zh", ("1000A", "1001A"))
    assert everything["layout"]["yaxis"]["ticktext"] == ["站0", "站1 ◇"]


def test_names_of_stations_are_no_markup_and_long_ones_are_cut() -> None:
    rows = frame(stations=1).assign(name_zh="<b>x</b>", name_en="A" * 40)
    chinese, english = (draw_completeness(rows, lang) for lang in ("zh", "en"))
    assert chinese["layout"]["yaxis"]["ticktext"] == ["&lt;b&gt;x&lt;/b&gt;"]
    assert "&lt;b&gt;x" in chinese["data"][0]["hovertext"][0][0]
    (short,) = english["layout"]["yaxis"]["ticktext"]
    assert short.endswith("…")
    assert len(short) <= 16
    assert plain("a & <b>") == "a &amp; &lt;b&gt;"


@pytest.mark.parametrize(("months", "step"), [(1, "M1"), (12, "M1"), (48, "M12")])
def test_ticks_fit_the_number_of_months(months: int, step: str) -> None:
    figure = draw_completeness(frame(months=months), "zh")
    go.Figure(figure)
    assert figure["layout"]["xaxis"]["dtick"] == step


def test_bars_stack_the_reasons_in_per_cent() -> None:
    months = by(frame(source_empty=0.2, rejected=0.1), "period_start")
    figure = draw_gaps(months, "zh")
    go.Figure(figure)
    assert figure["layout"]["barmode"] == "stack"
    shown = {trace["name"]: values(trace["y"]) for trace in figure["data"]}
    assert list(shown) == ["来源留空", "文件中没有", "无法采用", "因标记不用"]
    np.testing.assert_allclose(shown["来源留空"], 10)
    np.testing.assert_allclose(shown["无法采用"], 5)
    assert shown["文件中没有"].sum() == 0
    low, top = figure["layout"]["yaxis"]["range"]
    assert low == 0
    assert 15 < top <= 100


def test_reasons_differ_by_more_than_colour() -> None:
    hatches = [hatch for _, hatch in LOOKS.values()]
    assert len(set(hatches)) == len(REASONS)
    figure = draw_gaps(by(frame(), "period_start"), "en")
    assert [t["marker"]["pattern"]["shape"] for t in figure["data"]] == hatches


def test_tiny_gaps_do_not_fill_the_chart_and_total_loss_fits() -> None:
    tiny = draw_gaps(by(frame(source_empty=0.001), "period_start"), "zh")
    assert tiny["layout"]["yaxis"]["range"] == [0, 5.0]
    lost = draw_gaps(by(frame(stations=1, months=1, not_loaded=1.0), "period_start"), "zh")
    go.Figure(lost)
    assert lost["layout"]["yaxis"]["range"] == [0, 100]
