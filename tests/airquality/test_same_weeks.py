"""Percentiles against the same calendar weeks: by hand, over New Year, leap days, properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.episodes.same_weeks import (
    ALL,
    POLLUTED,
    SAME_WEEKS,
    WeeksRule,
    compare,
    same_weeks,
    weeks_around,
)

NAN = np.nan
FOUR_YEARS = np.arange("2013-01-01", "2017-01-01", dtype="datetime64[D]")


def _day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


def _around(first: str, last: str, dates: np.ndarray = FOUR_YEARS, weeks: int = 2) -> list[str]:
    found = weeks_around(dates, _day(first), _day(last), WeeksRule(weeks=weeks))
    return [str(day) for day in dates[found.around]]


def test_one_year_by_hand() -> None:
    # The case is 11 and 12 March. One week on both sides: 4-10 and 13-19 March, fourteen days
    # with the values 1 ... 14 in order; the case's mean is (5 + 8) / 2 = 6.5.
    dates = np.arange("2019-03-01", "2019-04-01", dtype="datetime64[D]")
    values = np.full(31, 999.0)
    values[3:10], values[12:19] = np.arange(1, 8), np.arange(8, 15)
    values[10:12] = 5, 8
    rule = WeeksRule(weeks=1, least_days=14)
    found = same_weeks(values, dates, dates[10], dates[11], rule)
    assert found is not None
    assert found.value == 6.5
    assert (found.days, found.years) == (14, 1)
    assert found.percentile == pytest.approx(600 / 14)  # six of fourteen are lower
    # k = 1 + 13 p / 100: 2.3, 4.25, 7.5, 10.75, 12.7
    assert (found.p10, found.p25, found.p50, found.p75, found.p90) == (2.3, 4.25, 7.5, 10.75, 12.7)


def test_equal_days_count_half() -> None:
    dates = np.arange("2019-03-01", "2019-04-01", dtype="datetime64[D]")
    values = np.full(31, 4.0)
    found = same_weeks(values, dates, dates[15], dates[15], WeeksRule(weeks=1, least_days=10))
    assert found is not None
    assert found.percentile == 50.0


def test_every_year_has_its_weeks() -> None:
    found = _around("2015-06-10", "2015-06-11", weeks=1)
    # 3 to 18 June of four years, without the two days of the case itself.
    assert len(found) == 4 * 16 - 2
    assert "2015-06-10" not in found
    assert {"2013-06-10", "2014-06-03", "2016-06-18"} <= set(found)
    assert not {"2013-06-02", "2016-06-19"} & set(found)


def test_the_weeks_wrap_the_new_year() -> None:
    found = _around("2015-12-30", "2016-01-02", weeks=1)
    assert {"2013-12-23", "2014-01-09", "2012-12-31"} - set(found) == {"2012-12-31"}  # no data
    assert {"2013-01-01", "2013-01-09", "2015-12-29", "2016-01-03", "2016-12-31"} <= set(found)
    assert not {"2013-01-10", "2013-12-22", "2015-12-30", "2016-01-02"} & set(found)
    weeks = weeks_around(FOUR_YEARS, _day("2015-12-30"), _day("2016-01-02"), WeeksRule(weeks=1))
    # 1 to 9 January 2013 are the weeks of the winter that began in 2012.
    assert weeks.year[0] == 2012
    values = np.where(weeks.around, 1.0, 2.0)
    normal = compare(values, weeks)
    assert normal is not None
    # The winters of 2012 (its January: 9 of 18 days) to 2016 (its December: 9 of 18).
    assert normal.years == 5


def test_a_case_early_in_january_looks_back_over_the_new_year() -> None:
    found = _around("2014-01-03", "2014-01-03", weeks=1)
    assert {"2013-12-27", "2014-12-27", "2016-12-27", "2013-01-10"} <= set(found)
    assert "2013-12-26" not in found


def test_a_leap_day_goes_to_the_28th() -> None:
    found = _around("2016-02-29", "2016-02-29", weeks=0)
    assert found == ["2013-02-28", "2014-02-28", "2015-02-28"]


def test_few_days_say_the_value_alone() -> None:
    dates = np.arange("2019-03-01", "2019-04-01", dtype="datetime64[D]")
    rule = WeeksRule(weeks=1, least_days=15)
    found = same_weeks(np.arange(31.0), dates, dates[10], dates[11], rule)
    assert found is not None
    assert found.value == 10.5
    assert np.isnan([found.p10, found.p50, found.p90, found.percentile]).all()
    assert found.days == 14


@pytest.mark.parametrize(("own", "is_said"), [((NAN, NAN, 3), False), ((NAN, 4, 3), True)])
def test_half_of_the_case_must_be_known(own: tuple[float, ...], is_said: bool) -> None:
    values = np.ones(FOUR_YEARS.size)
    values[100:103] = own
    found = same_weeks(values, FOUR_YEARS, FOUR_YEARS[100], FOUR_YEARS[102])
    assert (found is not None) == is_said
    assert found is None or found.value == 3.5


def test_polluted_days_by_hand() -> None:
    # The case is 14 June 2016; a week on both sides gives 7 to 21 June of four years. Polluted: 8
    # to 11 June 2013 with 1 2 3 4 and 10 to 13 June 2015 with 5 6 7 8; every other day has 0. The
    # case has 4: three of the eight are lower and one is equal, 100 x (3 + 0.5) / 8 = 43.75.
    values = np.zeros(FOUR_YEARS.size)
    polluted = np.zeros(FOUR_YEARS.size, dtype=bool)
    for first, own in (("2013-06-08", (1, 2, 3, 4)), ("2015-06-10", (5, 6, 7, 8))):
        at = int((_day(first) - FOUR_YEARS[0]).astype(int))
        values[at : at + 4], polluted[at : at + 4] = own, True
    day = _day("2016-06-14")
    values[day == FOUR_YEARS], polluted[day == FOUR_YEARS] = 4, True
    rule = WeeksRule(weeks=1, least_polluted_days=8)
    weeks = weeks_around(FOUR_YEARS, day, day, rule)
    found = compare(values, weeks, rule, polluted)
    assert found is not None
    assert (found.against, found.days, found.years) == (POLLUTED, 8, 2)
    assert found.percentile == 43.75
    assert (found.p50, found.p10) == (4.5, 1.7)
    # Beside all 4 x 15 - 1 days the same value is high: 51 zeros and three are lower, one equal.
    every = compare(values, weeks, rule)
    assert every is not None
    assert (every.against, every.days) == (ALL, 59)
    assert every.percentile == pytest.approx(100 * 54.5 / 59)
    # Nine days, or three years, are more than there are.
    for least in ({"least_polluted_days": 9}, {"least_polluted_years": 3}):
        strict = WeeksRule(**{"weeks": 1, "least_polluted_days": 8, **least})
        assert compare(values, weeks, strict, polluted) == every


def test_a_polluted_day_without_a_value_does_not_count() -> None:
    day = _day("2016-06-14")
    polluted = np.ones(FOUR_YEARS.size, dtype=bool)
    values = np.full(FOUR_YEARS.size, NAN)
    of_2015 = int((_day("2015-06-01") - FOUR_YEARS[0]).astype(int))
    values[of_2015 : of_2015 + 30] = 1.0
    values[day == FOUR_YEARS] = 2.0
    weeks = weeks_around(FOUR_YEARS, day, day)
    found = compare(values, weeks, SAME_WEEKS, polluted)
    assert found is not None
    assert (found.against, found.days, found.years) == (ALL, 28, 1)  # 1 to 28 June 2015: one year


def test_a_year_of_which_little_is_known_is_none() -> None:
    # Weeks of 15 days: 8 of them make a year, 7 do not; the days themselves are compared with.
    day = _day("2016-06-14")
    rule = WeeksRule(weeks=1)
    weeks = weeks_around(FOUR_YEARS, day, day, rule)
    for known, years in ((7, 2), (8, 3)):
        values = np.ones(FOUR_YEARS.size)
        at = int((_day("2013-06-07") - FOUR_YEARS[0]).astype(int))
        values[at + known : at + 15] = NAN
        values[FOUR_YEARS.astype("datetime64[Y]") == np.datetime64("2014")] = NAN
        found = compare(values, weeks, rule)
        assert found is not None
        assert (found.days, found.years) == (known + 15 + 14, years)
    alone = np.where(np.isin(FOUR_YEARS, [day, _day("2013-06-10")]), 1.0, NAN)
    found = compare(alone, weeks, rule)
    assert found is not None
    assert (found.days, found.years) == (1, 1)


def test_nothing_known_says_nothing() -> None:
    nothing = np.full(FOUR_YEARS.size, NAN)
    assert same_weeks(nothing, FOUR_YEARS, FOUR_YEARS[5], FOUR_YEARS[9]) is None
    empty = np.array([], dtype="datetime64[D]")
    assert same_weeks(np.array([]), empty, _day("2015-01-01"), _day("2015-01-02")) is None


def test_a_float32_stands_for_its_decimal() -> None:
    values = np.full(FOUR_YEARS.size, 60.1, dtype=np.float32)
    found = same_weeks(values, FOUR_YEARS, FOUR_YEARS[500], FOUR_YEARS[500])
    assert found is not None
    assert (found.value, found.p50) == (60.1, 60.1)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        weeks_around(FOUR_YEARS, _day("2015-01-02"), _day("2015-01-01"))
    for figures in (
        *({"weeks": -1}, {"least_days": 1}, {"least_share": 0.0}, {"year_share": 1.1}),
        *({"least_polluted_days": 1}, {"least_polluted_years": 0}),
    ):
        with pytest.raises(ValueError, match=r"least|weeks|year_share"):
            WeeksRule(**figures)


CASES = st.tuples(st.integers(0, FOUR_YEARS.size - 1), st.integers(0, 40))
SERIES = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).gamma(2.0, 40.0, FOUR_YEARS.size).round(1)
)


@given(CASES, SERIES, st.integers(1, 20), st.integers(-50, 50))
def test_units_do_not_move_the_percentile(
    case: tuple[int, int], values: np.ndarray, factor: int, shift: int
) -> None:
    first, last = FOUR_YEARS[case[0]], FOUR_YEARS[case[0]] + case[1]
    before = same_weeks(values, FOUR_YEARS, first, last)
    after = same_weeks(values * factor + shift, FOUR_YEARS, first, last)
    if before is None:
        # More than half of the case lies after the data's end.
        assert after is None
        return
    assert after is not None
    assert after.percentile == pytest.approx(before.percentile)
    assert after.p75 == pytest.approx(before.p75 * factor + shift, abs=1e-4)
    assert before.p10 <= before.p25 <= before.p50 <= before.p75 <= before.p90
    assert 0 <= before.percentile <= 100


@given(CASES, SERIES)
def test_the_own_days_do_not_enter_what_they_are_compared_with(
    case: tuple[int, int], values: np.ndarray
) -> None:
    first, last = FOUR_YEARS[case[0]], FOUR_YEARS[case[0]] + case[1]
    changed = values.copy()
    changed[(first <= FOUR_YEARS) & (last >= FOUR_YEARS)] += 1e6
    before, after = (same_weeks(own, FOUR_YEARS, first, last) for own in (values, changed))
    if before is None or after is None:
        assert before is after
        return
    assert (after.p10, after.p90, after.days) == (before.p10, before.p90, before.days)
    assert after.percentile == 100.0


@given(st.integers(0, FOUR_YEARS.size - 1), st.integers(0, 3))
def test_a_date_has_the_same_weeks_in_each_year(at: int, later: int) -> None:
    day = FOUR_YEARS[at]
    if str(day)[5:] == "02-29":
        return
    same = np.datetime64(f"{2013 + later}{str(day)[4:]}", "D")
    mine, theirs = (weeks_around(FOUR_YEARS, own, own, SAME_WEEKS) for own in (day, same))
    np.testing.assert_array_equal(mine.around | mine.own, theirs.around | theirs.own)


@given(CASES, SERIES, st.floats(0, 200))
def test_polluted_days_are_some_of_all(
    case: tuple[int, int], values: np.ndarray, limit: float
) -> None:
    first, last = FOUR_YEARS[case[0]], FOUR_YEARS[case[0]] + case[1]
    weeks, polluted = weeks_around(FOUR_YEARS, first, last), values > limit
    every, found = compare(values, weeks), compare(values, weeks, SAME_WEEKS, polluted)
    if every is None or found is None:
        assert found is every
        return
    assert found.value == every.value
    if found.against == ALL:
        assert found == every
        chosen = weeks.around & polluted
        few_years = len(np.unique(weeks.year[chosen])) < SAME_WEEKS.least_polluted_years
        # A year known by less than half does not count, so years alone may look enough.
        assert chosen.sum() < SAME_WEEKS.least_polluted_days or few_years or every.years < 4
        return
    assert SAME_WEEKS.least_polluted_days <= found.days <= every.days
    assert SAME_WEEKS.least_polluted_years <= found.years <= every.years
    # Days above a limit of the value itself: among them no value stands higher than among all.
    assert found.p10 >= every.p10
    assert found.percentile <= every.percentile + 1e-9


@given(CASES, SERIES)
def test_where_every_day_is_polluted_nothing_changes(
    case: tuple[int, int], values: np.ndarray
) -> None:
    first, last = FOUR_YEARS[case[0]], FOUR_YEARS[case[0]] + case[1]
    weeks = weeks_around(FOUR_YEARS, first, last)
    every = compare(values, weeks)
    found = compare(values, weeks, SAME_WEEKS, np.ones(values.shape, dtype=bool))
    if every is None or found is None:
        assert found is every
        return
    assert (found.percentile, found.p50, found.days) == (every.percentile, every.p50, every.days)
