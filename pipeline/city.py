"""Gather a city: read its sources, join them, flag what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from airquality.hours import HOURS_PER_DAY, Gap, HourGrid, merge
from airquality.quality import DEFAULT_SETTINGS, Flag, QualitySettings, flag_grid, usable
from pipeline.boundaries import locate_stations, read_districts, simplify_districts
from pipeline.errors import InputError, ProjectError
from pipeline.project import Project, SourceSpec
from pipeline.project_problems import check_overrides
from pipeline.report import Report, Totals
from pipeline.sources import FORMATS, InputFile, SourceData, inputs
from pipeline.stations import read_stations

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


def gather_city(project: Project, tell: Tell = lambda words: None) -> CityData:
    """Read and join everything that the project file names.

    `tell` hears in words what is being done. Raises InputError where nothing usable is there, and
    ProjectError for quality settings that do not exist.
    """
    quality = quality_settings(project)
    report = Report()
    tell("stations and districts")
    stations, districts = _read_places(project, report)
    read, parts = [], []
    for source in project.sources:
        tell(f"reading {source.id}")
        data, facts = _read_source(source, project, report)
        read.append(facts)
        parts.append((source, data))
    if all(data.is_empty for _, data in parts):
        raise InputError(_nothing_read(report), project.file.name, "sources")
    tell("quality flags")
    codes = tuple(stations["station"])
    hours = _join([(s, d.pollution) for s, d in parts], codes, project, report)
    weather = _join([(s, d.weather) for s, d in parts], codes, project, report)
    if weather is not None and hours is not None:
        weather = _fit(weather, codes, hours.dates[0], hours.dates[-1])
    flags = None if hours is None else flag_grid(hours, quality)
    return CityData(
        project=project,
        stations=stations,
        districts=districts,
        hours=hours,
        flags=flags,
        usable=None if hours is None or flags is None else usable(hours, flags, quality),
        weather=weather,
        published=_join_published([(s, d.daily) for s, d in parts], project, report),
        quality=quality,
        sources=tuple(read),
        report=report,
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


def _read_places(project: Project, report: Report) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Read stations and districts; a station is placed by the outlines before they are thinned."""
    listed, outlined = Report("stations"), Report("boundaries")
    stations = read_stations(project, listed).sort_values("station", ignore_index=True)
    districts = read_districts(project, outlined, tolerance=0)
    stations = locate_stations(stations, districts, outlined)
    report.merge(listed)
    report.merge(outlined)
    return stations, simplify_districts(districts) if len(districts) else districts


def _read_source(
    source: SourceSpec, project: Project, report: Report
) -> tuple[SourceData, SourceRead]:
    own = Report(source.id)
    data = FORMATS[source.kind].read(source, project, own)
    report.merge(own)
    spans = [_span(grid) for grid in (data.pollution, data.weather) if grid is not None]
    if data.daily is not None and len(data.daily):
        days = data.daily["date"].to_numpy().astype("datetime64[D]")
        spans.append((days[0], days[-1] + 1))
    spans = [span for span in spans if not np.isnat(span[0])]
    missing = np.datetime64("NaT")
    first = min((span[0] for span in spans), default=missing)
    end = max((span[1] for span in spans), default=missing)
    return data, SourceRead(source, own.totals, first, end, inputs(source))


def _span(grid: HourGrid) -> tuple[np.datetime64, np.datetime64]:
    """Return the first hour with a value and the hour after the last; NaT where there is none."""
    held = np.flatnonzero((grid.gaps == Gap.NONE).any(axis=(0, 1)))
    if not len(held):
        return np.datetime64("NaT"), np.datetime64("NaT")
    return grid.start + held[0], grid.start + held[-1] + 1


def _nothing_read(report: Report) -> str:
    found = [f"{p.file or p.source}: {p.message}" for p in report if p.severity == "error"]
    return "nothing to build from: no source has a value" + (
        f" ({'; '.join(found[:3])})" if found else ""
    )


