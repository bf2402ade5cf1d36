"""Hours and means by sector and class of speed, counted by hand and by properties."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.wind import CALM, DEGREES_A_SECTOR, NO_WIND, SECTORS
from airquality.wind_roses import (
    ROWS,
    Tally,
    merge_classes,
    pool,
    speed_bounds,
    tally,
    wind_cells,
)

NAN = np.nan
NE = SECTORS.index("NE")

#: One place, eight hours: speed, direction, concentration.
HOURS = [
    (1.0, 45.0, 100.0),  # NE, 0.5-2
    (1.9, 50.0, 60.0),  # NE, 0.5-2
    (2.0, 40.0, 20.0),  # NE, 2-4
    (7.0, 0.0, 10.0),  # N, above 6
    (0.3, 45.0, 200.0),  # calm, whatever its direction
    (1.0, 45.0, NAN),  # NE, but nothing was measured
    (NAN, 45.0, 80.0),  # no wind
    (3.0, NAN, 40.0),  # wind from nowhere
]


def _tally(values: np.ndarray | None, hours: Any = tuple(HOURS)) -> Tally:
    speed, direction, _ = np.array(hours).T
    cells = wind_cells(speed[None], direction[None])
    return tally(cells, [values], np.zeros(len(hours), dtype=int), 1)[0]


def _cell(counts: np.ndarray, sector: int, number: int) -> float:
    return float(counts[0, 0, ROWS.index(sector), number])


def test_a_rose_counted_by_hand() -> None:
    found = _tally(np.array(HOURS)[None, :, 2])
    assert _cell(found.hours, NE, 0) == 2  # the third hour of NE has no value
    assert _cell(found.mean, NE, 0) == 80.0  # (100 + 60) / 2
    assert _cell(found.hours, NE, 1) == 1
    assert _cell(found.mean, NE, 1) == 20.0
    assert _cell(found.hours, 0, 3) == 1
    assert _cell(found.hours, CALM, 0) == 1
    assert _cell(found.mean, CALM, 0) == 200.0
    assert _cell(found.hours, NO_WIND, 0) == 2  # counted
    assert np.isnan(_cell(found.mean, NO_WIND, 0))  # but no cell of anything
    assert found.hours.sum() == 7
    assert np.isnan(_cell(found.mean, 8, 0))  # never from the south


def test_the_wind_alone_needs_no_concentration() -> None:
    found = _tally(None)
    assert _cell(found.hours, NE, 0) == 3
    assert found.hours.sum() == 8
    assert np.isnan(found.mean).all()


def test_places_do_not_mix() -> None:
    speed, direction = np.array([[1.0, 1.0], [1.0, 5.0]]), np.array([[0.0, 90.0], [180.0, 180.0]])
    values = np.array([[1.0, 2.0], [3.0, 5.0]])
    found = tally(wind_cells(speed, direction), [values], np.array([0, 1]), 2)[0]
    north, east, south = (ROWS.index(sector) for sector in (0, 4, 8))
    assert found.hours[0, 0, north, 0] == 1
    assert found.hours[0, 1, east, 0] == 1
    assert found.total[1, 0, south, 0] == 3.0
    assert found.total[1, 1, south, 2] == 5.0
    assert found.hours.sum() == 4
    both = pool(found.total, np.array([[True, True], [False, True]]))
    assert both[1, 0, south].tolist() == [3.0, 0.0, 5.0, 0.0]
    assert both[1, 1, south].tolist() == [0.0, 0.0, 5.0, 0.0]


@pytest.mark.parametrize("edges", [(2.0, 2.0), (4.0, 2.0), (0.5,), (0.2, 1.0)])
def test_edges_rise_from_calm(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="do not rise"):
        wind_cells(np.ones((1, 1)), np.ones((1, 1)), edges)


def test_each_cell_says_its_speeds() -> None:
    sector = np.array([NO_WIND, CALM, 0, 0, 0])
    number = np.array([0, 0, 0, 1, 2])
    low, high = speed_bounds(sector, number, np.array([2.0, 4.0]), 0.5)
    np.testing.assert_array_equal(low, [NAN, 0.0, 0.5, 2.0, 4.0])
    np.testing.assert_array_equal(high, [NAN, 0.5, 2.0, 4.0, NAN])


HOUR = st.tuples(
    st.one_of(st.just(NAN), st.floats(0, 12, width=32)),
    st.one_of(st.just(NAN), st.integers(0, 63).map(lambda n: n * DEGREES_A_SECTOR / 4)),
    st.one_of(st.just(NAN), st.integers(0, 500).map(float)),
)


@given(st.lists(HOUR, min_size=1, max_size=60), st.integers(1, 15))
def test_turning_every_direction_turns_the_rose(hours: list[Any], sectors: int) -> None:
    given_ = np.array(hours)
    turned = given_.copy()
    turned[:, 1] = (turned[:, 1] + sectors * DEGREES_A_SECTOR) % 360
    before, after = (_tally(own[None, :, 2], own) for own in (given_, turned))
    for counts, later in ((before.hours, after.hours), (before.total, after.total)):
        np.testing.assert_allclose(np.roll(counts[0, 0, 2:], sectors, axis=0), later[0, 0, 2:])
        np.testing.assert_allclose(counts[0, 0, :2], later[0, 0, :2])  # neither has a direction


@given(st.lists(HOUR, min_size=1, max_size=60))
def test_every_hour_with_a_value_is_counted_once(hours: list[Any]) -> None:
    own = np.array(hours)
    found = _tally(own[None, :, 2], own)
    assert found.hours.sum() == np.isfinite(own[:, 2]).sum()
    assert found.total.sum() == pytest.approx(np.nansum(own[:, 2]))
    speed, direction, value = own.T
    calm = (speed < 0.5) & np.isfinite(value)
    assert _cell(found.hours, CALM, 0) == calm.sum()
    without = (np.isnan(speed) | (np.isnan(direction) & ~(speed < 0.5))) & np.isfinite(value)
    assert _cell(found.hours, NO_WIND, 0) == without.sum()


@given(st.lists(HOUR, min_size=1, max_size=60))
def test_merged_classes_are_those_counted_at_once(hours: list[Any]) -> None:
    speed, direction, value = (own[None] for own in np.array(hours).T)
    fine, wanted = np.array([1.0, 2.0, 3.0, 4.0, 6.0]), np.array([2.0, 6.0])
    group = np.zeros(speed.shape[1], dtype=int)
    merged = tally(wind_cells(speed, direction, fine), [value], group, 1)[0]
    direct = tally(wind_cells(speed, direction, wanted), [value], group, 1)[0]
    np.testing.assert_array_equal(merge_classes(merged.hours, fine, wanted), direct.hours)
    np.testing.assert_allclose(merge_classes(merged.total, fine, wanted), direct.total)
