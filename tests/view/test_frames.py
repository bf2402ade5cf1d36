"""The packed form of frames: worked by hand, and the way there and back."""

import base64
import json

import brotli
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from benchmarks.playback_payload import MOST_KB, QUALITY, made_hours
from view.frames import key_of, pack, unpack


def test_packing_by_hand() -> None:
    # 1, 2, missing, 1 in whole numbers: q = 2, 3, 0, 2; changes +2, +1, -3, +2; zigzag 4, 2, 5, 4.
    wire = pack(np.array([[1.0, 2.0, np.nan, 1.0]]), 1.0)
    assert wire["dtype"] == "zz16"
    assert wire["shape"] == [1, 4]
    assert (wire["scale"], wire["base"]) == (1.0, 0.0)
    assert base64.b64decode(wire["data"]) == bytes([4, 2, 5, 4, 0, 0, 0, 0])


def test_low_bytes_stand_before_high_bytes() -> None:
    # 299 and 43: q = 300, 44; changes +300, -256; zigzag 600 = 0x258, 511 = 0x1ff.
    wire = pack(np.array([[299.0, 43.0]]), 1.0)
    assert base64.b64decode(wire["data"]) == bytes([0x58, 0xFF, 0x02, 0x01])


def test_each_place_begins_anew() -> None:
    # Both begin at q = 6, zigzag 12, and stay.
    wire = pack(np.array([[5.0, 5.0], [5.0, 5.0]]), 1.0)
    assert base64.b64decode(wire["data"]) == bytes([12, 0, 12, 0, 0, 0, 0, 0])


numbers = st.integers(-30_000, 30_000).map(float) | st.just(float("nan"))


@given(
    arrays.arrays(np.float64, arrays.array_shapes(min_dims=2, max_dims=2), elements=numbers),
    st.sampled_from([1.0, 0.1, 0.01]),
)
def test_what_is_printed_comes_back(values: np.ndarray, scale: float) -> None:
    printed = values * scale
    back = unpack(pack(printed, scale))
    np.testing.assert_allclose(back, printed, atol=scale * 1e-3)


def test_a_range_too_wide_is_told_more_coarsely() -> None:
    values = np.array([[0.0, 9_900.0, np.nan]])
    wire = pack(values, 0.1)
    assert wire["scale"] == 0.2
    np.testing.assert_allclose(unpack(wire), values, atol=0.1)


def test_nothing_and_wrong_axes() -> None:
    assert unpack(pack(np.empty((3, 0)), 1.0)).shape == (3, 0)
    assert np.isnan(unpack(pack(np.full((2, 2), np.nan), 1.0))).all()
    with pytest.raises(ValueError, match="axes"):
        pack(np.zeros(3), 1.0)


def test_a_key_names_its_parts() -> None:
    assert key_of("a", 1) == key_of("a", 1)
    assert key_of("a,b") != key_of("a", "b")


def test_a_month_of_hours_at_110_stations_is_small_on_the_wire() -> None:
    values = made_hours()
    assert values.shape == (110, 744)
    wire = pack(values, 1.0)
    np.testing.assert_array_equal(unpack(wire), values)
    assert len(brotli.compress(json.dumps(wire).encode(), quality=QUALITY)) < 1e3 * MOST_KB
