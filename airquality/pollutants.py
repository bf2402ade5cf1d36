"""The six pollutants of GB 3095 table 1, declared once.

Every selector, axis title, table column and file name takes its id, name and unit from here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pollutant:
    """One regulated pollutant.

    Attributes:
        id: lower-case key, used as a column name everywhere.
        symbol: how it is written for a reader, with subscripts.
        name_zh: full Chinese name.
        name_en: full English name.
        unit: the unit in which every table and function of this project holds it.
        decimals: places to which a concentration is rounded before an index is taken
            (HJ 633-2026, 4.2.2 and 4.2.3: integers, CO one decimal).
        plausible_max: an hourly value above it is flagged as implausible. A project setting
            may change it; no standard gives a figure. PM10 stands just under the 10,000 at which
            instruments end, because hours of thousands are real in a sandstorm.
    """

    id: str
    symbol: str
    name_zh: str
    name_en: str
    unit: str
    decimals: int
    plausible_max: float


_ALL = (
    Pollutant("pm25", "PM₂.₅", "细颗粒物", "Fine particles", "µg/m³", 0, 1500.0),
    Pollutant("pm10", "PM₁₀", "可吸入颗粒物", "Inhalable particles", "µg/m³", 0, 9900.0),
    Pollutant("so2", "SO₂", "二氧化硫", "Sulphur dioxide", "µg/m³", 0, 2000.0),
    Pollutant("no2", "NO₂", "二氧化氮", "Nitrogen dioxide", "µg/m³", 0, 800.0),
    Pollutant("co", "CO", "一氧化碳", "Carbon monoxide", "mg/m³", 1, 50.0),
    Pollutant("o3", "O₃", "臭氧", "Ozone", "µg/m³", 0, 1000.0),
)

POLLUTANTS: dict[str, Pollutant] = {pollutant.id: pollutant for pollutant in _ALL}
POLLUTANT_IDS: tuple[str, ...] = tuple(POLLUTANTS)
