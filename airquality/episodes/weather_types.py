"""The kind of weather a case had, by a rule of few lines that is printed beside it.

The first line that holds names it:
1. windy_dust, part_dust: the case is marked as dust; its wind is above a light one, or it is not:
   then dust came for a part of the time into air that was still for the rest.
2. hot_dry: an ozone case whose days are hot (mean of the daily maxima) and without rain. No sun is
   measured here, so none is named.
3. stagnant_humid, stagnant: light wind, which neither exceeds `light_wind` nor is above the middle
   of the same weeks; humid where temperature and dew point lie close together.
4. steady_north, _east, _south, _west: the wind came from one side (three of eight sectors) most of
   the time. It could carry; that it did, it does not say.
5. mixed: none of these. unknown: no wind speed, or for ozone no temperature, was measured.
"""

from dataclasses import dataclass

import numpy as np

from airquality.episodes.wind_sectors import SECTOR_IDS

TYPE_IDS: tuple[str, ...] = (
    "stagnant_humid",
    "stagnant",
    "steady_north",
    "steady_east",
    "steady_south",
    "steady_west",
    "hot_dry",
    "windy_dust",
    "part_dust",
    "mixed",
    "unknown",
)
_SIDES = {"n": "steady_north", "e": "steady_east", "s": "steady_south", "w": "steady_west"}


@dataclass(frozen=True)
class TypeRule:
    """Figures of the types: own choices, set by looking at Beijing 2013-2017.

    Attributes:
        light_wind: m/s, mean of a case's days; above it the air is not called stagnant.
        light_percentile: nor where the mean is above this percentile of the same weeks: what is a
            light wind differs between a plain and a basin, and between instruments.
        humid_depression: °C, mean T - Td up to which the air is called humid: about 70 % relative
            humidity at 0 to 20 °C.
        hot: °C, mean of the daily maxima of temperature.
        dry: mm, mean rain of a day under which days count as dry.
        steady_share: % of the hours with a wind, calm ones too, that come from one side.
    """

    light_wind: float = 2.0
    light_percentile: float = 50.0
    humid_depression: float = 6.0
    hot: float = 28.0
    dry: float = 1.0
    steady_share: float = 60.0

    def __post_init__(self) -> None:
        if min(self.light_wind, self.humid_depression, self.dry) < 0:
            raise ValueError("light_wind, humid_depression and dry are not negative")
        if not (0 <= self.light_percentile <= 100 and 37.5 <= self.steady_share <= 100):
            # Three of eight sectors hold 37.5 % of a wind that prefers none.
            raise ValueError("light_percentile is 0 to 100, steady_share 37.5 to 100")


USUAL_TYPES = TypeRule()


@dataclass(frozen=True)
class CaseWeather:
    """What the type of a case is told from; NaN (or no sectors) where it was not measured.

    Attributes:
        wind_speed: m/s, mean of the case's days.
        wind_percentile: its percentile among the same weeks, 0 ... 100.
        dew_point_depression: °C, mean of the days.
        highest_temperature: °C, mean of the daily maxima.
        rain: mm a day.
        sectors: % of hours, float (sector,) in the order of `wind_sectors.SECTOR_IDS`.
    """

    wind_speed: float = np.nan
    wind_percentile: float = np.nan
    dew_point_depression: float = np.nan
    highest_temperature: float = np.nan
    rain: float = np.nan
    sectors: np.ndarray | None = None


def weather_type(
    weather: CaseWeather, kind: str, is_dust: bool = False, rule: TypeRule = USUAL_TYPES
) -> str:
    """Return one of `TYPE_IDS` by the rule of the module; kind is `pm25`, `o3` or `both`.

    Rain that was not measured does not stand against hot_dry; a percentile that nobody could tell
    not against stagnant; without a dew point stagnant air is not called humid.
    """
    light = weather.wind_speed <= rule.light_wind
    if is_dust and np.isfinite(weather.wind_speed):
        return "part_dust" if light else "windy_dust"
    if kind == "o3":
        if np.isnan(weather.highest_temperature):
            return "unknown"
        if weather.highest_temperature >= rule.hot and not weather.rain >= rule.dry:
            return "hot_dry"
    if np.isnan(weather.wind_speed):
        return "unknown"
    if light and not weather.wind_percentile > rule.light_percentile:
        humid = weather.dew_point_depression <= rule.humid_depression
        return "stagnant_humid" if humid else "stagnant"
    return _steady_side(weather.sectors, rule) or "mixed"


def _steady_side(sectors: np.ndarray | None, rule: TypeRule) -> str:
    """Return the type of the side that most wind came from; "" where none had enough of it.

    Sides share their diagonals; of equal ones the first of north, east, south, west counts.
    """
    if sectors is None:
        return ""
    turns = len(SECTOR_IDS) - 1
    shares = {}
    for name, type_id in _SIDES.items():
        middle = SECTOR_IDS.index(name)
        shares[type_id] = sum(float(sectors[(middle + step) % turns]) for step in (-1, 0, 1))
    best = max(shares, key=lambda type_id: shares[type_id])
    return best if shares[best] >= rule.steady_share else ""
