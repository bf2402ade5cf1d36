"""The map's ranking and legend in a real browser: they follow the frame in view."""

import csv
import io
import math
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks import _made_map
from tests.browser.made_map import (
    AREAS,
    HOURLY,
    HOURS,
    HUB,
    MAP,
    STATIONS,
    OpenPage,
    open_map,
    show_made,
)
from view.frames import pack


def shown_rows(page: Page) -> list[tuple[str, str, str]]:
    """Return rank, name and value of the rows in the document, from top to bottom."""
    return [
        tuple(row)
        for row in page.evaluate(
            """() => [...document.querySelectorAll(".rank-line:not([hidden])")]
              .sort((a, b) => a.getAttribute("aria-posinset") - b.getAttribute("aria-posinset"))
              .map((row) => [".rank-number", ".rank-name", ".rank-value"]
                .map((part) => row.querySelector(part).textContent))"""
        )
    ]


def test_the_ranking_sorts_and_keeps_what_is_missing_last(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    frames = _made_map.frames(STATIONS, AREAS, HOURS)
    gone = frames["places"][AREAS + 4]
    reasons = {gone: {"2015-12": "=not loaded"}}
    values = _made_map.values_of(frames)
    values[AREAS + 4, :] = float("nan")
    show_made(page, values=pack(values, 1.0), reasons=reasons)
    page.locator('.rank-tab[data-tab="stations"]').click()
    rows = shown_rows(page)
    assert len(rows) == STATIONS
    assert rows[-1] == ("", "station 5", "=not loaded")
    numbers = [int(value) for _, _, value in rows[:-1] if value.isdigit()]
    assert numbers == sorted(numbers, reverse=True)
    assert [int(n) for n, _, _ in rows[: len(numbers)]] == [
        1 + sum(other > value for other in numbers) for value in numbers
    ]
    page.locator(".rank-by-value").click()
    rising = shown_rows(page)
    assert rising[-1][1] == "station 5"
    assert [int(v) for _, _, v in rising if v.isdigit()] == sorted(numbers)
    page.locator(".rank-by-name").click()
    names = [name for _, name, _ in shown_rows(page)]
    assert names == [f"station {k + 1}" for k in range(STATIONS)]


def test_the_ranking_and_the_map_point_at_each_other(open_page: OpenPage) -> None:
    page = open_map(open_page, MAP)
    row = page.locator(".rank-line:not([hidden])").first
    row.hover()
    hovered = page.evaluate(f"{HUB}.hovered")
    assert hovered
    name = page.evaluate(f"{HUB}.ground.names[{HUB}.hovered]")
    expect(row.locator(".rank-name")).to_have_text(name)
    row.click()
    expect(page).to_have_url(re.compile(f"place={hovered}"))
    expect(row).to_have_attribute("aria-selected", "true")
    other = page.evaluate(
        f"""() => {{
          const other = {HUB}.frames.places.find((id) => id !== {HUB}.selected
            && {HUB}.ground.areaById[id]);
          {HUB}.set({{ hovered: other }});
          return {HUB}.ground.names[other];
        }}"""
    )
    expect(page.locator(".rank-line.hovered .rank-name")).to_have_text(other)


def test_the_list_is_walked_by_keys(open_page: OpenPage) -> None:
    page = open_map(open_page)
    roll = page.locator(".rank-roll")
    roll.focus()
    roll.press("End")
    last = page.evaluate(f"{HUB}.hovered")
    active = roll.get_attribute("aria-activedescendant")
    name = page.evaluate(f"{HUB}.ground.names[{HUB}.hovered]")
    expect(page.locator(f"#{active} .rank-name")).to_have_text(name)
    roll.press("Enter")
    expect(page).to_have_url(re.compile(f"place={last}"))


def test_sixteen_hundred_rows_need_few_elements(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    show_made(page, hours=2, stations=1600, areas=4)
    page.locator('.rank-tab[data-tab="stations"]').click()
    assert page.locator(".rank-line").count() < 60
    page.locator(".rank-roll").press("End")
    expect(page.locator('.rank-line[aria-posinset="1600"]')).to_be_visible()


def test_the_frame_is_saved_as_a_file_without_formulas(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_map(open_page, HOURLY)
    made = _made_map.ground(STATIONS, AREAS)
    made["areas"][0]["name"] = "=1+1"
    show_made(page)
    page.evaluate("(ground) => window.dash_clientside.qingce_atlas.take_ground(ground)", made)
    page.locator('.rank-tab[data-tab="areas"]').click()
    with page.expect_download() as waiting:
        page.locator(".rank-file").click()
    path = tmp_path / "frame.csv"
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename == "qingce-map-made-pm25-2015-12-01-00.csv"
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == AREAS
    assert {row["name"] for row in rows} >= {"'=1+1", "area 2"}
    assert {row["time"] for row in rows} == {"2015-12-01 00:00"}
    values = _made_map.values_of(_made_map.frames(STATIONS, AREAS, HOURS))[:AREAS, 0]
    known = {f"{110000 + k}": v for k, v in enumerate(values)}
    for row in rows:
        value = known[row["place"]]
        assert row["value"] == ("" if math.isnan(value) else f"{value:.0f}")


def test_the_legend_names_classes_limit_and_marks(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    show_made(page)
    legend = page.locator("#map-legend")
    for words in ("0–35", "35–75", "> 250"):
        expect(legend.locator(".key-range", has_text=words)).to_have_count(1)
    expect(legend.locator(".key-limit-item")).to_have_text("75")
    expect(legend).to_contain_text("对照点")
    expect(legend).to_contain_text("无数据")
    marks = page.evaluate(
        """() => [...document.querySelectorAll("#map-legend li canvas")].slice(0, 6)
          .map((canvas) => canvas.toDataURL())"""
    )
    assert len(set(marks)) == 6
