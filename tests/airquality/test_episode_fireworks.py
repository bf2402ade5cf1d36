"""Marks of episodes: nights of fireworks, sand dust."""

from dataclasses import replace

import numpy as np
import pytest

from airquality.episodes.cases import Case
from airquality.episodes.dust_mark import mark_dust
from airquality.episodes.fireworks import NEW_YEAR, NIGHTS, fireworks_nights, is_fireworks

NAN = np.nan
#: New Year's Eve of 2019 was 4 February.
START = np.datetime64("2019-02-03T00", "h")
CASE = Case(
    kind="pm25",
    start=START + 30,
    end=START + 60,
    first_day=np.datetime64("2019-02-04", "D"),
    last_day=np.datetime64("2019-02-05", "D"),
    is_open=False,
    is_cut=False,
    origin="hours",
    missing_hours=0,
    limit=75.0,
)
NO_DAYS = np.empty(0, dtype="datetime64[D]")


def test_the_table_of_nights() -> None:
    assert str(NEW_YEAR[6]) == "2019-02-05"
    assert {"2019-02-04", "2019-02-19"} <= set(np.datetime_as_string(NIGHTS))
    # A lunar year has 353 to 355 or 383 to 385 days.
    lengths = np.diff(NEW_YEAR).astype(int)
    assert set(lengths.tolist()) <= {353, 354, 355, 383, 384, 385}
    assert all(str(day)[5:7] in ("01", "02") for day in NEW_YEAR)


@pytest.mark.parametrize(
    ("hour", "value", "is_seen"),
    [
        (44, 120.0, True),  # 20:00 of the Eve, three times the 40 before
        (51, 120.0, True),  # 03:00
        (52, 120.0, False),  # 04:00
        (43, 120.0, False),  # 19:00
        (48, 90.0, True),  # by 50
        (48, 89.0, False),
        (24 + 48, 300.0, False),  # the night after
    ],
)
def test_the_night_and_the_jump(hour: int, value: float, is_seen: bool) -> None:
    hours = np.full(96, 40.0)
    hours[hour] = value
    nights = fireworks_nights(hours, START)
    assert nights.tolist() == ([np.datetime64("2019-02-04").astype(object)] if is_seen else [])
    assert is_fireworks(CASE, nights) == is_seen


def test_a_jump_must_double_as_well() -> None:
    hours = np.full(96, 200.0)
    hours[48] = 399
    assert not len(fireworks_nights(hours, START))
    hours[48] = 400
    assert len(fireworks_nights(hours, START)) == 1


def test_nights_without_hours_and_cases_elsewhere() -> None:
    hours = np.full(96, 40.0)
    hours[48] = 300
    hours[38:44] = NAN
    assert not len(fireworks_nights(hours, START))
    assert not len(fireworks_nights(np.full(96, NAN), START))
    assert not len(fireworks_nights(np.empty(0), START))
    nights = NIGHTS[[12]]
    assert not is_fireworks(CASE, NO_DAYS)
    assert not is_fireworks(replace(CASE, start=START + 52, end=START + 60), NIGHTS)
    assert is_fireworks(replace(CASE, start=START + 51, end=START + 60), NIGHTS)
    assert str(nights[0])[:4] == "2019"


def test_dust_by_its_days() -> None:
    days = np.array(["2019-02-05"], dtype="datetime64[D]")
    assert mark_dust(CASE, None, None, START, days).is_dust
    assert not mark_dust(CASE, None, None, START, days + 1).is_dust
    assert mark_dust(CASE, None, None, START, NO_DAYS).hours is None


def test_dust_by_the_ratio_of_the_polluted_hours() -> None:
    fine, coarse = np.full(96, 90.0), np.full(96, 300.0)
    # 90 / 300 is 0.3 itself, and not less.
    assert not mark_dust(CASE, fine, coarse, START, NO_DAYS).is_dust
    coarse[40] = 301
    assert mark_dust(CASE, fine, coarse, START, NO_DAYS).is_dust
    # Hours at or below the limit, or without a value, do not count.
    assert not mark_dust(CASE, np.full(96, 75.0), coarse, START, NO_DAYS).is_dust
    assert not mark_dust(CASE, fine, np.full(96, NAN), START, NO_DAYS).is_dust
    assert not mark_dust(replace(CASE, kind="o3"), fine, coarse, START, NO_DAYS).is_dust


def test_hours_of_dust_are_counted_in_the_episode() -> None:
    hours = np.zeros(96, dtype=bool)
    hours[[10, 30, 59, 60]] = True
    assert mark_dust(CASE, None, None, START, NO_DAYS, hours).hours == 2
