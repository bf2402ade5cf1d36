"""The closing report of a build: what was read, what was lost, what was published."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from pipeline.build import BuildReport, CityReport
from pipeline.report import Problem

_ORDER = {"error": 0, "warning": 1, "note": 2}


def show_build(report: BuildReport, console: Console) -> None:
    """Print cells, flags and problems of each city, rows of each table, and the snapshot."""
    for city in report.cities:
        for line in _city_lines(city):
            _print(f"{city.city}: {line}", console)
        show_problems(city.city, city.problems, console, whole=False)
    _print("rows: " + ", ".join(f"{name} {n:,}" for name, n in report.rows.items()), console)
    removed = f"; removed {', '.join(report.removed)}" if report.removed else ""
    size = f"{report.bytes / 1e6:.1f} MB, {report.seconds:.1f} s"
    _print(f"snapshot {report.snapshot}: {size}{removed}", console)


def _city_lines(city: CityReport) -> list[str]:
    seen = city.totals
    flagged = ", ".join(f"{name} {count:,}" for name, count in city.flagged.items())
    return [
        f"files {seen.files:,}, of which {seen.files_failed:,} failed; {city.seconds:.1f} s",
        f"cells {seen.cells:,} = values {seen.values:,} + blank {seen.blank:,}"
        f" + rejected {seen.rejected:,}; outside the period {seen.outside:,}",
        f"flagged: {flagged or 'none'}; excluded {city.excluded:,}",
    ]


def show_problems(city: str, problems: Sequence[Problem], console: Console, whole: bool) -> None:
    """Print the problems, the worst first: every file, or a line a kind with its first place."""
    ordered = sorted(problems, key=lambda problem: _ORDER[problem.severity])
    if whole:
        for problem in ordered:
            _print_problem(city, problem, f"({problem.count:,})", console)
        return
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in ordered:
        kinds.setdefault((problem.severity, problem.source, problem.kind), []).append(problem)
    for alike in kinds.values():
        count = sum(problem.count for problem in alike)
        more = f"; {len(alike) - 1} more files in the table problems" if len(alike) > 1 else ""
        _print_problem(city, alike[0], f"({alike[0].kind}: {count:,} in all{more})", console)


def _print_problem(city: str, problem: Problem, count: str, console: Console) -> None:
    place = ", ".join(part for part in (problem.source, problem.file, problem.place) if part)
    line = f"{city}: {problem.severity}: {place}: {problem.message} {count}"
    _print(line, console)


def _print(line: str, console: Console) -> None:
    console.print(escape(line), highlight=False, soft_wrap=True)
