"""Synthetic control of a city's measures by the other cities of the same build.

It comes after the last city, for each may be a donor of the others. A build of one city has none:
that is a reason of each row, and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from airquality.effects.assessment import Measure
from airquality.effects.donor_days import compared_days
from airquality.effects.donors import NO_DONORS, DonorRule, SyntheticControl, synthetic_control
from airquality.effects.windows import Window
from pipeline.city import CityData
from pipeline.days import COUNTED, Arrays
from pipeline.donor_records import CityRecord, unknown_names
from pipeline.effects import judged_measures
from pipeline.engine import Engine
from pipeline.report import Report

_WORDS = {
    NO_DONORS: "no synthetic control of its measures: the build has no other city with days of the"
    " time that did nothing; build it together with others",
    "controlled_too_unknown": "[effects] controlled_too: no city of the build is called {name}",
}


@dataclass(frozen=True)
class ControlTask:
    """One measure and pollutant: a block of the engine.

    Attributes:
        city: daily values (day,), missing = NaN.
        donors: id -> (day,).
        before, within: bool (day,).
        rule: what is asked of donors.
    """

    city: np.ndarray
    donors: Arrays
    before: np.ndarray
    within: np.ndarray
    rule: DonorRule


@dataclass(frozen=True)
class Controlled:
    """What the donors say of one measure and pollutant.

    Attributes:
        measure: its id; pollutant: an item of `COUNTED`.
        window: as whole days.
        control: the answer.
        donors: the cities that could be taken, by id.
        distances: km, by id.
        left_out: how many were controlled too, or lie too near.
    """

    measure: str
    pollutant: str
    window: Window
    control: SyntheticControl
    donors: dict[str, CityRecord]
    distances: dict[str, float]
    left_out: int


def control_measures(
    city: CityData, own: CityRecord, everyone: Sequence[CityRecord], engine: Engine
) -> list[Controlled]:
    """Return what donors say of each measure and pollutant; nothing where effects are off."""
    if not city.project.effects.enabled:
        return []
    rule, measures = city.project.effects.donor_rule, judged_measures(city)
    others = [each for each in everyone if each.is_donor and not each.holds(own)]
    tasks: list[ControlTask] = []
    blanks: list[Controlled] = []
    for measure in measures:
        pool, left_out = _pool(city, own, others, measure.window)
        days, reason = _days_of(measure, own, pool, measures, rule)
        if reason:
            control = SyntheticControl(reason=reason)
            pool = []
        else:
            control = SyntheticControl()
            tasks += [_task(own, pool, item, *days, rule) for item in COUNTED]
        by_id = {each.id: each for each in pool}
        apart = {each.id: own.distance_km(each) for each in pool}
        window = _whole_days(measure.window)
        blanks += [
            Controlled(measure.id, item, window, control, by_id, apart, left_out)
            for item in COUNTED
        ]
    answers = iter(engine.map(_answer, tasks))
    return [
        each if each.control.reason else replace(each, control=next(answers)) for each in blanks
    ]


def _answer(task: ControlTask) -> SyntheticControl:
    return synthetic_control(task.city, task.donors, task.before, task.within, rule=task.rule)


def _pool(
    city: CityData, own: CityRecord, others: Sequence[CityRecord], window: Window
) -> tuple[list[CityRecord], int]:
    """Return the cities that can be donors of a window, and how many others were left out.

    Left out: those that the project lists as controlled too, those with a measure of their own at
    that time, those that lie nearer than the rule allows.
    """
    settings = city.project.effects
    kept = [
        each
        for each in others
        if not any(each.is_called(name) for name in settings.controlled_too)
        and not any(window.meets(its) for its in each.windows)
        and not own.distance_km(each) < settings.donor_rule.least_km
    ]
    return kept, len(others) - len(kept)


def _days_of(
    measure: Measure,
    own: CityRecord,
    pool: Sequence[CityRecord],
    measures: Sequence[Measure],
    rule: DonorRule,
) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray], str]:
    """Return the dates, the days before and those within, cut to what is needed, and a reason."""
    nothing = np.zeros(0, dtype="datetime64[D]"), np.zeros(0, bool), np.zeros(0, bool)
    if not pool or not len(own.dates):
        return nothing, NO_DONORS
    others = [each.window for each in measures if each.id != measure.id]
    before, within, reason = compared_days(own.dates, measure.window, others, rule)
    if reason:
        return nothing, reason
    used = np.flatnonzero(before | within)
    part = slice(used[0], used[-1] + 1)
    return (own.dates[part], before[part], within[part]), ""


def _task(
    own: CityRecord,
    pool: Sequence[CityRecord],
    item: str,
    dates: np.ndarray,
    before: np.ndarray,
    within: np.ndarray,
    rule: DonorRule,
) -> ControlTask:
    donors = {each.id: each.on(dates, item) for each in pool}
    return ControlTask(own.on(dates, item), donors, before, within, rule)


def _whole_days(window: Window) -> Window:
    """Return the window as days: the first and the last that have their noon in it.

    One without any noon is the day that it begins on.
    """
    noon = np.timedelta64(12, "h")
    first = (window.start + noon - np.timedelta64(1, "h")).astype("datetime64[D]")
    end = (window.end + noon - np.timedelta64(1, "h")).astype("datetime64[D]")
    if end <= first:
        first = window.start.astype("datetime64[D]")
        end = first + 1
    return Window(first.astype("datetime64[h]"), end.astype("datetime64[h]"))


def tell_donors(
    city: CityData, found: Sequence[Controlled], everyone: Sequence[CityRecord]
) -> None:
    """Tell the city's report what a reader should know: no donors, names that mean no city."""
    own = Report("effects")
    if found and all(each.control.reason == NO_DONORS for each in found):
        own.add("note", "effects_no_donors", "", "", _WORDS[NO_DONORS])
    elif found:
        for name in unknown_names(city.project.effects.controlled_too, everyone):
            kind = "controlled_too_unknown"
            own.add("warning", kind, city.project.file.name, name, _WORDS[kind].format(name=name))
    city.report.merge(own)
