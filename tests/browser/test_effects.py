"""The page Effects in a real browser: verdicts, another measure in place, any two periods."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.view.made_case_rows import WHOLE
from tests.view.made_effects import CLEAR, HOSTILE, LIKELY, UNSURE


@pytest.fixture(scope="module")
def app_url(effects_snapshot: Path) -> Iterator[str]:
    """Serve the made-up city with made-up effects."""
    from tests.browser.conftest import served

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QINGCE_SUMMARIES", str(effects_snapshot))
        with served() as url:
            yield url


def reach(page: Page, card: str) -> None:
    """Scroll a card into sight and wait until it has its title."""
    page.locator(f'[data-wanted="effects-{card}"]').scroll_into_view_if_needed()
    expect(page.locator(f"#effects-{card}-title")).not_to_be_empty()


def narrow(page: Page) -> bool:
    """Return whether the page is no wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_card_is_drawn_and_another_measure_is_shown_in_place(open_page, picture) -> None:
    page = open_page("/effects")
    expect(page.locator("#effects-reading")).to_contain_text("明确降低 1 项")
    listed = page.locator("#effects-verdicts-list")
    expect(listed.locator(".effect")).to_have_count(5)
    expect(listed.locator(".effect").first).to_contain_text("明确降低")
    # A name is a name, whatever it looks like.
    expect(listed.locator(".effect-clear .effect-name")).to_have_text(HOSTILE)
    expect(page.locator("#effects-lines .scatterlayer .trace")).to_have_count(3)
    page.locator(f'a[data-measure="{UNSURE}"]').click()
    expect(page.locator("#effects-event-reading")).to_contain_text("与气象无法区分")
    page.wait_for_url(f"**measure={UNSURE}**")
    expect(page.locator("#effects-event-placebos .point").first).to_be_attached()
    reach(page, "control")
    expect(page.locator("#effects-control-reading")).to_contain_text("不能称为效果")
    reach(page, "model")
    expect(page.locator("#effects-model")).to_contain_text("逐周留出")
    page.locator("#effects-model-body summary").first.click()
    expect(page.locator("#effects-model-body")).to_contain_text("周边同时管控")
    picture(page, "effects-zh-light")


def test_two_periods_are_chosen_and_stay_in_the_address(open_page) -> None:
    page = open_page("/effects?change=own&former=201801-201803&latter=201901-201903")
    reach(page, "waterfall")
    before = page.locator("#effects-waterfall-reading")
    expect(before).to_contain_text("2019年1月至2019年3月")
    page.locator("#effects-waterfall-latter-last").click()
    page.get_by_role("option", name="2019年4月").click()
    expect(before).to_contain_text("季节差异没有分开")
    assert "latter=201901-201904" in page.url
    page.locator("#effects-waterfall-latter-first").click()
    page.get_by_role("option", name="2019年12月").click()
    # The earlier of the two is the first, whichever was chosen as such.
    page.wait_for_url("**latter=201904-201912**")


def test_another_pollutant_says_its_doubt_or_why_there_is_nothing(open_page, picture) -> None:
    page = open_page("/effects?modelled=no2&lang=en", width=390, height=844, scheme="dark")
    expect(page.locator("#effects-lines")).to_contain_text("no verdict")
    for card in ("waterfall", "event", "model"):
        reach(page, card)
    assert narrow(page)
    picture(page, "effects-en-dark-phone")
    page.locator("#main .choose-modelled input:visible").click()
    page.get_by_role("option", name="CO (no model)").click()
    expect(page.locator("#effects-notice")).to_contain_text("missing hours are needed")
    expect(page.locator("#effects-lines")).to_be_hidden()
    page.locator("#main .choose-modelled input:visible").click()
    page.get_by_role("option", name="PM₂.₅").click()
    expect(page.locator("#effects-lines .scatterlayer .trace")).to_have_count(3)


def test_words_come_before_any_script(browser: Browser, app_url: str) -> None:
    context = browser.new_context(locale="zh-CN")
    context.route("**/*.js*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{app_url}/effects", wait_until="commit")
    copy = page.locator("#first-paint")
    expect(copy.locator(".case-reading")).to_contain_text("明确降低 1 项")
    expect(copy.locator(".effect")).to_have_count(5)
    context.close()


def test_a_case_and_its_measure_lead_to_each_other(open_page) -> None:
    page = open_page("/effects")
    page.locator(".effect-likely .effect-more a").last.click()
    page.wait_for_url(f"**/case?**case={WHOLE}**")
    page.locator('[data-wanted="case-response"]').scroll_into_view_if_needed()
    page.get_by_role("link", name="看成效").click()
    page.wait_for_url(f"**/effects?**measure={LIKELY}**")
    reach(page, "event")
    expect(page.locator("#effects-event-reading")).to_contain_text("可能偏高")
    expect(page.locator("#effects-event-reading a")).to_contain_text("2019-01-10")


def test_without_a_model_the_evidence_is_what_other_cities_say(open_page) -> None:
    page = open_page("/effects?modelled=pm10")
    expect(page.locator("#effects-notice")).to_contain_text("没有气象数据")
    page.locator(f'a[data-measure="{CLEAR}"]').click()
    expect(page.locator("#effects-control-body")).to_contain_text("城市0")
    expect(page.locator("#effects-control-reading")).to_be_in_viewport()


def test_the_evidence_is_read_with_the_keyboard(open_page) -> None:
    page = open_page(f"/effects?measure={CLEAR}")
    link = page.locator(f'a[data-measure="{UNSURE}"]')
    link.focus()
    link.press("Enter")
    expect(page.locator("#effects-event-reading")).to_contain_text("与气象无法区分")
    state = page.evaluate("window.location.search")
    assert json.dumps(state).count("measure=") == 1
