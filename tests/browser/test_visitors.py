"""A visitor kept from one test to the next knows of nothing and is still watched."""

import pytest
from playwright.sync_api import Browser, Error

from tests.browser.visitors import Visitors

LEAVE = "() => { localStorage.left = 1; sessionStorage.left = 1; document.cookie = 'left=1'; }"
LEFT = "() => [localStorage.length, sessionStorage.length, document.cookie]"
OUTSIDE = "https://outside.example/"


def test_what_a_test_left_is_gone_for_the_next(browser: Browser, app_url: str) -> None:
    visitors = Visitors(browser)
    first = visitors.take(app_url, "light")
    page = first.context.new_page()
    page.goto(f"{app_url}/health")
    page.evaluate(LEAVE)
    assert page.evaluate(LEFT) == [1, 1, "left=1"]
    visitors.give_back(first)
    assert page.is_closed()
    dark = visitors.take(app_url, "dark")
    assert dark is not first
    again = visitors.take(app_url, "light")
    assert again is first
    page = again.context.new_page()
    page.goto(f"{app_url}/health")
    assert page.evaluate(LEFT) == [0, 0, ""]
    other = visitors.take(app_url, "light")
    assert other is not first
    for visitor in (first, dark, other):
        visitor.context.close()


def test_every_test_is_watched(browser: Browser, app_url: str) -> None:
    visitors = Visitors(browser)
    visitor = visitors.take(app_url, "light")
    for _ in range(2):
        assert (visitor.watch.outside, visitor.watch.errors) == ([], [])
        page = visitor.context.new_page()
        page.goto(f"{app_url}/health")
        page.evaluate("console.error('wrong')")
        assert visitor.watch.errors == ["wrong"]
        with pytest.raises(Error, match="ERR_FAILED"):
            page.goto(OUTSIDE)
        assert visitor.watch.outside == [OUTSIDE]
        visitors.give_back(visitor)
        assert visitors.take(app_url, "light") is visitor
    visitor.context.close()
