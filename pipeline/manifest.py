"""What a snapshot says of itself: inputs, settings, code. Nothing of the machine."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from airquality.quality import Flag
from pipeline.city import CityData, SourceRead
from pipeline.project_layers import Layer
from pipeline.sources import checksum

ROOMS = ("airquality", "summaries", "pipeline")
#: Tables that a person writes, by the field of the project that names them.
LISTS = ("events", "targets_file", "measures")
LIBRARIES = (
    "numpy",
    "pandas",
    "scipy",
    "lightgbm",
    "pysyncon",
    "polars",
    "pyarrow",
    "geopandas",
    "shapely",
)


def describe_build(cities: Sequence[CityData]) -> dict[str, Any]:
    """Return the part of the manifest that says what the tables were made of and by what.

    Equal inputs and code give an equal answer: names of files are relative to the folder of their
    source, and no time, user or machine is named.
    """
    return {
        "projects": [_project(city) for city in cities],
        "inputs": [_input(city.project.city.id, s) for city in cities for s in city.sources],
        "lists": [_list(city, name) for city in cities for name in LISTS],
        "conclusions": [_file(city, c.file) for city in cities for c in city.conclusions],
        "layers": [_layer(city, layer) for city in cities for layer in city.project.layers],
        "settings": {city.project.city.id: _settings(city) for city in cities},
        "built_by": {
            "code_sha256": code_checksum(),
            "python": platform.python_version(),
            **{name: version(name) for name in LIBRARIES},
        },
    }


def code_checksum() -> str:
    """Return one SHA-256 over the Python files of the rooms that make the tables."""
    root = Path(__file__).resolve().parents[1]
    whole = hashlib.sha256()
    for file in sorted(file for room in ROOMS for file in (root / room).rglob("*.py")):
        whole.update(file.relative_to(root).as_posix().encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _project(city: CityData) -> dict[str, Any]:
    project = city.project
    return {
        "city": project.city.id,
        "file": project.file.name,
        "sha256": hashlib.sha256(project.file.read_bytes()).hexdigest(),
        "start": project.period.start.isoformat(),
        "end": project.period.end.isoformat(),
    }


def _input(city: str, source: SourceRead) -> dict[str, Any]:
    spec = source.spec
    return {
        "city": city,
        "source": spec.id,
        "kind": spec.kind,
        "title_zh": spec.title_zh,
        "title_en": spec.title_en,
        "licence": spec.licence,
        "credit": spec.credit,
        "url": spec.url,
        "sha256": checksum(source.files),
        "files": [asdict(file) for file in source.files],
    }


def _list(city: CityData, name: str) -> dict[str, Any]:
    """Return a table that a person wrote: its name and checksum, empty where there is none."""
    listed = getattr(city.project, name)
    is_there = listed is not None and listed.path.is_file()
    return {
        "city": city.project.city.id,
        "list": name.removesuffix("_file"),
        "file": listed.path.name if listed is not None else "",
        "sha256": hashlib.sha256(listed.path.read_bytes()).hexdigest() if is_there else "",
    }


def _file(city: CityData, name: str) -> dict[str, Any]:
    """Return a file of the folder of conclusions: its name and checksum."""
    folder = city.project.conclusions
    content = (folder.path / name).read_bytes() if folder is not None else b""
    digest = hashlib.sha256(content).hexdigest()
    return {"city": city.project.city.id, "file": name, "sha256": digest}


def _layer(city: CityData, layer: Layer) -> dict[str, Any]:
    """Return a file of the city's own layers: name, checksum, source; no checksum if not there."""
    is_there = layer.path.is_file()
    return {
        "city": city.project.city.id,
        "layer": layer.id,
        "file": layer.path.name,
        "sha256": hashlib.sha256(layer.path.read_bytes()).hexdigest() if is_there else "",
        "source_zh": layer.source_zh,
        "source_en": layer.source_en,
    }


def _settings(city: CityData) -> dict[str, Any]:
    return {
        "validity": _plain(city.project.validity_rules),
        "quality": _plain(city.quality),
        "weights": _plain(city.project.index_rules.weights),
        "evaluation": city.project.evaluation.model_dump(),
        "dust": {"rule": city.project.dust.rule, **(_plain(city.project.dust.figures) or {})},
        "episodes": city.project.episodes.model_dump(exclude_defaults=True),
        "effects": city.project.effects.model_dump(),
        "seasons": [season.model_dump() for season in city.project.seasons],
        "keep": city.project.keep.model_dump(),
        "running": city.project.running.model_dump(),
    }


def _plain(value: Any) -> Any:
    """Return a record as JSON can hold it."""
    if isinstance(value, Flag):
        return [str(flag.name).lower() for flag in Flag if flag & value]
    if is_dataclass(value) and not isinstance(value, type):
        return {key: _plain(each) for key, each in vars(value).items()}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
