"""Opening: a broken snapshot is refused with file and reason, the old one stays in use."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pytest

from summaries.snapshot import CURRENT, SnapshotWriter, digest, make_current
from summaries.store import SnapshotError, SnapshotStore, open_snapshot, read_current

Frames = dict[str, pd.DataFrame]


def _publish(root: Path, frames: Frames) -> Path:
    with SnapshotWriter(root) as writer:
        for name, frame in frames.items():
            writer.write(name, frame)
        return root / writer.publish({})


@pytest.fixture
def publish(tmp_path: Path) -> Callable[[Frames], Path]:
    return lambda frames: _publish(tmp_path, frames)


@pytest.fixture(scope="module")
def published(agreeing: Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _publish(tmp_path_factory.mktemp("published"), agreeing)


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    """A snapshot of the test's own to be broken: published once, copied with its CURRENT."""
    shutil.copytree(published.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / published.name


def _edit_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), "utf-8")


def _cut(folder: Path) -> None:
    path = folder / "daily.parquet"
    path.write_bytes(path.read_bytes()[:-100])


def _damage(folder: Path) -> None:
    path = folder / "daily.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def _drop_column(folder: Path) -> None:
    path = folder / "daily.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["pm25", "co"]), path)
    facts = {"bytes": path.stat().st_size, "sha256": digest(path)}
    _edit_manifest(folder, lambda m: m["tables"]["daily"].update(facts))


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut short": (_cut, r"daily.parquet: \d+ bytes, \d+ expected: cut short"),
    "damaged": (_damage, r"daily.parquet: its checksum is not that of manifest.json"),
    "gone": (lambda f: (f / "annual.parquet").unlink(), r"annual.parquet: cannot be read"),
    "no manifest": (lambda f: (f / "manifest.json").unlink(), r"no readable manifest.json"),
    "manifest cut": (
        lambda f: (f / "manifest.json").write_text('{"format": 1,', "utf-8"),
        r"manifest.json is not valid JSON",
    ),
    "manifest a list": (
        lambda f: (f / "manifest.json").write_text("[]", "utf-8"),
        r"manifest.json is not an object",
    ),
    "manifest empty": (
        lambda f: (f / "manifest.json").write_text('{"format": 1}', "utf-8"),
        r"lists no tables or has no id",
    ),
    "other format": (
        lambda f: _edit_manifest(f, lambda m: m.update(format=99)),
        r"format 99, expected 1",
    ),
    "older contract": (
        lambda f: _edit_manifest(f, lambda m: m["tables"]["daily"].update(version=0)),
        r"daily has contract version 0, this program reads \d+: build the snapshot anew",
    ),
    "columns gone": (
        _drop_column,
        r"daily.parquet: columns missing: co, pm25: build the snapshot anew",
    ),
    "a table unlisted": (
        lambda f: _edit_manifest(f, lambda m: m["tables"].pop("trends")),
        r"table trends is missing from manifest.json",
    ),
    "rows differ": (
        lambda f: _edit_manifest(f, lambda m: m["tables"]["daily"].update(rows=7)),
        r"daily.parquet: 6 rows, 7 expected",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_snapshot_is_refused_with_file_and_reason(folder: Path, name: str) -> None:
    breaks, message = BROKEN[name]
    breaks(folder)
    with pytest.raises(SnapshotError, match=f"{folder.name}.*{message}"):
        open_snapshot(folder)


@pytest.mark.parametrize("name", BROKEN)
def test_the_store_keeps_the_old_one_and_says_why(
    folder: Path, publish: Callable[[Frames], Path], frames: Frames, name: str
) -> None:
    store = SnapshotStore(folder.parent, interval=0)
    frames["daily"]["pm25"] += 0.5
    new = publish(frames)
    make_current(folder.parent, folder.name)
    breaks, _ = BROKEN[name]
    breaks(new)
    make_current(folder.parent, new.name)
    assert store.current().id == folder.name
    assert store.refused is not None
    assert new.name in store.refused
    assert len(store.current().read("daily")) == 6
    # A whole one afterwards is taken, and the reason goes.
    frames["daily"]["pm25"] += 0.5
    newest = publish(frames)
    assert store.current().id == newest.name
    assert store.refused is None


def test_a_new_snapshot_is_taken_without_restart(
    folder: Path, publish: Callable[[Frames], Path], frames: Frames
) -> None:
    store = SnapshotStore(folder.parent, interval=0)
    before = store.current()
    frames["daily"]["pm25"] += 0.5
    new = publish(frames)
    assert store.current().id == new.name
    assert before.read("daily")["pm25"].iloc[0] == pytest.approx(31.5)
    assert store.current().read("daily")["pm25"].iloc[0] == pytest.approx(32.0)


def test_current_is_looked_at_once_in_an_interval(
    folder: Path, publish: Callable[[Frames], Path], frames: Frames
) -> None:
    store = SnapshotStore(folder.parent, interval=3600)
    frames["daily"]["pm25"] += 0.5
    publish(frames)
    assert store.current().id == folder.name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "names '', which is no snapshot id"),
        (b"../elsewhere\n", "which is no snapshot id"),
        (b".hidden\n", "which is no snapshot id"),
        (b"\xff\xfe\x00", "it is not text"),
    ],
)
def test_a_current_that_names_nothing_is_refused(
    folder: Path, content: bytes, message: str
) -> None:
    (folder.parent / CURRENT).write_bytes(content)
    with pytest.raises(SnapshotError, match=message):
        read_current(folder.parent)


def test_no_snapshot_at_all_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="build one with `python -m pipeline build`"):
        SnapshotStore(tmp_path)


def test_read_takes_columns_and_filters(folder: Path) -> None:
    snapshot = open_snapshot(folder)
    chosen = snapshot.read("daily", ["date", "pm25"], [("scope", "==", "station")])
    assert list(chosen.columns) == ["date", "pm25"]
    assert len(chosen) == 2
    districts = snapshot.read("districts")
    assert isinstance(districts, geopandas.GeoDataFrame)
    assert districts.crs.to_epsg() == 4326
    plain = snapshot.read("districts", ["district"])
    assert list(plain.columns) == ["district"]
    with pytest.raises(KeyError):
        snapshot.read("no_such_table")


def test_a_file_that_goes_while_it_is_in_use_is_named(folder: Path) -> None:
    snapshot = open_snapshot(folder)
    (folder / "daily.parquet").unlink()
    with pytest.raises(SnapshotError, match=f"daily.parquet of snapshot {folder.name}"):
        snapshot.read("daily")
