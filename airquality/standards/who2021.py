"""The WHO global air quality guidelines of 2021 with their interim targets.

The figures are from memory (high confidence), not checked against the WHO text: `STATUS` says so
and goes wherever they are shown. They are not Chinese limits and have no legal force.
"""

from dataclasses import dataclass

TARGETS: tuple[str, ...] = ("IT1", "IT2", "IT3", "IT4", "AQG")

STATUS = "FROM MEMORY (high)"


@dataclass(frozen=True)
class Guideline:
    """One guideline.

    Attributes:
        pollutant, averaging: averaging is annual, 24h, mda8 or peak_season (mean of MDA8 in the
            six consecutive months with the highest six-month running mean).
        values: at each of TARGETS, µg/m³ (CO mg/m³); None where there is no such target.
        percentile: the percentile of a year's days that is held against it, None for a mean.
    """

    pollutant: str
    averaging: str
    values: tuple[float | None, ...]
    percentile: int | None


GUIDELINES: tuple[Guideline, ...] = (
    Guideline("pm25", "annual", (35, 25, 15, 10, 5), None),
    Guideline("pm25", "24h", (75, 50, 37.5, 25, 15), 99),
    Guideline("pm10", "annual", (70, 50, 30, 20, 15), None),
    Guideline("pm10", "24h", (150, 100, 75, 50, 45), 99),
    Guideline("o3", "peak_season", (100, 70, None, None, 60), None),
    Guideline("o3", "mda8", (160, 120, None, None, 100), 99),
    Guideline("no2", "annual", (40, 30, 20, None, 10), None),
    Guideline("no2", "24h", (120, 50, None, None, 25), 99),
    Guideline("so2", "24h", (125, 50, None, None, 40), 99),
    Guideline("co", "24h", (7, None, None, None, 4), 99),
)


def limit(pollutant: str, averaging: str, target: str = "AQG") -> float | None:
    """Return the guideline level (AQG) or an interim target, µg/m³ (CO mg/m³); None where absent.

    averaging: annual, 24h, mda8 or peak_season. ValueError for an unknown target.
    """
    if target not in TARGETS:
        raise ValueError(f"target is one of {', '.join(TARGETS)}, not {target}")
    for guideline in GUIDELINES:
        if (guideline.pollutant, guideline.averaging) == (pollutant, averaging):
            value = guideline.values[TARGETS.index(target)]
            return None if value is None else float(value)
    return None
