"""The parts of a project file that put a city's own layers on the map: files, and circles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from pipeline.project_parts import Coordinates, Part
from pipeline.project_problems import nearest

#: Colours of layers that name none, in the order of the project file; apart from AQI's colours.
COLOURS = ("#1c5d99", "#7a3e9d", "#0b7a75", "#8c5a2b", "#5c677d", "#a4286a")
#: Layers that every map has (`view.state`): no own layer may take their ids.
BUILT_IN = ("areas", "surface", "values", "wind", "roses", "none")
AROUND = ("evaluation", "control", "all")
KIB = 1024

LayerId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
Words = Annotated[str, Field(min_length=1, max_length=120)]


class _Drawn(Part):
    """What a layer of a file and one of circles have in common."""

    id: LayerId
    title_zh: Words
    title_en: Words
    colour: str = ""

    @field_validator("id")
    @classmethod
    def _is_its_own(cls, name: str) -> str:
        if name in BUILT_IN:
            raise ValueError(f"{name!r} is a layer that every map has: choose another id")
        return name

    @field_validator("colour")
    @classmethod
    def _is_a_colour(cls, colour: str) -> str:
        if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            raise ValueError(f"{colour!r} is no colour: write it as #rrggbb, such as #1c5d99")
        return colour.lower()


class Layer(_Drawn):
    """A GeoJSON file that is drawn on the map.

    Attributes:
        path: the file; source_zh, source_en: who made it.
        coordinates: the system of its coordinates. The default is WGS-84, which CGCS2000, the
            national system, equals to well under a metre; files of map providers are GCJ-02.
        name, name_en: the properties that hold the name of a feature.
        most_mb: a larger file is refused before it is read (our own choice).
        most_vertices: beyond so many corners the layer is thinned out (our own choice).
    """

    path: Path
    source_zh: Words
    source_en: Words
    coordinates: Coordinates = "wgs84"
    name: str = "name"
    name_en: str = "name_en"
    most_mb: Annotated[float, Field(gt=0, le=500)] = 20.0
    most_vertices: Annotated[int, Field(ge=100, le=500_000)] = 20_000

    @property
    def most_bytes(self) -> int:
        """The size beyond which the file is refused."""
        return int(self.most_mb * KIB * KIB)


class Circles(_Drawn):
    """Circles around stations that the pipeline draws, with the count of what lies within.

    `around`: evaluation stations, control points, all, or a list of codes. `counts`: ids of the
    layers whose features are counted.
    """

    radius_km: Annotated[float, Field(gt=0, le=100)] = 2.0
    around: Literal["evaluation", "control", "all"] | tuple[str, ...] = "evaluation"
    counts: tuple[str, ...] = ()

    @field_validator("around", mode="before")
    @classmethod
    def _is_a_choice(cls, value: object) -> object:
        if isinstance(value, str) and value not in AROUND:
            near = nearest(value, AROUND)
            hint = f"; did you mean {near!r}?" if near else ""
            raise ValueError(f"{value!r} is none of {', '.join(AROUND)}, nor a list of codes{hint}")
        return value

    @field_validator("counts")
    @classmethod
    def _name_once(cls, counts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(counts))


def check_layers(layers: Sequence[Layer], circles: Sequence[Circles]) -> None:
    """Raise ValueError where two layers have one id, or circles count a layer that is not there."""
    ids = [each.id for each in (*layers, *circles)]
    faults = [f"two layers have the id {name}" for name in sorted(set(ids)) if ids.count(name) > 1]
    known = [layer.id for layer in layers]
    for each in circles:
        for name in each.counts:
            if name not in known:
                there = f"the layers of files are {', '.join(known)}" if known else "there is none"
                faults.append(f"circles {each.id}: counts names {name!r}, no layer; {there}")
    if faults:
        raise ValueError("; ".join(faults))
