"""Gather a city: read its sources, join them, flag what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from airquality.hours import HOURS_PER_DAY, Gap, HourGrid
from airquality.pollutants import POLLUTANT_IDS
from airquality.quality import DEFAULT_SETTINGS, Flag, QualitySettings, flag_grid, usable
from airquality.running import block_mean
from airquality.weather import mean_weather
from pipeline.boundaries import TOLERANCE, locate_stations, read_districts, simplify_districts
from pipeline.city_names import locate_by_city
from pipeline.conclusions import Conclusion, read_conclusions
from pipeline.errors import InputError, ProjectError
from pipeline.events import Event, read_events, report_empty_days
from pipeline.joining import HALF_A_DAY, fit_hours, join_hours, join_published
from pipeline.layers import gather_layers
from pipeline.measure import Measure
from pipeline.measures import read_measures
from pipeline.project import Project, SourceSpec
from pipeline.project_problems import check_overrides
from pipeline.project_targets import Target
from pipeline.report import Report, Totals
from pipeline.sources import FORMATS, InputFile, SourceData, inputs
from pipeline.stations import read_stations
from pipeline.targets import read_targets

Tell = Callable[[str], None]


@dataclass(frozen=True)
class SourceRead:
    """What one source gave.

    Attributes:
        spec: its entry in the project file.
        totals: what was seen in it.
        first, end: its first time with a value and the first time after its last, datetime64[h];
            NaT where it has none.
        files: its files with checksums.
    """

    spec: SourceSpec
    totals: Totals
    first: np.datetime64
    end: np.datetime64
    files: list[InputFile]


@dataclass(frozen=True)
class CityData:
    """All that the steps of one city start from.

    Attributes:
        project: the checked project file.
        stations: `pipeline.stations` with `district`, sorted by code.
        districts: outlines, simplified.
        hours: hours of the six pollutants at all stations of the list, as read; None where the
            sources have none. They span the calendar years that the files touch, cut to the
            project's period, so that a month that no file covers is seen to be missing.
        flags: uint8 of the same shape (`airquality.quality.Flag`).
        usable: the same hours without what the settings exclude.
        weather: hours of weather at the same stations and times; None where there is none.
        published: published city values a day; None where there are none.
        quality: the settings of the flags.
        sources: what each source gave.
        report: what was wrong with any input.
        events: listed sand-dust days and exceptional events, by day.
        targets: what the city has promised, by year and metric.
        measures: its warnings, controls and plans, by start.
        conclusions: what experts concluded of its cases, by case id as the files name it.
        layers: what is drawn on its map besides (`pipeline.layers`).
    """

    project: Project
    stations: pd.DataFrame
    districts: gpd.GeoDataFrame
    hours: HourGrid | None
    flags: np.ndarray | None
    usable: HourGrid | None
    weather: HourGrid | None
    published: pd.DataFrame | None
    quality: QualitySettings
    sources: tuple[SourceRead, ...]
    report: Report
    events: tuple[Event, ...] = ()
    targets: tuple[Target, ...] = ()
    measures: tuple[Measure, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    layers: gpd.GeoDataFrame | None = None

    @cached_property
    def mean_weather(self) -> dict[str, np.ndarray]:
        """Mean weather of the stations by id of the registry, float32 (hour,); NaN without any."""
        grid = self.weather
        held = {} if grid is None else {name: grid.of(name) for name in grid.variables}
        return mean_weather(held, 0 if self.usable is None else self.usable.hours)

    @cached_property
    def block_means(self) -> np.ndarray:
        """Means of blocks of `[keep] station_hours`, (pollutant, station, block); none without.

        `least_block_hours` of a block must be usable.
        """
        grid, step = self.usable, self.project.keep.station_hours
        if grid is None:
            return np.empty((len(POLLUTANT_IDS), 0, 0))
        least = self.least_block_hours
        return np.stack([block_mean(grid.of(name), step, least) for name in POLLUTANT_IDS])

    @property
    def least_block_hours(self) -> int:
        """Usable hours that a block needs for a mean: two thirds of its own, rounded up."""
        return -(-2 * self.project.keep.station_hours // 3)


def gather_city(project: Project, tell: Tell = lambda words: None) -> CityData:
    """Read and join everything that the project file names.

    `tell` hears in words what is being done. Raises InputError where nothing usable is there, and
    ProjectError for quality settings that do not exist.
    """
    quality = quality_settings(project)
    report = Report()
    stations, districts, read, parts = _read_all(project, report, tell)
    if all(data.is_empty for _, data in parts):
        raise InputError(_nothing_read(report), project.file.name, "sources")
    tell("quality flags")
    codes = tuple(stations["station"])
    hours = join_hours([(s, d.pollution) for s, d in parts], codes, project, report)
    weather = join_hours([(s, d.weather) for s, d in parts], codes, project, report)
    published = join_published([(s, d.daily) for s, d in parts], project, report)
    if hours is None and published is None:
        raise _no_day(parts)
    if weather is not None and hours is not None:
        weather = fit_hours(weather, codes, hours.dates[0], hours.dates[-1])
    flags = None if hours is None else flag_grid(hours, quality)
    events = read_events(project, report)
    report_empty_days(events, _days_with_values(hours, published), project, report)
    return CityData(
        project=project,
        stations=stations,
        districts=districts,
        hours=hours,
        flags=flags,
        usable=None if hours is None or flags is None else usable(hours, flags, quality),
        weather=weather,
        published=published,
        quality=quality,
        sources=tuple(read),
        report=report,
        events=events,
        targets=read_targets(project, report),
        measures=read_measures(project, report),
        conclusions=read_conclusions(project, report),
        layers=_read_layers(project, stations, districts, report),
    )


def quality_settings(project: Project) -> QualitySettings:
    """Return the project's quality settings: the default with what the project file overrides.

    A table of pollutants overrides those that it names. Raises ProjectError for an unknown key or
    a value that cannot be.
    """
    faults = check_overrides(project.quality, QualitySettings)
    changes: dict[str, Any] = {}
    kinds = {field.name for field in fields(QualitySettings)}
    for key in (key for key in project.quality if key in kinds):
        value, default = project.quality[key], getattr(DEFAULT_SETTINGS, key)
        if key == "excluded":
            unknown = [name for name in value if name.upper() not in Flag.__members__]
            faults += [f"excluded: {name!r} is no flag" for name in unknown]
            known = [Flag[name.upper()] for name in value if name not in unknown]
            changes[key] = Flag(sum(known))
        elif isinstance(default, dict):
            unknown = [name for name in value if name not in default]
            faults += [f"{key}: {name!r} is no pollutant of this rule" for name in unknown]
            changes[key] = {**default, **value}
        else:
            changes[key] = tuple(value) if isinstance(value, list) else value
    place = "quality"
    if faults:
        raise ProjectError([InputError(fault, project.file.name, place) for fault in faults])
    try:
        return replace(DEFAULT_SETTINGS, **changes)
    except (TypeError, ValueError) as error:
        raise ProjectError([InputError(str(error), project.file.name, place)]) from error


def _read_all(
    project: Project, report: Report, tell: Tell
) -> tuple[pd.DataFrame, gpd.GeoDataFrame, list[SourceRead], list[tuple[SourceSpec, SourceData]]]:
    """Read stations, districts and every source; findings come in the order of the project file.

    One thread reads the sources, one after the other, beside the outlines: both are mostly parsing
    outside the interpreter. The list of stations comes before, since sources need its codes.
    """
    tell("stations and districts")
    listed = Report("stations")
    stations = read_stations(project, listed).sort_values("station", ignore_index=True)
    report.merge(listed)
    read, parts = [], []
    with ThreadPoolExecutor(1, thread_name_prefix="sources") as reader:
        reading = [reader.submit(_read_source, source, project) for source in project.sources]
        stations, districts = _read_places(stations, project, report)
        for source, found in zip(project.sources, reading, strict=True):
            tell(f"reading {source.id}")
            data, facts, own = found.result()
            report.merge(own)
            read.append(facts)
            parts.append((source, data))
    return stations, districts, read, parts


def _read_places(
    stations: pd.DataFrame, project: Project, report: Report
) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Read the districts and place the stations in them, before the outlines are thinned."""
    outlined = Report("boundaries")
    districts = read_districts(project, outlined, tolerance=0)
    locate = locate_by_city if project.areas == "city" else locate_stations
    stations = locate(stations, districts, outlined)
    report.merge(outlined)
    if len(districts):
        districts = simplify_districts(districts, TOLERANCE[project.areas])
    return stations, districts


