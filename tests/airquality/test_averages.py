"""Daily means, MDA8, daily maxima and days of operation: worked values, both sides of each rule."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from airquality.averages import daily_mean, max_1h, mda8, operating
from airquality.validity import GB3095

EXAMPLES = Path(__file__).resolve().parents[1] / "samples" / "examples" / "mda8_examples.csv"


def make_days(*days: list[float]) -> np.ndarray:
    return np.array(days, dtype=np.float32).ravel()


def make_day_with(count: int, value: float = 40.0) -> np.ndarray:
    """A day whose first `count` hours have a value."""
    day = np.full(24, np.nan, dtype=np.float32)
    day[:count] = value
    return day


def test_daily_mean_of_a_worked_day() -> None:
    mean, count = daily_mean(make_days(list(range(24)), [7.0] * 24))
    assert mean.tolist() == [11.5, 7.0]
    assert count.tolist() == [24, 24]
    assert (mean.dtype, count.dtype) == (np.float64, np.int16)


@pytest.mark.parametrize(("hours", "expected"), [(20, 40.0), (19, np.nan), (0, np.nan)])
def test_daily_mean_needs_20_hours(hours: int, expected: float) -> None:
    mean, count = daily_mean(make_day_with(hours))
    np.testing.assert_array_equal(mean, [expected])
    assert count.tolist() == [hours]


def test_daily_mean_takes_the_count_from_the_rule_it_is_given() -> None:
    mean, _ = daily_mean(make_day_with(19), replace(GB3095, hours_a_day=19))
    assert mean.tolist() == [40.0]


def test_an_empty_day_stays_empty_even_without_a_rule() -> None:
    nothing = replace(GB3095, hours_a_day=0, hours_a_window=0, windows_a_day=0)
    day = make_day_with(0)
    assert np.isnan(daily_mean(day, nothing)[0]).all()
    assert np.isnan(max_1h(day, nothing)[0]).all()
    value, windows, is_valid = mda8(day, nothing)
    assert np.isnan(value).all()
    assert not windows.any()
    assert not is_valid.any()


@pytest.mark.parametrize("value", [2.05, 0.15, 1.45, 60.5, 12.25, 8.05, 31.65])
def test_means_carry_no_float32_noise(value: float) -> None:
    day = np.full(24, value, dtype=np.float32)
    assert daily_mean(day)[0][0] == value
    assert max_1h(day)[0][0] == value
    assert mda8(day)[0][0] == value


def test_a_tie_of_decimal_hours_is_the_exact_tie() -> None:
    day = np.array([2.0, 2.1] * 12, dtype=np.float32)
    assert daily_mean(day)[0][0] == 2.05
    assert daily_mean(np.array([60, 61] * 12, dtype=np.float32))[0][0] == 60.5


def test_leading_axes_are_kept_and_days_do_not_mix() -> None:
    hours = np.random.default_rng(0).gamma(2, 30, (3, 4, 5 * 24)).astype(np.float32)
    hours[1, 2, 30:60] = np.nan
    for function in (daily_mean, mda8, max_1h):
        together = function(hours)
        for pollutant, station, day in ((0, 0, 0), (1, 2, 1), (2, 3, 4)):
            alone = function(hours[pollutant, station, day * 24 : day * 24 + 24])
            for whole, one in zip(together, alone, strict=True):
                assert whole.shape == (3, 4, 5)
                np.testing.assert_allclose(whole[pollutant, station, day], one[0])


def test_blocks_join_without_a_seam() -> None:
    days = 5000
    hours = np.repeat(np.arange(days, dtype=np.float32), 24)
    np.testing.assert_array_equal(daily_mean(hours)[0], np.arange(days))
    np.testing.assert_array_equal(mda8(hours)[0], np.arange(days))


def test_a_mean_lies_between_the_extremes() -> None:
    hours = np.random.default_rng(1).gamma(2, 30, (6, 50 * 24)).astype(np.float32)
    by_day = hours.reshape(6, 50, 24).astype(np.float64)
    low, high = by_day.min(axis=-1), by_day.max(axis=-1)
    for value in (daily_mean(hours)[0], mda8(hours)[0]):
        assert (low - 1e-5 <= value).all()
        assert (value <= high + 1e-5).all()
    np.testing.assert_allclose(max_1h(hours)[0], high, atol=1e-5)


def test_mda8_of_the_worked_examples() -> None:
    rows = list(csv.DictReader(EXAMPLES.open()))
    names = [f"h{hour:02d}" for hour in range(1, 25)]
    hours = np.array([[float(row[name] or "nan") for name in names] for row in rows], np.float32)
    value, windows, is_valid = mda8(hours)
    assert len(rows) > 30
    expected = [float(row["mda8"] or "nan") for row in rows]
    np.testing.assert_allclose(value[:, 0], expected, atol=1e-5)
    assert windows[:, 0].tolist() == [int(row["valid_windows"]) for row in rows]
    assert is_valid[:, 0].tolist() == [row["is_valid"] == "1" for row in rows]


def test_mda8_windows_lie_inside_the_day() -> None:
    evening = np.zeros(48, dtype=np.float32)
    evening[17:31] = 100  # 17:00 to 07:00 of the next day
    value, windows, _ = mda8(evening)
    assert value.tolist() == [87.5, 87.5]  # 7 of 8 hours on either side of midnight
    assert windows.tolist() == [17, 17]


@pytest.mark.parametrize(("missing", "windows"), [(2, 17), (3, 16)])
def test_a_window_needs_6_hours(missing: int, windows: int) -> None:
    day = np.full(24, 50, dtype=np.float32)
    day[:missing] = np.nan  # the window ending at 08 keeps 8 - missing hours
    assert mda8(day)[1].tolist() == [windows]


@pytest.mark.parametrize(
    ("hours", "value", "windows", "is_valid"),
    [(19, 160.0, 14, True), (18, 160.0, 13, False), (18, 160.5, 13, True)],
)
def test_mda8_needs_14_windows_or_a_maximum_over_the_limit(
    hours: int, value: float, windows: int, is_valid: bool
) -> None:
    # The last window with 6 of its hours among the first n ends at label n + 2.
    found = mda8(make_day_with(hours, value))
    assert [each.tolist() for each in found] == [[value], [windows], [is_valid]]


def test_mda8_of_a_day_without_a_window_is_missing() -> None:
    day = np.full(24, np.nan, dtype=np.float32)
    day[::2] = 300
    value, windows, is_valid = mda8(day)
    assert np.isnan(value).all()
    assert windows.tolist() == [0]
    assert is_valid.tolist() == [False]


@pytest.mark.parametrize(("hours", "expected"), [(20, 90.0), (19, np.nan)])
def test_max_1h_needs_20_hours(hours: int, expected: float) -> None:
    day = make_day_with(hours)
    day[5] = 90
    largest, count = max_1h(day)
    np.testing.assert_array_equal(largest, [expected])
    assert count.tolist() == [hours]


def test_a_station_operates_from_its_first_to_its_last_value() -> None:
    hours = np.full((3, 6 * 24), np.nan, dtype=np.float32)
    hours[0, [30, 100]] = 5  # days 1 and 4, nothing between
    hours[2] = 1
    assert operating(hours).tolist() == [
        [False, True, True, True, True, False],
        [False] * 6,
        [True] * 6,
    ]


@pytest.mark.parametrize("function", [daily_mean, mda8, max_1h, operating])
def test_hours_that_are_not_whole_days_are_refused(function) -> None:
    with pytest.raises(ValueError, match="whole days"):
        function(np.zeros((2, 25), dtype=np.float32))


def test_no_days_give_no_days() -> None:
    nothing = np.zeros((3, 0), dtype=np.float32)
    assert daily_mean(nothing)[0].shape == (3, 0)
    assert mda8(nothing)[2].shape == (3, 0)
    assert operating(nothing).shape == (3, 0)


def test_a_day_with_an_mda8_keeps_its_hourly_maximum() -> None:
    """19 hours are too few for the daily rule, but the 8-hour means of the day are valid."""
    hours = np.arange(24, dtype=np.float32)
    hours[:5] = np.nan
    alone, count = max_1h(hours)
    assert np.isnan(alone[0])
    assert count[0] == 19
    _, windows, is_valid = mda8(hours)
    assert windows[0] >= 14
    assert max_1h(hours, has_mda8=is_valid)[0][0] == 23
    assert np.isnan(max_1h(np.full(24, np.nan, np.float32), has_mda8=np.array([True]))[0][0])
