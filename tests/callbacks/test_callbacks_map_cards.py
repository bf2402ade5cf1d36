"""The cards of the map, of a place and of where it comes from, on the snapshot and on nonsense."""

import base64
import csv
import io
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from callbacks.map import from_where, station
from view import cache, options

PLOTS = 4


def words(component: Any) -> str:
    """Return the text of what a callback put into a component."""
    if isinstance(component, list | tuple):
        return " ".join(map(words, component))
    if component is None or isinstance(component, str):
        return component or ""
    return words(component.children)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("metric", ["pm25", "o3_mda8", "co", "aqi"])
def test_wind_is_drawn_where_there_is_some(lang: str, metric: str) -> None:
    for city in options.cities(cache.snapshot()):
        shown = from_where.show_from_where({"city": city.id, "lang": lang, "metric": metric})
        for figure in shown[:PLOTS]:
            go.Figure(figure)
        title, reading, foot = (words(part) for part in shown[2 * PLOTS : 2 * PLOTS + 3])
        is_hidden, is_disabled = shown[-2:]
        assert is_hidden is is_disabled is (not city.has_weather)
        assert (city.name(lang) in title) is city.has_weather
        if city.has_weather:
            assert ("静风" if lang == "zh" else "calm") in reading
            assert ("小时" if lang == "zh" else "hours") in foot
        else:
            assert "wind_speed" in reading
            assert "wind_direction" in reading


def test_the_radius_is_told_and_what_is_masked_counted() -> None:
    shown = from_where.show_from_where({"city": "beijing", "wind": "2017"})
    assert "半径是风速" in shown[PLOTS + 2]
    assert "半径是风速" in shown[PLOTS + 3]
    assert "2017年" in shown[2 * PLOTS]
    assert "格不足 5 小时" in shown[2 * PLOTS + 2]
    assert "最近的气象站" in words(shown[2 * PLOTS + 3])


@pytest.mark.parametrize("state", [None, 7, [], {"city": ["x"]}, {"wind": {}, "metric": 3}])
def test_nonsense_shows_the_default(state: Any) -> None:
    assert from_where.show_from_where(state)[8] == from_where.show_from_where({})[8]
    assert station.show_station(state)[2] == station.show_station({})[2]


def test_the_file_holds_every_bin_however_few_its_hours() -> None:
    file = from_where.save_bins(1, {"city": "beijing", "place": "1001A", "wind": "2015"})
    assert file is not None
    assert file["filename"] == "1001A-2015-来风.csv"
    rows = list(csv.DictReader(io.StringIO(file["content"].removeprefix("\ufeff"), newline="")))
    kinds = {kind: [r for r in rows if r["kind"] == kind] for kind in {r["kind"] for r in rows}}
    assert set(kinds) == {"wind_rose", "pollution_rose", "polar_plot"}
    assert {r["sector"] for r in kinds["wind_rose"]} >= {str(s) for s in range(-1, 16)}
    assert any(int(float(r["hours"])) < 5 for r in kinds["polar_plot"])
    assert sum(int(float(r["hours"])) for r in kinds["wind_rose"]) == 365 * 24
    assert from_where.save_bins(None, {}) is None


def test_a_station_says_what_it_is() -> None:
    shown = station.show_station({"city": "beijing", "place": "1002A"})
    go.Figure(shown[0])
    assert shown[2] == "定陵 · 对照点"
    assert "不参加区域与城市的均值" in words(shown[3])
    facts = words(shown[4])
    for told in ("1002A", "昌平区", "116.2202°E，40.2915°N", "2013年3月1日 0 时", "%"):
        assert told in facts
    assert shown[6].href.startswith("/trends?")
    assert "place=1002A" in shown[6].href


def test_a_station_without_values_has_its_card() -> None:
    shown = station.show_station({"city": "chengdu", "place": "1436A"})
    assert shown[2] == "草堂寺"
    assert "没有数值" in words(shown[4])
    assert "没有数据" in shown[0]["layout"]["annotations"][0]["text"]


def test_a_district_lists_its_stations_and_one_without_says_so() -> None:
    shown = station.show_station({"city": "beijing", "place": "110114", "lang": "en"})
    assert "Mean of 1 evaluation stations" in words(shown[3])
    buttons = shown[5][1].children
    assert [b.to_plotly_json()["props"]["data-pick-place"] for b in buttons] == ["1002A", "1010A"]
    assert "control point" in words(buttons[0])
    bare = station.show_station({"city": "beijing", "place": "110109"})
    assert "没有评价点" in words(bare[3])
    assert bare[5] is None


def test_limits_belong_to_years_and_only_to_metrics_that_have_them() -> None:
    data, layout = (station.show_station({"city": "beijing"})[0][k] for k in ("data", "layout"))
    assert {shape["y0"] for shape in layout["shapes"]} == {35.0}
    assert layout["annotations"][0]["text"] == "年均限值 35（GB 3095-2012 二级）"
    # Months, years with enough days, and the strip.
    assert [trace["type"] for trace in data] == ["scatter", "scatter", "heatmap"]
    months = station.show_station({"city": "beijing", "metric": "heavy_days", "kind": "month"})[0]
    assert months["layout"]["shapes"] == []
    strict = station.show_station({"city": "beijing", "standard": "who2021"})
    assert {s["y0"] for s in strict[0]["layout"]["shapes"]} == {5.0}


def test_the_strip_is_the_share_of_the_table_of_completeness() -> None:
    snapshot = cache.snapshot()
    where = [("city", "==", "beijing"), ("station", "==", "1001A"), ("pollutant", "==", "pm25")]
    table = snapshot.read("completeness", ["share_valid"], where)["share_valid"]
    strip = station.show_station({"city": "beijing", "place": "1001A"})[0]["data"][-1]
    shares = np.frombuffer(base64.b64decode(strip["z"]["bdata"]), strip["z"]["dtype"])
    assert np.allclose(shares, 100 * table.to_numpy(), atol=0.01)
