"""Which limits a scheme has, on which day, for which period."""

import numpy as np
import pytest

from airquality.pollutants import POLLUTANT_IDS
from airquality.schemes import (
    SCHEMES,
    annual_limit,
    daily_limits,
    limits_of_periods,
)
from airquality.standards.who2021 import STATUS

DAYS = np.array(
    ["2013-01-01", "2026-02-28", "2026-03-01", "2030-12-31", "2031-01-01"], "datetime64[D]"
)


def test_the_schemes_of_the_design() -> None:
    assert list(SCHEMES) == [
        *("in_force", "gb3095-2012", "gb3095-2026-transition", "gb3095-2026-final", "who2021")
    ]
    assert [scheme.aqi for scheme in SCHEMES.values()] == [
        *("in_force", "hj633-2012", "hj633-2026", "hj633-2026", "")
    ]
    assert SCHEMES["who2021"].status == STATUS
    assert [s.id for s in SCHEMES.values() if s.by_limits] == ["gb3095-2026-final", "who2021"]
    assert [s.id for s in SCHEMES.values() if not s.has_levels] == ["who2021"]
    assert [s.id for s in SCHEMES.values() if not s.has_composite_index] == ["who2021"]
    assert [s.has_primary for s in SCHEMES.values()] == [True, True, True, False, False]


def test_the_limits_in_force_step_with_the_standard() -> None:
    limits = daily_limits("in_force", DAYS)
    assert limits["pm25"].tolist() == [75, 75, 60, 60, 50]
    assert limits["pm10"].tolist() == [150, 150, 120, 120, 100]
    assert limits["so2"].tolist() == [150, 150, 150, 150, 50]
    assert limits["no2"].tolist() == [80, 80, 80, 80, 50]
    assert limits["co"].tolist() == [4] * 5
    assert limits["o3"].tolist() == [160] * 5


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("gb3095-2012", [75, 150, 150, 80, 4, 160]),
        ("gb3095-2026-transition", [60, 120, 150, 80, 4, 160]),
        ("gb3095-2026-final", [50, 100, 50, 50, 4, 160]),
        ("who2021", [15, 45, 40, 25, 4, 100]),
    ],
)
def test_a_fixed_scheme_has_its_limits_throughout(scheme: str, expected: list[float]) -> None:
    limits = daily_limits(scheme, DAYS)
    assert list(limits) == list(POLLUTANT_IDS)
    for pollutant, value in zip(POLLUTANT_IDS, expected, strict=True):
        assert limits[pollutant].tolist() == [value] * DAYS.size


def test_a_period_goes_by_its_last_day() -> None:
    ends = np.array(["2026-03-01", "2026-03-02", "2031-01-01", "2031-01-02"], "datetime64[D]")
    assert limits_of_periods(ends).tolist() == [
        "gb3095-2012",
        "gb3095-2026-transition",
        "gb3095-2026-transition",
        "gb3095-2026-final",
    ]
    assert limits_of_periods(ends, "who2021").tolist() == ["who2021"] * 4
    assert limits_of_periods(ends[:1], "gb3095-2026-final").tolist() == ["gb3095-2026-final"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ("gb3095-2012", [35, 70, 60, 40, 4, 160]),
        ("gb3095-2026-transition", [30, 60, 60, 40, 4, 160]),
        ("gb3095-2026-final", [25, 50, 20, 30, 4, 160]),
        ("who2021", [5, 15, None, 10, None, None]),
    ],
)
def test_annual_limits(limits: str, expected: list[float | None]) -> None:
    metrics = ("pm25", "pm10", "so2", "no2", "co_p95", "o3_mda8_p90")
    assert [annual_limit(metric, limits) for metric in metrics] == expected
    assert annual_limit("good_ratio", limits) is None
    assert annual_limit("pm25_p95", limits) is None


def test_an_unknown_scheme_is_refused() -> None:
    for ask in (daily_limits, lambda scheme, days: limits_of_periods(days, scheme)):
        with pytest.raises(KeyError):
            ask("gb3095-1996", DAYS)
