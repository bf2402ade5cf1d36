"""The app as an operator meets it: settings, health, headers, errors without a trace."""

import json
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.security import content_policy
from dashboard.settings import Settings, SettingsError
from dashboard.start import warm
from summaries.store import SnapshotError


def test_health_names_the_snapshot() -> None:
    app = create_app(Settings.read())
    answer = app.server.test_client().get("/health")
    assert answer.status_code == 200
    found = json.loads(answer.get_data())
    assert found["status"] == "ok"
    assert len(found["snapshot"]) == 12


def test_headers_keep_the_page_to_itself() -> None:
    app = create_app(Settings.read())
    warm(app)
    headers = app.server.test_client().get("/").headers
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "connect-src 'self'" in headers["Content-Security-Policy"]


def test_the_policy_hashes_inline_scripts_only() -> None:
    policy = content_policy('<script src="/a.js"></script><script>one</script>')
    assert policy.count("sha256-") == 1
    # Hash of the text `one`, made with: printf one | openssl dgst -sha256 -binary | base64
    assert "'sha256-dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0='" in policy


def test_no_snapshot_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="pipeline build"):
        create_app(Settings(summaries=tmp_path))


@pytest.mark.parametrize(
    ("name", "value"),
    [("QINGCE_PORT", "x"), ("QINGCE_CACHE", "redis?"), ("QINGCE_LOOK_SECONDS", "-1")],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.read({name: value})


TILES = "https://{s}.tiles.example:8443/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"QINGCE_TILES": "tiles.example/{z}/{x}/{y}"}, "QINGCE_TILES is"),
        ({"QINGCE_TILES": "https://tiles.example/map.png"}, "QINGCE_TILES is"),
        ({"QINGCE_TILES": "https://a b.example/{z}/{x}/{y}"}, "QINGCE_TILES is"),
        ({"QINGCE_TILES": "https://x.example; *//{z}/{x}/{y}"}, "QINGCE_TILES is"),
        ({"QINGCE_TILES": TILES}, "QINGCE_TILES_ATTRIBUTION"),
        (
            {
                "QINGCE_TILES": TILES,
                "QINGCE_TILES_ATTRIBUTION": "x",
                "QINGCE_TILES_COORDINATES": "bd09",
            },
            "QINGCE_TILES_COORDINATES",
        ),
    ],
)
def test_tiles_that_cannot_be_used_are_named(given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings.read(given)


def test_only_the_host_of_the_tiles_is_let_in() -> None:
    read = Settings.read(
        {
            "QINGCE_TILES": TILES,
            "QINGCE_TILES_ATTRIBUTION": "a provider",
            "QINGCE_TILES_COORDINATES": "gcj02",
        }
    )
    assert read.tiles is not None
    assert (read.tiles.attribution, read.tiles.coordinates) == ("a provider", "gcj02")
    policy = content_policy("", read.tiles.url).split("; ")
    pictures = [rule for rule in policy if "tiles.example" in rule]
    assert pictures == ["img-src 'self' data: blob: https://*.tiles.example:8443"]
    assert Settings.read({}).tiles is None
    assert "example" not in content_policy("")


def test_settings_come_from_the_environment() -> None:
    read = Settings.read({"QINGCE_PORT": "9000", "QINGCE_CACHE": "files"})
    assert (read.port, read.cache) == (9000, "files")
    assert read.cache_config()["CACHE_TYPE"] == "FileSystemCache"


def test_a_broken_callback_shows_no_trace() -> None:
    app = create_app(Settings.read())
    warm(app)
    body = {"output": "no-such.output", "outputs": {"id": "x", "property": "y"}, "inputs": []}
    answer = app.server.test_client().post("/_dash-update-component", json=body)
    assert answer.status_code >= 400
    assert b"Traceback" not in answer.get_data()
