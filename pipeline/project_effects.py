"""The part of a project file about effects: whether they are found, and by which figures."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from airquality.effects.donors import DonorRule
from airquality.effects.verdict import VerdictRule
from pipeline.project_parts import Part
from pipeline.project_problems import check_figures


class Effects(Part):
    """How the weather is taken out and how measures are judged: `[effects]`.

    `enabled`: false leaves the tables empty, for a quick build (`build --without effects`).
    `members`: models of an ensemble, of whose spread its intervals are made. `verdict`: figures of
    `airquality.effects.verdict.VerdictRule`, by the names of the table `effect_rules`; `donors`:
    those of `airquality.effects.donors.DonorRule`. `controlled_too`: cities of the build that were
    controlled with this one and so are no donors, by id, adcode or name.
    """

    enabled: bool = True
    members: Annotated[int, Field(ge=10, le=100)] = 10
    verdict: dict[str, Any] = Field(default_factory=dict)
    donors: dict[str, Any] = Field(default_factory=dict)
    controlled_too: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_figures_that_can_be(self) -> Effects:
        given = {"verdict": (self.verdict, VerdictRule), "donors": (self.donors, DonorRule)}
        faults = [
            f"{key}: {fault}"
            for key, (figures, rule) in given.items()
            for fault in check_figures(figures, rule)
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def rule(self) -> VerdictRule:
        """The rule of the verdict with the project's own figures."""
        return VerdictRule(**self.verdict)

    @property
    def donor_rule(self) -> DonorRule:
        """What is asked of donors, with the project's own figures."""
        return DonorRule(**self.donors)
