"""The year so far, against an evaluation of each span from 1 January."""

import numpy as np
import pytest

from airquality.evaluation import evaluate, year_to_date
from airquality.standards.hj663 import percentile
from airquality.validity import Validity
from airquality.year_to_date import running_percentile

SCALES = {"pm25": 40, "pm10": 60, "so2": 8, "no2": 20, "co": 0.5, "o3_mda8": 50}
SHARED = (
    *("pm25", "pm10", "so2", "no2", "co_p95", "o3_mda8_p90", "composite_index"),
    *("valid_days", "good_days", "heavy_days", "good_ratio", "pm25_days", "co_days", "o3_days"),
    *("exceeding_days_without_aqi", "heavy_days_without_aqi"),
)


def _series(
    places: int, dates: np.ndarray, share_missing: float
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    rng = np.random.default_rng(11)
    shape = (places, dates.size)
    gone = rng.random(shape) < share_missing
    values = {
        key: np.where(gone, np.nan, np.round(rng.gamma(2, scale, shape), 2))
        for key, scale in SCALES.items()
    }
    return values, np.where(gone, np.nan, rng.integers(20, 300, shape))


@pytest.mark.parametrize("share_missing", [0.0, 0.1, 0.45])
def test_equals_the_evaluation_of_each_span(share_missing: float) -> None:
    dates = np.arange("2015-11-20", "2017-01-05", dtype="datetime64[D]")
    values, aqi = _series(2, dates, share_missing)
    bound = np.random.default_rng(3).integers(20, 300, aqi.shape)
    at_least = np.where(np.isnan(aqi), bound, np.nan)
    found = year_to_date(dates, values, aqi, at_least=at_least)
    starts = dates.astype("datetime64[Y]").astype("datetime64[D]")
    expected = evaluate(dates, values, aqi, starts, dates + 1, at_least=at_least)
    for key in SHARED:
        np.testing.assert_allclose(found[key], expected[key], atol=2e-6, err_msg=key)
        np.testing.assert_array_equal(np.isnan(found[key]), np.isnan(expected[key]))
    assert not np.isnan(found["pm25"]).all()


def test_elapsed_days_restart_on_1_january_and_reach_366() -> None:
    dates = np.arange("2015-12-30", "2017-01-03", dtype="datetime64[D]")
    values, aqi = _series(3, dates, 0.0)
    elapsed = year_to_date(dates, values, aqi)["elapsed_days"]
    assert elapsed.shape == (3, dates.size)
    assert elapsed[0, :4].tolist() == [364, 365, 1, 2]
    assert elapsed[2, -3:].tolist() == [366, 1, 2]


def test_the_first_day_is_its_own_statistic() -> None:
    dates = np.array(["2016-01-01"], "datetime64[D]")
    values = {key: np.array([[float(scale)]]) for key, scale in SCALES.items()}
    found = year_to_date(dates, values, np.array([[120.0]]))
    for key, scale in SCALES.items():
        name = {"co": "co_p95", "o3_mda8": "o3_mda8_p90"}.get(key, key)
        assert found[name][0, 0] == scale
    assert found["good_ratio"][0, 0] == 0.0


def test_the_index_steps_where_new_limits_begin() -> None:
    dates = np.array(["2026-02-28", "2026-03-01"], "datetime64[D]")
    at_limit = {"pm25": 35, "pm10": 70, "so2": 60, "no2": 40, "co": 4, "o3_mda8": 160}
    values = {key: np.full((1, 2), float(value)) for key, value in at_limit.items()}
    shown = Validity(share_shown=0.0)
    found = year_to_date(dates, values, np.full((1, 2), 50.0), shown)
    assert found["composite_index"][0, 0] == 6.0
    assert found["composite_index"][0, 1] == pytest.approx(4 + 35 / 30 + 70 / 60)


def test_all_missing_absent_and_empty() -> None:
    dates = np.arange("2016-01-01", "2016-03-01", dtype="datetime64[D]")
    found = year_to_date(dates, {}, np.full((1, dates.size), np.nan))
    for key in ("pm25", "co_p95", "o3_mda8_p90", "composite_index", "good_ratio"):
        assert np.isnan(found[key]).all()
    assert not found["valid_days"].any()
    none = year_to_date(dates[:0], {}, np.empty((2, 0)))
    assert {array.shape for array in none.values()} == {(2, 0)}
    nobody = year_to_date(dates, {}, np.empty((0, dates.size)))
    assert nobody["composite_index"].shape == (0, dates.size)


def test_wrong_input_is_refused() -> None:
    dates = np.arange("2016-01-01", "2016-01-05", dtype="datetime64[D]")
    with pytest.raises(ValueError, match="consecutive"):
        year_to_date(dates[[0, 2]], {}, np.ones((1, 2)))
    with pytest.raises(ValueError, match="aqi of shape"):
        year_to_date(dates, {}, np.ones((1, 2)))
    with pytest.raises(ValueError, match="pm25 has shape"):
        year_to_date(dates, {"pm25": np.ones((1, 2))}, np.ones((1, 4)))


@pytest.mark.parametrize("p", [50, 90, 95, 98, 100])
def test_running_percentile_equals_the_percentile_so_far(p: int) -> None:
    rng = np.random.default_rng(3)
    values = np.where(rng.random((4, 120)) < 0.2, np.nan, np.round(rng.gamma(2, 30, (4, 120)), 1))
    values[3] = np.nan
    found = running_percentile(values, p)
    for k in range(values.shape[1]):
        np.testing.assert_allclose(found[:, k], percentile(values[:, : k + 1], p), atol=2e-6)
