"""A stage of the map on an ordinary page: four square areas, the stations of Beijing, two blocks of
their measured PM2.5, layers with script in a name. Nothing depends on what the snapshot holds.
"""

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page

from airquality.surface import invert_kernel, is_supported, to_km, weigh_stations
from view.frames import pack
from view.text import words

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "map" / "beijing_hours.json"
WEST, SOUTH, STEP, COLUMNS, ROWS = 115.9, 39.6, 0.025, 48, 40
REACH_KM, LEAST = 20.0, 3
EDGES = [0, 35, 75, 115, 150, 250, None]
COLOURS = ["#00e400", "#ffff00", "#ff7e00", "#ff0000", "#99004c", "#7e0023"]
SHAPES = ["circle", "square", "triangle", "diamond", "star", "hexagon"]
NAMES = ["优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"]


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
            "calm_below": 0.5,
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
([names, ground, frames, on, words]) => {
  const { hub } = window.qingce.atlas;
  const take = window.dash_clientside.qingce_atlas;
  const root = document.createElement("div");
  root.id = "made-stage";
  root.style.cssText = "position:fixed;inset:0;z-index:9999;display:flex;gap:8px";
  root.style.background = "var(--ground)";
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
    const options = { zoomSnap: 0.25, attributionControl: false, zoomAnimation: false };
    const map = window.L.map(inner, options);
    map.fitBounds(ground.bounds, { animate: false });
  }
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
    page.evaluate(_STAGE, [list(hosts), ground, frames, list(on), said])