def _join(
    parts: list[tuple[SourceSpec, HourGrid | None]],
    stations: tuple[str, ...],
    project: Project,
    report: Report,
) -> HourGrid | None:
    """Join the grids of several sources; where two disagree the first one of the file stays."""
    joined: HourGrid | None = None
    for source, grid in parts:
        if grid is None:
            continue
        if joined is None:
            joined = grid
            continue
        if grid.variables != joined.variables:
            raise InputError(
                f"has the variables {', '.join(grid.variables)}, a source before it"
                f" {', '.join(joined.variables)}: name both alike or leave one out",
                project.file.name,
                f"source {source.id}",
            )
        joined, conflicts = merge(joined, grid)
        if conflicts:
            own = Report(source.id)
            message = "hours differ from those of a source before it, which stay"
            own.add("warning", "sources_disagree", source.path.name, "", message, conflicts)
            report.merge(own)
    if joined is None:
        return None
    years = _years_with_days(joined, project, report)
    if not len(years):
        return None
    first = max(project.period.first_day, years[0].astype("datetime64[D]"))
    last = min(project.period.last_day, (years[-1] + 1).astype("datetime64[D]") - 1)
    return _fit(joined, stations, first, last)


def _years_with_days(grid: HourGrid, project: Project, report: Report) -> np.ndarray:
    """Return the calendar years, datetime64[Y], of which the sources cover the half of any day.

    A source that labels hours by their end begins with the last hour of the year before; that
    lone hour must not make a year of gaps. What it holds is counted in the report.
    """
    loaded = (grid.gaps != Gap.NOT_LOADED).any(axis=(0, 1)).reshape(-1, HOURS_PER_DAY)
    years = grid.dates.astype("datetime64[Y]")
    kept = np.unique(years[loaded.sum(axis=1) >= HOURS_PER_DAY // 2])
    left_out = np.repeat(~np.isin(years, kept), HOURS_PER_DAY) & loaded.reshape(-1)
    cells = int((grid.gaps[:, :, left_out] == Gap.NONE).sum())
    if cells:
        message = "values of lone hours in a year of which no day is half covered are not used"
        place = ", ".join(str(time) for time in grid.times[left_out][:3])
        report.add("note", "lone_hours", project.file.name, place, message, cells)
    return kept


def _fit(
    grid: HourGrid, stations: tuple[str, ...], first: np.datetime64, last: np.datetime64
) -> HourGrid:
    """Return the grid at just these stations and days; what it does not hold is not loaded."""
    if grid.stations == stations and (grid.dates[0], grid.dates[-1]) == (first, last):
        return grid
    fitted = HourGrid.empty(grid.variables, stations, first, last)
    begin, end = max(first, grid.dates[0]), min(last, grid.dates[-1])
    if end < begin:
        return fitted
    length = (int((end - begin).astype(int)) + 1) * HOURS_PER_DAY
    source = int((begin - grid.dates[0]).astype(int)) * HOURS_PER_DAY
    target = int((begin - first).astype(int)) * HOURS_PER_DAY
    for row, station in enumerate(stations):
        if station in grid.stations:
            own = grid.stations.index(station)
            for name in ("values", "gaps"):
                taken = getattr(grid, name)[:, own, source : source + length]
                getattr(fitted, name)[:, row, target : target + length] = taken
    return fitted


def _join_published(
    parts: list[tuple[SourceSpec, pd.DataFrame | None]], project: Project, report: Report
) -> pd.DataFrame | None:
    """Join published daily series on their dates: a source earlier in the file comes first."""
    joined: pd.DataFrame | None = None
    for source, daily in parts:
        if daily is None or daily.empty:
            continue
        own = daily.set_index("date").sort_index()
        days = own.index.to_numpy().astype("datetime64[D]")
        inside = (days >= project.period.first_day) & (days <= project.period.last_day)
        own = own[inside]
        if joined is None:
            joined = own
            continue
        both = joined.index.intersection(own.index)
        if len(both):
            other = Report(source.id)
            message = "days that a source before it has too: that one's stay"
            other.add("note", "days_twice", source.path.name, "", message, len(both))
            report.merge(other)
        joined = pd.concat([joined, own.drop(index=both)]).sort_index()
    return None if joined is None or joined.empty else joined
