"""The stage of the map in a real browser, on a made-up ground: drawing, pointer, wheel."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from view.frames import pack
from view.text import words

COLOURS = ("#00e400", "#ffff00", "#ff7e00", "#ff0000", "#99004c", "#7e0023")
SCALE = {
    "edges": (0, 35, 75, 115, 150, 250, None),
    "colours": COLOURS,
    "inks": ("#000000",) * 3 + ("#ffffff",) * 3,
    "shapes": ("circle", "square", "triangle", "diamond", "star", "hexagon"),
    "names": ("优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"),
}
OPEN_STAGE = """([ground, frames, words]) => {
  const host = document.createElement("div");
  host.dataset.atlas = "main";
  host.style.cssText = "position:fixed;left:0;top:0;width:800px;height:600px;z-index:50";
  const box = document.createElement("div");
  box.style.cssText = "width:100%;height:100%";
  host.append(box);
  document.body.append(host);
  window.map_of_test = L.map(box, {zoomSnap: 0.25, scrollWheelZoom: false, zoomAnimation: false});
  window.map_of_test.fitBounds(ground.bounds);
  const take = window.dash_clientside.qingce_atlas;
  take.take_words(words);
  take.take_ground(ground);
  take.take_frames(frames);
}"""
#: Colour of the canvas at a place after a drawing.
COLOUR_AT = """([lon, lat]) => {
  qingce.atlas.hub.drawNow();
  const host = qingce.atlas.hosts.get("main");
  const {ratio, project} = host.drawn;
  const [x, y] = project(lon, lat);
  return [...host.ctx.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data];
}"""
Opened = Callable[..., Page]


STATIONS = [(110.25, 30.25), (110.75, 30.75), (111.25, 30.25), (111.75, 30.75)]
#: Two hours at two areas and four stations.
VALUES = [[40, 80], [np.nan, 300], [20, 20], [35, 36], [np.nan, 10], [160, 160]]


def square(place: str, name: str, west: float, south: float) -> dict[str, Any]:
    """Return an area of one degree by one degree."""
    ring = [west, south, west + 1, south, west + 1, south + 1, west, south + 1, west, south]
    return {"id": place, "name": name, "rings": [ring]}


def made_ground(stations: list[tuple[float, float]]) -> dict[str, Any]:
    """Return two areas side by side with stations; the first station is a control point."""
    places = [
        {"id": f"S{k}", "name": f"站{k}", "lon": lon, "lat": lat, "control": k == 0}
        for k, (lon, lat) in enumerate(stations)
    ]
    areas = [square("A1", "东区", 110, 30), square("A2", "<img src=x>西区", 111, 30)]
    own = {"city": "made", "name": "某市", "areas": areas, "stations": places, "layers": []}
    return own | {"bounds": [[30, 110], [31, 112]], "surface": None, "tiles": None}


def made_frames(ground: dict[str, Any], values: np.ndarray) -> dict[str, Any]:
    """Return frames of (place, time) values: areas first, then stations; hours from midnight."""
    places = [one["id"] for one in [*ground["areas"], *ground["stations"]]]
    hours = np.datetime64("2015-12-01T00", "h") + np.arange(values.shape[1])
    return {
        "key": "made",
        "kind": "hour",
        "symbol": "PM₂.₅",
        "unit": "µg/m³",
        "decimals": 0,
        "places": places,
        "times": [str(hour) for hour in hours],
        "labels": [f"12月1日{k}时" for k in range(values.shape[1])],
        "values": pack(values, 1.0),
        "mean": {"label": "均值", "values": pack(values[:1], 1.0)},
        "scale": SCALE,
        "reasons": {"S2": {"2015-12": "12 月停测"}},
        "at": 0,
    }


def stage_words() -> dict[str, str]:
    """Return the Chinese texts of scripts as the page sends them."""
    return {key: value for key, value in words("zh").items() if key.startswith("map.js.")}


@pytest.fixture
def stage(scripts: Page) -> Opened:
    """Return `stage(values, stations)`: the page with a stage of 800 × 600 in its corner."""

    def opened(values: Any, stations: list[tuple[float, float]]) -> Page:
        ground = made_ground(stations)
        frames = made_frames(ground, np.asarray(values, dtype=float))
        scripts.evaluate(OPEN_STAGE, [ground, frames, stage_words()])
        scripts.wait_for_function("() => qingce.atlas.hosts.get('main').drawn !== undefined")
        return scripts

    return opened


def test_areas_take_the_colour_of_their_class_frame_by_frame(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    first, second = (110.5, 30.4), (111.5, 30.4)
    assert near(page.evaluate(COLOUR_AT, first), "#ffff00")
    unknown = page.evaluate(COLOUR_AT, second)
    assert max(unknown[:3]) - min(unknown[:3]) < 30, "grey where nothing is known"
    page.evaluate("() => qingce.atlas.hub.set({i: 1})")
    assert near(page.evaluate(COLOUR_AT, first), "#ff7e00")
    assert near(page.evaluate(COLOUR_AT, second), "#7e0023")
    page.evaluate("() => qingce.atlas.hub.set({on: new Set()})")
    assert not near(page.evaluate(COLOUR_AT, first), "#ff7e00")


def near(pixel: list[int], colour: str) -> bool:
    """Return whether a pixel has a colour, but for the little that shines through."""
    wanted = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
    return max(abs(a - b) for a, b in zip(pixel, wanted, strict=False)) < 24


def test_a_map_that_is_dragged_keeps_its_colours_in_their_places(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    for by in ((60, 20), (60, 20), (300, 0), (-700, -100)):
        page.evaluate("by => { map_of_test.panBy(by, {animate: false}); }", by)
        page.evaluate("() => qingce.atlas.hub.drawNow()")
    page.evaluate("() => { map_of_test.fitBounds([[30, 110], [31, 112]], {animate: false}); }")
    assert near(page.evaluate(COLOUR_AT, (110.5, 30.4)), "#ffff00")
    page.evaluate("() => { map_of_test.panBy([-40, 30], {animate: false}); }")
    assert near(page.evaluate(COLOUR_AT, (110.5, 30.4)), "#ffff00")
    # Just west of the border both before and after: 110 is the west end of the first area.
    assert not near(page.evaluate(COLOUR_AT, (109.99, 30.4)), "#ffff00")
    assert near(page.evaluate(COLOUR_AT, (110.01, 30.4)), "#ffff00")


def test_areas_give_way_to_the_surface(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    read = """() => {
      const {hub, draw} = qingce.atlas;
      const {surface, captions} = draw;
      Object.assign(draw, {surface: () => {}, captions: () => {}});
      hub.ground.surface = {};
      hub.set({on: new Set(["areas", "surface"])});
      hub.drawNow();
      Object.assign(draw, {surface, captions});
      const {ctx, drawn} = qingce.atlas.hosts.get("main");
      const [x, y] = drawn.project(110.5, 30.4);
      hub.ground.surface = null;
      hub.set({on: new Set(["areas"])});
      return [...ctx.getImageData(x, y, 1, 1).data];
    }"""
    assert not near(page.evaluate(read), "#ffff00")
    assert near(page.evaluate(COLOUR_AT, (110.5, 30.4)), "#ffff00")


def test_the_projection_is_that_of_leaflet(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    page.evaluate("() => { map_of_test.setView([30.3, 111.1], 8.75, {animate: false}); }")
    far = page.evaluate("""() => {
      const view = qingce.atlas.hosts.get("main").view();
      const points = [[110, 30], [112, 31], [111.3, 30.7]];
      return points.map(([lon, lat]) => {
        const [x, y] = view.project(lon, lat);
        const p = map_of_test.latLngToContainerPoint([lat, lon]);
        const [back_lon, back_lat] = view.unproject(x, y);
        return [x - p.x, y - p.y, (back_lon - lon) * 1e6, (back_lat - lat) * 1e6];
      }).flat();
    }""")
    # Leaflet rounds to whole pixels.
    assert max(abs(d) for d in far) <= 0.51


def point_of(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Return where a place lies on the screen; the stage is in its upper left corner."""
    x, y = page.evaluate("p => qingce.atlas.hosts.get('main').view().project(...p)", [lon, lat])
    return float(x), float(y)


