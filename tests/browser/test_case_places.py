"""Where a case came first, and its map at the hour that the curve points at, in a real browser."""

import re

from playwright.sync_api import Page, expect

RED_ALERT = "beijing-pm25-20161216"


def reach(page: Page, card: str) -> None:
    page.locator(f'[data-wanted="case-{card}"]').scroll_into_view_if_needed()


def test_path_and_map_follow_the_hour_and_lead_to_the_playback(open_page, picture) -> None:
    page = open_page(f"/case?case={RED_ALERT}")
    reach(page, "path")
    expect(page.locator("#case-path .scatterlayer .trace")).to_have_count(5)
    expect(page.locator("#case-path")).to_contain_text("万寿西宫")
    expect(page.locator("#case-path-reading")).to_contain_text("古城")
    page.locator(".path-table summary").click()
    expect(page.locator(".case-path-table tbody tr")).to_have_count(1 + 1 + 8 + 1 + 12)
    reach(page, "map")
    stations = page.locator(".case-map-station")
    expect(stations).to_have_count(12)
    expect(page.locator(".case-map-now")).to_contain_text("2016年12月21日 21–24 时")
    gucheng = stations.filter(has_text="古城")
    colour = gucheng.locator("circle").evaluate("e => e.style.fill")
    # What the curve tells of an hour: the first evening, when the air was still clean.
    tell = "t => document.dispatchEvent(new CustomEvent('qingce:case-hour', {detail: {time: t}}))"
    page.evaluate(tell, "2016-12-15T20")
    expect(page.locator(".case-map-now")).to_contain_text("2016年12月15日 18–21 时")
    assert gucheng.locator("circle").evaluate("e => e.style.fill") != colour
    assert gucheng.locator("title").text_content().startswith("古城：")
    # An hour outside of what there is changes nothing; the slider moves by blocks.
    page.evaluate(tell, "2019-12-15T20")
    expect(page.locator(".case-map-now")).to_contain_text("18–21 时")
    page.locator("input.case-map-slider").press("ArrowRight")
    expect(page.locator(".case-map-now")).to_contain_text("21–24 时")
    picture(page, "case-places-zh-light")
    page.locator(".case-map-play a").click()
    page.wait_for_url("**/map?**")
    expect(page.locator("#map-title")).to_contain_text(re.compile("12月15日.*12月22日"))


def test_a_phone_has_a_table_and_days_have_no_map(open_page, picture) -> None:
    page = open_page(f"/case?case={RED_ALERT}&lang=en", width=390, height=844, scheme="dark")
    reach(page, "path")
    expect(page.locator(".case-path-table tbody tr").first).to_be_visible()
    expect(page.locator("#case-path")).to_be_hidden()
    for card in ("path", "map"):
        reach(page, card)
        box = page.locator(f'[data-wanted="case-{card}"]').bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    expect(page.locator(".case-map-now")).to_contain_text("highest")
    picture(page, "case-places-en-dark-phone")
    page = open_page("/case?case=chengdu-pm25-20140121")
    reach(page, "map")
    expect(page.locator(".case-map-none")).to_contain_text("只有城市日值")
