"""GB/T 8170 rounding against the decimal module and the worked examples."""

import csv
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.rounding import format_half_even, round_half_even, settle, widen

EXAMPLES = Path(__file__).resolve().parents[1] / "samples/examples/rounding_examples.csv"


def _expected(text: str, decimals: int) -> float:
    quantum = Decimal(1).scaleb(-decimals)
    return float(Decimal(text).quantize(quantum, rounding=ROUND_HALF_EVEN))


def test_worked_examples_float64_and_float32() -> None:
    rows = list(csv.DictReader(EXAMPLES.open(encoding="utf-8")))
    assert len(rows) >= 20
    for row in rows:
        decimals = int(row["decimals"])
        for kind in (np.float64, np.float32):
            if kind is np.float32 and len(row["value"].replace(".", "")) > 6:
                continue
            rounded = round_half_even(kind(row["value"]), decimals)
            assert float(rounded) == float(row["rounded"]), (row, kind)
        assert format_half_even(float(row["value"]), decimals) == row["rounded"]


def test_ties_that_binary_rounding_gets_wrong() -> None:
    ties = np.array([2.05, 2.15, 0.15, 0.35])
    assert round_half_even(ties, 1).tolist() == [2.0, 2.2, 0.2, 0.4]
    assert round_half_even(np.array([1.005, 2.675]), 2).tolist() == [1.0, 2.68]
    assert round_half_even(np.array([-0.5, -1.5, -2.5]), 0).tolist() == [0.0, -2.0, -2.0]


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e18, max_value=1e18),
    st.integers(0, 6),
)
def test_equals_decimal_on_the_text_of_any_float(number: float, decimals: int) -> None:
    assert float(round_half_even(number, decimals)) == _expected(repr(number), decimals)


@given(st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_equals_decimal_on_every_tie(count: int, decimals: int) -> None:
    tie = Decimal(2 * count + 1).scaleb(-decimals) / 2
    assert float(round_half_even(float(tie), decimals)) == _expected(str(tie), decimals)


@given(st.floats(width=32, allow_nan=False, allow_infinity=False), st.integers(0, 3))
def test_float32_stands_for_its_own_shortest_decimal(number: float, decimals: int) -> None:
    single = np.float32(number)
    assert float(widen(single)) == float(str(single))
    if abs(number) < 1e15:
        rounded = float(round_half_even(np.array([single]), decimals)[0])
        assert rounded == _expected(str(single), decimals)


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_rounding_twice_changes_nothing(number: float, decimals: int) -> None:
    once = round_half_even(number, decimals)
    assert round_half_even(once, decimals) == once


def test_missing_empty_and_shape() -> None:
    values = np.array([[np.nan, 1.5], [np.inf, -np.inf]])
    rounded = round_half_even(values, 0)
    assert rounded.shape == (2, 2)
    assert np.isnan(rounded[0, 0])
    assert rounded[0, 1] == 2.0
    assert rounded[1].tolist() == [np.inf, -np.inf]
    assert round_half_even(np.array([]), 1).shape == (0,)
    assert round_half_even(np.full(3, np.nan, np.float32), 1).dtype == np.float64


def test_whole_numbers_are_kept() -> None:
    assert round_half_even(np.array([3, 4]), 0).tolist() == [3.0, 4.0]
    assert float(round_half_even(1e300, 2)) == 1e300


def test_decimals_outside_the_range_are_refused() -> None:
    with pytest.raises(ValueError, match="decimals"):
        round_half_even(1.0, -1)


def test_settle_strips_the_noise_of_a_mean() -> None:
    noisy = (1.1 + 2.2 + 2.85) / 3
    assert noisy != 2.05
    assert float(settle(noisy)) == 2.05
    assert np.isnan(settle(np.nan))


def test_one_number_is_written_with_its_zeros_and_no_minus_zero() -> None:
    assert format_half_even(2.0, 1) == "2.0"
    assert format_half_even(-0.4, 0) == "0"
    assert format_half_even(float("nan"), 1) == ""
