"""The map's time bar in a real browser: playing asks the server for nothing."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.made_map import HOURLY, HOURS, HUB, MAP, READY, OpenPage, open_map, show_made
from view.frames import pack


def frame(page: Page) -> int:
    """Return which frame is in view."""
    return int(page.evaluate(f"{HUB}.i"))


def wait_for_frame(page: Page, i: int) -> None:
    """Wait until a frame is in view."""
    expect(page.locator(".time-track")).to_have_attribute("aria-valuenow", str(i))


def test_playing_shows_each_frame_and_asks_for_nothing(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    page.wait_for_load_state("networkidle")
    show_made(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Stopped before the end: where it stops by itself the time goes into the address.
    played = page.evaluate(
        f"""(last) => new Promise((done) => {{
          const [seen, hub] = [[], {HUB}], drawn = hub.frameDrawn;
          hub.listen((changed) => {{
            if (!changed.has("i")) return;
            seen.push(hub.i);
            if (hub.i < last) return;
            hub.set({{ playing: false }});
            requestAnimationFrame(() => done({{ seen, drawn: hub.frameDrawn - drawn }}));
          }});
          document.querySelector(".time-rate").value = "Infinity";
          document.querySelector(".time-rate").dispatchEvent(new Event("change"));
          document.querySelector(".time-play").click();
        }})""",
        HOURS - 2,
    )
    assert played["seen"] == list(range(1, HOURS - 1))
    assert played["drawn"] >= HOURS - 2
    assert asked == []


def test_the_time_of_a_stop_stands_in_the_address(open_page: OpenPage) -> None:
    page = open_map(open_page, f"{MAP}&kind=month&metric=pm25")
    page.locator(".time-track").press("Home")
    wait_for_frame(page, 0)
    first = page.evaluate(f"{HUB}.frames.times[0]")
    expect(page).to_have_url(re.compile(f"period={first}"))
    page.locator(".time-next").click()
    second = page.evaluate(f"{HUB}.frames.times[1]")
    expect(page).to_have_url(re.compile(f"period={second}"))
    assert frame(page) == 1
    page.reload()
    page.wait_for_selector(READY, state="attached")
    wait_for_frame(page, 1)


def test_a_step_within_the_frames_does_not_ask_the_server(open_page: OpenPage) -> None:
    page = open_map(open_page, f"{MAP}&kind=month&metric=pm25")
    page.locator(".time-track").press("Home")
    wait_for_frame(page, 0)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []

    def note(request: Any) -> None:
        if "map-frames" in (request.post_data or ""):
            asked.append(request.post_data)

    page.on("request", note)
    page.locator(".time-next").click()
    second = page.evaluate(f"{HUB}.frames.times[1]")
    expect(page).to_have_url(re.compile(f"period={second}"))
    page.wait_for_load_state("networkidle")
    assert asked == []


def test_keys_of_the_time_bar(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    show_made(page)
    track = page.locator(".time-track")
    for key, expected in (
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", HOURS - 1),
        ("ArrowRight", HOURS - 1),
        ("PageDown", HOURS - 3),
        ("Home", 0),
        ("ArrowLeft", 0),
    ):
        track.press(key)
        wait_for_frame(page, expected)
    track.press(" ")
    expect(page.locator(".time-play")).to_have_attribute("aria-pressed", "true")
    track.press(" ")
    expect(page.locator(".time-play")).to_have_attribute("aria-pressed", "false")


def test_the_slider_is_dragged_and_says_what_it_shows(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    show_made(page)
    track = page.locator(".time-track")
    box = track.bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=4)
    wait_for_frame(page, HOURS // 2)
    page.mouse.move(box["x"] + box["width"] + 50, box["y"] + 20, steps=4)
    page.mouse.up()
    wait_for_frame(page, HOURS - 1)
    mean = page.evaluate(f"{HUB}.frames.amount({HUB}.frames.mean({HOURS - 1}))")
    expect(page.locator(".time-label")).to_have_text("2015-12-06 21:00")
    expect(page.locator(".time-mean")).to_contain_text(mean)
    said = track.get_attribute("aria-valuetext") or ""
    assert "2015-12-06 21:00" in said
    assert mean in said


def test_one_frame_has_nothing_to_play(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    show_made(page, hours=1)
    expect(page.locator("#map-time")).to_have_class(re.compile("still"))
    expect(page.locator(".time-play")).to_be_hidden()
    expect(page.locator(".time-label")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900), (1920, 1080)])
def test_nothing_lies_on_anything_else(open_page: OpenPage, width: int, height: int) -> None:
    page = open_map(open_page, width=width, height=height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # All at one moment: cards below grow while they are drawn.
    boxes = page.evaluate(
        """() => ["#map-stage", "#map-legend", "#map-ranking", ".map-rail", ".map-head"]
          .map((part) => document.querySelector(part).getBoundingClientRect())
          .map((box) => [box.left, box.top, box.right, box.bottom])"""
    )
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert right > left
        assert bottom > top
        for other in boxes[n + 1 :]:
            is_apart = (
                right <= other[0] + 1
                or other[2] <= left + 1
                or bottom <= other[1] + 1
                or other[3] <= top + 1
            )
            assert is_apart, (boxes[n], other)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_time_and_mean_stay_in_sight(open_page: OpenPage, width: int, height: int) -> None:
    page = open_map(open_page, width=width, height=height)
    for part in (".time-play", ".time-label", ".time-mean", ".time-track"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    expect(page.locator("#map-stage")).to_be_in_viewport(ratio=0.5)


def test_nothing_plays_by_itself_and_slowly_where_motion_is_unwanted(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    assert page.evaluate(f"{HUB}.playing") is False
    show_made(page, hours=700)
    expect(page.locator(".time-rate")).to_have_value("10")
    page.emulate_media(reduced_motion="reduce")
    show_made(page, hours=701)
    expect(page.locator(".time-rate")).to_have_value("2")
    page.locator(".time-rate").select_option("25")
    show_made(page, hours=702)
    expect(page.locator(".time-rate")).to_have_value("25")


def test_playing_ends_with_the_page(open_page: OpenPage) -> None:
    page = open_map(open_page)
    page.locator(".time-track").press("Home")
    page.locator(".time-play").click()
    page.locator(".nav-link", has_text="排名").click()
    expect(page.locator("#ranking-table-table table")).to_be_visible()
    assert page.evaluate(f"{HUB}.playing") is False
    page.locator(".nav-link", has_text="空间").click()
    expect(page.locator(".time-label")).not_to_be_empty()
    expect(page.locator(".rank-line").first).to_be_visible()
    page.locator(".time-track").press("Home")
    wait_for_frame(page, 0)


def test_an_hour_without_a_mean_is_a_gap(open_page: OpenPage) -> None:
    page = open_map(open_page, HOURLY)
    mean = np.full((1, HOURS), 60.0)
    mean[0, 10:20] = np.nan
    show_made(page, mean={"label": "mean", "values": pack(mean, 1.0)})
    shown = page.evaluate(
        """() => {
          const canvas = document.querySelector(".time-curve");
          const pen = canvas.getContext("2d"), y = Math.round(canvas.height * 0.5);
          return [0.1, 0.31, 0.5].map((share) => {
            const x = Math.round(canvas.width * share);
            return [...pen.getImageData(x, y, 1, 1).data];
          });
        }"""
    )
    assert shown[0] == shown[2] == [255, 255, 0, 255]
    assert shown[1] != shown[0]
    page.locator(".time-track").press("Home")
    for _ in range(10):
        page.locator(".time-track").press("ArrowRight")
    expect(page.locator(".time-mean")).to_have_text("mean 无值")
