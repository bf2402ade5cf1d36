"""Publishing: atomic, whole, clear about what the disk refuses."""

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from summaries.snapshot import (
    ABANDONED_SECONDS,
    CURRENT,
    PublishError,
    SnapshotWriter,
    make_current,
    prune,
    snapshots,
)
from summaries.store import SnapshotStore, open_snapshot
from summaries.table import ContractError

Frames = dict[str, pd.DataFrame]
ROOT = Path(__file__).resolve().parents[2]


def _publish(root: Path, frames: Frames) -> str:
    with SnapshotWriter(root) as writer:
        for name, frame in frames.items():
            writer.write(name, frame)
        return writer.publish({"note": "made up"})


def test_a_published_snapshot_reads_back(tmp_path: Path, frames: Frames) -> None:
    snapshot_id = _publish(tmp_path, frames)
    assert (tmp_path / CURRENT).read_text("utf-8") == snapshot_id + "\n"
    snapshot = open_snapshot(tmp_path / snapshot_id)
    for name in ("daily", "annual", "completeness"):
        pd.testing.assert_frame_equal(snapshot.read(name), frames[name])
    assert snapshot.manifest["note"] == "made up"
    assert not list(tmp_path.glob(".*"))


def test_parquet_carries_units(tmp_path: Path, frames: Frames) -> None:
    snapshot_id = _publish(tmp_path, frames)
    schema = pq.read_schema(tmp_path / snapshot_id / "daily.parquet")
    assert schema.field("co").metadata[b"unit"].decode() == "mg/m³"
    assert schema.field("pm25").metadata[b"unit"].decode() == "µg/m³"


def test_equal_tables_give_an_equal_id_and_replace_in_place(tmp_path: Path, frames: Frames) -> None:
    first = _publish(tmp_path, frames)
    (tmp_path / first / "daily.parquet").write_bytes(b"broken")
    assert _publish(tmp_path, frames) == first
    assert len(open_snapshot(tmp_path / first).read("daily")) == len(frames["daily"])
    frames["daily"]["pm25"] += 0.5
    assert _publish(tmp_path, frames) != first


def test_a_breach_of_contract_publishes_nothing(tmp_path: Path, frames: Frames) -> None:
    first = _publish(tmp_path, frames)
    frames["annual"]["good_days"] = 2
    with pytest.raises(ContractError, match="sanity rules broken"):
        _publish(tmp_path, frames)
    with SnapshotWriter(tmp_path) as writer, pytest.raises(ContractError, match="missing pm25"):
        writer.write("daily", frames["daily"].drop(columns="pm25"))
    with SnapshotWriter(tmp_path) as writer, pytest.raises(KeyError):
        writer.write("no_such_table", frames["daily"])
    assert {path.name for path in tmp_path.iterdir()} == {first, CURRENT}


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PublishError, match=r"cannot write to .*file/out: Not a directory"):
        SnapshotWriter(tmp_path / "file" / "out")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PublishError, match="Permission denied"):
        SnapshotWriter(tmp_path)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        ("summaries.snapshot.pq.write_table", "cannot write .*parquet"),
        ("summaries.snapshot.geopandas.GeoDataFrame.to_parquet", "cannot write .*parquet"),
        ("summaries.snapshot._write_durably", "cannot write .*parquet"),
        ("summaries.snapshot.os.replace", "cannot publish"),
    ],
)
def test_a_full_disk_is_told_and_the_old_snapshot_stays(
    tmp_path: Path, frames: Frames, monkeypatch: pytest.MonkeyPatch, function: str, words: str
) -> None:
    old = _publish(tmp_path, frames)
    frames["daily"]["pm25"] += 0.5

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(function, refuse)
        with pytest.raises(PublishError, match=rf"{words}.*No space left on device"):
            _publish(tmp_path, frames)
    assert SnapshotStore(tmp_path).current().id == old
    assert {path.name for path in tmp_path.iterdir()} == {old, CURRENT}


_KILLED = """
import os, pickle, signal, sys
import summaries.snapshot as snapshot

def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

frames = pickle.load(open(sys.argv[2], "rb"))
point = sys.argv[3]
with snapshot.SnapshotWriter(sys.argv[1]) as writer:
    for name, frame in frames.items():
        writer.write(name, frame)
        if point == "while writing" and name == "daily":
            die()
    if point == "before the manifest":
        snapshot._write_durably = die
    elif point == "before the rename":
        snapshot.os.replace = die
    elif point == "before CURRENT":
        snapshot.make_current = die
    elif point == "inside CURRENT":
        real = snapshot.os.replace
        snapshot.os.replace = lambda a, b: die() if b.name == "CURRENT" else real(a, b)
    writer.publish({})
"""


@pytest.mark.parametrize(
    "point",
    [
        "while writing",
        "before the manifest",
        "before the rename",
        "before CURRENT",
        "inside CURRENT",
        "not at all",
    ],
)
def test_a_process_killed_anywhere_leaves_a_whole_snapshot(
    tmp_path: Path, frames: Frames, point: str
) -> None:
    root = tmp_path / "out"
    old = _publish(root, frames)
    store = SnapshotStore(root, interval=0)
    frames["daily"]["pm25"] += 0.5
    pd.to_pickle(frames, tmp_path / "frames")
    arguments = [str(root), str(tmp_path / "frames"), point]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, *arguments], cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == (0 if point == "not at all" else -9)
    is_old = SnapshotStore(root).current().id == old
    assert is_old == (point != "not at all")
    assert store.current().id == SnapshotStore(root).current().id
    assert len(store.current().read("daily")) == len(frames["daily"])
    # The next build mends everything.
    new = _publish(root, frames)
    assert store.current().id == new != old


def test_only_the_newest_and_the_current_are_kept(tmp_path: Path, frames: Frames) -> None:
    ids = []
    for number in range(4):
        frames["daily"]["pm25"] += 0.5
        ids.append(_publish(tmp_path, frames))
        manifest = tmp_path / ids[-1] / "manifest.json"
        content = json.loads(manifest.read_text("utf-8"))
        content["built_at"] = f"2026-01-0{number + 1}T00:00:00+00:00"
        manifest.write_text(json.dumps(content), "utf-8")
    assert [manifest["id"] for manifest in snapshots(tmp_path)] == ids[::-1]
    make_current(tmp_path, ids[1])
    assert sorted(prune(tmp_path, keep=2)) == sorted([ids[0], ids[2]])
    assert {path.name for path in tmp_path.iterdir()} == {ids[1], ids[3], CURRENT}
    assert SnapshotStore(tmp_path).current().id == ids[1]
    with pytest.raises(ValueError, match="the current snapshot is kept"):
        prune(tmp_path, keep=0)


def test_what_a_killed_build_left_is_swept_up_later(tmp_path: Path, frames: Frames) -> None:
    _publish(tmp_path, frames)
    old, fresh = tmp_path / ".building-old", tmp_path / ".building-fresh"
    old.mkdir()
    fresh.mkdir()
    long_ago = time.time() - ABANDONED_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    prune(tmp_path, keep=1)
    assert not old.exists()
    assert fresh.exists()
