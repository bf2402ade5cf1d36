"""Compute the tables of a city's effects, each handed on as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from pipeline.city import CityData
from pipeline.days import Arrays, PlaceDays
from pipeline.donor_records import records_of
from pipeline.effect_donors import control_measures, tell_donors
from pipeline.effects import CityEffects, gather_effects
from pipeline.engine import Engine
from pipeline.steps.attribution import build_attribution
from pipeline.steps.effect_controls import build_effect_controls
from pipeline.steps.effect_donors import build_effect_donors
from pipeline.steps.effect_rules import build_effect_rules
from pipeline.steps.effect_sensitivity import build_effect_sensitivity
from pipeline.steps.effect_series import build_effect_series
from pipeline.steps.measure_effects import build_measure_effects
from pipeline.steps.model_skill import build_model_skill
from pipeline.steps.normalised import build_normalised
from pipeline.steps.placebos import build_placebos
from pipeline.tables_of_cases import Done

_BUILDERS: dict[str, Callable[[CityEffects], pd.DataFrame]] = {
    "normalised": build_normalised,
    "attribution": build_attribution,
    "model_skill": build_model_skill,
    "measure_effects": build_measure_effects,
    "effect_series": build_effect_series,
    "placebos": build_placebos,
    "effect_sensitivity": build_effect_sensitivity,
    "effect_rules": build_effect_rules,
}
TABLES_OF_EFFECTS = tuple(_BUILDERS)
#: Those that need every city of a build.
TABLES_OF_DONORS = ("effect_controls", "effect_donors")


def compute_effect_tables(
    city: CityData, days: PlaceDays, hours: Arrays, engine: Engine, done: Done
) -> None:
    """Take the weather out, judge the measures, compute every table of it (`TABLES_OF_EFFECTS`).

    hours: pollutant -> the city's mean, (hour,).
    """
    effects = gather_effects(city, days, hours, engine)
    for name, build in _BUILDERS.items():
        done(name, build(effects))


def compute_donor_tables(
    cities: Sequence[CityData], daily: Sequence[pd.DataFrame], engine: Engine, done: Done
) -> None:
    """Compute synthetic control (`TABLES_OF_DONORS`) for every city of a build, in their order.

    daily: their tables `daily`. It comes after the last city, for each may be a donor of the
    others; what a reader should know is told to the report of the city.
    """
    records = [records_of(city, days) for city, days in zip(cities, daily, strict=True)]
    everyone = [each for own in records for each in own]
    for city, own in zip(cities, records, strict=True):
        found = control_measures(city, own[0], everyone, engine)
        done("effect_controls", build_effect_controls(found, city.project.city.id))
        done("effect_donors", build_effect_donors(found, city.project.city.id))
        tell_donors(city, found, everyone)