def test_the_tip_says_name_value_level_and_why_one_is_missing(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    tip = page.locator(".atlas-tip")
    page.mouse.move(*point_of(page, 110.25, 30.25))
    expect(tip).to_contain_text("站0 · 对照点")
    expect(tip).to_contain_text("PM₂.₅ 20\u2009µg/m³ · 优")
    page.evaluate("""() => {
      const { hub } = qingce.atlas;
      const roses = {S0: {sectors: [], label: "北风带来最多（20 %）"}};
      hub.set({on: new Set(["areas", "roses"]), frames: {...hub.frames, roses}});
    }""")
    expect(tip).to_contain_text("北风带来最多（20 %）")
    page.mouse.move(*point_of(page, 111.25, 30.25))
    expect(tip).to_contain_text("12 月停测")
    page.mouse.move(*point_of(page, 111.5, 30.5))
    expect(tip).to_contain_text("<img src=x>西区")
    expect(tip).to_contain_text("此时无有效数据")
    expect(tip.locator("img")).to_have_count(0)
    page.evaluate("() => qingce.atlas.hub.set({i: 1})")
    expect(tip).to_contain_text("300\u2009µg/m³ · 严重污染")
    page.mouse.move(1000, 700)
    expect(tip).to_be_hidden()


def test_a_click_chooses_a_place_and_again_gives_it_up(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    page.evaluate("""() => {
      window.chosen = [];
      window.dash_clientside.set_props = (id, props) => window.chosen.push([id.field, props.value]);
    }""")
    page.mouse.click(*point_of(page, 111.75, 30.75))
    page.mouse.click(*point_of(page, 110.5, 30.5))
    page.mouse.click(*point_of(page, 110.5, 30.5))
    page.mouse.click(790, 20)
    page.wait_for_function("() => window.chosen.length >= 3")
    assert page.evaluate("window.chosen") == [["place", "S3"], ["place", "A1"], ["place", "made"]]
    assert page.evaluate("qingce.atlas.hub.selected") is None


def test_a_wheel_scrolls_the_page_until_the_map_has_the_focus(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    zoom = "() => map_of_test.getZoom()"
    before = page.evaluate(zoom)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, -300)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))")
    assert page.evaluate(zoom) == before
    page.locator("[data-atlas] .leaflet-container").focus()
    page.mouse.wheel(0, -300)
    page.wait_for_function("was => map_of_test.getZoom() > was", arg=before)


