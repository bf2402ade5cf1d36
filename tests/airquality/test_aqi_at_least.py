"""Days without an AQI: what it must at least have been, and how they are counted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from airquality.evaluation import aqi_at_least, evaluate
from airquality.standards.hj633 import daily_aqi

SCALES = {"pm25": 40, "pm10": 60, "so2": 8, "no2": 20, "co": 0.5, "o3_mda8": 50}
CLEAN = {"pm25": 20.0, "pm10": 40.0, "so2": 5.0, "no2": 20.0, "co": 0.5, "o3_mda8": 60.0}
ITEMS = st.sampled_from([*SCALES, "o3_1h_max"])


def test_what_a_day_without_an_aqi_was_at_least() -> None:
    # PM10 missing and PM2.5 478; nothing there; PM10 missing on a clean day.
    days = {key: np.array([value, np.nan, value]) for key, value in CLEAN.items()}
    days |= {"pm25": np.array([478.0, np.nan, 20.0]), "pm10": np.full(3, np.nan)}
    days["o3_1h_max"] = days["o3_mda8"] + 20
    index = daily_aqi(days, "hj633-2012")
    assert np.isnan(index.aqi).all()
    # 350 to 500 is 400 to 500: 400 + 128 * 100 / 150 = 485.3; 60 to 100 is 0 to 50: ozone leads.
    np.testing.assert_array_equal(aqi_at_least(index), [486.0, np.nan, 30.0])
    later = aqi_at_least(daily_aqi(days, "hj633-2026"))
    np.testing.assert_array_equal(later, [np.nan, np.nan, 30.0])  # over 100 the AQI itself stands


def test_a_day_with_an_aqi_has_no_bound() -> None:
    day = CLEAN | {"o3_1h_max": 80.0}
    assert np.isnan(aqi_at_least(daily_aqi(day, "hj633-2012")))


@given(
    st.fixed_dictionaries({key: st.floats(0, 12 * scale) for key, scale in SCALES.items()}),
    st.floats(0, 900),
    st.sets(ITEMS, min_size=1),
    st.sampled_from(["hj633-2012", "hj633-2026"]),
)
def test_the_true_aqi_is_no_smaller(
    values: dict[str, float], hour: float, gone: set[str], standard: str
) -> None:
    whole = values | {"o3_1h_max": hour}
    truth = daily_aqi(whole, standard).aqi
    lacking = daily_aqi({k: np.nan if k in gone else v for k, v in whole.items()}, standard)
    bound = aqi_at_least(lacking)
    assert np.isnan(bound) or np.isnan(lacking.aqi)
    assert np.isnan(bound) or bound <= truth


def test_days_without_an_aqi_that_exceed_are_counted_apart() -> None:
    dates = np.arange("2015-12-01", "2016-01-01", dtype="datetime64[D]")
    aqi, at_least = np.full((1, 31), 80.0), np.full((1, 31), np.nan)
    aqi[0, :4] = np.nan
    at_least[0, :4] = [486.0, 200.0, 100.0, np.nan]
    at_least[0, 10] = 300.0  # beside an AQI it must not count
    found = evaluate(dates, {}, aqi, dates[:1], dates[-1:] + 1, at_least=at_least)
    assert found["exceeding_days_without_aqi"].tolist() == [[2]]
    assert found["heavy_days_without_aqi"].tolist() == [[1]]
    assert found["valid_days"].tolist() == [[27]]
    assert found["heavy_days"].tolist() == [[0]]
    assert "heavy_days_without_aqi" not in evaluate(dates, {}, aqi, dates[:1], dates[-1:] + 1)
