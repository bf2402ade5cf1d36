"""Roses and polar plots against bins counted by hand."""

import base64

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from view.figures.compass import decimals_of, nice_step, outline, spot
from view.figures.polar import cpf_plot, polar_plot, speed_words
from view.figures.rose import pollution_rose, wind_rose
from view.figures.wind_classes import MOST_CLASSES, class_edges, class_names, classes_of
from view.wind_hours import Polar, Rose

NORTH, EAST = 0, 4


def rose() -> Rose:
    """100 hours: 10 calm at 90, 40 from the north (30 slow at 50, 10 fast at 10), 50 from the east.

    The east: 47 slow at 100, 3 fast at 20; two more hours have no wind.
    """
    hours, mean = np.zeros((16, 2), int), np.full((16, 2), np.nan)
    hours[NORTH], mean[NORTH] = (30, 10), (50.0, 10.0)
    hours[EAST], mean[EAST] = (47, 3), (100.0, 20.0)
    return Rose((0.5, 2.0), hours, mean, 10, 90.0, 0.5, 2)


def polar() -> Polar:
    """Two bins, 0.5-1 and from 1 m/s: north 30 and 10 hours, east 47 and 3; 10 calm."""
    own = rose()
    over = np.zeros((16, 2), int)
    over[NORTH], over[EAST] = (3, 0), (20, 3)
    return Polar(np.array([0.5, 1.0, 2.0]), own.hours, own.mean, over, 95.0, (10, 90.0, 2))


def numbers(array: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(array["bdata"]), array["dtype"])


def radii(trace: dict) -> np.ndarray:
    """Return the outermost radius of each filled outline of a trace, in its order."""
    x, y = numbers(trace["x"]), numbers(trace["y"])
    parts = np.split(np.hypot(x, y), np.flatnonzero(np.isnan(x)))
    return np.array([np.nanmax(part) for part in parts if np.isfinite(part).any()])


def test_shares_and_means_are_those_counted_by_hand() -> None:
    own = rose()
    assert own.total == 100
    assert own.calm_share == 0.1
    assert own.shares[NORTH].tolist() == [0.3, 0.1]
    # (30 × 50 + 10 × 10) / 40 = 40; (47 × 100 + 3 × 20) / 50 = 95.2
    assert own.of_sectors[NORTH] == 40.0
    assert own.of_sectors[EAST] == pytest.approx(95.2)
    assert np.isnan(own.of_sectors[8])
    # (1,600 + 4,760 + 10 × 90) / 100
    assert own.overall == pytest.approx(72.6)
    assert np.flatnonzero(own.known_sectors(5)).tolist() == [NORTH, EAST]
    assert np.flatnonzero(own.known_sectors(41)).tolist() == [EAST]


def test_a_petal_is_as_long_as_its_share_and_parted_by_speed() -> None:
    figure = wind_rose(rose(), "zh")
    slow, fast = figure["data"][:2]
    assert (slow["name"], fast["name"]) == ("0.5–2", "≥\u20092")
    assert radii(slow) == pytest.approx([30, 47])
    assert radii(fast) == pytest.approx([40, 50])
    said = figure["data"][2]["hovertext"]
    assert said[0] == "北风 0.5–2 m/s<br>占 30.0 %（30 小时）"
    assert len(said) == 4
    assert [note["text"] for note in figure["layout"]["annotations"][:4]] == [
        "北",
        "东",
        "南",
        "西",
    ]
    go.Figure(figure)


def test_the_pollution_rose_is_as_long_as_the_mean_and_hatches_what_is_few() -> None:
    edges = [0.0, 50.0, 100.0]
    low, high, told = pollution_rose(rose(), "pm25", edges, 5, "en")["data"]
    assert (low["name"], high["name"]) == ("0–50", "50–100")
    assert radii(low) == pytest.approx([40])
    assert radii(high) == pytest.approx([95.2], rel=1e-4)
    assert told["hovertext"][EAST] == "E wind<br>mean 95\u2009µg/m³ (50 h)"
    strict = pollution_rose(rose(), "pm25", edges, 41, "en")
    east, few = strict["data"][:2]
    assert radii(east) == pytest.approx([95.2], rel=1e-4)
    assert few["name"] == "< 41 hours"
    assert few["fillpattern"]["shape"] == "/"
    assert radii(few) == pytest.approx([72.6], rel=1e-4)
    mean = strict["layout"]["shapes"][-1]
    assert (mean["x1"], mean["line"]["dash"]) == (pytest.approx(72.6), "dash")
    none = pollution_rose(rose(), "pm25", edges, 60, "en")
    assert none["layout"]["annotations"][0]["text"] == "Too few hours to say anything"


def test_cells_have_the_class_of_their_mean_and_few_hours_none() -> None:
    edges = [0.0, 50.0, 100.0]
    low, high, few, told = polar_plot(polar(), "pm25", edges, 5, "zh")["data"]
    # North 0.5-1 at 50 keeps to the lower class, north from 1 m/s at 10 too.
    assert radii(low) == pytest.approx([1, 2])
    # East 0.5-1 at 100, and the disc of calm air at 90 out to 0.5 m/s.
    assert radii(high) == pytest.approx([1, 0.5])
    # East from 1 m/s has 3 hours.
    assert few["name"] == "不足 5 小时"
    assert radii(few) == pytest.approx([2])
    assert polar().masked(5) == 1
    assert polar().masked(1) == 0
    assert told["hovertext"][0] == (
        "北风 0.5–1 m/s<br>平均 50\u2009µg/m³（30 小时）<br>其中 10 % 高于第 75 百分位"
    )
    assert told["hovertext"][3] == "东风 ≥\u20091 m/s<br>样本不足（3 小时）"
    assert told["hovertext"][4].startswith("静风<br>平均 90")


