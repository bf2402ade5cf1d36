"""Run a function over independent blocks; Dask does the scheduling.

Threads of one machine by default (numpy lets go of the interpreter while it computes), processes
by choice, a `distributed` cluster by its address. What a block is depends on the data alone, never
on the number of workers, so the results are equal for any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Block = TypeVar("Block")
Result = TypeVar("Result")


class EngineError(Exception):
    """The scheduler cannot be reached; the message names its address."""


@dataclass(frozen=True)
class Engine:
    """Where blocks are computed.

    Attributes:
        workers: threads or processes on this machine; 1 computes in place.
        kind: what the workers are.
        scheduler: address of a `distributed` scheduler, `tcp://host:port`; it takes the place of
            this machine's workers. Blocks travel to it; this code must be installed there.
        patience: seconds to wait for it.
    """

    workers: int = 1
    kind: Literal["threads", "processes"] = "threads"
    scheduler: str | None = None
    patience: float = 10.0

    def map(self, function: Callable[[Block], Result], blocks: Sequence[Block]) -> list[Result]:
        """Return function(block) for each block, in the order of the blocks.

        An exception of a block is raised as it is. EngineError where the scheduler does not
        answer.
        """
        if len(blocks) < 2 or (self.workers < 2 and self.scheduler is None):
            return [function(block) for block in blocks]
        if self.scheduler is not None:
            return self._map_on_cluster(function, blocks, self.scheduler)
        import dask  # takes a tenth of a second that a small city need not pay

        tasks = [dask.delayed(function, pure=False)(block) for block in blocks]
        return list(dask.compute(*tasks, scheduler=self.kind, num_workers=self.workers))

    def _map_on_cluster(
        self, function: Callable[[Block], Result], blocks: Sequence[Block], address: str
    ) -> list[Result]:
        from distributed import Client

        try:
            client = Client(address, timeout=self.patience)
        except (OSError, ValueError) as error:
            raise EngineError(f"no Dask scheduler answers at {address}") from error
        with client:
            # Scattered first: a block of hours is too large to travel inside a task.
            sent = client.scatter(list(blocks), hash=False)
            return list(client.gather(client.map(function, sent, pure=False)))


def split(count: int, size: int) -> list[slice]:
    """Cut 0 ... count into slices of at most size, in order; none where count is 0."""
    if size < 1:
        raise ValueError("a block holds at least one")
    return [slice(first, min(first + size, count)) for first in range(0, count, size)]
