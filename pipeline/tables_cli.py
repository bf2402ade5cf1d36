"""What `list` and `export` show of the snapshots."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table as Grid

from pipeline.errors import InputError
from summaries.csv import neutralise_column
from summaries.snapshot import snapshots
from summaries.store import Snapshot, open_snapshot, read_current
from summaries.tables import TABLES


def list_tables(root: Path, console: Console) -> None:
    """Print the tables of the snapshot in use; SnapshotError where there is none."""
    snapshot = _current(root)
    grid = Grid(
        box=box.SIMPLE, title=f"snapshot {snapshot.id}, built {snapshot.manifest.get('built_at')}"
    )
    for name, justify in (("table", "left"), ("rows", "right"), ("grain", "left")):
        grid.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]
    grid.add_column("columns", overflow="fold")
    for name, table in TABLES.items():
        rows = snapshot.manifest["tables"][name]["rows"]
        grid.add_row(name, f"{rows:,}", table.grain_en, " ".join(table.column_names))
    console.print(grid)


def list_snapshots(root: Path, console: Console) -> None:
    """Print the snapshots that are kept, the newest first; SnapshotError where none is in use."""
    current = read_current(root)
    grid = Grid(title=f"snapshots in {root}", box=box.SIMPLE)
    for name in ("id", "built", "cities", "rows", "bytes", ""):
        grid.add_column(name, justify="right" if name in ("rows", "bytes") else "left")
    for manifest in snapshots(root):
        entries = manifest.get("tables", {}).values()
        grid.add_row(
            manifest["id"],
            str(manifest.get("built_at")),
            " ".join(project["city"] for project in manifest.get("projects", [])),
            f"{sum(entry['rows'] for entry in entries):,}",
            f"{sum(entry['bytes'] for entry in entries):,}",
            "in use" if manifest["id"] == current else "",
        )
    console.print(grid)


def export_table(root: Path, name: str, chosen: Mapping[str, str], target: str) -> None:
    """Write the rows of a table whose columns have the chosen values as CSV.

    A file gets a byte-order mark, without which a spreadsheet shows Chinese as boxes; the
    standard output ("-") gets none. Text that a spreadsheet would run as a formula is neutralised
    (`summaries.csv`). A geometry is written as WKT, a packed array (type `bytes`) is left out.
    Raises InputError for a column that the table does not have, a choice without rows, or a file
    that cannot be written.
    """
    table = TABLES[name]
    absent = [column for column in chosen if column not in table.column_names]
    if absent:
        raise InputError(f"has no column {', '.join(absent)}: leave --{absent[0]} out", name)
    filters = [(column, "==", value) for column, value in chosen.items()]
    frame = _current(root).read(name, filters=filters or None)
    if frame.empty and chosen:
        words = ", ".join(f"{column} {value}" for column, value in chosen.items())
        raise InputError(f"has no rows of {words}", name)
    if isinstance(frame, gpd.GeoDataFrame):
        outlines = frame.geometry.to_wkt()
        frame = pd.DataFrame(frame.drop(columns="geometry")).assign(geometry=outlines)
    packed = [column.name for column in table.columns if column.type == "bytes"]
    frame = frame.drop(columns=packed)
    frame = pd.DataFrame({column: neutralise_column(frame[column]) for column in frame})
    if target == "-":
        frame.to_csv(sys.stdout, index=False)
        sys.stdout.flush()
        return
    try:
        frame.to_csv(target, index=False, encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", target) from error


def _current(root: Path) -> Snapshot:
    return open_snapshot(root / read_current(root))
