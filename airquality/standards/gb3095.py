"""Limits of GB 3095, the ambient air quality standard, as dated tables.

GB 3095-2012; GB 3095-2026 in force from 2026-03-01 with transition limits up to
2030-12-31 and final limits from 2031-01-01. µg/m³, CO mg/m³. The reference state changed on
2018-09-01 (amendment 修改单 of 2018 to GB 3095-2012, kept in 2026); the limits did not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

GASES: tuple[str, ...] = ("so2", "no2", "co", "o3")

REFERENCE_STATE_CHANGE = np.datetime64("2018-09-01")
"""First day of the present state. Before: 273 K and 101.325 kPa for everything. From it: gases at
298.15 K and 1013.25 hPa, particles at the temperature and pressure of the air sampled."""

GAS_FACTOR = 273.0 / 298.15
"""Old gas concentration × this = the same air in the present state (-8.4 %)."""


@dataclass(frozen=True)
class LimitSet:
    """The limits of one standard over one span of time.

    Attributes:
        id: `gb3095-2012`, `gb3095-2026-transition` or `gb3095-2026-final`.
        name_zh, name_en: as cited.
        valid_from, valid_to: both included; valid_to None = open.
        limits: (grade I, grade II) by (pollutant, averaging); averaging is annual, 24h, 1h, mda8
            or quarter. Beside the six pollutants: tsp, nox, pb, bap (µg/m³).
    """

    id: str
    name_zh: str
    name_en: str
    valid_from: date
    valid_to: date | None
    limits: Mapping[tuple[str, str], tuple[float, float]]


_UNCHANGED: dict[tuple[str, str], tuple[float, float]] = {
    ("co", "24h"): (4, 4),
    ("co", "1h"): (10, 10),
    ("o3", "mda8"): (100, 160),
    ("o3", "1h"): (160, 200),
    ("no2", "1h"): (200, 200),
    ("tsp", "annual"): (80, 200),
    ("tsp", "24h"): (120, 300),
    ("nox", "1h"): (250, 250),
    ("pb", "annual"): (0.5, 0.5),
    ("pb", "quarter"): (1, 1),
    ("bap", "annual"): (0.001, 0.001),
    ("bap", "24h"): (0.0025, 0.0025),
}

# Of the transition limits only those of PM10 and PM2.5 differ from 2012.
_GASES_TO_2030: dict[tuple[str, str], tuple[float, float]] = {
    ("so2", "annual"): (20, 60),
    ("so2", "24h"): (50, 150),
    ("so2", "1h"): (150, 500),
    ("no2", "annual"): (40, 40),
    ("no2", "24h"): (80, 80),
    ("nox", "annual"): (50, 50),
    ("nox", "24h"): (100, 100),
}

GB3095_2012 = LimitSet(
    id="gb3095-2012",
    name_zh="《环境空气质量标准》GB 3095-2012",
    name_en="GB 3095-2012, Ambient Air Quality Standards",
    valid_from=date(2016, 1, 1),
    valid_to=date(2026, 2, 28),
    limits={
        **_UNCHANGED,
        **_GASES_TO_2030,
        ("pm10", "annual"): (40, 70),
        ("pm10", "24h"): (50, 150),
        ("pm25", "annual"): (15, 35),
        ("pm25", "24h"): (35, 75),
    },
)

GB3095_2026_TRANSITION = LimitSet(
    id="gb3095-2026-transition",
    name_zh="《环境空气质量标准》GB 3095-2026 过渡阶段限值",
    name_en="GB 3095-2026, Ambient Air Quality Standards, transition limits",
    valid_from=date(2026, 3, 1),
    valid_to=date(2030, 12, 31),
    limits={
        **_UNCHANGED,
        **_GASES_TO_2030,
        ("pm10", "annual"): (40, 60),
        ("pm10", "24h"): (50, 120),
        ("pm25", "annual"): (15, 30),
        ("pm25", "24h"): (35, 60),
    },
)

GB3095_2026_FINAL = LimitSet(
    id="gb3095-2026-final",
    name_zh="《环境空气质量标准》GB 3095-2026 限值（2031 年起）",
    name_en="GB 3095-2026, Ambient Air Quality Standards, limits from 2031",
    valid_from=date(2031, 1, 1),
    valid_to=None,
    limits={
        **_UNCHANGED,
        ("so2", "annual"): (20, 20),
        ("so2", "24h"): (50, 50),
        ("so2", "1h"): (150, 150),
        ("no2", "annual"): (30, 30),
        ("no2", "24h"): (50, 50),
        ("nox", "annual"): (40, 40),
        ("nox", "24h"): (70, 70),
        ("pm10", "annual"): (20, 50),
        ("pm10", "24h"): (50, 100),
        ("pm25", "annual"): (10, 25),
        ("pm25", "24h"): (25, 50),
    },
)

STANDARDS: dict[str, LimitSet] = {
    limits.id: limits for limits in (GB3095_2012, GB3095_2026_TRANSITION, GB3095_2026_FINAL)
}


def standard_in_force(day: date | np.datetime64) -> LimitSet:
    """Return the limits in force on a day; days before 2016-01-01 fall to GB 3095-2012.

    It bound 74 key cities from 2013-01-01 and the whole country from 2016-01-01; an earlier day is
    judged by it too, so that a series has one yardstick. ValueError for a missing date (NaT).
    """
    return STANDARDS[str(standards_in_force(np.asarray(day, dtype="datetime64[D]")))]


def standards_in_force(days: ArrayLike) -> np.ndarray:
    """Return the id of the limits in force on each day (datetime64, any shape); see above."""
    when = np.asarray(days, dtype="datetime64[D]")
    if np.isnat(when).any():
        raise ValueError("a date is missing (NaT)")
    begins = np.array([s.valid_from for s in STANDARDS.values()], dtype="datetime64[D]")
    begun = np.searchsorted(begins, when, side="right")
    return np.asarray(np.array(list(STANDARDS))[np.maximum(begun - 1, 0)])


def limit(pollutant: str, averaging: str, standard: LimitSet | str, grade: int = 2) -> float | None:
    """Return a limit in µg/m³ (CO mg/m³); None where the standard sets none for that averaging.

    averaging: annual, 24h, 1h, mda8 (O3) or quarter (Pb); grade 1 or 2.
    KeyError for an unknown standard, ValueError for another grade.
    """
    if grade not in (1, 2):
        raise ValueError(f"grade is 1 or 2, not {grade}")
    rules = STANDARDS[standard] if isinstance(standard, str) else standard
    pair = rules.limits.get((pollutant, averaging))
    return None if pair is None else float(pair[grade - 1])


def convert_gas_to_present_state(values: ArrayLike, times: ArrayLike) -> np.ndarray:
    """Bring gas concentrations to 298.15 K: those before 2018-09-01 times 273/298.15.

    values: (..., time); times: datetime64 (time,). Public archives keep the state of their day
    (from memory), so a trend across that date carries a step unless it is converted first; limits
    and official figures of those years refer to the old state. NaN stays; a copy is returned.
    """
    is_old = np.asarray(times) < REFERENCE_STATE_CHANGE
    return np.asarray(values, dtype=np.float64) * np.where(is_old, GAS_FACTOR, 1.0)


def convert_particles_to_present_state(
    values: ArrayLike, times: ArrayLike, temperature: ArrayLike, pressure: ArrayLike
) -> np.ndarray:
    """Bring PM concentrations to ambient conditions: before 2018-09-01 × (273/T)(P/1013.25 hPa).

    values: (..., time); times: datetime64 (time,); temperature in °C and pressure in hPa of the
    same hours or days, shapes that broadcast. NaN before that date where the weather is missing:
    no factor is assumed. From that date on the values are returned as they are.
    """
    is_old = np.asarray(times) < REFERENCE_STATE_CHANGE
    kelvin = np.asarray(temperature, dtype=np.float64) + 273.15
    factor = (273.0 / kelvin) * (np.asarray(pressure, dtype=np.float64) / 1013.25)
    return np.asarray(values, dtype=np.float64) * np.where(is_old, factor, 1.0)
