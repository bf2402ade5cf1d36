"""A saved picture of a chart takes its title, reading and foot along."""

import struct
from pathlib import Path

from playwright.sync_api import expect


def size_of(path: Path) -> tuple[int, int]:
    """Return width and height of a PNG file, from its header."""
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_a_picture_has_room_for_what_the_card_says(open_page, tmp_path: Path) -> None:
    page = open_page("/trends?city=xiangyang")
    graph = page.locator("#trends-series")
    expect(graph.locator(".scatterlayer .trace").first).to_be_attached()
    graph.hover()
    with page.expect_download() as saved:
        graph.locator(".modebar-btn").first.click()
    assert saved.value.suggested_filename.endswith(".png")
    path = tmp_path / "chart.png"
    saved.value.save_as(path)
    box = graph.bounding_box()
    assert box is not None
    width, height = size_of(path)
    # Twice as fine as the screen; above the chart stand the title and two sentences, below a foot.
    assert width >= 2 * box["width"]
    assert height >= 2 * (box["height"] + 18 + 2 * 14 + 12)
