"""What the Trends page shows fits what there is: metrics of a grain, a period within the data."""

import numpy as np
import pytest

from airquality.metrics import METRICS, Metric
from view.selection import (
    MOST_POINTS,
    Window,
    choose_window,
    fit_metrics,
    fit_smooth,
    metrics_at,
    pollutant_metric,
)
from view.state import GRAINS


@pytest.mark.parametrize(
    ("grain", "expected"),
    [
        ("hourly", ("pm25", "o3")),
        ("daily", ("pm25", "o3_mda8")),
        ("monthly", ("pm25", "o3_mda8")),
        ("annual", ("pm25", "o3_mda8_p90")),
        ("weekly", ("pm25", "o3_mda8")),
        ("quarterly", ("pm25", "o3_mda8")),
        ("seasonal", ("pm25", "o3_mda8")),
    ],
)
def test_a_change_of_grain_carries_ozone_over(grain, expected) -> None:
    for chosen in (("pm25", "o3"), ("pm25", "o3_mda8"), ("pm25", "o3_1h_max")):
        if (grain, chosen[1]) != ("daily", "o3_1h_max"):
            assert fit_metrics(chosen, grain, changed=True) == expected


def test_what_exists_at_the_grain_stays_as_chosen() -> None:
    assert fit_metrics(("o3_mda8",), "annual") == ("o3_mda8",)
    assert fit_metrics(("o3_1h_max", "o3_mda8"), "daily") == ("o3_1h_max", "o3_mda8")
    assert fit_metrics(("o3_mda8_p90",), "monthly", changed=True) == ("o3_mda8_p90",)


def test_two_that_become_one_are_shown_once() -> None:
    assert fit_metrics(("o3_1h_max", "o3_mda8"), "hourly") == ("o3",)


def test_indices_give_way_and_pm25_stands_where_nothing_is_left() -> None:
    assert fit_metrics(("aqi",), "annual") == ("good_ratio",)
    assert fit_metrics(("heavy_days",), "daily") == ("aqi",)
    assert fit_metrics(("aqi",), "hourly") == ("pm25",)
    assert fit_metrics((), "daily") == ("pm25",)


def test_a_metric_without_a_family_gives_way_to_its_own_pollutant(monkeypatch) -> None:
    days_above = Metric("no2_days_above", "no2", "days_above", "d", 0, ("monthly", "annual"))
    monkeypatch.setitem(METRICS, "no2_days_above", days_above)
    assert fit_metrics(("no2_days_above",), "annual") == ("no2_days_above",)
    for grain in ("hourly", "daily"):
        assert fit_metrics(("no2_days_above",), grain) == ("no2",)
    assert pollutant_metric(("no2_days_above",), "hourly") == "no2"


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("changed", [False, True])
def test_every_metric_ends_at_one_that_the_grain_has(grain, changed) -> None:
    for metric in METRICS:
        for found in fit_metrics((metric,), grain, changed):
            assert found in metrics_at(grain)


def test_cycles_are_about_the_first_pollutant() -> None:
    assert pollutant_metric(("aqi", "o3_mda8_p90"), "hourly") == "o3"
    assert pollutant_metric(("aqi", "o3_mda8_p90"), "daily") == "o3_mda8"
    assert pollutant_metric(("aqi",), "daily") is None


def day(text: str) -> np.datetime64:
    return np.datetime64(text)


def test_all_days_by_default() -> None:
    window = choose_window(day("2013-03-01"), day("2017-02-28"), "daily")
    assert (window.start, window.end) == (day("2013-03-01"), day("2017-03-01"))
    assert window.is_default
    assert not window.is_cut


def test_the_last_sixty_days_of_hours_by_default() -> None:
    first, last = np.datetime64("2013-03-01T00"), np.datetime64("2017-02-28T23")
    window = choose_window(first, last, "hourly")
    assert window.start == np.datetime64("2016-12-31T00")
    assert window.end == np.datetime64("2017-03-01T00")


def test_a_chosen_end_is_included_and_hours_before_it_by_default() -> None:
    first, last = np.datetime64("2013-03-01T00"), np.datetime64("2017-02-28T23")
    window = choose_window(first, last, "hourly", end="2015-12-31")
    assert window.end == np.datetime64("2016-01-01T00")
    assert (window.end - window.start).astype(int) == 60 * 24


def test_a_month_that_a_chosen_day_lies_in_is_shown_whole() -> None:
    first, last = np.datetime64("2013-03"), np.datetime64("2017-02")
    window = choose_window(first, last, "monthly", "2014-05-20", "2014-07-01")
    assert (window.start, window.end) == (np.datetime64("2014-05"), np.datetime64("2014-08"))
    assert window.year == 2014


def test_a_choice_outside_the_data_is_empty_and_a_wide_one_is_narrowed() -> None:
    first, last = day("2013-03-01"), day("2017-02-28")
    assert choose_window(first, last, "daily", "2019-01-01", "2019-02-01").is_empty
    assert choose_window(first, last, "daily", "0002-01-01", "0003-01-01").is_empty
    wide = choose_window(first, last, "daily", "0001-01-01", "9999-12-31")
    assert (wide.start, wide.end) == (first, day("2017-03-01"))


def test_a_long_period_of_hours_is_cut_to_its_end() -> None:
    first, last = np.datetime64("2013-03-01T00"), np.datetime64("2017-02-28T23")
    window = choose_window(first, last, "hourly", "2014-01-01", "2016-12-31")
    assert window.is_cut
    assert (window.end - window.start).astype(int) == MOST_POINTS
    assert window.end == np.datetime64("2017-01-01T00")


def test_a_year_only_where_the_whole_period_lies_in_it() -> None:
    assert Window(day("2014-01-01"), day("2015-01-01")).year == 2014
    assert Window(day("2014-01-01"), day("2015-01-02")).year is None
    assert Window(day("2014-01-01"), day("2014-01-01")).year is None


def test_a_week_knows_no_percentile_and_no_share_of_good_days() -> None:
    assert metrics_at("weekly") == ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
    assert fit_metrics(("good_ratio", "o3_mda8_p90", "co_p95"), "weekly") == ("o3_mda8", "co")
    assert metrics_at("quarterly") == metrics_at("seasonal") == metrics_at("monthly")


def test_a_running_mean_fits_its_grain_or_is_none() -> None:
    assert fit_smooth("24h", "hourly") == "24h"
    assert fit_smooth("30d", "daily") == "30d"
    assert fit_smooth("30d", "hourly") == fit_smooth("8h", "daily") == ""
    assert fit_smooth("7d", "monthly") == fit_smooth("", "daily") == ""


@pytest.mark.parametrize(
    ("grain", "start", "end"),
    [
        ("weekly", "2014-05-19", "2014-06-02"),  # Mondays: the 20th is a Tuesday, the 1st a Sunday
        ("quarterly", "2014-04", "2014-07"),
        ("seasonal", "2014-03", "2014-09"),
    ],
)
def test_weeks_quarters_and_seasons_are_shown_whole(grain, start, end) -> None:
    window = choose_window(day("2013-03-01"), day("2017-02-28"), grain, "2014-05-20", "2014-06-01")
    assert (str(window.start), str(window.end)) == (start, end)
