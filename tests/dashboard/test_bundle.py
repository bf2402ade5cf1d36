"""Scripts and styles are sent as one file a kind, whole and in order."""

import os
from pathlib import Path

import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.bundle import Bundle
from dashboard.settings import Settings
from dashboard.start import warm


@pytest.fixture(scope="module")
def index() -> str:
    app: Dash = create_app(Settings.read())
    warm(app)
    return str(app.server.test_client().get("/").get_data(as_text=True))


def folder_of(root: Path) -> Path:
    (root / "js" / "deep").mkdir(parents=True)
    (root / "js" / "b.js").write_text("window.b = 1")  # neither a semicolon nor a line's end
    (root / "js" / "deep" / "a.js").write_text("(function () {})();\n")
    (root / "1-base.css").write_text("a { color: red }")
    (root / "plotly.min.js").write_text("window.Plotly = {}")
    return root


def test_all_files_are_joined_in_the_order_of_their_paths(tmp_path: Path) -> None:
    bundle = Bundle(folder_of(tmp_path))
    assert bundle.joined("js") == b"window.b = 1\n;\n(function () {})();\n\n;\n"
    assert bundle.joined("css") == b"a { color: red }\n"


def test_a_changed_file_gives_another_address(tmp_path: Path) -> None:
    bundle = Bundle(folder_of(tmp_path))
    before = bundle.link("", "")
    file = tmp_path / "js" / "b.js"
    file.write_text("window.b = 2")
    os.utime(file, ns=(1, 1))
    assert b"window.b = 2" in bundle.joined("js")
    assert bundle.link("", "")[1] != before[1]
    assert bundle.link("", "")[0] == before[0]


def test_the_page_asks_for_each_kind_once(index: str) -> None:
    assert index.count('href="/assets/qingce.css?m=') == 1
    assert index.count('src="/assets/qingce.js?m=') == 1
    assert index.count("/assets/") == 2 + index.count("/assets/plotly.min.js")


def test_our_scripts_stand_between_the_components_and_the_renderer(index: str) -> None:
    places = [index.index(part) for part in ("dash_leaflet", "qingce.js", "dash_renderer.v")]
    assert places == sorted(places)


def test_both_are_sent_with_their_kind_and_may_be_kept() -> None:
    client = create_app(Settings.read()).server.test_client()
    for kind, mime in (("js", "text/javascript"), ("css", "text/css")):
        answer = client.get(f"/assets/qingce.{kind}")
        assert answer.status_code == 200
        assert answer.mimetype == mime
        assert answer.cache_control.max_age == 365 * 24 * 3600
