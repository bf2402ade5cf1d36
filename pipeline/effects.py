"""What a city's effects are made of, gathered once for all the tables that hang on them.

A pollutant is a block of the engine: its models share nothing with another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from airquality.effects.assessment import Measure
from airquality.effects.windows import Window
from airquality.hours import HOURS_PER_DAY
from airquality.pollutants import POLLUTANT_IDS
from pipeline.city import CityData
from pipeline.days import Arrays, PlaceDays
from pipeline.effect_models import MDA8, EffectTask, PollutantEffects, compute_effects
from pipeline.engine import Engine
from pipeline.measure import CAMPAIGN, CONTROL, WARNING
from pipeline.report import Report

#: Kinds of measures that begin and end: a closure stays, a plan has no window.
JUDGED = (WARNING, CONTROL, CAMPAIGN)
#: In the order of the tables: hours of the six, days of the eight-hour maximum.
EFFECT_POLLUTANTS = (*POLLUTANT_IDS, MDA8)
OFF, NO_HOURS, NO_WEATHER = "off", "no_hours", "no_weather"
_WORDS = {
    OFF: "no effects of measures: they are switched off ([effects] enabled, or --without effects)",
    NO_HOURS: "no effects of measures: the city has no hours, only days",
    NO_WEATHER: "no effects of measures: no source has weather, without which nothing can be told"
    " from it; add temperature, dew point, pressure, rain, wind speed and direction by the hour",
}


@dataclass(frozen=True)
class CityEffects:
    """What was found of a city.

    Attributes:
        city: its data.
        reason: why there is nothing, of the whole city; '' where each pollutant says its own.
        pollutants: what was found of each; empty with a reason.
    """

    city: CityData
    reason: str
    pollutants: tuple[PollutantEffects, ...] = ()

    @cached_property
    def id(self) -> str:
        """Id of the city."""
        return self.city.project.city.id


def gather_effects(city: CityData, days: PlaceDays, hours: Arrays, engine: Engine) -> CityEffects:
    """Take the weather out of every pollutant and judge every measure by it.

    hours: pollutant -> the city's mean, (hour,). Slow: minutes a city of four years. What cannot
    be told is a note of the report, once a city or once a pollutant.
    """
    own, reason = Report("effects"), _reason_of(city, hours)
    found: tuple[PollutantEffects, ...] = ()
    if reason:
        own.add("note", f"effects_{reason}", "", "", _WORDS[reason])
    else:
        tasks = [task_of(pollutant, city, days, hours) for pollutant in EFFECT_POLLUTANTS]
        found = tuple(engine.map(compute_effects, tasks))
    for each in (each for each in found if each.reason):
        message = f"no effects of measures on {each.pollutant}: {each.words}"
        own.add("note", f"effects_{each.reason}", "", each.pollutant, message)
    city.report.merge(own)
    return CityEffects(city, reason, found)


def task_of(pollutant: str, city: CityData, days: PlaceDays, hours: Arrays) -> EffectTask:
    """Return the block of one pollutant: its own values, the city's weather, the measures.

    From the first day with a value to the last: empty years at either end are no record.
    """
    grid = city.usable
    if grid is None:
        raise ValueError("a city without hours has no effects")
    first = int((grid.dates[0] - days.dates[0]).astype(int))
    by_day = days.values[MDA8][-1, first : first + grid.days]
    values = by_day if pollutant == MDA8 else hours[pollutant]
    held = np.flatnonzero(np.isfinite(values.reshape(grid.days, -1)).any(axis=1))
    own = slice(held[0], held[-1] + 1) if len(held) else slice(0, 0)
    span = slice(own.start * HOURS_PER_DAY, own.stop * HOURS_PER_DAY)
    return EffectTask(
        pollutant=pollutant,
        times=(grid.start + np.arange(grid.hours))[span],
        values=values[own if pollutant == MDA8 else span],
        weather={name: values[span] for name, values in city.mean_weather.items()},
        measures=judged_measures(city),
        settings=city.project.effects,
    )


def judged_measures(city: CityData) -> tuple[Measure, ...]:
    """Return the measures that have a window: of the kinds `JUDGED`, with an end."""
    return tuple(
        Measure(m.id, Window(np.datetime64(m.start, "h"), _hour_after(np.datetime64(m.end, "m"))))
        for m in city.measures
        if m.kind in JUDGED and m.end is not None
    )


def aims_of(city: CityData) -> dict[str, tuple[str, ...]]:
    """Return the pollutants that each measure aims at, of `EFFECT_POLLUTANTS`, by its id."""
    return {m.id: tuple(p for p in EFFECT_POLLUTANTS if m.aims_at(p)) for m in city.measures}


def _hour_after(minute: np.datetime64) -> np.datetime64:
    """Return the hour that a minute begins, or the next: an hour begun is an hour of control."""
    return (minute + np.timedelta64(59, "m")).astype("datetime64[h]")


def _reason_of(city: CityData, hours: Arrays) -> str:
    if not city.project.effects.enabled:
        return OFF
    if city.usable is None or not hours:
        return NO_HOURS
    has_weather = any(np.isfinite(values).any() for values in city.mean_weather.values())
    return "" if has_weather else NO_WEATHER
