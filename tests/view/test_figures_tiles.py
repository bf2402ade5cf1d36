"""The tiles of days, compared by what they say: where a day stands, its colour, its words."""

import base64
import math
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from view.figures.calendar import NO_DATA
from view.figures.day_cells import LEFT_OUT, DayCells, day_hovers, level_cells, value_cells
from view.figures.scales import class_scale, value_scale
from view.figures.year_days import month_tiles, year_tiles, year_tiles_height
from view.judged_days import JudgedDays
from view.theme import level_colours

NAN = math.nan


def numbers(encoded: dict[str, Any]) -> np.ndarray:
    """Return the array that a typed array of a figure holds."""
    flat = np.frombuffer(base64.b64decode(encoded["bdata"]), dtype=encoded["dtype"])
    return flat.reshape([int(n) for n in encoded["shape"].split(",")])


def days(start: str, aqi: list[float], **more: Any) -> JudgedDays:
    """Return judged days in force from an AQI each; level and standing follow from it."""
    size, index = len(aqi), np.array(aqi, dtype=np.float64)
    level = np.where(np.isnan(index), 0, np.ceil(np.minimum(index, 200) / 50)).astype(np.int8)
    level = np.where(index > 300, 6, np.where(index > 200, 5, level)).astype(np.int8)
    standing = np.where(np.isnan(index), -1, index <= 100).astype(np.int8)
    blank = np.full(size, "", dtype=object)
    values = {
        m: np.full(size, 20.0) for m in ("pm25", "pm10", "so2", "no2", "co", "o3_mda8", "o3_1h_max")
    }
    found = JudgedDays(
        scheme="in_force",
        dates=np.datetime64(start) + np.arange(size),
        aqi=index,
        at_least=np.full(size, NAN),
        level=level,
        primary=np.where(index > 50, "pm25", "").astype(object),
        over=blank,
        standing=standing,
        values=values,
        kind=blank.copy(),
        left_out=np.zeros(size, dtype=bool),
    )
    return replace(found, **more)


def levels(
    found: JudgedDays, lang: str = "zh", palette: str = "official", **notes: str
) -> DayCells:
    told = day_hovers(found, "pm25", None, notes, lang)
    return level_cells(found, "pm25", lang, palette, told)


