"""Numbers as they are read: rounded by GB/T 8170, with a true minus, never a bare nan."""

import math
from datetime import date

import pytest

from view.formats import MINUS, MISSING, amount, day, metric_name, number


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(60.5, 0, "60"), (61.5, 0, "62"), (2.05, 1, "2.0"), (1.005, 2, "1.00"), (0.0, 1, "0.0")],
)
def test_half_goes_to_the_even_neighbour(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


def test_signs() -> None:
    assert number(-3.2, 0) == f"{MINUS}3"
    assert number(3.2, 0, signed=True) == "+3"
    assert number(-0.3, 0, signed=True) == "0"


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_missing_is_a_dash(value: float | None) -> None:
    assert number(value, 1) == MISSING


def test_a_ratio_is_shown_in_per_cent() -> None:
    assert amount("good_ratio", 0.7245) == "72.4"


def test_names_and_days_in_both_languages() -> None:
    assert metric_name("zh", "o3_mda8") == "O₃ 日最大 8 小时平均"
    assert metric_name("en", "aqi") == "AQI"
    assert day("zh", date(2016, 12, 3)) == "2016年12月3日"
    assert day("en", date(2016, 12, 3)) == "3 December 2016"
