"""The map over an operator's tiles: asked of their host alone, their provider named."""

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.made_map import HUB

HOST = "https://tiles.example"
#: A transparent picture of one pixel, GIF89a.
PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


@pytest.fixture
def tiled_url(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """An app whose operator has set tiles in GCJ-02."""
    monkeypatch.setenv("QINGCE_TILES", f"{HOST}/{{z}}/{{x}}/{{y}}.png")
    monkeypatch.setenv("QINGCE_TILES_ATTRIBUTION", "某图商 GS(2024)0001")
    monkeypatch.setenv("QINGCE_TILES_COORDINATES", "gcj02")
    return str(request.getfixturevalue("own_app_url"))


def test_tiles_are_shown_with_their_provider_and_everything_moved(
    browser: Browser, tiled_url: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tiles: list[str] = []
    others: list[str] = []
    refused: list[str] = []

    def answer(route: Route) -> None:
        address = route.request.url
        if address.startswith((tiled_url, "data:", "blob:")):
            route.continue_()
        elif address.startswith(HOST):
            tiles.append(address)
            route.fulfill(body=PIXEL, content_type="image/gif")
        else:
            others.append(address)
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    page.goto(f"{tiled_url}/map?city=beijing")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("某图商 GS(2024)0001")
    page.wait_for_function(f"() => Boolean({HUB}.frames)")
    lon, lat = page.evaluate(
        f"""() => {{
          const {{ lon, lat }} = {HUB}.ground.stationById["1001A"];
          return [lon, lat];
        }}"""
    )
    context.close()
    assert tiles
    assert not others
    assert not refused
    # 1001A stands at 116.3621, 39.8784 (WGS-84); the shift of Beijing is 0.0062° and 0.0014°.
    assert lon == pytest.approx(116.3683, abs=1e-4)
    assert lat == pytest.approx(39.8798, abs=1e-4)
