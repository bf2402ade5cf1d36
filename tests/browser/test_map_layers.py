"""What is drawn over the map's areas, in a real browser: surface, wind, roses, layers, picture.

The stage is a made-up one on an ordinary page: four square areas, the stations of Beijing and two
blocks of their measured PM2.5, so that nothing depends on what the snapshot holds.
"""

import base64
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from airquality.surface import fill_missing, invert_kernel, is_supported, to_km, weigh_stations
from view.frames import pack
from view.text import words

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "map" / "beijing_hours.json"
WEST, SOUTH, STEP, COLUMNS, ROWS = 115.9, 39.6, 0.025, 48, 40
REACH_KM, LEAST = 20.0, 3
EDGES = [0, 35, 75, 115, 150, 250, None]
COLOURS = ["#00e400", "#ffff00", "#ff7e00", "#ff0000", "#99004c", "#7e0023"]
SHAPES = ["circle", "square", "triangle", "diamond", "star", "hexagon"]
NAMES = ["优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"]
#: 1006A has no value in the second block, 1005A none in the first.
FIRST, SECOND = 0, 1


def sample() -> dict[str, Any]:
    """Return stations with their values of two blocks, as measured."""
    return dict(json.loads(SAMPLE.read_text(encoding="utf-8")))


def _bytes(values: np.ndarray) -> str:
    return base64.b64encode(values.tobytes()).decode("ascii")


