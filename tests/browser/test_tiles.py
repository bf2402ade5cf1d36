"""Tiles, levels and the hours of a day in a real browser."""

from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout


def reach(page: Page, graph: str) -> None:
    """Scroll to a card and wait until its chart shows something."""
    page.locator(f"#{graph}").scroll_into_view_if_needed()
    drawn = f"#{graph} .heatmaplayer image, #{graph} .barlayer .point, #{graph} .annotation-text"
    expect(page.locator(drawn).first).to_be_attached()


def press(page: Page, graph: str, x: float, y: float) -> None:
    """Click a chart at a share of its width and height, once the mouse is seen to be over it."""
    plot = page.locator(f"#{graph} .nsewdrag").first
    for _ in range(20):
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box is not None
        at = box["x"] + box["width"] * x, box["y"] + box["height"] * y
        page.mouse.move(at[0] - 2, at[1])
        page.mouse.move(*at)
        # A card above that is filled meanwhile moves the chart from under the mouse: look again.
        with suppress(PlaywrightTimeout):
            page.locator(f"#{graph} .hovertext").first.wait_for(timeout=1000)
            if plot.bounding_box() == box:
                break
    page.mouse.click(*at)


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_the_three_cards_are_drawn_and_told(open_page, picture, lang: str, scheme: str) -> None:
    page = open_page(f"/trends?lang={lang}&city=beijing", scheme=scheme)
    for graph in ("trends-levels", "trends-tiles", "trends-tiles-calendar", "trends-hours"):
        reach(page, graph)
    good = {"zh": "优良 190 天", "en": "190 good days"}[lang]
    expect(page.locator("#trends-levels-reading")).to_contain_text(good)
    legend = {"zh": "严重污染", "en": "severely polluted"}[lang]
    expect(page.locator("#trends-tiles .legendtext", has_text=legend)).to_be_visible()
    named = {"zh": "数据至 2017年2月28日", "en": "data to 28 February 2017"}[lang]
    expect(page.locator("#trends-tiles-foot")).to_contain_text(named)
    expect(page.locator("#trends-hours-reading")).to_contain_text(
        {"zh": "最早", "en": "first"}[lang]
    )
    expect(page.locator("#trends-hours .ytick text")).to_have_count(13)
    picture(page, f"trends-tiles-{lang}-{scheme}")


def test_a_click_on_a_tile_shows_the_hours_of_that_day(open_page) -> None:
    page = open_page("/trends?city=beijing")
    reach(page, "trends-tiles")
    # Five rows of years: the third is 2015; the middle of a leap year's days is 1 or 2 July.
    press(page, "trends-tiles", 0.5, 0.5)
    page.wait_for_url("**day=2015-07-0*")
    expect(page.locator("#trends-tiles-calendar-title")).to_contain_text("2015")
    page.locator('[data-wanted="trends-hours"]').scroll_into_view_if_needed()
    expect(page.locator("#trends-hours-title")).to_contain_text("2015年7月")
    # The calendar: 15 January is the 15th of 31 columns in the first of twelve rows.
    press(page, "trends-tiles-calendar", 14.5 / 31, 0.5 / 12)
    page.wait_for_url("**day=2015-01-15*")
    page.locator('[data-wanted="trends-hours"]').scroll_into_view_if_needed()
    expect(page.locator("#trends-hours-title")).to_contain_text("2015年1月15日")
    page.locator("#trends-hours-next").click()
    expect(page.locator("#trends-hours-title")).to_contain_text("2015年1月16日")
    expect(page.locator(".card-hours .choose-day input")).to_have_value("2015-01-16")
    page.locator("#trends-hours-worst").click()
    expect(page.locator("#trends-hours-reading")).to_contain_text("最高的一天")
    assert "day=" not in page.url


def test_value_and_palette_change_the_tiles(open_page) -> None:
    page = open_page("/trends?city=chengdu&metrics=o3_mda8")
    reach(page, "trends-tiles")
    page.locator(".card-tiles .mantine-SegmentedControl-label", has_text="数值").click()
    expect(page.locator("#trends-tiles-title")).to_contain_text("O₃")
    expect(page.locator("#trends-tiles .colorbar")).to_contain_text("µg/m³")
    expect(page.locator("#trends-tiles .colorbar")).to_contain_text("日限值 160")
    assert "tiles=value" in page.url


def test_a_guideline_without_levels_says_so(open_page) -> None:
    page = open_page("/trends?city=beijing&standard=who2021")
    reach(page, "trends-levels")
    expect(page.locator("#trends-levels .legendtext", has_text="达到指导值")).to_be_visible()
    expect(page.locator("#trends-levels-foot")).to_contain_text("凭记忆")
    reach(page, "trends-tiles")
    expect(page.locator("#trends-tiles-title")).to_contain_text("是否达到指导值")


def test_dragging_over_the_years_chooses_the_period(open_page) -> None:
    page = open_page("/trends?city=beijing")
    reach(page, "trends-levels")
    plot = page.locator("#trends-levels .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    # 2013 to 2017 from left to right: from a quarter to a third lies within 2014.
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.33 * box["width"], box["y"] + 80, steps=4)
    page.mouse.up()
    page.wait_for_url("**start=2014-*")
    expect(page.locator("#trends-levels-title")).to_contain_text("各月")
    reach(page, "trends-tiles")
    expect(page.locator("#trends-tiles-reading")).to_contain_text("2014年")


def test_no_data_is_said_in_words(open_page) -> None:
    page = open_page("/trends?city=beijing&start=1999-01-01&end=1999-02-01")
    for graph in ("trends-levels", "trends-tiles", "trends-hours"):
        reach(page, graph)
        expect(page.locator(f"#{graph}")).to_contain_text("所选时段")


def test_the_cards_fit_a_phone(open_page, picture) -> None:
    page = open_page("/trends?lang=en&city=chengdu", width=390, height=844)
    for graph in ("trends-levels", "trends-tiles", "trends-hours"):
        reach(page, graph)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    picture(page, "trends-tiles-phone")