def heatmaps(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [t for t in figure["data"] if t["type"] == "heatmap"]


def names(figure: dict[str, Any]) -> list[str]:
    return [t["name"] for t in figure["data"] if t["type"] == "scatter"]


def test_the_same_day_of_all_years_stands_in_one_column() -> None:
    found = days("2015-01-01", [30.0] * 365 + [120.0] * 366)
    figure = year_tiles(levels(found), "zh")
    go.Figure(figure)
    (tiles,) = heatmaps(figure)
    z = numbers(tiles["z"])
    assert tiles["y"] == ["2015", "2016"]
    assert z.shape == (2, 366)
    # Column 59 is 29 February: 31 + 28 days are before it.
    assert np.isnan(z[0, 59])
    assert z[1, 59] == 3
    assert "2015年3月1日 星期日" in tiles["hovertext"][0][60]
    assert "2016年3月1日 星期二" in tiles["hovertext"][1][60]
    assert "2016年12月31日" in tiles["hovertext"][1][365]
    assert np.isfinite(z).sum() == 365 + 366


def test_a_tile_tells_date_level_primary_and_value_with_unit() -> None:
    found = days("2016-12-03", [285.0])
    found.values["pm25"][0] = 231.4
    hover = levels(found).hovers[0]
    for words in (
        "2016年12月3日 星期六",
        "AQI 285 · 重度污染",
        "首要污染物 PM₂.₅",
        "231\u2009µg/m³",
    ):
        assert words in hover
    assert "O₃ 8 小时 20\u2009µg/m³" in hover


def test_grey_is_told_from_left_out_and_both_are_counted() -> None:
    found = days(
        "2016-01-01",
        [30.0, NAN, 120.0, 130.0],
        left_out=np.array([False, False, False, True]),
        kind=np.array(["", "", "sand_dust", "sand_dust"], dtype=object),
    )
    cells = levels(found)
    assert cells.grey.tolist() == ["", NO_DATA, "", LEFT_OUT]
    assert cells.words.tolist() == ["30", "—", "120", ""]
    figure = year_tiles(cells, "zh", "2016-01-03")
    go.Figure(figure)
    shown = names(figure)
    assert "优 1 天" in shown
    assert "轻度污染 1 天" in shown
    assert "缺项或无数据 1 天" in shown
    assert "剔除 1 天" in shown
    assert "沙尘日 2 天" in shown
    assert "所选日" in shown
    marks = next(t for t in figure["data"] if t.get("name") == "沙尘日 2 天")
    assert marks["x"] == ["2000-01-03", "2000-01-04"]
    assert marks["y"] == ["2016", "2016"]


def test_a_special_day_tells_its_note_and_a_note_is_no_markup() -> None:
    found = days("2016-01-01", [30.0, 120.0], kind=np.array(["", "sand_dust"], dtype=object))
    notes = {"2016-01-02": "8 小时 <b>"}
    cells = levels(found, **notes)
    assert cells.hovers[1].endswith("<br>沙尘日：8 小时 &lt;b&gt;")
    assert "沙尘" not in cells.hovers[0]


def test_a_day_without_an_aqi_takes_the_level_that_it_has_at_least() -> None:
    found = days("2016-01-01", [NAN, NAN], at_least=np.array([320.0, 60.0]))
    cells = levels(found)
    assert cells.z[0] == 6
    assert np.isnan(cells.z[1])
    assert cells.words[0] == "≥"
    assert "AQI 不低于此" in cells.hovers[0]
    # It has no AQI, so it is in no count of levels.
    assert [words for _, words in cells.scale.classes][-1] == "严重污染 0 天"


def test_a_scheme_without_levels_has_kept_and_not_kept_days() -> None:
    found = days("2016-01-01", [NAN] * 3, scheme="who2021")
    found = replace(
        found,
        standing=np.array([1, 0, -1], dtype=np.int8),
        over=np.array(["", "pm25+o3", ""], dtype=object),
    )
    cells = levels(found)
    assert [words for _, words in cells.scale.classes] == ["达到 1 天", "超过 1 天"]
    assert cells.z[:2].tolist() == [1, 2]
    assert cells.grey[2] == NO_DATA
    assert "超过日限值：PM₂.₅、O₃" in cells.hovers[1]
    assert "AQI" not in "".join(cells.hovers)
    go.Figure(year_tiles(cells, "zh"))
    go.Figure(month_tiles(cells, 2016, "en"))


def test_the_colours_are_those_of_the_palette() -> None:
    for palette in ("official", "safe"):
        cells = levels(days("2016-01-01", [30.0]), palette=palette)
        assert [colour for colour, _ in cells.scale.classes] == list(level_colours(palette))
    assert (cells.scale.low, cells.scale.high) == (0.5, 6.5)


def test_values_have_a_bar_with_unit_and_limit() -> None:
    found = days("2016-01-01", [30.0] * 4)
    values = np.array([12.4, 74.5, NAN, 300.0])
    cells = value_cells(found, "pm25", values, np.full(4, 75.0), "zh")
    assert "PM₂.₅ 300\u2009µg/m³" in cells.hovers[3]
    np.testing.assert_array_equal(cells.z, [12, 74, NAN, 300])
    assert cells.words.tolist() == ["12", "74", "", "300"]
    figure = year_tiles(cells, "zh")
    go.Figure(figure)
    bar = figure["layout"]["coloraxis"]["colorbar"]
    assert bar["title"]["text"] == "µg/m³，日限值 75"
    assert "<b>75</b>" in bar["ticktext"]
    assert "缺项或无数据 1 天" in names(figure)
    assert year_tiles_height(cells, "zh") > year_tiles_height(levels(found), "zh")


def test_the_calendar_shows_one_year_and_says_which() -> None:
    cells = levels(days("2015-12-31", [30.0, 250.0, NAN]))
    figure = month_tiles(cells, 2016, "zh")
    go.Figure(figure)
    assert figure["layout"]["meta"]["year"] == 2016
    assert figure["layout"]["meta"]["months"][11] == "12月"
    assert figure["layout"]["yaxis"]["range"] == [11.5, -0.5]
    words = np.full((12, 31), "", dtype=object)
    for layer in heatmaps(figure):
        if "text" in layer:
            words = np.where(words == "", np.array(layer["text"], dtype=object), words)
    assert words[0, :2].tolist() == ["250", "—"]
    assert words[11, 30] == ""
    assert "没有数据" in month_tiles(cells, 2014, "zh")["layout"]["annotations"][0]["text"]


def test_a_mark_stands_in_the_corner_of_its_cell() -> None:
    kinds = np.array(["", "sand_dust"], dtype=object)
    figure = month_tiles(levels(days("2016-04-30", [30.0, 120.0], kind=kinds)), 2016, "zh")
    go.Figure(figure)
    mark = figure["data"][-1]
    at = [float(np.frombuffer(base64.b64decode(mark[c]["bdata"]), "<f4")[0]) for c in "xy"]
    # 1 May: day 1 of the fifth row, which is number 4.
    np.testing.assert_allclose(at, [0.64, 3.64], rtol=1e-5)
    assert (mark["yaxis"], figure["layout"]["yaxis2"]["overlaying"]) == ("y2", "y")


def test_nothing_to_draw_is_said() -> None:
    figure = year_tiles(levels(days("2016-01-01", [])), "zh")
    go.Figure(figure)
    assert figure["layout"]["annotations"][0]["text"] == "所选时段没有数据"


def test_a_run_of_colours_ends_at_a_round_number() -> None:
    values = np.arange(0.0, 480.0)
    scale = value_scale(values, "µg/m³", 0, 75.0)
    assert (scale.low, scale.high) == (0.0, 500.0)
    assert [words for _, words in scale.ticks] == [
        "0",
        "<b>75</b>",
        "200",
        "300",
        "400",
        "500",
    ]
    # One day far above the others does not press them flat: the end takes what is beyond.
    high = value_scale(np.append(np.full(1000, 40.0), 900.0), "µg/m³", 0)
    assert high.high == 40.0
    assert high.ticks[-1] == (40.0, "≥ 40")
    assert value_scale(np.array([0.4, 0.9]), "mg/m³", 1).ticks[1] == (0.2, "0.2")
    assert value_scale(np.array([NAN]), "", 0).high > 0


def test_ink_is_read_on_every_colour() -> None:
    scale = value_scale(np.array([0.0, 100.0]), "", 0)
    assert scale.ink(np.array([0.0, 100.0, NAN])).tolist() == ["#000000", "#ffffff", ""]
    classes = class_scale([("#ffff00", "a"), ("#7E0023", "b")], 1)
    assert classes.ink(np.array([1.0, 2.0])).tolist() == ["#000000", "#ffffff"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nine_years_make_a_small_figure(lang: str) -> None:
    found = days("2014-01-01", [1.0 + v % 300 for v in range(3073)])
    figure = year_tiles(levels(found, lang), lang)
    go.Figure(figure)
    assert len(heatmaps(figure)) == 1
    assert numbers(heatmaps(figure)[0]["z"]).shape == (9, 366)


def test_a_day_that_does_not_exist_is_drawn_in_no_layer() -> None:
    # 2015 has 365 days of the 372 cells: whatever the theme, the other seven show the card.
    found = days("2015-01-01", [30.0, NAN, 120.0, NAN, NAN] * 73)
    figure = month_tiles(levels(found), 2015, "zh")
    for month, day in ((2, 29), (2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31)):
        at = month - 1, day - 1
        assert all(np.isnan(numbers(layer["z"])[at]) for layer in heatmaps(figure))
        assert not any(
            layer.get("text", [[""] * 31] * 12)[at[0]][at[1]] for layer in heatmaps(figure)
        )
