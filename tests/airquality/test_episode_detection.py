"""Episodes in made-up hours and days: where they begin and end, what joins and what parts them."""

from dataclasses import replace

import numpy as np
import pytest

from airquality.episodes.cases import Case
from airquality.episodes.detection import find_both, find_o3, find_pm25
from airquality.episodes.rules import BothRule, O3Rule, Pm25Rule

NAN = np.nan
START = np.datetime64("2019-01-01T00", "h")
RULE = Pm25Rule()


def _hours(*parts: tuple[int, float]) -> np.ndarray:
    """Return hours made of (number, value)."""
    return np.concatenate([np.full(number, value, dtype=float) for number, value in parts])


def _find(
    hours: np.ndarray, rule: Pm25Rule = RULE, limit: float = 75.0, daily: np.ndarray | None = None
) -> tuple[Case, ...]:
    """Return the episodes of hours in whole days, a day's mean being that of its hours."""
    each = hours.reshape(-1, 24)
    held = np.isfinite(each).sum(axis=1)
    means = np.where(held >= 20, np.nansum(each, axis=1) / np.maximum(held, 1), NAN)
    own = means if daily is None else daily
    dates = START.astype("datetime64[D]") + np.arange(len(own))
    return find_pm25(hours, START, own, dates, np.full(len(own), limit), rule)


def _days(values: list[float], first: str = "2019-01-01") -> tuple[np.ndarray, np.ndarray]:
    return np.array(values, dtype=float), np.datetime64(first, "D") + np.arange(len(values))


def test_a_block_of_pollution_begins_at_its_low_and_ends_where_the_air_is_clean() -> None:
    # 36 h of 20, 48 h of 200 from 2 January 12:00, 84 h of 10.
    (case,) = _find(_hours((36, 20), (48, 200), (84, 10)))
    # The trailing mean passes 75 once n hours of 200 are in: (200n + 20(24 - n))/24 > 75, n > 7.3:
    # at 19:00. The last low before is the hour before the rise: its 3-hour mean (20+20+200)/3 is
    # none, so 10:00, whose neighbours are both 20.
    assert case.start == np.datetime64("2019-01-02T10", "h")
    assert case.end == np.datetime64("2019-01-04T12", "h")
    # Daily means: 20; 110 on the 2nd, 200 on the 3rd, 105 on the 4th.
    assert (str(case.first_day), str(case.last_day)) == ("2019-01-02", "2019-01-04")
    assert case.id("beijing") == "beijing-pm25-20190102"
    assert (case.origin, case.missing_hours, case.limit) == ("hours", 0, 75.0)
    assert not case.is_open
    assert not case.is_cut
    assert case.hours == 50


def test_a_low_that_lasts_is_left_with_its_last_hour() -> None:
    # 20 h of 10, 12 h of 14, and by 20 an hour to 214: the least 3-hour mean is 10, the highest
    # before the trailing mean passes 75 at most 214. A tenth of the rise reaches up to 30.
    climb = np.linspace(14, 214, 11)[1:]
    hours = np.r_[_hours((24, 60), (20, 10), (12, 14)), climb, _hours((30, 214), (72, 10))]
    (case,) = _find(hours)
    # 24 + 32 = hour 56 is the first of the climb, 34; its 3-hour mean and that of the hour before
    # are 34 and (14 + 14 + 34) / 3 = 20.7: the hour before is the last low one.
    assert case.start == START + 55
    # Without a band it would be the last hour of 10 among equals, eleven hours of 14 earlier.
    (exact,) = _find(hours, replace(RULE, start_share=0.0))
    assert exact.start == START + 24 + 20 - 2
    assert (exact.first_day, exact.end) == (case.first_day, case.end)
    # A single dip after the climb has begun, back to the low, is the last low.
    dip = hours.copy()
    dip[58:61] = 10
    assert _find(dip)[0].start == START + 59


def test_a_limit_must_be_passed_by_the_printed_day() -> None:
    assert not _find(_hours((24, 20), (24, 75.4), (48, 20)))
    assert not _find(_hours((24, 20), (24, 74.9), (48, 20)))
    (case,) = _find(_hours((24, 20), (24, 75.6), (48, 20)))
    assert str(case.first_day) == "2019-01-02"
    # 75.5 is printed as 76 (half to even), 74.5 as 74.
    assert len(_find(_hours((24, 20), (24, 75.5), (48, 20)))) == 1
    assert not _find(_hours((24, 20), (24, 60.4), (48, 20)), limit=60)
    assert len(_find(_hours((24, 20), (24, 61), (48, 20)), limit=60)) == 1


