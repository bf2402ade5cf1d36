"""How near the state of the air is to states of the record: the terms of a kernel regression.

What wind, moisture and their memory do to the air is smooth but no sum of single effects. A kernel
regression has a term for the nearness to each state of the record; a few hundred states, laid
evenly over it, do nearly as well (Nyström's method: Williams & Seeger, NIPS 13:682, 2001). A state
is weather, its memory, and the time of day and of year; no concentration is in it, and the trend is
not either: it stays a term of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Weather by which states are told apart, where it is there (our own choice, tuned as `model`).
STATE: tuple[str, ...] = (
    *(
        f"{name}_{window}"
        for name in (
            "wind_u",
            "wind_v",
            "wind_speed",
            "dew_point",
            "temperature",
            "humidity",
            "pressure",
        )
        for window in (6, 24, 72)
    ),
    "wind_u",
    "wind_v",
    "wind_speed",
    "humidity",
    "wind_u_12",
    "wind_v_12",
    "wind_speed_most_24",
    "temperature_least_24",
    "pressure_change_24",
    "temperature_change_24",
    "dew_point_change_24",
    "rain_24",
    "rain_72",
    "since_north_wind",
    "wind_u_spread_24",
    "wind_v_spread_24",
    "temperature_spread_24",
)
#: Weight of the time of day and of year beside a standard deviation of the weather.
CALENDAR_WEIGHT = 1.4
#: Distance at which nearness is exp(-1/2), a share of the root of the number of columns.
REACH = 0.4
#: Size of the kernel beside the standardised columns: the larger, the less it is penalised.
SIZE = 10.0
#: Added to the nearness of a landmark to itself, without which near ones could not be told apart.
NUGGET = 1e-3
#: Rows at a time: what lies between fits a processor's cache.
ROWS = 1024


@dataclass(frozen=True)
class Landmarks:
    """States of the record, and the nearness of any state to them.

    Attributes:
        states: float32 (landmark, column), in units of the reach.
    """

    states: np.ndarray

    @classmethod
    def of(cls, states: np.ndarray, count: int) -> Landmarks:
        """Take `count` rows, fewer of a short record, evenly laid over it.

        states: float32 (row, column), standardised weather and the calendar.
        """
        rows = np.linspace(0, len(states) - 1, min(count, len(states))).astype(np.int64)
        return cls(_scaled(states[rows]))

    @property
    def penalty(self) -> np.ndarray:
        """The matrix that penalises slopes as the kernel does, float64 (landmark, landmark)."""
        near = _nearness(self.states, self.states).astype(np.float64)
        near[np.diag_indices_from(near)] += NUGGET
        return near / SIZE**2

    def fill(self, states: np.ndarray, found: np.ndarray) -> None:
        """Write the nearness of rows to each landmark into float32 (row, landmark)."""
        scaled = _scaled(states)
        for first in range(0, len(scaled), ROWS):
            part = slice(first, first + ROWS)
            found[part] = _nearness(scaled[part], self.states)


def _scaled(states: np.ndarray) -> np.ndarray:
    scaled: np.ndarray = states / np.float32(REACH * np.sqrt(states.shape[1]))
    return scaled


def _nearness(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return exp(-distance² / 2) of every row to every other, float32 (row, other)."""
    near = rows @ others.T
    near -= 0.5 * np.square(rows).sum(axis=1)[:, None]
    near -= 0.5 * np.square(others).sum(axis=1)
    np.minimum(near, 0.0, out=near)
    return np.exp(near, out=near)
