"""The overview in a real browser: what it says, what its controls change, how it looks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

WANT = "/?city=beijing&year=2016&until=10"


def wait_until_drawn(page: Page) -> None:
    """Wait until the sentence, both charts and the map are there."""
    expect(page.locator(".sentence")).not_to_be_empty()
    expect(page.locator("#overview-calendar .heatmaplayer image").first).to_be_attached()
    expect(page.locator("#overview-years .scatterlayer .trace").first).to_be_attached()
    expect(page.locator("#overview-map .map-badge").first).to_be_visible()


def choose(page: Page, field: str, option: str) -> None:
    """Choose an option of one of the page's selects by its words."""
    page.locator(f'input[id*=\'"field":"{field}"\']').first.click()
    page.get_by_role("option", name=option, exact=True).click()


def number_of(page: Page, card: int) -> str:
    """Return the value on a card."""
    return page.locator(".kpi").nth(card).locator(".kpi-value").inner_text()


def test_the_sentence_and_the_cards_say_the_same(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    sentence = page.locator(".sentence").inner_text()
    assert "截至2016年10月31日，北京" in sentence
    assert f"PM₂.₅ 均值 {number_of(page, 0)} µg/m³" in sentence
    assert f"优良天数比例 {number_of(page, 2)} %" in sentence
    assert re.search("比去年同期[低高]|持平", sentence)
    expect(page.locator(".kpi")).to_have_count(5)
    expect(page.locator(".kpi-spark")).to_have_count(5)


def test_the_year_changes_what_is_shown_and_the_address(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    before = number_of(page, 0)
    choose(page, "year", "2014 年")
    expect(page.locator(".sentence")).to_contain_text("截至2014年10月31日")
    expect(page).to_have_url(re.compile("year=2014"))
    assert number_of(page, 0) != before
    page.reload()
    expect(page.locator(".sentence")).to_contain_text("截至2014年10月31日")


def test_a_shorter_year_offers_its_months_only(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    choose(page, "year", "2017 年")
    expect(page.locator(".sentence")).to_contain_text("截至2017年2月28日")
    expect(page).to_have_url(re.compile("until=2"))
    page.locator('input[id*=\'"field":"until"\']').first.click()
    expect(page.get_by_role("option")).to_have_count(2)


def test_the_palette_changes_the_calendar(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    chip = page.locator(".level-legend .level-chip").first
    before = chip.evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_text("色觉友好").click()
    expect(chip).not_to_have_css("background-color", before)
    expect(page).to_have_url(re.compile("palette=safe"))


def test_a_station_on_the_map_becomes_the_place_everywhere(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    page.locator("#overview-map .map-control").hover()
    expect(page.locator(".leaflet-tooltip")).to_contain_text("定陵 · 对照点")
    expect(page.locator(".leaflet-tooltip")).to_contain_text("有效")
    page.locator("#overview-map .map-control").click()
    expect(page).to_have_url(re.compile("place=1002A"))
    expect(page.locator(".sentence")).to_contain_text("定陵")
    expect(page.locator("#overview-map .map-badge.map-selected")).to_have_count(1)
    expect(page.locator(".nav-link").nth(1)).to_have_attribute("href", re.compile("place=1002A"))


def test_a_district_and_a_row_become_the_place(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    page.locator(".rank-row", has_text="海淀区").click()
    expect(page.locator(".sentence")).to_contain_text("海淀区")
    expect(page.locator(".map-district.map-selected")).to_have_count(1)
    expect(page.locator(".rank-row.selected")).to_contain_text("海淀区")
    # In a part of the map where no station lies over its district.
    ground = page.locator("#overview-map")
    box = ground.bounding_box()
    assert box is not None
    ground.click(position={"x": box["width"] * 0.15, "y": box["height"] * 0.42})
    expect(page.locator(".sentence")).to_contain_text("昌平区")


def test_the_calendar_tells_a_day_in_words(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    plot = page.locator("#overview-calendar .nsewdrag").bounding_box()
    assert plot is not None
    # 3 January: third column of the first row.
    page.mouse.move(plot["x"] + plot["width"] * 2.5 / 31, plot["y"] + plot["height"] * 0.5 / 12)
    hover = page.locator("#overview-calendar .hovertext")
    expect(hover).to_contain_text("2016年1月3日")
    expect(hover).to_contain_text("首要污染物")


def test_downloads_hold_what_is_shown(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    for name, rows in (("逐日数据", 305), ("区县与站点累计均值", 20)):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=re.compile(name)).click()
        text = Path(waiting.value.path()).read_text("utf-8-sig")
        assert len(text.splitlines()) == rows + 1


def test_a_place_without_the_year_says_so(open_page) -> None:
    page = open_page("/?city=chengdu&year=2015&place=1431A")
    expect(page.locator(".sentence")).to_contain_text("没有可用于评价的数据")
    expect(page.locator(".kpi-none").first).to_have_text("无数据")
    expect(page.locator("#overview-calendar .annotation")).to_contain_text("所选时段没有数据")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_how_it_looks(open_page, picture, scheme, lang, width, height) -> None:
    page = open_page(f"{WANT}&lang={lang}", width=width, height=height, scheme=scheme)
    wait_until_drawn(page)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, f"{over} px too wide"
    said = page.locator(".sentence").inner_text()
    assert ("北京" in said) == (lang == "zh")
    assert ("Beijing" in said) == (lang == "en")
    picture(page, f"overview-{width}-{lang}-{scheme}")


def test_one_large_screen_holds_sentence_cards_calendar_and_map(open_page, picture) -> None:
    page = open_page(WANT, width=1920, height=1080)
    wait_until_drawn(page)
    for part in (".sentence", ".kpis", "#overview-calendar", "#overview-map-legend"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 1080, f"{part} reaches below the screen"
    picture(page, "overview-1920")
