"""The floors of the house: an import runs down, never up; the two halves never touch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOOR = {
    "airquality": 1,
    "summaries": 2,
    "view": 3,
    "pipeline": 3,
    "layouts": 4,
    "callbacks": 4,
    "dashboard": 5,
}
#: What may be imported on one floor: callbacks know the layouts, never the other way round.
SIDEWAYS = {("callbacks", "layouts")}
FORBIDDEN_IN_SCIENCE = {"dash", "flask", "plotly", "polars", "pathlib", "os", "io"}


def imports_of(path: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(path: Path, room: str) -> list[str]:
    """Return what is wrong with the imports of one file of a room."""
    found = []
    for name in imports_of(path):
        other = name.split(".")[0]
        if other in FLOOR and other != room:
            is_down = FLOOR[other] < FLOOR[room]
            if not (is_down or (room, other) in SIDEWAYS):
                found.append(f"{path.name}: {room} imports {name}")
            if {room, other} == {"dashboard", "pipeline"}:
                found.append(f"{path.name}: the online half imports {name}")
        if room == "airquality" and other in FORBIDDEN_IN_SCIENCE:
            found.append(f"{path.name}: the science imports {name}")
        if room in ("summaries", "pipeline") and other in {"dash", "flask", "plotly"}:
            found.append(f"{path.name}: the offline half imports {name}")
        if room == "layouts" and name.startswith("view.queries"):
            found.append(f"{path.name}: a layout imports {name}")
        if room == "callbacks" and path.stem != "__init__" and name.startswith("callbacks."):
            found.append(f"{path.name}: a page's callbacks import {name}")
    return found


@pytest.mark.parametrize("room", FLOOR)
def test_imports_run_down(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files, f"{room} has no files"
    assert [b for path in files for b in breaches(path, room)] == []


def test_a_wrong_import_is_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "x.py"
    wrong.write_text(
        "def f():\n    from dashboard.app import create_app\n    import view.queries.data\n"
    )
    assert breaches(wrong, "layouts") != []
    assert breaches(wrong, "pipeline") != []


def test_no_star_of_many_purposes() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    named = [p for room in FLOOR for p in (ROOT / room).rglob("*.py") if p.stem in vague]
    assert named == []
