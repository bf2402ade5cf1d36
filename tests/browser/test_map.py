"""The map of each bundled city at a desk and on a phone, with an address that makes no sense, and
with its usual switches: what is drawn is what the frames say.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.made_map import HUB

OpenPage = Callable[..., Page]
SIZES = [(1280, 900), (390, 844)]
CITIES = {"beijing": "北京", "chengdu": "成都", "xiangyang": "襄阳"}
DRAWN = "() => [...qingce.atlas.hosts.values()].some((host) => host.drawn && host.drawn.frames)"
#: How many pixels of the canvas have the colour of each class that a district of the frame has.
#: Names, numbers and marks are left out, and an area lets a little of the ground shine through.
INK = """() => {
  const { hub, hosts } = qingce.atlas;
  const { frames, ground, i } = hub;
  const value = (place) => frames.value(frames.indexOf[place.id], i);
  const held = new Set(ground.areas.map((area) => frames.classOf(value(area))));
  held.delete(-1);
  const on = hub.on;
  hub.set({ on: new Set(["areas"]) });
  hub.drawNow();
  const { ctx } = hosts.get("main");
  const { data } = ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height);
  hub.set({ on: on });
  const near = (k, colour) => [1, 3, 5].every((at, n) =>
    Math.abs(data[k + n] - parseInt(colour.slice(at, at + 2), 16)) < 24);
  return [...held].map((one) => {
    let count = 0;
    for (let k = 0; k < data.length; k += 4) if (near(k, frames.scale.colours[one])) count += 1;
    return count;
  });
}"""


def open_map(open_page: OpenPage, query: str, size: tuple[int, int]) -> Page:
    """Open the map and wait until its values are drawn."""
    page = open_page(f"/map?{query}", width=size[0], height=size[1])
    page.wait_for_function(DRAWN)
    return page


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("city", CITIES)
def test_each_city_is_drawn_in_its_colours(
    open_page: OpenPage, picture: Callable[..., object], city: str, size: tuple[int, int]
) -> None:
    page = open_map(open_page, f"city={city}", size)
    expect(page.locator("#map-title")).to_contain_text(CITIES[city])
    inked = page.evaluate(INK)
    assert inked
    assert min(inked) > 50
    places = page.evaluate(
        f"""() => [{HUB}.ground.areas.length, {HUB}.ground.stations.length,
          {HUB}.frames.places.length]"""
    )
    assert places[0] > 5
    assert places[0] + places[1] <= places[2]
    expect(page.locator(".time-mean")).not_to_be_empty()
    expect(page.locator(".rank-line:not([hidden])").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    picture(page, f"map-{city}-{size[0]}")


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize(
    "query",
    [
        "city=%3Cscript%3E&place=zzz&kind=hour&period=9999&hour=99&metric=zzz&layers=%3Cscript%3E,x",
        "city=chengdu&kind=hour&period=0001-01-01&against=2999-01-01&compared=sides&scale=big",
        "city=xiangyang&kind=nonsense&start=2019-13-40&end=x&standard=none&wind=%27&lang=xx",
    ],
)
def test_an_address_without_sense_shows_a_map(
    open_page: OpenPage, query: str, size: tuple[int, int]
) -> None:
    page = open_map(open_page, query, size)
    expect(page.locator("#map-title")).not_to_be_empty()
    expect(page.locator("#map-reading")).not_to_be_empty()
    expect(page.locator(".unread")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_page_comes_with_its_frames(open_page: OpenPage) -> None:
    asked: list[str] = []

    def note(request: object) -> None:
        body = getattr(request, "post_data", None) or ""
        if "_dash-update" in getattr(request, "url", ""):
            asked.append(body.partition('"output":"')[2].partition('"')[0])

    page = open_page("/data")
    page.on("request", note)
    page.get_by_role("link", name="空间", exact=True).click()
    page.wait_for_function(DRAWN)
    expect(page.locator("#map-station-reading")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    assert not [output for output in asked if "map-frames" in output]
    assert len(asked) == len(set(asked))
    assert any("map-station" in output for output in asked)


def test_metric_scale_and_standard_change_what_is_drawn(open_page: OpenPage) -> None:
    page = open_map(open_page, "city=beijing&kind=day&period=2015-12-25", SIZES[0])
    legend, title = page.locator("#map-legend"), page.locator("#map-title")

    def begins_with(*edges: float) -> None:
        page.wait_for_function(
            f"(edges) => edges.every((edge, k) => {HUB}.frames.scale.edges[k] === edge)",
            arg=edges,
        )

    expect(title).to_contain_text("PM₂.₅")
    begins_with(0, 35, 75, 115)
    inked = page.evaluate(INK)
    page.locator(".map-choose-scale label", has_text="本市").click()
    page.wait_for_function(f"() => {HUB}.frames.scale.continuous")
    page.locator(".map-choose-scale label").first.click()
    begins_with(0, 35, 75, 115)
    assert page.evaluate(INK) == pytest.approx(inked, rel=0.01)
    page.locator(".map-choose-metric label", has_text="AQI").click()
    expect(title).to_contain_text("AQI")
    begins_with(0, 50, 100, 150)
    expect(legend).to_contain_text("严重污染")
    page.locator(".map-choose-metric label", has_text="PM₂.₅").click()
    begins_with(0, 35)
    page.locator(".choice-standard input").first.click()
    page.get_by_role("option", name="WHO").first.click()
    page.wait_for_function(f"() => {HUB}.frames.scale.edges[1] !== 35")
    assert "standard=who2021" in page.url
