"""The page Trends in a real browser: controls, address, languages, schemes, phone, file."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from view.selection import fit_metrics, fit_smooth
from view.steps import STEPS


def drawn(page: Page, graph: str = "trends-series") -> None:
    """Come to a chart, wait until it shows something: a line, or the words for nothing."""
    page.locator(f"#{graph}").scroll_into_view_if_needed()
    lines = f"#{graph} .scatterlayer .trace, #{graph} .annotation-text"
    expect(page.locator(lines).first).to_be_attached()


def title(page: Page) -> str:
    """Return the title of the series."""
    return page.locator("#trends-series-title").inner_text()


def choose_grain(page: Page, name: str) -> None:
    """Press one of the time steps."""
    page.locator(".choose-grain").get_by_text(name, exact=True).click()


def test_series_cycles_and_slopes_are_drawn_and_told(open_page, picture) -> None:
    page = open_page("/trends?city=beijing")
    for graph in ("trends-series", "trends-profiles-hour", "trends-profiles-month"):
        drawn(page, graph)
    drawn(page, "trends-slopes")
    expect(page.locator("#trends-series-reading")).to_contain_text("2013年3月1日至2017年2月28日")
    expect(page.locator("#trends-series-reading")).to_contain_text("超标")
    expect(page.locator("#trends-series-foot")).to_contain_text("GB 3095-2012")
    expect(page.locator("#trends-series")).to_contain_text("日均限值 75（GB 3095-2012 二级）")
    expect(page.locator("#trends-slopes-words li")).to_have_count(3)
    page.locator("#trends-series").scroll_into_view_if_needed()
    picture(page, "trends-zh-light")


def test_the_first_chart_comes_with_the_page(browser: Browser, app_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.post_data or ""))
    page.goto(f"{app_url}/trends?city=beijing")
    expect(page.locator("#trends-series .scatterlayer .trace").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    outputs = [json.loads(body)["output"] for body in asked if body]
    assert any("_pages_content" in output for output in outputs)
    assert not any("trends-series.figure" in output for output in outputs)
    choose_grain(page, "月")
    expect(page.locator("#trends-series-title")).to_have_text("逐月变化 · 北京")
    assert any("trends-series.figure" in body for body in asked)
    page.close()


def test_english_and_dark(open_page, picture) -> None:
    page = open_page("/trends?lang=en&city=beijing", scheme="dark")
    drawn(page)
    assert title(page) == "Day by day · Beijing"
    expect(page.locator("#trends-series")).to_contain_text("daily limit 75")
    ink = "e => getComputedStyle(e).fill"
    shown = page.locator("#trends-series .annotation-text").first.evaluate(ink)
    assert shown == "rgb(183, 194, 205)"
    picture(page, "trends-en-dark")


FITTED = """([grain, metrics, smooth]) =>
  window.dash_clientside.qingce_grain.fitted(grain, metrics, smooth)"""


def test_the_browser_carries_a_choice_over_by_the_rule_of_the_series(open_page) -> None:
    page = open_page("/trends?city=beijing")
    expect(page.locator("#trends-series-table tbody tr").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    chosen = [["pm25", "o3_mda8"], ["o3", "o3_1h_max"], ["aqi", "co_p95"], ["heavy_days"], []]
    for metrics in chosen:
        for grain in STEPS:
            for smooth in ("", "8h", "30d"):
                told = page.evaluate(FITTED, [grain, metrics, smooth])
                there = list(fit_metrics(metrics, grain, changed=True))
                expected = {"metrics": there, "smooth": fit_smooth(smooth, grain)}
                assert told == expected, (grain, metrics, smooth)


def test_grain_changes_metrics_chart_and_address(open_page) -> None:
    page = open_page("/trends?city=beijing")
    drawn(page)
    choose_grain(page, "年")
    expect(page.locator("#trends-series-title")).to_have_text("逐年变化 · 北京")
    expect(page.locator(".choose-metrics")).to_contain_text("第 90 百分位数")
    expect(page.locator("#trends-series")).to_contain_text("年均限值 35")
    page.wait_for_url("**grain=annual**")
    assert "o3_mda8_p90" in page.url
    choose_grain(page, "小时")
    expect(page.locator("#trends-series-reading")).to_contain_text("默认为最近 60 天")
    expect(page.locator(".choose-places input:not([type=hidden])").first).to_be_disabled()


def test_address_restores_the_choice(open_page) -> None:
    address = "/trends?city=beijing&grain=monthly&metrics=pm25&compare=1001A"
    page = open_page(address + "&start=2014-01-01&end=2014-12-31")
    drawn(page)
    assert title(page).startswith("逐月变化 · 北京、")
    expect(page.locator("#trends-series-reading")).to_contain_text("2014年1月至2014年12月")
    page.locator('[data-wanted="trends-profiles"]').scroll_into_view_if_needed()
    expect(page.locator("#trends-profiles-title")).to_contain_text("2014年")
    expect(page.locator(".choose-day input").first).to_have_value("2014-01-01")
    expect(page.locator("#trends-series .legendtext")).to_have_count(2)


def test_dates_and_places_change_what_is_shown(open_page) -> None:
    page = open_page("/trends?city=beijing&metrics=pm25")
    drawn(page)
    expect(page.locator("#trends-series .legendtext")).to_have_count(0)
    page.locator(".choose-day input").first.fill("2016-12-01")
    expect(page.locator("#trends-series-reading")).to_contain_text("2016年12月1日至2017年2月28日")
    assert "start=2016-12-01" in page.url
    page.locator(".choose-places input:not([type=hidden])").first.click()
    page.get_by_role("option").nth(3).click()
    expect(page.locator("#trends-series .legendtext")).to_have_count(2)
    assert "compare=" in page.url


def test_the_change_of_reference_state_is_drawn(open_page) -> None:
    page = open_page("/trends?city=chengdu&grain=monthly")
    drawn(page)
    expect(page.locator("#trends-series")).to_contain_text("2018-09-01 参比状态变更")
    expect(page.locator("#trends-series-foot")).to_contain_text("样本不足")
    drawn(page, "trends-slopes")
    expect(page.locator("#trends-slopes-words")).to_contain_text("2018-09-01")


def test_too_few_months_and_no_data_are_said(open_page) -> None:
    page = open_page("/trends?city=xiangyang&start=1999-01-01&end=1999-02-01")
    expect(page.locator("#trends-series")).to_contain_text("所选时段没有数据")
    drawn(page, "trends-slopes")
    expect(page.locator("#trends-slopes-words")).to_contain_text("月数不足")


def test_the_file_holds_what_is_shown(open_page) -> None:
    page = open_page("/trends?city=beijing&grain=annual&metrics=pm25")
    drawn(page)
    with page.expect_download() as waiting:
        page.locator("section", has=page.locator("#trends-series")).locator(".download").click()
    path = waiting.value.path()
    content = Path(path).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["time"] for row in rows] == [f"{year}-01-01" for year in range(2013, 2018)]
    points = page.locator("#trends-series .scatterlayer .point").count()
    assert points == sum(row["pm25"] != "" for row in rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_phone(open_page, picture, lang: str) -> None:
    metrics = "pm25,o3_mda8_p90,co_p95,good_ratio"
    address = f"/trends?lang={lang}&city=beijing&grain=annual&metrics={metrics}&compare=1001A"
    page = open_page(address, width=390, height=844)
    drawn(page)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    picture(page, f"trends-{lang}-phone")
