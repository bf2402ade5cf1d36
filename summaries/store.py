"""Open a snapshot, read its tables, and notice a new one."""

import json
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from summaries.snapshot import CURRENT, FORMAT, MANIFEST, digest
from summaries.tables import TABLES

Filter = tuple[str, str, Any]


class SnapshotError(Exception):
    """A snapshot cannot be used; the message names the file and the reason."""


class Snapshot:
    """One opened snapshot: immutable, safe to share between threads."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder = folder
        self.manifest = manifest
        self._opened: dict[str, ds.Dataset] = {}

    @property
    def id(self) -> str:
        """The hash of the tables; every cached answer is kept under it."""
        return str(self.manifest["id"])

    def read(
        self,
        table: str,
        columns: Sequence[str] | None = None,
        filters: Sequence[Filter] | None = None,
    ) -> pd.DataFrame:
        """Return rows of a table, sorted by its key; a GeoDataFrame where it has a geometry.

        `filters` are (column, operator, value) triples joined by "and". Raises KeyError for an
        unknown table, SnapshotError where the file cannot be read.
        """
        contract = TABLES[table]
        path = self.folder / f"{table}.parquet"
        chosen = list(columns) if columns is not None else None
        try:
            if contract.geometry and (chosen is None or contract.geometry in chosen):
                rows = list(filters) if filters else None
                return geopandas.read_parquet(path, columns=chosen, filters=rows)
            where = pq.filters_to_expression(list(filters)) if filters else None
            return self._dataset(table, path).to_table(columns=chosen, filter=where).to_pandas()
        except (OSError, ValueError) as error:
            raise SnapshotError(f"{table}.parquet of snapshot {self.id}: {error}") from error

    def _dataset(self, table: str, path: Path) -> ds.Dataset:
        """Return the table's file with its footer read once: a fifth of a small read is that."""
        found = self._opened.get(table)
        if found is None:
            found = self._opened[table] = ds.dataset(path, format="parquet")
            for fragment in found.get_fragments():
                fragment.ensure_complete_metadata()
        return found


def open_snapshot(folder: Path) -> Snapshot:
    """Open a snapshot folder after checking that it is whole.

    Checks the manifest, that every declared table is there in the contract's version, with the
    size, checksum and row count that the manifest gives and the columns of the contract. Raises
    SnapshotError with file and reason.
    """
    manifest = _read_manifest(folder)
    if manifest.get("format") != FORMAT:
        raise SnapshotError(f"{folder.name}: format {manifest.get('format')}, expected {FORMAT}")
    entries = manifest.get("tables")
    if not isinstance(entries, dict) or not isinstance(manifest.get("id"), str):
        raise SnapshotError(f"{folder.name}: {MANIFEST} lists no tables or has no id")
    for name, table in TABLES.items():
        entry = entries.get(name)
        if not isinstance(entry, dict):
            raise SnapshotError(f"{folder.name}: table {name} is missing from {MANIFEST}")
        if entry.get("version") != table.version:
            raise SnapshotError(
                f"{folder.name}: {name} has contract version {entry.get('version')},"
                f" this program reads {table.version}: build the snapshot anew"
            )
        _check_file(folder / f"{name}.parquet", entry, table.column_names)
    return Snapshot(folder, manifest)


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise SnapshotError(f"{folder.name}: no readable {MANIFEST} ({error.strerror})") from error
    except ValueError as error:
        raise SnapshotError(f"{folder.name}: {MANIFEST} is not valid JSON: {error}") from error
    if not isinstance(manifest, dict):
        raise SnapshotError(f"{folder.name}: {MANIFEST} is not an object")
    return manifest


def _check_file(path: Path, entry: dict[str, Any], columns: Sequence[str]) -> None:
    place = f"{path.parent.name}/{path.name}"
    try:
        size = path.stat().st_size
        if size != entry.get("bytes"):
            raise SnapshotError(f"{place}: {size} bytes, {entry.get('bytes')} expected: cut short?")
        if digest(path) != entry.get("sha256"):
            raise SnapshotError(f"{place}: its checksum is not that of {MANIFEST}: damaged?")
        metadata = pq.read_metadata(path)
    except OSError as error:
        raise SnapshotError(f"{place}: cannot be read: {error}") from error
    except ValueError as error:
        raise SnapshotError(f"{place}: not a whole parquet file: {error}") from error
    if metadata.num_rows != entry.get("rows"):
        raise SnapshotError(f"{place}: {metadata.num_rows} rows, {entry.get('rows')} expected")
    absent = set(columns) - set(metadata.schema.to_arrow_schema().names)
    if absent:
        names = ", ".join(sorted(absent))
        raise SnapshotError(f"{place}: columns missing: {names}: build the snapshot anew")


def read_current(root: Path) -> str:
    """Return the snapshot that `CURRENT` names; SnapshotError where it names none."""
    try:
        named = (root / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SnapshotError(
            f"no snapshot in {root}: {CURRENT} cannot be read ({reason});"
            " build one with `python -m pipeline build`"
        ) from error
    if not named or "/" in named or named.startswith("."):
        raise SnapshotError(f"{CURRENT} names {named!r}, which is no snapshot id")
    return named


class SnapshotStore:
    """The snapshot in use under a folder; switches when `CURRENT` names another whole one.

    `current()` is called at the start of every request. It looks at `CURRENT` at most once in
    `interval` seconds. A snapshot that cannot be opened is refused: the old one stays in use and
    the reason is kept in `refused`.
    """

    def __init__(self, root: Path, interval: float = 2.0) -> None:
        self.root = Path(root)
        self.refused: str | None = None
        self._interval = interval
        self._lock = threading.Lock()
        self._snapshot = open_snapshot(self.root / read_current(self.root))
        self._looked = time.monotonic()

    def current(self) -> Snapshot:
        """Return the snapshot in use, switching to a new whole one if `CURRENT` names it."""
        if time.monotonic() - self._looked >= self._interval:
            with self._lock:
                self._look()
        return self._snapshot

    def _look(self) -> None:
        self._looked = time.monotonic()
        try:
            named = read_current(self.root)
            if named == self._snapshot.folder.name:
                self.refused = None
                return
            self._snapshot = open_snapshot(self.root / named)
            self.refused = None
        except SnapshotError as error:
            self.refused = str(error)
