"""A made-up city: known weather, a known effect, noise that lasts."""

from __future__ import annotations

from dataclasses import dataclass

import lightgbm as lgb
import numpy as np

from airquality.effects.assessment import Measure
from airquality.effects.held_out import Model
from airquality.effects.windows import Grid, Window

YEARS = ("2013-03-01", "2017-03-01")


@dataclass(frozen=True)
class MadeCity:
    """A city without any measure, and its weather.

    Attributes:
        grid: its rows.
        weather: name -> (row,), all that drives it, with its memory.
        observed: µg/m³ (row,), exp of season + trend + weather + two autoregressive noises.
    """

    grid: Grid
    weather: dict[str, np.ndarray]
    observed: np.ndarray

    def with_effect(self, window: Window, percent: float) -> np.ndarray:
        """Return the observed as a measure would have changed it."""
        return np.where(
            self.grid.inside(window), self.observed * (1 + percent / 100), self.observed
        )


def make_city(
    seed: int, step_hours: int = 24, period: tuple[str, str] = YEARS, noise: float = 0.25
) -> MadeCity:
    """Return the city of a seed.

    noise: spread of the log of what weather does not explain, half of it lasting two days, the
    other eight: no model of the weather can know it.
    """
    generator = np.random.default_rng(seed)
    step = np.timedelta64(step_hours, "h")
    times = np.arange(np.datetime64(period[0], "h"), np.datetime64(period[1], "h"), step)
    days = (times - times[0]) / np.timedelta64(1, "D")
    winter = np.cos(2 * np.pi * (days + 45) / 365.25)
    north = _lasting(generator, len(days), 2.0, step_hours)
    east = _lasting(generator, len(days), 1.5, step_hours)
    warmth = _lasting(generator, len(days), 5.0, step_hours)
    damp = _lasting(generator, len(days), 3.0, step_hours) - 0.3 * north
    memory = max(1, round(48 / step_hours))
    kernel = np.ones(memory) / memory
    aired = np.convolve(np.abs(north + 0.5 * east) + 0.5 * north, kernel)[: len(days)]
    weather = {
        "temperature": 12 - 15 * winter + 4 * warmth,
        "damp": damp,
        "north": north,
        "east": east,
        "aired": aired,
    }
    lasting = _lasting(generator, len(days), 2.0, step_hours)
    slow = _lasting(generator, len(days), 8.0, step_hours)
    logarithm = (
        4.0
        + 0.35 * winter
        - 0.05 * days / 365.25
        - 0.7 * aired
        + 0.35 * damp
        - 0.1 * np.maximum(warmth * winter, 0)
        + noise * np.sqrt(0.5) * (lasting + slow)
    )
    return MadeCity(Grid(times, step_hours), weather, np.exp(logarithm))


def make_model(city: MadeCity, observed: np.ndarray, trees: int = 120) -> Model:
    """Return a plain model of boosted trees on the weather, the season and time."""
    times = city.grid.times
    days = times.astype("datetime64[D]")
    season = (days - days.astype("datetime64[Y]")).astype(float)
    clock = (times - days) / np.timedelta64(1, "h")
    columns = (*city.weather.values(), season, clock, days.astype(float))
    matrix = np.column_stack(columns).astype(np.float32)
    settings = {
        "num_leaves": 12,
        "learning_rate": 0.08,
        "min_data_in_leaf": 20,
        "feature_fraction": 0.7,
        "num_threads": 1,
        "verbose": -1,
        "seed": 1,
    }

    def model(trained: np.ndarray, held: np.ndarray) -> np.ndarray:
        rows = trained & np.isfinite(observed)
        data = lgb.Dataset(matrix[rows], np.log(observed[rows]))
        found = lgb.train(settings, data, trees).predict(matrix[held], num_threads=1)
        return np.exp(np.asarray(found))

    return model


def make_measure(seed: int, days: float, period: tuple[str, str] = YEARS) -> Measure:
    """Return a measure of so many days somewhere in the period, not in its first or last month."""
    generator = np.random.default_rng([seed, 7])
    first, last = (np.datetime64(day, "h") for day in period)
    room = int((last - first) / np.timedelta64(1, "D")) - 60 - int(days)
    start = first + np.timedelta64(24 * (30 + int(generator.integers(room))), "h")
    return Measure("made", Window(start, start + np.timedelta64(round(24 * days), "h")))


def _lasting(generator: np.random.Generator, rows: int, days: float, step_hours: int) -> np.ndarray:
    """Return first-order autoregressive noise of spread 1 that lasts `days`, (row,)."""
    carry = float(np.exp(-step_hours / (24 * days)))
    fresh = generator.normal(size=rows) * np.sqrt(1 - carry**2)
    found = np.empty(rows)
    last = float(generator.normal())
    for at, value in enumerate(fresh.tolist()):
        last = carry * last + value
        found[at] = last
    return found
