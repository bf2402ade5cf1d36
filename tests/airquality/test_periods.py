"""Periods: which days they hold and when they have enough of them."""

import numpy as np
import pytest

from airquality.periods import (
    check_consecutive,
    has_enough_days,
    locate_periods,
    reaches_share,
    sum_over_periods,
)
from airquality.validity import GB3095, Validity


def _dates(first: str, end: str) -> np.ndarray:
    return np.arange(first, end, dtype="datetime64[D]")


def _enough(
    present: np.ndarray, dates: np.ndarray, start: str, end: str, validity: Validity = GB3095
) -> bool:
    periods = locate_periods(dates, [start], [end])
    return bool(has_enough_days(present[None], periods, validity)[0, 0])


def _keep(dates: np.ndarray, counts: dict[str, int]) -> np.ndarray:
    """Return flags that keep the first so many days of each month named, and all of the others."""
    months = dates.astype("datetime64[M]")
    present = np.ones(dates.size, dtype=bool)
    for month, count in counts.items():
        those = np.flatnonzero(months == np.datetime64(month))
        present[those[count:]] = False
    return present


@pytest.mark.parametrize(
    ("month", "end", "least"),
    [
        ("2015-01", "2015-02", 27),
        ("2015-04", "2015-05", 27),
        ("2015-02", "2015-03", 25),
        ("2016-02", "2016-03", 25),
    ],
)
def test_days_that_a_month_needs(month: str, end: str, least: int) -> None:
    dates = _dates("2015-01-01", "2017-01-01")
    for count, expected in ((least, True), (least - 1, False)):
        present = _keep(dates, {month: count})
        assert _enough(present, dates, f"{month}-01", f"{end}-01") == expected


def test_a_year_needs_324_days_and_every_month() -> None:
    dates = _dates("2015-01-01", "2017-01-01")
    months = [f"2015-{month:02d}" for month in range(1, 13)]
    least = {month: 25 if month.endswith("-02") else 27 for month in months}
    # Every month at its least gives 322 days: each month holds and the year does not.
    assert not _enough(_keep(dates, least), dates, "2015-01-01", "2016-01-01")
    assert _enough(_keep(dates, least | {"2015-01": 29}), dates, "2015-01-01", "2016-01-01")
    one_short = _keep(dates, {"2015-06": 26})
    assert not _enough(one_short, dates, "2015-01-01", "2016-01-01")
    assert one_short[:365].sum() > 324
    # A leap year asks for 324 days as well.
    leap = {month.replace("2015", "2016"): count for month, count in least.items()}
    assert _enough(_keep(dates, leap | {"2016-01": 29}), dates, "2016-01-01", "2017-01-01")


def test_another_span_needs_its_whole_months_and_its_share() -> None:
    dates = _dates("2015-01-01", "2016-01-01")
    assert _enough(np.ones(365, bool), dates, "2015-01-01", "2015-04-01")
    # 90 days ask for 80 (79.9 rounded up); the months alone would be content with 79.
    least = {"2015-01": 27, "2015-02": 25, "2015-03": 27}
    assert not _enough(_keep(dates, least), dates, "2015-01-01", "2015-04-01")
    assert _enough(_keep(dates, least | {"2015-01": 28}), dates, "2015-01-01", "2015-04-01")
    # A span without a whole month is judged by its days alone: 10 ask for 9.
    for missing, expected in ((1, True), (2, False)):
        present = np.ones(365, bool)
        present[10 : 10 + missing] = False
        assert _enough(present, dates, "2015-01-11", "2015-01-21") == expected


def test_days_beyond_the_series_are_not_valid() -> None:
    dates = _dates("2015-01-05", "2015-03-01")
    assert _enough(np.ones(dates.size, bool), dates, "2015-01-01", "2015-02-01")
    late = _dates("2015-01-06", "2015-03-01")
    assert not _enough(np.ones(late.size, bool), late, "2015-01-01", "2015-02-01")
    assert not _enough(np.ones(late.size, bool), late, "2020-01-01", "2020-02-01")


def test_a_project_may_ask_for_fewer_days() -> None:
    dates = _dates("2015-01-01", "2015-02-01")
    lenient = Validity(days_a_month=20)
    assert _enough(_keep(dates, {"2015-01": 20}), dates, "2015-01-01", "2015-02-01", lenient)


def test_sums_over_periods() -> None:
    dates = _dates("2016-02-27", "2016-03-03")
    starts = np.array(["2016-02-01", "2016-03-01", "2017-01-01"], "datetime64[D]")
    ends = np.array(["2016-03-01", "2016-04-01", "2017-02-01"], "datetime64[D]")
    periods = locate_periods(dates, starts, ends)
    assert periods.days.tolist() == [29, 31, 31]
    assert sum_over_periods(np.ones((1, dates.size), bool), periods).tolist() == [[3, 2, 0]]
    values = np.arange(10.0).reshape(2, 5)
    assert sum_over_periods(values, periods).tolist() == [[3.0, 7.0, 0.0], [18.0, 17.0, 0.0]]


def test_no_periods_and_no_days() -> None:
    none = np.array([], "datetime64[D]")
    dates = _dates("2015-01-01", "2015-01-05")
    periods = locate_periods(dates, none, none)
    assert has_enough_days(np.ones((2, 4), bool), periods, GB3095).shape == (2, 0)
    empty = locate_periods(none, dates[:1], dates[1:2])
    assert not has_enough_days(np.ones((2, 0), bool), empty, GB3095).any()


def test_what_is_refused() -> None:
    dates = _dates("2015-01-01", "2015-01-05")
    with pytest.raises(ValueError, match="consecutive"):
        check_consecutive(dates[[0, 2, 3]])
    with pytest.raises(ValueError, match="consecutive"):
        check_consecutive(np.array(["NaT"], "datetime64[D]"))
    with pytest.raises(ValueError, match="later end"):
        locate_periods(dates, dates[:1], dates[:1])


def test_a_share_is_compared_in_integers() -> None:
    assert reaches_share([3, 2, 27, 26], [4, 4, 36, 36], 0.75).tolist() == [True, False] * 2
    # 0.07 * 100 is 7.000000000000001 in binary.
    assert reaches_share(7, 100, 0.07)
