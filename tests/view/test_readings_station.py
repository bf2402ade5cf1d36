"""What the card of a place says: what it is, its last year or month, its times and gaps."""

from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from view.completeness import Shares
from view.figures.station_history import History, history_figure
from view.options import City, Place
from view.queries.station_card import Station, StationCard
from view.readings import station as reading

CITY = City("x", "某市", "X", pd.Timestamp(0), pd.Timestamp(0), True, False, "", "", "district")
STATION = Station(
    *("9001A", "一站", "Site 1", "evaluation", "990101", "区1", "Area 1"),
    *(110.1, 30.5, pd.Timestamp("2018-01-01"), pd.Timestamp("2019-12-31T23")),
)
SHARES = Shares(1000, 0.95, 0.03, 0.0, 0.015, 0.005, 0.1)


def history(years: list[float], limits: list[float]) -> History:
    """January to March 2018, the last with too few days; whole years as given."""
    return History(
        metric="pm25",
        months=np.arange("2018-01", "2018-04", dtype="datetime64[M]"),
        values=np.array([80.4, 60.0, 50.0]),
        is_valid=np.array([True, True, False]),
        shares=np.array([1.0, 0.9, np.nan]),
        years=np.arange("2018", str(2018 + len(years)), dtype="datetime64[Y]"),
        of_years=np.array(years),
        has_days=np.isfinite(years),
        limits=np.array(limits),
    )


def card(station: Station = STATION, scope: str = "station") -> StationCard:
    place = Place(station.id, scope, station.name_zh, station.name_en, False)
    own = history([40.0], [35.0])
    return StationCard(CITY, place, (station,), "pm25", SHARES, (), own)


def test_a_year_is_held_against_its_own_limit() -> None:
    over = reading.year_words(history([50.0, 36.0], [35.0, 35.0]), "", "zh")
    assert over == "2019 年 PM₂.₅ 年均值 36\u2009µg/m³，高于年均限值 35（GB 3095-2012 二级）。"
    # 35.4 rounds to 35, which keeps a limit of 35.
    assert "不高于" in reading.year_words(history([35.4], [35.0]), "", "zh")
    none = reading.year_words(history([35.4], [np.nan]), "", "zh")
    assert none == "2018 年 PM₂.₅ 年均值 35\u2009µg/m³。"


def test_without_a_year_the_last_month_with_enough_days_is_told() -> None:
    said = reading.year_words(history([np.nan], [35.0]), "", "zh")
    assert said.startswith("2018年2月 PM₂.₅ 月均值 60\u2009µg/m³。")
    assert "不评年值" in said
    silent = replace(history([np.nan], [35.0]), values=np.full(3, np.nan))
    assert reading.year_words(silent, "", "en") == "No usable values."


def test_facts_of_a_station() -> None:
    found = dict(reading.facts(card(), "zh"))
    assert found["编码"] == "9001A"
    assert found["坐标"] == "110.1000°E，30.5000°N（WGS-84）"
    assert found["最后有数值的小时"] == "2019年12月31日 23 时"
    assert "95.0" in found["完整率（PM₂.₅）"]
    # The largest reason first.
    assert found["缺失原因"].startswith("来源留空 3.0")


def test_what_is_unknown_is_said() -> None:
    bare = replace(
        STATION,
        lon=float("nan"),
        lat=float("nan"),
        district_zh="",
        first=pd.Timestamp("NaT"),
        last=pd.Timestamp("NaT"),
    )
    found = dict(reading.facts(card(bare), "zh"))
    assert found["坐标"] == "没有坐标，图上不画"
    assert found["区县"] == "不明"
    assert found["最后有数值的小时"] == "所给资料中没有数值"
    without = replace(card(), shares=None)
    assert dict(reading.facts(without, "en"))["Complete (PM₂.₅)"] == "No hourly data"


def test_a_place_says_which_mean_it_enters() -> None:
    control = replace(STATION, kind="control")
    assert "对照点" in reading.kind_words(card(control), "zh")
    assert reading.kind_words(card(scope="district"), "zh") == "均值取自其中 1 个评价点"
    assert "没有评价点" in reading.kind_words(card(control, "district"), "zh")
    both = replace(card(scope="city"), stations=(STATION, control))
    assert "（另有 1 个对照点不参加）" in reading.kind_words(both, "zh")


def test_the_history_draws_limits_over_their_years_and_hollow_months() -> None:
    figure = history_figure(history([40.0, np.nan], [35.0, 30.0]), "限值", "zh")
    months, years, strip = figure["data"]
    assert months["marker"]["color"][2] == "rgba(0,0,0,0)"
    assert months["text"][2] == "2018-03 · 样本不足"
    assert [(s["x0"], s["y0"]) for s in figure["layout"]["shapes"]] == [
        ("2018-01-01", 35.0),
        ("2019-01-01", 30.0),
    ]
    # A year with too few days is no bar.
    assert years["x"][:3] == ["2018-01-01", "2018-07-02", "2018-12-31"]
    assert len(years["x"]) == 4
    assert strip["type"] == "heatmap"
    go.Figure(figure)
    bare = replace(history([np.nan], [np.nan]), shares=np.full(3, np.nan))
    assert [trace["type"] for trace in history_figure(bare, "", "zh")["data"]] == ["scatter"]
