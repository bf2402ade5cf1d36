"""Bins of speed, thresholds, and hours above them: by hand and against plain loops."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.polar_plot import bin_edges, high_threshold, hours_over
from airquality.standards.hj663 import percentile
from airquality.wind import CALM, NO_WIND
from airquality.wind_roses import ROWS, wind_cells

NAN = np.nan
EDGES = np.array([1.0, 2.0])


def test_hours_above_the_threshold_counted_by_hand() -> None:
    # Five hours with a wind: 10 20 30 40 50; rank 1 + 0.75 x 4 = 4, so the threshold is 40 and one
    # hour is above it, the 50 of the calm. The 900 has no wind: it neither counts nor lifts it.
    speed = np.array([[1.5, 1.5, 1.5, 0.7, 0.1, NAN, 1.5]])
    direction = np.array([[0.0, 90.0, 90.0, 90.0, 90.0, 90.0, 90.0]])
    values = np.array([[10.0, 20.0, 30.0, 40.0, 50.0, 900.0, NAN]])
    cells = wind_cells(speed, direction, EDGES)
    over, threshold = hours_over(cells, values, np.zeros(7, dtype=int), np.array([[True]]))
    assert threshold.tolist() == [[40.0]]
    assert over.sum() == 1
    assert over[0, 0, ROWS.index(CALM), 0] == 1


def test_each_period_has_its_own_threshold() -> None:
    # Group 0: 1 2 3 -> rank 2.5 -> 2.5, above it 3. Group 1: 10 20 30 -> 25, above it 30. Both:
    # rank 1 + 0.75 x 5 = 4.75 -> 10 + 0.75 x 10 = 17.5, above it 20 and 30.
    values = np.array([[1.0, 2.0, 3.0, 10.0, 20.0, 30.0]])
    direction = np.array([[0.0, 0.0, 180.0, 0.0, 0.0, 180.0]])
    cells = wind_cells(np.full((1, 6), 1.5), direction, EDGES)
    members = np.array([[True, False], [False, True], [True, True], [False, False]])
    over, threshold = hours_over(cells, values, np.array([0, 0, 0, 1, 1, 1]), members)
    np.testing.assert_array_equal(threshold, [[2.5, 25.0, 17.5, NAN]])
    assert over[0, :, ROWS.index(0), 1].tolist() == [0, 0, 1, 0]
    assert over[0, :, ROWS.index(8), 1].tolist() == [1, 1, 1, 0]


def test_a_constant_is_never_above_itself() -> None:
    cells = wind_cells(np.full((1, 9), 1.5), np.zeros((1, 9)), EDGES)
    over, threshold = hours_over(
        cells, np.full((1, 9), 7.0), np.zeros(9, dtype=int), np.array([[True]])
    )
    assert threshold[0, 0] == 7.0
    assert over.sum() == 0


@given(st.lists(st.integers(0, 400), min_size=1, max_size=80))
def test_the_threshold_is_the_percentile_of_hj663(values: list[int]) -> None:
    own = np.array(values, dtype=np.float32)
    assert high_threshold(own) == pytest.approx(float(percentile(own, 75)), abs=1e-6)


def test_no_value_has_no_threshold() -> None:
    assert np.isnan(high_threshold(np.empty(0, dtype=np.float32)))


HOUR = st.tuples(
    st.one_of(st.just(NAN), st.floats(0, 9, width=32)),
    st.one_of(st.just(NAN), st.floats(0, 360)),
    st.one_of(st.just(NAN), st.integers(0, 60).map(float)),
)


@given(st.lists(HOUR, min_size=2, max_size=60), st.data())
def test_no_more_than_a_quarter_is_above(hours: list[Any], data: st.DataObject) -> None:
    speed, direction, values = (own[None] for own in np.array(hours).T)
    group = np.sort(
        data.draw(st.lists(st.integers(0, 3), min_size=len(hours), max_size=len(hours)))
    )
    members = np.array([[True, True, True, True], [True, False, True, False]])
    cells = wind_cells(speed, direction, EDGES)
    over, threshold = hours_over(cells, values, np.array(group), members)
    assert not over[:, :, ROWS.index(NO_WIND)].any()
    for period, months in enumerate(members):
        chosen = months[group] & cells.has_wind[0] & np.isfinite(values[0])
        if not chosen.any():
            assert np.isnan(threshold[0, period])
            assert not over[0, period].any()
            continue
        level = np.percentile(values[0, chosen], 75)
        expected = np.bincount(
            cells.number[0, chosen & (values[0] > level + 1e-9)], minlength=cells.size
        )
        assert threshold[0, period] == pytest.approx(level)
        assert over[0, period].ravel().tolist() == expected.tolist()
        assert over[0, period].sum() <= np.ceil(0.25 * (chosen.sum() - 1))


def test_bins_reach_the_windiest_place() -> None:
    # 99th percentiles of the hours that are not calm: 3.4 of the first place, 5.2 of the second.
    calm, gusts = np.full(200, 0.1), np.array([90.0])
    first = np.concatenate([calm, np.full(300, 3.4), gusts])
    second = np.concatenate([np.full(300, 5.2), gusts, np.full(200, NAN)])
    assert bin_edges(np.stack([first, second]), 0.5).tolist() == [1, 2, 3, 4, 5]
    assert bin_edges(first[None], 0.5).tolist() == [1, 2, 3]


def test_bins_begin_above_calm() -> None:
    assert bin_edges(np.full((1, 50), 3.4), 1.0).tolist() == [2, 3]
    assert bin_edges(np.full((1, 50), 0.9), 0.5).tolist() == []
    assert bin_edges(np.full((2, 50), NAN), 0.5).tolist() == []