def test_a_running_mean_over_midnight_alone_is_no_episode() -> None:
    # 150 from 12:00 to 12:00: the trailing mean reaches 150, neither day does 76.
    hours = _hours((36, 10), (12, 130), (12, 130), (36, 10))
    assert not _find(hours)
    assert len(_find(hours, daily=np.array([10, 76.0, 70, 10]))) == 1


def test_a_day_is_in_one_episode_only() -> None:
    # The trailing mean falls to 75 with the sixth hour of 0 of the 3rd; its published mean is 90.
    daily = np.array([20, 100, 90, 20, 20.0])
    first, second = _find(_hours((24, 20), (24, 100), (72, 0)), daily=daily)
    assert (str(first.first_day), str(first.last_day)) == ("2019-01-02", "2019-01-02")
    assert (str(second.first_day), str(second.last_day)) == ("2019-01-03", "2019-01-03")
    assert first.end <= second.start < second.end


@pytest.mark.parametrize(("zeros", "cases"), [(16, 1), (17, 2)])
def test_the_gap_is_counted_in_hours_below_the_running_limit(zeros: int, cases: int) -> None:
    # Between hours of 200 the trailing mean is at most 75 with at most nine of them (200 · 9 / 24)
    # in its 24: from the 15th zero on, and up to the ninth 200 after them (16 zeros and j of 200
    # leave 8 - j of the old ones). Those are zeros - 14 + 9 clear hours: 11 of 16 zeros, 12 of 17.
    assert len(_find(_hours((48, 200), (zeros, 0), (72 - zeros, 200), (48, 0)))) == cases


def test_a_project_may_ask_for_a_longer_gap_or_more_days() -> None:
    hours = _hours((48, 200), (40, 0), (56, 200), (72, 0))
    first, second = _find(hours)
    assert first.end <= second.start
    (one,) = _find(hours, replace(RULE, gap_hours=36))
    assert (one.start, one.end) == (first.start, second.end)
    lone = _hours((24, 20), (24, 100), (72, 20))
    assert len(_find(lone)) == 1
    assert not _find(lone, replace(RULE, least_days=2))


def test_an_episode_of_one_hour() -> None:
    rule = Pm25Rule(window_hours=1, least_hours=1, gap_hours=24, look_back_hours=0)
    hours = _hours((30, 10), (1, 2000), (41, 10))
    (case,) = _find(hours, rule)
    assert (case.start, case.end) == (START + 30, START + 31)
    assert case.hours == 1


def test_data_that_begin_or_end_inside() -> None:
    (case,) = _find(_hours((48, 200), (72, 5)))
    assert case.is_cut
    assert not case.is_open
    assert case.start == START
    (case,) = _find(_hours((48, 5), (72, 200)))
    assert not case.is_cut
    assert case.is_open
    # Eleven clear hours, then nothing: the twelfth may or may not come.
    (case,) = _find(_hours((48, 5), (48, 200), (14 + 11, 0), (23, NAN)))
    assert case.is_open
    (case,) = _find(_hours((48, 5), (48, 200), (14 + 12, 0), (22, NAN)))
    assert not case.is_open
    assert case.end == START + 96


def test_a_missing_stretch_is_counted_and_ends_nothing() -> None:
    (case,) = _find(_hours((24, 5), (48, 200), (20, NAN), (28, 200), (48, 5)))
    assert case.missing_hours == 20
    assert case.end == START + 120
    # 36 hours of nothing still do not part it, 37 do: it breaks off, and data begin anew.
    (case,) = _find(_hours((24, 5), (48, 200), (36, NAN), (60, 200), (72, 5)))
    assert case.missing_hours == 36
    first, second = _find(_hours((24, 5), (48, 200), (37, NAN), (59, 200), (72, 5)))
    assert first.is_open
    assert first.end == START + 72
    assert second.is_cut
    assert second.start == START + 109


def test_nothing_to_find() -> None:
    assert _find(_hours((240, NAN))) == ()
    assert _find(_hours((240, 20))) == ()
    assert _find(np.empty(0)) == ()
    assert find_pm25(None, START, *_days([NAN] * 365), np.full(365, 75.0)) == ()


def test_days_without_hours() -> None:
    daily, dates = _days([20, 90, 95, 60, 80, NAN, 82, 20, 30])
    first, second = find_pm25(None, START, daily, dates, np.full(9, 75.0))
    assert (str(first.start), str(first.end)) == ("2019-01-02T00", "2019-01-04T00")
    # A day without a value neither ends an episode nor prolongs it.
    assert (str(second.first_day), str(second.last_day)) == ("2019-01-05", "2019-01-07")
    assert second.missing_hours == 24
    assert {first.origin, second.origin} == {"days"}
    # With a gap of more than a day's hours one clear day is bridged.
    (case,) = find_pm25(None, START, daily, dates, np.full(9, 75.0), Pm25Rule(gap_hours=36))
    assert (str(case.first_day), str(case.last_day)) == ("2019-01-02", "2019-01-07")
    # Two days of nothing are more than 36 hours.
    daily[3:5] = NAN
    daily[5] = 80
    assert len(find_pm25(None, START, daily, dates, np.full(9, 75.0))) == 2


