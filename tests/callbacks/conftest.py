"""What the tests of callbacks stand on: an app with the bundled snapshot, and its context."""

from collections.abc import Iterator

import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.settings import Settings


@pytest.fixture(scope="module", autouse=True)
def app() -> Iterator[Dash]:
    """An app as it is served (or with QINGCE_SUMMARIES); a module may have one of its own."""
    app = create_app(Settings.read())
    with app.server.app_context():
        yield app
