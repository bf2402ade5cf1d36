"""Compare in a real browser: cases laid side by side, by onset and by peak, found by typing."""

from playwright.sync_api import expect

TWO = "beijing-pm25-20151219,beijing-pm25-20161216"


def test_cases_are_compared_by_onset_and_by_peak(open_page, picture) -> None:
    page = open_page(
        f"/compare?city=beijing&cases={TWO},beijing-pm25-20150101x&lang=en", scheme="dark"
    )
    expect(page.locator("#compare-notice")).to_contain_text("beijing-pm25-20150101x")
    expect(page.locator("#compare-curves .scatterlayer .trace")).to_have_count(4)
    expect(page.locator("#compare-curves-title")).to_contain_text("Aligned at onset")
    page.locator(".choose-align").get_by_text("peak").click()
    expect(page.locator("#compare-curves-title")).to_contain_text("Aligned at peak")
    assert "align=peak" in page.url
    expect(page.locator("#compare-curves .annotation-text", has_text="2015-12-19")).to_have_count(1)
    expect(page.locator("#compare-weather-table")).to_contain_text("percentile")
    picture(page, "compare-en-dark")
    page.get_by_role("textbox", name="One more pollutant").click()
    page.get_by_role("option", name="NO₂").click()
    expect(page.locator("#compare-curves .annotation-text", has_text="NO₂")).to_have_count(1)
    assert "pollutant=no2" in page.url


def test_a_case_is_found_by_typing_its_day(open_page) -> None:
    page = open_page("/compare?city=beijing&cases=beijing-pm25-20151219")
    expect(page.locator("#compare-notice")).to_contain_text("再选一个")
    search = page.locator(".choose-cases input:not([type=hidden])")
    search.fill("2016-12-16")
    page.get_by_role("option").first.click()
    expect(page.locator("#compare-numbers-table thead th")).to_have_count(3)
    expect(page.locator("#compare-notice")).to_be_empty()
    assert TWO.split(",")[1] in page.url


def test_a_phone_sees_the_cases_side_by_side(open_page, picture) -> None:
    page = open_page(f"/compare?cases={TWO}", width=390, height=844)
    expect(page.locator("#compare-numbers-table tbody tr").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, "compare-phone")
