"""The charts of effects: what they say, and that plotly takes them."""

import base64
import dataclasses
from typing import Any
from urllib.parse import unquote

import numpy as np
import plotly.graph_objects as go
import pytest

from summaries.store import Snapshot
from tests.view.made_effects import CITY, CLEAR, OUTSIDE
from view.effect_parts import MeasureEffect, Months
from view.figures.before_after import before_after
from view.figures.effect_series import effect_series
from view.figures.effect_skill import effect_skill
from view.figures.normalised_lines import normalised_lines
from view.figures.placebo_strip import placebo_strip, small_strip
from view.figures.waterfall import waterfall, waterfall_height
from view.queries import effects as query
from view.readings.effects import told


def numbers(packed: Any) -> np.ndarray:
    if isinstance(packed, dict):
        return np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"])
    return np.asarray(packed, dtype=float)


def is_empty(figure: dict[str, Any]) -> bool:
    return not figure["data"] and bool(figure["layout"]["annotations"][0]["text"])


@pytest.fixture
def clear(effects_made: Snapshot) -> MeasureEffect:
    every = query.effects(effects_made, CITY, "pm25")
    return next(one for one in every if one.measure_id == CLEAR)


@pytest.fixture
def outside(effects_made: Snapshot) -> MeasureEffect:
    every = query.effects(effects_made, CITY, "pm25")
    return next(one for one in every if one.measure_id == OUTSIDE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_months_have_two_lines_and_a_band_and_say_doubt(effects_made: Snapshot, lang: str) -> None:
    own = query.months(effects_made, CITY, "pm25", "weather")
    figure = normalised_lines(own, "pm25", "", lang)
    go.Figure(figure)
    band, observed, normalised = figure["data"]
    assert band["fill"] == "toself"
    assert numbers(observed["y"])[0] == 70.0
    assert numbers(normalised["y"])[0] == 60.0
    assert normalised["line"]["dash"] == "dash"
    assert figure["layout"]["yaxis"]["range"][0] == 0
    doubtful = normalised_lines(own, "pm25", "no verdict", lang)
    assert "no verdict" in doubtful["layout"]["annotations"][0]["text"]


def test_a_band_has_a_part_for_each_run_of_months() -> None:
    low = np.array([1.0, 1, np.nan, 1, 1])
    own = Months(
        starts=np.datetime64("2016-01", "M") + np.arange(5),
        observed=np.full(5, 3.0),
        normalised=low + 1,
        low=low,
        high=low + 2,
        values=np.full(5, 700),
        members=np.empty((0, 5)),
    )
    figure = normalised_lines(own, "no2", "", "zh")
    assert [len(numbers(t["y"])) for t in figure["data"][:2]] == [4, 4]
    go.Figure(figure)


def test_a_waterfall_runs_from_level_to_level(effects_made: Snapshot) -> None:
    changes = query.changes(effects_made, CITY, "pm25", "weather", "year")
    shown = [told("zh", change) for change in changes]
    figure = waterfall(shown, "pm25", "zh")
    go.Figure(figure)
    bars, levels = figure["data"]
    # 67.3; the weather takes 20 of it, the rest 6; 41.3.
    assert numbers(bars["base"]) == pytest.approx([67.3, 47.3], abs=1e-3)
    assert numbers(bars["x"]) == pytest.approx([-20, -6], abs=1e-3)
    assert numbers(bars["error_x"]["array"]) == pytest.approx([3, 3], abs=1e-3)
    assert numbers(levels["x"]) == pytest.approx([67.3, 41.3], abs=1e-3)
    assert [line["x0"] for line in figure["layout"]["shapes"]] == pytest.approx([67.3, 47.3, 41.3])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < 38.3
    assert high > 67.3
    words = figure["layout"]["yaxis"]["ticktext"]
    assert "2018年" in words[0]
    assert "−20" in words[1]
    assert "−23 至 −17" in words[1]
    assert waterfall_height(shown) < waterfall_height(shown * 2)
    assert is_empty(waterfall([], "pm25", "zh"))


def test_the_air_around_a_measure(effects_made: Snapshot, clear: MeasureEffect) -> None:
    figure = effect_series(query.series(effects_made, CITY, "pm25", CLEAR), clear, "zh")
    go.Figure(figure)
    assert [t.get("line", {}).get("dash") for t in figure["data"]] == [None, "dot", None]
    (window,) = figure["layout"]["shapes"]
    assert (window["x0"], window["x1"]) == ("2019-03-04 00:00", "2019-03-14 00:00")
    assert is_empty(effect_series((), clear, "zh"))


def test_bars_show_the_predicted_as_an_outline(
    clear: MeasureEffect, outside: MeasureEffect
) -> None:
    figure = before_after(clear, "zh")
    go.Figure(figure)
    assert numbers(figure["data"][0]["y"]).tolist() == [90.0, 50.0, 40.0, 70.0]
    assert figure["data"][0]["marker"]["line"]["width"][-1] == 2
    assert is_empty(before_after(outside, "zh"))


def test_placebos_are_piled_and_the_effect_stands_below(
    effects_made: Snapshot, clear: MeasureEffect, outside: MeasureEffect
) -> None:
    found = query.placebos(effects_made, CITY, "pm25", CLEAR)
    figure = placebo_strip(found, clear, "zh")
    go.Figure(figure)
    dots, effect = figure["data"]
    assert len(numbers(dots["x"])) == 40
    # A dot lies in the middle of its column: a 60th of the reach of 55 % wide.
    assert np.abs(numbers(dots["x"]) - np.linspace(-25, 30, 40)).max() <= 55 / 60 / 2 + 1e-3
    assert effect["x"][0] == pytest.approx(-28.57, abs=0.01)
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -41
    assert high > 30
    wide = dataclasses.replace(clear, effect_pct_high=900.0)
    # Zero to the farthest are 58.6 %: half of that again, and a margin of 4 %.
    assert placebo_strip(found, wide, "zh")["layout"]["xaxis"]["range"][1] < 30 + 29.3 + 5.3
    assert is_empty(placebo_strip((), clear, "zh"))
    assert is_empty(placebo_strip(found, outside, "zh"))


def test_alike_placebos_and_a_single_one_are_drawn(
    effects_made: Snapshot, clear: MeasureEffect
) -> None:
    found = query.placebos(effects_made, CITY, "pm25", CLEAR)
    go.Figure(placebo_strip(found[:1], clear, "zh"))
    alike = placebo_strip((found[0],) * 3, clear, "zh")
    assert sorted(numbers(alike["data"][0]["y"])) == [0.5, 1.5, 2.5]


def test_a_small_strip_is_an_image_with_zero_ticks_and_the_effect() -> None:
    drawn = unquote(small_strip(np.array([-10.0, 0.0, 10.0]), -20.0))
    assert drawn.startswith("data:image/svg+xml,<svg")
    # From -21.2 to 11.2 over 224 pixels from 8 on: -20 lies at 16.3, zero at 154.6.
    assert 'cx="16.3"' in drawn
    assert "M154.6 1V27" in drawn
    assert small_strip(np.empty(0), 3.0) == ""
    assert small_strip(np.array([1.0]), None) == ""


def test_skill_shows_every_split_and_the_least(effects_made: Snapshot) -> None:
    skills = query.skills(effects_made, CITY, "pm25")
    figure = effect_skill(skills, 0.5, "zh")
    go.Figure(figure)
    hours, days = figure["data"]
    assert dict(zip(days["y"], days["text"], strict=True)) == {0: "0.82", 1: "0.70", 2: "0.93"}
    assert len(hours["text"]) == 3
    assert figure["layout"]["shapes"][0]["x0"] == 0.5
    assert effect_skill(skills, None, "zh")["layout"]["shapes"] == []
    assert is_empty(effect_skill(query.skills(effects_made, CITY, "co"), 0.5, "zh"))
