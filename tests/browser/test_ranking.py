"""The page Ranking in a real browser: sorting, choices, languages, schemes, phone, files."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

TABLE, RISES = "#ranking-table-table", "#ranking-rebounds-table"
STATIONS = "/ranking?city=beijing&scope=station&kind=quarter&period=2014-10-01"


def column(page: Page, number: int, table: str = TABLE) -> list[str]:
    """Return the texts of a column, counted from 1, of the places that are ranked."""
    return page.locator(f"{table} tbody:not(.apart) tr > :nth-child({number})").all_inner_texts()


def heads(page: Page) -> list[str]:
    return page.locator(f"{TABLE} thead th").all_inner_texts()


def choose(page: Page, field: str, words: str) -> None:
    """Choose an entry of one of the page's lists."""
    page.locator(f".choose-{field} input:not([type=hidden])").click()
    page.get_by_role("option", name=words, exact=True).click()


def test_places_are_ranked_drawn_and_told(open_page, picture) -> None:
    page = open_page(STATIONS + "&place=1003A")
    expect(page.locator(f"{TABLE} tr.selected")).to_contain_text("东四")
    expect(page.locator("#ranking-table-title")).to_have_text(
        "2014年第4季度 · PM₂.₅ 均值排名 · 北京站点"
    )
    expect(page.locator("#ranking-table-reading")).to_contain_text("站点参加排名")
    expect(page.locator("#ranking-table-reading")).to_contain_text("所选的东四排第")
    ranks = [int(rank) for rank in column(page, 1)]
    assert ranks == sorted(ranks)
    assert ranks[0] == 1
    expect(page.locator(f"{TABLE} .apart").first).to_contain_text("对照点")
    page.locator("#ranking-rebounds-title").scroll_into_view_if_needed()
    expect(page.locator("#ranking-history .scatterlayer .trace").first).to_be_attached()
    expect(page.locator("#ranking-history .annotation-text", has_text="东四")).to_have_count(1)
    expect(page.locator(f"{RISES} .verdict.both")).to_have_count(8)
    expect(page.locator("#ranking-rebounds-reading")).to_contain_text("不是认定")
    picture(page, "ranking-zh-light")


def test_a_header_sorts_by_level_and_by_change(open_page) -> None:
    page = open_page(STATIONS)
    expect(page.locator(f"{TABLE} tbody tr").first).to_be_visible()
    at = next(n for n, words in enumerate(heads(page), 1) if words.startswith("改善名次"))
    by_level = column(page, 2)
    head = page.locator(f"{TABLE} thead th:nth-child({at})")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    order = [int(rank) for rank in column(page, at) if rank.isdigit()]
    assert order == sorted(order)
    assert len(order) > 2
    assert column(page, 2) != by_level
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [int(r) for r in column(page, at) if r.isdigit()] == order[::-1]
    choose(page, "period", "2015年第4季度")
    expect(page.locator("#ranking-table-title")).to_contain_text("2015年第4季度")
    expect(page.locator(f"{TABLE} thead th:nth-child({at})")).to_have_attribute(
        "aria-sort", "descending"
    )


def test_another_kind_keeps_the_nearest_period_and_asks_once(open_page) -> None:
    page = open_page(STATIONS)
    expect(page.locator(f"{TABLE} tbody tr").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.post_data or "") if r.method == "POST" else None)
    choose(page, "kind", "年")
    expect(page.locator("#ranking-table-title")).to_contain_text("2014年 · ")
    expect(page.locator(".choose-period input:not([type=hidden])")).to_have_value("2014年")
    expect(page.locator(f"{TABLE} thead")).to_contain_text("年均限值 35")
    assert sum("ranking-table-rows" in body.split('"inputs"')[0] for body in asked) == 1
    assert "kind=year" in page.url
    assert "period=2014-01-01" in page.url


def test_a_place_is_picked_for_every_page(open_page) -> None:
    page = open_page(STATIONS)
    page.locator(f"{TABLE} .rank-pick", has_text="农展馆").click()
    expect(page.locator(f"{TABLE} tr.selected")).to_contain_text("农展馆")
    expect(page.locator("#ranking-table-reading")).to_contain_text("所选的农展馆排第 9")
    assert "place=1005A" in page.url


def test_cities_of_the_project(open_page) -> None:
    page = open_page("/ranking?city=chengdu&scope=city&kind=year&period=2016-01-01")
    expect(page.locator("#ranking-table-title")).to_have_text("2016年 · PM₂.₅ 均值排名 · 各城市")
    expect(page.locator(f"{TABLE} tr.selected")).to_contain_text("成都")
    expect(page.locator(f"{TABLE} tbody tr")).to_have_count(4)
    page.locator(f"{TABLE} .rank-pick", has_text="北京").click()
    page.wait_for_url("**city=beijing**")


def test_english_and_dark(open_page, picture) -> None:
    page = open_page(STATIONS + "&lang=en&metric=composite_index", scheme="dark")
    expect(page.locator("#ranking-table-title")).to_have_text(
        "Stations of Beijing by composite index · Q4 2014"
    )
    expect(page.locator(f"{TABLE} thead")).to_contain_text("Above limits")
    page.locator("#ranking-rebounds-title").scroll_into_view_if_needed()
    expect(page.locator(f"{RISES} .verdict").first).to_have_text("rose both ways")
    picture(page, "ranking-en-dark")


def test_what_is_not_there_is_said(open_page) -> None:
    page = open_page("/ranking?city=beijing&metric=heavy_days&standard=who2021")
    expect(page.locator("#ranking-table-reading")).to_contain_text("没有“重污染天数”")
    page = open_page("/ranking?city=xiangyang&scope=district&kind=year&period=1999-01-01")
    expect(page.locator("#ranking-table-reading")).to_contain_text("有效天数都不合要求")
    page.locator("#ranking-rebounds-title").scroll_into_view_if_needed()
    expect(page.locator("#ranking-rebounds-reading")).to_contain_text("无从比较")


def test_files_hold_what_is_shown(open_page) -> None:
    page = open_page(STATIONS)
    expect(page.locator(f"{TABLE} tbody tr").first).to_be_visible()
    with page.expect_download() as waiting:
        page.locator("section", has=page.locator(TABLE)).locator(".download").click()
    content = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    ranked = [row["name"] for row in rows if row["group"] == "ranked"]
    assert ranked == column(page, 2)
    assert {row["first_day"] for row in rows} == {"2014-10-01"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_phone(open_page, picture, lang: str) -> None:
    page = open_page(f"{STATIONS}&lang={lang}", width=390, height=844)
    expect(page.locator(f"{TABLE} tbody tr").first).to_be_visible()
    page.locator("#ranking-rebounds-title").scroll_into_view_if_needed()
    expect(page.locator("#ranking-history .annotation-text").first).to_be_attached()
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    picture(page, f"ranking-{lang}-phone")


def test_a_table_wider_than_a_phone_says_so_and_keeps_its_places(open_page) -> None:
    page = open_page(STATIONS, width=390, height=844)
    hint = page.locator(f"{TABLE} .rank-sideways")
    expect(hint).to_be_visible()
    name = page.locator(f"{TABLE} th[scope=row]").first
    page.locator(f"{TABLE} .rank-wrap").evaluate("frame => { frame.scrollLeft = 200; }")
    expect(hint).to_be_hidden()
    frame = page.locator(f"{TABLE} .rank-wrap").bounding_box()
    box = name.bounding_box()
    assert frame is not None
    assert box is not None
    assert abs(box["x"] - frame["x"]) < 2
