"""Flag hourly values that are no measurement, or look like none; delete nothing.

The kinds of outlier follow Wu H. et al., Adv. Atmos. Sci. 35:1522 (2018): single spikes in space
and time, low variance (a stuck instrument), PM10 below PM2.5; added are what files carry besides:
negative values, codes for "missing", values beyond an instrument's range. That paper decides by
probabilities whose cut-offs were not at hand, so **every threshold here is a setting**, chosen on
national hourly data of 2019 and Beijing's of 2013-2017, and no standard's figure.

Flags mark; `usable` leaves out only the kinds that the settings name. A rule that cannot tell a
broken instrument from a real episode (a stuck value, an inversion) marks and does not exclude.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np

from airquality.hours import HourGrid
from airquality.pollutants import POLLUTANTS


class Flag(IntFlag):
    """What is doubtful about a cell; a cell may carry several."""

    NEGATIVE = 1
    SENTINEL = 2
    ABOVE_RANGE = 4
    STUCK = 8
    SPIKE = 16
    PM_INVERSION = 32


@dataclass(frozen=True)
class FlagText:
    """The name of a flag and why it is set, for a reader."""

    name_zh: str
    name_en: str
    reason_zh: str
    reason_en: str


FLAG_TEXTS: dict[Flag, FlagText] = {
    Flag.NEGATIVE: FlagText(
        "负值",
        "Negative",
        "浓度不可能为负；颗粒物滤膜上的水分蒸发可造成负值",
        "A concentration cannot be negative; water evaporating from a filter can make it so",
    ),
    Flag.SENTINEL: FlagText(
        "缺测代码",
        "Missing-value code",
        "该数值是表示缺测的代码，不是观测值",
        "The number is a code for a missing value, not a measurement",
    ),
    Flag.ABOVE_RANGE: FlagText(
        "超出量程",
        "Above range",
        "高于本项目设定的合理上限",
        "Higher than the plausible maximum set for the project",
    ),
    Flag.STUCK: FlagText(
        "数值不变",
        "Unchanging",
        "连续多个小时数值完全相同，仪器可能停滞",
        "The same value hour after hour: the instrument may be stuck",
    ),
    Flag.SPIKE: FlagText(
        "孤立突升",
        "Lone spike",
        "仅一个小时、仅一个站点突升，前后小时和同城其他站点均不支持",
        "One hour at one station only: neither the hours beside it nor any other station of the "
        "city shares it",
    ),
    Flag.PM_INVERSION: FlagText(
        "粒径倒挂",
        "PM inversion",
        "PM₂.₅ 高于 PM₁₀，超出取整误差；两者孰误未定",
        "PM₂.₅ exceeds PM₁₀ beyond rounding; which of the two is wrong is not known",
    ),
}


_PLAUSIBLE_MAX = {pollutant.id: pollutant.plausible_max for pollutant in POLLUTANTS.values()}
_STUCK_HOURS = {"pm25": 8, "pm10": 8, "so2": 48, "no2": 12, "co": 24, "o3": 24}
_STUCK_ABOVE = {"pm25": 5.0, "pm10": 10.0, "so2": 10.0, "no2": 5.0, "co": 0.5, "o3": 5.0}
_SPIKE_RISE = {"pm25": 100.0, "pm10": 150.0, "so2": 60.0, "no2": 60.0, "co": 2.0, "o3": 60.0}


@dataclass(frozen=True)
class QualitySettings:
    """Thresholds of the flags; each is a project's choice (see the module's note).

    Attributes:
        sentinels: codes for "missing". Only numbers that no pollutant can have: 999 is a possible
            hour of PM10 and is not one; a sentinel inside a plausible range is refused.
        plausible_max: pollutant id to the highest plausible hour, by default the registry's.
        stuck_hours: pollutant id to the least length of a run of one and the same value. Integers
            repeat naturally: on real hours a run of 6 is still clean air for PM2.5 (median 10
            µg/m³), ozone stays at 1-2 through a night, SO2 and CO (one decimal) stand for a day.
        stuck_above: pollutant id to the value at or below which a run is natural.
        spike_ratio: a spike is at least this many times the larger of the two hours beside it
            **and** the largest other station of its city at that hour. At 3, Beijing's 2.4 million
            hours of 2013-2017 hold about 120 spikes and no hour of a known episode.
        spike_rise: pollutant id to the least rise over the larger hour beside it, in its unit.
        spike_stations: other stations with a value that are needed to call a spike.
        inversion_tolerance: µg/m³ by which PM2.5 may exceed PM10: both are rounded to integers.
        excluded: the kinds that `usable` leaves out.
    """

    sentinels: tuple[float, ...] = (-99999.0, -9999.0, -999.0, -99.0, 9999.0, 99999.0)
    plausible_max: Mapping[str, float] = field(default_factory=lambda: dict(_PLAUSIBLE_MAX))
    stuck_hours: Mapping[str, int] = field(default_factory=lambda: dict(_STUCK_HOURS))
    stuck_above: Mapping[str, float] = field(default_factory=lambda: dict(_STUCK_ABOVE))
    spike_ratio: float = 3.0
    spike_rise: Mapping[str, float] = field(default_factory=lambda: dict(_SPIKE_RISE))
    spike_stations: int = 3
    inversion_tolerance: float = 1.0
    excluded: Flag = Flag.SENTINEL | Flag.NEGATIVE | Flag.ABOVE_RANGE | Flag.SPIKE

    def __post_init__(self) -> None:
        top = max(self.plausible_max.values(), default=0.0)
        possible = [code for code in self.sentinels if 0 <= code <= top]
        if possible:
            raise ValueError(f"codes for missing values that can be measurements: {possible}")
        if self.spike_ratio <= 1 or self.spike_stations < 1:
            raise ValueError("a spike needs a ratio above 1 and at least one other station")
        if any(hours < 2 for hours in self.stuck_hours.values()):
            raise ValueError("a run of one value has at least 2 hours")


DEFAULT_SETTINGS = QualitySettings()


def flag_grid(
    grid: HourGrid,
    settings: QualitySettings = DEFAULT_SETTINGS,
    cities: Sequence[str] | None = None,
) -> np.ndarray:
    """Flag every cell of a grid; the grid is not changed.

    Sentinels are looked for in every variable, the rest in pollutants only. A sentinel is not
    negative or above range as well. The other rules look at what is left without these three, so
    that a code for "missing" is nobody's neighbour. A gap ends a run of equal values, and a value
    beside a gap, at either end of the grid or in a city of too few stations is never a spike.

    Args:
        grid: hourly values, (variable, station, hour).
        settings: the thresholds.
        cities: the city of each station of the grid; None if all are of one city.

    Returns:
        uint8 of the grid's shape, a `Flag` a cell; 0 where nothing is doubtful or nothing is there.

    Raises:
        ValueError: not one city for each station.
    """
    if cities is not None and len(cities) != len(grid.stations):
        raise ValueError(f"{len(grid.stations)} stations, but {len(cities)} cities")
    groups = _group_stations(cities, len(grid.stations))
    flags = np.zeros(grid.values.shape, dtype=np.uint8)
    for index, variable in enumerate(grid.variables):
        values, found = grid.values[index], flags[index]
        found[np.isin(values, np.array(settings.sentinels, values.dtype))] = Flag.SENTINEL
        if variable not in POLLUTANTS:
            continue
        found[(values < 0) & (found == 0)] = Flag.NEGATIVE
        top = settings.plausible_max.get(variable, np.inf)
        found[(values > top) & (found == 0)] = Flag.ABOVE_RANGE
        kept = np.where(found, np.float32(np.nan), values) if found.any() else values
        if variable in settings.stuck_hours:
            floor = settings.stuck_above.get(variable, -np.inf)
            found[_find_runs(kept, settings.stuck_hours[variable], floor)] |= np.uint8(Flag.STUCK)
        if variable in settings.spike_rise:
            rise = settings.spike_rise[variable]
            found[_find_spikes(kept, groups, rise, settings)] |= np.uint8(Flag.SPIKE)
    _flag_inversions(grid, flags, settings)
    return flags


def usable(
    grid: HourGrid, flags: np.ndarray, settings: QualitySettings = DEFAULT_SETTINGS
) -> HourGrid:
    """Return the grid with NaN in the cells whose flags the settings exclude.

    The gaps stay as they are: a cell without a value whose gap is NONE was measured and left out.

    Raises:
        ValueError: flags of another shape.
    """
    if flags.shape != grid.values.shape:
        raise ValueError(f"flags {flags.shape} for a grid of {grid.values.shape}")
    out = (flags & np.uint8(settings.excluded)) != 0
    return grid.with_values(np.where(out, np.float32(np.nan), grid.values))


def _group_stations(cities: Sequence[str] | None, count: int) -> list[np.ndarray]:
    """Return the station indices of each city."""
    if cities is None:
        return [np.arange(count)]
    names = np.asarray(cities)
    return [np.flatnonzero(names == city) for city in dict.fromkeys(cities)]


def _find_runs(values: np.ndarray, hours: int, floor: float) -> np.ndarray:
    """Return bool (station, hour): inside a run of at least `hours` equal values above floor."""
    inside = np.zeros(values.shape, dtype=bool)
    pairs = hours - 1
    if values.shape[1] < hours:
        return inside
    # begins[t]: the pair of t and t+1 and the pairs after it, `reach` in all, are equal.
    begins = (values[:, 1:] == values[:, :-1]) & (values[:, 1:] > floor)
    reach = 1
    while reach < pairs:
        step = min(reach, pairs - reach)
        begins = begins[:, :-step] & begins[:, step:]
        reach += step
    for station, hour in zip(*np.nonzero(begins), strict=True):
        inside[station, hour : hour + hours] = True
    return inside


def _find_spikes(
    values: np.ndarray, groups: list[np.ndarray], rise: float, settings: QualitySettings
) -> np.ndarray:
    """Return bool (station, hour): far over both hours beside it and over every other station."""
    spikes = np.zeros(values.shape, dtype=bool)
    # A comparison with NaN is false: both hours beside it must be there.
    beside = np.maximum(values[:, :-2], values[:, 2:])
    middle = values[:, 1:-1]
    lone = (middle >= settings.spike_ratio * beside) & (middle - beside >= rise)
    for group in groups:
        rows, hours = np.nonzero(lone[group])
        if len(group) <= settings.spike_stations or not len(rows):
            continue
        others = middle[np.ix_(group, hours)]
        here = others[rows, np.arange(len(rows))]
        others[rows, np.arange(len(rows))] = np.nan
        witnesses = np.isfinite(others).sum(axis=0)
        largest = np.where(np.isfinite(others), others, -np.inf).max(axis=0)
        called = (witnesses >= settings.spike_stations) & (here >= settings.spike_ratio * largest)
        spikes[group[rows[called]], hours[called] + 1] = True
    return spikes


def _flag_inversions(grid: HourGrid, flags: np.ndarray, settings: QualitySettings) -> None:
    """Flag both cells where PM2.5 exceeds PM10 and both are measurements."""
    if "pm25" not in grid.variables or "pm10" not in grid.variables:
        return
    fine, coarse = (grid.variables.index(name) for name in ("pm25", "pm10"))
    no_value = np.uint8(Flag.SENTINEL | Flag.NEGATIVE | Flag.ABOVE_RANGE)
    inverted = grid.values[fine] - grid.values[coarse] > settings.inversion_tolerance
    inverted &= ((flags[fine] | flags[coarse]) & no_value) == 0
    flags[fine][inverted] |= np.uint8(Flag.PM_INVERSION)
    flags[coarse][inverted] |= np.uint8(Flag.PM_INVERSION)
