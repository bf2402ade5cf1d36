"""Periods: what stands a year before, what may be compared, which one an address means."""

import numpy as np
import pytest

from view.spans import Span, choose_span, incomparable, short_name, span_name


def span(kind: str, start: str, end: str) -> Span:
    return Span.of(kind, start, end)


def test_the_same_period_of_the_year_before() -> None:
    february = span("month", "2016-02-01", "2016-03-01")
    assert february.year_before() == span("month", "2015-02-01", "2015-03-01")
    assert february.previous() == span("month", "2016-01-01", "2016-02-01")
    winter = span("season", "2016-12-01", "2017-03-01")
    assert winter.previous() == span("season", "2016-09-01", "2016-12-01")
    assert span("year", "2016-01-01", "2017-01-01").previous() is None


@pytest.mark.parametrize(
    ("last", "before"),
    [
        ("2017-02-28", "2016-02-29"),
        ("2016-02-29", "2015-02-28"),
        ("2016-02-28", "2015-02-28"),
        ("2020-06-15", "2019-06-15"),
        ("2019-12-31", "2018-12-31"),
    ],
)
def test_a_year_to_date_is_held_against_the_same_day_or_month_end(last: str, before: str) -> None:
    end = np.datetime64(last) + 1
    found = span("to_date", f"{last[:4]}-01-01", str(end)).year_before()
    assert str(found.start) == f"{before[:4]}-01-01"
    assert str(found.last) == before


def test_the_quarter_in_which_a_period_ends() -> None:
    quarter = span("quarter", "2016-04-01", "2016-07-01")
    assert span("month", "2016-05-01", "2016-06-01").quarter() == quarter
    assert quarter.quarter() == quarter
    half = span("winter_half", "2016-11-01", "2017-05-01")
    assert half.quarter() == span("quarter", "2017-04-01", "2017-07-01")


@pytest.mark.parametrize(
    ("now", "before", "reason"),
    [
        (("2018-08-01", "2018-09-01"), ("2017-08-01", "2017-09-01"), ""),
        (("2018-09-01", "2018-10-01"), ("2017-09-01", "2017-10-01"), "reference_change"),
        (("2018-09-01", "2018-10-01"), ("2018-08-01", "2018-09-01"), "reference_change"),
        (("2018-10-01", "2018-11-01"), ("2018-09-01", "2018-10-01"), ""),
        (("2019-08-01", "2019-09-01"), ("2018-08-01", "2018-09-01"), "reference_change"),
        (("2019-09-01", "2019-10-01"), ("2018-09-01", "2018-10-01"), ""),
    ],
)
def test_the_change_of_reference_state(now: tuple, before: tuple, reason: str) -> None:
    spans = span("month", *now), span("month", *before)
    assert incomparable("pm25", *spans, "", "") == reason
    assert incomparable("pm25", *spans, "", "present_state") == ""
    # Days and indices are not converted.
    assert incomparable("good_ratio", *spans, "gb3095-2012", "present_state") == reason


@pytest.mark.parametrize(
    ("metric", "standard", "now", "before", "reason"),
    [
        # March 2026 is the first month of HJ 633-2026 and of the transition limits.
        ("good_ratio", "", ("2026-03-01", "2026-04-01"), ("2025-03-01", "2025-04-01"), "other"),
        ("good_ratio", "", ("2027-03-01", "2027-04-01"), ("2026-03-01", "2026-04-01"), ""),
        ("pm25", "", ("2026-03-01", "2026-04-01"), ("2025-03-01", "2025-04-01"), ""),
        (
            "good_ratio",
            "gb3095-2012",
            ("2026-03-01", "2026-04-01"),
            ("2025-03-01", "2025-04-01"),
            "",
        ),
        # 2026 has January and February by the old AQI, but its index by the new limits.
        ("good_ratio", "", ("2027-01-01", "2028-01-01"), ("2026-01-01", "2027-01-01"), "other"),
        ("composite_index", "", ("2027-01-01", "2028-01-01"), ("2026-01-01", "2027-01-01"), ""),
    ],
)
def test_another_standard(
    metric: str, standard: str, now: tuple, before: tuple, reason: str
) -> None:
    spans = span("year", *now), span("year", *before)
    found = incomparable(metric, *spans, standard, "")
    assert found == ("other_standard" if reason else "")


def test_the_period_that_an_address_means() -> None:
    years = [(span("year", f"{y}-01-01", f"{y + 1}-01-01"), y != 2017) for y in (2017, 2016, 2015)]
    assert choose_span(years, "") == years[1][0], "the newest with enough days"
    assert choose_span(years, "2015-01-01") == years[2][0]
    assert choose_span(years, "2016-08-17") == years[1][0], "the nearest before"
    assert choose_span(years, "1999-01-01") == years[2][0]
    assert choose_span([], "2016-01-01") is None
    to_date = span("to_date", "2016-01-01", "2016-07-01")
    assert to_date.key == "2016-06-30"
    assert choose_span([(to_date, True)], to_date.key) == to_date


@pytest.mark.parametrize(
    ("kind", "start", "end", "zh", "short"),
    [
        ("month", "2016-12-01", "2017-01-01", "2016年12月", "2016-12"),
        ("quarter", "2016-10-01", "2017-01-01", "2016年第4季度", "2016 Q4"),
        ("season", "2016-12-01", "2017-03-01", "2016年12月—2017年2月冬季", "2016 冬"),
        ("winter_half", "2016-11-01", "2017-05-01", "2016—2017年秋冬季（11—4月）", "2016/17"),
        ("to_date", "2016-01-01", "2016-07-01", "2016年1月1日至6月30日", "2016"),
        ("burning", "2016-10-01", "2017-04-01", "2016—2017年攻坚季（10—3月）", "2016/17"),
    ],
)
def test_names(kind: str, start: str, end: str, zh: str, short: str) -> None:
    named = span(kind, start, end)
    assert span_name(named, "zh", {"burning": ("攻坚季", "campaign")}) == zh
    assert short_name(named, "zh") == short
    assert span_name(named, "en", {})
    assert np.datetime64(named.key)
