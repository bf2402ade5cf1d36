"""The project file: which city, which period, which raw files, which rules.

A TOML file, checked as a whole: every problem is named at once with its key path, a misspelt key
with the nearest known one. Paths in it are relative to the file itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from airquality.pollutants import POLLUTANT_IDS
from airquality.standards.hj663 import IndexRules
from airquality.validity import GB3095, Validity
from pipeline.errors import InputError, ProjectError
from pipeline.project_effects import Effects
from pipeline.project_episodes import Episodes
from pipeline.project_layers import Circles, Layer, check_layers
from pipeline.project_options import (
    Dust,
    EventFile,
    Keep,
    ProjectSeason,
    Running,
    check_seasons,
    take_file,
)
from pipeline.project_parts import (
    Boundaries,
    City,
    Evaluation,
    Part,
    Period,
    SourceSpec,
    StationList,
)
from pipeline.project_problems import OWN_KEYS, check_overrides, describe_problems
from pipeline.project_responses import ConclusionFolder, MeasureFile
from pipeline.project_surface import Surface
from pipeline.project_targets import TARGET_METRICS, Target, TargetFile, check_once
from pipeline.project_wind import Wind

__all__ = [
    "TARGET_METRICS",
    "Boundaries",
    "Circles",
    "City",
    "ConclusionFolder",
    "Dust",
    "Effects",
    "Episodes",
    "Evaluation",
    "EventFile",
    "Keep",
    "Layer",
    "MeasureFile",
    "Period",
    "Project",
    "ProjectSeason",
    "Running",
    "SourceSpec",
    "StationList",
    "Surface",
    "Target",
    "TargetFile",
    "load_project",
]


class Project(Part):
    """A checked project file; every path is absolute.

    `validity` holds only what differs from GB 3095 (`validity_rules` is the whole record);
    `quality` overrides fields of `airquality.quality.QualitySettings`; `weights` of the
    composite index are 1 where nothing else is said. `targets` are those of the project file; those
    of `targets_file` are read with the other inputs (`pipeline.targets`).
    """

    file: Path
    city: City
    period: Period
    stations: StationList
    boundaries: Boundaries | None = None
    sources: Annotated[tuple[SourceSpec, ...], Field(min_length=1)]
    targets: tuple[Target, ...] = ()
    targets_file: TargetFile | None = None
    events: EventFile | None = None
    measures: MeasureFile | None = None
    conclusions: ConclusionFolder | None = None
    seasons: tuple[ProjectSeason, ...] = ()
    layers: tuple[Layer, ...] = ()
    circles: tuple[Circles, ...] = ()
    dust: Dust = Dust()
    episodes: Episodes = Episodes()
    effects: Effects = Effects()
    keep: Keep = Keep()
    running: Running = Running()
    wind: Wind = Wind()
    surface: Surface = Surface()
    evaluation: Evaluation = Evaluation()
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

    @field_validator("targets")
    @classmethod
    def _are_for_one_thing_each(cls, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        return check_once(targets)

    @field_validator("seasons")
    @classmethod
    def _have_ids_of_their_own(
        cls, seasons: tuple[ProjectSeason, ...]
    ) -> tuple[ProjectSeason, ...]:
        return check_seasons(seasons)

    @model_validator(mode="after")
    def _has_layers_that_are_told_apart(self) -> Project:
        check_layers(self.layers, self.circles)
        return self

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
    def areas(self) -> Literal["district", "city"]:
        """What the outlines of its map are: districts of a city, or cities."""
        return "city" if self.boundaries and self.boundaries.level == "city" else "district"

    @property
    def index_rules(self) -> IndexRules:
        """How the composite index is made: a weight for each of the six, places of PM2.5."""
        weights = {pollutant: self.weights.get(pollutant, 1.0) for pollutant in POLLUTANT_IDS}
        return IndexRules(weights, self.evaluation.pm25_decimals_2026)

    @property
    def validity_rules(self) -> Validity:
        """GB 3095 with the project's own figures."""
        return Validity(**{**vars(GB3095), **self.validity})

    def without_effects(self) -> Project:
        """Return the same project that finds no effects of measures: built in seconds."""
        quick = self.effects.model_copy(update={"enabled": False})
        return self.model_copy(update={"effects": quick})

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
        if key in OWN_KEYS
    ]
    content = take_file({key: value for key, value in content.items() if key not in OWN_KEYS})
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
    for key in ("sources", "layers"):
        if isinstance(content.get(key), list):
            resolved[key] = [resolve(part) for part in content[key]]
    return {**resolved, "file": str(file)}
