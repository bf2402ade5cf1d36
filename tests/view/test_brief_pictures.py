"""Pictures of a brief: as wide as the page, told in grey, whatever the names and the data are."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from tests.view.made_brief import HOSTILE, START, UNPRINTABLE, curve, peak_map
from view.brief.curve_picture import stage_number
from view.brief.drawings import Curve, Line, Panel
from view.brief.pictures import DPI, WIDTH_MM, png, svg


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("drawing", [curve(), peak_map()], ids=["curve", "map"])
def test_a_picture_is_as_wide_as_the_page_and_small(drawing: object) -> None:
    content = png(drawing)  # type: ignore[arg-type]
    picture = opened(content)
    assert picture.width == pytest.approx(WIDTH_MM / 25.4 * DPI, abs=2)
    assert len(content) < 200_000
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    # Something is drawn: dark letters and lines.
    assert np.asarray(picture.convert("L")).min() < 60


def test_areas_of_two_classes_are_told_apart_in_grey() -> None:
    drawn = peak_map()
    # 80 lies in the first class of three, 190 in the last: the stations' colours.
    near, far = (replace(drawn, areas=(replace(drawn.areas[0], value=v),)) for v in (80.0, 190.0))
    lights = []
    for each in (near, far):
        grey = np.asarray(opened(png(each)).convert("L"), dtype=float)
        # Left of the middle, above the stations and below the top of the ground.
        high, wide = grey.shape
        lights.append(float(np.median(grey[int(high * 0.2), : int(wide * 0.3)])))
    assert lights[0] - lights[1] > 60


def test_no_value_at_all_is_a_picture_too() -> None:
    empty = curve(values=np.full(96, np.nan))
    assert opened(png(replace(empty, mark=None))).width > 1000


def test_one_hour_and_a_year_of_days_hold() -> None:
    one = Curve(
        np.array([START]),
        (Panel("O₃", (Line("值", np.array([10.0])),)),),
        (),
        (),
        START,
        START + 1,
    )
    days = START.astype("datetime64[D]") + np.arange(366)
    panel = Panel("O₃", (Line("值", np.arange(366.0), "bars"),), 160.0, "限值")
    year = Curve(days, (panel,), (), (), days[3], days[-3], (days[9], 9.0, UNPRINTABLE))
    for drawing in (one, year):
        assert opened(png(drawing)).height > 300


def test_names_are_letters_never_markup() -> None:
    drawn = peak_map((HOSTILE * 9, "$a$ $b$", UNPRINTABLE))
    assert opened(png(drawn)).width > 1000
    shown = svg(drawn).decode("utf-8")
    assert "<script" not in shown
    assert "<text" not in shown  # letters are outlines: no font is asked for


def test_pictures_drawn_side_by_side_are_those_drawn_alone() -> None:
    drawings = [curve(), peak_map()] * 3
    alone = [png(drawing) for drawing in drawings[:2]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(png, drawings)) == alone * 3


def test_stages_beyond_twenty_have_plain_numbers() -> None:
    assert [stage_number(n) for n in (1, 20, 21)] == ["①", "⑳", "21"]


def test_of_two_stations_that_overlap_the_higher_has_its_number() -> None:
    drawn = peak_map()
    near = tuple(replace(point, lon=0.5 + 0.01 * n) for n, point in enumerate(drawn.points[:2]))
    apart, close = svg(drawn), svg(replace(drawn, points=near))
    # Letters are outlines; what they spell stands in comments.
    assert [value in apart for value in (b"<!-- 80 -->", b"<!-- 190 -->")] == [True, True]
    assert [value in close for value in (b"<!-- 80 -->", b"<!-- 190 -->")] == [False, True]
