"""The shell in a real browser: languages, schemes, navigation, offline, two visitors at once."""

from playwright.sync_api import Page, expect


def header(page: Page) -> str:
    """Return the words of the header."""
    return page.locator(".header").inner_text()


def test_chinese_first_and_english_by_the_switch(page: Page) -> None:
    assert "总览" in header(page)
    page.locator(".language").click()
    expect(page.locator(".nav-link.current")).to_have_text("Overview")
    assert "lang=en" in page.url


def test_navigation_keeps_the_choice(open_page) -> None:
    page = open_page("/?lang=en&city=beijing&year=2015")
    page.get_by_role("link", name="Trends").click()
    expect(page.locator(".nav-link.current")).to_have_text("Trends")
    assert "year=2015" in page.url
    assert "city=beijing" in page.url
    page.go_back()
    expect(page.locator(".nav-link.current")).to_have_text("Overview")


def test_dark_follows_the_system_and_the_toggle(open_page) -> None:
    page = open_page("/", scheme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-mantine-color-scheme", "dark")
    page.locator(".mantine-ColorSchemeToggle-root, [aria-label='深浅色切换']").first.click()
    expect(root).to_have_attribute("data-mantine-color-scheme", "light")


def test_nonsense_in_every_parameter_shows_the_default_page(open_page) -> None:
    nonsense = "%3Cscript%3Ealert(1)%3C/script%3E"
    names = ("lang", "city", "place", "compare", "year", "until", "metrics", "grain")
    names += ("start", "end", "pollutant", "palette", "unknown")
    for path in ("/", "/trends", "/data"):
        page = open_page(path + "?" + "&".join(f"{name}={nonsense}" for name in names))
        assert "总览" in header(page)
        assert page.locator(".notice").inner_text() == ""
        expect(page.locator(".unread")).to_contain_text("城市")
        expect(page.locator(".unread")).not_to_contain_text("alert")


def test_back_leads_to_the_place_before(open_page) -> None:
    page = open_page("/?city=beijing&year=2015")
    page.locator("button.rank-row", has_text="东四").first.click()
    page.wait_for_url("**place=1003A**")
    page.go_back()
    expect(page.locator(".sentence")).to_contain_text("北京")
    assert "place=1003A" not in page.url


def test_an_address_that_is_no_page_says_so(open_page) -> None:
    page = open_page("/no-such-page")
    expect(page.locator(".missing")).to_contain_text("没有这个页面")


def test_two_visitors_do_not_meet(open_page) -> None:
    one = open_page("/?year=2014&lang=en")
    two = open_page("/?year=2016")
    one.get_by_role("link", name="Data").click()
    expect(one.locator(".nav-link.current")).to_have_text("Data")
    assert "year=2016" in two.url
    assert "总览" in header(two)


def test_phone_has_no_sideways_scroll(open_page) -> None:
    for path in ("/", "/trends", "/data"):
        page = open_page(path, width=390, height=844)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{path} is {over} px too wide"