def test_days_that_reach_beyond_the_hours() -> None:
    # Hours on 3 and 4 January only; the 2nd and the 5th are known by their value alone.
    daily, dates = _days([20, 90, 200, 200, 90, 20, 20])
    (case,) = find_pm25(_hours((48, 200)), START + 48, daily, dates, np.full(7, 75.0))
    assert (str(case.start), str(case.end)) == ("2019-01-02T00", "2019-01-06T00")
    assert case.origin == "days"
    daily[[1, 4]] = 20
    (case,) = find_pm25(_hours((48, 200)), START + 48, daily, dates, np.full(7, 75.0))
    assert case.origin == "hours"
    assert case.start == START + 48


def test_shapes_that_do_not_fit() -> None:
    daily, dates = _days([20, 30])
    with pytest.raises(ValueError, match="differ"):
        find_pm25(None, START, daily, dates[:1], np.full(2, 75.0))
    with pytest.raises(ValueError, match="within the days"):
        find_pm25(_hours((72, 20)), START, daily, dates, np.full(2, 75.0))
    with pytest.raises(ValueError, match="differ"):
        find_o3(daily, dates[:1])


def test_the_limit_of_the_day_decides() -> None:
    daily, dates = _days([70, 70, 70, 70], "2026-02-27")
    limit = np.array([75, 75, 60, 60.0])
    (case,) = find_pm25(None, START, daily, dates, limit)
    assert (str(case.first_day), case.limit) == ("2026-03-01", 60.0)


def test_ozone_needs_two_days_and_bridges_one() -> None:
    daily, dates = _days([100, 170, 100, 161, 100, 100, 180, 100, 100, 165, 166, 167])
    first, last = find_o3(daily, dates)
    assert (str(first.start), str(first.end)) == ("2019-01-02T00", "2019-01-05T00")
    assert (str(first.first_day), str(first.last_day)) == ("2019-01-02", "2019-01-04")
    assert not first.is_open
    # The lone 180 is no episode; the last run is still going on.
    assert (str(last.first_day), last.is_open) == ("2019-01-10", True)
    assert len(find_o3(daily, dates, O3Rule(least_days=1))) == 3
    assert len(find_o3(daily, dates, O3Rule(gap_days=2))) == 1
    assert find_o3(daily, dates, O3Rule(least_days=4)) == ()


def test_ozone_at_the_limit_and_without_values() -> None:
    # 160.4 is printed as 160 and does not exceed, 160.6 as 161.
    assert find_o3(*_days([100, 160.4, 160.4, 100])) == ()
    (case,) = find_o3(*_days([100, 160.6, 160.6, 100]))
    assert case.limit == 160.0
    (case,) = find_o3(*_days([100, 170, NAN, 170, 100, 100]))
    assert case.missing_hours == 24
    assert find_o3(*_days([100, 170, NAN, NAN, 170, 100, 100])) == ()
    known = np.array([True, True, True, True])
    daily, dates = _days([100, 170, 170, 100])
    assert find_o3(daily, dates, hours_known=known)[0].origin == "hours"
    known[2] = False
    assert find_o3(daily, dates, hours_known=known)[0].origin == "days"


def test_both_at_once() -> None:
    fine, dates = _days([80, 80, 80, 80, 20, 20, 90, 20])
    ozone, _ = _days([170, 100, 170, 100, 100, 170, 161, 100])
    first, second = find_both(fine, ozone, dates, np.full(8, 75.0))
    assert (str(first.first_day), str(first.last_day)) == ("2019-01-01", "2019-01-03")
    assert (str(second.first_day), str(second.last_day)) == ("2019-01-07", "2019-01-07")
    assert (first.kind, first.is_cut, second.limit) == ("both", True, 75.0)
    found = find_both(fine, ozone, dates, np.full(8, 75.0), BothRule(least_days=2))
    assert [case.first_day for case in found] == [first.first_day]
    # A day on which one of the two is known not to exceed is no day without a value.
    fine[1] = ozone[4] = NAN
    assert find_both(fine, ozone, dates, np.full(8, 75.0)) == (first, second)
    ozone[1] = NAN
    assert find_both(fine, ozone, dates, np.full(8, 75.0))[0].missing_hours == 24


def test_figures_that_cannot_be() -> None:
    for wrong in (
        {"least_hours": 25},
        {"gap_hours": 0},
        {"least_days": 0},
        {"look_back_hours": -1},
    ):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Pm25Rule(**wrong)
    with pytest.raises(ValueError, match="limit"):
        O3Rule(limit=0)
