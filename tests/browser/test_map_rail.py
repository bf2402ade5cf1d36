"""The rail of the map as a viewer uses it: pickers, address, what the map then shows."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
HOURS = "/map?city=beijing&kind=hour&period=2015-12-01&hour=9"


def choose(page: Page, field: str, option: str) -> None:
    """Pick an option of a select of the rail by its words."""
    page.locator(f".map-choose-{field} input:visible").first.click()
    page.get_by_role("option", name=option, exact=True).click()


def box(page: Page, name: str) -> Locator:
    """Return the box of a layer."""
    return page.get_by_role("checkbox", name=name, exact=True)


def address(page: Page) -> dict[str, str]:
    """Return what the address says."""
    return {k: v[0] for k, v in parse_qs(urlsplit(page.url).query).items()}


def test_another_kind_brings_its_metrics_and_a_period_with_enough_days(open_page: OpenPage) -> None:
    page = open_page("/map?city=beijing&metric=o3_mda8&period=2017-02-28")
    title = page.locator("#map-title")
    expect(title).to_contain_text("2017")
    choose(page, "kind", "年")
    expect(title).to_contain_text("2013—2017")
    expect(page.locator("#map-period-select")).to_have_value("2016年")
    expect(page.locator("#map-period-day")).to_be_hidden()
    choose(page, "kind", "小时")
    expect(title).to_contain_text("O₃ 3 小时均值")
    expect(page.locator("#map-period-day")).to_have_value("2016-01-01")
    assert address(page)["metric"] == "o3"
    assert address(page)["kind"] == "hour"


def test_a_day_and_an_hour_are_picked(open_page: OpenPage) -> None:
    page = open_page(HOURS)
    expect(page.locator("#map-time")).to_contain_text("2015年12月1日 09–12 时")
    page.locator("#map-hour-select").click()
    page.get_by_role("option", name="15 时", exact=True).click()
    expect(page.locator("#map-time")).to_contain_text("2015年12月1日 15–18 时")
    page.locator("#map-period-day").fill("2015-11-30")
    expect(page.locator("#map-time")).to_contain_text("2015年11月30日 15–18 时")
    expect(page.locator("#map-title")).to_contain_text("2015年11月")
    found = address(page)
    assert (found["period"], found["hour"]) == ("2015-11-30", "15")


def test_two_periods_stand_beside_one_another(open_page: OpenPage) -> None:
    page = open_page(HOURS.replace("hour&", "day&"))
    expect(page.locator("#map-against-day")).to_be_hidden()
    page.locator(".map-choose-compared label", has_text="并列").click()
    expect(page.locator("#map-sides [data-atlas]")).to_have_count(3)
    expect(page.locator("#map-against-day")).to_have_value("2014-12-01")
    expect(page.locator("#map-reading")).to_contain_text("与2014年12月1日相比")
    page.locator("#map-against-day").fill("2015-11-10")
    expect(page.locator("#map-reading")).to_contain_text("与2015年11月10日相比")
    # The difference has colours of its own, and the legend says them too.
    titles = page.locator("#map-legend .key-title")
    expect(titles).to_have_count(2)
    expect(titles.last).to_contain_text("差值")
    assert address(page)["against"] == "2015-11-10"
    page.locator(".map-choose-compared label", has_text="单图").click()
    expect(page.locator("#map-main")).to_be_visible()
    expect(page.locator("#map-stage [data-atlas]")).to_have_count(1)
    expect(titles).to_have_count(1)


def test_what_has_no_frames_has_no_classes_and_a_whole_title(open_page: OpenPage) -> None:
    page = open_page("/map?city=beijing&kind=day&metric=aqi&standard=who2021")
    expect(page.locator("#map-reading")).to_contain_text("没有“AQI”这一项")
    expect(page.locator("#map-title")).to_have_text("AQI · 北京")
    expect(page.locator("#map-legend li")).to_have_count(0)


def test_on_a_phone_the_whole_map_is_above_the_time_bar(open_page: OpenPage) -> None:
    page = open_page(HOURS, width=390, height=844)
    expect(page.locator("#map-time button").first).to_be_visible()
    stage, bar = (page.locator(name).bounding_box() for name in ("#map-stage", "#map-time"))
    assert stage is not None
    assert bar is not None
    assert stage["y"] + stage["height"] <= bar["y"] + 1


def test_layers_are_in_the_address_and_none_is_a_choice(open_page: OpenPage) -> None:
    page = open_page(HOURS)
    box(page, "插值面").check()
    expect(box(page, "插值面")).to_be_checked()
    assert set(address(page)["layers"].split(",")) == {"areas", "surface"}
    box(page, "插值面").uncheck()
    box(page, "区县").uncheck()
    page.wait_for_url("**layers=none**")
    box(page, "区县").check()
    page.wait_for_url(lambda url: "layers" not in url)


def test_other_pages_are_left_alone_by_the_rail(open_page: OpenPage) -> None:
    page = open_page("/ranking?city=beijing")
    page.locator(".choose-kind input").first.click()
    page.get_by_role("option", name="月", exact=True).click()
    expect(page.locator("#ranking-table-title")).to_contain_text("月")
