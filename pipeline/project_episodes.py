"""The part of a project file that says by which figures cases are found: `[episodes.<kind>]`."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import Field, model_validator

from airquality.episodes.rules import EpisodeRules
from pipeline.project_parts import Part
from pipeline.project_problems import check_figures

#: What a figure must be is said by its rule, in words of the rule.
Figures = dict[str, Any]


class Episodes(Part):
    """What a project sets otherwise than `airquality.episodes`, a table a rule.

    `pm25`, `o3`, `both`: when a case of that kind begins and ends; `stages`, `path`, `marks`: how
    it is divided, how it comes to a place, when it is one of dust or fireworks; `weeks`: the days
    that it is compared with; `ratios`: the guards of the ratios; `types`: the types of weather;
    `similarity`: how like cases are told. Names and units of the figures are those of the table
    `episode_rules`.
    """

    pm25: Figures = Field(default_factory=dict)
    o3: Figures = Field(default_factory=dict)
    both: Figures = Field(default_factory=dict)
    stages: Figures = Field(default_factory=dict)
    path: Figures = Field(default_factory=dict)
    marks: Figures = Field(default_factory=dict)
    weeks: Figures = Field(default_factory=dict)
    ratios: Figures = Field(default_factory=dict)
    types: Figures = Field(default_factory=dict)
    similarity: Figures = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_figures_that_can_be(self) -> Episodes:
        faults = [
            f"{name}: {fault}"
            for name, rule in RULES.items()
            for fault in check_figures(getattr(self, name), rule)
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def rules(self) -> EpisodeRules:
        """The rules with the project's own figures."""
        return EpisodeRules(**{name: rule(**getattr(self, name)) for name, rule in RULES.items()})


#: Name of a table of the project file -> the record that it sets figures of.
RULES: dict[str, Any] = {
    part.name: type(getattr(EpisodeRules(), part.name)) for part in fields(EpisodeRules)
}
