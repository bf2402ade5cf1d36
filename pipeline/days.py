"""The days of every place of a city: stations, districts, the city itself.

Later steps all start from these arrays, (place, day) on whole calendar years.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from airquality.averages import daily_mean, max_1h, mda8, operating
from airquality.evaluation import aqi_at_least, mean_of_stations
from airquality.hours import HOURS_PER_DAY, HourGrid
from airquality.standards import hj633
from airquality.validity import Validity
from pipeline.city import CityData
from pipeline.engine import Engine, split

MEANS = ("pm25", "pm10", "so2", "no2", "co")
ITEMS = (*MEANS, "o3_mda8", "o3_1h_max")
COUNTED = (*MEANS, "o3_mda8")
IN_FORCE = "in_force"
STANDARD_OF_COLUMN = {"2012": hj633.HJ633_2012, "2026": hj633.HJ633_2026}
#: Stations and days that one block holds: some 60 MB of hours.
STATIONS_A_BLOCK = 64
DAYS_A_BLOCK = 1_500

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Area:
    """A district or the city: the rows of its evaluation stations, control points left out."""

    scope: str
    place: str
    members: np.ndarray


@dataclass(frozen=True)
class PlaceDays:
    """Daily statistics of the places of one city.

    Attributes:
        city: its id.
        scope, place: object arrays (place,), stations first, then districts, then the city.
        dates: datetime64[D] (day,), whole calendar years.
        values: item of `ITEMS` -> float64 (place, day), missing = NaN.
        counts: item of `COUNTED` -> int32 (place, day): valid hours of a station (windows of an
            MDA8), valid stations of a district or city; 0 where a day was published.
        active: bool (place, day): from the first to the last day on which the place has a value.
        is_published: bool (place, day): the values are published ones.
        aqi, primary: by column of `STANDARD_OF_COLUMN`, and `IN_FORCE` for the day's own.
        at_least: float64 (place, day): the largest sub-index by the standard in force of a day
            without an AQI (`airquality.evaluation.aqi_at_least`).
        level: int8 (place, day) by the standard in force.
        standard: id of the AQI standard in force, (day,).
    """

    city: str
    scope: np.ndarray
    place: np.ndarray
    dates: np.ndarray
    values: Arrays
    counts: Arrays
    active: np.ndarray
    is_published: np.ndarray
    aqi: Arrays
    primary: Arrays
    at_least: np.ndarray
    level: np.ndarray
    standard: np.ndarray

    @classmethod
    def unjudged(
        cls,
        city: str,
        places: Sequence[tuple[str, str]],
        dates: np.ndarray,
        values: Arrays,
        counts: Arrays,
        active: np.ndarray,
    ) -> PlaceDays:
        """Return measured days before `judge`: without AQI, level and what it is at least.

        places: scope and place of each; the others as the attributes. No day is published.
        """
        shape = (len(places), len(dates))
        scope, place = np.array([*zip(*places, strict=True)], dtype=object)
        return cls(
            city=city,
            scope=scope,
            place=place,
            dates=dates,
            values=values,
            counts=counts,
            active=active,
            is_published=np.zeros(shape, dtype=bool),
            aqi={},
            primary={},
            at_least=np.full(shape, np.nan),
            level=np.zeros(shape, np.int8),
            standard=hj633.standard_in_force(dates),
        )

    @property
    def places(self) -> int:
        """Number of places."""
        return len(self.place)


def areas_of(city: CityData) -> list[Area]:
    """Return the districts with evaluation stations, by adcode, and the city last."""
    evaluates = (city.stations["kind"] == "evaluation").to_numpy()
    district = city.stations["district"]
    areas = []
    for adcode in sorted(district.dropna().unique()):
        members = np.flatnonzero(evaluates & (district == adcode).to_numpy())
        if len(members):
            areas.append(Area("district", str(adcode), members))
    return [*areas, Area("city", city.project.city.id, np.flatnonzero(evaluates))]


def compute_days(city: CityData, engine: Engine) -> PlaceDays:
    """Compute the daily statistics and the AQI of every place.

    A day of a district or city is the mean over its evaluation stations, where at least 75 % of
    those in operation are valid (`Validity.share_of_stations`); its MDA8 and 1-hour maximum are
    the means of the stations' (the text of HJ 663 was not at hand: taking the MDA8 of the mean
    hours instead would never give more). Published days are added by `pipeline.published`.
    """
    dates = _calendar(city)
    areas = areas_of(city)
    stations = [] if city.usable is None else list(city.usable.stations)
    places = [*(("station", code) for code in stations), *((a.scope, a.place) for a in areas)]
    shape = (len(places), len(dates))
    values = {item: np.full(shape, np.nan) for item in ITEMS}
    counts = {item: np.zeros(shape, np.int32) for item in COUNTED}
    active = np.zeros(shape, dtype=bool)
    if city.usable is not None:
        _fill_from_hours(city, engine, areas, dates, values, counts, active)
    own = city.project.city.id
    days = PlaceDays.unjudged(own, places, dates, values, counts, active)
    return judge(days, city.project.evaluation.missing_items)


def mean_hours(city: CityData, areas: Sequence[Area]) -> list[Arrays]:
    """Return the mean over each area's evaluation stations: pollutant -> float64 (hour,).

    The same share of the stations in operation must be valid as for a day. Nothing for a city
    without hours.
    """
    # Cast here: `mean_of_stations` would look for the decimal behind each float32, which costs
    # most of the time and gives the same, since the mean is settled at six decimals.
    grid = city.usable
    if grid is None:
        return [{} for _ in areas]
    runs = np.repeat(_operates(grid), HOURS_PER_DAY, axis=1)
    share = city.project.validity_rules.share_of_stations
    found = []
    for area in areas:
        everyone, own = np.ones(len(area.members), dtype=bool), runs[area.members]
        hours = {name: grid.of(name)[area.members].astype(np.float64) for name in grid.variables}
        means = {n: mean_of_stations(each, own, everyone, share)[0] for n, each in hours.items()}
        found.append(means)
    return found


def _calendar(city: CityData) -> np.ndarray:
    """Return every day of the calendar years that any of the city's data touch."""
    ends = [] if city.usable is None else [city.usable.dates[0], city.usable.dates[-1]]
    if city.published is not None:
        index = city.published.index.to_numpy().astype("datetime64[D]")
        ends += [index[0], index[-1]]
    years = np.array(ends).astype("datetime64[Y]")
    first, last = years.min().astype("datetime64[D]"), (years.max() + 1).astype("datetime64[D]")
    return np.arange(first, last)


