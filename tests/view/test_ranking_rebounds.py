"""Whose PM2.5 rose: by printed means, with the dust days and without them."""

import numpy as np
import pandas as pd
import pytest

from view.rebounds import find_rebounds


def quarter(value: float, days: int = 90, dust: int = 0, is_valid: bool = True) -> pd.DataFrame:
    """Return one place's quarter."""
    return pd.DataFrame(
        {
            "place": ["a"],
            "value": np.array([value], "float32"),
            "is_valid": [is_valid],
            "days": [days],
            "calendar_days": [91],
            "excluded_days": [dust],
            "is_control": [False],
        }
    )


def verdict(*means: float) -> str:
    """Return the verdict on means: now and before with dust, now and before without."""
    return str(find_rebounds(*(quarter(mean) for mean in means))["verdict"].iloc[0])


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ((50, 45, 48, 44), "both"),
        ((50, 45, 44, 44), "only_all"),
        ((45, 50, 44, 43), "only_without"),
        ((45, 50, 44, 46), "fell"),
        # 45.4 and 44.6 are both printed as 45: risen by 0.8 before rounding, level after it.
        ((45.4, 44.6, 40, 42), "level"),
        # 44.5 is printed as 44 (half to even), 44.6 as 45: a rise of 1 from a difference of 0.1.
        ((44.6, 44.5, 44, 44), "only_all"),
        ((45, 45, 45, 45), "fell"),
    ],
)
def test_verdicts(means: tuple[float, ...], expected: str) -> None:
    assert verdict(*means) == expected


def test_both_differences_stand_side_by_side() -> None:
    found = find_rebounds(quarter(50.4), quarter(44.6), quarter(47.9), quarter(44.2)).iloc[0]
    assert (found["change_all"], found["exact_all"]) == (5, 5.8)
    assert (found["change_without"], found["exact_without"]) == (4, 3.7)


def test_dust_days_and_valid_days_of_both_quarters() -> None:
    found = find_rebounds(
        quarter(50, days=89), quarter(45, days=90), quarter(48, 85, 4), quarter(44, 88, 2)
    ).iloc[0]
    assert (found["days"], found["days_before"]) == (89, 90)
    assert (found["dust_days"], found["dust_days_before"]) == (4, 2)


def test_too_few_days_are_no_rise() -> None:
    few = quarter(80, days=60, is_valid=False)
    found = find_rebounds(few, quarter(45), few, quarter(45)).iloc[0]
    assert found["verdict"] == "too_few"
    assert np.isnan(found["change_all"]), "nothing is said on the strength of too few days"
    absent = quarter(np.nan, days=0, is_valid=False)
    assert find_rebounds(quarter(80), absent, quarter(80), absent)["verdict"][0] == "no_data"


def test_a_rise_in_the_only_way_that_can_be_told() -> None:
    few = quarter(47, days=60, dust=20, is_valid=False)
    found = find_rebounds(quarter(50), quarter(45), few, quarter(45))
    assert found["verdict"][0] == "one_known"
