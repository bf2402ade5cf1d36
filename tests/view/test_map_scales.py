"""Classes of the map: each breakpoint's two sides, limits, differences, own steps."""

import numpy as np
import pytest

from airquality.standards.hj633 import STANDARDS, daily_aqi, iaqi, level_of
from view.map_scales import MapScale, change_scale, level_scale, limit_scale, local_scale, who_scale

OLD, NEW = np.datetime64("2015-12-01"), np.datetime64("2026-06-01")


def class_of(scale: MapScale, value: float) -> int:
    """Return the number of a value's class, as the browser finds it."""
    edges = [np.inf if edge is None else edge for edge in scale.edges]
    place = int(np.searchsorted(edges, value, side="left")) - 1
    return min(max(place, 0), len(scale.colours) - 1)


def whole(scale: MapScale) -> MapScale:
    """Return a scale after checking that its parts fit."""
    n = len(scale.colours)
    assert len(scale.edges) == n + 1
    assert len(scale.shapes) == len(scale.names) == n
    known = [edge for edge in scale.edges if edge is not None]
    assert known == sorted(set(known))
    assert scale.title
    return scale


@pytest.mark.parametrize("standard", list(STANDARDS))
@pytest.mark.parametrize(
    ("metric", "pollutant", "averaging", "kind"),
    [
        ("pm25", "pm25", "24h", "day"),
        ("pm10", "pm10", "24h", "day"),
        ("co", "co", "24h", "day"),
        ("no2", "no2", "1h", "hour"),
        ("so2", "so2", "1h", "hour"),
        ("o3", "o3", "1h", "hour"),
        ("o3_mda8", "o3", "8h", "day"),
    ],
)
def test_classes_are_the_levels_of_hj633(
    standard: str, metric: str, pollutant: str, averaging: str, kind: str
) -> None:
    day = OLD if standard == "hj633-2012" else NEW
    scale = level_scale(metric, kind, "", day, "official", "zh")
    assert scale is not None
    last = STANDARDS[standard].breakpoints[(pollutant, averaging)][-1]
    for edge in whole(scale).edges[:-1]:
        assert edge is not None
        step = 0.1 if pollutant == "co" else 1.0
        for value in (edge, edge + step):
            if 0 < value <= last:
                index = iaqi(value, pollutant, averaging, standard)
                assert class_of(scale, value) == int(level_of(index)) - 1, value


def test_the_aqi_has_its_own_edges() -> None:
    scale = level_scale("aqi", "day", "", OLD, "safe", "en")
    assert scale is not None
    assert scale.edges == (0.0, 50.0, 100.0, 150.0, 200.0, 300.0, None)
    found = [class_of(scale, aqi) + 1 for aqi in (50, 51, 100, 101, 200, 201, 300, 301, 500)]
    assert found == [1, 2, 2, 3, 4, 5, 5, 6, 6]
    assert daily_aqi({"pm25": 75.0}, "hj633-2026", required=()).level == 3  # 60 is its limit


def test_the_standard_of_the_day_decides_and_a_chosen_one_overrules_it() -> None:
    def second(standard: str, day: np.datetime64) -> float | None:
        scale = level_scale("pm25", "day", standard, day, "official", "zh")
        return scale.edges[2] if scale else None

    assert second("", OLD) == 75
    assert second("", NEW) == 60
    assert second("gb3095-2026-transition", OLD) == 60
    assert second("gb3095-2012", NEW) == 75
    assert second("who2021", OLD) is None


def test_borrowed_and_ending_levels_say_so() -> None:
    borrowed = level_scale("pm25", "hour", "", OLD, "official", "zh")
    own = level_scale("pm25", "hour", "", NEW, "official", "zh")
    assert borrowed is not None
    assert own is not None
    assert "借用" in borrowed.title
    assert "借用" not in own.title
    ending = level_scale("so2", "hour", "", OLD, "official", "zh")
    assert ending is not None
    assert len(ending.colours) == 4
    assert "800" in ending.names[-1]


@pytest.mark.parametrize("limit", [35.0, 30.0, 25.0, 70.0, 60.0, 50.0, 40.0, 20.0, 4.0, 160.0, 5.0])
def test_a_value_on_the_limit_keeps_it(limit: float) -> None:
    scale = whole(limit_scale("pm25", limit, "年均限值", "zh"))
    assert limit in scale.edges
    at, above = class_of(scale, limit), class_of(scale, limit + 0.1)
    assert above == at + 1
    assert scale.shapes[at] == "circle"
    assert scale.shapes[above] == "triangle"
    assert 2 <= at + 1 <= 5
    assert scale.edges[0] == 0
    assert scale.edges[-1] is None


def test_classes_above_a_limit_reach_twice_as_far_each_time() -> None:
    # Steps of 10 around 35; above it 35 + 10, + 20, + 40, + 80: a winter's months are told apart.
    scale = limit_scale("pm25", 35.0, "年均限值", "zh")
    assert scale.edges == (0.0, 5.0, 15.0, 25.0, 35.0, 45.0, 55.0, 75.0, 115.0, None)
    assert class_of(scale, 147.0) > class_of(scale, 91.0) > class_of(scale, 70.0)


def test_what_has_no_limit_has_even_steps_and_more_good_days_are_better() -> None:
    index = whole(limit_scale("composite_index", None, "", "zh"))
    good = whole(limit_scale("good_ratio", None, "", "zh"))
    assert index.colours == good.colours[::-1]


def test_a_difference_is_symmetric_and_noise_is_none() -> None:
    scale = whole(change_scale("pm25", np.array([[-40.0, 3.0, np.nan]]), "zh"))
    n = len(scale.colours)
    assert class_of(scale, 0.0) == n // 2
    assert scale.names[class_of(scale, -1.0)] == "好转"
    assert scale.names[class_of(scale, 1.0)] == "转差"
    assert class_of(scale, -1.0) + class_of(scale, 1.0) == n - 1
    assert class_of(scale, -400.0) == 0
    more = whole(change_scale("good_ratio", np.array([[10.0]]), "zh"))
    assert more.names[class_of(more, 10.0)] == "好转"


@pytest.mark.parametrize("values", [[], [np.nan], [5.0], [0.0, 2.0], [3.0, 700.0], [80.0, 95.0]])
def test_the_citys_own_classes_hold_what_is_shown(values: list[float]) -> None:
    scale = whole(local_scale("pm25", np.array(values), "zh"))
    assert scale.is_continuous
    assert "不表示级别" in scale.title
    held = [v for v in values if v == v]
    if len(held) > 1:
        assert class_of(scale, min(held)) < class_of(scale, max(held))


def test_who_has_classes_around_its_daily_level() -> None:
    scale = whole(who_scale("pm25", OLD, "zh"))
    assert 15.0 in scale.edges
    assert "WHO" in scale.title
    assert whole(who_scale("o3_1h_max", OLD, "zh"))
