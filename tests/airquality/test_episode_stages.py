"""Stages of made-up curves: rise, explosive growth, plateau, easing, clearing; days of ozone."""

from dataclasses import replace

import numpy as np
import pytest

from airquality.episodes.cases import Case
from airquality.episodes.rules import StageRule
from airquality.episodes.smoothing import centred_mean
from airquality.episodes.stages import fastest_doubling, photochemical_days, stages_of

NAN = np.nan
START = np.datetime64("2019-01-01T00", "h")
BARE = StageRule(smooth_hours=1, least_hours=1)


def _case(hours: int, **changes: object) -> Case:
    case = Case(
        kind="pm25",
        start=START,
        end=START + hours,
        first_day=START.astype("datetime64[D]"),
        last_day=(START + hours - 1).astype("datetime64[D]"),
        is_open=False,
        is_cut=False,
        origin="hours",
        missing_hours=0,
        limit=75.0,
    )
    return replace(case, **changes)


def _told(values: np.ndarray, rule: StageRule = BARE) -> list[tuple[str, int]]:
    """Return kind and length of each stage of an episode that has these hours."""
    found = stages_of(_case(len(values)), values, START, rule)
    return [(stage.kind, int((stage.end - stage.start).astype(int))) for stage in found]


def test_the_centred_mean() -> None:
    assert centred_mean(np.array([1.0, 2, 6, NAN, 4]), 3).tolist()[:3] == [1.5, 3.0, 4.0]
    assert np.isnan(centred_mean(np.array([1.0, NAN, 3]), 3)[1])
    assert centred_mean(np.array([[1.0, 5], [3, 3]]), 1).tolist() == [[1, 5], [3, 3]]
    with pytest.raises(ValueError, match="odd"):
        centred_mean(np.zeros(3), 2)


def test_the_four_stages_in_order() -> None:
    # 60 to 100 slowly; 100 to 240 in four hours (35 each); 240 for ten hours; 100, 80 at the end.
    slow = np.linspace(60, 100, 21)
    values = np.r_[slow, [135, 170, 205, 240], np.full(10, 240), [100, 80]]
    # Doubled with a gain of 100: 205 in hour 23 against 100 in hour 20, three hours before; 170
    # against 70 is 17 hours away. The rise goes on to hour 24. 75 % of 240 is 180, first passed in
    # hour 23, which is explosive. The clearing begins at the last hour of 240: 100 is below half.
    assert _told(values) == [
        ("accumulation", 20),
        ("explosive", 5),
        ("plateau", 9),
        ("clearing", 3),
    ]
    first, growth, plateau, clearing = stages_of(_case(len(values)), values, START, BARE)
    assert (growth.first_value, growth.last_value) == (100.0, 240.0)
    assert growth.rate == pytest.approx((240 - 100) / 4)
    assert (growth.peak, growth.peak_time) == (240.0, START + 24)
    assert first.start == START
    assert (plateau.rate, clearing.rate) == (0.0, (80 - 240) / 2)
    assert fastest_doubling(_case(len(values)), values, START, BARE) == 3


@pytest.mark.parametrize(
    ("low", "hours", "high", "is_explosive"),
    [
        (100, 10, 200, True),
        (101, 10, 201, False),  # less than twice as much
        (99, 10, 198, False),  # a gain of 99
        (100, 11, 200, False),  # eleven hours
    ],
)
def test_both_sides_of_each_figure(low: int, hours: int, high: int, is_explosive: bool) -> None:
    # Flat until the rise begins, and then in equal steps.
    values = np.r_[np.full(5, low), np.linspace(low, high, hours + 1)[1:], np.full(4, high)]
    kinds = {kind for kind, _ in _told(values)}
    assert ("explosive" in kinds) == is_explosive
    assert (fastest_doubling(_case(len(values)), values, START, BARE) == 10) == is_explosive


def test_a_rise_goes_on_to_its_end_and_two_rises_are_two() -> None:
    # 50 → 150 in an hour, then on to 170, 180; down to 60 and 180 again; 175 is the last high hour.
    values = np.array([50, 50, 150, 170, 180, 175, 120, 60, 60, 180, 180, 120, 80.0])
    assert _told(values) == [
        ("accumulation", 1),
        ("explosive", 4),
        ("easing", 3),  # 175, 120, 60; the last 60 begins the next rise
        ("explosive", 2),
        ("clearing", 3),
    ]
    ends = np.array([40, 150, 60, 170, 60, 60.0])
    stages = stages_of(_case(6), ends, START, BARE)
    assert [(s.kind, s.first_value, s.last_value) for s in stages if s.kind == "explosive"] == [
        ("explosive", 40.0, 150.0),
        ("explosive", 60.0, 170.0),
    ]


