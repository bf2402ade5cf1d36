"""The series of Trends in a real browser: dragging a period, years, running means, its table."""

import re

import pytest
from playwright.sync_api import Page, expect


def opened(open_page, query: str, **options) -> Page:
    """Open Trends and wait until the series shows a line or its words."""
    page = open_page(f"/trends?{query}", **options)
    shown = "#trends-series .scatterlayer .trace, #trends-series .annotation-text"
    expect(page.locator(shown).first).to_be_attached()
    return page


def reading(page: Page):
    return page.locator("#trends-series-reading")


def drag(page: Page, begin: float, end: float) -> None:
    """Drag over the first panel, from one share of its width to another."""
    box = page.locator("#trends-series .nsewdrag").first.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + begin * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + (begin + end) / 2 * box["width"], middle, steps=3)
    page.mouse.move(box["x"] + end * box["width"], middle, steps=3)
    page.mouse.up()


def double_click_until(page: Page, x: float, y: float, words: str) -> None:
    """Double-click until the reading says the words, as a person would.

    A chart takes clicks for one double click if it sees both within 300 ms, and a date that was
    set a moment ago comes back once from its field, 700 ms later.
    """
    for _ in range(3):
        page.mouse.dblclick(x, y)
        try:
            expect(reading(page)).to_contain_text(words, timeout=5_000)
        except AssertionError:
            continue
        return
    expect(reading(page)).to_contain_text(words, timeout=1)


def first_and_last_day(page: Page) -> tuple[str, str]:
    found = re.search(r"start=([\d-]+)&end=([\d-]+)", page.url)
    assert found, page.url
    return found[1], found[2]


def test_dragging_chooses_days_and_a_double_click_gives_them_back(open_page) -> None:
    page = opened(open_page, "city=beijing&metrics=pm25")
    drag(page, 0.25, 0.5)
    expect(reading(page)).to_contain_text("2014年3月")
    expect(reading(page)).not_to_contain_text("全部数据")
    start, end = first_and_last_day(page)
    assert start[:7] in ("2014-02", "2014-03")
    assert end[:7] in ("2015-02", "2015-03")
    days = page.locator(".choose-period input")
    expect(days.nth(0)).to_have_value(start)
    expect(days.nth(1)).to_have_value(end)
    box = page.locator("#trends-series .nsewdrag").first.bounding_box()
    assert box is not None
    double_click_until(page, box["x"] + 200, box["y"] + 40, "全部数据")
    assert "start=" not in page.url


def test_of_months_those_are_taken_that_begin_in_the_frame(open_page) -> None:
    page = opened(
        open_page, "city=beijing&metrics=pm25&grain=monthly&start=2015-01-01&end=2015-12-31"
    )
    # Markers stand on the first of a month; the axis goes from a third of a month before the
    # first to two thirds after the last: the frame holds those of April to June.
    drag(page, (3.33 - 0.5) / 12, (3.33 + 2.5) / 12)
    expect(reading(page)).to_contain_text("2015年4月至2015年6月")
    assert first_and_last_day(page) == ("2015-04-01", "2015-06-30")
    page.locator(".all-days").click()
    expect(reading(page)).to_contain_text("全部数据")
    expect(page.locator(".choose-period input").first).to_have_value("")


def test_other_years_are_laid_over_and_told(open_page, picture) -> None:
    page = opened(open_page, "city=beijing&metrics=pm25&start=2016-02-01&end=2016-03-31")
    page.locator(".choose-years input:not([type=hidden])").first.click()
    page.get_by_role("option", name="2015").click()
    expect(page.locator("#trends-series .legendtext")).to_have_text(["2016", "2015"])
    assert "versus=2015" in page.url
    expect(reading(page)).to_contain_text("比 2015 年同期")
    expect(reading(page)).to_contain_text("2 月 29 日只在闰年有")
    rows = page.locator("#trends-series-table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("2016年2月1日至2016年3月31日")
    picture(page, "trends-years-zh")


def test_weeks_running_means_and_the_table_in_english(open_page) -> None:
    page = opened(open_page, "lang=en&city=beijing&grain=weekly")
    expect(page.locator("#trends-series-title")).to_have_text("Week by week · Beijing")
    expect(page.locator("#trends-series")).to_contain_text("PM₂.₅ weekly mean (µg/m³)")
    page.locator(".choose-grain").get_by_text("Day", exact=True).click()
    page.locator(".choose-smooth input:not([type=hidden])").first.click()
    page.get_by_role("option", name="30 days").click()
    expect(page.locator("#trends-series-foot")).to_contain_text("30 days running mean")
    expect(page.locator("#trends-series-table")).to_contain_text("Days over the limit")
    assert "smooth=30d" in page.url


def test_scheme_and_basis_are_said(open_page) -> None:
    page = opened(open_page, "city=beijing&metrics=pm10,aqi&standard=who2021&basis=without_dust")
    foot = page.locator("#trends-series-foot")
    expect(foot).to_contain_text("WHO 2021")
    expect(foot).to_contain_text("剔除沙尘日")
    expect(page.locator("#trends-series")).to_contain_text("日均指导值 45（WHO 2021，凭记忆）")
    expect(page.locator("#trends-series")).to_contain_text("WHO 2021 没有 AQI")


@pytest.mark.parametrize(
    "query",
    [
        "city=beijing&grain=fortnightly&smooth=9d&versus=x,1850,2015&metrics=gold&start=2016-13-40",
        "city=nowhere&place=x&compare=<b>&basis=all&standard=x&versus=",
    ],
)
def test_nonsense_in_the_address_shows_the_page(open_page, query: str) -> None:
    page = opened(open_page, query)
    expect(page.locator("#trends-series-title")).to_contain_text("逐日变化")
    expect(reading(page)).to_contain_text("PM₂.₅ 日均值")


def test_no_data_on_the_chosen_days_is_said(open_page) -> None:
    page = opened(open_page, "city=xiangyang&grain=quarterly&start=2001-01-01&end=2001-12-31")
    expect(page.locator("#trends-series")).to_contain_text("所选时段没有数据")
    expect(page.locator("#trends-series")).to_contain_text("2019年第1季度至2019年第4季度")
    expect(page.locator("#trends-series-table tr")).to_have_count(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_phone(open_page, picture, lang: str) -> None:
    address = f"lang={lang}&city=beijing&start=2016-10-01&end=2016-12-31&versus=2015,2014,2013"
    page = opened(open_page, address, width=390, height=844)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    picture(page, f"trends-years-{lang}-phone")
