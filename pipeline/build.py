"""Build the summary tables of some cities and publish them as one snapshot."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from pipeline.city import CityData, gather_city
from pipeline.engine import Engine
from pipeline.errors import InputError, ProjectError
from pipeline.manifest import describe_build
from pipeline.progress import Silent, Watcher
from pipeline.project import Project
from pipeline.report import Problem, Totals
from pipeline.steps.flags import count_flags
from pipeline.steps.problems import build_problems
from pipeline.tables_of_cases import Done
from pipeline.tables_of_city import COMPUTING_STEPS, compute_tables
from pipeline.tables_of_effects import compute_donor_tables
from summaries.snapshot import SnapshotWriter, prune
from summaries.tables import TABLES


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
    cities: list[CityData] = []
    times: list[float] = []
    frames: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    # The writer comes first: a folder that cannot be written to is known before the work.
    with SnapshotWriter(out) as writer:

        def keep_table(name: str, frame: pd.DataFrame) -> None:
            """Write the table once the last city has its part of it."""
            frames[name].append(frame)
            if len(frames[name]) == len(projects):
                writer.write(name, _stack(frames[name]))

        for project in projects:
            city, seconds = build_city(project, engine, watcher, keep_table)
            cities.append(city)
            times.append(seconds)
        # Only now are a city's possible donors known; last of all what any step has reported.
        compute_donor_tables(cities, frames["daily"], engine, keep_table)
        for city in cities:
            keep_table("problems", build_problems(city))
        watcher.begin("publish", 1)
        watcher.step("publish", "snapshot")
        snapshot = writer.publish(describe_build(cities))
    removed = prune(out, keep)
    watcher.end("publish")
    folder = out / snapshot
    return BuildReport(
        snapshot=snapshot,
        folder=folder,
        cities=[report_of(city, own) for city, own in zip(cities, times, strict=True)],
        rows={name: sum(len(frame) for frame in own) for name, own in frames.items()},
        bytes=sum(file.stat().st_size for file in folder.iterdir()),
        removed=removed,
        seconds=time.monotonic() - begun,
    )


def build_city(
    project: Project, engine: Engine, watcher: Watcher, done: Done
) -> tuple[CityData, float]:
    """Gather one city and compute its tables but those that need all cities; tell the seconds.

    `done` takes each table as soon as it is there.
    """
    begun = time.monotonic()
    name = project.city.id
    watcher.begin(name, len(project.sources) + 2 + COMPUTING_STEPS)
    city = gather_city(project, lambda words: watcher.step(name, words))
    compute_tables(city, engine, lambda words: watcher.step(name, words), done)
    watcher.end(name)
    return city, time.monotonic() - begun


def report_of(city: CityData, seconds: float) -> CityReport:
    """Return what became of a city's inputs, all that its steps reported included."""
    excluded = 0
    if city.hours is not None and city.usable is not None:
        missing = [int(np.isnan(grid.values).sum()) for grid in (city.hours, city.usable)]
        excluded = missing[1] - missing[0]
    return CityReport(
        city=city.project.city.id,
        totals=city.report.totals,
        flagged=count_flags(city),
        excluded=excluded,
        problems=city.report.summary(),
        seconds=seconds,
    )


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
