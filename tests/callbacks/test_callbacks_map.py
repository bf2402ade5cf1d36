"""The frames of the map on the bundled snapshot and on whatever a browser may send."""

import json
from typing import Any

import pytest

from callbacks.map.frames import show_frames
from layouts.pages.map import content
from view import cache, map_periods, options
from view.frames import unpack
from view.state import ViewState


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_city_and_kind_says_something(lang: str) -> None:
    snapshot = cache.snapshot()
    for city in options.cities(snapshot):
        for kind in map_periods.offers(snapshot, city.id):
            state = {"city": city.id, "kind": kind, "lang": lang}
            frames, title, words, foot = show_frames(state)
            json.dumps(frames, allow_nan=False)
            assert frames["times"]
            assert unpack(frames["values"]).shape == (len(frames["places"]), len(frames["times"]))
            assert title
            assert words
            assert foot
            assert len(frames["scale"]["edges"]) == len(frames["scale"]["colours"]) + 1


def test_the_red_alert_of_2015_is_as_it_was_measured() -> None:
    frames = show_frames({"city": "beijing", "kind": "day", "period": "2015-12-01"})[0]
    assert frames["labels"][frames["at"]] == "2015年12月1日"
    mean = unpack(frames["mean"]["values"])[0]
    day = cache.snapshot().read("daily", ["scope", "city", "date", "pm25"])
    own = day[(day["city"] == "beijing") & (day["scope"] == "city")].set_index("date")["pm25"]
    assert mean[frames["at"]] == pytest.approx(own["2015-12-01"], abs=0.5)
    assert frames["errors"][frames["at"]] > 0


def test_wind_comes_with_hours_alone() -> None:
    hours = show_frames({"city": "beijing", "kind": "hour", "period": "2015-12-01"})[0]
    wind = hours["wind"]
    assert len(wind["stations"]) == 12
    assert unpack(wind["direction"]).shape == (12, len(hours["times"]))
    assert show_frames({"city": "beijing"})[0]["wind"] is None
    assert show_frames({"city": "chengdu", "kind": "hour"})[0]["wind"] is None
    assert hours["roses"]
    assert hours["roses_label"] == "各年冬季（12—2 月）"
    summer = show_frames({"city": "beijing", "kind": "hour", "period": "2015-07-01"})[0]
    assert summer["roses_label"] == "各年夏季（6—8 月）"
    assert summer["roses"] != hours["roses"]


@pytest.mark.parametrize(
    ("kind", "metric", "period", "time", "place", "shown"),
    [
        ("hour", "co", "2015-12-04", "2015-12-04T15", "1003A", 0.4),  # stored 0.35
        ("day", "co", "2015-01-28", "2015-01-28", "110101", 1.0),  # stored 0.95
        ("week", "co_p95", "2015-07-20", "2015-07-20", "110108", 1.0),  # stored 0.95
    ],
)
def test_a_tie_goes_to_the_even_place(
    kind: str, metric: str, period: str, time: str, place: str, shown: float
) -> None:
    asked = {"city": "beijing", "kind": kind, "metric": metric, "period": period}
    frames = show_frames(asked)[0]
    value = unpack(frames["values"])[frames["places"].index(place), frames["times"].index(time)]
    assert value == pytest.approx(shown)


def test_a_year_without_value_is_explained_by_the_whole_year() -> None:
    asked = {"city": "beijing", "kind": "year", "metric": "o3_mda8_p90"}
    reasons = show_frames(asked)[0]["reasons"]["1007A"]
    assert reasons["2017-01"] == "2017-02-28 以后没有数据"  # and not what January lacks
    where = [("city", "==", "beijing"), ("station", "==", "1007A"), ("pollutant", "==", "o3")]
    months = cache.snapshot().read("completeness", None, where)
    year = months[months["period_start"].dt.year == 2014]
    lost = (1 - year["share_valid"]).mul(year["hours"]).sum() / year["hours"].sum()
    assert len(year) == 12
    assert reasons["2014-01"].startswith(f"这一时段缺 {100 * lost:.0f}% 的小时")


def test_percentages_differ_by_points() -> None:
    months = {"kind": "month", "period": "2016-12-01", "against": "2015-12-01"}
    asked = {"city": "beijing", "metric": "good_ratio", "compared": "sides", **months}
    frames, _, words, _ = show_frames(asked)
    assert (frames["unit"], frames["difference"]["unit"]) == ("%", "百分点")
    before, now = unpack(frames["mean"]["values"])[0]
    assert f"{now - before:+.1f}\u2009百分点" in words


def test_an_error_is_said_of_the_values_that_are_drawn() -> None:
    month = {"city": "beijing", "kind": "month", "metric": "pm10", "period": "2015-04-01"}
    assert show_frames(month)[0]["errors"]
    assert show_frames({**month, "basis": "without_dust"})[0]["errors"] is None
    day = {**month, "kind": "day", "basis": "without_dust"}
    assert show_frames(day)[0]["errors"]  # days are as measured on any basis


def test_a_station_that_never_measured_is_on_the_map_with_its_reason() -> None:
    frames = show_frames({"city": "chengdu", "kind": "hour"})[0]
    assert "1435A" in frames["places"]
    assert "没有这个站点的数据" in frames["reasons"]["1435A"][""]


@pytest.mark.parametrize(
    "state",
    [
        None,
        7,
        [],
        {"city": 3, "kind": ["x"]},
        {"period": "x", "hour": 99, "against": "2015-02-30", "compared": "all", "scale": "big"},
        {"kind": "hour", "period": "0001-01-01", "compared": "sides", "against": "9999-12-31"},
        {"start": "2016-05-01", "end": "2016-05-01", "kind": "year", "layers": "<b>,x"},
    ],
)
def test_nonsense_from_a_browser_shows_something(state: Any) -> None:
    frames, title, words, _ = show_frames(state)
    json.dumps(frames, allow_nan=False)
    assert title
    assert words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_laid_out_for_every_city_and_kind(lang: str) -> None:
    snapshot = cache.snapshot()
    for city in options.cities(snapshot):
        for kind in ("", *map_periods.offers(snapshot, city.id)):
            for compared in ("", "sides"):
                state = ViewState(lang=lang, city=city.id, kind=kind, compared=compared)
                assert content(snapshot, options.resolve(snapshot, state))
