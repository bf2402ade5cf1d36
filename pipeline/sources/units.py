"""Units that a file may state, and the factor to this project's own."""

import re
from dataclasses import dataclass

from airquality.pollutants import POLLUTANTS
from airquality.weather import BOUNDARY_LAYER, WEATHER

GAS_CONSTANT = 8.314462618  # J/(mol K), CODATA 2018
MOLAR_MASS = {"so2": 64.066, "no2": 46.0055, "co": 28.010, "o3": 47.998}  # g/mol
MASS = {"µg/m³": 1.0, "mg/m³": 1000.0}  # in µg/m³
MIXING = {"ppb": 1.0, "ppm": 1000.0}  # in ppb
WEATHER_UNITS: dict[str, dict[str, tuple[float, float]]] = {
    "°C": {"°C": (1.0, 0.0), "K": (1.0, -273.15)},
    "hPa": {"hPa": (1.0, 0.0), "Pa": (0.01, 0.0), "kPa": (10.0, 0.0)},
    "mm": {"mm": (1.0, 0.0)},
    "m/s": {"m/s": (1.0, 0.0), "km/h": (1 / 3.6, 0.0)},
    "°": {"°": (1.0, 0.0)},
    "m": {"m": (1.0, 0.0), "km": (1000.0, 0.0)},
}
SPELLINGS = {"℃": "°C", "degC": "°C", "C": "°C", "mb": "hPa", "mbar": "hPa", "deg": "°", "度": "°"}


@dataclass(frozen=True)
class Conversion:
    """value in this project's unit = value in the file x factor + offset."""

    factor: float
    offset: float = 0.0


def parse_state(text: str) -> tuple[float, float]:
    """Read a reference state such as `298.15 K, 1013.25 hPa` as kelvin and hPa; else ValueError."""
    found = re.fullmatch(r"\s*([\d.]+)\s*K\s*,?\s+([\d.]+)\s*hPa\s*", text)
    if found is None:
        raise ValueError(f"{text!r} is no state: write `298.15 K, 1013.25 hPa`")
    return float(found[1]), float(found[2])


def conversion_of(variable: str, unit: str, state: tuple[float, float] | None) -> Conversion:
    """Return how a variable in the stated unit becomes this project's.

    A mixing ratio (ppb, ppm) becomes a concentration only at a stated temperature and pressure:
    c [µg/m³] = ppb · M · P / (R · T); at 298.15 K and 1013.25 hPa that is ppb · M / 24.465.
    Raises KeyError for an unknown variable, ValueError for a unit that cannot be used, with the
    reason in words.
    """
    text = re.sub(r"\s", "", unit).replace("μ", "µ").replace("m3", "m³").replace("m^3", "m³")
    text = re.sub(r"^u(?=g/)", "µ", text)
    text = SPELLINGS.get(text, text)
    if variable in WEATHER or variable == BOUNDARY_LAYER.id:
        own = WEATHER.get(variable, BOUNDARY_LAYER).unit
        if text not in WEATHER_UNITS[own]:
            raise ValueError(
                f"unit {unit!r} of {variable} is none of {', '.join(WEATHER_UNITS[own])}"
            )
        return Conversion(*WEATHER_UNITS[own][text])
    own_mass = MASS[POLLUTANTS[variable].unit]
    if text in MASS:
        return Conversion(MASS[text] / own_mass)
    if text in MIXING and variable in MOLAR_MASS:
        if state is None:
            raise ValueError(
                f"{variable} in {unit} needs the state of its volume: a line "
                "`# state: 298.15 K, 1013.25 hPa`"
            )
        kelvin, hectopascal = state
        litres_per_mole = GAS_CONSTANT * kelvin / (hectopascal * 100.0) * 1000.0
        return Conversion(MIXING[text] * MOLAR_MASS[variable] / litres_per_mole / own_mass)
    raise ValueError(f"unit {unit!r} of {variable} is unknown: write {POLLUTANTS[variable].unit}")
