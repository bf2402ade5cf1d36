"""What is drawn over the map's areas, in a real browser: wind, roses, the city's own layers."""

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.measured_stage import lay_stage, made_frames, made_ground, sample


def test_wind_points_where_it_blows_and_averages_as_vectors(page: Page) -> None:
    lay_stage(page, made_ground(), made_frames(), on=("areas", "wind"))
    mean = "(winds) => window.qingce.atlas.wind.mean(winds)"
    # From north and from east, 2 m/s each: u = (0 - 2) / 2, v = (-2 + 0) / 2; speed 1.414 from 45°.
    found = page.evaluate(mean, [{"speed": 2, "direction": 0}, {"speed": 2, "direction": 90}])
    assert found["speed"] == pytest.approx(2**0.5)
    assert found["direction"] == pytest.approx(45)
    # Opposite winds cancel; calm air (no direction) halves the mean instead of being left out.
    found = page.evaluate(mean, [{"speed": 3, "direction": 180}, {"speed": 3, "direction": 0}])
    assert found["speed"] == pytest.approx(0, abs=1e-9)
    found = page.evaluate(mean, [{"speed": 3, "direction": 200}, {"speed": 0.1, "direction": None}])
    assert found["speed"] == pytest.approx(1.5)
    # North-westerly air goes south-east: right and down on the map.
    vector = "(wind) => window.qingce.atlas.wind.vector(wind)"
    east, north = page.evaluate(vector, {"speed": 1, "direction": 315})
    assert [east, north] == pytest.approx([2**-0.5, -(2**-0.5)])
    note = "() => window.qingce.atlas.wind.note(window.qingce.atlas.hosts.get('main').view())"
    assert page.evaluate(note) == ""
    take = "(frames) => window.dash_clientside.qingce_atlas.take_frames(frames)"
    page.evaluate(take, made_frames(key="calm", wind=None))
    assert page.evaluate(note) == "这里没有风的数据"


def test_the_mean_wind_lies_where_it_hides_fewer_stations(page: Page) -> None:
    lay_stage(page, made_ground(), made_frames(), on=("areas", "wind"))
    # A station below the right corner, none below the left one: the words move to the left.
    found = page.evaluate(
        """() => {
          const { atlas } = window.qingce;
          const view = atlas.hosts.get("main").view();
          const at = (x, y) => { const p = view.unproject(x, y); return { lon: p[0], lat: p[1] }; };
          const lefts = (x) => {
            const ground = { ...view.ground, stations: [at(x, 30)] };
            const seen = { ...view, ground, cache: new Map() };
            return atlas.wind.dialLeft(seen, 10, 160, 38);
          };
          return [lefts(view.size[0] - 60), lefts(100), view.size[0]];
        }"""
    )
    assert found[0] < 100
    assert found[1] == found[2] - 170


def test_roses_never_lie_over_each_other_and_say_how_many_wait(page: Page) -> None:
    stations = sample()["stations"]
    sectors = [0.05] * 12 + [0.1, 0.2, 0.1, 0.05]
    roses = {s["id"]: {"sectors": sectors, "label": ""} for s in stations}
    lay_stage(page, made_ground(), made_frames(roses=roses), on=("areas", "roses"))
    placed = "() => window.qingce.atlas.roses.placed(window.qingce.atlas.hosts.get('main').view())"
    found = page.evaluate(placed)
    centres = np.array([one["at"] for one in found["kept"]])
    apart = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    assert apart[~np.eye(len(centres), dtype=bool)].min() >= 64
    assert 1 < len(centres) < found["all"] == len(stations)
    note = "() => window.qingce.atlas.roses.note(window.qingce.atlas.hosts.get('main').view())"
    assert f"已画 {len(centres)}/{len(stations)} 个" in page.evaluate(note)


HIT = """
([lon, lat]) => {
  const { hosts, draw } = window.qingce.atlas;
  const view = hosts.get("main").view();
  const [x, y] = view.project(lon, lat);
  return draw.layers.hit(x, y, view);
}
"""


def test_layers_are_found_under_the_pointer_and_names_stay_text(page: Page) -> None:
    lay_stage(page, made_ground(), made_frames(), on=("areas", "ban", "posts"))
    inside = page.evaluate(HIT, [116.5, 39.9])
    assert inside["name"] == "<script>window.broken=1</script>"
    assert (inside["title"], inside["source"], inside["note"]) == (
        "禁燃区",
        "生态环境局",
        "至 2020 年",
    )
    assert page.evaluate(HIT, [116.0, 40.35])["name"] == "八达岭"
    assert page.evaluate(HIT, [116.1, 40.275])["name"] == "京藏高速"
    assert page.evaluate(HIT, [116.8, 40.4]) is None
    # A line over an area is found before it.
    assert page.evaluate(HIT, [116.3, 40.0])["name"] == "京藏高速"
    page.evaluate("() => window.qingce.atlas.hub.set({ on: new Set(['areas']) })")
    assert page.evaluate(HIT, [116.5, 39.9]) is None
    assert page.evaluate("() => window.broken") is None
