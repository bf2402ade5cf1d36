"""The case library in a real browser: facets, timeline, table, ticks."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Page, expect

ROWS = ".case-table tbody tr"


def told(page: Page) -> int:
    """Return how many cases the table says that it has."""
    expect(page.locator("#cases-table-foot")).to_contain_text("所示")
    return int(page.locator("#cases-table-foot").inner_text().split("所示 ")[1].split(" ")[0])


def test_facets_narrow_everything_and_stay_in_the_address(open_page, picture) -> None:
    page = open_page("/cases?city=beijing")
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator("#cases-timeline .point").first).to_be_attached()
    every = told(page)
    picture(page, "cases-zh-light")
    chip = page.locator('[data-facet="year-2015"]')
    count = int(chip.locator(".case-count").inner_text())
    assert 0 < count < every
    chip.press("Enter")
    expect(page.locator("#cases-reading")).to_contain_text(f"符合筛选的案例 {count} 个")
    expect(page.locator("#cases-timeline .point")).to_have_count(count)
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_be_focused()
    assert "facets=year-2015" in page.url
    page.locator('[data-facet="level-6"]').click()
    page.locator('[data-facet="season-summer"]:enabled').wait_for(state="detached")
    page.reload()
    expect(page.locator('[data-facet="level-6"]')).to_have_attribute("aria-pressed", "true")
    assert told(page) < count
    page.locator(".case-facets > .case-clear").click()
    expect(page.locator("#cases-reading")).to_contain_text(f"共有 {every} 个案例")


def test_nothing_left_offers_what_to_drop(open_page, picture) -> None:
    page = open_page("/cases?city=beijing&facets=year-2015,level-6,season-summer")
    expect(page.locator(".case-empty")).to_contain_text("没有同时符合")
    expect(page.locator("#cases-table")).to_be_hidden()
    picture(page, "cases-empty")
    page.locator(".case-empty .case-chip", has_text="季节").click()
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator(".case-empty")).to_have_count(0)


def test_a_header_sorts_over_all_pages_and_the_file_holds_all(open_page) -> None:
    page = open_page("/cases?city=beijing")
    expect(page.locator(ROWS)).to_have_count(100)
    head = page.locator(".case-table thead th", has_text="峰值日浓度")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    at = page.locator(".case-table thead th").all_inner_texts().index("峰值日浓度") + 1
    values = page.locator(f"{ROWS} > :nth-child({at})").all_inner_texts()
    assert [float(v) for v in values] == sorted(map(float, values), reverse=True)
    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".case-pager [role=status]")).to_contain_text("第 101—200 个")
    after = float(page.locator(f"{ROWS} > :nth-child({at})").first.inner_text())
    assert after <= float(values[-1])
    every = told(page)
    with page.expect_download() as saving:
        page.locator("#cases-table").get_by_role("button", name="CSV").click()
    content = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(content)))) == every


def test_ticks_ask_for_nothing_and_lead_to_a_comparison(open_page) -> None:
    page = open_page("/cases?city=beijing&facets=year-2015")
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator("#cases-reading")).to_contain_text("符合筛选")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.method == "POST" else None)
    boxes = page.locator(".case-tick input")
    for n in range(4):
        boxes.nth(n).check()
    expect(page.locator(".case-told")).to_contain_text("已选 4 个，已满")
    expect(boxes.nth(4)).to_be_disabled()
    page.locator("#cases-tray .case-chip").nth(1).click()
    page.locator("#cases-tray .case-chip").nth(1).click()
    expect(page.locator(".case-told")).to_contain_text("已选 2 个")
    assert asked == []
    page.locator(".case-go").click()
    expect(page.locator("#compare-numbers-table thead th")).to_have_count(3)
    page.go_back()
    expect(page.locator(".case-told")).to_contain_text("已选 2 个")
    expect(page.locator("#cases-reading")).to_contain_text("符合筛选")


def test_a_bar_and_a_name_open_the_case(open_page) -> None:
    page = open_page("/cases?city=beijing&facets=year-2015,level-6")
    name = page.locator(".case-link").first
    title = name.inner_text()
    name.click()
    page.wait_for_url("**/case?**case=beijing-*")
    expect(page.locator("h1")).to_contain_text(title)
    page.go_back()
    bar = page.locator("#cases-timeline .point path").first
    expect(bar).to_be_attached()
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/case?**case=beijing-*")


def test_the_rules_are_printed(open_page) -> None:
    page = open_page("/cases?city=beijing")
    expect(page.locator("#cases-rules-reading")).to_contain_text("滑动 24 小时平均")
    page.locator("#cases-rules-body summary").click()
    expect(page.locator("#cases-rules-body tbody tr").nth(10)).to_be_visible()


def test_a_phone_sees_the_cases_first(open_page, picture) -> None:
    page = open_page("/cases?city=beijing", width=390, height=844)
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator(".case-facet").first).to_be_hidden()
    page.locator(".case-rail summary").click()
    expect(page.locator(".case-facet").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, "cases-phone")