def made_surface(stations: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a grid over the stations as the server sends it, with `inside` and `kilometres`."""
    lat_middle = SOUTH + ROWS * STEP / 2
    lon = np.tile(WEST + STEP * (np.arange(COLUMNS) + 0.5), ROWS)
    lat = np.repeat(SOUTH + STEP * (np.arange(ROWS) + 0.5), COLUMNS)
    cells = to_km(lon, lat, lat_middle)
    places = np.array([[s["lon"], s["lat"]] for s in stations])
    at = to_km(places[:, 0], places[:, 1], lat_middle)
    inside = is_supported(at, cells, REACH_KM)
    return {
        "wire": {
            "west": WEST,
            "south": SOUTH,
            "step_lon": STEP,
            "step_lat": STEP,
            "columns": COLUMNS,
            "rows": ROWS,
            "cells": _bytes(np.packbits(inside)),
            "stations": [s["id"] for s in stations],
            "weights": _bytes(weigh_stations(at, cells[inside]).astype("<f4")),
            "inverse": _bytes(invert_kernel(at).astype("<f8")),
            "reach_km": REACH_KM,
            "least_stations": LEAST,
        },
        "inside": inside,
        "at": at,
        "cells": cells,
    }


def made_ground(**changed: Any) -> dict[str, Any]:
    """Return four areas, the stations, a surface, two layers (one with script in a name)."""
    stations = sample()["stations"]
    half_lon, half_lat = WEST + STEP * COLUMNS / 2, SOUTH + STEP * ROWS / 2
    east, north = WEST + STEP * COLUMNS, SOUTH + STEP * ROWS
    boxes = {
        "sw": (WEST, SOUTH, half_lon, half_lat),
        "se": (half_lon, SOUTH, east, half_lat),
        "nw": (WEST, half_lat, half_lon, north),
        "ne": (half_lon, half_lat, east, north),
    }
    ring = {k: [w, s, e, s, e, n, w, n, w, s] for k, (w, s, e, n) in boxes.items()}
    ground = {
        "city": "beijing",
        "name": "北京",
        "area_kind": "district",
        "areas": [{"id": k, "name": k, "rings": [r]} for k, r in ring.items()],
        "stations": [{k: s[k] for k in ("id", "name", "lon", "lat", "control")} for s in stations],
        "unplaced": [],
        "bounds": [[SOUTH, WEST], [north, east]],
        "surface": made_surface(stations)["wire"],
        "no_surface": None,
        "layers": [
            {
                "id": "ban",
                "title": "禁燃区",
                "colour": "#7a2fa0",
                "source": "生态环境局",
                "features": [
                    {
                        "name": "<script>window.broken=1</script>",
                        "note": "至 2020 年",
                        "type": "polygon",
                        "rings": [[116.2, 39.8, 116.6, 39.8, 116.6, 40.0, 116.2, 40.0]],
                    }
                ],
            },
            {
                "id": "posts",
                "title": "卡点",
                "colour": "#0f766e",
                "source": "",
                "features": [
                    {"name": "八达岭", "note": "", "type": "point", "rings": [[116.0, 40.35]]},
                    {
                        "name": "京藏高速",
                        "note": "",
                        "type": "line",
                        "rings": [[116.0, 40.35, 116.2, 40.2, 116.3, 40.0]],
                    },
                ],
            },
        ],
        "roses": {},
        "tiles": None,
    }
    return ground | changed


def made_frames(**changed: Any) -> dict[str, Any]:
    """Return the two blocks as frames, with wind: north-west, stronger at each next station."""
    found = sample()
    stations = found["stations"]
    values = np.array([s["values"] for s in stations], dtype=float)
    mean = np.nanmean(values, axis=0)
    values = np.concatenate([np.tile(mean, (4, 1)), values])
    speed = np.tile(np.linspace(0.2, 8, len(stations))[:, None], (1, 2)).round(1)
    frames = {
        "key": "made",
        "metric": "pm25",
        "kind": "hour",
        "symbol": "PM₂.₅",
        "unit": "µg/m³",
        "decimals": 0,
        "title": "北京 PM₂.₅ 3 小时均值（µg/m³）",
        "foot": "来源：UCI 501 · 标准：GB 3095-2012 · 数据截至 2017年2月28日 · 边界仅为示意",
        "words": "十一个站点全部在 100 以上，定陵最低。",
        "places": ["sw", "se", "nw", "ne", *(s["id"] for s in stations)],
        "times": found["times"],
        "labels": ["2016年12月7日 15–18 时", "2017年1月3日 21–24 时"],
        "values": pack(values, 0.1),
        "mean": {"label": "全市均值", "values": pack(mean[None, :], 0.1)},
        "wind": {
            "stations": [s["id"] for s in stations],
            "speed": pack(speed, 0.1),
            "direction": pack(np.full(speed.shape, 315.0), 1.0),
        },
        "scale": {
            "edges": EDGES,
            "colours": COLOURS,
            "inks": ["#000000"] * 4 + ["#ffffff"] * 2,
            "shapes": SHAPES,
            "names": NAMES,
            "title": "PM₂.₅ 日均分级（HJ 633）",
            "continuous": False,
        },
        "limit": None,
        "reasons": {},
        "errors": [18.4, None],
        "roses": {},
        "at": 0,
        "hour_step": 3,
        "difference": None,
    }
    return frames | changed


_STAGE = """
([names, ground, frames, on, words, scheme]) => {
  const { hub } = window.qingce.atlas;
  const take = window.dash_clientside.qingce_atlas;
  const root = document.createElement("div");
  root.id = "made-stage";
  root.style.cssText = "position:fixed;inset:0;z-index:9999;display:flex;gap:8px;background:var(--ground)";
  document.body.append(root);
  take.take_words(words);
  take.take_ground(ground);
  take.take_frames(frames);
  hub.set({ on: new Set(on), compared: names.length > 1 ? "sides" : "" });
  for (const name of names) {
    const box = document.createElement("div");
    box.className = "atlas";
    box.dataset.atlas = name;
    box.style.cssText = "flex:1;height:100%;position:relative";
    const inner = document.createElement("div");
    inner.style.cssText = "position:absolute;inset:0";
    box.append(inner);
    root.append(box);
    const map = window.L.map(inner, { zoomSnap: 0.25, attributionControl: false, zoomAnimation: false });
    map.fitBounds(ground.bounds, { animate: false });
  }
  document.querySelectorAll(".atlas-canvas").forEach(
    (canvas) => (canvas.style.cssText += ";position:absolute;left:0;top:0;width:100%;height:100%;z-index:400"));
  hub.drawNow();
}
"""


def lay_stage(
    page: Page,
    ground: dict[str, Any],
    frames: dict[str, Any],
    on: tuple[str, ...] = ("areas", "surface"),
    hosts: tuple[str, ...] = ("main",),
    lang: str = "zh",
) -> None:
    """Lay out maps over the page and draw them."""
    page.wait_for_function("() => window.L && window.qingce && window.qingce.atlas.hub")
    said = {k: v for k, v in words(lang).items() if k.startswith("map.js.")}
    page.evaluate(_STAGE, [list(hosts), ground, frames, list(on), said, ""])


FIELD = """
(values) => {
  const { hub, surface } = window.qingce.atlas;
  const found = surface.field(hub.ground, Float64Array.from(values, (v) => (v === null ? NaN : v)));
  return found && Array.from(found, (v) => (Number.isNaN(v) ? null : v));
}
"""


@pytest.mark.parametrize("block", [FIRST, SECOND])
def test_the_surface_equals_the_reference_with_a_station_missing(page: Page, block: int) -> None:
    lay_stage(page, made_ground(), made_frames())
    stations = sample()["stations"]
    values = np.array([s["values"][block] for s in stations], dtype=float)
    assert np.isnan(values).sum() == 1
    drawn = np.array(page.evaluate(FIELD, [s["values"][block] for s in stations]), dtype=float)

    made = made_surface(stations)
    weights = weigh_stations(made["at"], made["cells"][made["inside"]])
    expected = np.full(COLUMNS * ROWS, np.nan)
    expected[made["inside"]] = weights @ fill_missing(values, invert_kernel(made["at"]))
    held = is_supported(made["at"][np.isfinite(values)], made["cells"], REACH_KM)
    expected[~held] = np.nan
    assert np.array_equal(np.isnan(drawn), np.isnan(expected))
    assert np.nanmax(np.abs(drawn - expected)) < 0.01


def test_a_cell_that_only_a_silent_station_reached_is_not_shown(page: Page) -> None:
    lay_stage(page, made_ground(), made_frames())
    stations = sample()["stations"]
    all_there = [100.0] * len(stations)
    remote = [s["id"] for s in stations].index("1009A")
    without = [None if k == remote else v for k, v in enumerate(all_there)]
    shown = [v is not None for v in page.evaluate(FIELD, all_there)]
    left = [v is not None for v in page.evaluate(FIELD, without)]
    made = made_surface(stations)
    others = is_supported(np.delete(made["at"], remote, axis=0), made["cells"], REACH_KM)
    assert left == list(made["inside"] & others)
    assert sum(left) < sum(shown)


def test_too_few_stations_give_no_surface_and_say_so(page: Page) -> None:
    lay_stage(page, made_ground(), made_frames())
    count = len(sample()["stations"])
    assert page.evaluate(FIELD, [50.0] * 2 + [None] * (count - 2)) is None
    assert page.evaluate(FIELD, [50.0] * 3 + [None] * (count - 3)) is not None
    note = "() => window.qingce.atlas.surface.note(window.qingce.atlas.hosts.get('main').view())"
    assert page.evaluate(note) == "插值面 · 11 站 · 留一误差 ±18\u2009µg/m³"
    page.evaluate("() => window.qingce.atlas.hub.set({ i: 1 })")
    assert page.evaluate(note) == "插值面 · 11 站 · 未给出误差"
    why = {"surface": None, "no_surface": "站点少于 3 个，不画插值面"}
    take = "(ground) => window.dash_clientside.qingce_atlas.take_ground(ground)"
    page.evaluate(take, made_ground(**why))
    assert page.evaluate(note) == why["no_surface"]


COLOUR_AT = """
([lon, lat]) => {
  const { hosts, hub } = window.qingce.atlas;
  hub.drawNow();
  const host = hosts.get("main");
  const view = host.view();
  const [x, y] = view.project(lon, lat);
  return Array.from(host.ctx.getImageData(x * view.ratio, y * view.ratio, 1, 1).data.slice(0, 3));
}
"""


def _rgb(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]


def test_colours_of_the_fixed_scale_are_classes(page: Page) -> None:
    # All stations at 76: every cell is 76, class 75-115, wherever a station is within 20 km.
    frames = made_frames()
    values = np.full((16, 2), 76.0)
    values[:, 1] = 75.0
    lay_stage(page, made_ground(), frames | {"values": pack(values, 0.1)}, on=("surface",))
    between_stations = [116.45, 40.05]
    assert page.evaluate(COLOUR_AT, between_stations) == _rgb(COLOURS[2])
    page.evaluate("() => window.qingce.atlas.hub.set({ i: 1 })")
    assert page.evaluate(COLOUR_AT, between_stations) == _rgb(COLOURS[1])
    # More than 20 km from every station nothing is claimed: the ground of what is not known.
    assert page.evaluate(COLOUR_AT, [117.08, 39.62]) not in [_rgb(c) for c in COLOURS]


def test_a_stretched_scale_runs_on_between_colours(page: Page) -> None:
    # Classes 0-10 black and 10-20 white: middles 5 and 15, so 10 is half way, 128 of 255.
    scale = made_frames()["scale"] | {
        "edges": [0, 10, 20],
        "colours": ["#000000", "#ffffff"],
        "shapes": ["circle"] * 2,
        "names": ["", ""],
        "inks": ["#ffffff", "#000000"],
        "continuous": True,
    }
    frames = made_frames(values=pack(np.full((16, 2), 10.0), 0.1), scale=scale)
    lay_stage(page, made_ground(), frames, on=("surface",))
    grey = page.evaluate(COLOUR_AT, [116.45, 40.05])
    assert all(abs(channel - 127.5) <= 1.5 for channel in grey)


def test_a_frame_of_the_surface_takes_few_milliseconds(page: Page) -> None:
    frames = made_frames()
    values = np.random.default_rng(4).uniform(5, 300, (16, 60)).round(1)
    times = [f"2016-12-{1 + k // 8:02d}T{3 * (k % 8):02d}" for k in range(60)]
    many = frames | {
        "values": pack(values, 0.1),
        "times": times,
        "labels": times,
        "mean": {"label": "", "values": pack(values[:1], 0.1)},
        "errors": None,
        "wind": None,
    }
    lay_stage(page, made_ground(), many, on=("surface",))
    taken = page.evaluate(
        """() => {
          const { hosts, draw, hub } = window.qingce.atlas;
          const host = hosts.get("main");
          const spent = [];
          hub.playing = true;
          for (let i = 0; i < 60; i++) {
            const view = Object.assign(host.view(), { i });
            const begin = performance.now();
            draw.surface(host.ctx, view);
            spent.push(performance.now() - begin);
          }
          return spent.sort((a, b) => a - b)[6];
        }"""
    )
    print(f"surface, 12 stations, 1,920 cells: {taken:.2f} ms a frame (first decile)")
    # 5 ms alone on the machine; a busy one is slow, not wrong.
    assert taken < 25


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
    assert east == pytest.approx(2**-0.5) and north == pytest.approx(-(2**-0.5))
    note = "() => window.qingce.atlas.wind.note(window.qingce.atlas.hosts.get('main').view())"
    assert page.evaluate(note) == ""
    take = "(frames) => window.dash_clientside.qingce_atlas.take_frames(frames)"
    page.evaluate(take, made_frames(key="calm", wind=None))
    assert page.evaluate(note) == "这里没有风的数据"


def test_roses_never_lie_over_each_other_and_say_how_many_wait(page: Page) -> None:
    stations = sample()["stations"]
    sectors = [0.05] * 12 + [0.1, 0.2, 0.1, 0.05]
    roses = {s["id"]: {"sectors": sectors, "label": ""} for s in stations}
    lay_stage(page, made_ground(roses=roses), made_frames(roses=roses), on=("areas", "roses"))
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
    assert size[0] >= 2 * box["width"] and size[1] > 2 * box["height"] + 200


def test_two_periods_of_the_page_are_panned_together(open_page: Any) -> None:
    page = open_page(
        "/map?city=beijing&kind=year&period=2015-01-01&against=2014-01-01&compared=sides"
    )
    wait_for_map(page, hosts=4)
    captions = page.evaluate(
        """() => ["before", "after", "difference"].map((name) =>
          window.qingce.atlas.captions.captionOf(window.qingce.atlas.hosts.get(name).view()))"""
    )
    assert "2014" in captions[0] and "2015" in captions[1]
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
    assert found[0] and found[0] == found[1]
