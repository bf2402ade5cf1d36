"""Build the summary tables of some cities and publish them as one snapshot."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from pipeline.city import CityData, Tell, gather_city
from pipeline.days import PlaceDays, areas_of, compute_days, mean_hours
from pipeline.engine import Engine
from pipeline.errors import InputError, ProjectError
from pipeline.manifest import describe_build
from pipeline.progress import Silent, Watcher
from pipeline.project import Project
from pipeline.published import add_published
from pipeline.report import Problem, Totals
from pipeline.steps.allowances import build_allowances
from pipeline.steps.change_points import build_change_points
from pipeline.steps.cities import build_cities
from pipeline.steps.completeness import build_completeness
from pipeline.steps.coupling import build_coupling, daily_temperature
from pipeline.steps.daily import build_daily
from pipeline.steps.districts import build_districts
from pipeline.steps.evaluations import build_evaluations
from pipeline.steps.flags import build_flags, count_flags
from pipeline.steps.hourly_city import build_hourly_city
from pipeline.steps.judgements import build_judgements
from pipeline.steps.layers import build_layers
from pipeline.steps.percentiles import build_percentiles
from pipeline.steps.periods import build_periods
from pipeline.steps.place_winds import gather_winds
from pipeline.steps.problems import build_problems
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
from summaries.snapshot import SnapshotWriter, prune
from summaries.tables import TABLES

Done = Callable[[str, pd.DataFrame], None]
COMPUTING_STEPS = 9


@dataclass(frozen=True)
class CityReport:
    """What became of one city's inputs.

    Attributes:
        city: its id.
        totals: files and cells seen.
        flagged: cells by quality flag; excluded: cells that have a value and are not used.
        problems: findings with exact counts and the first place.
        seconds: time taken.
    """

    city: str
    totals: Totals
    flagged: dict[str, int]
    excluded: int
    problems: list[Problem]
    seconds: float


@dataclass
class BuildReport:
    """What a build did.

    Attributes:
        snapshot: id of the published snapshot; folder: where it lies.
        cities: a report a city.
        rows: rows by table; bytes: size of all files; removed: ids of old snapshots.
        seconds: time taken in all.
    """

    snapshot: str
    folder: Path
    cities: list[CityReport]
    rows: dict[str, int]
    bytes: int
    removed: list[str] = field(default_factory=list)
    seconds: float = 0.0


def build(
    projects: Sequence[Project],
    out: Path,
    engine: Engine | None = None,
    keep: int = 2,
    watcher: Watcher | None = None,
) -> BuildReport:
    """Build every city, publish one snapshot under out and remove all but the newest `keep`.

    Nothing is published unless every city is built. The tables depend on the inputs and the code
    alone, not on the workers nor the time. Raises InputError (nothing usable in a source folder,
    a list that is not there), ProjectError (two projects of one city, settings that do not
    exist), `summaries.table.ContractError` and `summaries.snapshot.PublishError`.
    """
    begun = time.monotonic()
    watcher = watcher or Silent()
    engine = engine or Engine()
    _refuse_twins(projects)
    reports, cities = [], []
    frames: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    # The writer comes first: a folder that cannot be written to is known before the work.
    with SnapshotWriter(out) as writer:

        def keep_table(name: str, frame: pd.DataFrame) -> None:
            """Write the table once the last city has its part of it."""
            frames[name].append(frame)
            if len(frames[name]) == len(projects):
                writer.write(name, _stack(frames[name]))

        for project in projects:
            city, report = build_city(project, engine, watcher, keep_table)
            cities.append(city)
            reports.append(report)
        watcher.begin("publish", 1)
        watcher.step("publish", "snapshot")
        snapshot = writer.publish(describe_build(cities))
    removed = prune(out, keep)
    watcher.end("publish")
    folder = out / snapshot
    return BuildReport(
        snapshot=snapshot,
        folder=folder,
        cities=reports,
        rows={name: sum(len(frame) for frame in own) for name, own in frames.items()},
        bytes=sum(file.stat().st_size for file in folder.iterdir()),
        removed=removed,
        seconds=time.monotonic() - begun,
    )


def build_city(
    project: Project, engine: Engine, watcher: Watcher, done: Done
) -> tuple[CityData, CityReport]:
    """Gather one city and compute its tables; `done` takes each as soon as it is there."""
    begun = time.monotonic()
    name = project.city.id
    watcher.begin(name, len(project.sources) + 2 + COMPUTING_STEPS)
    city = gather_city(project, lambda words: watcher.step(name, words))
    _compute_tables(city, engine, lambda words: watcher.step(name, words), done)
    watcher.end(name)
    excluded = 0
    if city.hours is not None and city.usable is not None:
        missing = [int(np.isnan(grid.values).sum()) for grid in (city.hours, city.usable)]
        excluded = missing[1] - missing[0]
    report = CityReport(
        city=name,
        totals=city.report.totals,
        flagged=count_flags(city),
        excluded=excluded,
        problems=city.report.summary(),
        seconds=time.monotonic() - begun,
    )
    return city, report


def _compute_tables(city: CityData, engine: Engine, say: Tell, done: Done) -> None:
    """Compute a city's tables: those of hours and of long series by a thread, beside all others."""
    say("days")
    days = add_published(compute_days(city, engine), city)
    with ThreadPoolExecutor(1, thread_name_prefix="beside") as beside:
        of_hours = beside.submit(_compute_profiles, city, days, engine, done)
        evaluations = _compute_evaluations(city, days, engine, say, done)
        of_series = beside.submit(_compute_series, city, days, evaluations, engine, done)
        _compute_the_others(city, days, engine, say, done)
        say("profiles")
        of_hours.result()
        say("trends")
        of_series.result()


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
    done("problems", build_problems(city))


