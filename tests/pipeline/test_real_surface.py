"""The surface over real stations: the kernel that was chosen, and how far it reaches.

The figures that the code and the pages rest on are measured here, on daily means that all twelve
stations of Beijing have.
"""

from pathlib import Path

import numpy as np
import pytest
from scipy.interpolate import RBFInterpolator

from airquality.averages import daily_mean
from airquality.surface import NUGGET_KM, invert_kernel, leave_one_out, to_km
from airquality.validity import GB3095
from pipeline.city import gather_city
from pipeline.project import load_project

BEIJING = Path(__file__).resolve().parents[2] / "data/projects/beijing.toml"
POLLUTANTS = ("pm25", "pm10", "no2", "so2", "co")


@pytest.fixture(scope="module")
def stations(shared_data: Path) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Places in km (station, 2) and daily means by pollutant (station, day), none missing."""
    # Outlines need a package that a test machine has not.
    project = load_project(BEIJING).model_copy(update={"boundaries": None})
    city = gather_city(project)
    assert city.usable is not None
    places = to_km(city.stations["lon"].to_numpy(), city.stations["lat"].to_numpy(), 40.0)
    days = {}
    for pollutant in POLLUTANTS:
        means = daily_mean(city.usable.of(pollutant), GB3095)[0]
        days[pollutant] = means[:, np.isfinite(means).all(axis=0)]
    return places, days


def estimate(
    places: np.ndarray, days: np.ndarray, away_km: float = 0.0, **kernel: object
) -> np.ndarray:
    """Return mean absolute errors of fits without each station and those within away_km.

    Stations with fewer than three others are left out. Without a kernel the estimate is the mean
    of the others.
    """
    errors = []
    for number, place in enumerate(places):
        distance = np.hypot(*(places - place).T)
        others = (distance > away_km) & (np.arange(len(places)) != number)
        if others.sum() < 3:
            continue
        guess = days[others].mean(axis=0)
        if kernel:
            fit = RBFInterpolator(places[others], days[others], **kernel)
            guess = fit(place[np.newaxis])[0]
        errors.append(np.abs(guess - days[number]).mean())
    return np.array(errors)


def weigh_by_distance(places: np.ndarray, days: np.ndarray) -> float:
    """Return the mean absolute error of means weighted by the inverse square of the distance."""
    distance = np.hypot(*(places[:, np.newaxis] - places).T)
    np.fill_diagonal(distance, np.inf)
    weights = distance**-2.0
    guess = weights / weights.sum(axis=1, keepdims=True) @ days
    return float(np.abs(guess - days).mean())


LINEAR: dict[str, object] = {"kernel": "linear", "degree": 0, "smoothing": NUGGET_KM}


def test_the_closed_form_is_what_refitting_gives(
    stations: tuple[np.ndarray, dict[str, np.ndarray]],
) -> None:
    places, days = stations
    for values in days.values():
        assert values.shape[1] > 900
        errors = leave_one_out(values, invert_kernel(places))
        refitted = estimate(places, values, **LINEAR)
        np.testing.assert_allclose(np.abs(errors).mean(axis=1), refitted, rtol=1e-9)


def test_the_errors_in_beijing(stations: tuple[np.ndarray, dict[str, np.ndarray]]) -> None:
    places, days = stations
    found = {name: estimate(places, values, **LINEAR).mean() for name, values in days.items()}
    # µg/m³, CO in mg/m³: what a place without a station may be off by on a day.
    expected = {"pm25": 7.1, "pm10": 11.4, "no2": 8.1, "so2": 3.4, "co": 0.16}
    assert found == pytest.approx(expected, rel=0.02)


def test_the_linear_kernel_is_off_least(
    stations: tuple[np.ndarray, dict[str, np.ndarray]],
) -> None:
    places, days = stations
    for name, values in ((name, each[:, ::4]) for name, each in days.items()):
        chosen = estimate(places, values, **LINEAR).mean()
        plate = estimate(places, values, kernel="thin_plate_spline").mean()
        cubic = estimate(places, values, kernel="cubic").mean()
        assert chosen < 0.9 * min(plate, cubic), name
        assert chosen < 0.95 * estimate(places, values).mean(), name  # the mean of the others
        rival = weigh_by_distance(places, values)
        assert chosen < (1.03 if name == "so2" else 0.98) * rival, name
        assert chosen < 0.93 * rival or name != "pm25"


def test_the_surface_tells_less_the_further_it_reaches(
    stations: tuple[np.ndarray, dict[str, np.ndarray]],
) -> None:
    # Share by which the surface is nearer to PM2.5 of a day than the mean of the same stations,
    # once those within 10, 20 and 30 km of the estimated place are left out as well.
    places, days = stations
    gain = {}
    for away in (10.0, 20.0, 30.0):
        each = [estimate(places, days["pm25"], away, **kernel) for kernel in ({}, LINEAR)]
        plain, surface = (errors.mean() for errors in each)
        gain[away] = 1 - surface / plain
    assert gain == pytest.approx({10.0: 0.31, 20.0: 0.24, 30.0: 0.18}, abs=0.02)
