"""The surface: two stations by hand, the closed forms against refitting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import RBFInterpolator

from airquality.surface import (
    NUGGET_KM,
    fill_missing,
    invert_kernel,
    is_supported,
    leave_one_out,
    to_km,
    weigh_stations,
)

#: Two stations 9.9 km apart: with the nugget of 0.1 every coefficient is a tenth of something.
PAIR = np.array([[0.0, 0.0], [9.9, 0.0]])
SEEDS = st.integers(0, 2**32 - 1)


def refit(stations: np.ndarray, values: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Return the surface by fitting scipy's interpolator to these very values."""
    return RBFInterpolator(stations, values, kernel="linear", degree=0, smoothing=NUGGET_KM)(cells)


def draw_network(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return 3 to 14 stations, 20 cells, values, and values with some missing, one at least held.

    The first two stations share a place in half of the draws.
    """
    generator = np.random.default_rng(seed)
    count = int(generator.integers(3, 15))
    stations = generator.uniform(-40, 40, (count, 2))
    if seed % 2:
        stations[1] = stations[0]
    cells = generator.uniform(-50, 50, (20, 2))
    values = generator.gamma(2, 40, count)
    gaps = generator.random(count) < generator.random()
    gaps[generator.integers(count)] = False
    return stations, cells, values, np.where(gaps, np.nan, values)


def test_two_stations_by_hand() -> None:
    # Kernel -r with nugget 0.1: 0.1 c + 9.9 c + b = 30 and -9.9 c - 0.1 c + b = 10, the second
    # coefficient being -c. So b = 20 and c = 1: the surface is 20 + r2 - r1.
    cells = np.array([[0.0, 0.0], [4.95, 0.0], [9.9, 0.0], [4.95, 7.0], [-30.0, 0.0], [0.0, 4.0]])
    surface = weigh_stations(PAIR, cells) @ [30.0, 10.0]
    expected = [29.9, 20.0, 10.1, 20.0, 29.9, 20 + np.hypot(9.9, 4.0) - 4.0]
    np.testing.assert_allclose(surface, expected, rtol=1e-12)


def test_the_inverse_of_two_stations_by_hand() -> None:
    # c = (v1 - v2) / 20 and b = (v1 + v2) / 2; the corner is -(0.1 - 9.9) / 2.
    expected = [[0.05, -0.05, 0.5], [-0.05, 0.05, 0.5], [0.5, 0.5, 4.9]]
    np.testing.assert_allclose(invert_kernel(PAIR), expected, atol=1e-12)


def test_leaving_one_of_two_out_by_hand() -> None:
    # The other station is all that is left: its value is the estimate. One alone is not estimated.
    values = np.array([[30.0, 5.0, np.nan], [10.0, np.nan, np.nan]])
    errors = leave_one_out(values, invert_kernel(PAIR))
    np.testing.assert_allclose(errors[:, 0], [-20.0, 20.0], rtol=1e-12)
    assert np.isnan(errors[:, 1:]).all()


def test_a_missing_one_of_two_takes_the_value_of_the_other() -> None:
    filled = fill_missing(np.array([30.0, np.nan]), invert_kernel(PAIR))
    np.testing.assert_allclose(filled, [30.0, 30.0], rtol=1e-12)


@given(SEEDS)
def test_weights_give_the_surface_of_a_fit_to_the_valid_stations(seed: int) -> None:
    stations, cells, _, values = draw_network(seed)
    held = np.isfinite(values)
    filled = fill_missing(values, invert_kernel(stations))
    np.testing.assert_array_equal(filled[held], values[held])
    surface = weigh_stations(stations, cells) @ filled
    np.testing.assert_allclose(
        surface, refit(stations[held], values[held], cells), rtol=1e-6, atol=1e-6
    )


@given(SEEDS)
def test_errors_are_those_of_refitting_without_each_station(seed: int) -> None:
    stations, _, values, gappy = draw_network(seed)
    frames = np.stack([gappy, values, gappy[::-1], values + 1], axis=1)
    errors = leave_one_out(frames, invert_kernel(stations))
    for time in range(frames.shape[1]):
        held = np.flatnonzero(np.isfinite(frames[:, time]))
        assert (np.isfinite(errors[:, time]).sum() == len(held)) == (len(held) >= 2)
        for station in held if len(held) >= 2 else []:
            others = held[held != station]
            estimate = refit(stations[others], frames[others, time], stations[[station]])[0]
            assert errors[station, time] == pytest.approx(
                estimate - frames[station, time], rel=1e-6, abs=1e-6
            )


@given(SEEDS)
def test_a_field_that_is_flat_stays_flat(seed: int) -> None:
    stations, cells, _, values = draw_network(seed)
    weights = weigh_stations(stations, cells)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0, rtol=1e-9)
    flat = np.where(np.isnan(values), np.nan, 55.0)
    inverse = invert_kernel(stations)
    np.testing.assert_allclose(fill_missing(flat, inverse), 55.0, rtol=1e-8)
    np.testing.assert_allclose(np.nan_to_num(leave_one_out(flat[:, None], inverse)), 0, atol=1e-7)


def test_the_surface_passes_near_its_stations() -> None:
    stations = np.array([[0.0, 0.0], [5.0, 0.0], [0.0, 6.0], [7.0, 7.0]])
    values = np.array([50.0, 80.0, 40.0, 120.0])
    at_stations = weigh_stations(stations, stations) @ values
    np.testing.assert_allclose(at_stations, values, rtol=0.02)


def test_two_stations_at_one_place_share_it() -> None:
    stations = np.array([[0.0, 0.0], [0.0, 0.0], [10.0, 0.0]])
    inverse = invert_kernel(stations)
    at_both = weigh_stations(stations, stations[:1])
    assert at_both @ [40.0, 60.0, 50.0] == pytest.approx(50.0)
    # The one measures on where the other stopped.
    assert at_both @ fill_missing(np.array([np.nan, 60.0, 60.0]), inverse) == pytest.approx(60.0)


def test_too_few_stations() -> None:
    one = np.array([[3.0, 4.0]])
    np.testing.assert_allclose(weigh_stations(one, PAIR), 1.0)
    assert np.isnan(leave_one_out(np.array([[5.0]]), invert_kernel(one))).all()
    with pytest.raises(ValueError, match="needs a station"):
        weigh_stations(np.empty((0, 2)), PAIR)
    with pytest.raises(ValueError, match="needs a station"):
        invert_kernel(np.empty((0, 2)))


def test_times_with_fewer_stations_than_asked_for_have_no_errors() -> None:
    stations = np.array([[0.0, 0.0], [5.0, 0.0], [0.0, 6.0], [7.0, 7.0]])
    values = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, np.nan]])
    errors = leave_one_out(values, invert_kernel(stations), least_stations=4)
    assert np.isfinite(errors[:, 0]).all()
    assert np.isnan(errors[:, 1]).all()


def test_nothing_at_all_stays_nothing() -> None:
    gone = np.full(2, np.nan)
    assert np.isnan(fill_missing(gone, invert_kernel(PAIR))).all()
    assert leave_one_out(np.empty((2, 0)), invert_kernel(PAIR)).shape == (2, 0)


def test_a_cell_is_supported_up_to_the_reach_of_the_nearest_station() -> None:
    cells = np.array([[-5.0, 0.0], [-5.1, 0.0], [14.9, 0.0], [4.95, 3.0]])
    assert is_supported(PAIR, cells, 5.0).tolist() == [True, False, True, False]
    assert not is_supported(np.empty((0, 2)), cells, 5.0).any()


def test_kilometres_by_hand() -> None:
    # At 60° a degree of longitude is half as long as one of latitude, 111.195 km.
    places = to_km(np.array([116.0, 117.0]), np.array([60.0, 60.5]), 60.0)
    np.testing.assert_allclose(places[1] - places[0], [55.5975, 55.5975])
