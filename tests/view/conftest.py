"""What the tests of queries stand on: the bundled snapshot, in the context of an app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from dashboard.settings import Settings
from summaries.store import Snapshot, SnapshotStore
from tests.view.made_case_rows import CITY
from view import cache
from view.case_row import CaseRow
from view.queries.cases import cases


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    """The bundled snapshot (or QINGCE_SUMMARIES); a module may have one of its own."""
    server = Flask("test")
    store = SnapshotStore(Settings.read().summaries)
    cache.attach(server, store, {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


@pytest.fixture(scope="module")
def made_snapshot(cases_snapshot: Path) -> Iterator[Snapshot]:
    """The made-up city with its made-up cases (`made_cases.py`), in the context of an app."""
    server = Flask("test")
    cache.attach(server, SnapshotStore(cases_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()


@pytest.fixture(scope="module")
def case_rows(made_snapshot: Snapshot) -> dict[str, CaseRow]:
    """Its cases by their ids."""
    return {row.case_id: row for row in cases(made_snapshot, CITY)}


@pytest.fixture(scope="module")
def effects_made(effects_snapshot: Path) -> Iterator[Snapshot]:
    """The made-up city with its made-up effects (`made_effects.py`), in the context of an app."""
    server = Flask("test")
    cache.attach(server, SnapshotStore(effects_snapshot), {"CACHE_TYPE": "SimpleCache"})
    with server.app_context():
        yield cache.snapshot()
