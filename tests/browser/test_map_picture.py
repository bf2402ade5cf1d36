"""The map saved as a picture, and maps of two periods side by side, in a real browser."""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.measured_stage import lay_stage, made_frames, made_ground


def test_sides_move_together(page: Page) -> None:
    frames = made_frames()
    difference = made_frames(key="d", labels=["2017-01 − 2016-12"])
    hosts = ("before", "after", "difference")
    lay_stage(page, made_ground(), frames | {"difference": difference}, hosts=hosts)
    places = page.evaluate(
        """() => {
          const { hosts } = window.qingce.atlas;
          const map = (name) => hosts.get(name).map;
          const read = () => ["before", "after", "difference"].map((name) => {
            const { lat, lng } = map(name).getCenter();
            return [lat, lng, map(name).getZoom()];
          });
          const found = [];
          map("after").panBy([70, 40], { animate: false });
          found.push(read());
          map("difference").setZoom(map("difference").getZoom() + 1, { animate: false });
          found.push(read());
          map("before").setView([40.1, 116.2], 11, { animate: false });
          found.push(read());
          return found;
        }"""
    )
    for three in places:
        assert np.allclose(three, three[0], atol=2e-3)
    assert len({tuple(three[0]) for three in places}) == 3
    captions = page.evaluate(
        """() => ["before", "after", "difference"].map((name) =>
          window.qingce.atlas.captions.captionOf(window.qingce.atlas.hosts.get(name).view()))"""
    )
    assert captions == [
        "对比期 · 2016年12月7日 15–18 时",
        "本期 · 2017年1月3日 21–24 时",
        "差值 · 2017-01 − 2016-12",
    ]


def _size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_twice_the_map_with_room_for_words(
    open_page: Any, tmp_path: Path, scheme: str
) -> None:
    page = open_page("/", scheme=scheme)
    lay_stage(page, made_ground(), made_frames(), on=("areas", "surface", "wind", "ban", "posts"))
    with page.expect_download() as saved:
        page.evaluate("() => window.qingce.atlas.picture.save()")
    assert saved.value.suggested_filename == "qingce-beijing-pm25-hour-2016-12-07T15.png"
    path = tmp_path / "map.png"
    saved.value.save_as(path)
    width, height = _size(path)
    assert width == 2 * (1280 + 40)
    assert height > 2 * (900 + 100)


def test_the_picture_of_two_periods_holds_three_maps(open_page: Any) -> None:
    page = open_page("/", width=1920)
    frames = made_frames(difference=made_frames(key="d", labels=["差"]))
    lay_stage(page, made_ground(), frames, hosts=("before", "after", "difference"))
    size = page.evaluate(
        "() => { const c = window.qingce.atlas.picture.compose(); return [c.width, c.height]; }"
    )
    assert size[0] == 2 * (1920 + 40)


def wait_for_map(page: Page, hosts: int = 1) -> None:
    """Wait until the page's own map has frames and as many hosts as asked."""
    expect(page.locator(".atlas-canvas")).to_have_count(hosts)
    page.wait_for_function(
        """() => {
          const { hub, hosts } = window.qingce.atlas;
          const isSized = (host) => host.isReady && host.element.clientHeight > 0;
          return hub.frames && hub.ground && Object.keys(hub.words).length
            && [...hosts.values()].some(isSized);
        }"""
    )


HOURS = "/map?city=beijing&kind=hour&period=2015-12-01&hour=9&layers=areas,surface,values,wind"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_shows_a_surface_and_saves_its_picture(
    open_page: Any, tmp_path: Path, width: int
) -> None:
    page = open_page(HOURS, width=width)
    wait_for_map(page)
    note = "() => window.qingce.atlas.surface.note(window.qingce.atlas.hosts.get('main').view())"
    assert page.evaluate(note).startswith("插值面 · 12 站 · 留一误差 ±")
    with page.expect_download() as saved:
        page.locator("#map-picture").click()
    assert saved.value.suggested_filename == "qingce-beijing-pm25-hour-2015-12-01T09.png"
    path = tmp_path / "map.png"
    saved.value.save_as(path)
    box = page.locator('[data-atlas="main"]').bounding_box()
    assert box is not None
    size = _size(path)
    assert size[0] >= 2 * box["width"]
    assert size[1] > 2 * box["height"] + 200


def test_two_periods_of_the_page_are_panned_together(open_page: Any) -> None:
    page = open_page(
        "/map?city=beijing&kind=year&period=2015-01-01&against=2014-01-01&compared=sides"
    )
    wait_for_map(page, hosts=4)
    captions = page.evaluate(
        """() => ["before", "after", "difference"].map((name) =>
          window.qingce.atlas.captions.captionOf(window.qingce.atlas.hosts.get(name).view()))"""
    )
    assert "2014" in captions[0]
    assert "2015" in captions[1]
    centres = page.evaluate(
        """() => {
          const { hosts } = window.qingce.atlas;
          hosts.get("difference").map.panBy([90, -30], { animate: false });
          return ["before", "after", "difference"].map((name) => {
            const map = hosts.get(name).map;
            return [map.getCenter().lat, map.getCenter().lng, map.getZoom()];
          });
        }"""
    )
    assert np.allclose(centres, centres[0], atol=2e-3)


def test_an_index_has_no_surface_and_says_why(open_page: Any) -> None:
    page = open_page("/map?city=beijing&kind=day&period=2015-12-01&metric=aqi&layers=surface")
    wait_for_map(page)
    found = page.evaluate(
        """() => {
          const { hosts, surface, hub } = window.qingce.atlas;
          return [hub.frames.no_surface, surface.note(hosts.get("main").view())];
        }"""
    )
    assert found[0]
    assert found[0] == found[1]
