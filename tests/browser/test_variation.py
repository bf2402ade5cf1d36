"""The panel of cycles, slopes and change points in a real browser."""

import pytest
from playwright.sync_api import Page, expect

PROFILES, SLOPES = "trends-profiles", "trends-slopes"


def reach(page: Page, card: str) -> None:
    """Scroll a card into sight and wait until it says something."""
    page.locator(f'[data-wanted="{card}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#{card}-foot")).not_to_be_empty()


def test_five_panels_are_drawn_and_told(open_page, picture) -> None:
    page = open_page("/trends?city=beijing")
    reach(page, PROFILES)
    reading = page.locator(f"#{PROFILES}-reading")
    expect(reading).to_contain_text("周末（周六、周日）比工作日")
    expect(reading).to_contain_text("95 % 区间")
    expect(reading).to_contain_text("冬季（12—2 月）")
    week = page.locator(f"#{PROFILES}-hour_weekday")
    expect(week.locator(".subplot.x7y, .subplot.xy")).not_to_have_count(0)
    # A band and a line for each of seven weekdays.
    expect(week.locator(".scatterlayer .trace")).to_have_count(14)
    expect(page.locator(f"#{PROFILES}-hour_month .heatmaplayer image")).to_have_count(1)
    expect(page.locator(f"#{PROFILES}-hour_month .point")).to_have_count(12)
    for panel in ("hour", "month", "weekday"):
        expect(page.locator(f"#{PROFILES}-{panel} .scatterlayer .trace")).to_have_count(2)
    picture(page, "variation-zh-light")


def test_the_switch_changes_the_pollutant_and_the_address(open_page) -> None:
    page = open_page("/trends?city=beijing")
    reach(page, PROFILES)
    switch = page.locator(".card-variation .mantine-SegmentedControl-root")
    switch.locator("label", has_text="O₃").click()
    expect(page.locator(f"#{PROFILES}-title")).to_contain_text("O₃ · 北京")
    expect(page.locator(f"#{PROFILES}-weekday-title")).to_contain_text("日最大 8 小时")
    assert "variation=o3" in page.url
    switch.locator("label", has_text="各除以均值").click()
    expect(page.locator(f"#{PROFILES}-title")).to_contain_text("各除以自身均值")
    expect(page.locator(f"#{PROFILES}-month .legendtext")).to_have_count(2)
    expect(page.locator(f"#{PROFILES}-hour_month-title")).to_contain_text("只画PM₂.₅")
    page.reload()
    reach(page, PROFILES)
    expect(page.locator(f"#{PROFILES}-title")).to_contain_text("各除以自身均值")


def test_a_year_and_places_change_the_cycles(open_page) -> None:
    page = open_page("/trends?city=beijing&start=2015-01-01&end=2015-12-31&compare=1001A")
    reach(page, PROFILES)
    expect(page.locator(f"#{PROFILES}-title")).to_contain_text("2015年全年")
    expect(page.locator(f"#{PROFILES}-hour_weekday-title")).to_contain_text("2013—2017年")
    expect(page.locator(f"#{PROFILES}-hour .legendtext")).to_have_count(2)
    expect(page.locator(f"#{PROFILES}-hour_month-title")).to_contain_text("只画北京")


def test_an_index_alone_has_neither_cycles_nor_trend(open_page) -> None:
    page = open_page("/trends?city=beijing&metrics=aqi")
    page.locator(f'[data-wanted="{PROFILES}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#{PROFILES}-hour")).to_contain_text("没有变化规律")
    expect(page.locator(f"#{PROFILES}-hour_weekday-panel")).to_be_hidden()
    page.locator(f'[data-wanted="{SLOPES}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#{SLOPES}-words")).to_contain_text("请选一项污染物")
    expect(page.locator(f"#{SLOPES}-0-slot")).to_be_hidden()


def test_the_present_state_takes_the_step_out_and_gives_a_verdict(open_page, picture) -> None:
    page = open_page("/trends?city=chengdu&metrics=pm25,so2")
    reach(page, SLOPES)
    words = page.locator(f"#{SLOPES}-words")
    expect(words).to_contain_text("不作判断")
    expect(page.locator(f"#{SLOPES}-0")).to_contain_text("参比状态变更")
    page.goto(page.url + "&basis=present_state")
    reach(page, SLOPES)
    expect(words).not_to_contain_text("不作判断")
    expect(words).to_contain_text("未计入：PM₂.₅ · 成都")
    expect(page.locator(f"#{SLOPES}-1")).not_to_contain_text("参比状态变更")
    expect(page.locator(f"#{SLOPES}-foot")).to_contain_text("口径：")
    picture(page, "slopes-zh-light")


def test_dragging_over_the_months_of_a_slope_chooses_the_days(open_page) -> None:
    page = open_page("/trends?city=beijing&metrics=pm25")
    reach(page, SLOPES)
    area = page.locator(f"#{SLOPES}-0 .nsewdrag").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=8)
    page.mouse.up()
    page.wait_for_url("**start=201**")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_phone(open_page, picture, lang: str) -> None:
    address = f"/trends?lang={lang}&city=chengdu&compare=510104&variation=relative"
    page = open_page(address, width=390, height=844, scheme="dark")
    for card in (PROFILES, SLOPES):
        reach(page, card)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    picture(page, f"variation-{lang}-phone")
