"""The cases of a city, found once for all the tables that hang on them.

A place with cases is the city; in a project of many cities every area of the map, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from airquality.episodes.cases import Case
from airquality.episodes.detection import find_both, find_o3, find_pm25
from airquality.episodes.rules import EpisodeRules
from airquality.hours import HOURS_PER_DAY
from airquality.rounding import round_half_even
from airquality.schemes import IN_FORCE, daily_limits
from airquality.weather import mean_weather
from pipeline.city import CityData
from pipeline.days import Arrays, PlaceDays, areas_of
from pipeline.joining import HALF_A_DAY

#: Kind of a case -> the pollutant that it is measured by.
LEAD = {"pm25": "pm25", "o3": "o3", "both": "pm25"}
#: Pollutant -> the daily statistic that is held against the daily limit.
DAILY = {"pm25": "pm25", "o3": "o3_mda8"}


@dataclass(frozen=True)
class CasePlace:
    """A place that has cases of its own.

    Attributes:
        scope, place: as in the tables; prefix: of the ids of its cases.
        row: its row in the days.
        members: rows of its evaluation stations.
        hours: pollutant -> mean over them, float64 (hour,); nothing without hours.
    """

    scope: str
    place: str
    prefix: str
    row: int
    members: np.ndarray
    hours: Arrays


@dataclass(frozen=True)
class CityCase:
    """One case and the place that it is of."""

    id: str
    case: Case
    at: CasePlace

    @property
    def lead(self) -> str:
        """The pollutant that it is measured by."""
        return LEAD[self.case.kind]

    @property
    def has_hours(self) -> bool:
        """Whether its place has hours and the case was found in them."""
        return bool(self.at.hours) and self.case.origin == "hours"


@dataclass(frozen=True)
class CityCases:
    """All cases of a city.

    Attributes:
        city: its data; days: the daily values of its places.
        rules: by which the cases were found.
        limits: pollutant -> what its days are held against, float64 (day,): the daily limit in
            force, of O3 the figure of its rule.
        cases: by place in the order of the areas, by kind, the oldest first.
    """

    city: CityData
    days: PlaceDays
    rules: EpisodeRules
    limits: Arrays
    cases: tuple[CityCase, ...]

    @property
    def start(self) -> np.datetime64:
        """First hour of the hours, datetime64[h]; that of the days for a city without hours."""
        return _first_hour(self.city, self.days)

    @property
    def hours(self) -> int:
        """Number of hours on the city's grid."""
        return 0 if self.city.usable is None else self.city.usable.hours

    @cached_property
    def hour_days(self) -> slice:
        """Where the days of the hours lie among the days."""
        first = int((self.start.astype("datetime64[D]") - self.days.dates[0]).astype(int))
        return slice(first, first + self.hours // HOURS_PER_DAY)

    def span(self, case: Case, margin: int = 0) -> slice:
        """Return where a case lies in the hours, `margin` hours more on both sides, cut to them."""
        first, end = ((each - self.start).astype(int) for each in (case.start, case.end))
        return slice(max(int(first) - margin, 0), max(min(int(end) + margin, self.hours), 0))

    def day_span(self, case: Case) -> slice:
        """Return where first to last day of a case lie in the days."""
        begin = self.days.dates[0]
        first, last = ((day - begin).astype(int) for day in (case.first_day, case.last_day))
        return slice(int(first), int(last) + 1)

    def polluted(self, each: CityCase) -> np.ndarray:
        """Return the days on which a case's lead pollutant was over its limit, bool (day,).

        Rounded first, as HJ 633 judges days and as cases are found.
        """
        daily = self.days.values[DAILY[each.lead]][each.at.row]
        return np.asarray(round_half_even(daily, 0) > self.limits[each.lead])

    def weather_of(self, at: CasePlace) -> Arrays:
        """Return the mean weather of a place by id, float32 (hour,); nothing without weather."""
        grid = self.city.weather
        if grid is None or self.city.usable is None:
            return {}
        if at.scope == "city":
            found = self.city.mean_weather
        else:
            held = {name: grid.of(name)[at.members] for name in grid.variables}
            found = mean_weather(held, grid.hours)
        return {name: values for name, values in found.items() if np.isfinite(values).any()}


def gather_cases(city: CityData, days: PlaceDays, means: Sequence[Arrays]) -> CityCases:
    """Find every case of a city's places.

    means: of `pipeline.days.mean_hours`, an entry an area of `areas_of`. PM2.5 is held against the
    daily limit in force, O3 against the figure of its rule.
    """
    rules = city.project.episodes.rules
    limits = daily_limits(IN_FORCE, days.dates)
    limits["o3"] = np.full(len(days.dates), rules.o3.limit)
    start = _first_hour(city, days)
    found = [
        CityCase(case.id(at.prefix), case, at)
        for at in _places_of(city, days, means)
        for case in _find(at, days, start, limits["pm25"], rules)
    ]
    return CityCases(city, days, rules, limits, tuple(found))


def _first_hour(city: CityData, days: PlaceDays) -> np.datetime64:
    return days.dates[0].astype("datetime64[h]") if city.usable is None else city.usable.start


def _places_of(city: CityData, days: PlaceDays, means: Sequence[Arrays]) -> list[CasePlace]:
    areas = areas_of(city)
    first = days.places - len(areas)
    return [
        CasePlace(area.scope, area.place, area.place, first + number, area.members, means[number])
        for number, area in enumerate(areas)
        if area.scope == "city" or city.project.areas == "city"
    ]


def _find(
    at: CasePlace, days: PlaceDays, start: np.datetime64, limit: np.ndarray, rules: EpisodeRules
) -> list[Case]:
    """Find the cases of one place, of each kind."""
    pm25, mda8 = (days.values[DAILY[name]][at.row] for name in ("pm25", "o3"))
    dates = days.dates
    known = np.zeros(len(dates), dtype=bool)
    if at.hours:
        held = np.isfinite(np.reshape(at.hours["o3"], (-1, HOURS_PER_DAY))).sum(axis=1)
        first = int((start.astype("datetime64[D]") - dates[0]).astype(int))
        # A published value may stand for a day of which the hours are lost.
        known[first : first + len(held)] = held >= HALF_A_DAY
    hours = at.hours.get("pm25")
    return [
        *find_pm25(hours, start, pm25, dates, limit, rules.pm25),
        *find_o3(mda8, dates, rules.o3, known),
        *find_both(pm25, mda8, dates, limit, rules.both, rules.o3.limit, known),
    ]
