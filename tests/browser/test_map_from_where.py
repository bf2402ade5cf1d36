"""Where it comes from, and the card of a place, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

CARD, STATION = "map-from-where", "map-station"


def reach(page: Page, card: str = CARD) -> None:
    """Scroll a lazy card into sight and wait until it says something."""
    page.locator(f'[data-wanted="{card}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#{card}-reading")).not_to_be_empty()


def plot(page: Page, name: str):
    """Return a plot of the card."""
    return page.locator(f"#{CARD}-{name}")


@pytest.mark.parametrize(("width", "scheme", "lang"), [(1280, "light", "zh"), (390, "dark", "en")])
def test_four_plots_are_drawn_and_told(open_page, picture, width, scheme, lang) -> None:
    page = open_page(f"/map?city=beijing&lang={lang}", width=width, scheme=scheme)
    reach(page)
    for name in ("wind", "pollution", "polar", "cpf"):
        plot(page, name).scroll_into_view_if_needed()
        expect(plot(page, name).locator(".js-fill").first).to_be_attached()
        expect(plot(page, name).locator(".legendtext").first).to_be_visible()
        own = plot(page, name).bounding_box()
        assert own is not None
        assert own["x"] >= 0
        assert own["x"] + own["width"] <= width
    radius = "半径是风速，不是距离" if lang == "zh" else "the radius is wind speed, not distance"
    expect(page.locator(f"#{CARD}")).to_contain_text(radius)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"from-where-{lang}-{scheme}")


def test_circles_are_round_and_of_one_size(open_page) -> None:
    page = open_page("/map?city=beijing")
    reach(page)
    sizes = set()
    for name in ("wind", "pollution", "polar", "cpf"):
        expect(plot(page, name).locator(".shapelayer path").first).to_be_attached()
        # The last plain ring is the outermost.
        boxes = (
            plot(page, name)
            .locator(".shapelayer path")
            .evaluate_all(
                "paths => paths.map(p => { const b = p.getBBox(); return [b.width, b.height]; })"
            )
        )
        width, height = max(boxes)
        assert width == pytest.approx(height, abs=0.5)
        sizes.add(round(width))
    assert len(sizes) == 1


def test_the_period_is_chosen_and_kept_in_the_address(open_page) -> None:
    page = open_page("/map?city=beijing&kind=year&period=2015-01-01")
    reach(page)
    expect(page.locator(f"#{CARD}-title")).to_contain_text("2015年")
    page.locator(".choose-wind input").click()
    page.get_by_role("option", name="各年夏季").click()
    expect(page.locator(f"#{CARD}-title")).to_contain_text("各年夏季")
    assert "wind=summer" in page.url
    page.reload()
    reach(page)
    expect(page.locator(f"#{CARD}-title")).to_contain_text("各年夏季")


def test_a_cell_says_its_hours_under_the_pointer(open_page) -> None:
    page = open_page("/map?city=beijing")
    reach(page)
    polar = plot(page, "polar")
    polar.scroll_into_view_if_needed()
    expect(polar.locator(".js-fill").first).to_be_attached()
    box = polar.locator(".nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 + 20, box["y"] + box["height"] / 2 + 20, steps=4)
    expect(polar.locator(".hoverlayer .hovertext")).to_contain_text("小时")


def test_a_city_without_wind_says_what_is_needed(open_page) -> None:
    page = open_page("/map?city=chengdu")
    reach(page)
    expect(page.locator(f"#{CARD}-reading")).to_contain_text("没有风的资料")
    expect(page.locator(f"#{CARD}-reading")).to_contain_text("wind_direction")
    expect(plot(page, "wind")).to_be_hidden()


def test_a_district_leads_to_its_stations(open_page, picture) -> None:
    page = open_page("/map?city=beijing&place=110105")
    reach(page, STATION)
    expect(page.locator(f"#{STATION}-title")).to_have_text("朝阳区")
    page.locator(f"#{STATION} button", has_text="奥体中心").click()
    expect(page.locator(f"#{STATION}-title")).to_have_text("奥体中心")
    assert "place=1011A" in page.url
    expect(page.locator(f"#{STATION}-reading")).to_contain_text("城市评价点")
    expect(page.locator(f"#{STATION}-history .point").first).to_be_attached()
    picture(page, "station-card-zh")


def test_the_station_card_leads_to_trends_with_place_and_days(open_page) -> None:
    page = open_page("/map?city=beijing&place=1001A&kind=year&period=2015-01-01")
    reach(page, STATION)
    page.locator(f"#{STATION}-link a").click()
    page.wait_for_url("**/trends?**")
    assert "place=1001A" in page.url
    assert "start=2015-01-01&end=2015-12-31" in page.url


def test_charts_come_after_the_map_in_the_edition_of_the_assets(open_page) -> None:
    page = open_page("/map?city=beijing")
    reach(page)
    expect(plot(page, "wind").locator(".js-fill").first).to_be_attached()
    loaded = page.evaluate(
        """() => [...document.querySelectorAll("script[src*=plotly]")]
          .map((script) => [new URL(script.src).pathname, Boolean(script.closest("footer"))])"""
    )
    if page.locator("#plotly-later").count():
        assert loaded == [["/assets/plotly.min.js", False]]
    page.get_by_role("link", name="趋势", exact=True).click()
    expect(page.locator("#trends-series .trace").first).to_be_attached()
    assert page.locator("script[src*=plotly]").count() == 1


def test_a_saved_picture_takes_its_panels_title(open_page) -> None:
    page = open_page("/map?city=beijing")
    reach(page)
    polar = plot(page, "polar")
    polar.scroll_into_view_if_needed()
    expect(polar.locator(".js-fill").first).to_be_attached()
    polar.hover()
    with page.expect_download() as saved:
        polar.locator(".modebar-btn").first.click()
    assert saved.value.suggested_filename == f"{CARD}-polar.png"
