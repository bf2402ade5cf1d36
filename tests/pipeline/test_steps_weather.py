"""The mean weather of a city: every station counts, wind is averaged as a vector."""

import numpy as np
import pytest

from airquality.hours import Gap, HourGrid
from airquality.weather import WEATHER_IDS, mean_weather


def _grid(values: dict[str, list[list[float]]]) -> HourGrid:
    """Return a day of two stations; hours that are not given are missing."""
    names = tuple(values)
    day = np.datetime64("2019-01-01")
    grid = HourGrid.empty(names, ("9001A", "9002A"), day, day)
    for row, name in enumerate(names):
        given = np.array(values[name], dtype=np.float32)
        grid.values[row, :, : given.shape[1]] = given
        grid.gaps[row, :, : given.shape[1]] = Gap.NONE
    return grid


def _mean(values: dict[str, list[list[float]]] | None) -> dict[str, np.ndarray]:
    grid = None if values is None else _grid(values)
    held = {} if grid is None else {name: grid.of(name) for name in grid.variables}
    return mean_weather(held, 24)


def test_wind_from_350_and_10_degrees_is_from_the_north() -> None:
    found = _mean(
        {"wind_speed": [[2, 2, 0], [2, 2, 0]], "wind_direction": [[350, 90, 45], [10, 180, 45]]}
    )
    assert found["wind_direction"][0] % 360 == pytest.approx(0, abs=1e-3)
    assert found["wind_direction"][1] == pytest.approx(135, abs=1e-3)
    assert np.isnan(found["wind_direction"][2])  # calm
    assert list(found["wind_speed"][:3]) == [2, 2, 0]


def test_a_station_without_a_value_does_not_count() -> None:
    found = _mean({"temperature": [[10, np.nan, np.nan], [20, 4, np.nan]]})
    assert list(found["temperature"][:2]) == [15, 4]
    assert np.isnan(found["temperature"][2])


@pytest.mark.parametrize("values", [None, {"temperature": [[1.0], [1.0]]}])
def test_what_is_not_measured_is_missing_but_named(
    values: dict[str, list[list[float]]] | None,
) -> None:
    found = _mean(values)
    assert set(found) == set(WEATHER_IDS)
    assert np.isnan(found["rain"]).all()
    assert np.isnan(found["wind_direction"]).all()
    assert len(found["rain"]) == 24