def _compute_evaluations(
    city: CityData, days: PlaceDays, engine: Engine, say: Tell, done: Done
) -> pd.DataFrame:
    """Compute what every kind of period is judged by, and what is still allowed."""
    say("evaluations")
    project, targets = city.project, build_targets(city)
    special, factors = build_special_days(city), build_reference_factors(city, days)
    evaluations = build_evaluations(days, project, special, factors, engine)
    judgements = build_judgements(days, evaluations, project, special, engine)
    done("targets", targets)
    done("special_days", special)
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


def _compute_profiles(city: CityData, days: PlaceDays, engine: Engine, done: Done) -> None:
    means = mean_hours(city, areas_of(city))
    done("hourly_city", build_hourly_city(city, days, means[-1]))
    done("running_hourly", build_running_hourly(city, means[-1]))
    done("profiles", build_profiles(city, days, means, engine))
    winds = gather_winds(city, means[-1])
    done("wind_roses", build_wind_roses(winds))
    done("wind_polar", build_wind_polar(winds))


def _refuse_twins(projects: Sequence[Project]) -> None:
    if not projects:
        raise ProjectError([InputError("no project file is named", "build")])
    ids = [project.city.id for project in projects]
    twins = [p for p in projects if ids.count(p.city.id) > 1]
    if twins:
        raise ProjectError(
            [InputError(f"{p.city.id} is built by another file too", p.file.name) for p in twins]
        )


def _stack(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Join the cities' frames; a city without rows must not decide the types of a column."""
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    if len(filled) == 1:
        return filled[0]
    shared = [str(name) for name in filled[0] if all(_is_category(frame[name]) for frame in filled)]
    # Joined as they are, categories of different words would turn into text.
    words = {name: union_categoricals([frame[name] for frame in filled]) for name in shared}
    stacked = pd.concat([frame.drop(columns=shared) for frame in filled], ignore_index=True)
    stacked = stacked.assign(**words)
    return stacked.set_crs("EPSG:4326") if isinstance(stacked, gpd.GeoDataFrame) else stacked


def _is_category(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype)
