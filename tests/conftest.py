"""Fixtures that every test may use: where the real measurements and the facts lie."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _shared(folder: str) -> Path:
    path = ROOT.parent / "shared" / folder
    if not path.is_dir():
        pytest.skip(f"needs the measurements beside the checkout (../shared/{folder}), not there")
    return path


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real measurements; the test is skipped where it is absent."""
    return _shared("data")


@pytest.fixture(scope="session")
def shared_facts() -> Path:
    """The folder of facts and worked examples; the test is skipped where it is absent."""
    return _shared("facts")
