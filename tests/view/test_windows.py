"""The same days of the year before and the days just before: amounts, changes, reasons."""

from typing import Any

import numpy as np
import pytest

from view.lines import Line
from view.readings.series import change_words, years_sentence
from view.selection import Window
from view.windows import compare, days_of, just_before, row_of, years_later


def span(start: str, end: str) -> Window:
    return Window(np.datetime64(start), np.datetime64(end))


def daily(start: str, values: Any, metric: str = "pm25") -> Line:
    array = np.asarray(values, np.float32)
    first = np.datetime64(start)
    return Line("x", "甲", "daily", first, {metric: array}, {}, np.zeros(len(array), bool))


@pytest.mark.parametrize(
    ("window", "before"),
    [
        (("2016-03-01", "2016-04-01"), ("2016-02-01", "2016-03-01")),  # a month against a month
        (("2016-01-01", "2017-01-01"), ("2015-01-01", "2016-01-01")),
        (("2016-03-05", "2016-03-15"), ("2016-02-24", "2016-03-05")),  # ten days against ten
    ],
)
def test_the_period_just_before_is_as_long(window, before) -> None:
    found = just_before(span(*window))
    assert (str(found.start), str(found.end)) == before


def test_the_same_days_of_another_year() -> None:
    found = years_later(span("2016-02-29", "2016-03-10"), -1)
    assert (str(found.start), str(found.end)) == ("2015-03-01", "2015-03-10")
    whole = days_of(Window(np.datetime64("2016-01"), np.datetime64("2016-04")))
    assert (str(whole.start), str(whole.end)) == ("2016-01-01", "2016-04-01")


def test_mean_days_over_and_changes_by_hand() -> None:
    # January 2015: 60 every day; December 2015: 90; January 2016: 50, on two days 100.
    values = np.full(396, 90.0)
    values[:31] = 60
    values[365:] = 50
    values[370:372] = 100
    row = row_of(daily("2015-01-01", values), "pm25", span("2016-01-01", "2016-02-01"), "", "")
    assert row.now.mean == pytest.approx((29 * 50 + 200) / 31)  # 53.2, printed 53
    assert (row.now.over, row.now.valid, row.now.days) == (2, 31, 31)
    assert (row.year_before.kind, row.year_before.amount) == ("lower", 7.0)
    assert (row.just_before.kind, row.just_before.amount) == ("lower", 37.0)
    assert change_words("zh", "pm25", row.year_before, row.before[0].mean) == "−7（−11.7 %）"


def test_days_over_a_limit_are_rounded_first_and_go_by_the_scheme() -> None:
    line = daily("2016-01-01", [75.5, 75.4, 76.0, 16.0])
    window = span("2016-01-01", "2016-01-05")
    assert row_of(line, "pm25", window, "", "").now.over == 2  # 75.5 rounds to the even 76
    assert row_of(line, "pm25", window, "who2021", "").now.over == 4
    aqi = row_of(daily("2016-01-01", [100, 101, np.nan, 300], "aqi"), "aqi", window, "", "")
    assert (aqi.now.over, aqi.now.valid) == (2, 3)
    assert np.isnan(aqi.now.mean)


def test_no_comparison_where_it_is_not_fair() -> None:
    def reasons(start: str, size: int, window: Window, **gaps: Any) -> tuple[str, str]:
        values = np.full(size, 50.0)
        values[gaps.get("gap", slice(0, 0))] = np.nan
        row = row_of(daily(start, values), "pm25", window, "", gaps.get("basis", ""))
        return row.year_before.reason, row.just_before.reason

    january = span("2016-01-01", "2016-02-01")
    assert reasons("2015-12-01", 62, january) == ("no_data", "")
    assert reasons("2015-01-01", 396, january, gap=slice(0, 8)) == ("too_few", "")
    long = span("2015-01-01", "2016-02-01")
    assert reasons("2015-01-01", 396, long) == ("long", "long")
    year = span("2016-01-01", "2017-01-01")
    assert reasons("2015-01-01", 731, year) == ("", "same")
    across = span("2018-09-01", "2018-10-01")
    days = 31 + 30 + 366
    assert reasons("2017-08-01", days, across) == ("reference_change", "reference_change")
    assert reasons("2017-08-01", days, across, basis="present_state") == ("", "")


def test_a_seventh_of_days_missing_is_enough_a_third_is_not() -> None:
    window = span("2016-01-01", "2016-02-01")
    full = row_of(daily("2016-01-01", np.full(31, 40.0)), "pm25", window, "", "").now
    gaps = np.full(31, 30.0)
    gaps[:5] = np.nan
    held = row_of(daily("2016-01-01", gaps), "pm25", window, "", "").now
    assert compare(full, held, "pm25", "").kind == "higher"
    gaps[:10] = np.nan
    few = row_of(daily("2016-01-01", gaps), "pm25", window, "", "").now
    assert compare(full, few, "pm25", "").reason == "too_few"


def test_the_chosen_year_beside_the_others_in_words() -> None:
    rows = [
        row_of(daily(f"{y}-01-01", np.full(31, v)).named(str(y)), "pm25", w, "", "")
        for y, v in ((2016, 40.0), (2015, 55.0), (2014, 40.2))
        for w in (span(f"{y}-01-01", f"{y}-02-01"),)
    ]
    said = years_sentence("zh", rows)
    assert "2016 年所选时段平均 40" in said
    assert "比 2015 年同期低 15" in said
    assert "与 2014 年同期持平" in said
    assert years_sentence("en", rows[:1]) == ""


def test_years_on_two_sides_of_the_reference_change_are_not_compared() -> None:
    rows = [
        row_of(daily(f"{y}-01-01", np.full(31, 40.0)).named(str(y)), "pm25", w, "", "")
        for y in (2018, 2019)
        for w in (span(f"{y}-01-01", f"{y}-02-01"),)
    ]
    assert "与 2019 年同期不作比较（跨参比状态变更）" in years_sentence("zh", rows)
    assert "与 2019 年同期持平" in years_sentence("zh", rows, "present_state")
