"""The files of a source, with checksums."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.project import Project
from pipeline.sources import checksum, inputs


def test_inputs_of_a_folder(make_project: Callable[..., Project], tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "b.csv").write_bytes(b"two")
    (folder / "a.csv").write_bytes(b"1")
    (folder / ".hidden.csv").write_bytes(b"x")
    (folder / "notes.md").write_bytes(b"x")
    files = inputs(make_project().sources[0])
    assert [(file.name, file.bytes) for file in files] == [("a.csv", 1), ("b.csv", 3)]
    digests = [hashlib.sha256(content).hexdigest() for content in (b"1", b"two")]
    assert [file.sha256 for file in files] == digests
    assert checksum(files) == hashlib.sha256("".join(digests).encode()).hexdigest()


def test_inputs_of_one_file_and_of_none(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    (tmp_path / "one.csv").write_bytes(b"1")
    assert [file.name for file in inputs(make_project(path="one.csv").sources[0])] == ["one.csv"]
    assert inputs(make_project(path="absent").sources[0]) == []
