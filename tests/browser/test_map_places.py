"""Places on the page of the map: a click chooses one, all are in sight, the way back keeps them."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

MAP = "/map?city=beijing&metric=pm25&kind=hour&period=2015-12-01&hour=9"


def open_map(open_page: Callable[..., Page], path: str) -> Page:
    """Open the page of the map and wait until a host has drawn its frames."""
    page: Page = open_page(path)
    page.wait_for_function(
        "() => [...qingce.atlas.hosts.values()].some(h => h.drawn && h.drawn.frames)"
    )
    return page


def click_station(page: Page, station: str) -> None:
    """Click on a station's mark, wherever the page lies."""
    box = page.locator(".atlas-canvas").first.bounding_box()
    assert box is not None
    x, y = page.evaluate(
        """id => {
          const {lon, lat} = qingce.atlas.hub.ground.stationById[id];
          return qingce.atlas.hosts.get("main").view().project(lon, lat);
        }""",
        station,
    )
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_a_station_of_the_map_becomes_the_place_without_new_frames(open_page) -> None:
    page = open_map(open_page, MAP)
    page.evaluate("() => { window.before = qingce.atlas.hub.frames; }")
    click_station(page, "1002A")
    expect(page).to_have_url(re.compile("place=1002A"))
    expect(page.locator(".atlas-tip").first).to_contain_text("定陵 · 对照点")
    expect(page.locator(".map-station, #map-station").first).to_contain_text("定陵")
    assert page.evaluate("() => window.before === qingce.atlas.hub.frames")
    click_station(page, "1002A")
    expect(page).to_have_url(re.compile("place=beijing"))


def test_all_stations_of_the_city_are_in_sight_at_first(open_page) -> None:
    page = open_map(open_page, MAP)
    page.wait_for_function("""() => {
      const {view} = qingce.atlas.hosts.get("main");
      const {size, project, ground} = view();
      return ground.stations.filter(s => !s.control).every(({lon, lat}) => {
        const [x, y] = project(lon, lat);
        return x > 0 && y > 0 && x < size[0] && y < size[1];
      });
    }""")


def test_the_way_back_to_the_map_finds_it_drawn(open_page) -> None:
    page = open_map(open_page, MAP)
    page.get_by_role("link", name="趋势", exact=True).click()
    page.wait_for_function("() => qingce.atlas.hosts.size === 0")
    page.get_by_role("link", name="空间", exact=True).click()
    page.wait_for_function("() => [...qingce.atlas.hosts.values()].some(h => h.drawn?.frames)")
    pixels = """() => {
      const {ctx, drawn: {project, ratio}} = qingce.atlas.hosts.get("main");
      const {lon, lat} = qingce.atlas.hub.ground.stationById["1003A"];
      const [x, y] = project(lon, lat);
      return ctx.getImageData(x * ratio, y * ratio, 1, 1).data[3];
    }"""
    page.wait_for_function(pixels)
