"""Ratios of pollutants that speak, carefully, of where a case's particles came from.

PM2.5, PM10, SO2, NO2 and O3 are in µg/m³ and CO in mg/m³, as China publishes them. A high value
hints, it never proves: a ratio moves with the weather, with the instruments and, since gases were
given at 273 K until 31 August 2018 and at 298 K after, with the state they are given at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from airquality.episodes.factor import Factor

_ALL = (
    Factor("pm25_pm10", "PM₂.₅/PM₁₀", "PM₂.₅/PM₁₀", "1", 2),
    Factor("pm25_co", "PM₂.₅/CO", "PM₂.₅/CO", "µg/mg", 0),
    Factor("secondary_share", "二次份额（估）", "Secondary share (est.)", "1", 2),
    Factor("so2_no2", "SO₂/NO₂", "SO₂/NO₂", "1", 2),
    Factor("no2", "NO₂", "NO₂", "µg/m³", 0),
    Factor("ox", "Oₓ（O₃ + NO₂）", "Oₓ (O₃ + NO₂)", "µg/m³", 0),
)

RATIOS: dict[str, Factor] = {ratio.id: ratio for ratio in _ALL}


@dataclass(frozen=True)
class RatioRule:
    """Guards and figures of the ratios: the practice of papers, from memory; our own figures.

    Attributes:
        least_pm10, least_no2: µg/m³; with less below the line of a ratio it is left out: a small
            denominator makes any ratio.
        least_co: mg/m³, the same.
        primary_percentile: percentile of PM2.5/CO over the days of the season that stands for
            fresh emissions. Papers take a minimum or a low percentile; the tenth is our choice.
        least_days: days of the season that this percentile needs.
    """

    least_pm10: float = 10.0
    least_no2: float = 5.0
    least_co: float = 0.2
    primary_percentile: float = 10.0
    least_days: int = 20

    def __post_init__(self) -> None:
        if min(self.least_pm10, self.least_no2, self.least_co) <= 0:
            raise ValueError("the least denominators are more than 0")
        if not 0 <= self.primary_percentile <= 100 or self.least_days < 1:
            raise ValueError("primary_percentile lies between 0 and 100, least_days is not 0")


USUAL_RATIOS = RatioRule()


def ratios(
    values: Mapping[str, np.ndarray], rule: RatioRule = USUAL_RATIOS
) -> dict[str, np.ndarray]:
    """Return every ratio that the pollutants allow, float64, but for the secondary share.

    values: by id of `airquality.pollutants`, float (..., time), hours or daily means, missing =
    NaN; o3 is the mean of the same hours as the others, never an MDA8 beside daily means. Oₓ is
    the sum of the two masses, not of molecules. PM2.5/PM10 over 1 is an instrument's error and
    counts as 1. NaN where one of the two is missing, or the denominator under its least.
    """
    held = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    found = {}
    for name, above, below, least in (
        ("pm25_pm10", "pm25", "pm10", rule.least_pm10),
        ("pm25_co", "pm25", "co", rule.least_co),
        ("so2_no2", "so2", "no2", rule.least_no2),
    ):
        if above in held and below in held:
            found[name] = _divide(held[above], held[below], least)
    if "pm25_pm10" in found:
        found["pm25_pm10"] = np.minimum(found["pm25_pm10"], 1.0)
    if "no2" in held:
        found["no2"] = held["no2"]
    if "no2" in held and "o3" in held:
        found["ox"] = held["o3"] + held["no2"]
    return found


def secondary_share(
    pm25_co: np.ndarray, season: np.ndarray, rule: RatioRule = USUAL_RATIOS
) -> np.ndarray:
    """Return the share of PM2.5 that is not explained by CO, 0 ... 1, float64 (time,).

    1 - r / (PM2.5/CO), r = `primary_percentile` of PM2.5/CO over the season: CO is emitted, not
    formed, so what PM2.5 there is beyond r times CO was formed in the air (the CO tracer method,
    from memory). 0 where it would be negative. It overstates the share where the cleanest days
    are those of the background, whose CO comes from afar; it knows nothing of dust.

    pm25_co: of `ratios`, (time,); season: bool (time,), the days that r is taken of. All NaN with
    fewer than `least_days` of them, or where r is not positive.
    """
    others = pm25_co[season & np.isfinite(pm25_co)]
    if others.size < rule.least_days:
        return np.full(pm25_co.shape, np.nan)
    fresh = float(np.percentile(others, rule.primary_percentile))
    if fresh <= 0:
        return np.full(pm25_co.shape, np.nan)
    share = 1.0 - np.divide(fresh, pm25_co, out=np.full(pm25_co.shape, np.nan), where=pm25_co > 0)
    # Without particles there are no secondary ones either: the share of nothing is not a number.
    return np.asarray(np.maximum(share, 0.0))


def _divide(above: np.ndarray, below: np.ndarray, least: float) -> np.ndarray:
    """Divide where the denominator is at least `least`; NaN elsewhere."""
    found = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    with np.errstate(invalid="ignore"):
        np.divide(above, below, out=found, where=below >= least)
    return found
