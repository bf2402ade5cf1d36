"""What went with a case: weather, ratios and wind beside the same weeks, and the weather's type."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from airquality.averages import daily_mean
from airquality.episodes.same_weeks import Normal, Weeks, compare, weeks_around
from airquality.episodes.similarity import RATIO_TRAITS, WEATHER_TRAITS, Traits
from airquality.episodes.source_ratios import ratios, secondary_share
from airquality.episodes.weather_days import daily_maximum, weather_days
from airquality.episodes.weather_types import CaseWeather, weather_type
from airquality.episodes.wind_sectors import SectorShares, eight_sectors, wind_sectors
from airquality.hours import HOURS_PER_DAY
from airquality.weather import wind_components
from pipeline.cases import DAILY, CasePlace, CityCase, CityCases
from pipeline.days import MEANS, Arrays

Normals = dict[str, Normal]


@dataclass(frozen=True)
class Surroundings:
    """The series of a place that its cases are compared within.

    Attributes:
        weather: factor -> daily value, float64 (day,) on the days of the city; nothing without.
        ratios: the same of the ratios of the daily means.
        highest: daily maximum of the temperature, (day,); None without.
        sector: number of the wind's sector, int8 (hour,); None without wind.
        wind: components u and v of the hours; none without.
    """

    weather: Arrays
    ratios: Arrays
    highest: np.ndarray | None
    sector: np.ndarray | None
    wind: tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Causes:
    """What went with one case.

    Attributes:
        weather, ratios: factor -> its value beside the same weeks; ratios beside their polluted
            days, where these are enough.
        wind: the sectors; None where too few hours have a wind.
        weather_type: None for a place without weather.
        means: mean of the case by id of `similarity.WEATHER_TRAITS`.
    """

    weather: Normals
    ratios: Normals
    wind: SectorShares | None
    weather_type: str | None
    means: dict[str, float] = field(default_factory=dict)


def find_causes(cases: CityCases, dusty: frozenset[str]) -> dict[str, Causes]:
    """Return what went with every case, by its id; dusty: ids of the cases marked as dust."""
    around: dict[str, Surroundings] = {}
    found = {}
    for each in cases.cases:
        if each.at.prefix not in around:
            around[each.at.prefix] = _gather(each.at, cases)
        found[each.id] = _causes_of(each, cases, around[each.at.prefix], each.id in dusty)
    return found


def traits_of(each: CityCase, cases: CityCases, causes: Causes, size: dict[str, float]) -> Traits:
    """Return what a case is compared with others by; size: of `pipeline.case_sizes`."""
    return Traits(
        start=each.case.start,
        peak_day=size["peak_day_value"],
        exceedance=size["exceedance"],
        hours=float(each.case.hours),
        curve=_curve_of(each, cases),
        weather=causes.means,
        composition={n: causes.ratios[n].value for n in RATIO_TRAITS if n in causes.ratios},
    )


def _curve_of(each: CityCase, cases: CityCases) -> np.ndarray:
    """Return the hours of a PM2.5 case; days where there are none, and of O3.

    Hours of O3 over several days would compare afternoons with nights.
    """
    if each.lead == "pm25" and each.has_hours:
        return each.at.hours["pm25"][cases.span(each.case)]
    return cases.days.values[DAILY[each.lead]][each.at.row, cases.day_span(each.case)]


def _gather(at: CasePlace, cases: CityCases) -> Surroundings:
    days = cases.days
    validity = cases.city.project.validity_rules
    weather = cases.weather_of(at)
    means = {name: days.values[name][at.row] for name in MEANS}
    if at.hours:
        means["o3"] = _on_days(daily_mean(at.hours["o3"], validity)[0], cases)
    sector: np.ndarray | None = None
    wind: tuple[np.ndarray, ...] = ()
    if "wind_speed" in weather and "wind_direction" in weather:
        speed, direction = weather["wind_speed"], weather["wind_direction"]
        sector = eight_sectors(speed, direction, cases.city.project.wind.calm_below)
        wind = wind_components(speed, direction)
    highest = daily_maximum(weather["temperature"]) if "temperature" in weather else None
    return Surroundings(
        weather={name: _on_days(own, cases) for name, own in weather_days(weather).items()},
        ratios=ratios(means, cases.rules.ratios),
        highest=None if highest is None else _on_days(highest, cases),
        sector=sector,
        wind=wind,
    )


def _on_days(values: np.ndarray, cases: CityCases) -> np.ndarray:
    """Return the days of the hours on all days of the city, NaN elsewhere."""
    found = np.full(len(cases.days.dates), np.nan)
    found[cases.hour_days] = values
    return found


def _causes_of(each: CityCase, cases: CityCases, around: Surroundings, is_dust: bool) -> Causes:
    rules, case = cases.rules, each.case
    weeks = weeks_around(cases.days.dates, case.first_day, case.last_day, rules.weeks)
    weather = _compare_all(around.weather, weeks, cases)
    composition = dict(around.ratios)
    if "pm25_co" in composition:
        season = weeks.own | weeks.around
        share = secondary_share(composition["pm25_co"], season, rules.ratios)
        composition["secondary_share"] = share
    sectors = _sectors_of(each, cases, around, weeks)
    kind = None
    if around.weather:
        seen = _seen(weather, around, weeks, sectors)
        kind = weather_type(seen, case.kind, is_dust, rules.types)
    return Causes(
        weather=weather,
        ratios=_compare_all(composition, weeks, cases, cases.polluted(each)),
        wind=sectors,
        weather_type=kind,
        means=_weather_means(each, cases, weather, around),
    )


def _compare_all(
    series: Arrays, weeks: Weeks, cases: CityCases, polluted: np.ndarray | None = None
) -> Normals:
    rule = cases.rules.weeks
    compared = {name: compare(own, weeks, rule, polluted) for name, own in series.items()}
    return {name: normal for name, normal in compared.items() if normal is not None}


def _sectors_of(
    each: CityCase, cases: CityCases, around: Surroundings, weeks: Weeks
) -> SectorShares | None:
    if around.sector is None:
        return None
    own = np.zeros(cases.hours, dtype=bool)
    own[cases.span(each.case)] = True
    others = np.repeat(weeks.around[cases.hour_days], HOURS_PER_DAY) & ~own
    return wind_sectors(around.sector, each.at.hours[each.lead], own, others)


def _seen(
    weather: Normals, around: Surroundings, weeks: Weeks, sectors: SectorShares | None
) -> CaseWeather:
    """Return what the type of the weather is told from; NaN where it is not known."""
    highest = np.empty(0) if around.highest is None else around.highest[weeks.own]
    highest = highest[np.isfinite(highest)]

    def value(name: str) -> float:
        return weather[name].value if name in weather else np.nan

    return CaseWeather(
        wind_speed=value("wind_speed"),
        wind_percentile=weather["wind_speed"].percentile if "wind_speed" in weather else np.nan,
        dew_point_depression=value("dew_point_depression"),
        highest_temperature=float(highest.mean()) if len(highest) else np.nan,
        rain=value("rain"),
        sectors=None if sectors is None else sectors.share,
    )


def _weather_means(
    each: CityCase, cases: CityCases, weather: Normals, around: Surroundings
) -> dict[str, float]:
    """Return the means of `similarity.WEATHER_TRAITS`, those that are known."""
    found = {name: weather[name].value for name in WEATHER_TRAITS if name in weather}
    span = cases.span(each.case)
    for name, component in zip(("wind_u", "wind_v"), around.wind, strict=False):
        held = component[span][np.isfinite(component[span])]
        if len(held):
            found[name] = float(held.mean())
    return found
