"""The overview's charts, compared by what they say."""

import base64
import math
import re
from typing import Any
from urllib.parse import unquote

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from view.figures.calendar import calendar, primary_names
from view.figures.sparkline import HEIGHT, WIDTH, sparkline
from view.figures.year_lines import year_lines
from view.theme import level_colours

NAN = math.nan


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    """Return the array that a typed array of a figure holds."""
    flat = np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])
    shape = [int(n) for n in encoded["shape"].split(",")] if "shape" in encoded else [-1]
    return flat.reshape(shape)


def one_day(
    date: str, aqi: float, level: int, primary: str | None, at_least: float = NAN
) -> dict[str, Any]:
    return {
        "date": pd.Timestamp(date),
        "aqi": aqi,
        "aqi_at_least": at_least,
        "level": level,
        "primary": primary,
        "pm25": 231.4,
        "o3_mda8": NAN,
    }


def merged(figure: dict[str, Any], key: str) -> np.ndarray:
    """Return z, text or hovertext of all layers of a calendar as one (month, day) table."""
    layers = figure["data"][1:]
    if key == "z":
        stack = np.stack([numbers(layer["z"]) for layer in layers])
        assert (np.isfinite(stack).sum(axis=0) <= 1).all(), "a cell is drawn twice"
        return np.where(np.isfinite(stack).any(axis=0), np.nansum(stack, axis=0), NAN)
    return np.array(
        ["".join(cells) for cells in zip(*(np.ravel(la[key]) for la in layers), strict=True)]
    ).reshape(12, 31)


def test_the_calendar_has_a_cell_a_day() -> None:
    days = pd.DataFrame(
        [
            one_day("2016-02-29", 50, 1, None),
            one_day("2016-12-03", 285, 5, "pm25+o3"),
            one_day("2016-12-04", NAN, 0, None),
            one_day("2016-12-05", NAN, 0, None, at_least=478),
            one_day("2016-12-06", NAN, 0, None, at_least=60),
        ]
    )
    figure = calendar(days, "zh", "official")
    go.Figure(figure)
    z = merged(figure, "z")
    assert z.shape == (12, 31)
    assert np.isfinite(z).sum() == 5
    assert (z[1, 28], z[11, 2], z[11, 3]) == (1, 5, 0)
    assert merged(figure, "text")[11, 2] == "285"
    hover = merged(figure, "hovertext")[11, 2]
    for words in ("2016年12月3日 星期六", "AQI 285 · 重度污染", "PM₂.₅、O₃", "231 µg/m³", "—"):
        assert words in hover
    assert "缺项或无数据" in merged(figure, "hovertext")[11, 3]
    assert "PM₂.₅ 231 µg/m³" in merged(figure, "hovertext")[11, 3]
    assert (z[11, 4], merged(figure, "text")[11, 4]) == (6, "≥")
    assert "AQI 不低于" in merged(figure, "hovertext")[11, 4]
    assert "478" in merged(figure, "hovertext")[11, 4]
    assert z[11, 5] == 0


def test_the_calendar_has_the_colours_of_its_palette() -> None:
    days = pd.DataFrame([one_day("2016-01-01", 50, 1, None)])
    for palette in ("official", "safe"):
        scale = calendar(days, "zh", palette)["data"][1]["colorscale"]
        # Equal steps: no data and the six levels.
        assert [colour for _, colour in scale][2:14:2] == list(level_colours(palette))
        edges = [0, *(edge for edge in range(1, 7) for _ in range(2)), 7]
        assert [round(7 * edge) for edge, _ in scale] == edges


def test_an_empty_calendar_says_so() -> None:
    figure = calendar(pd.DataFrame(columns=["date", "aqi"]), "zh", "official")
    go.Figure(figure)
    assert figure["layout"]["annotations"][0]["text"] == "所选时段没有数据"


def test_names_from_data_are_no_markup() -> None:
    assert primary_names("<b>x", "zh") == "&lt;b&gt;x"
    assert primary_names(None, "zh") == "—"
    assert primary_names("", "zh") == "—"


def years(values: dict[int, float], end: str = "12-31") -> pd.DataFrame:
    frames = [
        pd.DataFrame({"date": pd.date_range(f"{y}-01-01", f"{y}-{end}"), "pm25": value})
        for y, value in values.items()
    ]
    return pd.concat(frames, ignore_index=True)


