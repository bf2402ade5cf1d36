"""The files of a source with their sizes and checksums, for the manifest of a snapshot."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.project import SourceSpec

SUFFIXES = (".csv", ".txt", ".parquet")


@dataclass(frozen=True)
class InputFile:
    """One raw file: its name relative to the folder of its source, its size and checksum."""

    name: str
    bytes: int
    sha256: str


def files_of(path: Path) -> list[Path]:
    """Return the data files at a path, sorted by name: the file itself, or those of the folder.

    Hidden files and files that are not CSV, text or parquet are left out. A path that is not
    there gives an empty list.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        return []
    return sorted(
        file
        for file in path.iterdir()
        if file.is_file() and file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
    )


def inputs(source: SourceSpec) -> list[InputFile]:
    """Return every file that the source reads, sorted by name, with its size and SHA-256."""
    listed = []
    for file in files_of(source.path):
        content = file.read_bytes()
        listed.append(InputFile(file.name, len(content), hashlib.sha256(content).hexdigest()))
    return listed


def checksum(files: list[InputFile]) -> str:
    """Return one SHA-256 for all files: that of their joined hexadecimal checksums, in order."""
    return hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
