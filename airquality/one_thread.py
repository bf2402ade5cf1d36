"""One thread of linear algebra: what calls it runs side by side already, or calls it on so little
that its threads only wait for each other. Measured on two cores: 22 s of four years' normalisation
instead of 7 s, 27 s of a synthetic control by 40 donors instead of 2 s."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from threadpoolctl import threadpool_limits

_lock = Lock()
_limit: threadpool_limits | None = None
_inside = 0


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep linear algebra to one thread of the whole process until the last one has left.

    It holds for the libraries that are loaded by then: import what brings its own before.
    """
    global _limit, _inside
    with _lock:
        if _inside == 0:
            _limit = threadpool_limits(limits=1, user_api="blas")
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0 and _limit is not None:
                _limit.restore_original_limits()
