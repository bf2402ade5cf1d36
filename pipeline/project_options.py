"""The parts of a project file that say what else is wanted: seasons, dust, events, hours kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from airquality.sand_dust import MEMORY_2016, DustRule
from airquality.seasons import KINDS, Season
from pipeline.project_parts import Encoding, Part
from pipeline.project_problems import check_overrides, none_of

DUST_RULES: dict[str, DustRule | None] = {"off": None, "memory-2016": MEMORY_2016}
#: Lengths of the blocks of `station_hours`: they tile a day.
BLOCKS = (1, 2, 3, 4, 6, 8, 12)


class ProjectSeason(Part):
    """A season of the project's own: `months` whole months from `first_month` on, every year.

    A season that runs on after December ends in the next year and is labelled by its first day.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name_zh: Annotated[str, Field(min_length=1)]
    name_en: Annotated[str, Field(min_length=1)]
    first_month: Annotated[int, Field(ge=1, le=12)]
    months: Annotated[int, Field(ge=1, le=12)]

    @field_validator("id")
    @classmethod
    def _is_its_own(cls, name: str) -> str:
        if name in KINDS:
            raise ValueError(f"{name!r} is a period that every project has: choose another id")
        return name

    @property
    def season(self) -> Season:
        """The same for the functions of `airquality.seasons`."""
        return Season(self.id, self.name_zh, self.name_en, self.first_month, self.months)


class Dust(Part):
    """How sand-dust days are found in the hours (`airquality.sand_dust`), beside a file of them.

    `rule`: "memory-2016", the rule of 环办监测〔2016〕120号 as it is remembered, its figures not
    verified; "off", no rule. `min_hours`: hours of dust from which a day counts as a dust day (no
    source gives a figure: our own choice). `thresholds` overrides figures of the rule.
    """

    rule: str = "off"
    min_hours: Annotated[int, Field(ge=1, le=24)] = MEMORY_2016.hours_a_day
    thresholds: dict[str, int | float] = Field(default_factory=dict)

    @field_validator("rule", mode="before")
    @classmethod
    def _is_a_rule(cls, value: object) -> object:
        if value not in DUST_RULES:
            raise ValueError(none_of(value, DUST_RULES))
        return value

    @model_validator(mode="after")
    def _has_figures_that_can_be(self) -> Dust:
        faults = check_overrides(self.thresholds, DustRule)
        if "hours_a_day" in self.thresholds:
            faults.append("`hours_a_day` is written as `min_hours` of [dust]")
        if faults:
            raise ValueError("thresholds: " + "; ".join(faults))
        _ = self.figures  # ValueError where the rule itself refuses them
        return self

    @property
    def figures(self) -> DustRule | None:
        """The rule with the project's own figures; None where it is off."""
        rule = DUST_RULES[self.rule]
        given: dict[str, Any] = {**self.thresholds, "hours_a_day": self.min_hours}
        return None if rule is None else replace(rule, **given)


class EventFile(Part):
    """A CSV file of sand-dust days and exceptional events (`pipeline.events` says its columns)."""

    path: Path
    encoding: Encoding = "auto"


class Keep(Part):
    """What is kept of the hours of every station: means of so many hours, the day's divisors."""

    station_hours: int = 3

    @field_validator("station_hours")
    @classmethod
    def _tiles_the_day(cls, hours: int) -> int:
        if hours not in BLOCKS:
            raise ValueError(f"{hours} does not tile a day: one of {', '.join(map(str, BLOCKS))}")
        return hours


class Running(Part):
    """Share of a window's days that must be valid for a running mean (our own choice)."""

    share_of_days: Annotated[float, Field(gt=0, le=1)] = 0.75


def check_seasons(seasons: tuple[ProjectSeason, ...]) -> tuple[ProjectSeason, ...]:
    """Return the seasons; ValueError where two have one id."""
    ids = [season.id for season in seasons]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"two seasons have the id {', '.join(twice)}")
    return seasons


def take_file(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a project file with `[targets]` as a part of its own.

    `targets` is either a list of tables or one table that names a file. As `targets_file` the
    latter is checked like any other part; `pipeline.project` names it `targets` where it is wrong.
    """
    if not isinstance(content.get("targets"), dict):
        return content
    return {
        **{k: v for k, v in content.items() if k != "targets"},
        "targets_file": content["targets"],
    }
