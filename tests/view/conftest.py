"""What the tests of queries stand on: the bundled snapshot, in the context of an app."""

from collections.abc import Iterator

import pytest
from flask import Flask

from dashboard.settings import Settings
from summaries.store import Snapshot, SnapshotStore
from view import cache


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    """The bundled snapshot (or QINGCE_SUMMARIES); a module may have one of its own."""
    server = Flask("test")
    store = SnapshotStore(Settings.read().summaries)
    cache.attach(server, store, {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()
