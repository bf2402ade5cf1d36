"""PM2.5 with O3, the cumulative year and exceedance curves in a real browser."""

from playwright.sync_api import Page, expect


def reach(page: Page, card: str) -> None:
    """Scroll a card into sight and wait until it says something."""
    page.locator(f'[data-wanted="trends-{card}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#trends-{card}-foot")).not_to_be_empty()


def test_the_cards_are_drawn_and_told(open_page, picture) -> None:
    page = open_page("/trends?city=beijing&year=2016&until=8")
    reach(page, "cumulative")
    expect(page.locator("#trends-cumulative-reading")).to_contain_text("2016年8月31日")
    expect(page.locator("#trends-cumulative-0")).to_contain_text("年均限值 35")
    expect(page.locator("#trends-cumulative-0")).to_contain_text("2016 ·")
    expect(page.locator("#trends-cumulative-2-slot")).to_be_hidden()
    reach(page, "coupling")
    expect(page.locator("#trends-coupling-reading")).to_contain_text("同时超标")
    expect(page.locator("#trends-coupling-quadrants .scatterlayer .trace")).to_have_count(4)
    expect(page.locator("#trends-coupling-quadrants")).to_contain_text("日均限值 75")
    expect(page.locator("#trends-coupling-clock")).to_contain_text("12月")
    expect(page.locator("#trends-coupling-correlation")).to_contain_text("按日均气温")
    expect(page.locator("#trends-coupling-both .barlayer .trace")).to_have_count(2)
    reach(page, "exceedance")
    expect(page.locator("#trends-exceedance-reading")).to_contain_text("天数")
    expect(page.locator("#trends-exceedance-0-table")).to_contain_text("P98")
    picture(page, "coupling-zh-light")


def test_a_standard_another_year_and_dates_change_them(open_page) -> None:
    page = open_page("/trends?city=chengdu&standard=gb3095-2026-final&versus=2015&year=2021")
    reach(page, "cumulative")
    expect(page.locator("#trends-cumulative-0")).to_contain_text("年均限值 25")
    expect(page.locator("#trends-cumulative-foot")).to_contain_text("选作对比")
    reach(page, "exceedance")
    expect(page.locator("#trends-exceedance-0 .legendtext")).to_have_count(2)
    reach(page, "coupling")
    before = page.locator("#trends-coupling-reading").inner_text()
    expect(page.locator("#trends-coupling-quadrants")).to_contain_text("日均限值 50")
    page.locator(".choose-day input").first.fill("2020-01-01")
    page.wait_for_url("**start=2020-01-01**")
    page.locator("#trends-coupling-reading").scroll_into_view_if_needed()
    expect(page.locator("#trends-coupling-reading")).to_contain_text("2020年1月1日")
    assert page.locator("#trends-coupling-reading").inner_text() != before


def test_english_dark_on_a_phone_and_a_city_without_days_above_both(open_page, picture) -> None:
    page = open_page("/trends?city=xiangyang&lang=en", width=390, height=844, scheme="dark")
    for card in ("cumulative", "coupling", "exceedance"):
        reach(page, card)
    expect(page.locator("#trends-coupling-both")).to_contain_text("No day above both limits")
    expect(page.locator("#trends-coupling-reading")).to_contain_text("No temperatures")
    for card in ("cumulative", "coupling", "exceedance"):
        box = page.locator(f'[data-wanted="trends-{card}"]').bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    picture(page, "coupling-en-dark-phone")


def test_a_period_without_data_is_said(open_page) -> None:
    page = open_page("/trends?city=beijing&start=1999-01-01&end=1999-02-01")
    page.locator('[data-wanted="trends-coupling"]').scroll_into_view_if_needed()
    expect(page.locator("#trends-coupling-reading")).to_contain_text("已有数据为2013年3月1日")
    expect(page.locator("#trends-coupling-quadrants")).to_contain_text("没有数据")


def test_the_days_are_downloaded(open_page) -> None:
    page = open_page("/trends?city=beijing")
    reach(page, "coupling")
    panel = page.locator(".panel-head", has=page.locator("#trends-coupling-quadrants-title"))
    with page.expect_download() as started:
        panel.get_by_role("button").click()
    assert started.value.suggested_filename == "beijing-pm25-o3-days.csv"
