"""The ground of the map: rings, stations, tiles and the coordinates that they ask for."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely

from airquality.coordinates import wgs84_to_gcj02
from dashboard.app import create_app
from dashboard.settings import Settings
from summaries.store import Snapshot
from view import cache, ground
from view.tiles import Tiles, moved

URL = "https://tiles.example/{z}/{x}/{y}.png"


@pytest.fixture(scope="module")
def snapshot(tiny_snapshot: Path) -> Iterator[Snapshot]:
    app = create_app(Settings(summaries=tiny_snapshot))
    with app.server.app_context():
        yield cache.snapshot()


def test_a_hole_and_an_island_are_rings_of_their_own() -> None:
    hole = [(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)]
    shape = shapely.MultiPolygon(
        [
            shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], [hole]),
            shapely.Polygon([(2, 0), (3, 0), (3, 1), (2, 1)]),
        ]
    )
    found = ground.rings(shape)
    assert len(found) == 3
    assert found[0][:4] == [0, 0, 1, 0]
    assert all(len(ring) == 10 for ring in found)


def test_points_that_fall_together_are_left_out() -> None:
    line = shapely.LineString([(0, 0), (0.00001, 0), (1, 0)])
    assert ground.rings(line) == [[0, 0, 1, 0]]
    assert ground.rings(shapely.Point(1, 2)) == [[1, 2]]


def test_the_ground_of_a_city(snapshot: Snapshot) -> None:
    found = ground.ground(snapshot, "shili", "en")
    json.dumps(found, allow_nan=False)
    assert [area["id"] for area in found["areas"]] == ["990101", "990102", "990103"]
    assert [s["id"] for s in found["stations"]] == [f"900{n}A" for n in range(1, 6)]
    assert found["stations"][4]["control"]
    assert found["stations"][0]["area"] == "990101"
    assert found["tiles"] is None
    assert (found["surface"] is None) == bool(found["no_surface"])
    (south, west), (north, east) = found["bounds"]
    assert west < 110.1 < 110.7 < east
    assert south < 30.5 < north


def test_everything_is_moved_under_tiles_in_gcj02(tiny_snapshot: Path) -> None:
    app = create_app(Settings(summaries=tiny_snapshot, tiles=Tiles(URL, "somebody", "gcj02")))
    with app.server.app_context():
        found = ground.ground(cache.snapshot(), "shili", "zh")
    assert found["tiles"] == {"url": URL, "attribution": "somebody"}
    lon, lat = wgs84_to_gcj02(np.array([110.1]), np.array([30.5]))
    station = found["stations"][0]
    assert station["lon"] == pytest.approx(float(lon[0]), abs=1e-5)
    assert station["lat"] == pytest.approx(float(lat[0]), abs=1e-5)
    corner = wgs84_to_gcj02(np.array([110.0]), np.array([30.0]))
    xs, ys = found["areas"][0]["rings"][0][::2], found["areas"][0]["rings"][0][1::2]
    assert min(xs) == pytest.approx(float(corner[0][0]), abs=2e-3)
    assert min(ys) == pytest.approx(float(corner[1][0]), abs=2e-3)


def test_wgs84_is_not_moved_and_nothing_stays_nothing() -> None:
    lon, lat = np.array([116.0, np.nan]), np.array([40.0, np.nan])
    np.testing.assert_array_equal(moved(lon, lat, "wgs84")[0], lon)
    assert np.isnan(moved(lon, lat, "gcj02")[0][1])