def test_numbers_do_not_cover_one_another(stage: Opened) -> None:
    random = np.random.default_rng(7)
    places = [tuple(p) for p in random.uniform((110, 30), (112, 31), (50, 2)).tolist()]
    places += [(111.0, 30.5), (111.001, 30.5)]
    values = np.vstack([[[50]], [[50]], random.integers(5, 300, (50, 1)), [[320]], [[330]]])
    page = stage(values, places)
    page.evaluate("() => qingce.atlas.hub.set({on: new Set(['areas', 'values'])})")
    read = """() => {
      qingce.atlas.hub.drawNow();
      const {shown} = qingce.atlas.hosts.get("main").drawn.cache.get("stations");
      return [...shown].map(([s, {box, words}]) => [s, words, ...box]);
    }"""
    found = page.evaluate(read)
    assert len(found) > 20
    for k, (*_, left, top, right, bottom) in enumerate(found):
        for *_, other_left, other_top, other_right, other_bottom in found[k + 1 :]:
            apart = left >= other_right or other_left >= right
            assert apart or top >= other_bottom or other_top >= bottom
    # Of the two that lie on each other the higher has its number, or the one that is chosen.
    assert {row[0] for row in found} & {50, 51} == {51}
    page.evaluate("() => qingce.atlas.hub.set({selected: 'S50'})")
    assert {row[0] for row in page.evaluate(read)} & {50, 51} == {50}


def test_the_scheme_recolours_what_is_drawn(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    page.evaluate("() => qingce.atlas.hub.set({on: new Set()})")
    light = page.evaluate(COLOUR_AT, (111.5, 30.4))
    page.evaluate(
        "() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')"
    )
    page.wait_for_function("() => qingce.atlas.theme().dark")
    dark = page.evaluate(COLOUR_AT, (111.5, 30.4))
    assert sum(dark[:3]) < sum(light[:3]) / 3


def test_what_is_kept_does_not_grow(stage: Opened) -> None:
    page = stage(np.random.default_rng(1).integers(0, 400, (6, 40)), STATIONS)
    held = page.evaluate("""() => {
      const {hub, hosts} = qingce.atlas;
      const host = hosts.get("main");
      const sizes = [];
      for (let k = 0; k < 400; k++) {
        hub.set({i: k % 40});
        if (k % 3 === 0) map_of_test.panBy([k % 2 ? 31 : -29, 0], {animate: false});
        if (k % 50 === 0) map_of_test.setZoom(7 + (k % 4) / 4, {animate: false});
        hub.drawNow();
        sizes.push(host.cache.size + host.sheets.size);
      }
      return [Math.max(...sizes), host.element.querySelectorAll("canvas").length];
    }""")
    assert held[0] <= 8
    assert held[1] == 1


def test_a_map_that_goes_leaves_nothing_behind(stage: Opened) -> None:
    page = stage(VALUES, STATIONS)
    page.evaluate("() => map_of_test.remove()")
    assert page.evaluate("qingce.atlas.hosts.size") == 0
    page.evaluate("() => { qingce.atlas.hub.set({i: 1}); qingce.atlas.hub.drawNow(); }")
