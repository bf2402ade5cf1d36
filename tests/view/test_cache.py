"""An answer is remembered under its snapshot, and handed out as a copy."""

import shutil
from pathlib import Path

import pandas as pd

from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.snapshot import make_current
from summaries.store import Snapshot
from view import cache
from view.cache import remembered

calls: list[str] = []


@remembered
def count_rows(snapshot: Snapshot, table: str) -> pd.DataFrame:
    """Return a small frame; each real call is counted."""
    calls.append(table)
    return pd.DataFrame({"rows": [len(snapshot.read(table))]})


def test_the_second_question_is_answered_from_memory() -> None:
    calls.clear()
    app = create_app(Settings.read())
    with app.server.app_context():
        first = count_rows(cache.snapshot(), "cities")
        first["rows"] = -1
        assert count_rows(cache.snapshot(), "cities")["rows"].tolist() == [3]
    assert calls == ["cities"]


def test_a_running_app_takes_a_new_snapshot_and_refuses_a_broken_one(tmp_path: Path) -> None:
    bundled = Settings.read().summaries
    named = (bundled / "CURRENT").read_text().strip()
    shutil.copytree(bundled / named, tmp_path / named)
    make_current(tmp_path, named)
    app = create_app(Settings(summaries=tmp_path, look_seconds=1e-6))
    client = app.server.test_client()
    assert client.get("/health").json["status"] == "ok"

    shutil.copytree(tmp_path / named, tmp_path / "cutshort")
    daily = tmp_path / "cutshort" / "daily.parquet"
    daily.write_bytes(daily.read_bytes()[:-100])
    make_current(tmp_path, "cutshort")
    found = client.get("/health").json
    assert found["status"] == "degraded"
    assert found["snapshot"] == named
    assert "daily.parquet" in found["refused"]

    make_current(tmp_path, named)
    assert client.get("/health").json["status"] == "ok"
