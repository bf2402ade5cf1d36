"""The map in a browser, with real or with made-up places: what its tests share."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from benchmarks import _made_map

OpenPage = Callable[..., Page]
STATIONS, AREAS, HOURS = 12, 9, 48
MAP = "/map?city=beijing"
#: Where the made-up hours are at home: the page's choice and its frames must agree.
HOURLY = f"{MAP}&kind=hour&period=2015-12-01&hour=0"
STEP = 3
READY = "[data-atlas] canvas"
HUB = "window.qingce.atlas.hub"
_SHOW = """
([ground, frames]) => {
  const take = window.dash_clientside.qingce_atlas;
  take.take_ground(ground);
  take.take_frames(frames);
}
"""


def open_map(open_page: OpenPage, path: str = MAP, **size: Any) -> Page:
    """Open the map and wait for its first frames."""
    page = open_page(path, **size)
    page.wait_for_selector(READY, state="attached")
    expect(page.locator("#map-time .time-label")).not_to_be_empty()
    return page


def show_made(
    page: Page, hours: int = HOURS, stations: int = STATIONS, areas: int = AREAS, **changes: Any
) -> None:
    """Put made-up places and hours in the place of the real ones; `changes` are of the frames."""
    frames = {**_made_map.frames(stations, areas, hours, step=STEP), **changes}
    page.evaluate(_SHOW, [_made_map.ground(stations, areas), frames])
    expect(page.locator("#map-time .time-label")).to_have_text("2015-12-01 00:00")