def test_the_conditional_probability_is_the_share_of_high_hours() -> None:
    assert polar().cpf[NORTH].tolist() == [0.1, 0.0]
    assert polar().cpf[EAST, 0] == pytest.approx(20 / 47)
    assert np.isnan(polar().cpf[8, 0])
    traces = {trace.get("name"): trace for trace in cpf_plot(polar(), "pm25", 5, "zh")["data"]}
    # 10 % is the end of the first class; calm 2 of 10 = 20 %; the east 42.6 %.
    assert radii(traces["0–10\u2009%"]) == pytest.approx([1, 2])
    assert radii(traces["10–25\u2009%"]) == pytest.approx([0.5])
    assert radii(traces["40–60\u2009%"]) == pytest.approx([1])
    go.Figure(cpf_plot(polar(), "pm25", 5, "zh"))


def test_the_last_bin_is_open_and_its_ring_says_so() -> None:
    assert [speed_words(polar(), n) for n in (0, 1)] == ["0.5–1 m/s", "≥\u20091 m/s"]
    rings = polar_plot(polar(), "pm25", [0.0, 100.0], 5, "zh")["layout"]["annotations"][4:]
    assert [ring["text"] for ring in rings] == ["1 m/s", "≥\u20091 m/s"]


def test_a_stored_edge_is_that_edge() -> None:
    """0.6 of a float32 is a little more than 0.6."""
    edges = class_edges(0.4, 1.2)
    assert 0.6 in edges
    below, above = classes_of(np.array([np.float32(0.6), 0.601]), edges)
    assert above == below + 1


def test_north_is_up_and_east_to_the_right() -> None:
    assert spot(NORTH, 2) == pytest.approx((0, 2))
    assert spot(EAST, 2) == pytest.approx((2, 0))
    x, y = outline(EAST, 1, 2)
    assert np.hypot(x, y).min() == pytest.approx(1)
    bearings = np.rad2deg(np.arctan2(x, y))
    assert (bearings.min(), bearings.max()) == pytest.approx((78.75, 101.25))
    assert (x[0], y[0]) == (x[-1], y[-1])


@given(st.integers(0, 15), st.floats(0, 5), st.floats(0.1, 5), st.floats(5, 360))
def test_an_outline_stays_within_its_ring(
    sector: int, inner: float, more: float, width: float
) -> None:
    x, y = outline(sector, inner, inner + more, width)
    far = np.hypot(x, y)
    assert far.max() == pytest.approx(inner + more)
    assert far.min() == pytest.approx(inner, abs=1e-9)


@given(st.integers(0, 15))
def test_a_wind_turned_by_sectors_turns_the_rose(turn: int) -> None:
    own = rose()
    turned = Rose(
        own.edges,
        np.roll(own.hours, turn, axis=0),
        np.roll(own.mean, turn, axis=0),
        *(own.calm_hours, own.calm_mean, own.calm_below, own.lost),
    )
    assert turned.overall == pytest.approx(own.overall)
    before, after = (wind_rose(r, "zh")["data"][0] for r in (own, turned))
    angle = np.deg2rad(22.5 * turn)
    x, y = numbers(before["x"]), numbers(before["y"])
    spun = np.stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)])
    found = np.stack([numbers(after["x"]), numbers(after["y"])])
    # The petals may change places in the trace.
    ours, theirs = (np.sort(np.nan_to_num(p, nan=999), axis=1) for p in (spun, found))
    assert np.allclose(ours, theirs, atol=0.01)


@given(st.floats(0, 400), st.floats(0, 400))
@example(0.0, 0.0)
@example(0.0, 2.0**-14)  # names of four decimals were the same for two classes
def test_classes_hold_both_ends_in_few_round_steps(a: float, b: float) -> None:
    low, high = sorted((a, b))
    edges = class_edges(low, high)
    assert edges[0] <= low + 1e-6
    assert edges[-1] >= high - 1e-6
    assert 1 <= len(edges) - 1 <= MOST_CLASSES
    assert len(set(class_names(edges))) == len(edges) - 1


def test_a_value_on_an_edge_belongs_to_the_class_below() -> None:
    values = np.array([0.0, 50.0, 50.1, 100.0, np.nan])
    assert classes_of(values, [0.0, 50.0, 100.0]).tolist() == [0, 0, 1, 1, -1]


def test_round_steps() -> None:
    assert [nice_step(span, 4) for span in (16, 11, 7, 100, 0.9)] == [4, 3, 2, 25, 0.25]
    assert [decimals_of(step) for step in (4, 2.5, 0.25)] == [0, 1, 2]


def test_without_hours_the_rose_says_so() -> None:
    none = Rose((0.5,), np.zeros((16, 1), int), np.full((16, 1), np.nan), 0, np.nan, 0.5, 9)
    assert np.isnan(none.calm_share)
    assert wind_rose(none, "zh")["layout"]["annotations"][0]["text"] == "所选时段没有风的资料"
