"""Ratios of pollutants: by hand in Chinese units, small denominators, the share by CO."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.episodes.source_ratios import RATIOS, RatioRule, ratios, secondary_share

NAN = np.nan


def _one(**values: float) -> dict[str, float]:
    found = ratios({name: np.array([value]) for name, value in values.items()})
    return {name: float(days[0]) for name, days in found.items()}


def test_a_day_by_hand() -> None:
    # A winter day of Beijing: PM2.5 150, PM10 200, SO2 20, NO2 80 and O3 10 µg/m³, CO 3.0 mg/m³.
    found = _one(pm25=150, pm10=200, so2=20, no2=80, co=3.0, o3=10)
    assert found == {"pm25_pm10": 0.75, "pm25_co": 50.0, "so2_no2": 0.25, "no2": 80.0, "ox": 90.0}
    assert set(found) | {"secondary_share"} == set(RATIOS)


@pytest.mark.parametrize(
    ("below", "at", "name", "above"),
    [
        ("pm10", 10.0, "pm25_pm10", "pm25"),
        ("co", 0.2, "pm25_co", "pm25"),
        ("no2", 5.0, "so2_no2", "so2"),
    ],
)
def test_small_denominators_make_no_ratio(below: str, at: float, name: str, above: str) -> None:
    assert np.isfinite(_one(**{above: 3.0, below: at})[name])
    assert np.isnan(_one(**{above: 3.0, below: at * 0.99})[name])
    assert np.isnan(_one(**{above: NAN, below: at})[name])
    assert np.isnan(_one(**{above: 3.0, below: NAN})[name])


def test_more_fine_than_coarse_counts_as_all() -> None:
    assert _one(pm25=120, pm10=100)["pm25_pm10"] == 1.0


def test_what_is_not_measured_is_left_out() -> None:
    assert set(_one(pm25=120, o3=10)) == set()
    assert set(_one(no2=40)) == {"no2"}


def test_the_share_by_hand() -> None:
    # PM2.5/CO of 21 days: 20, 21 ... 40. Its tenth percentile has rank 1 + 20 * 0.1 = 3: 22.
    ratio = np.arange(20.0, 41.0)
    share = secondary_share(ratio, np.ones(21, dtype=bool))
    assert share[0] == 0.0  # 1 - 22 / 20 would be negative
    assert share[2] == 0.0
    assert share[-1] == pytest.approx(1 - 22 / 40)
    days = np.concatenate([ratio, [44.0, NAN, 0.0]])
    season = np.arange(24) < 21  # the last three are not of the season, and judged by it
    np.testing.assert_allclose(secondary_share(days, season)[-3:], [0.5, NAN, NAN])


def test_the_share_is_that_of_its_definition() -> None:
    """1 - (PM2.5/CO)_primary x CO / PM2.5, with the concentrations themselves."""
    generator = np.random.default_rng(4)
    pm25, co = generator.gamma(2, 40, 60) + 5, generator.gamma(4, 0.3, 60) + 0.3
    ratio = ratios({"pm25": pm25, "co": co})["pm25_co"]
    fresh = np.percentile(ratio, 10)
    expected = np.maximum(1 - fresh * co / pm25, 0)
    np.testing.assert_allclose(secondary_share(ratio, np.ones(60, dtype=bool)), expected)


def test_few_days_tell_no_share() -> None:
    ratio = np.arange(20.0, 39.0)
    assert np.isnan(secondary_share(ratio, np.ones(19, dtype=bool))).all()
    assert np.isnan(secondary_share(np.zeros(30), np.ones(30, dtype=bool))).all()
    assert secondary_share(np.array([]), np.array([], dtype=bool)).size == 0


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 10))
def test_the_share_has_no_unit(seed: int, factor: float) -> None:
    ratio = np.random.default_rng(seed).gamma(3, 15, 40) + 1
    season = np.ones(40, dtype=bool)
    share = secondary_share(ratio, season)
    assert ((share >= 0) & (share < 1)).all()
    np.testing.assert_allclose(secondary_share(ratio * factor, season), share, atol=1e-9)
    # More PM2.5 to the same CO is never a smaller share.
    assert (np.diff(share[np.argsort(ratio)]) >= 0).all()


@pytest.mark.parametrize(
    "figures", [{"least_co": 0.0}, {"primary_percentile": 101.0}, {"least_days": 0}]
)
def test_figures_that_cannot_be_are_refused(figures: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"least|primary"):
        RatioRule(**figures)  # type: ignore[arg-type]
