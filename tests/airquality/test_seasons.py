"""Kinds of period: they tile the time, cross the year's end, keep leap days."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.seasons import KINDS, NAMED_SEASONS, WINTER_HALF, Season, bounds

TILES = ("week", "month", "quarter", "season", "year")


def _days(first: str, last: str) -> np.ndarray:
    return np.arange(first, np.datetime64(last) + 1, dtype="datetime64[D]")


def _pairs(kind: str | Season, first: str, last: str) -> list[tuple[str, str]]:
    starts, ends = bounds(kind, _days(first, last))
    return [(str(start), str(end)) for start, end in zip(starts, ends, strict=True)]


def test_the_kinds_of_the_design() -> None:
    assert (
        *("week", "month", "quarter", "season", "o3_season", "winter_half", "year"),
        *("three_years", "to_date"),
    ) == KINDS


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("month", [("2016-02-01", "2016-03-01"), ("2016-03-01", "2016-04-01")]),
        ("quarter", [("2016-01-01", "2016-04-01")]),
        # 29 February belongs to the winter that began in December.
        ("season", [("2015-12-01", "2016-03-01"), ("2016-03-01", "2016-06-01")]),
        ("o3_season", []),
        ("winter_half", [("2015-11-01", "2016-05-01")]),
        ("year", [("2016-01-01", "2017-01-01")]),
        ("three_years", []),
        # 2016-02-29 was a Monday, as any calendar says.
        ("week", [("2016-02-29", "2016-03-07")]),
        ("to_date", [("2016-01-01", "2016-03-01"), ("2016-01-01", "2016-03-02")]),
    ],
)
def test_the_periods_that_two_days_touch(kind: str, expected: list[tuple[str, str]]) -> None:
    assert _pairs(kind, "2016-02-29", "2016-03-01") == expected


def test_november_to_april_crosses_the_year_end() -> None:
    assert WINTER_HALF.crosses_year_end
    assert _pairs("winter_half", "2018-01-01", "2019-12-31") == [
        ("2017-11-01", "2018-05-01"),
        ("2018-11-01", "2019-05-01"),
        ("2019-11-01", "2020-05-01"),
    ]
    # 181 days, 182 with a leap day: 30 + 31 + 31 + 28 (29) + 31 + 30.
    starts, ends = bounds("winter_half", _days("2018-11-01", "2020-04-30"))
    assert (ends - starts).astype(int).tolist() == [181, 182]


def test_the_ozone_season_is_may_to_october() -> None:
    assert not NAMED_SEASONS[0].crosses_year_end
    assert _pairs("o3_season", "2018-10-31", "2019-05-01") == [
        ("2018-05-01", "2018-11-01"),
        ("2019-05-01", "2019-11-01"),
    ]
    assert _pairs("o3_season", "2018-11-01", "2019-04-30") == []


def test_a_project_has_its_own_season() -> None:
    campaign = Season("campaign", "攻坚期", "campaign", 10, 6)
    assert _pairs(campaign, "2019-01-01", "2019-12-31") == [
        ("2018-10-01", "2019-04-01"),
        ("2019-10-01", "2020-04-01"),
    ]
    whole = Season("heating_year", "供暖年", "heating year", 11, 12)
    assert _pairs(whole, "2019-10-31", "2019-11-01") == [
        ("2018-11-01", "2019-11-01"),
        ("2019-11-01", "2020-11-01"),
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("Campaign", 10, 6), "season id 'Campaign'"),
        (("", 10, 6), "season id"),
        (("a", 0, 6), "first_month is 1 to 12, not 0"),
        (("a", 13, 6), "first_month is 1 to 12, not 13"),
        (("a", 1, 0), "months is 1 to 12, not 0"),
        (("a", 1, 13), "months is 1 to 12, not 13"),
    ],
)
def test_an_impossible_season_is_refused(wrong: tuple[str, int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Season(wrong[0], "甲", "a", wrong[1], wrong[2])


def test_three_years_need_all_three() -> None:
    assert _pairs("three_years", "2014-06-01", "2017-02-01") == [
        ("2014-01-01", "2017-01-01"),
        ("2015-01-01", "2018-01-01"),
    ]
    assert _pairs("three_years", "2014-01-01", "2015-12-31") == []


def test_the_year_to_date_ends_with_the_data() -> None:
    days = _days("2018-01-01", "2019-12-31")
    starts, ends = bounds("to_date", days, last=np.datetime64("2019-02-10"))
    assert starts.size == 14
    assert [str(day) for day in ends[-3:]] == ["2019-01-01", "2019-02-01", "2019-02-11"]
    assert [str(day) for day in starts[-3:]] == ["2018-01-01", "2019-01-01", "2019-01-01"]
    # At the end of December it is the year.
    assert (str(starts[11]), str(ends[11])) == ("2018-01-01", "2019-01-01")


def test_later_periods_than_the_data_are_left_out() -> None:
    days = _days("2019-01-01", "2019-12-31")
    for kind, count in (("month", 8), ("quarter", 3), ("week", 35), ("o3_season", 1)):
        starts, _ = bounds(kind, days, last=np.datetime64("2019-08-31"))
        assert starts.size == count, kind


def test_no_dates_and_unknown_kinds() -> None:
    nothing = np.empty(0, dtype="datetime64[D]")
    for kind in KINDS:
        starts, ends = bounds(kind, nothing)
        assert starts.size == ends.size == 0
    with pytest.raises(KeyError):
        bounds("fortnight", nothing)
    with pytest.raises(KeyError):
        bounds("fortnight", _days("2019-01-01", "2019-01-02"))
    with pytest.raises(ValueError, match="consecutive"):
        bounds("month", np.array(["2019-01-01", "2019-01-03"], "datetime64[D]"))


dates = st.dates(datetime.date(1969, 1, 1), datetime.date(2035, 12, 31))


@given(dates, st.integers(0, 1500), st.sampled_from(TILES))
def test_periods_tile_the_time(first: datetime.date, length: int, kind: str) -> None:
    days = np.datetime64(first) + np.arange(length + 1)
    starts, ends = bounds(kind, days)
    np.testing.assert_array_equal(ends[:-1], starts[1:])
    assert starts[0] <= days[0] < ends[0]
    assert starts[-1] <= days[-1] < ends[-1]


@given(dates, st.integers(0, 1500), st.integers(1, 12), st.integers(1, 12))
def test_seasons_are_their_months_and_no_more(
    first: datetime.date, length: int, first_month: int, months: int
) -> None:
    days = np.datetime64(first) + np.arange(length + 1)
    starts, ends = bounds(Season("own", "自", "own", first_month, months), days)
    belongs = (days[:, None] >= starts) & (days[:, None] < ends)
    assert belongs.sum(axis=1).max(initial=0) <= 1
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    expected = (month - first_month) % 12 < months
    np.testing.assert_array_equal(belongs.any(axis=1), expected)
    # None that holds no day of the series.
    assert belongs.any(axis=0).all()
