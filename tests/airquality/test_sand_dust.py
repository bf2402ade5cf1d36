"""The rule for sand dust: hand-made fronts, a known storm, what must not count as dust."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.sand_dust import (
    MEMORY_2016,
    STATUS,
    DustRule,
    count_dust_hours,
    dust_days,
    dust_hours,
)

#: Exactly the remembered rule, without what was added to it.
BARE = replace(MEMORY_2016, ratio_within=1, end_ratio=1.1, longest_hours=10_000)


def _front(
    dust: list[float], ratio: float = 0.2, before: float = 100.0, rule: DustRule = BARE
) -> list[int]:
    """Return which hours count: twelve of `before` at a ratio of 0.6, the dust, then 12 again."""
    pm10 = np.array([before] * 12 + dust + [before] * 12)
    share = np.full(pm10.size, 0.6)
    share[12 : 12 + len(dust)] = ratio
    return np.flatnonzero(dust_hours(pm10, pm10 * share, rule)).tolist()


@pytest.mark.parametrize(
    ("pm10", "ratio", "before", "is_dust"),
    [
        (200.0, 0.30, 100.0, True),  # twice the mean before, half of the ratio before
        (199.9, 0.30, 100.0, False),
        (200.0, 0.31, 100.0, False),
        (150.1, 0.30, 60.0, True),
        (150.0, 0.30, 60.0, False),  # it must be above 150
    ],
)
def test_both_sides_of_each_threshold(
    pm10: float, ratio: float, before: float, is_dust: bool
) -> None:
    assert _front([pm10], ratio, before) == ([12] if is_dust else [])


def test_dust_ends_where_pm10_is_back_at_the_mean_before() -> None:
    # The mean before stays 100, however high the hours of dust are: it ends at 110 or less.
    assert _front([400, 900, 500, 250, 130, 111]) == [12, 13, 14, 15, 16, 17]
    assert _front([400, 900, 500, 250, 110, 200]) == [12, 13, 14, 15]
    exact = replace(BARE, end_rise=1.25)
    assert _front([400, 126, 300], rule=exact) == [12, 13, 14]
    assert _front([400, 125, 130], rule=exact) == [12]


def test_pollution_after_the_dust_is_none() -> None:
    # PM10 stays at 300; its ratio comes back to 0.6, its mean before, with the hour 22.
    pm10 = np.r_[np.full(12, 100.0), np.full(60, 300.0)]
    share = np.r_[np.full(12, 0.6), np.full(10, 0.2), np.full(50, 0.6)]
    assert np.flatnonzero(dust_hours(pm10, pm10 * share)).tolist() == list(range(12, 22))
    assert dust_hours(pm10, pm10 * share, BARE).sum() == 60
    # No ratio either: then the longest duration ends it.
    share[22:] = 0.2
    assert dust_hours(pm10, pm10 * share, replace(BARE, longest_hours=24)).sum() == 24


def test_a_ratio_that_falls_an_hour_late() -> None:
    pm10 = np.r_[np.full(12, 100.0), [250.0, 400.0, 300.0], np.full(9, 100.0)]
    share = np.r_[np.full(12, 0.6), [0.58, 0.2, 0.2], np.full(9, 0.6)]
    assert dust_hours(pm10, pm10 * share).nonzero()[0].tolist() == [12, 13, 14]
    # The remembered rule sees 400 against a mean that has risen to 125, and begins an hour later.
    assert dust_hours(pm10, pm10 * share, BARE).nonzero()[0].tolist() == [13, 14]
    # Where PM10 comes down before the ratio does, nothing of a front is left.
    pm10[13:15] = 140.0
    assert not dust_hours(pm10, pm10 * share).any()


def test_the_storm_in_beijing_on_15_april_2015() -> None:
    # City means of 15 April 12:00 to 16 April 11:00, µg/m³ (UCI data set 501), rounded; two hours
    # of PM10 are missing in the thick of it.
    nan = np.nan
    pm10 = np.array(
        [
            *[192, 198, 202, 186, 184, 205, 393, nan, nan, 461, 515, 585],
            *[529, 527, 387, 211, 131, 84, 70, 56, 45, 36, 41, 36],
        ]
    )
    pm25 = np.array(
        [
            *[nan, 135, 148, 141, 138, 140, 163, 250, 107, 77, 86, 95],
            *[84, 84, 57, 33, 36, 25, 12, 15, 8, 10, 10, 9],
        ]
    )
    # The mean before 18:00 is 1167 / 6 = 194.5: 393 is at least twice that. To 02:00: the 211 of
    # 03:00 are at most 1.1 · 194.5 = 213.95.
    assert np.flatnonzero(dust_hours(pm10, pm25)).tolist() == list(range(6, 15))
    # The ratio at 18:00 was 0.41, half of the 0.72 before is 0.36: by the hour alone it is missed.
    assert not dust_hours(pm10, pm25, BARE).any()


def test_missing_hours() -> None:
    pm10 = np.r_[np.full(12, 100.0), [400.0], np.full(3, np.nan), [400.0], np.full(7, 100.0)]
    pm25 = pm10 * np.where(pm10 > 150, 0.2, 0.6)
    # A gap inside is dust.
    assert np.flatnonzero(dust_hours(pm10, pm25)).tolist() == [12, 13, 14, 15, 16]
    # Where nothing follows, the last hour with a value ends it.
    pm10[16:] = np.nan
    assert np.flatnonzero(dust_hours(pm10, pm25)).tolist() == [12]
    # Three hours before are too few to compare with.
    pm10[:9] = np.nan
    assert not dust_hours(pm10, pm25).any()
    # Without PM2.5 there is no ratio.
    assert not dust_hours(np.r_[np.full(12, 100.0), 900.0], np.full(13, np.nan)).any()
    assert not dust_hours(np.zeros(24), np.zeros(24)).any()
    assert dust_hours(np.empty(0), np.empty(0)).shape == (0,)


def test_a_ratio_over_one_is_an_instruments_error() -> None:
    # PM2.5 above PM10 before: as 1 the ratio must fall to 0.5, not to 0.75.
    pm10 = np.r_[np.full(12, 40.0), [160.0], np.full(11, 40.0)]
    for share, is_dust in ((0.55, False), (0.5, True)):
        pm25 = np.r_[np.full(12, 60.0), [160.0 * share], np.full(11, 60.0)]
        assert dust_hours(pm10, pm25).any() == is_dust


def test_days_of_dust_need_enough_hours() -> None:
    pm10 = np.full(72, 100.0)
    pm10[20:30] = 500.0  # four hours of the first day, six of the second
    pm25 = pm10 * np.where(pm10 > 150, 0.2, 0.6)
    assert count_dust_hours(pm10, pm25).tolist() == [4, 6, 0]
    assert dust_days(pm10, pm25).tolist() == [False, True, False]
    assert dust_days(pm10, pm25, DustRule(hours_a_day=4)).tolist() == [True, True, False]
    with pytest.raises(ValueError, match="whole days"):
        dust_days(pm10[:-1], pm25[:-1])
    with pytest.raises(ValueError, match="not two series"):
        dust_hours(pm10, pm25[:-1])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"least_hours_before": 7}, "least_hours_before"),
        ({"least_hours_before": 0}, "least_hours_before"),
        ({"end_rise": 0.9}, "end_rise"),
        ({"rise": 1.1}, "rise"),
        ({"ratio_fall": 0.0}, "ratio_fall"),
        ({"end_ratio": 0.5}, "end_ratio"),
        ({"least_pm10": -1.0}, "least_pm10"),
        ({"longest_hours": 0}, "longest_hours"),
        ({"hours_a_day": 25}, "hours_a_day"),
    ],
)
def test_an_impossible_rule_is_refused(wrong: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DustRule(**wrong)  # type: ignore[arg-type]


def test_it_says_that_it_is_from_memory() -> None:
    assert STATUS.startswith("FROM MEMORY")


@given(st.lists(st.integers(0, 600), min_size=13, max_size=96), st.integers(1, 100))
def test_dust_has_a_beginning_that_the_rule_allows(pm10: list[int], percent: int) -> None:
    coarse = np.array(pm10, dtype=float)
    fine = coarse * np.where(coarse > 200, percent / 100, 0.8)
    found = dust_hours(coarse, fine)
    assert not found[:4].any()
    onsets = np.flatnonzero(found & ~np.r_[False, found[:-1]])
    assert (coarse[onsets] > MEMORY_2016.least_pm10).all()
    # The hours before are compared as they are: a later hour changes nothing of an earlier one
    # but by the ratio, which may fall three hours later.
    half = found.size // 2
    early = dust_hours(coarse[:half], fine[:half])
    np.testing.assert_array_equal(early[: half - 3], found[: half - 3] & early[: half - 3])
