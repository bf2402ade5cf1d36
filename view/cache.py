"""Remember the answers to queries, each under the snapshot that it was read from.

An entry's key holds the snapshot's id, so a new snapshot never meets an old answer. The cache
stores a pickled copy: what a caller does to a frame never reaches the next caller.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import current_app
from flask_caching import Cache

from summaries.store import Snapshot, SnapshotStore

cache = Cache()
_STORE = "qingce-snapshots"
_Answer = TypeVar("_Answer")


def attach(server: Any, store: SnapshotStore, settings: dict[str, Any]) -> None:
    """Give a Flask server its snapshots and its cache (flask-caching settings)."""
    server.extensions[_STORE] = store
    cache.init_app(server, config=settings)


def store() -> SnapshotStore:
    """Return the snapshots of the running app. RuntimeError outside an app's context."""
    return current_app.extensions[_STORE]


def remembered(query: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """Memoise a query whose first argument is a Snapshot and whose others are plain values."""

    @wraps(query)
    def answer(snapshot: Snapshot, *arguments: Any) -> _Answer:
        key = repr((query.__module__, query.__qualname__, snapshot.id, arguments))
        found = cache.get(key)
        if found is None:
            found = query(snapshot, *arguments)
            cache.set(key, found)
        return found

    return answer


def snapshot() -> Snapshot:
    """Return the snapshot in use; called at the start of a request, it notices a new one."""
    return store().current()
