"""What is still allowed: the goals of Xiangyang 2019 by hand, and brute force over the rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.allowance import (
    MEAN_METRICS,
    VERDICTS,
    Allowance,
    allow_bad_days,
    allow_days_above,
    allow_mean,
    meets_goal,
    printed_value,
)
from airquality.standards.hj663 import percentile

SURELY_ABOVE = 1e6


def _only(found: Allowance) -> tuple[float, str]:
    allowed, verdict = found.allowed.item(), found.verdict.item()
    assert verdict in VERDICTS
    return allowed, verdict


@pytest.mark.parametrize(
    ("metric", "goal", "mean", "expected"),
    [
        # To 30 September 2019, 273 days; 92 are left. Xiangyang: PM2.5 at most 59, stretch 57.
        # 55 so far: (59 · 365 - 55 · 273) / 92 = (21535 - 15015) / 92 = 6520 / 92 = 70.869565
        ("pm25", 59, 55.0, 70.869565),
        # (57 · 365 - 15015) / 92 = (20805 - 15015) / 92 = 5790 / 92 = 62.934783
        ("pm25", 57, 55.0, 62.934783),
        # PM10 at most 85, 80 so far: (31025 - 21840) / 92 = 9185 / 92 = 99.836957
        ("pm10", 85, 80.0, 99.836957),
        # Nothing is gained or lost where the year runs exactly at the goal.
        ("pm25", 59, 59.0, 59.0),
    ],
)
def test_the_mean_still_allowed(metric: str, goal: float, mean: float, expected: float) -> None:
    assert _only(allow_mean(metric, goal, mean, 273, 92)) == (pytest.approx(expected), "open")


def test_missing_days_give_the_rest_more_weight() -> None:
    # Of 273 days 260 are valid: (59 · 352 - 55 · 260) / 92 = (20768 - 14300) / 92 = 70.304348
    allowed, _ = _only(allow_mean("pm25", 59, 55.0, 260, 92))
    assert allowed == pytest.approx(70.304348)


@pytest.mark.parametrize(
    ("mean", "days", "left", "expected"),
    [
        # (59 · 365 - 70 · 335) / 30 = (21535 - 23450) / 30 = -63.833333: no mean is that low.
        (70.0, 335, 30, (-63.833333, "out_of_reach")),
        # (21535 - 59.5 · 363) / 2 = (21535 - 21598.5) / 2 = -31.75. Yet with two days of 0 the
        # year has 21598.5 / 365 = 59.17, printed 59: rounding can still save it.
        (59.5, 363, 2, (-31.75, "open")),
        # 21961.5 / 365 = 60.17 at the lowest, printed 60.
        (60.5, 363, 2, (-213.25, "out_of_reach")),
        # The year is over: 59.5 is printed 60 (half to even), 58.5 is printed 58.
        (59.5, 365, 0, (np.nan, "missed")),
        (59.49, 365, 0, (np.nan, "met")),
        (np.nan, 20, 200, (np.nan, "unknown")),
        (np.nan, 20, 0, (np.nan, "unknown")),
    ],
)
def test_verdicts_on_a_mean(mean: float, days: int, left: int, expected: tuple[float, str]) -> None:
    allowed, verdict = _only(allow_mean("pm25", 59, mean, days, left))
    assert verdict == expected[1]
    assert allowed == pytest.approx(expected[0], nan_ok=True)


def test_a_year_with_too_few_days_has_neither_met_nor_missed() -> None:
    assert _only(allow_mean("pm25", 59, 40.0, 320, 0, is_valid=False))[1] == "unknown"
    # While the year runs it may still become valid.
    assert _only(allow_mean("pm25", 59, 40.0, 320, 1, is_valid=False))[1] == "open"


@pytest.mark.parametrize(
    ("goal", "good", "days", "left", "expected"),
    [
        # Xiangyang: 72.1 % of 365 days. 263 / 365 = 72.0548 % is printed 72.1, 262 / 365 = 71.78 %
        # is not: 263 good, 102 not. To 30 September 205 of 273 were good, 68 not: 102 - 68 = 34.
        (0.721, 205, 273, 92, (34, "open")),
        # Stretch 72.9 %: 266 / 365 = 72.8767 % is printed 72.9: 99 not, 99 - 68 = 31.
        (0.729, 205, 273, 92, (31, "open")),
        # 263 are good already: whatever comes, the ratio is printed 72.1 at least.
        (0.721, 263, 330, 35, (35, "safe")),
        (0.721, 262, 330, 35, (34, "open")),
        # 120 not good: 102 - 120 = -18; at best 245 / 365 = 67.1 %.
        (0.721, 180, 300, 65, (-18, "out_of_reach")),
        # 102 not good: none may come; 103: 262 / 365 = 71.78 %, printed 71.8.
        (0.721, 243, 345, 20, (0, "open")),
        (0.721, 242, 345, 20, (-1, "out_of_reach")),
        (0.721, 263, 365, 0, (np.nan, "met")),
        (0.721, 262, 365, 0, (np.nan, "missed")),
    ],
)
def test_days_still_allowed_not_to_be_good(
    goal: float, good: int, days: int, left: int, expected: tuple[float, str]
) -> None:
    allowed, verdict = _only(allow_bad_days(goal, good / days, good, days, left))
    assert verdict == expected[1]
    assert allowed == pytest.approx(expected[0], nan_ok=True)


def test_a_ratio_is_taken_for_the_decimal_it_is() -> None:
    # In binary 0.29 · 100 is 28.999999999999996 and 0.57 · 100 is 56.99999999999999.
    for goal in (0.29, 0.57, np.float32(0.29)):
        allowed, _ = _only(allow_bad_days(goal, 1.0, 50, 50, 50))
        assert allowed == 100 - round(float(goal) * 100)


@pytest.mark.parametrize(
    ("metric", "days", "expected"),
    [
        # k = 1 + 364 · 0.9 = 328.6: rank 329 must be at most the limit, 365 - 329 = 36.
        ("o3_mda8_p90", 365, 36),
        # k = 1 + 365 · 0.9 = 329.5, rank 330, 366 - 330 = 36
        ("o3_mda8_p90", 366, 36),
        # k = 1 + 360 · 0.9 = 325 exactly, 361 - 325 = 36; with 360: 324.1, rank 325, 35
        ("o3_mda8_p90", 361, 36),
        ("o3_mda8_p90", 360, 35),
        # k = 1 + 364 · 0.95 = 346.8, rank 347, 365 - 347 = 18
        ("co_p95", 365, 18),
        ("co_p95", 366, 18),
    ],
)
def test_days_that_a_percentile_forgives(metric: str, days: int, expected: int) -> None:
    goal = 160.0 if metric == "o3_mda8_p90" else 4.0
    values = np.full((1, 200), goal)
    values[0, :5] = goal + 1
    # As printed these are at the goal: O3 to integers, CO to one decimal.
    values[0, 5:9] = goal + (0.4 if metric == "o3_mda8_p90" else 0.04)
    found = allow_days_above(metric, goal, values, [days - 200], [goal])
    assert _only(found) == (expected - 5, "open")


def test_interpolation_may_still_save_a_percentile() -> None:
    # Five days and one to come: k = 1 + 5 · 0.9 = 5.5, so no day at all may be above for certain.
    # With one of 161 and a low day to come: 100 + 0.5 · 61 = 130.5. With 230: 165, printed 165.
    for highest, verdict in ((161.0, "open"), (220.0, "open"), (230.0, "out_of_reach")):
        values = np.array([[100.0, 100.0, 100.0, 100.0, highest]])
        found = allow_days_above("o3_mda8_p90", 160, values, [1], [highest])
        assert _only(found) == (-1, verdict)


def test_verdicts_on_a_percentile() -> None:
    values = np.full((4, 340), 100.0)
    values[0, :40] = 170.0  # 36 are forgiven: the percentile lies in the forty
    values[1, :5] = 170.0  # even 25 more are 30
    values[2, :20] = 170.0
    found = allow_days_above("o3_mda8_p90", 160, values, [25] * 4, [170.0, 100, 100, np.nan])
    assert found.verdict.tolist() == ["out_of_reach", "safe", "open", "unknown"]
    np.testing.assert_array_equal(found.allowed, [-4, 31, 16, np.nan])
    # The year is over: 160.5 is printed 160 (half to even), 160.6 is printed 161.
    over = allow_days_above("o3_mda8_p90", 160, values[:2], [0, 0], [160.5, 160.6])
    assert over.verdict.tolist() == ["met", "missed"]
    assert np.isnan(over.allowed).all()


def test_missing_days_of_a_percentile_do_not_count() -> None:
    values = np.where(np.arange(300) % 2 == 0, np.nan, 100.0)[None]
    # n = 150 + 65 = 215: k = 1 + 214 · 0.9 = 193.6, rank 194, 215 - 194 = 21.
    assert _only(allow_days_above("o3_mda8_p90", 160, values, [65], [100.0])) == (21, "open")


def test_places_and_days_at_once() -> None:
    found = allow_mean("pm25", 35, [30.0, np.nan, 50.0], [200, 0, 364], [165, 365, 1])
    assert found.allowed.shape == found.verdict.shape == (3,)
    # (35 · 365 - 30 · 200) / 165 = (12775 - 6000) / 165 = 41.060606
    assert found.allowed[0] == pytest.approx(41.060606)
    assert found.verdict.tolist() == ["open", "unknown", "out_of_reach"]
    empty = allow_days_above("co_p95", 4, np.empty((0, 10)), np.empty(0, int), np.empty(0))
    assert empty.allowed.shape == (0,)


def test_printed_values_and_wrong_metrics() -> None:
    assert printed_value("good_ratio", 0.7205).item() == 72.0
    assert printed_value("co_p95", 1.25).item() == 1.2
    assert meets_goal("good_ratio", [0.7205, 0.72051, np.nan], 0.721).tolist() == [
        *(False, True, False)
    ]
    assert not meets_goal("pm25", np.nan, 35).item()
    with pytest.raises(ValueError, match="no annual mean"):
        allow_mean("co_p95", 4, 1.0, 200, 165)
    with pytest.raises(ValueError, match="no percentile"):
        allow_days_above("pm25", 35, np.ones((1, 3)), [1], [1.0])


@given(
    st.sampled_from(MEAN_METRICS),
    st.lists(st.integers(0, 3000), min_size=1, max_size=40),
    st.integers(1, 40),
    st.integers(1, 200),
)
def test_a_rest_at_the_allowed_mean_meets_the_goal(
    metric: str, tenths: list[int], left: int, goal: int
) -> None:
    so_far = np.array(tenths) / 10
    allowed, verdict = _only(allow_mean(metric, goal, so_far.mean(), so_far.size, left))
    year = np.append(so_far, np.full(left, max(allowed, 0.0)))
    if allowed >= 0:
        assert verdict == "open"
        assert meets_goal(metric, year.mean().round(6), goal)
        worse = np.append(so_far, np.full(left, allowed + 1))
        assert worse.mean() > goal
    else:
        # The lowest rest of all decides.
        assert (verdict == "open") == meets_goal(metric, year.mean().round(6), goal).item()


@given(
    st.integers(1, 60),
    st.integers(0, 60),
    st.integers(1, 30),
    st.integers(1, 1000).map(lambda permille: permille / 1000),
)
def test_days_not_good_by_brute_force(days: int, good: int, left: int, goal: float) -> None:
    good = min(good, days)
    allowed, verdict = _only(allow_bad_days(goal, good / days, good, days, left))
    total = days + left
    bad = np.arange(left + 1)
    ratios = (good + left - bad) / total
    is_met = meets_goal("good_ratio", ratios, goal)
    assert ((bad <= allowed) == is_met).all()
    expected = "safe" if is_met.all() else "out_of_reach" if not is_met.any() else "open"
    assert verdict == expected


of_percentiles = (
    st.sampled_from(("co_p95", "o3_mda8_p90")),
    st.lists(st.integers(0, 320), min_size=1, max_size=50),
    st.integers(1, 40),
)


def _scaled(metric: str, whole: list[int]) -> tuple[int, float, np.ndarray]:
    """Return percentile, goal and values, of which 160 stands for the goal."""
    p, goal = (95, 4.0) if metric == "co_p95" else (90, 160.0)
    return p, goal, np.array(whole) * (goal / 160)


@given(*of_percentiles)
def test_days_above_by_brute_force(metric: str, whole: list[int], left: int) -> None:
    p, goal, so_far = _scaled(metric, whole)
    # A day above is above beyond all measure, so that no interpolation can make up for it.
    so_far = np.where(so_far > goal, SURELY_ABOVE, so_far)
    found = allow_days_above(metric, goal, so_far[None], [left], [percentile(so_far, p)])
    allowed, verdict = _only(found)
    is_met = []
    for above in range(left + 1):
        rest = np.where(np.arange(left) < above, SURELY_ABOVE, goal)
        is_met.append(bool(percentile(np.append(so_far, rest), p) <= goal))
        assert is_met[-1] == (above <= allowed)
    assert verdict == ("safe" if all(is_met) else "open" if any(is_met) else "out_of_reach")


@given(*of_percentiles, st.data())
def test_a_verdict_on_a_percentile_is_final(
    metric: str, whole: list[int], left: int, data: st.DataObject
) -> None:
    p, goal, so_far = _scaled(metric, whole)
    found = allow_days_above(metric, goal, so_far[None], [left], [percentile(so_far, p)])
    _, verdict = _only(found)
    drawn = data.draw(st.lists(st.integers(0, 320), min_size=left, max_size=left))
    year = percentile(np.append(so_far, _scaled(metric, drawn)[2]), p)
    if verdict == "safe":
        assert year <= goal
    if verdict == "out_of_reach":
        assert not meets_goal(metric, year, goal)
    if verdict == "open":
        assert meets_goal(metric, percentile(np.append(so_far, np.zeros(left)), p), goal)
