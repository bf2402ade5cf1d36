"""The weekend against working days: by hand, by simulation, and where nothing can be said."""

import numpy as np
import pytest

from airquality.profiles import CYCLES, leave_season, profile
from airquality.weekend import weekend_effect


def test_by_hand() -> None:
    # Working days 10, 12, 14, 16, 18: mean 14. Weekend 20 and 24: mean 22.
    mean = np.array([10, 12, 14, 16, 18, 20, 24], float)
    # Half-widths of 5 on working days, 2 at the weekend: 5 · (5/5)² + 2 · (2/2)² = 7.
    half = np.array([5, 5, 5, 5, 5, 2, 2], float)
    found = weekend_effect(mean, mean - half, mean + half)
    assert found is not None
    assert found.difference == pytest.approx(8)
    assert found.high - found.difference == pytest.approx(np.sqrt(7))
    assert found.difference - found.low == pytest.approx(np.sqrt(7))
    assert found.is_clear


def test_an_interval_over_zero_is_not_clear() -> None:
    mean = np.array([10, 10, 10, 10, 10, 11, 11], float)
    found = weekend_effect(mean, mean - 5, mean + 5)
    assert found is not None
    assert not found.is_clear


def test_a_weekday_without_a_mean_says_nothing() -> None:
    mean = np.array([10, 10, np.nan, 10, 10, 11, 11])
    assert weekend_effect(mean, mean - 1, mean + 1) is None


def test_not_seven_values() -> None:
    with pytest.raises(ValueError, match="seven"):
        weekend_effect(np.zeros(6), np.zeros(6), np.zeros(6))


def test_the_interval_covers_the_truth_in_persistent_weather() -> None:
    runs, days, persistence, truth = 300, 3 * 365, 0.5, 3.0
    draw = np.random.default_rng(7)
    weather = draw.normal(size=(runs, days))
    for day in range(1, days):
        new = np.sqrt(1 - persistence**2) * weather[:, day]
        weather[:, day] = persistence * weather[:, day - 1] + new
    dates = np.datetime64("2014-01-01") + np.arange(days)
    where = CYCLES["weekday"].find_positions(dates)
    season = 28 * np.cos(2 * np.pi * np.arange(days) / 365.25)
    values = 100 + 10 * weather + season + truth * (where >= 5)
    cycle = profile(values, where, 7, anomalies=leave_season(values))
    effects = [weekend_effect(cycle.mean[i], cycle.low[i], cycle.high[i]) for i in range(runs)]
    held = [e.low <= truth <= e.high for e in effects if e]
    assert len(held) == runs
    assert 0.92 <= np.mean(held) <= 0.995
