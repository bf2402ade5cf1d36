"""The part of a project file that says how winds are classed: `[wind]`."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from airquality.wind import CALM_BELOW
from airquality.wind_roses import SPEED_EDGES
from pipeline.project_parts import Part


class Wind(Part):
    """How winds are classed for roses and polar plots; both figures are our own choice.

    `calm_below`: m/s, below which air is calm and has no direction; `speed_edges`: rising edges
    (m/s) between the classes of speed of a rose, the last class is open.
    """

    calm_below: Annotated[float, Field(gt=0, le=2)] = CALM_BELOW
    speed_edges: Annotated[tuple[float, ...], Field(min_length=1, max_length=7)] = SPEED_EDGES

    @model_validator(mode="after")
    def _rises(self) -> Wind:
        edges = (self.calm_below, *self.speed_edges)
        if any(above <= below for below, above in pairwise(edges)):
            raise ValueError(f"speed_edges do not rise from calm_below: {list(edges)}")
        return self