@pytest.mark.parametrize(
    ("low", "kinds"),
    [
        (101, ["plateau", "clearing"]),  # more than half of 200, above the limit
        (99, ["plateau", "easing", "accumulation", "plateau", "clearing"]),
    ],
)
def test_easing_falls_below_half_of_the_last_high(low: int, kinds: list[str]) -> None:
    values = np.r_[np.full(12, 200.0), np.linspace(200, low, 5)[1:], np.linspace(low, 200, 13)[1:]]
    values = np.r_[values, np.full(12, 200.0), [150, 120, 90]]
    told = _told(values, replace(BARE, explosive_rise=1000.0))
    assert [kind for kind, _ in told] == kinds
    # Below the limit it eases, too, where that is no more than three quarters of the high.
    weak = np.r_[np.full(6, 100.0), [90, 80, 74, 80, 90], np.full(6, 100.0), [95, 90, 80, 74]]
    assert [kind for kind, _ in _told(weak)] == ["plateau", "easing", "plateau", "clearing"]
    weaker = np.where(weak == 100, 98, weak)
    assert _told(weaker) == [("plateau", 21)]


def test_a_level_that_stays_after_a_fall_is_no_easing() -> None:
    # 400 falls to 180 within three hours and stays there for two days, sinks to 80 in the end.
    fall, level = [400, 330, 250, 180], np.full(48, 180.0)
    values = np.r_[np.full(10, 400.0), fall, level, [140, 100, 80]]
    assert _told(values) == [
        ("plateau", 10),
        ("easing", 4),
        ("plateau", 47),
        ("clearing", 4),
    ]
    # Where it rises from there by more than a quarter it accumulates, to 380 anew.
    rises = np.r_[np.full(10, 400.0), fall, np.full(24, 180.0), np.linspace(180, 380, 25)]
    assert [kind for kind, _ in _told(rises)] == ["plateau", "easing", "accumulation", "plateau"]
    # Below the limit it has not begun to accumulate: the low is the easing's to its last hour.
    clean = np.r_[np.full(10, 400.0), [300, 100], np.full(20, 40.0), np.linspace(40, 300, 27)[1:]]
    told = _told(clean, replace(BARE, explosive_rise=1000.0))
    # From 300, the last within three quarters of 400; then within a tenth of 260 of the low, up to
    # 66: two of the hours that rise by 10 each.
    assert told[:2] == [("plateau", 10), ("easing", 2 + 20 + 2)]


def test_a_fall_ends_where_it_rises_again_by_a_third() -> None:
    # 500 to 210, up to 390 and down to 160: two falls with a high between them, not one of 18 h.
    values = np.r_[np.full(6, 500.0), np.linspace(500, 210, 9)[1:], [300, 390, 390, 390]]
    values = np.r_[values, np.linspace(390, 160, 7)[1:], np.full(30, 170.0), [120, 100, 80]]
    kinds = [kind for kind, _ in _told(values)]
    assert kinds == ["plateau", "easing", "plateau", "easing", "plateau", "clearing"]


def test_clearing_is_the_last_fall() -> None:
    # A hump of 400, a second one of 200 a day and a half later that falls to 40: what lies between
    # the humps fell, and only what follows the second is clearing, from its last high hour on.
    first, second = np.full(6, 400.0), np.full(6, 200.0)
    values = np.r_[[200, 300], first, np.full(36, 180.0), second, [140, 90, 40]]
    told = _told(values, replace(BARE, explosive_rise=1000.0))
    assert told[-1] == ("clearing", 4)
    # What fades by a twentieth every six hours has no clearing: no fall is the last.
    fading = 400 * 0.95 ** np.repeat(np.arange(24.0), 6)
    assert [kind for kind, _ in _told(fading)] == ["plateau", "easing"]
    # A rise that is explosive after the fall began moves the clearing behind it.
    late = np.r_[np.full(6, 500.0), [60, 60, 60, 180, 150, 80]]
    assert _told(late)[-2:] == [("explosive", 2), ("clearing", 2)]


