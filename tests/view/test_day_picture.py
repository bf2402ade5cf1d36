"""The picture of a year's days for a far wall: what stands in its cells."""

import re
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from view.figures.day_picture import calendar_picture
from view.judged_days import MEASURED, JudgedDays, judge
from view.theme import level_colours

MONTHS = [f"{m}月" for m in range(1, 13)]
_SVG = "{http://www.w3.org/2000/svg}"


def days(aqi: list[float], scheme: str = "in_force", pm25: float = 20.0) -> JudgedDays:
    n = len(aqi)
    frame = pd.DataFrame({"date": pd.date_range("2016-02-28", periods=n)})
    frame["standard"] = "hj633-2012"
    frame["aqi"] = frame["aqi_2012"] = frame["aqi_2026"] = aqi
    for name in ("primary", "primary_2012", "primary_2026"):
        frame[name] = ""
    frame["aqi_at_least"] = np.nan
    for metric in MEASURED:
        frame[metric] = 0.5 if metric == "co" else pm25
    return judge(frame, scheme)


def drawn(picture: str) -> ElementTree.Element:
    assert picture.startswith("data:image/svg+xml,")
    return ElementTree.fromstring(unquote(picture.removeprefix("data:image/svg+xml,")))


def test_a_cell_a_day_with_its_level_as_colour_and_number() -> None:
    tree = drawn(calendar_picture(days([40.0, 180.0, 320.0]), "official", MONTHS))
    cells = tree.findall(f"{_SVG}rect")
    colours = level_colours("official")
    assert [c.get("fill") for c in cells] == [colours[0], colours[3], colours[5]]
    # 28 and 29 February and 1 March: the third stands a row lower, in the first column.
    assert cells[0].get("y") == cells[1].get("y")
    assert float(cells[2].get("y", 0)) > float(cells[1].get("y", 0))
    assert float(cells[2].get("x", 0)) < float(cells[0].get("x", 0))
    words = [t.text for t in tree.findall(f"{_SVG}text")]
    assert words == [*MONTHS[:3], "1", "4", "6"]


def test_months_to_come_take_no_room_and_leave_it_to_the_others() -> None:
    few, year = (drawn(calendar_picture(days([40.0] * n), "safe", MONTHS)) for n in (3, 300))
    heights = [float(tree.findall(f"{_SVG}rect")[0].get("height", 0)) for tree in (few, year)]
    assert heights[0] > heights[1]
    for tree in (few, year):
        whole = float(tree.get("viewBox", "").split()[3])
        lowest = max(float(c.get("y", 0)) for c in tree.findall(f"{_SVG}rect"))
        height = float(tree.findall(f"{_SVG}rect")[0].get("height", 0))
        assert lowest + height < whole <= lowest + height + 2


def test_days_without_an_aqi_and_days_left_out_carry_no_number() -> None:
    tree = drawn(calendar_picture(days([np.nan, 180.0]), "safe", MONTHS))
    assert [t.text for t in tree.findall(f"{_SVG}text")][2:] == ["4"]
    some = days([50.0, 180.0])
    left = replace(some, left_out=np.array([False, True]))
    tree = drawn(calendar_picture(left, "safe", MONTHS))
    assert [t.text for t in tree.findall(f"{_SVG}text")][2:] == ["1"]


def test_by_a_guideline_a_day_is_kept_or_crossed() -> None:
    kept = calendar_picture(days([50.0], "who2021", 10.0), "official", MONTHS)
    over = calendar_picture(days([50.0], "who2021", 60.0), "official", MONTHS)
    assert "×" not in unquote(kept)
    assert unquote(over).count("×") == 1


def test_no_days_no_picture() -> None:
    assert calendar_picture(days([50.0]).between("2017-01-01", ""), "official", MONTHS) == ""


def test_the_address_holds_no_sign_that_ends_an_attribute() -> None:
    picture = calendar_picture(days([50.0] * 30), "official", MONTHS)
    assert not re.search(r'["#&]', picture.removeprefix("data:image/svg+xml,"))
