"""The command line of the offline half: build, check, list, export.

An error is one line with file and place, and exit code 2; `check` ends with 1 where anything in
the inputs is lost.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from pipeline.build import build
from pipeline.checking import check_city
from pipeline.closing import show_build, show_problems
from pipeline.engine import Engine, EngineError
from pipeline.errors import InputError, ProjectError
from pipeline.progress import Bars
from pipeline.project import Project, load_project
from pipeline.tables_cli import export_table, list_snapshots, list_tables
from summaries.snapshot import PublishError
from summaries.store import SnapshotError
from summaries.table import ContractError
from summaries.tables import TABLES

SUMMARIES = Path("data/summaries")
OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ProjectError as error:
        for problem in error.problems:
            print(f"error: {problem}", file=sys.stderr)
    except (InputError, PublishError, SnapshotError, ContractError, EngineError) as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of an export has seen enough (`| head`); nothing more can be written to it.
        sys.stderr.close()
    except KeyboardInterrupt:
        print("interrupted: nothing was published", file=sys.stderr)
        return INTERRUPTED
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("build", help="build the tables and publish a snapshot")
    command.add_argument("projects", nargs="+", metavar="PROJECT.toml", type=Path)
    command.add_argument("--out", type=Path, default=SUMMARIES, help="folder of the snapshots")
    command.add_argument("--workers", type=_positive, default=1, help="threads on this machine")
    command.add_argument("--processes", action="store_true", help="processes instead of threads")
    command.add_argument("--scheduler", help="a Dask scheduler, tcp://host:port")
    command.add_argument("--keep", type=_positive, default=2, help="snapshots kept, this one too")
    command.add_argument(
        "--without", action="append", default=[], choices=["effects"], help="leave a slow part out"
    )
    command.set_defaults(run=_build)
    command = commands.add_parser("check", help="check project files and read their inputs")
    command.add_argument("projects", nargs="+", metavar="PROJECT.toml", type=Path)
    command.set_defaults(run=_check)
    command = commands.add_parser("list", help="list the tables of the snapshot in use")
    command.add_argument("--snapshots", action="store_true", help="list the snapshots instead")
    command.add_argument("--out", type=Path, default=SUMMARIES, help="folder of the snapshots")
    command.set_defaults(run=_list)
    command = commands.add_parser("export", help="write a table as CSV")
    command.add_argument("table", choices=sorted(TABLES), metavar="TABLE")
    command.add_argument("--csv", required=True, metavar="FILE|-", help="- is the standard output")
    for column in ("city", "scope", "place"):
        command.add_argument(f"--{column}", help=f"rows of this {column} only")
    command.add_argument("--out", type=Path, default=SUMMARIES, help="folder of the snapshots")
    command.set_defaults(run=_export)
    return parser


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _load_all(paths: Sequence[Path]) -> list[Project]:
    """Read every project file; ProjectError with the problems of all of them."""
    projects: list[Project] = []
    problems: list[InputError] = []
    for path in paths:
        try:
            projects.append(load_project(path))
        except ProjectError as error:
            problems += error.problems
    if problems:
        raise ProjectError(problems)
    return projects


def _build(options: argparse.Namespace) -> int:
    console = Console(stderr=True)
    projects = _load_all(options.projects)
    engine = Engine(
        options.workers, "processes" if options.processes else "threads", options.scheduler
    )
    if "effects" in options.without:
        projects = [project.without_effects() for project in projects]
    with Bars(console) as bars:
        report = build(projects, options.out, engine, options.keep, bars)
    show_build(report, console)
    return OK


def _check(options: argparse.Namespace) -> int:
    console = Console(stderr=True)
    projects = _load_all(options.projects)
    lost = False
    for project in projects:
        try:
            report = check_city(project)
        except (InputError, ProjectError) as error:
            print(f"error: {error}", file=sys.stderr)
            lost = True
            continue
        show_problems(project.city.id, report.summary(), console, whole=True)
        lost |= report.has_errors
    console.print("errors were found" if lost else "no errors")
    return FOUND if lost else OK


def _list(options: argparse.Namespace) -> int:
    (list_snapshots if options.snapshots else list_tables)(options.out, Console())
    return OK


def _export(options: argparse.Namespace) -> int:
    wanted = {c: getattr(options, c) for c in ("city", "scope", "place")}
    chosen = {column: value for column, value in wanted.items() if value is not None}
    export_table(options.out, options.table, chosen, options.csv)
    return OK
