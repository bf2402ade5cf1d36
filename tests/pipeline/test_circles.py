"""Circles around stations: where they lie, and what is counted within."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from pipeline.circles import CORNERS, WGS84, draw_circle, draw_circles
from pipeline.geojson import Feature
from pipeline.layer_files import ReadLayer
from pipeline.project_layers import Circles, Layer
from pipeline.report import Report

LON, LAT = 116.4, 39.9
#: Metres of a degree of latitude and of longitude at 39.9° N on WGS-84: M and N·cos of a handbook,
#: M = a(1-e²)/(1-e²sin²φ)^1.5 = 6 361 800 m, N = a/√(1-e²sin²φ) = 6 386 936 m, times π/180.
NORTH, EAST = 111_034.0, 85_517.0

Shape = shapely.Geometry


def stations(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    columns = ["station", "kind", "lon", "lat"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.assign(name_zh="站" + frame["station"], name_en=frame["station"])


def circles(**more: object) -> Circles:
    return Circles(id="around", title_zh="圆", title_en="Circles", **more)  # type: ignore[arg-type]


def layer(name: str, *shapes: Shape) -> ReadLayer:
    spec = Layer(
        id=name,
        title_zh=f"层{name}",
        title_en=f"Layer {name}",
        path=f"{name}.geojson",  # type: ignore[arg-type]
        source_zh="来源",
        source_en="Source",
    )
    return ReadLayer(spec, [Feature(n, {}, shape) for n, shape in enumerate(shapes, start=1)])


@pytest.fixture
def count() -> Callable[..., str]:
    """The note of one circle of 2 km over shapes: what is counted, in words."""

    def make(*shapes: Shape) -> str:
        at = stations(("1", "evaluation", LON, LAT))
        drawn = draw_circles(circles(counts=("a",)), at, {"a": layer("a", *shapes)}, Report())
        return str(drawn["note_en"].iloc[0])

    return make


@given(lon=st.floats(73, 135), lat=st.floats(4, 53.5), radius=st.floats(0.1, 100, allow_nan=False))
def test_every_corner_lies_at_the_radius(lon: float, lat: float, radius: float) -> None:
    corners = shapely.get_coordinates(draw_circle(lon, lat, radius))[:-1]
    assert len(corners) == CORNERS
    same = np.ones(CORNERS)
    *_, distance = WGS84.inv(same * lon, same * lat, corners[:, 0], corners[:, 1])
    assert distance == pytest.approx(np.full(CORNERS, radius * 1000), rel=1e-6)


def test_a_circle_of_2_km_has_the_degrees_of_the_handbook() -> None:
    west, south, east, north = draw_circle(LON, LAT, 2.0).bounds
    assert (north - south) / 2 * NORTH == pytest.approx(2000, rel=1e-3)
    assert (east - west) / 2 * EAST == pytest.approx(2000, rel=1e-3)


def test_the_area_is_that_of_its_corners_on_the_ellipsoid() -> None:
    """A polygon of 72 corners has 36·sin(5°) r² = 3.137607 r²: 12.550 km² for 2 km."""
    area, _ = WGS84.geometry_area_perimeter(draw_circle(LON, LAT, 2.0))
    assert abs(area) / 1e6 == pytest.approx(12.550, abs=0.002)


def test_points_count_up_to_the_radius(count: Callable[..., str]) -> None:
    """1,999 m and 2,001 m north and east of the station."""
    places = [(0, 1999), (0, 2001), (1999, 0), (2001, 0), (0, 0)]
    points = [shapely.Point(LON + east / EAST, LAT + north / NORTH) for east, north in places]
    assert count(*points) == "within 2 km: Layer a: 3"


def test_lines_and_areas_count_where_they_are_touched(count: Callable[..., str]) -> None:
    km = 1000 / NORTH
    passing = shapely.LineString([(LON - 1, LAT + 1.99 * km), (LON + 1, LAT + 1.99 * km)])
    far_line = shapely.LineString([(LON - 0.05, LAT + 2.1 * km), (LON + 0.05, LAT + 2.1 * km)])
    around = shapely.box(LON - 1, LAT - 1, LON + 1, LAT + 1)
    beside = shapely.box(LON + 2100 / EAST, LAT, LON + 1, LAT + 1)
    assert count(around, beside) == "within 2 km: Layer a: 1"
    # A line of two degrees bows away from the parallel: it is the projection that is counted in.
    assert count(shapely.segmentize(passing, 0.01), far_line) == "within 2 km: Layer a: 1"


def test_a_collection_counts_once(count: Callable[..., str]) -> None:
    both = shapely.GeometryCollection([shapely.Point(LON, LAT), shapely.Point(LON, LAT + 0.001)])
    assert count(both) == "within 2 km: Layer a: 1"


@given(st.lists(st.tuples(st.floats(-0.05, 0.05), st.floats(-0.05, 0.05)), max_size=30))
def test_the_count_is_that_of_geodesic_distances(offsets: list[tuple[float, float]]) -> None:
    places = [(LON + east, LAT + north) for east, north in offsets]
    found = draw_circles(
        circles(counts=("a",)),
        stations(("1", "evaluation", LON, LAT)),
        {"a": layer("a", *(shapely.Point(*place) for place in places))},
        Report(),
    )
    distances = [WGS84.inv(LON, LAT, *place)[2] for place in places]
    expected = sum(distance <= 2000 for distance in distances)
    assert found["note_en"].iloc[0] == f"within 2 km: Layer a: {expected}"
    assert found["note_zh"].iloc[0] == f"2 km 内：层a {expected} 处"


THREE = stations(
    ("1", "evaluation", LON, LAT), ("2", "control", LON, LAT), ("3", "evaluation", np.nan, np.nan)
)


@pytest.mark.parametrize(
    ("around", "names", "kinds"),
    [
        ("evaluation", ["站1"], {"circle_without_place": 1}),
        ("control", ["站2"], {}),
        ("all", ["站1", "站2"], {"circle_without_place": 1}),
        (["2", "9"], ["站2"], {"circle_unknown_station": 1}),
        (["9"], [], {"circle_unknown_station": 1, "layer_empty": 1}),
    ],
)
def test_around_which_stations(around: object, names: list[str], kinds: dict[str, int]) -> None:
    report = Report()
    drawn = draw_circles(circles(around=around), THREE, {}, report)
    assert list(drawn["name_zh"]) == names
    assert report.counts() == kinds


def test_circles_that_count_nothing_say_their_radius() -> None:
    drawn = draw_circles(circles(radius_km=1.5), THREE, {}, Report())
    assert list(drawn["note_zh"]) == ["半径 1.5 km"]
    assert list(drawn["note_en"]) == ["radius 1.5 km"]
    assert isinstance(drawn, gpd.GeoDataFrame)


def test_a_layer_that_could_not_be_read_is_not_counted_as_none() -> None:
    drawn = draw_circles(
        circles(counts=("a", "b")), THREE, {"b": layer("b", shapely.Point(LON, LAT))}, Report()
    )
    assert list(drawn["note_en"]) == ["within 2 km: Layer b: 1"]
