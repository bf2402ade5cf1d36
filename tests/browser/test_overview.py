"""The overview in a real browser: what it says, what its controls change, how it looks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

WANT = "/?city=beijing&year=2016&until=10"


def wait_until_drawn(page: Page) -> None:
    """Wait until the sentence, both charts and the map are there; end at the top of the page."""
    expect(page.locator(".sentence")).not_to_be_empty()
    expect(page.locator("#overview-calendar .heatmaplayer image").first).to_be_attached()
    expect(page.locator("#overview-map .map-badge").first).to_be_visible()
    page.locator("#overview-places").scroll_into_view_if_needed()
    page.locator("#overview-years").scroll_into_view_if_needed()
    expect(page.locator("#overview-years .scatterlayer .trace").first).to_be_attached()
    expect(page.locator("#overview-places .rank-fill").first).to_be_attached()
    page.evaluate("window.scrollTo(0, 0)")


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


MEETING = "/?city=xiangyang&year=2019&until=8&mode=meeting"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (3840, 2160)])
def test_large_letters_fit_one_screen(open_page, picture, lang, width, height) -> None:
    page = open_page(f"{MEETING}&lang={lang}", width=width, height=height)
    expect(page.locator(".meeting-picture")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # A tenth of a line more than there is room for is cut off by nobody's eye.
    cut = page.evaluate(
        "[...document.querySelectorAll('.meeting, .meeting .card')]"
        ".filter(e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)"
        ".map(e => e.className)"
    )
    assert cut == []
    size = page.locator(".kpi-value").first.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert size >= 64 * width / 1920
    assert page.locator(".meeting-picture").bounding_box()["height"] > height / 5
    picture(page, f"overview-meeting-{width}-{lang}")


def test_large_letters_say_target_room_and_rank(open_page) -> None:
    page = open_page(MEETING, width=1920, height=1080)
    expect(page.locator(".kpi-pm25")).to_contain_text("目标 ≤ 59")
    expect(page.locator(".kpi-pm25")).to_contain_text("余下 122 天日均不超过 57 可达目标 59")
    expect(page.locator(".kpi-good_ratio")).to_contain_text("还可有 3 天不优良")
    # Eight months of Xiangyang have too few valid days for any rank.
    expect(page.locator(".kpi-rank")).to_contain_text("全市有效天数不足，不作城市排名")
    expect(page.locator(".meeting-days .level-legend")).to_contain_text("5 重度污染")


def test_large_letters_are_turned_on_and_left_with_one_click_or_escape(open_page) -> None:
    page = open_page("/?city=xiangyang&year=2019", width=1920, height=1080)
    choose(page, "until", "8 月")
    expect(page.locator(".sentence")).to_contain_text("截至2019年8月31日")
    page.get_by_text("会商大字").click()
    expect(page.locator(".meeting .sentence")).to_contain_text("截至2019年8月31日")
    expect(page).to_have_url(re.compile("mode=meeting"))
    expect(page.locator(".header")).to_be_hidden()
    page.get_by_text("退出大字").click()
    expect(page.locator("#overview-calendar")).to_be_visible()
    expect(page).not_to_have_url(re.compile("mode=meeting"))
    expect(page.locator(".sentence")).to_contain_text("截至2019年8月31日")
    page.go_back()
    expect(page.locator(".meeting")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#overview-calendar")).to_be_visible()


def test_choices_are_folded_away_in_large_letters_but_reachable(open_page) -> None:
    page = open_page(MEETING, width=1920, height=1080)
    page.locator(".meeting-choices summary").click()
    expect(page.locator(".header")).to_be_visible()
    choose(page, "until", "6 月")
    expect(page.locator(".sentence")).to_contain_text("截至2019年6月30日")
    expect(page.locator(".kpi-good_ratio")).to_contain_text("还可有 19 天不优良")
    page.locator(".meeting-choices summary").click()
    expect(page.locator(".header")).to_be_hidden()
    page.get_by_text("退出大字").click()
    expect(page.locator("#overview-calendar")).to_be_visible()
    expect(page).to_have_url(re.compile("until=6"))


@pytest.mark.parametrize("mode", ["", "&mode=meeting"])
def test_the_first_words_are_those_of_the_page(open_page, app_url, mode) -> None:
    query = f"/?city=beijing&year=2016&until=10&standard=gb3095-2026-final&basis=without_dust{mode}"
    page = open_page(query, width=1920, height=1080)
    index = page.request.get(app_url + query).text()
    said = page.evaluate(
        """html => {
            const copy = new DOMParser().parseFromString(html, "text/html");
            const words = (root) => [".sentence", ".kpis", ".kpi-rank"].map(
                (part) => root.querySelector(part).textContent);
            return [words(copy.querySelector("#first-paint")), words(document)];
        }""",
        index,
    )
    assert said[0] == said[1]
    assert "剔除沙尘日" in said[0][0]


def test_a_card_leads_to_its_page_with_the_same_choices(open_page) -> None:
    page = open_page(f"{WANT}&palette=safe&place=110108")
    page.locator(".kpi-pm25 .kpi-link").click()
    expect(page).to_have_url(re.compile(r"/trends\?.*place=110108"))
    for choice in ("metrics=pm25", "start=2016-01-01", "end=2016-10-31", "palette=safe"):
        assert choice in page.url
    expect(page.locator(".page-trends")).to_be_visible()
    page.go_back()
    page.locator(".kpi-rank .kpi-link").click()
    expect(page).to_have_url(re.compile(r"/ranking\?.*period=2016-10-31"))


def test_another_scheme_changes_what_is_judged_and_says_so(open_page) -> None:
    page = open_page(WANT)
    wait_until_drawn(page)
    before = number_of(page, 2)
    choose(page, "standard", "全程按 2026 最终限值")
    expect(page.locator(".sentence")).to_contain_text("最终限值没有对应的 AQI 分级")
    expect(page.locator("#overview-calendar-reading")).to_contain_text("六项均不超过日限值")
    assert number_of(page, 2) != before
    choose(page, "standard", "WHO 2021 指导值")
    expect(page.locator(".kpi-heavy_days")).to_contain_text("此标准不设")
    expect(page.locator("#overview-calendar-legend")).to_contain_text("超过")
    choose(page, "basis", "剔除沙尘日")
    expect(page.locator("#overview-calendar-legend")).to_contain_text("按口径剔除 2 天")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("city=beijing&year=2017", "截至2017年2月28日"),
        ("city=chengdu&year=2022", "截至2022年5月31日"),
        ("city=chengdu&year=2015&place=1431A", "没有可用于评价的数据"),
        ("city=beijing&year=2013&until=3", "数据自3月1日起"),
        ("city=xiangyang&until=1&basis=present_state", "无需换算"),
    ],
)
@pytest.mark.parametrize("mode", ["", "&mode=meeting"])
def test_little_data_is_told_in_words(open_page, query, words, mode) -> None:
    page = open_page(f"/?{query}{mode}", width=1920, height=1080)
    expect(page.locator(".sentence")).to_contain_text(words)
    shown = page.locator(".page").inner_text()
    for nonsense in ("nan", "NaN", "None", "{", "undefined"):
        assert nonsense not in shown
