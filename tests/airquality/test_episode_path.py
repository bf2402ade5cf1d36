"""The path of an episode from place to place: onset, peak and clearing of each."""

from dataclasses import replace

import numpy as np

from airquality.episodes.cases import Case
from airquality.episodes.place_path import path_of
from airquality.episodes.rules import PathRule

NAN = np.nan
START = np.datetime64("2019-01-01T00", "h")
RULE = PathRule(smooth_hours=1)
#: From hour 24 to 72 of what is given.
CASE = Case(
    kind="pm25",
    start=START + 24,
    end=START + 72,
    first_day=np.datetime64("2019-01-02", "D"),
    last_day=np.datetime64("2019-01-03", "D"),
    is_open=False,
    is_cut=False,
    origin="hours",
    missing_hours=0,
    limit=75.0,
)


def _place(onset: int, clearing: int, high: float = 200.0, hours: int = 96) -> np.ndarray:
    """Return hours of 20 with `high` from onset to clearing."""
    at = np.arange(hours)
    return np.where((at >= onset) & (at < clearing), high, 20.0)


def _hour(number: int) -> np.datetime64:
    return START + number


def test_each_place_has_its_own_times() -> None:
    hours = np.stack([_place(30, 70), _place(20, 60), _place(40, 80), _place(99, 99)])
    hours[0, 50] = 350
    path = path_of(CASE, hours, START, RULE)
    assert path.onset.tolist()[:3] == [_hour(n).astype(object) for n in (30, 20, 40)]
    assert path.clearing.tolist()[:3] == [_hour(n).astype(object) for n in (70, 60, 80)]
    assert path.peak_time[0] == _hour(50)
    assert path.peak.tolist() == [350, 200, 200, 20]
    # From hour 24 to 72: 40 of 48 hours of 200 (one of 350), 8 of 20.
    assert path.mean[0] == (39 * 200 + 350 + 8 * 20) / 48
    assert np.isnat(path.onset[3])
    assert np.isnat(path.clearing[3])
    assert path.valid_share.tolist() == [1, 1, 1, 1]


def test_the_order_of_places_is_of_no_matter() -> None:
    generator = np.random.default_rng(5)
    hours = generator.gamma(2, 60, (7, 96))
    order = generator.permutation(7)
    straight, turned = path_of(CASE, hours, START), path_of(CASE, hours[order], START)
    for name in ("onset", "peak_time", "clearing", "peak", "mean", "valid_share"):
        np.testing.assert_array_equal(getattr(straight, name)[order], getattr(turned, name))


def test_a_stay_of_fewer_hours_is_no_onset() -> None:
    hours = np.stack([_place(40, 45), _place(40, 46)])
    path = path_of(CASE, hours, START, RULE)
    assert np.isnat(path.onset[0])
    assert path.onset[1] == _hour(40)
    # What comes later counts.
    hours[0, 60:70] = 100
    assert path_of(CASE, hours, START, RULE).onset[0] == _hour(60)
    # A missing hour does not break the stay, and does not begin it.
    hours[1, [40, 43]] = NAN
    hours[1, 46] = 100
    assert path_of(CASE, hours, START, RULE).onset[1] == _hour(41)


def test_what_was_before_the_low_belongs_to_what_went_before() -> None:
    # The tail of the episode before, up to hour 18, then a low, then this one's.
    hours = (_place(0, 18) + _place(34, 70) - 20)[None]
    assert path_of(CASE, hours, START, RULE).onset[0] == _hour(34)
    # A place that never came under the limit has been there since its low.
    hours = np.where(np.arange(96) == 20, 90.0, 150.0)[None]
    path = path_of(CASE, hours, START, RULE)
    assert path.onset[0] == _hour(20)
    # Above to the last hour looked at, twelve after the end: when it left is not known.
    assert np.isnat(path.clearing[0])


def test_too_few_hours_say_nothing() -> None:
    hours = np.stack([_place(30, 70)] * 3)
    hours[0, 24:49] = NAN  # 23 of 48 are left
    hours[1, 24:48] = NAN  # 24 of 48
    hours[2] = NAN
    path = path_of(CASE, hours, START, RULE)
    assert path.valid_share.tolist() == [23 / 48, 0.5, 0]
    assert np.isnat(path.onset[[0, 2]]).all()
    assert np.isnan(path.peak[[0, 2]]).all()
    assert path.peak[1] == 200
    # Above in the first hour with a value, after the gap.
    assert path.onset[1] == _hour(48)


def test_no_place_and_hours_elsewhere() -> None:
    assert path_of(CASE, np.empty((0, 96)), START).onset.shape == (0,)
    path = path_of(replace(CASE, start=START + 200, end=START + 240), _place(1, 9)[None], START)
    assert np.isnat(path.onset[0])
    assert path.valid_share[0] == 0
