"""Every row is predicted by a model that never saw it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.effects.held_out import Blocks, blocks_for, predict_held_out, whole_in, widen
from airquality.effects.windows import Grid


def days(rows: int) -> Grid:
    start = np.datetime64("2013-03-01T00", "h")
    return Grid(start + np.arange(rows) * np.timedelta64(24, "h"), 24)


@pytest.mark.parametrize("workers", [1, 3])
def test_no_row_is_predicted_by_a_model_that_saw_it_or_its_neighbours(workers):
    blocks = Blocks(28, 6, 5)
    never = np.zeros(400, dtype=bool)
    never[100:120] = True
    seen = []

    def model(trained: np.ndarray, held: np.ndarray) -> np.ndarray:
        seen.append((trained, held))
        return np.flatnonzero(held).astype(float)

    found = predict_held_out(model, never, blocks, workers)
    assert np.array_equal(found, np.array([np.arange(400.0)] * 2))
    assert len(seen) == 12
    for trained, held in seen:
        assert not (trained & widen(held, 5)).any()
        assert not (trained & never).any()
        assert (~trained & ~never).sum() < 200  # the rest is learned from


def test_a_row_whose_model_has_nothing_to_learn_from_is_missing():
    everything = np.ones(100, dtype=bool)
    found = predict_held_out(lambda t, h: np.ones(h.sum()), everything, Blocks(28, 6, 5))
    assert np.isnan(found).all()


@given(start=st.integers(0, 3000), length=st.integers(1, 40), block=st.integers(2, 90))
def test_a_window_up_to_half_a_block_lies_in_one_whole(start, length, block):
    blocks = Blocks(block)
    chosen = whole_in(start, length, blocks)
    if length > block // 2:
        assert chosen is None
    else:
        assert len(set(blocks.of(start + length, chosen)[start:].tolist())) == 1


def test_longer_windows_get_longer_blocks_up_to_a_sixth_of_the_record():
    year = days(1461)
    assert blocks_for(10, year).block == 28
    assert blocks_for(40, year).block == 80
    assert blocks_for(243, year).block == 486
    assert blocks_for(244, year) is None
    assert blocks_for(10 * 24, Grid(np.arange(24_000).astype("datetime64[h]"))).block == 28 * 24


@pytest.mark.parametrize("wrong", [{"block": 1}, {"block": 28, "folds": 1}])
def test_blocks_that_hold_nothing_out_are_refused(wrong):
    with pytest.raises(ValueError, match="folds"):
        Blocks(**wrong)


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(0, 9))
def test_widening_marks_what_lies_near(flags, margin):
    given_flags = np.array(flags)
    found = widen(given_flags, margin)
    for at, is_near in enumerate(found.tolist()):
        assert is_near == given_flags[max(0, at - margin) : at + margin + 1].any()