def _read_layers(
    project: Project, stations: pd.DataFrame, districts: gpd.GeoDataFrame, report: Report
) -> gpd.GeoDataFrame:
    own = Report("layers")
    layers = gather_layers(project, stations, districts, own)
    report.merge(own)
    return layers


def _read_source(source: SourceSpec, project: Project) -> tuple[SourceData, SourceRead, Report]:
    own = Report(source.id)
    data = FORMATS[source.kind].read(source, project, own)
    spans = [_span(grid) for grid in (data.pollution, data.weather) if grid is not None]
    if data.daily is not None and len(data.daily):
        days = data.daily["date"].to_numpy().astype("datetime64[D]")
        spans.append((days[0], days[-1] + 1))
    spans = [span for span in spans if not np.isnat(span[0])]
    missing = np.datetime64("NaT")
    first = min((span[0] for span in spans), default=missing)
    end = max((span[1] for span in spans), default=missing)
    return data, SourceRead(source, own.totals, first, end, inputs(source)), own


def _days_with_values(hours: HourGrid | None, published: pd.DataFrame | None) -> np.ndarray:
    """Return the days on which any station, or the published series, has a value, datetime64[D]."""
    held = [] if published is None else [published.index.to_numpy().astype("datetime64[D]")]
    if hours is not None:
        has_any = (hours.gaps == Gap.NONE).any(axis=(0, 1)).reshape(-1, HOURS_PER_DAY).any(axis=1)
        held.append(hours.dates[has_any])
    return np.unique(np.concatenate(held))


def _span(grid: HourGrid) -> tuple[np.datetime64, np.datetime64]:
    """Return the first hour with a value and the hour after the last; NaT where there is none."""
    held = np.flatnonzero((grid.gaps == Gap.NONE).any(axis=(0, 1)))
    if not len(held):
        return np.datetime64("NaT"), np.datetime64("NaT")
    return grid.start + held[0], grid.start + held[-1] + 1


def _no_day(parts: list[tuple[SourceSpec, SourceData]]) -> InputError:
    """Return the refusal of a city whose sources were read and yet give no year to build."""
    spec = next((s for s, d in parts if d.pollution is not None or d.daily is not None), None)
    if spec is None:
        files = ", ".join(s.path.name for s, d in parts if not d.is_empty)
        return InputError("nothing to build from: weather only, no pollutant", files)
    return InputError(
        "nothing to build from: no day of the period has at least"
        f" {HALF_A_DAY} hours, or a published value",
        spec.path.name,
        f"source {spec.id}",
    )


def _nothing_read(report: Report) -> str:
    found = [f"{p.file or p.source}: {p.message}" for p in report if p.severity == "error"]
    return "nothing to build from: no source has a value" + (
        f" ({'; '.join(found[:3])})" if found else ""
    )
