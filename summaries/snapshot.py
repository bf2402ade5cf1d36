"""Publish a snapshot atomically.

A snapshot is a folder of parquet files with a `manifest.json`. It is written beside the others
under a temporary name, checked, renamed, and only then named in `CURRENT`, which is replaced in
one step. A process killed anywhere before that last step leaves the old snapshot in use.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import geopandas
import pandas as pd
import pyarrow.parquet as pq

from summaries.sanity import check_tables
from summaries.table import Table
from summaries.tables import TABLES

MANIFEST = "manifest.json"
CURRENT = "CURRENT"
FORMAT = 1
ID_LENGTH = 12
BUILDING = ".building-"
#: A building folder untouched for longer than this was left by a killed process.
ABANDONED_SECONDS = 24 * 3600.0
#: Rows a parquet row group: a place's years lie in few groups, so a filter skips the rest.
ROW_GROUP = 8_192
#: The same for tables of rounded numbers: a longer group repeats more, a fifth of the size less.
ROW_GROUP_ROUNDED = 32_768


class PublishError(OSError):
    """The snapshot could not be written; the message names the folder and the reason."""


class SnapshotWriter:
    """Collect tables in a hidden folder and publish them as one snapshot.

    Use as a context manager: what is not published by the end is removed. A table is checked at
    once, then compressed and written by a thread while the next one is computed.

        with SnapshotWriter(root) as writer:
            writer.write("daily", frame)
            snapshot_id = writer.publish(manifest)
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._frames: dict[str, pd.DataFrame] = {}
        self._writing: dict[str, Future[dict[str, Any]]] = {}
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=self.root))
            self._folder.chmod(0o755)
        except OSError as error:
            raise PublishError(f"cannot write to {self.root}: {error.strerror}") from error
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="snapshot")

    def __enter__(self) -> "SnapshotWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._disk.shutdown(cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Check frame against the contract of table name and have it written.

        Raises ContractError with every breach, KeyError for an unknown table. What the disk
        refuses is told by `publish`. The frame must not be changed afterwards.
        """
        table = TABLES[name]
        frame = table.conform(frame)
        table.check(frame)
        self._frames[name] = frame
        self._writing[name] = self._disk.submit(self._save, table, frame)

    def _save(self, table: Table, frame: pd.DataFrame) -> dict[str, Any]:
        """Write one table; return its entry in the manifest."""
        path = self._folder / f"{table.name}.parquet"
        try:
            content = _encode(table, frame)
            _write_durably(path, content)
        except OSError as error:
            raise PublishError(f"cannot write {path.name} in {self.root}: {error}") from error
        return {
            "version": table.version,
            "rows": len(frame),
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }

    def publish(self, about: Mapping[str, Any]) -> str:
        """Check the tables against each other, give the snapshot its id and make it current.

        `about` goes into the manifest (inputs, settings, code version). The id is the hash of the
        tables, so equal tables give an equal id. Returns the id. Raises ContractError for a
        missing table or a failed sanity rule, PublishError where the disk refuses.
        """
        check_tables(self._frames)
        entries = {name: writing.result() for name, writing in sorted(self._writing.items())}
        hashes = json.dumps({name: entry["sha256"] for name, entry in entries.items()})
        snapshot_id = hashlib.sha256(hashes.encode()).hexdigest()[:ID_LENGTH]
        manifest = {
            "format": FORMAT,
            "id": snapshot_id,
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "tables": entries,
            **about,
        }
        try:
            text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
            _write_durably(self._folder / MANIFEST, f"{text}\n".encode())
            self._install(self.root / snapshot_id)
            make_current(self.root, snapshot_id)
        except OSError as error:
            raise PublishError(f"cannot publish to {self.root}: {error}") from error
        return snapshot_id

    def _install(self, target: Path) -> None:
        """Put the finished folder in its place, without a moment in which it is not whole.

        Where an equal snapshot is there already its files are replaced one by one: equal ids
        mean equal tables, so it is whole before, between and after.
        """
        if not target.exists():
            os.replace(self._folder, target)
            return
        for name in (*(f"{table}.parquet" for table in self._frames), MANIFEST):
            os.replace(self._folder / name, target / name)


def make_current(root: Path, snapshot_id: str) -> None:
    """Name snapshot_id in `CURRENT`, in one atomic step."""
    pending = root / f".{CURRENT}-{os.getpid()}"
    _write_durably(pending, f"{snapshot_id}\n".encode())
    os.replace(pending, root / CURRENT)


def snapshots(root: Path) -> list[dict[str, Any]]:
    """Return the manifests of the snapshots kept under root, the newest first.

    A folder whose manifest cannot be read is left out.
    """
    found = []
    for path in root.glob(f"*/{MANIFEST}"):
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(manifest, dict) and manifest.get("id") == path.parent.name:
            found.append(manifest)
    return sorted(found, key=lambda m: (str(m.get("built_at")), m["id"]), reverse=True)


def prune(root: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` snapshots; the one that `CURRENT` names always stays.

    A running server may still read the snapshot before the current one: keep 2 there. Folders
    that a killed build left half written are removed too. Returns the ids removed.
    """
    if keep < 1:
        raise ValueError("at least the current snapshot is kept")
    current = (root / CURRENT).read_text(encoding="utf-8").strip()
    ids = [manifest["id"] for manifest in snapshots(root)]
    others = [id_ for id_ in ids if id_ != current]
    removed = others[keep - 1 :]
    abandoned = [
        path
        for path in root.glob(f"{BUILDING}*")
        if time.time() - path.stat().st_mtime > ABANDONED_SECONDS
    ]
    for path in (*(root / id_ for id_ in removed), *abandoned):
        shutil.rmtree(path, ignore_errors=True)
    return removed


def _encode(table: Table, frame: pd.DataFrame) -> memoryview:
    """Return a table as the bytes of a parquet file; equal frames give equal bytes."""
    sink = io.BytesIO()
    if table.geometry:
        geo = geopandas.GeoDataFrame(frame, geometry=table.geometry, crs="EPSG:4326")
        geo.to_parquet(sink, compression="zstd", index=False)
    else:
        _write_plain(table, frame, sink)
    return sink.getbuffer()


def _write_plain(table: Table, frame: pd.DataFrame, sink: io.BytesIO) -> None:
    """Write a table without a geometry; a category is plain text to whoever reads the file."""
    coded = table.arrow_coded(frame)
    # Written as they are, categories need not be found again in their text; but a reader is told
    # the types by this note, and is to see text.
    types = base64.b64encode(table.schema().serialize().to_pybytes()).decode()
    with pq.ParquetWriter(
        sink,
        coded.schema,
        compression="zstd",
        compression_level=3,
        # Means hardly repeat: a dictionary of them costs time and a sixth of the size.
        use_dictionary=table.is_rounded
        or [c.name for c in table.columns if c.type not in ("f4", "f8")],
        store_schema=False,
    ) as writer:
        rows = ROW_GROUP_ROUNDED if table.is_rounded else ROW_GROUP
        writer.write_table(coded, row_group_size=rows)
        writer.add_key_value_metadata({"ARROW:schema": types})


def _write_durably(path: Path, content: bytes | memoryview) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
