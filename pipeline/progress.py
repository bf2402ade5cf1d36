"""Show how far a build is: one bar a city with the step in words."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Watcher(Protocol):
    """What a build tells while it runs."""

    def begin(self, name: str, steps: int) -> None:
        """A part of that many steps begins."""

    def step(self, name: str, words: str) -> None:
        """The next step of the part begins."""

    def end(self, name: str) -> None:
        """The part is done."""


class Silent:
    """Tells nobody."""

    def begin(self, name: str, steps: int) -> None:
        """Do nothing."""

    def step(self, name: str, words: str) -> None:
        """Do nothing."""

    def end(self, name: str) -> None:
        """Do nothing."""


class Bars:
    """A bar a part on the console; use as a context manager."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.fields[part]}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=console,
        )
        self._tasks: dict[str, tuple[object, int]] = {}

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def begin(self, name: str, steps: int) -> None:
        """Add a bar."""
        task = self._progress.add_task("", total=steps, part=name)
        self._tasks[name] = (task, 0)

    def step(self, name: str, words: str) -> None:
        """Show the step that begins; those before it are done."""
        task, done = self._tasks[name]
        self._progress.update(task, completed=done, description=words)  # type: ignore[arg-type]
        self._tasks[name] = (task, done + 1)

    def end(self, name: str) -> None:
        """Fill the bar."""
        task, done = self._tasks[name]
        self._progress.update(task, completed=done, description="")  # type: ignore[arg-type]
