"""A period held against the limits of a scheme: composite index, statistics over their limit."""

import numpy as np
import pytest

from airquality.attainment import composite_index_of_periods
from airquality.over_limits import over_annual_limits, over_percentile_limits
from airquality.schemes import SCHEMES


def _at(metrics: dict[str, float]) -> dict[str, np.ndarray]:
    return {key: np.array([[value]]) for key, value in metrics.items()}


#: A year of Xiangyang's order of size.
YEAR = {
    **{"pm25": 58.4, "pm10": 84.6, "so2": 9.0},
    **{"no2": 30.4, "co_p95": 1.6, "o3_mda8_p90": 162.0},
}


def test_the_composite_index_by_hand() -> None:
    ends = np.array(["2020-01-01"], "datetime64[D]")
    # Rounded first: 58, 85, 9, 30, 1.6, 162.
    # 2012:  58/35 + 85/70 + 9/60 + 30/40 + 1.6/4 + 162/160 = 1.65714 + 1.21429 + 0.15 + 0.75
    #        + 0.4 + 1.0125 = 5.18393
    found = composite_index_of_periods(_at(YEAR), ends)
    assert found["composite_index"][0, 0] == pytest.approx(5.18393, abs=1e-5)
    # final: 58.4/25 (one decimal by the limits of 2026) + 85/50 + 9/20 + 30/30 + 0.4 + 1.0125
    #        = 2.336 + 1.7 + 0.45 + 1 + 0.4 + 1.0125 = 6.8985
    final = composite_index_of_periods(_at(YEAR), ends, "gb3095-2026-final")
    assert final["composite_index"][0, 0] == pytest.approx(6.8985)
    assert final["index_so2"][0, 0] == pytest.approx(0.45)
    none = composite_index_of_periods(_at(YEAR), ends, "who2021")
    assert np.isnan(none["composite_index"][0, 0])
    assert np.isnan(none["index_pm25"][0, 0])


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("in_force", "pm25+pm10+o3"),
        ("gb3095-2012", "pm25+pm10+o3"),
        # NO2 of 30.4 is printed as 30, which is the final limit: not above.
        ("gb3095-2026-final", "pm25+pm10+o3"),
        # Annual levels of WHO: PM2.5 5, PM10 15, NO2 10; none for the percentiles.
        ("who2021", "pm25+pm10+no2"),
    ],
)
def test_which_statistics_are_over_their_limit(scheme: str, expected: str) -> None:
    ends = np.array(["2020-01-01"], "datetime64[D]")
    assert over_annual_limits(_at(YEAR), ends, scheme)[0, 0] == expected


def test_over_the_limit_is_rounded_first_and_missing_is_not_above() -> None:
    ends = np.array(["2020-01-01"], "datetime64[D]")
    at = YEAR | {"pm25": 35.5, "pm10": 70.4, "o3_mda8_p90": 160.5, "co_p95": 4.05}
    # 35.5 rounds to 36 (even), 70.4 to 70, 160.5 to 160 (even), 4.05 to 4.0 (even).
    assert over_annual_limits(_at(at), ends)[0, 0] == "pm25"
    assert over_annual_limits(_at(YEAR | {"pm25": np.nan}), ends)[0, 0] == "pm10+o3"
    clean = dict.fromkeys(YEAR, 1.0)
    assert over_annual_limits(_at(clean), ends)[0, 0] == ""


def test_percentiles_over_the_daily_limit_are_told_apart() -> None:
    # P95 of PM2.5: 75.4 is printed 75, the limit of 2012, and above 60 and 50; P98 of NO2: 81 > 80.
    statistics = {
        "pm25": np.array([[30.0]]),
        "pm25_p95": np.array([[75.4]]),
        "pm10_p95": np.array([[99.0]]),
        "so2_p98": np.array([[np.nan]]),
        "no2_p98": np.array([[81.0]]),
    }
    end = np.array(["2020-01-01"], dtype="datetime64[D]")
    found = {s: over_percentile_limits(statistics, end, s).item() for s in SCHEMES}
    assert found == {
        "in_force": "no2",
        "gb3095-2012": "no2",
        "gb3095-2026-transition": "pm25+no2",
        "gb3095-2026-final": "pm25+no2",
        "who2021": "",
    }