def _operates(grid: HourGrid) -> np.ndarray:
    """Return bool (station, day): between a station's first and last day with any value."""
    held = ~np.isnan(grid.values).all(axis=0)
    return operating(np.where(held, 0.0, np.nan))


def _station_days(block: tuple[np.ndarray, tuple[str, ...], Validity]) -> tuple[Arrays, Arrays]:
    """Compute the days of a block of hours (variable, station, hour)."""
    hours, variables, validity = block
    values: Arrays = {}
    counts: Arrays = {}
    for item in MEANS:
        values[item], counts[item] = daily_mean(hours[variables.index(item)], validity)
    ozone = hours[variables.index("o3")]
    peak, counts["o3_mda8"], is_valid = mda8(ozone, validity)
    values["o3_mda8"] = np.where(is_valid, peak, np.nan)
    values["o3_1h_max"], _ = max_1h(ozone, validity, is_valid)
    return values, counts


def _fill_from_hours(
    city: CityData,
    engine: Engine,
    areas: list[Area],
    dates: np.ndarray,
    values: Arrays,
    counts: Arrays,
    active: np.ndarray,
) -> None:
    """Fill the rows of stations, block by block, then those of the areas."""
    grid, rules = city.usable, city.project.validity_rules
    if grid is None:
        return
    offset = int((grid.dates[0] - dates[0]).astype(int))
    own = slice(offset, offset + grid.days)
    parts = [
        (rows, days)
        for rows in split(len(grid.stations), STATIONS_A_BLOCK)
        for days in split(grid.days, DAYS_A_BLOCK)
    ]
    blocks = [
        (
            grid.values[:, rows, days.start * HOURS_PER_DAY : days.stop * HOURS_PER_DAY],
            grid.variables,
            rules,
        )
        for rows, days in parts
    ]
    for (rows, days), (found, hours) in zip(parts, engine.map(_station_days, blocks), strict=True):
        where = slice(offset + days.start, offset + days.stop)
        for item in ITEMS:
            values[item][rows, where] = found[item]
        for item in COUNTED:
            counts[item][rows, where] = hours[item]
    operates = _operates(grid)
    active[: len(grid.stations), own] = operates
    for row, area in enumerate(areas, start=len(grid.stations)):
        runs = operates[area.members]
        active[row, own] = from_first_to_last(runs.any(axis=0))
        for item in ITEMS:
            mean, count = mean_of_stations(
                values[item][area.members, own],
                runs,
                np.ones(len(runs), dtype=bool),
                rules.share_of_stations,
            )
            values[item][row, own] = mean
            if item in counts:
                counts[item][row, own] = count


def judge(
    days: PlaceDays,
    missing_items: str,
    required: Mapping[str, Collection[str]] | None = None,
) -> PlaceDays:
    """Return the days with the AQI by each fixed standard and by the one in force.

    `missing_items` is the project's rule for HJ 633-2012 (`project_parts.Evaluation`): "na", a day
    that lacks an item has no AQI; "exceeding", as by HJ 633-2026, one over 100 stands. `required`
    names, by column of `STANDARD_OF_COLUMN`, the items whose absence counts; all of the standard's
    where it is not said.
    """
    standards = dict(STANDARD_OF_COLUMN)
    if missing_items == "exceeding":
        standards["2012"] = replace(standards["2012"], publishes_incomplete=True)
    judged = {
        name: hj633.daily_aqi(days.values, standard, required=(required or {}).get(name))
        for name, standard in standards.items()
    }
    aqi = {name: index.aqi for name, index in judged.items()}
    primary = {name: index.primary for name, index in judged.items()}
    shape = days.active.shape
    level, at_least = np.zeros(shape, np.int8), np.full(shape, np.nan)
    aqi[IN_FORCE] = np.full(shape, np.nan)
    primary[IN_FORCE] = np.full(shape, "", dtype=object)
    for name, standard in standards.items():
        now = days.standard == standard.id
        aqi[IN_FORCE][:, now] = aqi[name][:, now]
        primary[IN_FORCE][:, now] = primary[name][:, now]
        level[:, now] = judged[name].level[:, now]
        at_least[:, now] = aqi_at_least(judged[name])[:, now]
    return replace(days, aqi=aqi, primary=primary, at_least=at_least, level=level)


def from_first_to_last(seen: np.ndarray) -> np.ndarray:
    """Return bool (day,): True from the first to the last True of seen."""
    return np.logical_or.accumulate(seen) & np.logical_or.accumulate(seen[::-1])[::-1]
