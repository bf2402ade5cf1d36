"""A case in a real browser: its curve, a part of it, the hour pointed at, other cases."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

RED_ALERT = "beijing-pm25-20151219"
DAYS_ONLY = "chengdu-o3-20170723"
CURVE = "#case-curve"
HEAR = """() => {
  window.heard = [];
  document.addEventListener("qingce:case-hour", (event) => window.heard.push(event.detail.time));
}"""


def opened(open_page, query: str, **options) -> Page:
    """Open a case and wait until its curve is drawn."""
    page = open_page(f"/case?{query}", **options)
    drawn = f"{CURVE} .scatterlayer path.js-line, {CURVE} .barlayer .trace"
    expect(page.locator(drawn).first).to_be_attached()
    return page


def box_of(page: Page) -> dict[str, float]:
    box = page.locator(f"{CURVE} .nsewdrag").first.bounding_box()
    assert box is not None
    return box


def drag(page: Page, begin: float, end: float) -> None:
    """Drag over the top panel, from one share of its width to another."""
    box = box_of(page)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + begin * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + (begin + end) / 2 * box["width"], middle, steps=3)
    page.mouse.move(box["x"] + end * box["width"], middle, steps=3)
    page.mouse.up()


def shown_range(page: Page) -> list[str]:
    return page.evaluate(f"document.querySelector('{CURVE} .js-plotly-plot').layout.xaxis.range")


def test_a_part_is_dragged_out_read_shared_and_given_back(open_page) -> None:
    page = opened(open_page, f"case={RED_ALERT}")
    whole = shown_range(page)
    drag(page, 0.4, 0.6)
    words = page.locator("#case-curve-part")
    expect(words).to_contain_text("PM₂.₅ 平均")
    expect(words.locator("tbody tr")).to_have_count(6)
    found = re.search(r"part=(\d{10})-(\d{10})", page.url)
    assert found is not None
    # Some 245 hours are shown from 17 December on: 40 % of them is four days on, 60 % six.
    assert found[1][:8] in ("20151221", "20151222")
    assert found[2][:8] in ("20151223", "20151224")
    expect(page.locator(".case-strip").last.locator(".case-band")).not_to_have_count(0)
    shared = page.url.split("/case")[1]
    other = opened(open_page, shared.removeprefix("?"))
    sentence = words.locator("p").inner_text()
    expect(other.locator("#case-curve-part p")).to_have_text(sentence)
    page.get_by_role("button", name="看整个过程").click()
    expect(words).to_contain_text("拖动")
    assert "part=" not in page.url
    assert shown_range(page) == whole
    # Cleared where nothing was chosen, the axis keeps to the case: the strips stand over it.
    box = box_of(page)
    page.mouse.dblclick(box["x"] + 200, box["y"] + 60)
    page.wait_for_function(
        f"(all) => String(document.querySelector('{CURVE} .js-plotly-plot').layout.xaxis.range)"
        ".startsWith(all)",
        arg=whole[0],
    )
    assert "part=" not in page.url


def test_the_hour_pointed_at_is_told_by_mouse_and_keyboard(open_page, picture) -> None:
    page = opened(open_page, f"case={RED_ALERT}")
    page.evaluate(HEAR)
    box = box_of(page)
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 60)
    page.mouse.move(box["x"] + 0.5 * box["width"] + 2, box["y"] + 60)
    hover = page.locator(f"{CURVE} .hoverlayer .legend")
    expect(hover).to_contain_text("PM₂.₅ 24 小时平均")
    for said in ("µg/m³", "mg/m³", "°C", "m/s", "hPa", "mm"):
        expect(hover).to_contain_text(said)
    picture(page, "case-hover-zh-light")
    page.wait_for_function("() => window.heard.length > 0")
    page.mouse.move(5, 5)
    page.locator("[data-case-hours]").focus()
    first = page.evaluate("window.heard.at(-1)")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    # An hour and six more.
    passed = page.evaluate(
        "(first) => (Date.parse(window.heard.at(-1) + ':00Z') - Date.parse(first + ':00Z')) / 36e5",
        first,
    )
    assert passed == 7
    page.keyboard.press("Home")
    # The first hour shown, a day before the case.
    begin = shown_range(page)[0].replace(" ", "T")
    assert begin.startswith("2015-12-17T")
    assert page.evaluate("window.heard.at(-1)") == begin[:13]
    expect(hover).to_contain_text(f"2015年12月17日 {int(begin[11:13])} 时")


def test_another_case_comes_without_a_reload_and_the_way_back_leads_here(open_page) -> None:
    page = opened(open_page, f"case={RED_ALERT}&part=2015122100-2015122200")
    page.evaluate("window.stayed = true")
    title = page.locator("#case-title")
    before = title.inner_text()
    page.get_by_text("‹ 上一个").click()
    expect(title).not_to_have_text(before)
    page.wait_for_url("**case=beijing-pm25-2015121**")
    assert "part=" not in page.url
    assert page.evaluate("window.stayed") is True
    expect(page.locator("#case-curve-part")).to_contain_text("拖动")
    chooser = page.locator(".choose-case input:not([type=hidden])").first
    chooser.click()
    chooser.fill("2016-12-1")
    page.get_by_role("option", name=re.compile("2016-12-1.*严重污染")).first.click()
    expect(title).to_contain_text("2016年12月")
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(title).to_contain_text("2015年12月1")


def test_a_warning_that_covers_the_peak_is_named_over_it(open_page, picture) -> None:
    page = opened(open_page, "case=beijing-pm25-20151206&lang=en", scheme="dark")
    expect(page.locator("#case-marks")).to_contain_text("red", ignore_case=True)
    band = page.locator(".band-warning-red")
    expect(band).to_have_count(1)
    box, plot = band.bounding_box(), box_of(page)
    assert box is not None
    # The strip has the chart's own margins: the warning lies within the plot.
    assert box["x"] >= plot["x"] - 1
    assert box["x"] + box["width"] <= plot["x"] + plot["width"] + 1
    page.locator('[data-wanted="case-response"]').scroll_into_view_if_needed()
    expect(page.locator("#case-response-table tbody tr")).not_to_have_count(0)
    page.locator('[data-wanted="case-conclusion"]').scroll_into_view_if_needed()
    expect(page.locator("#case-conclusion-reading")).not_to_be_empty()
    picture(page, "case-en-dark")


def test_without_a_mouse_a_stage_is_pressed_and_an_hour_tapped(browser: Browser, app_url) -> None:
    """Not by `open_page`: a finger needs a context of its own."""
    phone = {"width": 390, "height": 844}
    context = browser.new_context(viewport=phone, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{app_url}/case?case={RED_ALERT}")
    page.wait_for_selector(f"{CURVE} .scatterlayer path.js-line", state="attached")
    page.wait_for_load_state("networkidle")
    page.evaluate(HEAR)
    catches = f"getComputedStyle(document.querySelector('{CURVE} .nsewdrag')).pointerEvents"
    # The chart is higher than the screen: it must not catch the finger that scrolls.
    assert page.evaluate(catches) == "none"
    page.locator("[data-case-hours]").scroll_into_view_if_needed()
    page.locator("[data-case-hours]").tap(position={"x": 200, "y": 300})
    page.wait_for_function("() => window.heard.length > 0")
    expect(page.locator(f"{CURVE} .hoverlayer .legend")).to_contain_text("NO₂")
    page.locator(".band-plateau button").first.tap()
    expect(page.locator("#case-curve-part")).to_contain_text("PM₂.₅ 平均")
    assert "part=201512" in page.url
    page.locator(".band-plateau button").tap()
    expect(page.locator("#case-curve-part")).to_contain_text("拖动")
    context.close()


@pytest.mark.parametrize(("case", "lang"), [(RED_ALERT, "zh"), (DAYS_ONLY, "en")])
def test_phone(open_page, picture, case: str, lang: str) -> None:
    page = opened(open_page, f"case={case}&lang={lang}", width=390, height=844)
    page.locator('[data-wanted="case-response"]').scroll_into_view_if_needed()
    expect(page.locator("#case-response-reading")).not_to_be_empty()
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    picture(page, f"case-{lang}-phone")


def test_a_case_of_days_says_so_and_is_brushed_by_days(open_page) -> None:
    page = opened(open_page, f"case={DAYS_ONLY}")
    expect(page.locator("#case-curve-title")).to_contain_text("只有日值")
    expect(page.locator("#case-notes")).to_contain_text("日值")
    drag(page, 0.3, 0.5)
    expect(page.locator("#case-curve-part")).to_contain_text("天有值")
    found = re.search(r"part=\d{8}00-\d{8}00", page.url)
    assert found, page.url


def test_an_unknown_case_is_helped_on(browser: Browser, app_url: str) -> None:
    """Not by `open_page`: the browser itself reports a document with status 404 on its console."""
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"{app_url}/case?case=beijing-pm25-20151218&lang=en")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("#react-entry-point h1")).to_have_text("No such case")
    page.locator("#react-entry-point").get_by_text("2015-12-19 — 12-26").click()
    expect(page.locator("#case-title")).to_contain_text("December 2015")
    assert f"case={RED_ALERT}" in page.url
    context.close()
