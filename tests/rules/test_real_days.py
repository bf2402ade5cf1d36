"""Averages and flags against what was measured and published.

The national publication carries daily values of its own: `O3_8h_24h` and `PM2.5_24h` at label 0
of the next day. They are compared on days of which every hour was published. On other days the
publication does not ask for six hours a window, and for about a fifth of its blank hours the
8-hour means around them agree on a value behind the blank; days with blanks are therefore held to
less (97 of 100 agree).
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from airquality.averages import daily_mean, mda8
from airquality.hours import HOURS_PER_DAY, Gap, HourGrid
from airquality.quality import DEFAULT_SETTINGS, Flag, flag_grid, usable
from pipeline.sources.cnemc import read_days

ITEMS = {"o3": "O3", "o3_published": "O3_8h_24h", "pm25": "PM2.5", "pm25_published": "PM2.5_24h"}
CAP = 300.0  # the publication does not show an 8-hour mean above it
XIANGYANG = ("2432A", "2433A", "2434A", "2435A")
LEAST_AGREEMENT = 0.999


@pytest.fixture(scope="module")
def year(shared_data: Path) -> HourGrid:
    grid = read_days(shared_data / "cnemc-2019", items=ITEMS)
    assert grid is not None
    return grid


@pytest.fixture(scope="module")
def beijing(shared_data: Path) -> HourGrid:
    """Hours of PM2.5 of the twelve stations; they are labelled by their beginning."""
    files = sorted((shared_data / "uci-beijing").glob("*.csv"))
    columns = [pd.read_csv(file, usecols=["PM2.5"])["PM2.5"] for file in files]
    values = np.stack([column.to_numpy(np.float32) for column in columns])[None]
    gaps = np.where(np.isnan(values), Gap.SOURCE_EMPTY, Gap.NONE).astype(np.uint8)
    names = tuple(file.stem for file in files)
    return HourGrid(("pm25",), names, np.datetime64("2013-03-01T00"), values, gaps)


def take_published(grid: HourGrid, variable: str) -> np.ndarray:
    """Label 0 of the next day is the beginning hour 23 of the day."""
    return grid.of(variable)[:, HOURS_PER_DAY - 1 :: HOURS_PER_DAY].astype(np.float64)


def compare_mda8(grid: HourGrid, chosen: np.ndarray) -> tuple[float, int]:
    """Return the share of chosen days that agree, rounded half to even, and how many there are."""
    value, _, is_valid = mda8(grid.of("o3"))
    published = take_published(grid, "o3_published")
    compared = chosen & is_valid & (published < CAP) & (value < CAP)
    return float(np.mean(np.round(value[compared]) == published[compared])), int(compared.sum())


def count_hours(grid: HourGrid, variable: str) -> np.ndarray:
    return daily_mean(grid.of(variable))[1]


def test_mda8_is_the_published_one_on_complete_days(year: HourGrid) -> None:
    share, days = compare_mda8(year, count_hours(year, "o3") == HOURS_PER_DAY)
    assert days > 20_000
    assert share >= LEAST_AGREEMENT


def test_mda8_of_days_with_blank_hours_is_near_the_published_one(year: HourGrid) -> None:
    # Days of which the archive has all 24 hours, so that a blank is the publication's own.
    gaps = year.gaps[year.variables.index("o3")].reshape(len(year.stations), -1, HOURS_PER_DAY)
    archived = (gaps != Gap.NOT_LOADED).all(axis=-1)
    share, days = compare_mda8(year, archived)
    assert days > 25_000
    assert share >= 0.97


def test_hours_are_read_by_their_end(year: HourGrid) -> None:
    """The same hours, taken for beginnings, must not fit: else the test above proves nothing."""
    late = np.roll(year.of("o3"), 1, axis=-1)
    value, _, is_valid = mda8(late)
    published = take_published(year, "o3_published")
    compared = is_valid & (count_hours(year, "o3") == HOURS_PER_DAY) & (published < CAP)
    assert np.mean(np.round(value[compared]) == published[compared]) < 0.97


def test_published_values_are_rounded_half_to_even(year: HourGrid) -> None:
    value, _, _ = mda8(year.of("o3"))
    published = take_published(year, "o3_published")
    whole = (count_hours(year, "o3") == HOURS_PER_DAY) & (published < CAP)
    ties = whole & (value % 1 == 0.5) & (value < CAP)
    assert ties.sum() > 1_000
    assert np.mean(published[ties] % 2 == 0) >= LEAST_AGREEMENT


def test_daily_pm25_is_the_published_one_on_complete_days(year: HourGrid) -> None:
    mean, count = daily_mean(year.of("pm25"))
    published = take_published(year, "pm25_published")
    compared = (count == HOURS_PER_DAY) & np.isfinite(published)
    assert compared.sum() > 20_000
    difference = np.abs(mean[compared] - published[compared])
    assert np.mean(difference <= 1) >= LEAST_AGREEMENT
    assert np.mean(np.round(mean[compared]) == published[compared]) >= LEAST_AGREEMENT


def keep_month(grid: HourGrid, first: str, days: int) -> np.ndarray:
    """Return bool (hour,) of a month."""
    begin = np.datetime64(first)
    return (grid.times >= begin) & (grid.times < begin + np.timedelta64(days, "D"))


def test_the_peaks_of_xiangyang_in_january_2019_survive(shared_data: Path) -> None:
    files = sorted((shared_data / "cnemc-2019").glob("china_sites_201901*.csv"))
    grid = read_days(files, XIANGYANG)
    assert grid is not None
    kept = usable(grid, flag_grid(grid))
    for pollutant in ("pm25", "pm10"):
        before, after = grid.of(pollutant), kept.of(pollutant)
        assert np.nanmax(before) > 300
        np.testing.assert_array_equal(after, before)


def test_the_peaks_of_beijing_in_december_2015_survive(beijing: HourGrid) -> None:
    kept = usable(beijing, flag_grid(beijing))
    month = keep_month(beijing, "2015-12-01", 31)
    before, after = beijing.of("pm25")[:, month], kept.of("pm25")[:, month]
    assert np.nanmax(before) > 600
    # Every station's highest hours stay, and no hour of the red alert is left out.
    for station in range(len(before)):
        assert np.nanmax(after[station]) == np.nanmax(before[station])
    alert = keep_month(beijing, "2015-12-08", 3)
    np.testing.assert_array_equal(kept.of("pm25")[:, alert], beijing.of("pm25")[:, alert])


def test_few_hours_are_left_out(beijing: HourGrid) -> None:
    flags = flag_grid(beijing)
    left_out = (flags & np.uint8(DEFAULT_SETTINGS.excluded)) != 0
    assert 0 < left_out.sum() < 1e-4 * np.isfinite(beijing.values).sum()
    assert np.count_nonzero(flags & np.uint8(Flag.SPIKE)) == left_out.sum()


def test_the_outliers_of_the_national_archive_are_caught(shared_data: Path) -> None:
    files = sorted((shared_data / "cnemc-national-2019-01").glob("*.csv"))
    grid = read_days(files, items={"co": "CO"})
    assert grid is not None
    assert np.nanmax(grid.values) == 90
    # Each station for itself: a city's list is not needed for the range.
    flags = flag_grid(grid, cities=grid.stations)
    assert flags[grid.values > 50].tolist() == [Flag.ABOVE_RANGE]
    assert np.nanmax(usable(grid, flags).values) < 50