def test_a_clearing_is_told_with_the_hours_after_the_end() -> None:
    # The episode ends with its last hour above the limit, at 126, and the next has 30: that is a
    # fall, but within the episode nothing fell.
    hours = np.r_[np.full(30, 126.0), [30, 20, 20]]
    assert [s.kind for s in stages_of(_case(30), hours, START)] == ["plateau"]
    # From 170 it fell by a quarter in seven hours: 170 · 0.75 = 127.5.
    hours = np.r_[np.full(20, 170.0), np.linspace(164, 126, 7), [30, 20, 20]]
    *_, last = stages_of(_case(27), hours, START, replace(BARE, least_hours=3))
    assert (last.kind, last.first_value, last.last_value) == ("clearing", 170.0, 126.0)
    assert last.start == START + 19
    # One that is open is not known to clear.
    assert stages_of(_case(27), hours[:27], START)[-1].kind == "plateau"


def test_short_stages_join_their_neighbours() -> None:
    values = np.r_[np.full(2, 60.0), np.full(10, 200), [140], np.full(10, 200), [120, 70]]
    rule = replace(BARE, explosive_rise=1000.0)
    assert _told(values, rule) == [("accumulation", 2), ("plateau", 20), ("clearing", 3)]
    assert _told(values, replace(rule, least_hours=3)) == [("plateau", 22), ("clearing", 3)]
    # No clearing of two hours where three are asked for: it begins with the third last.
    short = values[:-1] * 1.0
    short[-1] = 70
    assert _told(short, replace(rule, least_hours=3))[-1] == ("clearing", 3)


def test_missing_hours_go_on_with_what_was_before() -> None:
    values = np.r_[[NAN, NAN], np.full(8, 60.0), np.full(3, NAN), np.full(6, 100), [NAN, 50, 50]]
    # The last 100 is the hour before the missing one, which carries it on: the fall is from there.
    assert _told(values) == [("accumulation", 13), ("plateau", 5), ("clearing", 4)]
    first = stages_of(_case(len(values)), values, START, BARE)[0]
    assert (first.first_value, first.last_value, first.rate) == (60.0, 60.0, 0.0)


def test_one_hour_and_no_stage_at_all() -> None:
    (only,) = stages_of(_case(1), np.array([300.0]), START)
    assert (only.kind, only.peak, only.end - only.start) == (
        "plateau",
        300.0,
        np.timedelta64(1, "h"),
    )
    assert np.isnan(only.rate)
    assert stages_of(_case(48, origin="days"), np.full(48, 100.0), START) == ()
    assert stages_of(_case(48), np.full(48, NAN), START) == ()
    # Hours that do not hold the whole episode.
    assert stages_of(_case(48), np.full(47, 100.0), START) == ()
    assert fastest_doubling(_case(48), np.full(47, 100.0), START) is None


def test_a_day_of_ozone() -> None:
    # 40 at night, 20 at 07:00, by 20 an hour up to 200 at 16:00, 90 at 20:00.
    day = np.r_[np.full(7, 40.0), np.linspace(20, 200, 10), [170, 150, 120, 90, 80, 70, 60]]
    hours = np.r_[day, np.full(24, 50.0), day + 10, np.full(24, NAN)]
    dates = START.astype("datetime64[D]") + np.arange(4)
    mda8 = np.array([170.0, 90, 180, 190])
    case = _case(96, kind="o3", limit=160.0, last_day=dates[3])
    first, second = photochemical_days(case, hours, START, mda8, dates)
    assert (first.start, first.end) == (START, START + 24)
    assert (first.first_value, first.peak, first.last_value) == (20.0, 200.0, 90.0)
    assert first.peak_time == START + 16
    assert first.rate == pytest.approx(20.0)
    # The clean day in between has none, and so has the day without hours.
    assert second.start == START + 48
    assert second.peak == 210.0
    # A day whose morning is missing has no low and no rate.
    hours[4:11] = NAN
    broken = photochemical_days(case, hours, START, mda8, dates)[0]
    assert np.isnan(broken.first_value)
    assert np.isnan(broken.rate)
    assert broken.peak == 200.0
    assert photochemical_days(case, np.empty(0), START, mda8, dates) == ()