def test_the_chosen_year_ends_where_the_page_ends() -> None:
    series = years({2014: 85.0, 2015: 81.0, 2016: 64.0})
    figure = year_lines(series, 2016, pd.Timestamp("2016-10-31"), 35.0, "年均限值 35", "zh")
    go.Figure(figure)
    by_name = {trace["name"]: trace for trace in figure["data"]}
    assert list(by_name) == ["2014 年", "2015 年", "2016 年"]
    assert numbers(by_name["2016 年"]["y"]).size == 305
    assert numbers(by_name["2015 年"]["y"]).size == 365
    widths = [trace["line"]["width"] for trace in figure["data"]]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert words == ["2014 · 85", "2015 · 81", "<b>2016 · 64</b>", "年均限值 35"]
    line = figure["layout"]["shapes"][0]
    assert (line["y0"], line["y1"]) == (35.0, 35.0)


def test_the_same_day_is_the_same_place_in_every_year() -> None:
    figure = year_lines(
        years({2015: 81.0, 2016: 64.0}), 2016, pd.Timestamp("2016-12-31"), None, "", "zh"
    )
    ends = {numbers(trace["x"])[-1] for trace in figure["data"]}
    assert ends == {np.datetime64("2000-12-31").astype("datetime64[ms]").astype(float)}
    assert figure["layout"]["shapes"] == []


def test_labels_at_the_end_do_not_touch() -> None:
    close = {2010 + i: 60.0 + i / 10 for i in range(8)}
    figure = year_lines(years(close), 2017, pd.Timestamp("2017-12-31"), 35.0, "limit", "en")
    heights = sorted(note["y"] for note in figure["layout"]["annotations"][:8])
    top = figure["layout"]["yaxis"]["range"][1]
    assert min(np.diff(heights)) >= top * 14 / 300
    assert heights[-1] <= top


@pytest.mark.parametrize("values", [[], [NAN]])
def test_without_values_the_lines_are_words(values: list[float]) -> None:
    dates = pd.to_datetime(["2016-01-01"] * len(values))
    frame = pd.DataFrame({"date": dates, "pm25": values})
    figure = year_lines(frame, 2016, pd.Timestamp("2016-12-31"), 35.0, "limit", "zh")
    go.Figure(figure)
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"] == "所选时段没有数据"


def test_one_day_is_a_line_with_its_label() -> None:
    frame = pd.DataFrame({"date": pd.to_datetime(["2016-01-01"]), "pm25": [50.0]})
    figure = year_lines(frame, 2016, pd.Timestamp("2016-12-31"), 35.0, "limit", "zh")
    go.Figure(figure)
    assert figure["layout"]["annotations"][0]["text"] == "<b>2016 · 50</b>"


def paths(image: str) -> list[str]:
    svg = unquote(image.split(",", 1)[1])
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in svg
    return [part.split('"')[0] for part in svg.split('d="')[1:]]


def test_a_sparkline_breaks_at_a_gap_and_shows_both_years() -> None:
    now = [*([1.0] * 40), NAN, *([2.0] * 10)]
    before, drawn = paths(sparkline(now, [1.0] * 366, "#c2553a"))
    assert drawn.count("M") == 2
    assert before.count("M") == 1
    assert paths(sparkline(now, [], "#c2553a")) == [drawn]


def test_january_does_not_set_the_axis_of_a_sparkline() -> None:
    swinging = [500.0, *([50.0] * 73), 40.0]
    settled = paths(sparkline(swinging, [], "#c2553a"))[0]
    # 50 and 40 fill the picture from top to foot; 500 lies beyond it.
    assert settled.endswith(f"{HEIGHT - 3:.1f}")
    assert float(settled[1:].split("L")[0].split(" ")[1]) < 0


def test_nothing_to_draw_is_no_picture() -> None:
    assert sparkline([], [], "#c2553a") == ""
    assert sparkline([NAN] * 366, [NAN] * 366, "#c2553a") == ""


def test_a_first_february_is_drawn_on_the_axis_of_january() -> None:
    falling = [90.0 - day for day in range(59)]
    own = paths(sparkline(falling, [], "#c2553a"))[0]
    assert min(float(y) for y in re.findall(r" ([-\d.]+)", own)) >= 0
    first = year_lines(
        years({2016: 60.0}, "02-28").assign(pm25=falling[:59]),
        2016,
        pd.Timestamp("2016-02-28"),
        None,
        "",
        "zh",
    )
    assert first["layout"]["yaxis"]["range"][1] > 90
