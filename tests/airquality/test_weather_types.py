"""The kind of weather of a case: every line of the rule and both sides of its figures."""

import numpy as np
import pytest

from airquality.episodes.weather_types import TYPE_IDS, CaseWeather, TypeRule, weather_type
from airquality.episodes.wind_sectors import SECTOR_IDS

NAN = np.nan


def _from(**shares: float) -> np.ndarray:
    return np.array([shares.get(name, 0.0) for name in SECTOR_IDS])


SPREAD = np.full(9, 100 / 9)
SOUTHERLY = _from(s=40, sw=15, se=10, n=20, calm=15)


@pytest.mark.parametrize(
    ("weather", "expected"),
    [
        (CaseWeather(1.2, 30, 4.0), "stagnant_humid"),
        (CaseWeather(2.0, 50, 6.0), "stagnant_humid"),  # all figures are reached, none passed
        (CaseWeather(2.0, 50, 6.1), "stagnant"),
        (CaseWeather(1.2, NAN, NAN), "stagnant"),  # no dew point, no weeks to compare with
        (CaseWeather(2.1, 40, 4.0, sectors=SPREAD), "mixed"),
        (CaseWeather(1.8, 51, 4.0, sectors=SPREAD), "mixed"),  # light, yet more than usual
        (CaseWeather(2.6, 70, 4.0, sectors=SOUTHERLY), "steady_south"),
        (CaseWeather(2.6, 70, sectors=_from(n=59, s=21, calm=20)), "mixed"),
        (CaseWeather(2.6, 70, sectors=_from(n=60, s=20, calm=20)), "steady_north"),
        (CaseWeather(2.6, 70, sectors=_from(nw=30, w=20, sw=20, e=30)), "steady_west"),
        (CaseWeather(2.6, 70, sectors=_from(ne=100)), "steady_north"),  # as much east: north first
        (CaseWeather(2.6, 70, sectors=_from(ne=70, se=30)), "steady_east"),
        (CaseWeather(2.6, 70), "mixed"),
        (CaseWeather(), "unknown"),
        (CaseWeather(dew_point_depression=2.0), "unknown"),
    ],
)
def test_particles(weather: CaseWeather, expected: str) -> None:
    assert weather_type(weather, "pm25") == expected
    assert expected in TYPE_IDS


@pytest.mark.parametrize(
    ("weather", "expected"),
    [
        (CaseWeather(1.5, 40, 9, highest_temperature=28.0, rain=0.9), "hot_dry"),
        (CaseWeather(1.5, 40, 9, highest_temperature=27.9, rain=0.9), "stagnant"),
        (CaseWeather(1.5, 40, 9, highest_temperature=33.0, rain=1.0), "stagnant"),
        (CaseWeather(1.5, 40, 9, highest_temperature=33.0), "hot_dry"),  # rain was not measured
        (CaseWeather(highest_temperature=33.0), "hot_dry"),
        (CaseWeather(1.5, 40, 9), "unknown"),  # ozone without a temperature
    ],
)
def test_ozone(weather: CaseWeather, expected: str) -> None:
    assert weather_type(weather, "o3") == expected


def test_heat_does_not_name_a_case_of_particles() -> None:
    assert weather_type(CaseWeather(1.5, 40, 9, 33.0, 0.0), "both") == "stagnant"


def test_dust_is_named_where_it_is_marked() -> None:
    assert weather_type(CaseWeather(3.0, 80, sectors=SPREAD), "pm25", is_dust=True) == "windy_dust"
    # Still air on the mean of days that dust blew through: not stagnant, the mark would contradict.
    assert weather_type(CaseWeather(1.5, 30, 9), "pm25", is_dust=True) == "part_dust"
    assert weather_type(CaseWeather(2.0, 30, 9, 33.0, 0.0), "o3", is_dust=True) == "part_dust"
    assert weather_type(CaseWeather(1.5, 30, 9), "pm25") == "stagnant"
    assert weather_type(CaseWeather(), "pm25", is_dust=True) == "unknown"


def test_the_figures_are_settings() -> None:
    windy = CaseWeather(3.0, 40, 9)
    assert weather_type(windy, "pm25") == "mixed"
    assert weather_type(windy, "pm25", rule=TypeRule(light_wind=3.0)) == "stagnant"
    for figures in ({"light_wind": -1.0}, {"steady_share": 30.0}, {"light_percentile": 101.0}):
        with pytest.raises(ValueError, match=r"light|steady"):
            TypeRule(**figures)
