"""What reading the raw files found: every rejected cell is counted with its file and place.

Counts are exact; places are kept as a bounded list of examples a kind and file, so that a broken
archive of a million cells does not fill the memory. Names of files are relative to the folder of
their source: a report travels with the snapshot and says nothing of the machine it was made on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Severity = Literal["error", "warning", "note"]
MAX_EXAMPLES = 20
#: Findings of one source that are kept apart; beyond it they are counted together.
MAX_APART = 200
FRAME_COLUMNS = ("source", "severity", "kind", "file", "place", "message", "count")


@dataclass(frozen=True)
class Problem:
    """One finding.

    Attributes:
        severity: `error` = something was lost, `warning` = something is doubtful but was kept,
            `note` = something to know.
        kind: a key in snake case, the same for equal findings (`text_in_cell`, `missing_day`).
        file: name relative to the folder of the source; "" for the source as a whole.
        place: line, column, hour or station inside the file; "" for the whole file.
        message: what is wrong, in one sentence for a person.
        count: how many cells (or rows, hours, days: the message says which).
        source: id of the source in the project file, "" where none is meant.
    """

    severity: Severity
    kind: str
    file: str
    place: str
    message: str
    count: int = 1
    source: str = ""


@dataclass
class Totals:
    """What was seen in all: `cells` = `values` + `blank` + `rejected`, plus what lay outside."""

    files: int = 0
    files_failed: int = 0
    cells: int = 0
    blank: int = 0
    rejected: int = 0
    outside: int = 0

    @property
    def values(self) -> int:
        """Cells that hold a number."""
        return self.cells - self.blank - self.rejected

    def add(self, other: "Totals") -> None:
        """Add the other totals to these."""
        for name in ("files", "files_failed", "cells", "blank", "rejected", "outside"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class _Group:
    """Equal findings in one file: the exact count and the first few places."""

    count: int = 0
    examples: list[Problem] = field(default_factory=list)


class Report:
    """Findings and totals of reading one source, or several after `merge`."""

    def __init__(self, source: str = "") -> None:
        self.source = source
        self.totals = Totals()
        self._groups: dict[tuple[str, str, str, str, str], _Group] = {}

    def add(
        self,
        severity: Severity,
        kind: str,
        file: str,
        place: str,
        message: str,
        count: int = 1,
        is_apart: bool = False,
    ) -> None:
        """Count a finding; its place is kept while the examples of its kind and file last.

        `is_apart`: the finding is listed by itself, not counted with its like in the same file: for
        tables that a person has written and will mend line by line.
        """
        apart = place if is_apart and len(self._groups) < MAX_APART else ""
        self._add(Problem(severity, kind, file, place, message, count, self.source), apart)

    def _add(self, problem: Problem, apart: str = "") -> None:
        key = (problem.source, problem.severity, problem.kind, problem.file, apart)
        group = self._groups.setdefault(key, _Group())
        group.count += problem.count
        if len(group.examples) < MAX_EXAMPLES:
            group.examples.append(problem)

    def merge(self, other: "Report") -> None:
        """Take over the findings and totals of another report."""
        for key, group in other._groups.items():
            mine = self._groups.setdefault(key, _Group())
            mine.count += group.count
            mine.examples.extend(group.examples[: MAX_EXAMPLES - len(mine.examples)])
        self.totals.add(other.totals)

    def __iter__(self) -> Iterator[Problem]:
        """Yield the kept examples, in the order in which they were found."""
        for group in self._groups.values():
            yield from group.examples

    def count(self, kind: str, file: str | None = None) -> int:
        """Return the exact count of one kind, in one file or in all."""
        return sum(
            group.count
            for (_, _, of_kind, of_file, _), group in self._groups.items()
            if of_kind == kind and file in (None, of_file)
        )

    def counts(self) -> dict[str, int]:
        """Return the exact count of each kind over all files."""
        counts: dict[str, int] = {}
        for (_, _, kind, _, _), group in self._groups.items():
            counts[kind] = counts.get(kind, 0) + group.count
        return counts

    @property
    def has_errors(self) -> bool:
        """Whether anything was lost."""
        return any(severity == "error" for _, severity, *_ in self._groups)

    def summary(self) -> list[Problem]:
        """Return one problem a source, severity, kind and file: exact count, first place.

        Findings that were kept apart have one each.
        """
        merged = []
        for group in self._groups.values():
            first = group.examples[0]
            merged.append(
                Problem(
                    first.severity,
                    first.kind,
                    first.file,
                    first.place,
                    first.message,
                    group.count,
                    first.source,
                )
            )
        return merged

    def to_frame(self, merged: bool = True) -> pd.DataFrame:
        """Return the findings as a frame: merged with exact counts, or example by example."""
        rows = self.summary() if merged else list(self)
        return pd.DataFrame(
            [[getattr(row, name) for name in FRAME_COLUMNS] for row in rows],
            columns=list(FRAME_COLUMNS),
        ).astype({"count": "int64"})
