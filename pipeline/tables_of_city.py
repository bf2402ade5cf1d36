"""Compute every table of one city, each handed on as soon as it is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd

from pipeline.city import CityData, Tell
from pipeline.days import Arrays, PlaceDays, areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.published import add_published
from pipeline.steps.allowances import build_allowances
from pipeline.steps.change_points import build_change_points
from pipeline.steps.cities import build_cities
from pipeline.steps.completeness import build_completeness
from pipeline.steps.coupling import build_coupling, daily_temperature
from pipeline.steps.daily import build_daily
from pipeline.steps.districts import build_districts
from pipeline.steps.evaluations import build_evaluations
from pipeline.steps.flags import build_flags
from pipeline.steps.hourly_city import build_hourly_city
from pipeline.steps.judgements import build_judgements
from pipeline.steps.layers import build_layers
from pipeline.steps.percentiles import build_percentiles
from pipeline.steps.periods import build_periods
from pipeline.steps.place_winds import gather_winds
from pipeline.steps.profiles import build_profiles
from pipeline.steps.reference_factors import build_reference_factors
from pipeline.steps.running import build_running_daily, build_running_hourly
from pipeline.steps.sources import build_sources
from pipeline.steps.special_days import build_special_days
from pipeline.steps.station_hours import build_station_hours
from pipeline.steps.stations import build_stations
from pipeline.steps.surface_errors import build_surface_errors
from pipeline.steps.surface_grids import build_surface_grids, lay_surface
from pipeline.steps.targets import build_targets
from pipeline.steps.trends import build_trends
from pipeline.steps.wind_polar import build_wind_polar
from pipeline.steps.wind_roses import build_wind_roses
from pipeline.steps.year_to_date import build_year_to_date
from pipeline.tables_of_cases import Done, compute_case_tables
from pipeline.tables_of_effects import compute_effect_tables

#: How many times `compute_tables` says what it does.
COMPUTING_STEPS = 11


def compute_tables(city: CityData, engine: Engine, say: Tell, done: Done) -> None:
    """Compute a city's tables: those of hours and of long series by a thread, beside all others.

    Left to the build: those that need every city (`TABLES_OF_DONORS`), and `problems`, since a step
    may still find something to report.
    """
    say("days")
    days = add_published(compute_days(city, engine), city)
    means = mean_hours(city, areas_of(city))
    with ThreadPoolExecutor(1, thread_name_prefix="beside") as beside:
        of_hours = beside.submit(_compute_profiles, city, days, means, engine, done)
        special = build_special_days(city)
        done("special_days", special)
        evaluations = _compute_evaluations(city, days, special, engine, say, done)
        of_series = beside.submit(_compute_series, city, days, evaluations, engine, done)
        say("cases")
        compute_case_tables(city, days, means, special, done)
        _compute_the_others(city, days, engine, say, done)
        say("profiles")
        of_hours.result()
        say("trends")
        of_series.result()
    say("the weather taken out, effects of measures")
    compute_effect_tables(city, days, means[-1], engine, done)


def _compute_the_others(
    city: CityData, days: PlaceDays, engine: Engine, say: Tell, done: Done
) -> None:
    project = city.project
    done("daily", build_daily(days))
    say("year to date")
    done("year_to_date", build_year_to_date(days, project, engine))
    say("months and years")
    monthly = build_periods(days, project, "M", engine)
    done("monthly", monthly)
    annual = build_periods(days, project, "Y", engine)
    done("annual", annual)
    surface = lay_surface(city)
    done("surface_grids", build_surface_grids(city, surface))
    done("surface_errors", build_surface_errors(city, surface, days, monthly, annual))
    done("running_daily", build_running_daily(days, project))
    done("station_hours", build_station_hours(city))
    say("completeness and flags")
    done("completeness", build_completeness(city))
    done("flags", build_flags(city))
    say("credits")
    done("stations", build_stations(city))
    done("districts", build_districts(city))
    done("layers", build_layers(city))
    done("cities", build_cities(city, days))
    done("sources", build_sources(city))


def _compute_evaluations(
    city: CityData,
    days: PlaceDays,
    special: pd.DataFrame,
    engine: Engine,
    say: Tell,
    done: Done,
) -> pd.DataFrame:
    """Compute what every kind of period is judged by, and what is still allowed."""
    say("evaluations")
    project, targets = city.project, build_targets(city)
    factors = build_reference_factors(city, days)
    evaluations = build_evaluations(days, project, special, factors, engine)
    judgements = build_judgements(days, evaluations, project, special, engine)
    done("targets", targets)
    done("reference_factors", factors)
    done("evaluations", evaluations)
    done("judgements", judgements)
    say("what is still allowed")
    done(
        "allowances",
        build_allowances(days, judgements, evaluations, targets, project, engine),
    )
    return evaluations


def _compute_series(
    city: CityData, days: PlaceDays, evaluations: pd.DataFrame, engine: Engine, done: Done
) -> None:
    """Compute what is read from whole series of days or months."""
    done("trends", build_trends(evaluations, engine))
    done("change_points", build_change_points(evaluations, engine))
    done("percentiles", build_percentiles(days, engine))
    done("coupling", build_coupling(days, daily_temperature(city, days), engine))


def _compute_profiles(
    city: CityData, days: PlaceDays, means: list[Arrays], engine: Engine, done: Done
) -> None:
    """Compute what is read from the hours of the city or of its stations."""
    done("hourly_city", build_hourly_city(city, days, means[-1]))
    done("running_hourly", build_running_hourly(city, means[-1]))
    done("profiles", build_profiles(city, days, means, engine))
    winds = gather_winds(city, means[-1])
    done("wind_roses", build_wind_roses(winds))
    done("wind_polar", build_wind_polar(winds))
