"""Scripts are sent as small as they get, and only to those who can read them."""

from pathlib import Path

import brotli
import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.start import warm

STATE = "/assets/js/state.js"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    """An app whose assets hold one script of ours, so that compressing is quick."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "assets").mkdir()
    (folder / "assets" / "long.js").write_text("/* words */ " * 4000)
    read = Settings.read()
    settings = Settings(
        summaries=read.summaries, assets=folder / "assets", cache_folder=folder / "cache"
    )
    return create_app(settings)


def prepared(app: Dash) -> str:
    """Compress the one script and return its address."""
    index = '<script src="/assets/long.js?m=1"></script><script src="https://x.y/z.js"></script>'
    app.server.extensions["qingce-scripts"].prepare(app, index).join()
    return "/assets/long.js?m=1"


def test_a_script_is_sent_compressed_and_whole(app: Dash) -> None:
    address = prepared(app)
    answer = app.server.test_client().get(address, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.mimetype == "text/javascript"
    assert "max-age" in answer.headers["Cache-Control"]
    assert brotli.decompress(answer.get_data()) == b"/* words */ " * 4000
    assert "default-src 'self'" in answer.headers.get(
        "Content-Security-Policy", "default-src 'self'"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_browser_without_brotli_gets_plain_text(app: Dash) -> None:
    answer = app.server.test_client().get(prepared(app))
    assert "Content-Encoding" not in answer.headers
    assert answer.get_data() == b"/* words */ " * 4000


def test_the_next_start_finds_what_was_compressed(app: Dash) -> None:
    prepared(app)
    kept = list(Path(app.server.extensions["qingce-scripts"]._folder).glob("*.br"))
    assert len(kept) == 1
    kept[0].write_bytes(brotli.compress(b"found"))
    address = prepared(app)
    answer = app.server.test_client().get(address, headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.get_data()) == b"found"


def test_warm_sets_the_content_policy(tmp_path: Path) -> None:
    app = create_app(Settings(summaries=Settings.read().summaries, cache_folder=tmp_path))
    warm(app)
    policy = app.server.test_client().get("/").headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
