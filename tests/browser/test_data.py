"""The page Data in a real browser: what is missing and why, flags, problems, files, dictionary."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

HEAT = "#data-completeness .heatmaplayer image, #data-completeness .heatmaplayer .hm"


def drawn(page: Page) -> Locator:
    """Wait until both charts of the page are drawn; the reading of the first."""
    expect(page.locator(HEAT).first).to_be_attached()
    expect(page.locator("#data-gaps .barlayer .point").first).to_be_attached()
    return page.locator("#data-completeness-reading")


def take(page: Page, what: str) -> tuple[str, list[list[str]]]:
    """Click the download button of a table; the file's name and rows."""
    button = page.locator(f'button[id*=\'"what":"data-{what}"\']')
    with page.expect_download() as waiting:
        button.click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read Chinese"
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return waiting.value.suggested_filename, list(rows)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_in_each_language_and_scheme(open_page, picture, lang, scheme) -> None:
    page = open_page(f"/data?lang={lang}", scheme=scheme)
    reading = drawn(page)
    expect(reading).to_contain_text("有效" if lang == "zh" else "valid")
    expect(page.locator("#data-sources .source").first).to_be_visible()
    expect(page.locator("#data-flags-reading")).not_to_be_empty()
    expect(page.locator("#data-problems-reading")).not_to_be_empty()
    assert page.locator(".notice").inner_text() == ""
    picture(page, f"data-{lang}-{scheme}")


@pytest.mark.parametrize(
    ("city", "name"), [("beijing", "北京"), ("chengdu", "成都"), ("xiangyang", "襄阳")]
)
def test_every_city_shows_its_page(open_page, picture, city: str, name: str) -> None:
    page = open_page(f"/data?city={city}", width=1920, height=1080)
    expect(drawn(page)).to_contain_text("站点小时")
    expect(page.locator("#data-sources-reading")).to_contain_text(name)
    picture(page, f"data-{city}-1920")


def test_the_pollutant_changes_the_page_and_the_address_restores_it(open_page) -> None:
    page = open_page("/data")
    before = drawn(page).inner_text()
    page.locator(".pollutants").get_by_text("O₃").click()
    expect(page.locator("#data-completeness-title")).to_contain_text("O₃")
    expect(page.locator("#data-completeness-reading")).not_to_have_text(before)
    expect(page.locator("#data-flags-title")).to_contain_text("O₃")
    assert "pollutant=o3" in page.url
    again = open_page("/data?" + page.url.split("?")[1])
    drawn(again)
    expect(again.locator("#data-gaps-title")).to_contain_text("O₃")
    assert (
        again.locator("#data-completeness-reading").inner_text()
        == page.locator("#data-completeness-reading").inner_text()
    )


def test_the_place_governs_the_reasons_and_the_files(open_page) -> None:
    page = open_page("/data?city=beijing&place=1003A")
    drawn(page)
    expect(page.locator("#data-gaps-title")).to_contain_text("东四")
    expect(page.locator("#data-take-title")).to_contain_text("东四")
    expect(page.locator("#data-completeness .ytick text", has_text="▸ 东四")).to_have_count(1)
    name, rows = take(page, "annual")
    assert name == "qingce-annual-beijing-1003A.csv"
    assert {row[2] for row in rows[1:]} == {"1003A"}


def test_the_file_holds_what_the_chart_shows(open_page) -> None:
    page = open_page("/data?city=beijing&pollutant=co")
    drawn(page)
    name, rows = take(page, "completeness")
    assert name == "qingce-completeness-beijing-co.csv"
    header, *body = rows
    stations = {row[header.index("station")] for row in body}
    assert len(stations) == page.locator("#data-completeness .ytick text").count()
    assert {row[header.index("pollutant")] for row in body} == {"co"}


def test_the_dictionary_is_searched_in_the_browser(open_page) -> None:
    page = open_page("/data")
    tables = page.locator("#data-dictionary-tables details")
    every = tables.count()
    page.locator("#data-dictionary-filter").fill("share_valid")
    expect(page.locator("#data-dictionary-found")).to_contain_text("1 张表、1 列")
    shown = [t for t in tables.all() if t.is_visible()]
    assert len(shown) == 1
    assert "0–1" in shown[0].inner_text(), "a found table is open"
    page.locator("#data-dictionary-filter").fill("zzzz")
    expect(page.locator("#data-dictionary-found")).to_have_text("没有找到")
    page.locator("#data-dictionary-filter").fill("")
    expect(page.locator("#data-dictionary-found")).to_have_text("")
    assert sum(t.is_visible() for t in tables.all()) == every


def test_the_problems_are_filtered_in_the_browser(open_page) -> None:
    page = open_page("/data?city=chengdu&lang=en")
    rows = page.locator("#data-problems tbody tr")
    expect(rows.first).to_be_visible()
    every = rows.count()
    first = page.locator("#data-problems tbody tr:visible")
    page.locator("#data-problems-filter").fill("no such words anywhere")
    expect(first).to_have_count(0)
    page.locator("#data-problems-filter").fill("")
    expect(first).to_have_count(every)


def test_links_to_sources_are_never_followed_by_the_page(open_page) -> None:
    page = open_page("/data?city=beijing")
    link = page.locator("#data-sources a").first
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    assert link.inner_text() == link.get_attribute("href")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_has_no_sideways_scroll(open_page, picture, lang: str) -> None:
    page = open_page(f"/data?lang={lang}&city=chengdu", width=390, height=844)
    drawn(page)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, f"{over} px too wide"
    picture(page, f"data-phone-{lang}")


def test_words_from_data_are_never_markup(open_page) -> None:
    page = open_page("/data")
    drawn(page)
    words = "<img src=x onerror=alert(1)>"
    spec = {"heads": [{"text": words}], "rows": [[words], [[{"text": words, "tag": "code"}]]]}
    build = "(spec) => window.dash_clientside.qingce_tables.build(spec, 'data-problems')"
    page.evaluate(f"{build.replace('=> ', '=> void ')}", spec)
    expect(page.locator("#data-problems td")).to_have_text([words, words])
    assert page.locator("#data-problems img").count() == 0
