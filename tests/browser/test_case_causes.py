"""Weather, ratios and like cases on the page of a case, in a real browser."""

from playwright.sync_api import Page, expect

RED_ALERT = "beijing-pm25-20151219"


def reach(page: Page, card: str) -> None:
    """Scroll a card into sight and wait until it says something."""
    page.locator(f'[data-wanted="case-{card}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#case-{card}-reading")).not_to_be_empty()


def test_causes_are_drawn_and_a_like_case_is_one_click_away(open_page, picture) -> None:
    page = open_page(f"/case?case={RED_ALERT}")
    reach(page, "weather")
    expect(page.locator("#case-weather .scatterlayer .trace")).to_have_count(2)
    expect(page.locator("#case-weather")).to_contain_text("温度露点差")
    expect(page.locator("#case-weather-wind")).to_contain_text("静风")
    picture(page, "case-weather-zh-light")
    reach(page, "ratios")
    expect(page.locator("#case-ratios")).to_contain_text("PM₂.₅/CO")
    reach(page, "neighbours")
    expect(page.locator(".neighbour")).to_have_count(5)
    expect(page.locator(".neighbour-curve").first).to_be_visible()
    before = page.locator("#case-neighbours-reading").inner_text()
    link = page.locator(".neighbour a").first
    name = link.get_attribute("data-case")
    link.click()
    page.wait_for_url(f"**case={name}**")
    page.locator("#case-neighbours-reading").scroll_into_view_if_needed()
    expect(page.locator("#case-neighbours-reading")).not_to_have_text(before)


def test_a_city_without_weather_on_a_phone_in_english(open_page, picture) -> None:
    page = open_page(
        "/case?case=chengdu-pm25-20140121&lang=en", width=390, height=844, scheme="dark"
    )
    reach(page, "weather")
    expect(page.locator("#case-weather")).to_contain_text("no weather data")
    expect(page.locator("#case-weather-wind-slot")).to_be_hidden()
    for card in ("ratios", "neighbours"):
        reach(page, card)
        box = page.locator(f'[data-wanted="case-{card}"]').bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    picture(page, "case-causes-en-dark-phone")
