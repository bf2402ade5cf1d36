"""Station means and the statistics of periods, against plain loops over days."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airquality.evaluation import evaluate, mean_of_stations, standard_of_periods
from airquality.pollutants import POLLUTANT_IDS
from airquality.standards.hj633 import daily_aqi
from airquality.standards.hj663 import CLAIMED_WEIGHTS_2026, IndexRules
from airquality.validity import Validity

SERIES = ("pm25", "pm10", "so2", "no2", "co", "o3_mda8")
SCALES = {"pm25": 40, "pm10": 60, "so2": 8, "no2": 20, "co": 0.5, "o3_mda8": 50}
PERCENTILES = {
    "pm25_p95": ("pm25", 95),
    "pm10_p95": ("pm10", 95),
    "so2_p98": ("so2", 98),
    "no2_p98": ("no2", 98),
    "co_p95": ("co", 95),
    "o3_mda8_p90": ("o3_mda8", 90),
}
DATES = np.arange("2015-01-01", "2017-01-01", dtype="datetime64[D]")
MONTHS = np.arange("2015-01", "2017-02", dtype="datetime64[M]").astype("datetime64[D]")


def _series(places: int, share_missing: float = 0.05) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(7)
    shape = (places, DATES.size)
    return {
        key: np.where(
            rng.random(shape) < share_missing, np.nan, np.round(rng.gamma(2, scale, shape), 2)
        )
        for key, scale in SCALES.items()
    }


def _constant(days: int, **values: float) -> dict[str, np.ndarray]:
    base = {"pm25": 35.0, "pm10": 70.0, "so2": 60.0, "no2": 40.0, "co": 4.0, "o3_mda8": 160.0}
    return {key: np.full((1, days), value) for key, value in (base | values).items()}


def test_every_statistic_equals_a_plain_loop() -> None:
    values = _series(3)
    required = set(SERIES)
    aqi = daily_aqi(values, "hj633-2012", required=required).aqi
    found = evaluate(DATES, values, aqi, MONTHS[:-1], MONTHS[1:])
    for place in range(3):
        for period in range(MONTHS.size - 1):
            days = (MONTHS[period] <= DATES) & (MONTHS[period + 1] > DATES)
            for key in SERIES:
                month = values[key][place, days]
                there = [v for v in month.tolist() if not math.isnan(v)]
                pollutant = "o3" if key == "o3_mda8" else key
                assert found[f"{pollutant}_days"][place, period] == len(there)
                assert found[key][place, period] == pytest.approx(statistics.fmean(there), abs=1e-6)
                february = MONTHS[period].astype("datetime64[M]").astype(int) % 12 == 1
                assert found[f"{pollutant}_is_valid"][place, period] == (
                    len(there) >= (25 if february else 27)
                )
            for name, (key, p) in PERCENTILES.items():
                there = values[key][place, days]
                expected = np.percentile(there[~np.isnan(there)], p)
                assert found[name][place, period] == pytest.approx(expected, abs=1e-6)
            judged = [v for v in aqi[place, days].tolist() if not math.isnan(v)]
            good = sum(v <= 100 for v in judged)
            assert found["valid_days"][place, period] == len(judged)
            assert found["good_days"][place, period] == good
            assert found["heavy_days"][place, period] == sum(v > 200 for v in judged)
            ratio = good / len(judged) if 2 * len(judged) >= days.sum() else math.nan
            assert found["good_ratio"][place, period] == pytest.approx(ratio, nan_ok=True)
            levels = [found[f"level{level}_days"][place, period] for level in range(1, 7)]
            assert sum(levels) == len(judged)
            assert levels[0] + levels[1] == good


def test_keys_and_shapes() -> None:
    found = evaluate(DATES, _series(2), np.full((2, DATES.size), 50.0), MONTHS[:3], MONTHS[1:4])
    assert set(found) == {
        *SERIES,
        *PERCENTILES,
        *(f"{p}_days" for p in (*POLLUTANT_IDS, "valid", "good", "heavy")),
        *(f"level{level}_days" for level in range(1, 7)),
        *(f"index_{p}" for p in POLLUTANT_IDS),
        *(f"{p}_is_valid" for p in POLLUTANT_IDS),
        "is_valid",
        "good_ratio",
        "composite_index",
    }
    assert {array.shape for array in found.values()} == {(2, 3)}
    assert found["is_valid"].dtype == bool
    assert found["pm25_days"].dtype.kind == "i"


def test_composite_index_of_the_limits() -> None:
    aqi = np.full((1, DATES.size), 100.0)
    at_limit = _constant(DATES.size)
    found = evaluate(DATES, at_limit, aqi, MONTHS[:1], MONTHS[1:2])
    assert found["composite_index"][0, 0] == 6.0
    assert [found[f"index_{p}"][0, 0] for p in POLLUTANT_IDS] == [1.0] * 6
    claimed = IndexRules(CLAIMED_WEIGHTS_2026)
    weighted = evaluate(DATES, at_limit, aqi, MONTHS[:1], MONTHS[1:2], index_rules=claimed)
    assert weighted["composite_index"][0, 0] == 10.0
    fixed = evaluate(
        DATES, at_limit, aqi, MONTHS[:1], MONTHS[1:2], standard="gb3095-2026-transition"
    )
    assert fixed["composite_index"][0, 0] == pytest.approx(4 + 35 / 30 + 70 / 60)


def test_the_limits_of_the_last_day_count() -> None:
    ends = np.array(["2026-03-01", "2026-03-02", "2027-01-01", "2032-01-01"], "datetime64[D]")
    assert standard_of_periods(ends).tolist() == [
        "gb3095-2012",
        "gb3095-2026-transition",
        "gb3095-2026-transition",
        "gb3095-2026-final",
    ]
    dates = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[D]")
    bounds = np.array(["2026-01-01", "2026-02-01", "2027-01-01"], "datetime64[D]")
    found = evaluate(
        dates, _constant(365), np.full((1, 365), 100.0), bounds[[0, 0]], bounds[[1, 2]]
    )
    assert found["index_pm25"][0].tolist() == [35 / 35, 35 / 30]
    with pytest.raises(KeyError):
        standard_of_periods(ends, "gb3095-1996")


def test_a_statistic_is_missing_below_half_of_the_days() -> None:
    dates = np.arange("2015-04-01", "2015-05-01", dtype="datetime64[D]")
    for valid, shown in ((15, True), (14, False), (0, False)):
        values = _constant(30)
        values["pm25"][0, valid:] = np.nan
        aqi = np.where(np.arange(30) < valid, 80.0, np.nan)[None]
        found = evaluate(dates, values, aqi, dates[:1], dates[-1:] + 1)
        for key in ("pm25", "pm25_p95", "good_ratio", "composite_index", "index_pm25"):
            assert np.isnan(found[key][0, 0]) != shown, key
        assert found["pm25_days"][0, 0] == found["good_days"][0, 0] == valid
        assert found["pm10"][0, 0] == 70.0
        assert not found["pm25_is_valid"][0, 0]
        assert found["pm10_is_valid"][0, 0]
        assert not found["is_valid"][0, 0]
    lenient = Validity(share_shown=0.1)
    values = _constant(30)
    values["pm25"][0, 3:] = np.nan
    found = evaluate(dates, values, np.full((1, 30), 1.0), dates[:1], dates[-1:] + 1, lenient)
    assert found["pm25"][0, 0] == 35.0


def test_a_leap_february_and_a_leap_year() -> None:
    starts = np.array(["2016-02-01", "2016-01-01"], "datetime64[D]")
    ends = np.array(["2016-03-01", "2017-01-01"], "datetime64[D]")
    found = evaluate(DATES, _constant(DATES.size), np.full((1, DATES.size), 1.0), starts, ends)
    assert found["valid_days"][0].tolist() == [29, 366]
    assert found["is_valid"].all()


def test_a_period_beyond_the_dates_has_no_statistics() -> None:
    starts = np.array(["2014-12-01", "2017-01-01"], "datetime64[D]")
    ends = np.array(["2015-01-02", "2018-01-01"], "datetime64[D]")
    found = evaluate(DATES, _constant(DATES.size), np.full((1, DATES.size), 1.0), starts, ends)
    assert found["pm25_days"][0].tolist() == [1, 0]
    assert np.isnan(found["pm25"]).all()
    assert np.isnan(found["o3_mda8_p90"]).all()
    assert not found["is_valid"].any()


def test_absent_pollutant_all_missing_and_empty() -> None:
    values = _constant(DATES.size)
    del values["co"]
    aqi = np.full((1, DATES.size), np.nan)
    found = evaluate(DATES, values, aqi, MONTHS[:2], MONTHS[1:3])
    assert np.isnan(found["co_p95"]).all()
    assert np.isnan(found["composite_index"]).all()
    assert np.isnan(found["good_ratio"]).all()
    assert found["index_pm25"][0].tolist() == [1.0, 1.0]
    nobody = {key: np.empty((0, DATES.size)) for key in SERIES}
    empty = evaluate(DATES, nobody, np.empty((0, DATES.size)), MONTHS[:2], MONTHS[1:3])
    assert empty["pm25"].shape == (0, 2)
    no_period = evaluate(DATES, values, aqi, MONTHS[:0], MONTHS[:0])
    assert {array.shape for array in no_period.values()} == {(1, 0)}
    no_day = evaluate(DATES[:0], {}, np.empty((1, 0)), MONTHS[:2], MONTHS[1:3])
    assert no_day["pm25_days"].tolist() == [[0, 0]]


def test_wrong_shapes_are_refused() -> None:
    values = _constant(DATES.size)
    with pytest.raises(ValueError, match="aqi of shape"):
        evaluate(DATES, values, np.full((1, 3), 1.0), MONTHS[:1], MONTHS[1:2])
    with pytest.raises(ValueError, match="pm25 has shape"):
        evaluate(DATES, _constant(3), np.full((1, DATES.size), 1.0), MONTHS[:1], MONTHS[1:2])


def test_single_precision_gives_the_same_statistics() -> None:
    values = _series(2)
    aqi = np.full((2, DATES.size), 50.0)
    singles = {key: array.astype(np.float32) for key, array in values.items()}
    double = evaluate(DATES, values, aqi, MONTHS[:-1], MONTHS[1:])
    single = evaluate(DATES, singles, aqi.astype(np.float32), MONTHS[:-1], MONTHS[1:])
    for key, array in double.items():
        np.testing.assert_array_equal(single[key], array, err_msg=key)


def test_station_mean_leaves_out_the_control_point() -> None:
    values = np.array([[10.0, 10.0], [20.0, np.nan], [90.0, 90.0]])
    is_evaluation = np.array([True, True, False])
    mean, count = mean_of_stations(values, np.ones((3, 2), bool), is_evaluation)
    np.testing.assert_array_equal(mean, [15.0, np.nan])
    assert count.tolist() == [2, 1]


@pytest.mark.parametrize(("valid", "of", "expected"), [(3, 4, 5.0), (2, 4, None), (27, 36, 5.0)])
def test_station_mean_needs_three_quarters(valid: int, of: int, expected: float | None) -> None:
    values = np.full((of, 1), np.nan)
    values[:valid] = 5.0
    mean, count = mean_of_stations(values, np.ones((of, 1), bool), np.ones(of, bool))
    np.testing.assert_equal(mean[0], np.nan if expected is None else expected)
    assert count[0] == valid


def test_a_closed_station_counts_neither_way() -> None:
    values = np.array([[5.0], [7.0], [np.nan]])
    operating = np.array([[True], [True], [False]])
    mean, count = mean_of_stations(values, operating, np.ones(3, bool))
    assert mean[0] == 6.0
    assert count[0] == 2
    # A value that a station reports while it is not operating is not used either.
    mean, _ = mean_of_stations(np.array([[5.0], [7.0], [99.0]]), operating, np.ones(3, bool))
    assert mean[0] == 6.0


def test_one_station_none_and_nothing_operating() -> None:
    one, count = mean_of_stations(
        np.array([[4.0, np.nan]]), np.ones((1, 2), bool), np.array([True])
    )
    np.testing.assert_array_equal(one, [4.0, np.nan])
    assert count.tolist() == [1, 0]
    none, _ = mean_of_stations(np.empty((0, 2)), np.empty((0, 2), bool), np.empty(0, bool))
    assert np.isnan(none).all()
    closed, _ = mean_of_stations(np.full((1, 2), 4.0), np.zeros((1, 2), bool), np.array([True]))
    assert np.isnan(closed).all()
    with pytest.raises(ValueError, match="operating"):
        mean_of_stations(np.ones((1, 2)), np.ones((1, 3), bool), np.array([True]))
    with pytest.raises(ValueError, match="is_evaluation"):
        mean_of_stations(np.ones((1, 2)), np.ones((1, 2), bool), np.array([True, True]))


def test_station_mean_carries_no_single_precision_noise() -> None:
    values = np.array([[2.0], [2.1]], dtype=np.float32)
    mean, _ = mean_of_stations(values, np.ones((2, 1), bool), np.ones(2, bool))
    assert mean[0] == 2.05


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=8))
def test_station_mean_lies_between_the_extremes(tenths: list[int]) -> None:
    values = np.array(tenths)[:, None] / 10
    mean, _ = mean_of_stations(values, np.ones(values.shape, bool), np.ones(len(tenths), bool))
    assert values.min() <= mean[0] <= values.max()
