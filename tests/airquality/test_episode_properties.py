"""What holds of episodes whatever the hours: shifts, scales, data to come, missing stretches."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from airquality.episodes.cases import Case
from airquality.episodes.detection import find_o3, find_pm25
from airquality.episodes.rules import Pm25Rule
from airquality.episodes.stages import stages_of

START = np.datetime64("2019-01-01T00", "h")

_stretch = st.tuples(
    st.integers(1, 40), st.sampled_from([5, 20, 60, 74, 76, 90, 150, 300, 500, np.nan])
)


@st.composite
def records(draw: st.DrawFn) -> np.ndarray:
    """Draw hours of whole days made of stretches, some of them missing, with a ripple."""
    parts = draw(st.lists(_stretch, min_size=1, max_size=25))
    hours = np.concatenate([np.full(number, value, dtype=float) for number, value in parts])
    whole = np.full(-(-len(hours) // 24) * 24, np.nan)
    whole[: len(hours)] = hours
    ripple = np.random.default_rng(draw(st.integers(0, 99))).integers(0, 12, len(whole))
    return whole + ripple


def _days(hours: np.ndarray) -> np.ndarray:
    each = hours.reshape(-1, 24)
    held = np.isfinite(each)
    means = np.where(held, each, 0).sum(axis=1) / np.maximum(held.sum(axis=1), 1)
    return np.where(held.sum(axis=1) >= 20, np.rint(means), np.nan)


def _find(
    hours: np.ndarray, shift: int = 0, scale: int = 1, rule: Pm25Rule | None = None
) -> tuple[Case, ...]:
    daily, start = _days(hours) * scale, START + shift * 24
    dates = start.astype("datetime64[D]") + np.arange(len(daily))
    limit = np.full(len(daily), 75.0 * scale)
    return find_pm25(hours * scale, start, daily, dates, limit, rule or Pm25Rule())


@given(records())
def test_episodes_hold_every_day_over_the_limit_once(hours: np.ndarray) -> None:
    found = _find(hours)
    over = START.astype("datetime64[D]") + np.flatnonzero(_days(hours) > 75)
    holds = [[case.first_day <= day <= case.last_day for case in found] for day in over]
    assert all(sum(each) == 1 for each in holds)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert len({case.id("x") for case in found}) == len(found)
    for case in found:
        assert case.start < case.end
        assert case.start <= case.first_day.astype("datetime64[h]") + 23
        assert case.last_day.astype("datetime64[h]") < case.end
        assert 0 <= case.missing_hours < case.hours


@given(records(), st.integers(-400, 400))
def test_a_shift_by_days_shifts_everything(hours: np.ndarray, shift: int) -> None:
    for there, here in zip(_find(hours, shift), _find(hours), strict=True):
        assert there == replace(
            here,
            start=here.start + 24 * shift,
            end=here.end + 24 * shift,
            first_day=here.first_day + shift,
            last_day=here.last_day + shift,
        )


@given(records(), st.sampled_from([2, 4, 8]))
def test_values_and_limit_scaled_together_change_nothing(hours: np.ndarray, scale: int) -> None:
    found = [replace(case, limit=75.0) for case in _find(hours, scale=scale)]
    assert found == list(_find(hours))


@settings(max_examples=200)
@given(records(), st.data())
def test_days_to_come_change_no_closed_episode(hours: np.ndarray, data: st.DataObject) -> None:
    days = data.draw(st.integers(1, len(hours) // 24))
    early, late = _find(hours[: days * 24]), _find(hours)
    by_id = {case.id("x"): case for case in late}
    for case in early:
        now = by_id[case.id("x")]
        assert (now.start, now.is_cut) == (case.start, case.is_cut)
        if not case.is_open:
            assert now == case
        assert now.last_day >= case.last_day
    # Only the newest may be open for lack of days to come: the others broke off in the record.
    closed = [case for case in late if case.end <= START + days * 24 and not case.is_open]
    assert {case.id("x") for case in early} <= set(by_id)
    assert all(case.id("x") in {each.id("x") for each in early} for case in closed)


@given(records(), st.data())
def test_a_gap_shorter_than_a_window_loses_no_episode(
    hours: np.ndarray, data: st.DataObject
) -> None:
    filled = np.where(np.isfinite(hours), hours, 20.0)
    found = _find(filled)
    begin = data.draw(st.integers(0, len(filled) - 1))
    holed = filled.copy()
    holed[begin : begin + 4] = np.nan
    rule = Pm25Rule()
    # Four hours leave 20 of 24: every day keeps its value, and with it its episode.
    mean = _days(holed)
    kept = START.astype("datetime64[D]") + np.flatnonzero(mean > 75)
    again = _find(holed, rule=rule)
    assert all(any(case.first_day <= day <= case.last_day for case in again) for day in kept)
    assert len(again) <= len(found) + 1


@given(records())
def test_stages_cover_an_episode_without_a_gap(hours: np.ndarray) -> None:
    for case in _find(hours):
        stages = stages_of(case, hours, START)
        assert (stages[0].start, stages[-1].end) == (case.start, case.end)
        assert all(a.end == b.start for a, b in pairwise(stages))
        assert all(stage.start < stage.end for stage in stages)
        assert all(not stage.rate < 0 for stage in stages if stage.kind == "accumulation")
        falls = [stage for stage in stages if stage.kind in ("easing", "clearing")]
        assert all(not stage.rate > 0 for stage in falls)
        # The last fall lasts, and ends lower than it began.
        for stage in (stage for stage in falls if stage.kind == "clearing"):
            assert stage is stages[-1]
            assert stage.end - stage.start >= np.timedelta64(3, "h")
            assert stage.last_value <= 0.9 * stage.first_value
        highest = max(stage.peak for stage in stages if np.isfinite(stage.peak))
        first, end = ((time - START).astype(int) for time in (case.start, case.end))
        assert highest == np.nanmax(hours[first:end])


@given(
    st.lists(st.sampled_from([100.0, 150.0, 165.0, 210.0, np.nan]), min_size=1, max_size=60),
    st.integers(1, 60),
)
def test_ozone_days_to_come_change_no_closed_episode(values: list[float], count: int) -> None:
    mda8 = np.array(values)
    dates = START.astype("datetime64[D]") + np.arange(len(mda8))
    early, late = find_o3(mda8[:count], dates[:count]), find_o3(mda8, dates)
    by_id = {case.id("x"): case for case in late}
    for case in early:
        assert by_id[case.id("x")].start == case.start
        assert case.is_open or by_id[case.id("x")] == case
    assert all(before.end <= after.start for before, after in pairwise(late))
