"""The moving mean of three years."""

import numpy as np
import pytest

from airquality.seasons import bounds
from airquality.three_years import three_year_means


def test_means_sums_and_validity_by_hand() -> None:
    annual = {
        "pm25": np.array([[60.0, 54.0, 48.0, 47.5, np.nan]]),
        "o3_mda8_p90": np.array([[150.0, 160.0, 171.0, 165.0, 158.0]]),
        "pm25_days": np.array([[360, 365, 350, 366, 90]]),
        "pm25_is_valid": np.array([[True, True, True, True, False]]),
        "is_valid": np.array([[True, False, True, True, True]]),
        "good_days": np.array([[200, 210, 220, 230, 240]]),
    }
    found = three_year_means(annual)
    # (60 + 54 + 48) / 3 = 54; (54 + 48 + 47.5) / 3 = 149.5 / 3 = 49.833333; a year is missing.
    np.testing.assert_array_equal(found["pm25"], [[54.0, 49.833333, np.nan]])
    # (150 + 160 + 171) / 3 = 481 / 3; 496 / 3; 494 / 3
    assert found["o3_mda8_p90"][0] == pytest.approx([481 / 3, 496 / 3, 494 / 3], abs=1e-6)
    assert found["pm25_days"].tolist() == [[1075, 1081, 806]]
    assert found["pm25_is_valid"].tolist() == [[True, True, False]]
    assert found["is_valid"].tolist() == [[False, False, True]]
    # What is no statistic of concentrations is not averaged.
    assert "good_days" not in found


@pytest.mark.parametrize("years", [0, 1, 2])
def test_fewer_than_three_years_give_no_column(years: int) -> None:
    found = three_year_means({"pm25": np.ones((2, years)), "is_valid": np.ones((2, years), bool)})
    assert {name: array.shape for name, array in found.items()} == {
        "pm25": (2, 0),
        "is_valid": (2, 0),
    }


def test_columns_are_the_periods_of_the_kind() -> None:
    days = np.arange("2014-01-01", "2020-01-01", dtype="datetime64[D]")
    starts, _ = bounds("three_years", days)
    found = three_year_means({"pm25": np.arange(6.0)[None]})
    assert starts.size == found["pm25"].shape[1] == 4
    assert found["pm25"][0].tolist() == [1.0, 2.0, 3.0, 4.0]
